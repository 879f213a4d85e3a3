/** Reads DuckDB's result chunks as typed arrays, without a call per value. `rows` is the chunk's `rowCount`, which is a native call and so is made once. */

import type { DuckDBDataChunk, DuckDBMaterializedResult } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'

/** Raw bytes of a column of fixed width, valid until the next chunk is fetched. */
export function bytes(chunk: DuckDBDataChunk, column: number, bytes: number): Uint8Array {
  return duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk.chunk, column), bytes)
}

/** The validity bitmap (bit set: a value stands there), or null where no value is missing. */
export function validity(chunk: DuckDBDataChunk, column: number, rows: number): Uint8Array | null {
  const words = Math.ceil(rows / 64)
  return duckdb.vector_get_validity(duckdb.data_chunk_get_vector(chunk.chunk, column), words * 8) ?? null
}

export function isMissing(map: Uint8Array | null, row: number): boolean {
  return map !== null && (((map[row >> 3] as number) >> (row & 7)) & 1) === 0
}

export function doubles(chunk: DuckDBDataChunk, column: number, rows: number): Float64Array {
  const data = bytes(chunk, column, 8 * rows)
  return new Float64Array(data.buffer, data.byteOffset, rows)
}

/** 64-bit integers as pairs of 32-bit halves: low, high, low, high, … (little-endian machines, as DuckDB supports). */
export function halves(chunk: DuckDBDataChunk, column: number, rows: number): Int32Array {
  const data = bytes(chunk, column, 8 * rows)
  return new Int32Array(data.buffer, data.byteOffset, rows * 2)
}

/** A condition as 0 and 1; NULL is 0. */
export function truths(chunk: DuckDBDataChunk, column: number, rows: number): Uint8Array {
  const data = bytes(chunk, column, rows)
  const map = validity(chunk, column, rows)
  if (map === null) return data
  const known = new Uint8Array(rows)
  for (let row = 0; row < known.length; row++) known[row] = isMissing(map, row) ? 0 : (data[row] as number)
  return known
}

/** 1 where a number is known and finite. */
export function known(values: Float64Array, map: Uint8Array | null): Uint8Array {
  const mask = new Uint8Array(values.length)
  for (let row = 0; row < mask.length; row++)
    mask[row] = !isMissing(map, row) && Number.isFinite(values[row] as number) ? 1 : 0
  return mask
}

/** Columns of fixed width and without missing values, from the first on, into arrays of as many rows as the result has. */
export function readColumns(
  result: DuckDBMaterializedResult,
  arrays: readonly (Int32Array | Float64Array)[],
): void {
  const columns = arrays.map((array) => ({
    width: array.BYTES_PER_ELEMENT,
    into: new Uint8Array(array.buffer),
  }))
  const { chunkCount, rowCount } = result
  let at = 0
  for (let i = 0; i < chunkCount; i++) {
    // All are there already: waiting for each would cost more than reading it.
    const chunk = result.getChunk(i)
    const rows = chunk.rowCount
    columns.forEach(({ width, into }, own) => {
      into.set(bytes(chunk, own, width * rows), width * at)
    })
    at += rows
  }
  if (at !== rowCount) throw new Error('DuckDB gave fewer rows than it announced')
}
