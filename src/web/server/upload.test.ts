import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, openFiles } from '../../platform/files/index.ts'
import { receiveFiles } from './upload.ts'

let dir: string
let store: FileStore

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'acuerdo-upload-'))
  store = openFiles(dir)
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const upload = (body: BodyInit, type = 'multipart/form-data; boundary=B', maxBytes = 1_000_000) =>
  receiveFiles(
    new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      duplex: 'half',
    } as RequestInit),
    store,
    { maxBytes },
  )

const head = '--B\r\nContent-Disposition: form-data; name="files"; filename="enoe.csv"\r\n\r\n'
const left = () => readdir(join(dir, 'files', 'incoming')).catch(() => [])

describe('an upload', () => {
  it.each([
    ['a file cut in its middle', `${head}a,b\r\n1,`],
    ['a file cut after its name', head],
    ['nothing at all', ''],
  ])('of %s is a broken upload, not the end of the program', async (_, body) => {
    await expect(upload(body)).rejects.toMatchObject({ code: 'files.brokenUpload', status: 400 })
    expect(await left()).toEqual([])
  })

  it('whose connection breaks leaves nothing behind', async () => {
    const body = new ReadableStream({
      start: (to) => to.enqueue(new TextEncoder().encode(`${head}${'1'.repeat(200_000)}`)),
      pull: async (to) => {
        await new Promise((resolve) => setTimeout(resolve, 20))
        to.error(new Error('aborted'))
      },
    })
    await expect(upload(body)).rejects.toMatchObject({ code: 'files.brokenUpload' })
    expect(await left()).toEqual([])
  })

  it.each(['multipart/form-data', 'application/json', 'text/plain; boundary=B'])(
    'sent as %s is no form with files',
    async (type) => {
      await expect(upload('x', type)).rejects.toMatchObject({ code: 'files.noForm' })
    },
  )

  it('over the limit is answered, though more is still arriving', async () => {
    const body = `${head}${'1'.repeat(3_000_000)}\r\n--B--\r\n`
    await expect(upload(body, undefined, 100_000)).rejects.toMatchObject({
      code: 'files.tooLarge',
      status: 413,
    })
    expect(await left()).toEqual([])
  })

  it('keeps the bytes, and of the name only what is no folder', async () => {
    const { files } = await upload(`${head.replace('enoe.csv', '../../etc/enoe.csv')}a,b\r\n--B--\r\n`)
    expect(files).toMatchObject([{ name: 'enoe.csv', bytes: 3 }])
    expect(await store.verify(files[0]?.sha256 ?? '')).toBe(true)
  })
})
