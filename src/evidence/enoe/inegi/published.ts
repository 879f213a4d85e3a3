/** INEGI's published indicator tables as figures: from the long CSV, or from the XLS as INEGI gives it. */
import { gunzipSync } from 'node:zlib'
import { parsePeriod, periodCode } from '../../../kernel/period.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Locality } from '../places.ts'
import { pathText, publishedIndicator } from './catalogue.ts'
import { CsvError, parseCsv } from './csv.ts'
import { pathsOf } from './row.ts'
import { stateCode } from './states.ts'

export type Sex = 'total' | 'men' | 'women'

export interface PublishedFigure {
  /** `2019T1`. */
  readonly period: string
  /** `MX`, `01`…`32`. */
  readonly place: string
  readonly sex: Sex
  /** Size of locality, national tables only; absent for all sizes. */
  readonly locality?: Locality
  /** INEGI's own words from the chapter down. */
  readonly path: readonly string[]
  /** Name in our catalogue of indicators, where the row is one of them. */
  readonly indicator?: string
  /** As printed: rates in per cent (56.8828), totals in persons, averages in their unit. */
  readonly estimate: number
  /** Coefficient of variation, per cent; standard error and 90 % limits in the unit of the estimate. Null where INEGI gives none. */
  readonly cv: number | null
  readonly se: number | null
  readonly low: number | null
  readonly high: number | null
  /** Where in the publication: sheet and row. */
  readonly sheet: string
  readonly row: number
}

/** A cell of a sheet before its row is known by its path. */
export interface PrintedFigure {
  readonly period: string
  readonly place: string
  readonly sex: Sex
  readonly locality?: Locality
  readonly sheet: string
  readonly row: number
  readonly chapter: string
  readonly label: string
  readonly estimate: number
  readonly cv: number | null
  readonly se: number | null
  readonly low: number | null
  readonly high: number | null
}

/**
 * Gives each printed figure its full path. INEGI prints zeros for error and limits where it computes none ("No especificado",
 * or an estimate of zero): these become null, so that no page shows a perfect precision.
 * Refuses a sheet with a row that the catalogue does not know (`evidence.publishedRow`).
 */
export function named(printed: readonly PrintedFigure[]): PublishedFigure[] {
  const sheets = new Map<string, PrintedFigure[]>()
  for (const figure of printed) {
    const sheet = [figure.period, figure.place, figure.sheet].join('|')
    const known = sheets.get(sheet)
    if (known) known.push(figure)
    else sheets.set(sheet, [figure])
  }
  return [...sheets.values()].flatMap((figures) => {
    const rows = [...new Map(figures.map((one) => [one.row, one])).values()].sort((a, b) => a.row - b.row)
    const paths = new Map(pathsOf(rows).map((path, at) => [rows[at]?.row, path]))
    return figures.map(({ chapter: _, label, ...figure }) => {
      const path = paths.get(figure.row)
      if (!path) throw new Problem('evidence.publishedRow', { sheet: figure.sheet, row: figure.row, label })
      const none = figure.se === 0 || figure.se === null
      const indicator = publishedIndicator(path)?.indicator
      return {
        ...figure,
        path,
        ...(indicator ? { indicator } : {}),
        ...(none ? { cv: null, se: null, low: null, high: null } : {}),
      }
    })
  })
}

/** One figure's identity, whatever the file it came from. */
export const figureKey = ({ period, place, sex, locality, path }: PublishedFigure): string =>
  [period, place, sex, locality ?? 'all', pathText(path)].join('|')

const columns = [
  'period',
  'level',
  'geo',
  'sheet',
  'row',
  'path',
  'indicator',
  'breakdown',
  'estimate',
  'cv_pct',
  'se',
  'li90',
  'ls90',
] as const

const breakdowns: Readonly<Record<string, { sex?: Sex; locality?: Locality }>> = {
  Total: {},
  Hombres: { sex: 'men' },
  Mujeres: { sex: 'women' },
  'Mas urbanizadas (100k+)': { locality: 'more' },
  'Menos urbanizadas': { locality: 'less' },
  'Urbano medio': { locality: 'medium' },
  'Urbano bajo': { locality: 'low' },
  Rural: { locality: 'rural' },
}

const sexOfSheet = (sheet: string): Sex =>
  sheet.startsWith('Hombres') ? 'men' : sheet.startsWith('Mujeres') ? 'women' : 'total'

/**
 * Reads the long CSV of INEGI's indicator tables, gzip or plain, one row per figure with the columns
 * period, level, geo, sheet, row, path, indicator, breakdown, estimate, cv_pct, se, li90, ls90.
 * Refuses: other columns, an unknown place or breakdown, letters where a number is due; each with its row.
 */
export function readPublishedCsv(bytes: Uint8Array): PublishedFigure[] {
  const [header = [], ...rows] = csvRows(bytes)
  const at = new Map(header.map((name, i) => [name.trim().toLowerCase(), i]))
  const missing = columns.filter((name) => !at.has(name))
  if (missing.length > 0) throw new Problem('evidence.publishedColumns', { missing: missing.join(', ') })
  return named(rows.map((row, i) => printedFigure((name) => row[at.get(name) ?? -1] ?? '', i + 2)))
}

/** Unpacked, in bytes; INEGI's largest, with the 32 states, has 8 MB. */
const largest = 100_000_000

function csvRows(bytes: Uint8Array): string[][] {
  try {
    const plain =
      bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes
    return parseCsv(new TextDecoder().decode(plain).replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof CsvError) throw new Problem('evidence.publishedQuote', { row: error.row })
    throw new Problem('evidence.publishedCut')
  }
}

function printedFigure(cell: (name: (typeof columns)[number]) => string, row: number): PrintedFigure {
  const number = (name: (typeof columns)[number]): number | null => {
    const written = cell(name).trim()
    if (written === '') return null
    const value = Number(written)
    if (!Number.isFinite(value))
      throw new Problem('evidence.publishedNumber', { row, column: name, found: written })
    return value
  }
  const breakdown = breakdowns[cell('breakdown')]
  if (!breakdown) throw new Problem('evidence.publishedBreakdown', { row, found: cell('breakdown') })
  const place = cell('level') === 'Nacional' ? 'MX' : stateCode(cell('geo'))
  if (!place) throw new Problem('evidence.publishedPlace', { row, found: cell('geo') })
  const estimate = number('estimate')
  if (estimate === null) throw new Problem('evidence.publishedNumber', { row, column: 'estimate', found: '' })
  return {
    period: periodCode(parsePeriod(cell('period'))),
    place,
    sex: breakdown.sex ?? sexOfSheet(cell('sheet')),
    ...(breakdown.locality ? { locality: breakdown.locality } : {}),
    sheet: cell('sheet'),
    row: number('row') ?? row,
    chapter: cell('path').split(' > ')[0] ?? '',
    label: cell('indicator'),
    estimate,
    cv: number('cv_pct'),
    se: number('se'),
    low: number('li90'),
    high: number('ls90'),
  }
}
