#!/usr/bin/env node
/**
 * Runs the tests, on a fresh clone too: installs the packages and what the tests need of Debian's, builds, checks types
 * and style, then runs Vitest. The last line is `N passed, N failed` (and `, N skipped`).
 *
 *   npm test                          everything
 *   npm test -- src/kernel -t "mark"  Vitest's own arguments: only those tests
 *   npm run test:long                 the long ones (ACUERDO_LONG=1), and every test of a store on both PostgreSQL servers
 *
 * Where CI=true and ../shared lies beside the checkout, everything a test needs is there: a skipped test fails.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { prepare, root } from './prepare.mjs'

const args = process.argv.slice(2)
const isLong = args.includes('--long')
const passedOn = args.filter((arg) => arg !== '--long')
const isCi = process.env.CI === 'true'
const totals = { passed: 0, failed: 0, skipped: 0 }

await prepare()
if (passedOn.length === 0) {
  const chromium = await findOrInstall(chromiumPath, 'chromium', true)
  // Debian's server installs a service of the system, so only a machine that is there for tests gets it unasked.
  await findOrInstall(postgresPath, 'postgresql', isCi)
  // So large that only a machine that is there for tests gets them: R checks the survey library, LibreOffice opens our Word files.
  await findOrInstall(() => onPath('Rscript'), 'r-cran-survey', isCi)
  await findOrInstall(() => onPath('soffice', 'libreoffice'), 'libreoffice-writer-nogui', isCi)
  if (chromium) process.env.ACUERDO_CHROMIUM ??= chromium
}

if (isLong) await runLong()
else await runAll()
finish()

async function runAll() {
  if (passedOn.length === 0) await runChecks()
  await runVitest(passedOn)
}

/**
 * What `npm test` leaves out: tests that read ACUERDO_LONG do more (test/kill: fifty kills instead of five), and tests of
 * stores, those that ask test/database.ts for a database, run on the embedded PostgreSQL and on the installed one.
 */
async function runLong() {
  process.env.ACUERDO_LONG = '1'
  if (passedOn.length > 0) return runVitest(passedOn)
  const tests = ['src', 'packages', 'test', 'sample'].flatMap(testFiles)
  const mentions = (path, word) => readFileSync(join(root, path), 'utf8').includes(word)
  const long = tests.filter((path) => path.startsWith('test/kill/') || mentions(path, 'ACUERDO_LONG'))
  const stores = tests.filter(
    (path) => path.startsWith('src/') && mentions(path, 'test/database.ts') && !long.includes(path),
  )
  if (long.length + stores.length > 0) await runVitest([...long, ...stores])
  if (stores.length === 0) return
  if (!postgresPath()) {
    console.log(`skipped: ${stores.length} files of store tests on an installed PostgreSQL (none found)`)
    totals.skipped += stores.length
    return
  }
  process.env.ACUERDO_TEST_SERVER = 'installed'
  await runVitest(stores)
}

/** Types and style: each counts as one test, and where one fails nothing else is run. */
async function runChecks() {
  const bin = join(root, 'node_modules/.bin')
  const checks = await Promise.all([
    output('types', join(bin, 'tsc'), ['--noEmit']),
    output('style', join(bin, 'biome'), ['check', '--colors=off']),
  ])
  for (const { name, code, text } of checks) {
    console.log(code === 0 ? `✓ ${name}` : `✗ ${name}\n${text}`)
    totals[code === 0 ? 'passed' : 'failed']++
  }
  if (totals.failed > 0) finish()
}

/** One run of Vitest; test/reporter.ts writes what it counted to a file. */
async function runVitest(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'acuerdo-totals-'))
  const file = join(folder, 'totals.json')
  const code = await new Promise((done) => {
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${join(root, 'test/reporter.ts')}`,
        ...filters,
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ACUERDO_TOTALS: file } },
    )
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.on('exit', (exit) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      done(exit ?? 1)
    })
  })
  const counted = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 }
  rmSync(folder, { recursive: true })
  totals.passed += counted.passed
  totals.skipped += counted.skipped
  // Vitest may fail without a failed test: it crashed, or found no test.
  totals.failed += code !== 0 && counted.failed === 0 ? 1 : counted.failed
}

function finish() {
  // With part of the tests chosen by name the others count as skipped, and that is no fault.
  if (isCi && passedOn.length === 0 && existsSync(join(root, '../shared')) && totals.skipped > 0) {
    console.log(`${totals.skipped} skipped tests count as failed: everything they need is on this machine.`)
    totals.failed += totals.skipped
    totals.skipped = 0
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`)
  process.exit(totals.failed > 0 ? 1 : 0)
}

function testFiles(dir) {
  if (!existsSync(join(root, dir))) return []
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : testFiles(path)
    return /\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** The first of these programs on the PATH. */
function onPath(...names) {
  const paths = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => paths.map((path) => join(path, name))).find((path) => existsSync(path))
}

function chromiumPath() {
  return (
    process.env.ACUERDO_CHROMIUM ??
    onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  )
}

function postgresPath() {
  const debian = '/usr/lib/postgresql'
  const installed = existsSync(debian) ? readdirSync(debian).map((v) => `${debian}/${v}/bin/initdb`) : []
  return onPath('initdb') ?? installed.find((path) => existsSync(path))
}

/** A program of Debian's that the tests use: where it is, after installing it where that is possible without asking. */
async function findOrInstall(find, name, mayInstall) {
  const found = find()
  if (found) return found
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const canInstall =
    mayInstall &&
    process.platform === 'linux' &&
    onPath('apt-get') &&
    (sudo.length === 0 || (onPath('sudo') && (await output('sudo', 'sudo', ['-n', 'true'])).code === 0))
  if (canInstall) {
    console.log(`Installing Debian's package ${name} for the tests …`)
    const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300']
    for (const step of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
      const [command, ...rest] = [...sudo, ...apt, ...step]
      const { code, text } = await output(name, command, rest)
      if (code !== 0) console.log(text)
    }
  }
  const now = find()
  if (!now)
    console.log(
      `The tests that need ${name} are skipped: it is not installed. On Debian or Ubuntu: sudo apt-get install ${name}` +
        (name === 'chromium' ? ', or set ACUERDO_CHROMIUM to the path of a Chromium or Chrome.' : '.'),
    )
  return now
}

/** Runs a command to its end: its exit code and all it printed. */
function output(name, command, commandArgs) {
  return new Promise((done) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += bytes))
    child.on('error', (error) => done({ name, code: 1, text: error.message }))
    child.on('close', (code) => done({ name, code: code ?? 1, text }))
  })
}
