import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasShared, needsShared, sharedData } from '../../../test/shared.ts'
import { closeEngine } from '../../platform/microdata/engine.ts'
import { Problem } from '../../platform/problem.ts'
import { readCsvHead } from './csv.ts'
import { readDbfHead } from './dbf.ts'
import { convert, inspect } from './index.ts'
import { answers, csv, Folder, people, personsDbf } from './testing/files.ts'

/** Whatever the bytes: a table, or a problem that a person can read; never a crash, never a file left. */

let folder: Folder
beforeEach(async () => {
  folder = await Folder.make()
})
afterEach(() => folder.remove())
afterAll(closeEngine)

/** Brings the bytes in under a name; true where they could be used. */
async function usable(name: string, bytes: Uint8Array): Promise<boolean> {
  const path = await folder.write(name, Buffer.from(bytes))
  try {
    await convert(await inspect([path]), { to: folder.in('vintage') })
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return false
  } finally {
    const left = (await folder.list()).filter(
      (each) => each !== name && !each.startsWith('vintage/') && each !== 'vintage',
    )
    expect(left).toEqual([])
    await folder.remove()
    folder = await Folder.make()
  }
}

const seed = 20_190_101
const times = process.env.ACUERDO_LONG ? 8 : 1
const names = fc.constantFrom(
  'SDEMT219.csv',
  'SDEMT219.dbf',
  'enoe_2019_trim2.zip',
  'SDEMT219.parquet',
  'SDEMT219',
  'x.txt',
)

describe('any bytes', () => {
  it(
    'as any file',
    async () => {
      const starts = fc.constantFrom(
        '',
        'PK\x03\x04',
        'PAR1',
        '\x03\x77\x05\x14',
        'ent,sex,eda,fac\n',
        '\ufeffENT;SEX\n',
        '"',
      )
      await fc.assert(
        fc.asyncProperty(names, starts, fc.uint8Array({ maxLength: 3000 }), async (name, start, bytes) => {
          await usable(name, Buffer.concat([Buffer.from(start, 'latin1'), bytes]))
        }),
        { numRuns: 150 * times, seed },
      )
    },
    60_000 * times,
  )

  it('as the head of a CSV or DBF', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, whole) => {
        readCsvHead(bytes, whole)
        try {
          readDbfHead(Buffer.concat([Buffer.from([3, 119, 5, 20]), bytes]), 1e6, 'x.dbf')
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
      }),
      { numRuns: 2000 * times, seed },
    )
  })
})

describe('a good file with some bytes changed', () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ['SDEMT219.csv', async () => Buffer.from(csv(people(40)))],
    ['SDEMT219.dbf', async () => personsDbf(people(40))],
    [
      'enoe_2019_trim2.zip',
      async () =>
        readFile(
          await folder.zip('whole.zip', {
            'SDEMT219.csv': csv(people(40)),
            'COE2T219.dbf': personsDbf(answers(people(40))),
          }),
        ),
    ],
  ])(
    '%s',
    async (name, make) => {
      const whole = await make()
      await folder.remove()
      folder = await Folder.make()
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
          async (changes) => {
            const bytes = Uint8Array.from(whole)
            for (const [at, value] of changes) bytes[at] = value
            await usable(name, bytes)
          },
        ),
        { numRuns: 80 * times, seed },
      )
    },
    120_000,
  )
})

needsShared('INEGI’s zip of ETOE, cut at random', () => {
  it(
    'is never taken for the whole',
    async () => {
      const whole = hasShared ? await readFile(sharedData('enoe/SDEMT0520.zip')) : Buffer.alloc(1)
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
          expect(await usable('SDEMT0520.zip', whole.subarray(0, length))).toBe(false)
        }),
        { numRuns: 40 * times, seed },
      )
    },
    60_000 * times,
  )

  it(
    'nor its DBF',
    async () => {
      const whole = await readFile(sharedData('enoe/SDEMT215_ENT09.dbf'))
      await fc.assert(
        // The last byte marks the end of the file; without it all records are there.
        fc.asyncProperty(fc.nat(whole.length - 2), async (length) => {
          expect(await usable('SDEMT215_ENT09.dbf', whole.subarray(0, length))).toBe(false)
        }),
        { numRuns: 40 * times, seed },
      )
    },
    60_000 * times,
  )
})
