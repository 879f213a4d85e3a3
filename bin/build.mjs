#!/usr/bin/env node
/**
 * Builds the program (dist/*.js) and what the browser gets (dist/assets). `npm start` calls it each time,
 * so each half is skipped when a hash of everything it reads has not changed.
 *
 *   node bin/build.mjs [--force] [--assets]
 *   node bin/build.mjs --run FILE.ts [ARGUMENTS]   builds the assets, then runs a script of ours (test/look.ts, bench/…)
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

const self = fileURLToPath(import.meta.url)
const root = resolve(dirname(self), '..')
const dist = join(root, 'dist')
const assets = join(dist, 'assets')
const web = join(root, 'src/web')

/** All source files below a folder, tests left out. */
function sources(dir, ending) {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(dir, entry.name)
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sources(path, ending)
      return ending.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
    })
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of [self, join(root, 'package-lock.json'), ...paths])
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** A file written whole or not at all: another process may be reading it. */
function writeWhole(path, text) {
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  jsx: 'automatic',
}

/** `@acuerdo/survey` and its parts (`…/words`) are a package of ours: bundled from source. Every other package stays outside. */
const ownPackages = {
  name: 'own-packages',
  setup(build) {
    build.onResolve({ filter: /^@acuerdo\/[a-z-]+(\/[a-z-]+)?$/ }, ({ path }) => {
      const [, name, part = ''] = path.split('/')
      return { path: join(root, 'packages', name, 'src', part, 'index.ts') }
    })
  },
}

const onNode = {
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

/** What an esbuild run wrote, relative to dist. */
const written = (result) =>
  Object.keys(result.metafile.outputs).map((path) => relative(dist, join(root, path)))

/** The programs: main, the command line, and every `*.worker.ts` (a file that is started by its own name). */
const program = {
  name: 'program',
  inputs: () => ['src', 'sample', 'packages'].flatMap((dir) => sources(join(root, dir), /\.(tsx?|json)$/)),
  async build(bundle, inputs) {
    const workers = inputs.filter((path) => path.startsWith(join(root, 'src')) && path.endsWith('.worker.ts'))
    const entries = [join(root, 'src/main.ts'), join(root, 'src/cli.ts'), ...workers].filter((path) =>
      existsSync(path),
    )
    const result = await bundle({
      ...onNode,
      entryPoints: Object.fromEntries(entries.map((path) => [basename(path, '.ts'), path])),
      outdir: dist,
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
    })
    return written(result)
  },
}

/** What a browser loads: the style sheet, the face, and one small module per island, each under a name with its hash. */
const browser = {
  name: 'assets',
  inputs: () => [
    ...sources(join(web, 'styles'), /\.(css|svg)$/),
    // How a document looks on the web: its writer's, brought in by the page's style sheet.
    ...sources(join(root, 'src/platform/document'), /\.css$/),
    ...sources(join(web, 'islands'), /\.tsx?$/),
  ],
  async build(bundle, inputs) {
    const alone = join(web, 'islands/worker.ts')
    const islands = inputs.filter((path) => dirname(path) === join(web, 'islands') && path !== alone)
    const inBrowser = {
      ...common,
      outdir: assets,
      target: ['chrome109', 'firefox115', 'safari16'],
      minify: true,
      entryNames: '[name]-[hash]',
      publicPath: '/assets/',
    }
    // A service worker is one script: not every browser takes one that imports others.
    const worker = await bundle({ ...inBrowser, entryPoints: { worker: alone }, format: 'iife' })
    const result = await bundle({
      ...inBrowser,
      entryPoints: {
        app: join(web, 'styles/app.css'),
        writing: join(web, 'styles/writing.css'),
        icon: join(web, 'styles/icon.svg'),
        ...Object.fromEntries(islands.map((path) => [basename(path).replace(/\.tsx?$/, ''), path])),
      },
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
      assetNames: '[name]-[hash]',
      loader: { '.woff2': 'file', '.svg': 'copy' },
      jsxImportSource: 'hono/jsx/dom',
    })
    const outputs = [...written(worker), ...written(result)]
    const compressed = outputs
      .filter((path) => !path.endsWith('.woff2'))
      .flatMap((path) => [`${path}.br`, `${path}.gz`])
    for (const path of outputs) if (!path.endsWith('.woff2')) compress(join(dist, path))
    const manifest = Object.fromEntries(
      outputs.map((path) => [plainName(path), `/assets/${basename(path)}`]).sort(),
    )
    writeWhole(join(assets, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    return [...outputs, ...compressed, 'assets/manifest.json']
  },
}

/** `assets/app-3KXQ2M7A.css` → `app.css`, by which pages ask for it. */
const plainName = (path) => basename(path).replace(/-[A-Z0-9]{8}(\.\w+)$/, '$1')

function compress(path) {
  const bytes = readFileSync(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  writeWhole(`${path}.br`, brotliCompressSync(bytes, { params }))
  writeWhole(`${path}.gz`, gzipSync(bytes, { level: 9 }))
}

/** Builds one half unless the last build of these very inputs is complete. */
async function bring({ name, inputs, build }) {
  const paths = inputs()
  const hash = hashOf(paths)
  const stamp = join(dist, `${name}.build.json`)
  if (!process.argv.includes('--force') && isBuilt(stamp, hash)) return
  mkdirSync(assets, { recursive: true })
  const { build: bundle } = await import('esbuild')
  const outputs = await build(bundle, paths)
  removeOlder(outputs)
  writeWhole(stamp, JSON.stringify({ hash, outputs }))
}

function isBuilt(stamp, hash) {
  try {
    const last = JSON.parse(readFileSync(stamp, 'utf8'))
    return last.hash === hash && last.outputs.every((path) => existsSync(join(dist, path)))
  } catch {
    return false
  }
}

/** Files of older builds go after an hour: a running server may still hand them out. */
function removeOlder(outputs) {
  const current = new Set(outputs)
  for (const dir of new Set(outputs.map((path) => dirname(path)).filter((dir) => dir !== '.'))) {
    for (const name of readdirSync(join(dist, dir))) {
      const path = join(dist, dir, name)
      if (!current.has(join(dir, name)) && Date.now() - statSync(path).mtimeMs > 3_600_000)
        rmSync(path, { recursive: true })
    }
  }
}

/** Node 20 does not read TypeScript: the script is bundled beside the build and started in this process. */
async function runScript(path, args) {
  const { build: bundle } = await import('esbuild')
  const outfile = join(dist, 'run', `${basename(path, '.ts')}.mjs`)
  await bundle({ ...onNode, entryPoints: [path], outfile })
  process.argv.splice(1, process.argv.length, outfile, ...args)
  await import(pathToFileURL(outfile).href)
}

const run = process.argv.indexOf('--run')
const halves = run > 0 || process.argv.includes('--assets') ? [browser] : [program, browser]
await Promise.all(halves.map(bring))
if (run > 0) await runScript(resolve(process.argv[run + 1]), process.argv.slice(run + 2))
