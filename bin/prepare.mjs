import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

const spanish = !/^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
/** One line to the person, on the error stream: standard output belongs to the command's answer. */
const say = (es, en) => console.error(spanish ? es : en)

/**
 * Makes the checkout ready to run: packages as package-lock.json lists them, and the build of the sources as they are.
 * Says what it does; does nothing, in a few milliseconds, when nothing has changed. Ends the program where it cannot.
 */
export async function prepare({ build = true } = {}) {
  const current = () => isInstalled() && (!build || isBuilt())
  if (current()) return
  const release = await lock()
  try {
    if (!isInstalled()) {
      say(
        'Instalando los paquetes que usa el programa (una vez; de uno a tres minutos) …',
        'Installing the packages that the program uses (once; one to three minutes) …',
      )
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
      await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
    }
    if (build && !isBuilt()) {
      say('Construyendo el programa …', 'Building the program …')
      const inputs = fingerprint()
      await run(process.execPath, [join(root, 'bin/build.mjs')])
      writeFileSync(stamp, inputs)
    }
  } finally {
    release()
  }
}

/**
 * Whether node_modules holds what package-lock.json lists. Compares npm's own record of what lies there, so that
 * `npm install NAME` by hand counts too. Optional packages (those of other platforms) may be missing.
 */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (link || !path.startsWith('node_modules/')) return true
    const there = present[path]
    return there ? there.version === version : optional
  })
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages
  } catch {
    return undefined
  }
}

const stamp = join(root, 'dist/.inputs')

function isBuilt() {
  try {
    return existsSync(join(root, 'dist/cli.js')) && readFileSync(stamp, 'utf8') === fingerprint()
  } catch {
    return false
  }
}

/** Paths, sizes and times of everything the build reads: quick to take; bin/build.mjs compares contents itself. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  const add = (path) => {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist') continue
      const path = join(dir, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (!entry.name.includes('.test.')) add(path)
    }
  }
  add(join(root, 'bin/build.mjs'))
  add(join(root, 'package-lock.json'))
  for (const dir of ['src', 'sample', 'packages']) if (existsSync(join(root, dir))) walk(join(root, dir))
  return hash.digest('hex')
}

/** Runs a command whose output goes to the error stream; ends this program with its code where it fails. */
async function run(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  const code = await new Promise((done) => {
    child.on('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.on('exit', (exit) => done(exit ?? 1))
  })
  if (code === 0) return
  const name = [command, ...args].join(' ')
  say(
    `No se pudo preparar el programa: «${name}» terminó con ${code}. El motivo está arriba. Revise la conexión a internet y el espacio en disco, y vuelva a intentarlo.`,
    `The program could not be prepared: "${name}" ended with ${code}. The reason is above. Check the internet connection and the free disk space, and try again.`,
  )
  rmSync(lockFile, { force: true })
  process.exit(1)
}

const lockFile = join(
  tmpdir(),
  `acuerdo-${process.getuid?.() ?? 0}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`,
)

/** Two commands started at once on a fresh clone: one prepares, the other waits for it. Returns the release. */
async function lock() {
  mkdirSync(join(root, 'dist'), { recursive: true })
  for (;;) {
    try {
      const file = openSync(lockFile, 'wx', 0o600)
      writeFileSync(file, String(process.pid))
      closeSync(file)
      return () => rmSync(lockFile, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned()) rmSync(lockFile, { force: true })
    else await new Promise((done) => setTimeout(done, 200))
  }
}

/** Whether the process that holds the lock has died; one that has not yet written its number gets ten seconds. */
function isAbandoned() {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    if (!pid) return Date.now() - statSync(lockFile).mtimeMs > 10_000
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH' || error.code === 'ENOENT'
  }
}
