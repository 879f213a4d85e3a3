/** Kept cells under two processes at once, and under files that change: never a torn file, never another file's answer. */
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArrays, readIndex } from '../src/cells-file.ts'
import { estimate, fileHash } from '../src/index.ts'
import { answers, designOf, questions } from './cells-writer.ts'
import { open } from './data.ts'

const home = mkdtempSync(join(tmpdir(), 'survey-processes-'))
const package_ = resolve(import.meta.dirname, '..')
let connection: DuckDBConnection
const file = join(home, 'data.parquet')
const write = (to: string, more = 0) =>
  connection.run(
    `copy (select i % 7 as h, i // 9 % 200 as psu, 1 + i % 50 as w, hash(i) % 99991 + ${more} as y, i % 6 as x, ['a', 'b', 'c'][1 + i % 3] as g from range(20000) t(i)) to '${to}' (format parquet, compression uncompressed)`,
  )
beforeAll(async () => {
  connection = await open()
  await write(file)
})
afterAll(() => {
  connection.closeSync()
  rmSync(home, { recursive: true, force: true })
})

/** Starts the writer; `ready` when it waits for the start, `done` with what it found. */
function writer(folder: string, start: string) {
  const child = spawn(
    process.execPath,
    ['scripts/run.mjs', 'test/cells-writer.ts', '--write', file, folder, start],
    { cwd: package_, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let wrong = ''
  const ready = new Promise<void>((done, fail) => {
    child.stdout.on('data', (data) => {
      out += String(data)
      if (out.includes('ready')) done()
    })
    child.once('exit', () => fail(new Error(wrong)))
  })
  child.stderr.on('data', (data) => {
    wrong += String(data)
  })
  const done = new Promise<unknown[]>((finish, fail) =>
    child.once('exit', (code) => (code === 0 ? finish(JSON.parse(out.slice(6))) : fail(new Error(wrong)))),
  )
  return { pid: child.pid, ready, done }
}

describe('kept cells', () => {
  it('of two processes at once: both are right, and no file is ever torn', async () => {
    const folder = join(home, 'cells')
    const start = join(home, 'start')
    const writers = [writer(folder, start), writer(folder, start)]
    expect(new Set(writers.map(({ pid }) => pid)).size).toBe(2)
    await Promise.all(writers.map(({ ready }) => ready))
    writeFileSync(start, '')
    let running = true
    const found = Promise.all(writers.map(({ done }) => done)).finally(() => {
      running = false
    })
    // Meanwhile every file that shows itself ends as Parquet does: it came whole.
    let looks = 0
    while (running) {
      for (const name of filesOf(folder)) {
        expect(readFileSync(join(folder, name)).subarray(-4).toString()).toBe('PAR1')
        looks++
      }
      await new Promise((done) => setTimeout(done, 1))
    }
    const expected = JSON.parse(JSON.stringify(await answers(connection, designOf(file))))
    for (const figures of await found) expect(figures).toEqual(expected)
    expect(looks).toBeGreaterThan(10)
    for (const name of filesOf(folder)) await readWhole(join(folder, name))
    expect(readdirSync(folder).filter((name) => !name.endsWith('.parquet'))).toEqual([])
    // What both left answers a third, without the microdata.
    const source = await fileHash(file)
    const gone = designOf(file, { folder, source })
    copyFileSync(file, `${file}.kept`)
    rmSync(file)
    try {
      for (const [at, question] of questions.entries())
        expect(JSON.parse(JSON.stringify(await estimate(connection, gone, question)))).toEqual(expected[at])
    } finally {
      copyFileSync(`${file}.kept`, file)
    }
  }, 30_000)

  it('of a changed source file are its own, though size and date are the same', async () => {
    const folder = join(home, 'changed')
    const changing = join(home, 'changing.parquet')
    await write(changing)
    const ask = async () => {
      const cells = { folder, source: await fileHash(changing) }
      return (await answers(connection, designOf(changing, cells))).flat().map(({ estimate: value }) => value)
    }
    const before = await ask()
    const { size, atime, mtime } = statSync(changing)
    await write(changing, 1)
    utimesSync(changing, atime, mtime)
    expect(statSync(changing)).toMatchObject({ size, mtime })
    const after = await ask()
    expect(after).toEqual(
      (await answers(connection, designOf(changing))).flat().map(({ estimate: value }) => value),
    )
    expect(after).not.toEqual(before)
    // Put back as it was, the first cells serve again: nothing is written.
    await write(changing)
    const files = readdirSync(folder).length
    expect(await ask()).toEqual(before)
    expect(readdirSync(folder)).toHaveLength(files)
  })

  it('hash a file by its bytes, and several in their order', async () => {
    const [a, b] = [join(home, 'a'), join(home, 'b')]
    writeFileSync(a, 'abc')
    writeFileSync(b, '')
    // FIPS 180-2, B.1.
    expect(await fileHash(a)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(new Set([await fileHash([a, b]), await fileHash([b, a]), await fileHash(a)]).size).toBe(3)
    await expect(fileHash(join(home, 'none'))).rejects.toThrow('ENOENT')
  })
})

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parquet')) : []
}

/** Reads the footer and the arrays, which must agree with their checksums. */
async function readWhole(path: string): Promise<void> {
  const { sums } = await readIndex<{ sums: string[] }>(connection, path)
  const plain = sums.filter((sum) => !sum.startsWith('["rows of '))
  await readArrays(connection, path, ['stratum', 'psu', 'group', ...plain])
}
