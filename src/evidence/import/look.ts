import { extname } from 'node:path'
import { withConnection } from '../../platform/microdata/engine.ts'
import { identifier, literal } from '../../platform/microdata/sql.ts'
import { Problem } from '../../platform/problem.ts'
import { readCsvHead } from './csv.ts'
import { firstValues, readDbfHead } from './dbf.ts'
import { type Candidate, headOf } from './gather.ts'
import { plainName } from './names.ts'
import type { CsvForm } from './types.ts'

/** What the first bytes of a file tell. */
export interface Looked extends Candidate {
  header: string[]
  rows: number | null
  /** Different values of PER in the first rows. */
  per: string[]
  csv: CsvForm | null
}

/** Name of a table for people: the file, and what lies in it. */
export const shownName = ({ source: { path, member } }: Pick<Candidate, 'source'>): string =>
  member === null ? lastPart(path) : `${lastPart(path)} › ${lastPart(member)}`
const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** Reads the beginning of a table; null where it has no columns. */
export async function look(candidate: Candidate): Promise<Looked | null> {
  const { source } = candidate
  if (source.format === 'parquet') return lookAtParquet(candidate)
  const file = shownName(candidate)
  const { head, whole } = await headOf(source)
  if (source.format === 'dbf') {
    const dbf = readDbfHead(head, source.bytes, file)
    if (dbf.rows === 0) throw new Problem('import.headerOnly', { file })
    const header = dbf.fields.map(({ name }) => name)
    return { ...candidate, header, rows: dbf.rows, per: distinct(firstValues(head, dbf, 'per')), csv: null }
  }
  const csv = readCsvHead(head, whole)
  if (!csv || (csv.header.length < 2 && extname(candidate.name) !== '.csv')) return null
  const at = csv.header.findIndex((name) => plainName(name) === 'per')
  return {
    ...candidate,
    header: csv.header,
    rows: csv.rows.length === 0 && whole ? 0 : null,
    per: at < 0 ? [] : distinct(csv.rows.map((row) => row[at] ?? '')),
    csv: { delimiter: csv.delimiter, encoding: csv.encoding },
  }
}

const distinct = (values: string[]): string[] => [
  ...new Set(values.map((value) => value.trim()).filter((value) => value !== '')),
]

async function lookAtParquet(candidate: Candidate): Promise<Looked> {
  const from = `read_parquet(${literal(candidate.source.path)})`
  return withConnection(async (c) => {
    try {
      const header = (await c.runAndReadAll(`describe select * from ${from}`)).getRowObjectsJS()
      const names = header.map((row) => String(row.column_name))
      const [counted] = (await c.runAndReadAll(`select count(*) from ${from}`)).getRowsJS()
      const per = names.find((name) => plainName(name) === 'per')
      const periods = per
        ? (
            await c.runAndReadAll(`select distinct ${identifier(per)}::varchar from ${from} limit 5`)
          ).getRowsJS()
        : []
      return {
        ...candidate,
        header: names,
        rows: Number(counted?.[0] ?? 0),
        per: distinct(periods.map(([value]) => String(value ?? ''))),
        csv: null,
      }
    } catch {
      throw new Problem('import.parquet', { file: shownName(candidate) })
    }
  })
}
