import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { literal } from '../../platform/microdata/sql.ts'
import { dbfToCsv, readDbfHead } from './dbf.ts'
import { diagnose, isValueError } from './diagnose.ts'
import { toUtf8 } from './encoding.ts'
import { headOf } from './gather.ts'
import { shownName } from './look.ts'
import { runLong } from './query.ts'
import { finalSelect, type Readable } from './read.ts'
import type { FoundTable } from './types.ts'
import { unpackMember } from './zip.ts'

/** What tells how far it is: bytes read of the packed or given form. */
export interface Told {
  signal?: AbortSignal
  onBytes?: (bytes: number) => void
}

/** A table lying on the disk as DuckDB can read it, and whether the file is ours to remove. */
export interface Unpacked {
  from: Readable
  /** Files made on the way, to be removed once read. */
  made: string[]
}

/** Unpacks a table into `folder` where it is packed, and turns DBF into CSV. */
export async function unpack(found: FoundTable, folder: string, told: Told): Promise<Unpacked> {
  const { table, source, columns, csv } = found
  const made: string[] = []
  let path = source.path
  if (source.member !== null) {
    path = join(folder, `${table}.${source.format}`)
    made.push(path)
    await unpackMember(source.path, source.member, path, told)
  }
  if (source.format === 'parquet') return { from: { kind: 'parquet', path, columns }, made }
  if (source.format === 'csv') {
    if (!csv) throw new Error('A CSV without its form')
    if (csv.encoding !== 'utf-8') {
      const written = join(folder, `${table}-utf8.csv`)
      made.push(written)
      await toUtf8(path, written, csv.encoding, told.signal)
      path = written
    }
    return { from: { kind: 'csv', path, delimiter: csv.delimiter, columns }, made }
  }
  const { head } = await headOf({ ...source, path, member: null })
  const written = join(folder, `${table}-dbf.csv`)
  made.push(written)
  await dbfToCsv(path, written, readDbfHead(head, source.bytes, shownName(found)), told)
  return { from: { kind: 'csv', path: written, delimiter: ',', columns }, made }
}

/**
 * Fewer rows to a group where there are more columns: a writer holds a whole group for each thread. Not fewer than 12,288, for each
 * column of text takes a block of 256 kB for each group under way.
 */
export const rowGroup = (columns: number): number =>
  Math.max(12_288, Math.min(61_440, Math.floor((61_440 * 60) / columns / 2048) * 2048))

/** Reads a table into a Parquet with canonical names and types, and removes what was made on the way. */
export async function stage(
  connection: DuckDBConnection,
  found: FoundTable,
  { from, made }: Unpacked,
  to: string,
  onShare?: (share: number) => void,
): Promise<void> {
  const write = (readable: Readable) =>
    runLong(
      connection,
      `copy (${finalSelect(readable)}) to ${literal(to)} (format parquet, row_group_size ${rowGroup(readable.columns.length)})`,
      onShare,
    )
  let readable = from
  for (let written = false; !written; ) {
    try {
      await write(readable)
      written = true
    } catch (error) {
      if (readable === from && from.kind === 'csv' && isEncodingError(error)) {
        // The first lines were plain; an accent further down shows that the file is older than UTF-8.
        const path = `${to}-utf8.csv`
        made.push(path)
        await toUtf8(from.path, path, 'windows-1252')
        readable = { ...from, path }
      } else if (isValueError(error)) {
        const headerRows = found.source.format === 'csv' ? 1 : 0
        throw await diagnose(connection, readable, shownName(found), headerRows)
      } else throw error
    }
  }
  for (const path of made) await rm(path, { force: true })
}

const isEncodingError = (error: unknown): boolean =>
  error instanceof Error && /not utf-8 encoded|Invalid unicode/i.test(error.message)
