#!/usr/bin/env node
/**
 * Builds the program (dist/*.js) and what the browser gets (dist/assets). `npm start` calls it each time,
 * so it compares a hash of everything it reads and does nothing when that has not changed.
 *
 *   node bin/build.mjs [--force]
 *   node bin/build.mjs --run FILE.ts [ARGUMENTS]   builds, then runs a script of ours (test/look.ts, bench/…)
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const assets = join(dist, 'assets')
const stamp = join(dist, 'build.json')

/** All files below a folder, without what is not source. */
function files(dir) {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(dir, entry.name)
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name === 'dist' ? [] : files(path)
      return /\.(tsx?|css|json|svg)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
    })
}

const inputs = [
  fileURLToPath(import.meta.url),
  join(root, 'package-lock.json'),
  ...files(join(root, 'src')),
  ...files(join(root, 'sample')),
  ...files(join(root, 'packages')),
]

function hashOfInputs() {
  const hash = createHash('sha256').update(process.version)
  for (const path of inputs)
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** What the last build wrote, if it is complete and of these inputs. */
function upToDate(hash) {
  try {
    const last = JSON.parse(readFileSync(stamp, 'utf8'))
    return last.hash === hash && last.outputs.every((path) => existsSync(join(dist, path)))
  } catch {
    return false
  }
}

/** `@acuerdo/survey` is a package of ours: bundled from its source. Every other package stays outside. */
const ownPackages = {
  name: 'own-packages',
  setup(build) {
    build.onResolve({ filter: /^@acuerdo\/[a-z-]+$/ }, ({ path }) => ({
      path: join(root, 'packages', path.slice('@acuerdo/'.length), 'src/index.ts'),
    }))
  },
}

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  jsx: 'automatic',
}

const serverOptions = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  conditions: ['source'],
  plugins: [ownPackages],
  sourcemap: true,
  jsxImportSource: 'hono/jsx',
}

/** The programs: main, the command line, and every `*.worker.ts` (a file that is started by its own name). */
function programs() {
  const workers = inputs.filter((path) => path.startsWith(join(root, 'src')) && path.endsWith('.worker.ts'))
  const entries = [join(root, 'src/main.ts'), join(root, 'src/cli.ts'), ...workers].filter((path) =>
    existsSync(path),
  )
  return Object.fromEntries(entries.map((path) => [basename(path, '.ts'), path]))
}

/** What a browser loads: the style sheet and one small module per island. */
function browserFiles() {
  const dir = join(root, 'src/web/islands')
  const islands = existsSync(dir)
    ? readdirSync(dir).filter((f) => /\.tsx?$/.test(f) && !f.includes('.test.'))
    : []
  return {
    app: join(root, 'src/web/styles/app.css'),
    icon: join(root, 'src/web/styles/icon.svg'),
    ...Object.fromEntries(islands.map((f) => [f.replace(/\.tsx?$/, ''), join(dir, f)])),
  }
}

function compress(path) {
  const bytes = readFileSync(path)
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  )
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
}

async function build(hash) {
  const { build: bundle } = await import('esbuild')
  mkdirSync(assets, { recursive: true })
  const [server, browser] = await Promise.all([
    bundle({
      ...serverOptions,
      entryPoints: programs(),
      outdir: dist,
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    }),
    bundle({
      ...common,
      entryPoints: browserFiles(),
      outdir: assets,
      format: 'esm',
      target: ['chrome109', 'firefox115', 'safari16'],
      minify: true,
      splitting: true,
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      publicPath: '/assets/',
      loader: { '.woff2': 'file', '.svg': 'copy' },
      jsxImportSource: 'hono/jsx/dom',
    }),
  ])
  const written = (result) =>
    Object.keys(result.metafile.outputs).map((path) => relative(dist, join(root, path)))
  const served = written(browser).map((path) => join(dist, path))
  for (const path of served) if (!path.endsWith('.woff2')) compress(path)

  // Logical name → address: `app.css` → `/assets/app-3KX….css`; a file keeps its year-long cache until it changes.
  const manifest = {}
  for (const path of served) {
    const name = basename(path).replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1')
    manifest[name] = `/assets/${basename(path)}`
  }
  writeFileSync(`${join(assets, 'manifest.json')}.new`, `${JSON.stringify(manifest, null, 2)}\n`)
  renameSync(`${join(assets, 'manifest.json')}.new`, join(assets, 'manifest.json'))

  const outputs = [...written(server), ...written(browser), 'assets/manifest.json']
  removeOthers(new Set(outputs))
  writeFileSync(`${stamp}.new`, JSON.stringify({ hash, outputs }))
  renameSync(`${stamp}.new`, stamp)
}

/** Files of an older build, except those written in the last hour: a running server may still hand them out. */
function removeOthers(current) {
  for (const dir of [assets, join(dist, 'chunks')]) {
    if (!existsSync(dir)) continue
    for (const name of readdirSync(dir)) {
      const path = join(dir, name)
      const own = relative(dist, path).replace(/\.(br|gz)$/, '')
      if (!current.has(own) && Date.now() - statSync(path).mtimeMs > 3_600_000)
        rmSync(path, { recursive: true })
    }
  }
}

const hash = hashOfInputs()
if (process.argv.includes('--force') || !upToDate(hash)) await build(hash)

const run = process.argv.indexOf('--run')
if (run > 0) await runScript(resolve(process.argv[run + 1]), process.argv.slice(run + 2))

/** Node 20 does not read TypeScript: the script is bundled beside the build and started in this process. */
async function runScript(path, args) {
  const { build: bundle } = await import('esbuild')
  const outfile = join(dist, 'run', `${basename(path, '.ts')}.mjs`)
  await bundle({ ...serverOptions, entryPoints: [path], outfile })
  process.argv.splice(1, process.argv.length, outfile, ...args)
  await import(pathToFileURL(outfile).href)
}
