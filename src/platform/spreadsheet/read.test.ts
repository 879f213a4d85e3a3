import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { readSheet } from './read.ts'
import { toCsv, toXlsx } from './write.ts'

const texts = async (given: string | Uint8Array): Promise<string[][]> =>
  (await readSheet(typeof given === 'string' ? new TextEncoder().encode(given) : given)).map((row) =>
    row.map(({ text }) => text),
  )

describe('refused', () => {
  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'sheet.kind'],
    ['a zip that is no workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'sheet.cut'],
  ])('%s', async (_, bytes, code) => {
    await expect(readSheet(bytes)).rejects.toMatchObject({ code })
  })
  // Such a file has a few kilobytes and would fill the memory of the program: 700 rows of 16,384 cells.
  it('a workbook with one cell in the last column of each row', async () => {
    const bytes = await wideBook(700)
    expect(bytes.byteLength).toBeLessThan(20_000)
    await expect(readSheet(bytes)).rejects.toMatchObject({ code: 'sheet.cut' })
  })
  it('but not one with some rows of it', async () => {
    expect((await readSheet(await wideBook(3))).map((row) => row.length)).toEqual([16_384, 16_384, 16_384])
  })
  it('a text of nothing but separators', async () => {
    await expect(readSheet(Buffer.alloc(10_000_002, ';'))).rejects.toMatchObject({ code: 'sheet.cut' })
  })
})

/** A workbook by hand, for no program would write such a one. */
async function wideBook(rows: number): Promise<Uint8Array> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = (type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${office}/${type}" Target="${target}"/></Relationships>`
  const type = (part: string, of: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${of}+xml"/>`
  const cells = Array.from(
    { length: rows },
    (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>1</v></c></row>`,
  )
  const zip = new ZipFile()
  for (const [name, xml] of [
    [
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}</Types>`,
    ],
    ['_rels/.rels', relations('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relations('worksheet', 'worksheets/sheet1.xml')],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
    ],
  ] as const)
    zip.addBuffer(Buffer.from(xml), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

describe('a text', () => {
  it.each([
    [
      'commas, quotes, a line break inside',
      'a,"b ""c"", d\ne",f\r\n1,,3\n',
      [
        ['a', 'b "c", d\ne', 'f'],
        ['1', '', '3'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'what was pasted',
      'a\tb\nx y\t\n',
      [
        ['a', 'b'],
        ['x y', ''],
      ],
    ],
    ['a mark at the beginning', '\uFEFFaño\n1', [['año'], ['1']]],
    [
      'empty rows at the end',
      'a,b\n1,2\n,\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
    ['a quote that never ends', 'a\n"b', [['a'], ['b']]],
  ])('%s', async (_, text, rows) => expect(await texts(text)).toEqual(rows))

  it('in Latin-1 keeps its accents', async () => {
    expect(await texts(Buffer.from('Unión,Ñandú', 'latin1'))).toEqual([['Unión', 'Ñandú']])
  })
  it('says which cells are formulas', async () => {
    const [row] = await readSheet(new TextEncoder().encode('=1+1,a=b,-5'))
    expect(row).toEqual([{ text: '=1+1', formula: true }, { text: 'a=b' }, { text: '-5' }])
  })
  it('of our own comes back', async () => {
    expect(await texts(toCsv({ header: ['a', 'b'], rows: [['x, "y"', 3]] }))).toEqual([
      ['a', 'b'],
      ['x, "y"', '3'],
    ])
  })
})

describe('a workbook', () => {
  it('of our own comes back', async () => {
    const bytes = await toXlsx([
      {
        name: 'x',
        header: ['Nombre', 'n'],
        rows: [
          ['Ñandú', 3],
          [null, 1.5],
        ],
      },
    ])
    expect(await texts(bytes)).toEqual([
      ['Nombre', 'n'],
      ['Ñandú', '3'],
      ['', '1.5'],
    ])
  })
  it('gives dates as days and formulas with what they last came to', async () => {
    const sheet = utils.aoa_to_sheet([['d', 'f']])
    sheet.A2 = { t: 'd', v: new Date(Date.UTC(2024, 4, 1)), z: 'yyyy-mm-dd' }
    sheet.B2 = { t: 'n', v: 7, f: '3+4' }
    sheet['!ref'] = 'A1:B2'
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'x')
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', cellDates: true }))
    const [, row] = await readSheet(bytes)
    expect(row).toEqual([{ text: '2024-05-01' }, { text: '7', formula: true }])
  })
})
