import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docx, odt, pdf, prose, zip } from '../testing/files.ts'
import { extract } from './apart.ts'
import { headBytes, recognise } from './recognise.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acuerdo-extract-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let count = 0
async function read(bytes: Buffer, options: Parameters<typeof extract>[2] = {}) {
  const path = join(folder, String(count++))
  await writeFile(path, bytes)
  return extract(path, recognise(bytes.subarray(0, headBytes)), options)
}
const refused = (bytes: Buffer | Promise<Buffer>, options?: Parameters<typeof extract>[2]) =>
  Promise.resolve(bytes)
    .then((ready) => read(ready, options))
    .then(
      () => 'taken',
      (error: { code?: string }) => error.code ?? String(error),
    )

describe('what is not read, each with its own word', () => {
  test('a PDF with a password', async () =>
    expect(await refused(pdf(['secreto'], { password: 'abc' }))).toBe('evidence.libraryPassword'))
  test('a PDF that was cut off, and one that is nothing inside', async () => {
    const whole = await pdf([prose(400, 1), prose(400, 2)])
    expect(await refused(whole.subarray(0, whole.length - 900))).toBe('evidence.libraryBroken')
    expect(await refused(Buffer.from('%PDF-1.4\nthis is none\n%%EOF'))).toBe('evidence.libraryBroken')
  })
  test('a Word document within a Word document, and a zip of documents', async () => {
    const inner = await docx(['dentro'])
    const nested = zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w:document/>',
      'word/embeddings/inner.docx': inner,
    })
    expect(await refused(nested)).toBe('evidence.libraryNested')
    expect(await refused(zip({ 'uno.docx': inner }))).toBe('evidence.libraryZip')
    expect(await refused(zip({ 'nota.txt': 'hola' }))).toBe('evidence.libraryZip')
  })
  test('a zip bomb: 100 MB of zeros in a hundred kilobytes', async () => {
    const bomb = await zip({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': Buffer.alloc(100_000_000, 32),
    })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refused(bomb)).toBe('evidence.libraryBomb')
  })
  test('a zip that says it is small and is not', async () => {
    const bomb = await zip({ 'word/document.xml': Buffer.alloc(5_000_000, 32) })
    // The size that its directory tells.
    const at = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bomb.writeUInt32LE(1000, at + 24)
    expect(await refused(bomb)).toBe('evidence.libraryBomb')
  })
  test('a Word document whose text is no XML', async () =>
    expect(await refused(zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': 'nada' }))).toBe(
      'evidence.libraryBroken',
    ))
  test('a page of the web, whatever its name; a picture; a spreadsheet; an old Word file; bytes', async () => {
    expect(await refused(Buffer.from('<!-- x --><!DOCTYPE html><script>alert(1)</script>'))).toBe(
      'evidence.libraryHtml',
    )
    expect(await refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]))).toBe('evidence.libraryPicture')
    expect(await refused(zip({ 'xl/workbook.xml': 'x' }))).toBe('evidence.librarySheet')
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('evidence.libraryOldOffice')
    expect(await refused(Buffer.from([1, 0, 2, 0, 3]))).toBe('evidence.libraryKind')
    expect(await refused(Buffer.alloc(0))).toBe('evidence.libraryEmpty')
  })
  test('what takes too long or too much is given up, and the next is read', async () => {
    const long = await pdf(Array.from({ length: 40 }, (_, at) => prose(400, at)))
    expect(await refused(long, { limits: { time: 20, memory: 512 } })).toBe('evidence.libraryHeavy')
    expect((await read(await pdf(['El siguiente sí se lee.']))).pages[0]?.text).toBe(
      'El siguiente sí se lee.',
    )
  })
})

describe('what is read', () => {
  test('a PDF page by page, in paragraphs, with its accents', async () => {
    const text = 'La jornada de las trabajadoras del hogar: ñandú, pingüino, ¿quién?'
    const { pages, hasText } = await read(await pdf([text, `${prose(120, 3)}\n\n\nOtro párrafo.`]))
    expect(hasText).toBe(true)
    expect(pages).toHaveLength(2)
    expect(pages[0]?.text).toBe(text)
    expect(pages[1]?.text.split('\n').at(-1)).toBe('Otro párrafo.')
    expect(pages[1]?.text.split('\n')).toHaveLength(2)
  })
  test('a scan has pages and no text', async () => {
    const { pages, hasText } = await read(await pdf(['', '', '']))
    expect([pages.length, hasText]).toEqual([3, false])
  })
  test('a Word document by its headings', async () => {
    const { pages } = await read(
      await docx(['Antes', '# Alcance', 'Quien trabaja & cobra <a diario>', '# Pago', 'Cada semana']),
    )
    expect(pages).toEqual([
      { text: 'Antes' },
      { heading: 'Alcance', text: 'Alcance\nQuien trabaja & cobra <a diario>' },
      { heading: 'Pago', text: 'Pago\nCada semana' },
    ])
  })
  test('an OpenDocument whose head does not say what it is: what stands in the zip decides', async () => {
    const path = join(folder, 'headless')
    await writeFile(path, await odt('<text:p>Hola a todas las personas</text:p>'))
    expect((await extract(path, 'docx')).pages).toEqual([{ text: 'Hola a todas las personas' }])
  })
  test('text in UTF-8, in Latin-1 as Windows writes it, and in UTF-16; Markdown by its headings', async () => {
    expect((await read(Buffer.from('# Año\nniñas'))).pages).toEqual([{ heading: 'Año', text: 'niñas' }])
    expect((await read(Buffer.from('ni\xf1as y ni\xf1os', 'latin1'))).pages[0]?.text).toBe('niñas y niños')
    expect((await read(Buffer.from('\ufeffniñas', 'utf16le'))).pages[0]?.text).toBe('niñas')
  })
})
