#!/usr/bin/env node
// The way in: checks Node, installs and builds what a fresh clone lacks, then becomes the command line (dist/cli.js).
// Everything up to the check is written so that an old Node reaches it and says what is wrong.

const oldest = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  const needed = oldest.join('.')
  console.error(`Acuerdo necesita Node ${needed} o posterior; este es el ${process.versions.node}. Instale la versión 24 de https://nodejs.org y vuelva a intentarlo.
Acuerdo needs Node ${needed} or later; this is ${process.versions.node}. Install version 24 from https://nodejs.org and try again.`)
  process.exit(1)
}

const { prepare } = await import('./prepare.mjs')
await prepare()
process.setSourceMapsEnabled(true)
// In this process, so that signals, exit codes and the terminal are the program's own.
await import('../dist/cli.js')
