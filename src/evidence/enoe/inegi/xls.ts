/** INEGI's indicator tables as INEGI gives them: one XLS with a sheet for the total, one for men and one for women. */
import { Problem } from '../../../platform/problem.ts'
import type { Locality } from '../places.ts'
import { named, type PrintedFigure, type PublishedFigure, type Sex } from './published.ts'
import { stateCode } from './states.ts'

type Cell = string | number | boolean | Date | null
type Grid = readonly (readonly Cell[])[]

/** Largest file read: INEGI's have under 3 MB, and a spreadsheet unpacks to many times its size. */
const largest = 20 * 1024 * 1024

/**
 * Reads `2019_trim_1_Nacional.xls` and its like. Refuses what is no spreadsheet, or has no sheet of that layout
 * (`evidence.publishedXls`). The library is loaded only here: it is large, and few people need it.
 */
export async function readPublishedXls(bytes: Uint8Array): Promise<PublishedFigure[]> {
  if (bytes.byteLength > largest) throw new Problem('evidence.publishedLarge', { megabytes: 20 }, 413)
  const { read, utils } = await import('@e965/xlsx')
  let sheets: (readonly [name: string, grid: Grid])[]
  try {
    // dense, no formulas, no styles, no HTML: values are all that is wanted of a file from outside.
    const book = read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      bookVBA: false,
    })
    sheets = book.SheetNames.map((name) => {
      const sheet = book.Sheets[name]
      return [
        name,
        sheet
          ? utils.sheet_to_json<Cell[]>(sheet, { header: 1, raw: true, defval: null, blankrows: true })
          : [],
      ] as const
    })
  } catch {
    throw new Problem('evidence.publishedXls')
  }
  const printed = sheets.flatMap(([name, grid]) => sheetFigures(name, grid))
  if (printed.length === 0) throw new Problem('evidence.publishedXls')
  return named(printed)
}

const text = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.replaceAll(/\s+/g, ' ').trim() : ''
const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)

const quarters: Readonly<Record<string, number>> = {
  'primer trimestre': 1,
  'segundo trimestre': 2,
  'tercer trimestre': 3,
  'cuarto trimestre': 4,
}

function periodOf(grid: Grid): string | undefined {
  const title = /(primer|segundo|tercer|cuarto) trimestre de (\d{4})/i.exec(
    grid.slice(0, 8).flat().map(text).join(' '),
  )
  const quarter = title && quarters[`${title[1]?.toLowerCase()} trimestre`]
  return title && quarter ? `${title[2]}T${quarter}` : undefined
}

/** The columns of the estimates, by the words above them; the same words stand above the CVs and the errors, in the same order. */
const headings: readonly (readonly [starts: string, what: { sex?: Sex; locality?: Locality }])[] = [
  ['Áreas más urbanizadas', { locality: 'more' }],
  ['Áreas menos urbanizadas', { locality: 'less' }],
  ['Urbano medio', { locality: 'medium' }],
  ['Urbano bajo', { locality: 'low' }],
  ['Rural', { locality: 'rural' }],
  ['Hombres', { sex: 'men' }],
  ['Mujeres', { sex: 'women' }],
  ['Total', {}],
]

/** Row 5 names the blocks, rows 6 and 7 their columns; a row of figures has its label in the first column that is not blank. */
function sheetFigures(sheet: string, grid: Grid): PrintedFigure[] {
  const period = periodOf(grid)
  const top = grid.findIndex((row) => row.some((cell) => text(cell) === 'INDICADOR'))
  const blocks = (grid[top] ?? []).flatMap((cell, at) =>
    text(cell) === '' ? [] : [{ name: text(cell), at }],
  )
  const [label, estimates, cvs, errors, limits] = blocks
  if (!period || !label || !estimates || !cvs || !errors || !limits) return []

  const kinds = Array.from({ length: cvs.at - estimates.at }, (_, i) => {
    const words = [1, 2].map((below) => text(grid[top + below]?.[estimates.at + i]))
    return headings.find(([starts]) => words.some((one) => one.startsWith(starts)))?.[1]
  })
  const geo = grid
    .slice(0, top)
    .map((row) => text(row[0]))
    .find((words) => words.startsWith('Nacional') || stateCode(words))
  const place = geo?.startsWith('Nacional') ? 'MX' : geo && stateCode(geo)
  if (!place) throw new Problem('evidence.publishedPlace', { row: top, found: geo ?? sheet })
  const sheetSex: Sex = sheet.startsWith('Hombres') ? 'men' : sheet.startsWith('Mujeres') ? 'women' : 'total'

  let chapter = ''
  return grid.flatMap((row, index) => {
    if (index <= top) return []
    const words = row.slice(0, estimates.at).map(text)
    if (words[0]) chapter = words[0]
    const own = words.find((word) => word !== '')
    return kinds.flatMap((kind, i): PrintedFigure[] => {
      const estimate = number(row[estimates.at + i])
      if (!kind || estimate === null || own === undefined) return []
      const sex = kind.sex ?? sheetSex
      return [
        {
          period,
          place,
          sex,
          ...(kind.locality ? { locality: kind.locality } : {}),
          sheet,
          row: index + 1,
          chapter,
          label: own,
          estimate,
          cv: number(row[cvs.at + i]),
          se: number(row[errors.at + i]),
          low: number(row[limits.at + 2 * i]),
          high: number(row[limits.at + 2 * i + 1]),
        },
      ]
    })
  })
}
