import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { pdfOf, wordOf } from './apart.ts'
import type { Document } from './model.ts'

const document: Document = {
  title: 'Minuta: mesa de Iztapalapa, señaló la Unión',
  language: 'es-MX',
  subtitle: '21 nov 2026 · Ciudad de México',
  author: 'Programa de muestra',
  foot: 'Datos inventados',
  blocks: [
    { block: 'heading', level: 1, text: 'Acuerdos' },
    {
      block: 'paragraph',
      text: [{ text: 'Se leyó: ' }, { text: 'The street is a workplace.', language: 'en' }],
    },
    { block: 'list', numbered: true, items: ['Instalar doce baños públicos', 'Entregar el padrón'] },
    {
      block: 'table',
      caption: 'Quién estuvo',
      head: ['Organización', 'Mujeres', 'Hombres'],
      rows: [
        ['Unión de Ñañú', '3', '2'],
        ['Alcaldía', '1', '1'],
      ],
    },
    { block: 'list', items: Array.from({ length: 90 }, (_, at) => `Punto ${at}: ${'palabras '.repeat(12)}`) },
  ],
}

/** What stands in the objects of a PDF, streams opened. */
function inside(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const text = raw.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].map(({ index }) => {
    const start = index + (text.startsWith('stream\r\n', index) ? 8 : 7)
    try {
      return inflateSync(raw.subarray(start, text.indexOf('endstream', start))).toString('latin1')
    } catch {
      return '' // not deflated, and so already in the text
    }
  })
  return text + streams.join('\n')
}

const unzip = (bytes: Uint8Array): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    const files = new Map<string, string>()
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
          zip.readEntry()
        }),
      )
      zip.on('end', () => resolve(files))
      zip.readEntry()
    })
  })

describe('PDF', () => {
  let text: string
  beforeAll(async () => {
    text = inside(await pdfOf(document))
  })
  it('says its language and title, and that it is PDF/UA', () => {
    expect(text).toMatch(/\/Lang \(es-MX\)/)
    expect(text).toMatch(/\/DisplayDocTitle true/)
    expect(text).toMatch(/\/MarkInfo/)
    expect(text).toMatch(/<pdfuaid:part>1/)
    // In the file's own data as UTF-8.
    expect(text).toContain(Buffer.from('señaló la Unión').toString('latin1'))
  })
  it('has a tree of headings, list items, and a table whose heads say of what', () => {
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'Span',
    ])
      expect([tag, new RegExp(`/S /${tag}\\b`).test(text)]).toEqual([tag, true])
    expect(text.match(/\/S \/LI\b/g)?.length).toBe(92)
    expect(text.match(/\/Scope \/Column/g)?.length).toBe(3)
    expect(text.match(/\/Scope \/Row/g)?.length).toBe(2)
    expect(text).toMatch(/\/StructTreeRoot/)
    expect(text).toMatch(/\/Lang \(en\)/)
  })
  it('runs over several pages, whose feet are no content', () => {
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2)
    expect(text.match(/\/Artifact/g)?.length).toBeGreaterThan(2)
    expect(text).toMatch(/\/FontFile2/)
  })
})

describe('Word', () => {
  it('is real headings, lists, table heads, language and title', async () => {
    const files = await unzip(await wordOf(document))
    const body = files.get('word/document.xml') ?? ''
    expect(body).toContain('w:val="Title"')
    expect(body).toContain('w:val="Heading1"')
    expect(body).toContain('<w:tblHeader')
    expect(body).toContain('Unión de Ñañú')
    expect(body).toContain('w:lang w:val="en"')
    expect(files.get('word/styles.xml')).toContain('w:lang w:val="es-MX"')
    expect(files.get('docProps/core.xml')).toContain('señaló la Unión')
  })

  const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync)
  if (!soffice)
    console.log('skipped: Word opened in LibreOffice (none found; apt install libreoffice-writer)')
  it.skipIf(!soffice)(
    'opens in LibreOffice, which makes a PDF of it',
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'acuerdo-word-'))
      writeFileSync(join(dir, 'minuta.docx'), await wordOf(document))
      execFileSync(
        soffice ?? '',
        ['--headless', '--convert-to', 'pdf', '--outdir', dir, join(dir, 'minuta.docx')],
        {
          env: { ...process.env, HOME: dir },
        },
      )
      expect(existsSync(join(dir, 'minuta.pdf'))).toBe(true)
      rmSync(dir, { recursive: true, force: true })
    },
    120_000,
  )
})
