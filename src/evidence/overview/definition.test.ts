import { expect, test } from 'vitest'
import { said } from '../../kernel/text.ts'
import { type ColumnKey, tables } from '../enoe/index.ts'
import { definitionOf } from './definition.ts'

const of = (table: string, row: string, column: ColumnKey, language: 'es' | 'en'): string => {
  const found = tables.find(({ id }) => id === table)
  const its = found?.rows.find(({ key }) => key === row)
  if (!found || !its) throw new Error('no such row')
  return said(definitionOf(found, its, column), language)
}

test('what INEGI defines is said in its words', () => {
  expect(of('population', 'unemployed', 'number', 'es')).toContain('sin trabajo en la semana de referencia')
  expect(of('informality', 'informal', 'share', 'en').toLowerCase()).toContain('informal')
})

test('what it does not define is composed from the row and its base', () => {
  expect(of('branch', 'trade', 'informality', 'es')).toBe(
    'De cada cien personas en «Comercio», cuántas tienen un empleo informal (TIL1 del INEGI).',
  )
  expect(of('branch', 'trade', 'share', 'en')).toBe(
    'Of every hundred people of the base (employed population aged 15 and over), how many are in “Trade”.',
  )
})

test('every cell of every table has a definition in both languages', () => {
  for (const table of tables)
    for (const row of [...table.rows, ...(table.otherwise?.rows ?? [])])
      for (const column of Object.keys(row.cells) as ColumnKey[]) {
        const definition = definitionOf(table, row, column)
        expect(definition.es?.text.length, `${table.id}/${row.key}/${column}`).toBeGreaterThan(10)
        expect(definition.en?.text.length).toBeGreaterThan(10)
      }
})
