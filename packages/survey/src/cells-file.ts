/** One file of kept cells: Parquet with a row per array (`name`, `data`, `crc`), and in its footer, as text, what it holds. */
import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { DuckDBBlobValue, DuckDBConnection } from '@duckdb/node-api'

/** Arrays by name, and a description of them that JSON can hold. */
export interface Contents<T> {
  index: T
  arrays: Map<string, Uint8Array>
}

/** A file that cannot be read as what it should be: cut short, altered, of another format. */
export class Damaged extends Error {}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Writes beside the file and renames: a reader sees all of it or nothing, and of two writers the last one stays. */
export async function writeArrays<T>(
  connection: DuckDBConnection,
  path: string,
  { index, arrays }: Contents<T>,
): Promise<void> {
  const id = randomUUID()
  const table = `survey_cells_${id.replaceAll('-', '')}`
  const part = `${path}.${id}.part`
  const text = JSON.stringify(index)
  await connection.run(`CREATE TEMP TABLE ${table} (name VARCHAR, data BLOB, crc UINTEGER)`)
  try {
    const appender = await connection.createAppender(table, 'main', 'temp')
    for (const [name, data] of arrays) {
      appender.appendVarchar(name)
      appender.appendBlob(data)
      appender.appendUInteger(crc32(data))
      appender.endRow()
    }
    appender.closeSync()
    await connection.run(
      `COPY (FROM ${table}) TO ${quoted(part)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, KV_METADATA {holds: ${quoted(text)}, crc: '${crc32(text)}'})`,
    )
    await rename(part, path)
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
    await rm(part, { force: true })
  }
}

/** @throws Damaged */
export async function readIndex<T>(connection: DuckDBConnection, path: string): Promise<T> {
  return guarded(async () => {
    const reader = await connection.runAndReadAll(
      `SELECT decode(key), decode(value) FROM parquet_kv_metadata(${quoted(path)})`,
    )
    const found = new Map(reader.getRows().map(([key, value]) => [String(key), String(value)]))
    const text = found.get('holds') ?? ''
    if (String(crc32(text)) !== found.get('crc')) throw new Damaged(path)
    return JSON.parse(text) as T
  })
}

/** The arrays of these names. @throws Damaged where one is missing or is not what was written */
export async function readArrays(
  connection: DuckDBConnection,
  path: string,
  names: readonly string[],
): Promise<Map<string, Uint8Array>> {
  return guarded(async () => {
    const reader = await connection.runAndReadAll(
      `SELECT name, data, crc FROM read_parquet(${quoted(path)}) WHERE name IN (${names.map(quoted).join(', ')})`,
    )
    const arrays = new Map<string, Uint8Array>()
    for (const [name, data, crc] of reader.getRows()) {
      const { bytes } = data as DuckDBBlobValue
      if (crc32(bytes) !== Number(crc)) throw new Damaged(path)
      arrays.set(String(name), bytes)
    }
    if (names.some((name) => !arrays.has(name))) throw new Damaged(path)
    return arrays
  })
}

async function guarded<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof Damaged
      ? error
      : new Damaged(error instanceof Error ? error.message : String(error))
  }
}

/** Sums are mostly 0 and mostly whole: a bit per cell says where they are not 0, then those as 32-bit integers or doubles. */
export function packed(values: Float64Array): Uint8Array {
  let some = 0
  let whole = true
  for (const value of values) {
    if (value === 0) continue
    some++
    if (value !== (value | 0)) whole = false
  }
  const width = whole ? 4 : 8
  const bits = 8 * Math.ceil((values.length + 1) / 64)
  const bytes = new Uint8Array(bits + width * some)
  const numbers = whole ? new Int32Array(bytes.buffer, bits) : new Float64Array(bytes.buffer, bits)
  let at = 0
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell] as number
    if (value === 0) continue
    bytes[cell >> 3] = (bytes[cell >> 3] as number) | (1 << (cell & 7))
    numbers[at++] = value
  }
  // The bit after the last cell's says which of the two.
  if (whole) bytes[values.length >> 3] = (bytes[values.length >> 3] as number) | (1 << (values.length & 7))
  return bytes
}

export function unpacked(data: Uint8Array, count: number): Float64Array {
  const bytes = aligned(data)
  const bits = 8 * Math.ceil((count + 1) / 64)
  const whole = (((bytes[count >> 3] as number) >> (count & 7)) & 1) === 1
  const numbers = whole ? new Int32Array(bytes.buffer, bits) : new Float64Array(bytes.buffer, bits)
  const values = new Float64Array(count)
  let next = 0
  for (let from = 0; from < count; from += 8) {
    const eight = bytes[from >> 3] as number
    if (eight === 0) continue
    const end = Math.min(from + 8, count)
    for (let cell = from; cell < end; cell++)
      if (((eight >> (cell & 7)) & 1) === 1) values[cell] = numbers[next++] as number
  }
  return values
}

export const bytesOf = (array: Int32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
export const integers = (bytes: Uint8Array): Int32Array => new Int32Array(aligned(bytes).buffer)
export const doublesOf = (bytes: Uint8Array): Float64Array => new Float64Array(aligned(bytes).buffer)

/** DuckDB's bytes may lie anywhere; typed arrays want them at the start of a buffer. */
const aligned = (bytes: Uint8Array) => new Uint8Array(bytes)
