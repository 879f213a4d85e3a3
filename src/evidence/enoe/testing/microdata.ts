/**
 * Real files as canonical tables, for the tests of this folder only: the plainest possible reading, independent of the importer,
 * so that a fault there and a fault in the definitions are told apart.
 */
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import yauzl from 'yauzl'

export interface Microdata {
  readonly connection: DuckDBConnection
  readonly source: string
  readonly columns: ReadonlySet<string>
  close(): void
}

/** Columns of words or of codes with letters, which no definition uses. */
const texts = /_des$|^cs_p14_c$/i

const renamed: Readonly<Record<string, string>> = { t_loc_tri: 't_loc', est_d_tri: 'est_d' }

/** Opens one table of a zip, or a DBF, as `persons`: integers, INEGI's names in lower case, columns that are empty left out. */
export async function openMicrodata(path: string, entry?: string): Promise<Microdata> {
  const folder = mkdtempSync(join(tmpdir(), 'acuerdo-enoe-'))
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  try {
    const file = entry === undefined ? path : join(folder, entry)
    if (entry !== undefined) await unzip(path, entry, file)
    const csv = file.toLowerCase().endsWith('.dbf') ? join(folder, 'table.csv') : file
    if (csv !== file) writeFileSync(csv, dbfToCsv(readFileSync(file)))
    await connection.run(`create table raw as select * from read_csv('${csv}', all_varchar = true)`)
    const names = (await connection.runAndReadAll('describe raw')).getRows().map(([name]) => String(name))
    const filled = (
      await connection.runAndReadAll(`select ${names.map((name) => `count("${name}")`).join(', ')} from raw`)
    ).getRows()[0]
    const kept = names.filter((_, at) => Number(filled?.[at]) > 0 && !texts.test(names[at] ?? ''))
    const canonical = (name: string): string => renamed[name.toLowerCase()] ?? name.toLowerCase()
    await connection.run(
      `create table persons as select ${kept
        .map(
          (name) =>
            `cast("${name}" as ${name.toLowerCase() === 'ing_x_hrs' ? 'double' : 'bigint'}) as ${canonical(name)}`,
        )
        .join(', ')} from raw`,
    )
    await connection.run('drop table raw')
    return {
      connection,
      source: 'persons',
      columns: new Set(kept.map(canonical)),
      close: () => connection.closeSync(),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Unpacks one entry of a zip to a path. */
export async function unzip(path: string, entry: string, to: string): Promise<void> {
  const zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(path, {
    lazyEntries: true,
    autoClose: true,
  })
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => reject(new Error(`${entry} is not in ${path}`)))
    zip.on('entry', (found: yauzl.Entry) => {
      if (found.fileName !== entry) return zip.readEntry()
      zip.openReadStream(found, (error, stream) => {
        if (error) return reject(error)
        pipeline(stream, createWriteStream(to)).then(resolve, reject)
      })
    })
    zip.readEntry()
  })
}

/** dBASE III: 32-byte header, 32 bytes a field, fixed-width text rows. */
function dbfToCsv(bytes: Buffer): string {
  const rows = bytes.readUInt32LE(4)
  const start = bytes.readUInt16LE(8)
  const width = bytes.readUInt16LE(10)
  const fields: { name: string; from: number; to: number }[] = []
  for (let at = 32, from = 1; bytes[at] !== 0x0d; at += 32) {
    const to = from + bytes.readUInt8(at + 16)
    fields.push({ name: bytes.toString('latin1', at, at + 11).split('\0')[0] ?? '', from, to })
    from = to
  }
  const lines = [fields.map(({ name }) => name).join(',')]
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(start + row * width, start + (row + 1) * width)
    lines.push(
      fields.map(({ from, to }) => line.toString('latin1', from, to).trim().replaceAll(',', ' ')).join(','),
    )
  }
  return lines.join('\n')
}
