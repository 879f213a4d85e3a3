import { expect, test } from 'vitest'
import { tableById } from '../enoe/index.ts'
import type { Published } from '../published.ts'
import { compare } from '../published-rules.ts'
import type { Beside } from './beside.ts'
import type { ShownTable } from './present.ts'
import { publish } from './publication.ts'
import { tableSheet } from './sheet.ts'

const circumstances = { unplanned: null, minimumCases: 30, level: 90, revealed: false } as const
const facts = { place: 'México', period: '2019-T1', group: null, source: 'INEGI, ENOE', isSample: false }

function sheetOf(cases: number, published: boolean) {
  const table = tableById('informality')
  const row = table?.rows.find(({ key }) => key === 'informal')
  if (!table || !row) throw new Error('no such row')
  const cell = publish({ estimate: 56.4, se: 0.25, n: cases }, circumstances)
  const shown: ShownTable = {
    table,
    columns: ['share'],
    rows: [{ row, cells: { share: { total: cell, women: cell, men: cell } } }],
    otherwise: false,
    lacks: null,
  }
  const printed = {
    value: 56.8828,
    decimals: 4,
    cv: null,
    cvDecimals: null,
    low: null,
    high: null,
    source: { producer: 'INEGI', title: 'Indicadores', page: 'Total_119, 285' },
  } as Published
  const beside: Beside = {
    place: { code: 'MX', name: 'México', id: null },
    row: 'informal',
    column: 'share',
    label: row.label,
    sex: 'total',
    unit: 'percent',
    own: cell,
    published: printed,
    compared: cell.shown === 'estimate' ? compare({ estimate: cell.estimate, cv: cell.cv }, printed) : null,
  }
  const { header, rows } = tableSheet('es', shown, facts, published ? [beside] : null)
  return rows.map((values) => Object.fromEntries(header.map((name, at) => [name, values[at] ?? null])))
}

test('what is published stands beside ours with the difference', () => {
  const [total, women] = sheetOf(5000, true)
  expect(total).toMatchObject({
    Estimación: 56.4,
    Publicado: 56.8828,
    'Quién lo publica': 'INEGI, Total_119, 285',
  })
  expect(total?.['Diferencia con lo publicado']).toBeCloseTo(-0.4828, 10)
  expect(women).toMatchObject({ Publicado: null, 'Diferencia con lo publicado': null })
})

test('a withheld estimate is not given away by a difference', () => {
  expect(sheetOf(12, true)[0]).toMatchObject({
    Estimación: null,
    Publicado: 56.8828,
    'Diferencia con lo publicado': null,
  })
  expect(sheetOf(1, true)[0]?.Observación).toBe('No se publica: 1 caso, el mínimo son 30')
})

test('where nobody publishes any of it the columns are left out', () =>
  expect(Object.keys(sheetOf(5000, false)[0] ?? {})).not.toContain('Publicado'))
