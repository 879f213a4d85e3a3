import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fontFiles } from '../../face/fonts.ts'
import { Problem } from '../../problem.ts'
import { attacked, example } from '../testing/example.ts'
import { pagesIn, unzip } from '../testing/read.ts'
import { renamed } from './font.ts'
import { toWord } from './word.ts'

const texts = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:tab\/>/g)].map(([, text = '\t']) => text).join('')

/** The instructions of the fields, in order. */
const fields = (xml: string): string[] =>
  [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, text = '']) =>
    text.replaceAll('&quot;', '"').trim(),
  )

it('a drawing that is none is told by its caption', async () => {
  const figure = { block: 'figure', caption: 'La rota', alt: 'x', svg: '<svg width="1"><rect' } as const
  const failed = await toWord({ ...example, blocks: [figure] }).catch((error) => error)
  expect(failed).toBeInstanceOf(Problem)
  expect(failed).toMatchObject({ code: 'document.drawing', values: { figure: 'Figura 1' } })
})

it('hostile words are text: no field is theirs, no link leads to a script', async () => {
  const files = await unzip(await toWord(attacked))
  const body = files.get('word/document.xml') ?? ''
  const kinds = new Set(fields(body).map((code) => code.split(' ')[0]))
  expect([...kinds].toSorted()).toEqual(['PAGEREF', 'SEQ', 'TOC'])
  expect(texts(body)).toContain('{ INCLUDETEXT &quot;/etc/passwd&quot; }')
  for (const xml of files.values()) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids those
    expect(xml.startsWith('<?xml') && /[\u0000-\u0008\ufffe\uffff]/.test(xml)).toBe(false)
    expect(xml).not.toMatch(/Target="(javascript|file|data|\/)/)
  }
})

describe('the example', () => {
  let bytes: Uint8Array
  let files: Map<string, string>
  let body: string
  beforeAll(async () => {
    bytes = await toWord(example, Promise.resolve(new Map([['b1', 3]])))
    files = await unzip(bytes)
    body = files.get('word/document.xml') ?? ''
  })
  it('is of real styles, in its language, with its title', () => {
    for (const style of [
      'CoverTitle',
      'Heading1',
      'Heading2',
      'Caption',
      'TableHead',
      'Lede',
      'Quote',
      'TOC1',
    ])
      expect(body).toContain(`w:val="${style}"`)
    const styles = files.get('word/styles.xml') ?? ''
    for (const style of [
      'Title',
      'Heading1',
      'Heading3',
      'Caption',
      'FootnoteText',
      'AcuerdoTable',
      'TableText',
    ])
      expect(styles.match(new RegExp(`w:styleId="${style}"`, 'g'))).toHaveLength(1)
    expect(styles).toContain('w:lang w:val="es-MX"')
    expect(body).toContain('w:lang w:val="en-GB"')
    expect(files.get('docProps/core.xml')).toContain('en la Ciudad de México')
  })
  it('shows its contents before Word has counted, and asks nothing', () => {
    expect(fields(body)[0]).toBe('TOC \\o "1-2" \\h \\z \\u')
    expect(texts(body)).toContain('1\tMás de la mitad trabaja sin protección\t3')
    expect(body).not.toContain('w:dirty')
    expect(files.get('word/settings.xml')).not.toContain('updateFields')
  })
  it('numbers captions and refers to them by fields that have their text', () => {
    expect(fields(body)).toEqual(
      expect.arrayContaining(['SEQ Cuadro \\* ARABIC', 'SEQ Figura \\* ARABIC', 'REF b6 \\h']),
    )
    expect(texts(body)).toContain('Cuadro 1.  Informalidad por sexo')
    expect(texts(body)).toContain('véanse Cuadro 1, Figura 1 y sección 1')
    for (const [, name] of body.matchAll(/REF (\w+) /g)) expect(body).toContain(`w:name="${name}"`)
    for (const [, name] of body.matchAll(/w:anchor="(\w+)"/g)) expect(body).toContain(`w:name="${name}"`)
  })
  it('repeats heads of tables, keeps notes at the foot, and says its pictures in words', () => {
    expect(body.match(/<w:tblHeader/g)).toHaveLength(4)
    expect(files.get('word/footnotes.xml')).toContain('Población de 15 años y más.')
    expect(body).toContain('descr="Una barra: Ñandú, 300."')
    expect([...files.keys()].some((name) => name.startsWith('word/media/'))).toBe(true)
    expect(body).toMatch(/w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/)
  })

  const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync)
  if (!soffice)
    console.log('skipped: Word opened in LibreOffice (none found; apt install libreoffice-writer)')
  it.skipIf(!soffice)(
    'opens in LibreOffice, which sets it in our face with contents, numbers and page numbers',
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'acuerdo-word-'))
      writeFileSync(join(dir, 'informe.docx'), bytes)
      const given = ['--headless', '--convert-to', 'pdf', '--outdir', dir, join(dir, 'informe.docx')]
      execFileSync(soffice ?? '', given, { env: { ...process.env, HOME: dir }, stdio: 'ignore' })
      const pdf = readFileSync(join(dir, 'informe.pdf'))
      rmSync(dir, { recursive: true, force: true })
      const pages = await pagesIn(pdf)
      expect(pages[1]).toMatch(/Contenido 1 ?Más de la mitad trabaja sin protección.*3/)
      expect(pages[1]).toContain(`Página 2 de ${pages.length}`)
      expect(pages.join(' ')).toContain('Cuadro 1. Informalidad por sexo')
      expect(pdf.toString('latin1')).toMatch(/\/FontName\/\w+\+PublicSans/)
    },
    120_000,
  )
})

it('the embedded face is called by the name that the document uses', async () => {
  const [regular = ''] = await fontFiles()
  const font = renamed(readFileSync(regular), 'Regular')
  const names = font.toString('latin1').replaceAll('\u0000', '')
  expect(names).toContain('Public SansRegular')
  expect(names).not.toContain('Public Sans Thin')
  // The sum of the whole, as OpenType asks for.
  let sum = 0
  for (let at = 0; at < font.length; at += 4) sum = (sum + font.readUInt32BE(at)) >>> 0
  expect(sum).toBe(0xb1b0afba)
})
