import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { toCsv, toXlsx } from './write.ts'

test('a CSV never hands a formula to a spreadsheet', () => {
  const csv = toCsv({
    header: ['nombre'],
    rows: [['=HYPERLINK("http://x")'], ['+52 55'], ['-1'], ['@a'], ['Tlalpan, "centro"'], [null]],
  })
  expect(csv).toBe(
    '\uFEFFnombre\r\n"\'=HYPERLINK(""http://x"")"\r\n\'+52 55\r\n\'-1\r\n\'@a\r\n"Tlalpan, ""centro"""\r\n\r\n',
  )
})

test('numbers in a CSV stay numbers, negative ones too', () => {
  expect(toCsv({ header: ['cambio'], rows: [[-0.5459]] })).toBe('\uFEFFcambio\r\n-0.5459\r\n')
})

test('an XLSX reads back with its accents, numbers unrounded, and formulas as text', async () => {
  const bytes = await toXlsx([
    {
      name: 'Ocupación/formal',
      notes: ['Datos de muestra'],
      header: ['Lugar', 'Tasa'],
      rows: [
        ['Ñañe', 56.88283],
        ['=1+1', null],
      ],
    },
  ])
  const sheets = await readXlsx(Buffer.from(bytes))
  const [sheet] = sheets as unknown as { sheet: string; data: unknown[][] }[]
  expect(sheet?.sheet).toBe('Ocupación formal')
  expect(sheet?.data).toEqual([
    ['Datos de muestra', null],
    ['Lugar', 'Tasa'],
    ['Ñañe', 56.88283],
    ['=1+1', null],
  ])
})
