import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileStore, openFiles } from '../../platform/files/index.ts'
import { fromTelephone } from '../../platform/pictures/fixtures.ts'
import { keepEvidence } from './evidence-files.ts'
import { receiveEach, receiveFiles, receivePrepared } from './upload.ts'

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

  it('with words beside it that are too long is told, and they are not cut short', async () => {
    const field = `--B\r\nContent-Disposition: form-data; name="paste"\r\n\r\n${'a'.repeat(1_100_000)}\r\n--B--\r\n`
    await expect(upload(field)).rejects.toMatchObject({ code: 'web.formTooLarge', status: 413 })
  })

  it('keeps the bytes, and of the name only what is no folder', async () => {
    const { files } = await upload(`${head.replace('enoe.csv', '../../etc/enoe.csv')}a,b\r\n--B--\r\n`)
    expect(files).toMatchObject([{ name: 'enoe.csv', bytes: 3 }])
    expect(await store.verify(files[0]?.sha256 ?? '')).toBe(true)
  })
})

describe('files each for itself', () => {
  const sent = (sizes: readonly number[], maxFiles = 5) => {
    const form = new FormData()
    sizes.forEach((size, at) => {
      form.append('files', new Blob([new Uint8Array(size).fill(65 + at)]), `${at}.pdf`)
    })
    return receiveEach(new Request('http://localhost/', { method: 'POST', body: form }), store, {
      maxBytes: 100_000,
      maxFiles,
    })
  }
  it('one that is too large is told by its name, those before and after it are kept', async () => {
    const { files, more } = await sent([10, 3_000_000, 20])
    expect(files.map((file) => [file.name, 'problem' in file ? file.problem.code : file.bytes])).toEqual([
      ['0.pdf', 10],
      ['1.pdf', 'files.tooLarge'],
      ['2.pdf', 20],
    ])
    expect(more).toBe(false)
    expect(await left()).toEqual([])
  })
  it('more than are taken at once are told', async () => {
    expect(await sent([1, 2, 3], 2)).toMatchObject({
      files: [{ name: '0.pdf' }, { name: '1.pdf' }],
      more: true,
    })
    expect((await sent([1, 2], 2)).more).toBe(false)
  })
})

describe('evidence', () => {
  const sent = (...files: [string, Uint8Array][]) => {
    const form = new FormData()
    for (const [name, bytes] of files) form.append('photos', new Blob([new Uint8Array(bytes)]), name)
    return receivePrepared(
      new Request('http://localhost/', { method: 'POST', body: form }),
      store,
      { maxBytes: 25_000_000 },
      keepEvidence('2026-11-21'),
    )
  }
  const kept = async () =>
    (await readdir(join(dir, 'files'), { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n')

  it.each([
    ['a program', 'foto.exe', Buffer.from('MZ nada'), 'files.evidenceKind'],
    ['a page that calls itself a photograph', 'foto.jpg', Buffer.from('<script>'), 'pictures.unknown'],
    ['a drawing that can hold scripts', 'foto.svg', Buffer.from('<svg onload="x"/>'), 'files.evidenceKind'],
    ['half of a PDF', 'oficio.pdf', pdf.subarray(0, 20), 'files.evidenceCut'],
    ['an archive that is no Word file', 'oficio.docx', Buffer.from('PK\x03\x04'), 'files.evidenceKind'],
  ])('%s is refused, and the photograph beside it is not kept either', async (_, name, bytes, code) => {
    await expect(sent(['buena.jpg', await fromTelephone()], [name, bytes])).rejects.toMatchObject({ code })
    expect(await kept()).toEqual([])
  })
  it('of 200 MB is refused without being held in memory', async () => {
    const piece = Buffer.alloc(1_000_000, 0xff)
    let sentBytes = 0
    const body = new ReadableStream({
      pull(to) {
        if (sentBytes === 0) to.enqueue(Buffer.from(head))
        if (sentBytes >= 200e6) {
          to.enqueue(Buffer.from('\r\n--B--\r\n'))
          to.close()
          return
        }
        to.enqueue(piece)
        sentBytes += piece.length
      },
    })
    const before = process.memoryUsage().rss
    const upload = receivePrepared(
      new Request('http://localhost/', {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=B' },
        body,
        duplex: 'half',
      } as RequestInit),
      store,
      { maxBytes: 25_000_000 },
      keepEvidence('2026-11-21'),
    )
    await expect(upload).rejects.toMatchObject({ code: 'files.tooLarge', status: 413 })
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6)
    expect(await kept()).toEqual([])
  })
  it('is kept without the name and the place that the telephone gave it; a document under its own', async () => {
    const { files } = await sent(['IMG_20261120_Rosa.jpg', await fromTelephone()], ['oficio 3.PDF', pdf])
    expect(files).toMatchObject([
      { name: 'foto-2026-11-21.jpg', mediaType: 'image/jpeg' },
      { name: 'oficio 3.PDF', mediaType: 'application/pdf' },
    ])
    const { stream } = await store.open(files[0]?.sha256 ?? '')
    expect(Buffer.concat(await stream.toArray()).toString('latin1')).not.toMatch(/Exif|Iztapalapa|Rosa/)
  })
})
