import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { dbfToCsv, readDbfHead } from './dbf.ts'
import { diagnose, isValueError } from './diagnose.ts'
import { toUtf8 } from './encoding.ts'
import { headOf } from './gather.ts'
import { shownName } from './look.ts'
import { finalSelect, isPlain, plainSelect, type Readable } from './read.ts'
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
  /** See `isPlain`. */
  plain: boolean
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
  if (source.format === 'parquet') return { from: { kind: 'parquet', path, columns }, plain: false, made }
  if (source.format === 'csv') {
    if (!csv) throw new Error('A CSV without its form')
    if (csv.encoding !== 'utf-8') {
      const written = join(folder, `${table}-utf8.csv`)
      made.push(written)
      await toUtf8(path, written, csv.encoding, told.signal)
      path = written
    }
    const plain = await isPlain(path)
    return { from: { kind: 'csv', path, delimiter: csv.delimiter, columns }, plain, made }
  }
  const { head } = await headOf({ ...source, path, member: null })
  const written = join(folder, `${table}-dbf.csv`)
  made.push(written)
  await dbfToCsv(path, written, readDbfHead(head, source.bytes, shownName(found)), told)
  return { from: { kind: 'csv', path: written, delimiter: ',', columns }, plain: false, made }
}

/**
 * Gives the table to `write` as a query with canonical names and types, and removes what was made on the way.
 * Throws a `Problem` with row and column where a value is none.
 */
export async function readTable(
  connection: DuckDBConnection,
  found: FoundTable,
  { from, plain, made }: Unpacked,
  keep: ReadonlySet<string>,
  folder: string,
  write: (select: string) => Promise<void>,
): Promise<void> {
  let readable = from
  let plainly = plain
  for (let written = false; !written; ) {
    try {
      await write(
        plainly && readable.kind === 'csv' ? plainSelect(readable, keep) : finalSelect(readable, keep),
      )
      written = true
    } catch (error) {
      if (plainly && isValueError(error)) plainly = false
      else if (readable === from && from.kind === 'csv' && isEncodingError(error)) {
        // The first lines were plain; an accent further down shows that the file is older than UTF-8.
        const path = join(folder, `${found.table}-later-utf8.csv`)
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
