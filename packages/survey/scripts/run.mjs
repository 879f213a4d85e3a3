// Runs a TypeScript file of this package: node scripts/run.mjs FILE [ARGUMENTS]. Node 20 reads no TypeScript, so esbuild translates it first.
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const [file] = process.argv.splice(2, 1)
const home = resolve(dirname(fileURLToPath(import.meta.url)), '..')
// Inside the package, so that its dependencies are found from there.
const directory = resolve(home, 'node_modules/.cache')
const outfile = resolve(directory, `run-${process.pid}.mjs`)
mkdirSync(directory, { recursive: true })
try {
  await build({
    entryPoints: [resolve(home, file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    conditions: ['source'],
    sourcemap: 'inline',
    logLevel: 'error',
  })
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(outfile, { force: true })
}
