import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../problem.ts'
import type { Document } from './model.ts'
import { pagesOf, toPdf } from './pdf.ts'
import { resolved } from './resolve.ts'
import { attacked, example, hostile } from './testing/example.ts'
import { checkedOutside, mayCheckOutside } from './testing/outside.ts'
import { inside, pagesIn } from './testing/read.ts'
import { uaFaults } from './testing/ua.ts'

// Each is written by the compiler under PDF/UA-1, which refuses what breaks the standard: that it is written is the check.
const empty: Document = { title: '', language: 'es-MX', foot: '', author: '', blocks: [] }

describe('hostile words', () => {
  let pages: string[]
  let bytes: Uint8Array
  beforeAll(async () => {
    bytes = await toPdf(attacked)
    pages = await pagesIn(bytes)
  })
  it('are read as they were written, never as code, and no file of the machine is in the document', () => {
    const all = pages.join(' ')
    for (const text of hostile.slice(0, 6)) expect(all).toContain(text.replace(/\s+/g, ' '))
    expect(all).not.toContain('root:')
  })
  it('keep the letters of other scripts that a face of the machine has, and do without the others', () => {
    expect(pages.join(' ')).toContain('Ñandú')
  })
  it('leave the finished file whole, and every part of it in the structure tree', () => {
    expect(uaFaults(bytes)).toEqual([])
  })
})

it('a drawing that is none is told by its caption', async () => {
  const figure = { block: 'figure', caption: 'La rota', alt: 'x', svg: '<svg width="1"><rect' } as const
  const failed = await toPdf({ ...empty, title: 'x', blocks: [figure] }).catch((error) => error)
  expect(failed).toBeInstanceOf(Problem)
  expect(failed).toMatchObject({ code: 'document.drawing', values: { figure: 'La rota' } })
})

it('an empty document, one without a language that anybody knows, and one of blocks without words are documents', async () => {
  for (const document of [
    empty,
    { ...empty, language: 'x_Y!', titlePage: {} },
    {
      ...empty,
      numbered: { headings: 2, captions: true } as const,
      blocks: [
        { block: 'contents' },
        { block: 'heading', level: 3, text: '' },
        { block: 'paragraph', text: [] },
        { block: 'list', items: [] },
        { block: 'table', caption: '', head: [], rows: [] },
        { block: 'table', caption: '', head: ['a'], rows: [] },
        { block: 'keyFigures', items: [] },
        { block: 'notice', tone: 'note', text: '' },
        { block: 'quote', text: '' },
        { block: 'sources' },
        { block: 'pageBreak' },
      ] as const,
    },
  ])
    expect(uaFaults(await toPdf(document))).toEqual([])
})

describe('the example', () => {
  let bytes: Uint8Array
  let text: string
  let pages: string[]
  beforeAll(async () => {
    bytes = await toPdf(example)
    text = inside(bytes)
    pages = await pagesIn(bytes)
  })
  it('with faults in it is told from a whole one, each by its name', () => {
    const faults = {
      '06 it does not say that it is marked': ['/Marked true', '/Marked null'],
      '11-006 no language': ['/Lang (es-MX)', '/Lang (     )'],
      '07-001 the title is not shown': ['/DisplayDocTitle true', '/DisplayDocTitle null'],
      '13-004 figure': ['/Alt ', '/Bla '],
      '14-003 H4': ['/S /H2', '/S /H4'],
      '15-003 head': ['/Scope /Column', '/Scope /Cotton'],
      '19-003 note': ['/ID ', '/Id '],
      '28-012 a link': ['/Contents (', '/Kontents ('],
      '28-009 tabs': ['/Tabs /S', '/Tabs /R'],
      '31-009 font': ['/FontFile2', '/FontFile9'],
      '31-027 font': ['/ToUnicode', '/ToUnicore'],
      '09 TBody': ['/S /LBody', '/S /TBody'],
      'is not where the table says': ['\n2 0 obj', '\n9 0 obj'],
    }
    let broken = Buffer.from(bytes).toString('latin1')
    for (const [from = '', to = ''] of Object.values(faults)) broken = broken.replaceAll(from, to)
    expect(broken.length).toBe(bytes.byteLength)
    const found = uaFaults(Buffer.from(broken, 'latin1')).join('\n')
    expect(Object.keys(faults).filter((fault) => !found.includes(fault))).toEqual([])
  })
  it('is whole to the end, and keeps what a program can check of PDF/UA-1 in the finished file', () => {
    expect(uaFaults(bytes)).toEqual([])
  })
  it.skipIf(!mayCheckOutside)('is whole for another reader (qpdf)', async () => {
    expect(await checkedOutside(bytes)).toBe('')
  })
  it('says its language and title, and that it is PDF/UA', () => {
    expect(text).toMatch(/\/Lang \(es-MX\)/)
    expect(text).toMatch(/\/DisplayDocTitle true/)
    expect(text).toMatch(/\/MarkInfo/)
    expect(text).toMatch(/<pdfuaid:part>1/)
    // In the file's own data as UTF-8.
    expect(text).toContain(Buffer.from('en la Ciudad de México').toString('latin1'))
  })
  it('has a tree of headings, lists, tables, figures, notes, quotes and contents', () => {
    const tags =
      'Document H1 H2 H3 P L LI Lbl LBody Table THead TBody TR TH TD Span Figure Caption Note BlockQuote TOC TOCI Link'
    for (const tag of tags.split(' '))
      expect([tag, new RegExp(`/S /${tag}\\b`).test(text)]).toEqual([tag, true])
    expect(text).toMatch(/\/StructTreeRoot/)
    expect(text).toMatch(/\/Lang \(en-GB\)/)
    expect(text.match(/\/Alt /g)?.length).toBeGreaterThanOrEqual(1)
  })
  it('says of each head of a table whether it is a column’s or a row’s; two texts side by side have no row heads', () => {
    // Groups (1 of 2 is empty and stays a head), heads 3, 2, 13; rows 4 and 60.
    expect(text.match(/\/Scope \/Row/g)?.length).toBe(64)
    expect(text.match(/\/S \/TH\b/g)?.length).toBeGreaterThanOrEqual(64 + 18)
  })
  it('sets what its model says, numbered: contents with pages, references, notes, sources', () => {
    const all = pages.join(' ')
    expect(pages[1]).toMatch(
      /Contenido 1 ?Más de la mitad trabaja sin protección [. ]+3 1.1 ?La brecha [. ]+/,
    )
    expect(pages[1]).toContain(`Página 2 de ${pages.length}`)
    for (const words of [
      'encuesta [1, cuadro 4]; véanse Cuadro 1, Figura 1 y sección 1',
      'Cuadro 1. Informalidad por sexo',
      'Fuente: INEGI [1]',
      'Población de 15 años y más.',
      '[2] Ley Federal del Trabajo. diputados.gob.mx/lft.pdf',
      'Ñandú',
    ])
      expect(all).toContain(words)
    expect(all).not.toContain('/es/muestra')
  })
  it('repeats the head of a table on each page that it runs over, on its side where it is wide', () => {
    const wide = pages.filter((page) => /Estado T1 ?T2 ?T3/.test(page))
    expect(wide.length).toBeGreaterThan(1)
    expect(text).toMatch(/\/MediaBox \[0 0 792 612\]/)
  })
  it('embeds the face, and a drawing as lines and letters', () => {
    expect(text).toMatch(/\/FontName \/\w+\+PublicSans/)
    expect(text).toMatch(/\/FontFile2/)
    expect(text).not.toMatch(/\/Subtype \/Image/)
  })
  it('tells on which page each heading is', async () => {
    const counted = await pagesOf(example)
    const anchor = resolved(example).headings[0]?.anchor ?? ''
    expect(counted.get(anchor)).toBe(3)
  })
})
