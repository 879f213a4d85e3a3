import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFiles } from './index.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'acuerdo-files-'))
})
afterEach(() => {
  rmSync(data, { recursive: true, force: true })
})

const of = (...chunks: (string | Uint8Array)[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))
const inStore = () =>
  existsSync(join(data, 'files'))
    ? readdirSync(join(data, 'files'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : []
const text = async (stream: Readable) => (await stream.toArray()).join('')

describe('files by their SHA-256', () => {
  test('one that passes the limit is refused, and nothing stays', async () => {
    const files = openFiles(data)
    await expect(files.put(of('12345', '67890'), { maxBytes: 9 })).rejects.toMatchObject({
      code: 'files.tooLarge',
      status: 413,
    })
    expect(inStore()).toEqual([])
  })

  test('an upload that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('connection lost')
    }
    await expect(openFiles(data).put(broken())).rejects.toThrow('connection lost')
    expect(inStore()).toEqual([])
  })

  // A real full disk: a file system of one megabyte, in a mount name space of its own.
  const mounted = (script: string) => {
    const mount = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" --input-type=module -e "$3"'
    return spawnSync('unshare', ['-rm', 'sh', '-ec', mount, 'sh', data, process.execPath, script], {
      encoding: 'utf8',
    })
  }
  const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0
  test.skipIf(!canMount)('a full disk is told as one, and nothing stays', async () => {
    const { outputFiles } = await build({
      stdin: {
        resolveDir: import.meta.dirname,
        contents: `
          import { readdirSync } from 'node:fs'
          import { openFiles } from './index.ts'
          async function* megabytes() { for (let i = 0; i < 8; i++) yield Buffer.alloc(400_000, i) }
          const problem = await openFiles(${JSON.stringify(data)}).put(megabytes()).catch((error) => error)
          const left = readdirSync(${JSON.stringify(join(data, 'files/incoming'))})
          console.log(JSON.stringify({ code: problem.code, status: problem.status, left }))`,
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      write: false,
    })
    const { stdout, stderr } = mounted(outputFiles[0]?.text ?? '')
    expect(JSON.parse(stdout || `{"stderr":${JSON.stringify(stderr)}}`)).toEqual({
      code: 'files.diskFull',
      status: 507,
      left: [],
    })
  })

  test('one that is not there is a problem; a name that is no hash is our fault', async () => {
    const files = openFiles(data)
    await expect(files.open('0'.repeat(64))).rejects.toMatchObject({ code: 'files.missing', status: 404 })
    expect(() => files.path('../../etc/passwd')).toThrow('SHA-256')
    expect(await files.verify('0'.repeat(64))).toBe(false)
  })

  test('what was put comes back, whole or in part', async () => {
    const files = openFiles(data)
    // SHA-256 of "abc", FIPS 180-4 example B.1.
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(await files.put(of('a', 'bc'))).toEqual({ sha256, bytes: 3 })
    expect(files.path(sha256)).toBe(join(data, 'files/ba', sha256))
    const whole = await files.open(sha256)
    expect([await text(whole.stream), whole.bytes]).toEqual(['abc', 3])
    expect(await text((await files.open(sha256, { start: 1, end: 2 })).stream)).toBe('bc')
  })

  test('an empty file is a file', async () => {
    const { sha256, bytes } = await openFiles(data).put(of())
    expect(bytes).toBe(0)
    expect(sha256).toBe(createHash('sha256').digest('hex'))
  })

  test('the same content twice, even at once, is kept once', async () => {
    const files = openFiles(data)
    const content = randomBytes(3_000_000)
    const all = await Promise.all([1, 2, 3, 4].map(() => files.put(of(content))))
    expect(new Set(all.map((file) => file.sha256)).size).toBe(1)
    expect(inStore()).toHaveLength(1)
  })

  test('a file that changed on the disk is found out', async () => {
    const files = openFiles(data)
    const { sha256 } = await files.put(of('signed'))
    expect(await files.verify(sha256)).toBe(true)
    writeFileSync(files.path(sha256), 'forged')
    expect(await files.verify(sha256)).toBe(false)
  })

  test('removing twice is no error', async () => {
    const files = openFiles(data)
    const { sha256 } = await files.put(of('x'))
    await files.remove(sha256)
    await files.remove(sha256)
    expect(inStore()).toEqual([])
  })

  test('what a killed upload left is tidied after a day, one under way is not', async () => {
    const incoming = join(data, 'files/incoming')
    await mkdir(incoming, { recursive: true })
    for (const name of ['old', 'new']) writeFileSync(join(incoming, name), 'half')
    const yesterday = Date.now() / 1000 - 25 * 3600
    utimesSync(join(incoming, 'old'), yesterday, yesterday)
    expect(await openFiles(data).tidy()).toBe(1)
    expect(inStore()).toEqual(['new'])
  })
})
