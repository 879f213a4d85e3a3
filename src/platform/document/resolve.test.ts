import { describe, expect, it } from 'vitest'
import { wordsOf } from './inline.ts'
import type { Block, Document } from './model.ts'
import { resolved, sheetsOf, unresolved } from './resolve.ts'

const made = (blocks: readonly Block[], more: Partial<Document> = {}): Document => ({
  title: 'Informe',
  language: 'es-MX',
  foot: '',
  author: '',
  blocks,
  ...more,
})
const heading = (level: 1 | 2 | 3 | 4, text: string, more = {}): Block => ({
  block: 'heading',
  level,
  text,
  ...more,
})
const table = (id: string, more = {}): Block => ({
  block: 'table',
  id,
  caption: id,
  head: ['a'],
  rows: [['1']],
  ...more,
})
const numbered = { headings: 2, captions: true } as const

describe('what is refused or mended', () => {
  it('a reference or a citation of what is not there is said, and does not break the document', () => {
    const document = made([
      { block: 'paragraph', text: [{ ref: 'gone' }, { cite: 'lost' }, { text: 'x', source: 'lost' }] },
    ])
    expect(unresolved(document)).toEqual(['gone', 'lost'])
    expect(resolved(document).blocks[0]).toMatchObject({
      pieces: [{ text: '?' }, { text: '[?]' }, { text: 'x' }],
    })
  })
  it('addresses that run or read something stay text', () => {
    const links = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      '//evil.example',
      'data:text/html,x',
      'https://inegi.org.mx',
    ]
    const { blocks } = resolved(
      made([{ block: 'paragraph', text: links.map((link) => ({ text: 'a', link })) }]),
    )
    expect(JSON.stringify(blocks).match(/"link"/g)).toHaveLength(1)
  })
  it('signs that no file may hold are taken out, a level that is jumped over is closed up', () => {
    const { blocks, headings } = resolved(
      made([heading(3, 'Uno\u0000\u0008'), heading(4, 'Dos \ud800'), heading(1, ' ')]),
    )
    expect(headings.map(({ level, plain }) => [level, plain])).toEqual([
      [1, 'Uno'],
      [2, 'Dos ?'],
    ])
    expect(blocks).toHaveLength(2)
  })
})

describe('numbers', () => {
  it('of headings down to the depth asked for; none below one without a number', () => {
    const { headings } = resolved(
      made(
        [
          heading(1, 'a'),
          heading(2, 'b'),
          heading(3, 'c'),
          heading(1, 'Resumen', { numbered: false }),
          heading(2, 'd'),
          heading(1, 'e'),
        ],
        { numbered },
      ),
    )
    expect(headings.map(({ number }) => number)).toEqual(['1', '1.1', null, null, null, '2'])
  })
  it('of tables and figures each by themselves, of references the same, in either language', () => {
    const blocks: Block[] = [
      { block: 'paragraph', text: [{ ref: 'two' }, { ref: 'f' }, { ref: 's' }, { ref: 'plain' }] },
      heading(1, 'x', { id: 's' }),
      table('one'),
      table('plain', { numbered: false }),
      table('two'),
      { block: 'figure', id: 'f', caption: 'f', alt: 'f', svg: '<svg/>' },
    ]
    const said = (language: string) => {
      const first = resolved(made(blocks, { numbered, language })).blocks[0]
      return first?.block === 'paragraph' ? first.pieces.map((piece) => wordsOf([piece])) : []
    }
    expect(said('es-MX')).toEqual(['Cuadro 2', 'Figura 1', 'sección 1', '«plain»'])
    expect(said('en-GB')).toEqual(['Table 2', 'Figure 1', 'section 1', '«plain»'])
  })
  it('of sources in the order in which they are first cited, also in a caption; the others last', () => {
    const { sources } = resolved(
      made(
        [
          table('t', { caption: [{ cite: 'b' }], rows: [[[{ cite: 'c', at: 'p. 3' }]]] }),
          { block: 'paragraph', text: [{ cite: 'b' }] },
        ],
        {
          sources: ['a', 'b', 'c'].map((id) => ({ id, text: id })),
        },
      ),
    )
    expect(sources.map(({ number, pieces }) => [number, wordsOf(pieces)])).toEqual([
      [1, 'b'],
      [2, 'c'],
      [3, 'a'],
    ])
  })
})

it('a caption that only repeats the heading above is not set again', () => {
  const { blocks } = resolved(
    made([heading(1, 'Firmas'), table('t', { caption: 'Firmas' }), table('u', { caption: 'Firmas' })]),
  )
  expect(blocks.map((block) => block.block === 'table' && block.caption.hidden)).toEqual([false, true, false])
})

describe('tables', () => {
  const laid = (given: Partial<Extract<Block, { block: 'table' }>>) => {
    const [one] = resolved(made([{ block: 'table', caption: 'c', head: [], rows: [], ...given }])).blocks
    return one?.block === 'table' ? one : undefined
  }
  it('without a column there is none; rows are filled to the widest', () => {
    expect(laid({})).toBeUndefined()
    expect(
      laid({ head: ['a', 'b'], rows: [['1'], ['1', '2', '3']] })?.rows.map(({ cells }) => cells.length),
    ).toEqual([3, 3])
  })
  it('numbers stand at the end, reasons instead of numbers do not change that, words do', () => {
    const rows = [
      ['Oaxaca', '1,250.5', '56.9 %', 'alta'],
      ['Jalisco', { text: 'menos de 30 casos', quiet: true }, '–', '12'],
    ]
    expect(laid({ head: ['', '', '', ''], rows })?.columns.map(({ align }) => align)).toEqual([
      'start',
      'end',
      'end',
      'start',
    ])
  })
  it('wide spaces before a cell’s words set it in; marks of precision leave a column one of numbers', () => {
    const table = laid({ head: ['', ''], rows: [['\u2002\u2002Comercio', '0.5 ◐']] })
    expect(table?.rows[0]?.cells[0]).toMatchObject({ indent: 2, pieces: [{ text: 'Comercio' }] })
    expect(table?.columns[1]?.align).toBe('end')
  })
  it('widths add up to the whole, by shares where they are asked for', () => {
    const columns = laid({ head: ['a', 'b'], rows: [], columns: [{ share: 3 }, { share: 1 }] })?.columns ?? []
    expect(columns.map(({ share }) => share)).toEqual([0.75, 0.25])
  })
  it('that lie on their side take the heading above with them', () => {
    const { blocks } = resolved(
      made([heading(1, 'a'), heading(2, 'b'), table('t', { wide: 'landscape' }), heading(1, 'c')]),
    )
    expect(
      sheetsOf(blocks).map(({ landscape, blocks: own }) => [landscape, own.map(({ block }) => block)]),
    ).toEqual([
      [true, ['heading', 'heading', 'table']],
      [false, ['heading']],
    ])
  })
})
