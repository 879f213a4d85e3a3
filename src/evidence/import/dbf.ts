import { open } from 'node:fs/promises'
import { Problem } from '../../platform/problem.ts'
import { charactersOf } from './dbf-characters.ts'

/**
 * dBASE tables, the form in which INEGI published ENOE to 2020: a header of fields, then records of fixed width.
 * Source: dBASE III/IV and FoxPro header, as in the dBASE file structure notes of Erik Bachmann.
 */
export interface DbfField {
  name: string
  /** C characters, N and F numbers, L logical, D date; others are refused. */
  kind: string
  start: number
  width: number
}

export interface DbfHead {
  rows: number
  fields: DbfField[]
  headerBytes: number
  recordBytes: number
  /** Byte 29: which characters bytes from 0x80 are. */
  language: number
}

/** Kinds of dBASE III, III+memo, IV, IV+memo, FoxPro. */
const versions = new Set([0x02, 0x03, 0x04, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5, 0xfb])

/** Whether the bytes can be the beginning of a DBF: the kind, a date that exists, lengths that fit. */
export function isDbf(head: Uint8Array): boolean {
  if (head.length < 65) return false
  const view = new DataView(head.buffer, head.byteOffset)
  const [month, day] = [view.getUint8(2), view.getUint8(3)]
  const [headerBytes, recordBytes] = [view.getUint16(8, true), view.getUint16(10, true)]
  return versions.has(view.getUint8(0)) && month <= 12 && day <= 31 && headerBytes >= 65 && recordBytes >= 2
}

/** Reads the header from the first bytes of `file` (all of the header must be among them) and checks it against the size. */
export function readDbfHead(bytes: Buffer, size: number, file: string): DbfHead {
  const broken = () => new Problem('import.dbfHeader', { file })
  if (!isDbf(bytes)) throw broken()
  const [rows, headerBytes, recordBytes] = [
    bytes.readUInt32LE(4),
    bytes.readUInt16LE(8),
    bytes.readUInt16LE(10),
  ]
  const fields: DbfField[] = []
  let start = 1 // the first byte of a record tells whether it is deleted
  for (let at = 32; at + 32 <= Math.min(headerBytes, bytes.length) && bytes[at] !== 0x0d; at += 32) {
    const end = bytes.indexOf(0, at)
    const name = bytes.toString('latin1', at, Math.min(end < 0 ? at + 11 : end, at + 11)).trim()
    const kind = String.fromCharCode(bytes[at + 11] ?? 0)
    // FoxPro lets a character field be wider than 255: the decimals are the high byte.
    const width = (bytes[at + 16] ?? 0) + (kind === 'C' ? (bytes[at + 17] ?? 0) * 256 : 0)
    if (!'CNFLD'.includes(kind)) throw new Problem('import.dbfField', { file, column: name, kind })
    fields.push({ name, kind, start, width })
    start += width
  }
  if (fields.length === 0 || start > recordBytes) throw broken()
  const there = Math.floor((size - headerBytes) / recordBytes)
  if (there < rows) throw new Problem('import.dbfCut', { file, rows: Math.max(0, there), declared: rows })
  return { rows, fields, headerBytes, recordBytes, language: bytes[29] ?? 0 }
}

/** Values of some fields in the first records, trimmed, as a first look needs them. */
export function firstValues(bytes: Buffer, head: DbfHead, field: string, limit = 500): string[] {
  const its = head.fields.find(({ name }) => name.toLowerCase() === field)
  if (!its) return []
  const values: string[] = []
  for (let row = 0; row < Math.min(limit, head.rows); row++) {
    const at = head.headerBytes + row * head.recordBytes + its.start
    if (at + its.width > bytes.length) break
    values.push(bytes.toString('latin1', at, at + its.width).trim())
  }
  return values
}

const [space, quote, comma, newline, carriage] = [0x20, 0x22, 0x2c, 0x0a, 0x0d]
/** `*` before a record. */
const deleted = 0x2a

/**
 * Writes the table as a CSV in UTF-8: names as they stand, values trimmed, blanks empty, deleted records left out.
 * Returns how many records were written; `onBytes` gets the number of bytes read of each piece.
 */
export async function dbfToCsv(
  from: string,
  to: string,
  head: DbfHead,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<number> {
  const characters = charactersOf(head.language)
  const batch = Math.max(1, Math.floor(2 ** 20 / head.recordBytes))
  const input = Buffer.alloc(batch * head.recordBytes)
  // A byte becomes three at most; a field adds two quotes and a comma.
  const output = Buffer.alloc(batch * (head.recordBytes * 3 + head.fields.length * 3 + 1))
  const ends = Uint16Array.from(head.fields, ({ start, width }) => start + width)
  const [source, target] = [await open(from, 'r'), await open(to, 'wx')]
  try {
    await target.write(`${head.fields.map(({ name }) => name).join(',')}\n`)
    let written = 0
    for (let row = 0; row < head.rows; row += batch) {
      signal?.throwIfAborted()
      const wanted = Math.min(batch, head.rows - row) * head.recordBytes
      const { bytesRead } = await source.read(input, 0, wanted, head.headerBytes + row * head.recordBytes)
      if (bytesRead < wanted) throw new Error(`The DBF became shorter while it was read: ${from}`)
      let at = 0
      for (let record = 0; record < wanted; record += head.recordBytes) {
        if (input[record] === deleted) continue
        written++
        at = writeRecord(input, record, ends, output, at, characters)
      }
      await target.write(output, 0, at)
      onBytes?.(bytesRead)
    }
    return written
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}

/**
 * Writes a record as a line, its fields without the blanks around them; returns where the next byte goes. A national quarter has 42
 * million fields, so this loop stays free of calls but for the rare field with a comma, a quotation mark or an accent.
 */
function writeRecord(
  input: Buffer,
  record: number,
  ends: Uint16Array,
  output: Buffer,
  at: number,
  characters: readonly Buffer[],
): number {
  let start = record + 1
  for (let field = 0; field < ends.length; field++) {
    const next = record + (ends[field] ?? 0)
    let end = next
    // Unused bytes of a field are spaces or, by some writers, zeros.
    while (end > start && (input[end - 1] === space || input[end - 1] === 0)) end--
    while (start < end && (input[start] === space || input[start] === 0)) start++
    const first = at
    for (let from = start; from < end; from++) {
      const byte = input[from] ?? 0
      if (byte >= 0x80 || byte === comma || byte === quote || byte === newline || byte === carriage) {
        at = writeQuoted(input, start, end, output, first, characters)
        break
      }
      output[at++] = byte
    }
    output[at++] = comma
    start = next
  }
  output[at - 1] = newline
  return at
}

function writeQuoted(
  input: Buffer,
  start: number,
  end: number,
  output: Buffer,
  at: number,
  characters: readonly Buffer[],
): number {
  output[at++] = quote
  for (let from = start; from < end; from++) {
    const byte = input[from] ?? 0
    if (byte === quote) output[at++] = quote
    if (byte === newline || byte === carriage) output[at++] = space
    else if (byte < 0x80) output[at++] = byte
    else at += characters[byte - 0x80]?.copy(output, at) ?? 0
  }
  output[at++] = quote
  return at
}
