import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect } from 'vitest'
import yazl from 'yazl'
import { withConnection } from '../../../platform/microdata/engine.ts'
import { Problem } from '../../../platform/problem.ts'
import { type Row, rowsOf } from '../query.ts'
import { en } from '../words.en.ts'
import { es } from '../words.es.ts'

/** Small files in ENOE's form, made in the test that needs them. The persons in them are nobody. */

export interface Person {
  [column: string]: string | number
}

/** `n` persons in `states` states, with the columns that SDEM needs. */
export const people = (n: number, { states = 32, more = {} as Person } = {}): Person[] =>
  Array.from({ length: n }, (_, at) => ({
    r_def: 0,
    c_res: 1,
    est_d: 100 + (at % 3),
    cd_a: 1,
    ent: 1 + (at % states),
    con: 40000 + Math.floor(at / 4),
    upm: 900000 + Math.floor(at / 8),
    v_sel: 1,
    n_hog: 1,
    h_mud: 0,
    n_ren: 1 + (at % 4),
    sex: 1 + (at % 2),
    eda: at % 99,
    clase1: 1,
    clase2: 1 + (at % 2),
    fac: 100 + at,
    ...more,
  }))

/** COE2 of the same persons. */
export const answers = (persons: readonly Person[]): Person[] =>
  persons.map(({ cd_a, ent, con, upm, v_sel, n_hog, h_mud, n_ren, eda, fac }, at) => ({
    ...({ cd_a, ent, con, upm, v_sel, n_hog, h_mud, n_ren, eda, fac } as Person),
    p6c: at % 3 === 0 ? '' : 1,
    p6b2: 1000 + at,
  }))

export const csv = (rows: readonly Person[], { delimiter = ',', end = '\n' } = {}): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.join(delimiter) + end)
    .join('')

/** A DBF as INEGI writes them: characters `C`, numbers `N`; `language` is byte 29. */
export function dbf(
  fields: readonly [name: string, kind: 'C' | 'N', width: number][],
  records: readonly Buffer[][],
  { deleted = [] as number[], language = 3 } = {},
): Buffer {
  const header = Buffer.alloc(32 + fields.length * 32 + 1)
  const width = 1 + fields.reduce((sum, [, , its]) => sum + its, 0)
  header.writeUInt8(3, 0)
  header.set([119, 5, 20], 1)
  header.writeUInt32LE(records.length, 4)
  header.writeUInt16LE(header.length, 8)
  header.writeUInt16LE(width, 10)
  header.writeUInt8(language, 29)
  fields.forEach(([name, kind, its], at) => {
    header.write(name, 32 + at * 32, 'latin1')
    header.write(kind, 32 + at * 32 + 11, 'latin1')
    header.writeUInt8(its, 32 + at * 32 + 16)
  })
  header.writeUInt8(0x0d, header.length - 1)
  const body = records.map((cells, row) =>
    Buffer.concat([
      Buffer.from(deleted.includes(row) ? '*' : ' '),
      ...cells.map((cell, at) => {
        const [, kind = 'C', its = 1] = fields[at] ?? []
        const blank = Buffer.alloc(its, ' ')
        cell.copy(blank, kind === 'N' ? its - cell.length : 0)
        return blank
      }),
    ]),
  )
  return Buffer.concat([header, ...body, Buffer.from([0x1a])])
}

/** Persons as a DBF: codes with zeros in front, as in INEGI's. */
export const personsDbf = (persons: readonly Person[]): Buffer => {
  const names = Object.keys(persons[0] ?? {})
  return dbf(
    names.map((name) => [name.toUpperCase(), name === 'fac' || name === 'est_d' ? 'N' : 'C', 7]),
    persons.map((person) =>
      names.map((name) => {
        const value = String(person[name])
        return Buffer.from(
          name === 'fac' || name === 'est_d' || value === '' ? value : value.padStart(7, '0'),
        )
      }),
    ),
  )
}

export async function zip(path: string, members: Record<string, string | Buffer>): Promise<string> {
  const file = new yazl.ZipFile()
  for (const [name, content] of Object.entries(members)) file.addBuffer(Buffer.from(content), name)
  file.end()
  await pipeline(file.outputStream, createWriteStream(path))
  return path
}

/** A folder for one test, with what is written into it by name. */
export class Folder {
  private constructor(readonly path: string) {}

  static async make(): Promise<Folder> {
    return new Folder(await mkdtemp(join(tmpdir(), 'import-')))
  }
  async write(name: string, content: string | Buffer): Promise<string> {
    const path = join(this.path, name)
    await writeFile(path, content)
    return path
  }
  zip(name: string, members: Record<string, string | Buffer>): Promise<string> {
    return zip(join(this.path, name), members)
  }
  in(name: string): string {
    return join(this.path, name)
  }
  list(): Promise<string[]> {
    return readdir(this.path, { recursive: true })
  }
  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true })
  }
}

/** Waits for a `Problem` and gives its code and values; anything else that is thrown, or nothing, fails the test. */
export async function problemOf(
  work: Promise<unknown>,
): Promise<Pick<Problem, 'code' | 'values' | 'status'>> {
  const outcome = await work.then(
    () => 'no problem',
    (error: unknown) => error,
  )
  if (!(outcome instanceof Problem)) expect(outcome).toBeInstanceOf(Problem)
  const { code, values, status } = outcome as Problem
  for (const sentences of [es.problems, en.problems] as Record<
    string,
    (given: Problem['values']) => string
  >[])
    expect(sentences[code]?.(values) ?? `no sentence for ${code}: undefined`).not.toMatch(/undefined|NaN/)
  return { code, values, status }
}

/** Rows of a query on the microdata engine. */
export const query = (sql: string): Promise<Row[]> => withConnection((c) => rowsOf(c, sql))
