import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SAMPLE_SEED, writeSampleSurvey } from '../../sample/survey.ts'
import { freshDatabase, onBothServers } from '../../test/database.ts'
import { needsShared, sharedData } from '../../test/shared.ts'
import { settle as settleVillage, type Village } from '../kernel/fixtures/people.ts'
import { text } from '../kernel/text.ts'
import { staleMarks } from '../kernel/thread.ts'
import { read, write } from '../kernel/transaction.ts'
import { type FileStore, openFiles } from '../platform/files/index.ts'
import { closeEngine, connect } from '../platform/microdata/engine.ts'
import { cite, type FigureSpec, figureById, settle } from './figures.ts'
import { runImport } from './import-run.ts'
import { overviewOf, type RawOverview, relation, type Sex } from './overview/estimates.ts'
import { catalogue } from './overview/kept.ts'
import { present } from './overview/present.ts'
import type { Cell } from './overview/publication.ts'
import { microdataOf } from './services.ts'
import { addImport, currentVintages, importById, vintagesOf } from './store.ts'

interface Desk {
  village: Village
  dataDir: string
  files: FileStore
  drop(): Promise<void>
}

async function openDesk(fresh: () => ReturnType<typeof freshDatabase>): Promise<Desk> {
  const { database, drop } = await fresh()
  const dataDir = await mkdtemp(join(tmpdir(), 'acuerdo-import-'))
  return {
    village: await settleVillage(database.kysely, 'programa'),
    dataDir,
    files: openFiles(dataDir),
    drop: async () => {
      await rm(dataDir, { recursive: true, force: true })
      await drop()
    },
  }
}

/** Brings files in as Lucía's upload does; returns what became of them. */
async function bring({ village, dataDir, files }: Desk, paths: readonly string[]) {
  const given = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), ...(await files.put(createReadStream(path))) })),
  )
  const importId = await write(village.db, village.as('lucia'), (tx, asker) =>
    addImport(tx, asker, given, false),
  )
  const result = await runImport({ db: village.db, dataDir, files, connect }, village.workspaceId, importId)
  return { importId, ...result }
}

const surveys = (desk: Desk) =>
  read(desk.village.db, desk.village.as('lucia'), (tx, asker) => currentVintages(tx, asker))

/** What the page of a place would decide for a cell of the table of informality. */
async function cellOf(
  desk: Desk,
  place: string,
  row: string,
  column: 'number' | 'share',
  sex: Sex = 'total',
  revealed = false,
): Promise<Cell> {
  const [vintage] = await surveys(desk)
  if (!vintage) throw new Error('nothing imported')
  const overview = await overviewOf(connect, microdataOf(desk, vintage), { place, group: null })
  if ('lacks' in overview) throw new Error(`lacks ${JSON.stringify(overview.lacks)}`)
  const shown = present(overview as RawOverview, 'informality', { minimumCases: 30, level: 90, revealed })
  const cell = shown.rows.find((one) => one.row.key === row)?.cells[column]?.[sex]
  if (!cell) throw new Error(`no cell ${row} ${column}`)
  return cell
}

const value = (cell: Cell): number => {
  if (cell.shown !== 'estimate') throw new Error(`not shown: ${JSON.stringify(cell)}`)
  return cell.estimate
}

afterAll(closeEngine)

needsShared('INEGI’s own files, from the upload to what a page may show', () => {
  describe('Mexico City, 2015-T2, one DBF', () => {
    let desk: Desk
    beforeAll(async () => {
      desk = await openDesk(() => freshDatabase())
      await bring(desk, [sharedData('enoe/SDEMT215_ENT09.dbf')])
    })
    afterAll(() => desk.drop())

    test('is recognised by its content: ENOE, its quarter, one state', async () => {
      expect(await surveys(desk)).toMatchObject([
        {
          survey: 'enoe',
          period: '2015T2',
          coverage: ['09'],
          rows: 9598,
          weight: 'fac',
          strata: 'est_d',
          psu: 'upm',
        },
      ])
    })

    test('4,114,102 people are employed and 51.2790 % informally, SE 1.0385', async () => {
      expect(value(await cellOf(desk, '09', 'employed', 'number'))).toBe(4_114_102)
      const rate = await cellOf(desk, '09', 'informal', 'share')
      expect(value(rate).toFixed(4)).toBe('51.2790')
      expect(rate.shown === 'estimate' && rate.se?.toFixed(4)).toBe('1.0385')
    })

    test('Iztapalapa is withheld: the survey was not designed for boroughs', async () => {
      expect(await cellOf(desk, '09007', 'informal', 'share')).toMatchObject({
        shown: 'reason',
        withheld: { reason: 'unplanned', why: 'municipality' },
      })
    })

    test('revealed for internal reading Iztapalapa shows 57.43, and cannot be cited', async () => {
      const cell = await cellOf(desk, '09007', 'informal', 'share', 'total', true)
      expect(value(cell).toFixed(2)).toBe('57.43')
      expect(cell).toMatchObject({ citable: false })
    })

    test('the nation is withheld, and cannot even be revealed: the file covers one state', async () => {
      expect(await cellOf(desk, 'MX', 'informal', 'share', 'total', true)).toMatchObject({
        shown: 'reason',
        withheld: { reason: 'coverage' },
      })
    })
  })

  test.each([
    [
      'ETOE, May 2020',
      'enoe/SDEMT0520.zip',
      { survey: 'etoe', period: '2020-05' },
      43_578_792,
      '51.8367',
      true,
    ],
    [
      'ENOE-N, 2020-T3, without strata',
      'enoe/enoe_n_2020_trim3_csv.zip',
      { survey: 'enoe_n', period: '2020T3', strata: null },
      51_011_033,
      '54.2407',
      false,
    ],
  ] as const)(
    '%s',
    async (_, file, about, employed, rate, hasError) => {
      const desk = await openDesk(() => freshDatabase())
      try {
        await bring(desk, [sharedData(file)])
        expect(await surveys(desk)).toMatchObject([{ ...about, coverage: ['MX'] }])
        expect(value(await cellOf(desk, 'MX', 'employed', 'number'))).toBe(employed)
        const cell = await cellOf(desk, 'MX', 'informal', 'share')
        expect(value(cell).toFixed(4)).toBe(rate)
        expect(cell).toMatchObject(
          hasError ? { noError: null } : { noError: 'noDesign', low: null, precision: null },
        )
      } finally {
        await desk.drop()
      }
    },
    120_000,
  )
})

/** The made-up survey by its seed, written once for all the tests. */
const written = new Map<number, Promise<string[]>>()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'acuerdo-given-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function survey(seed: number): Promise<string[]> {
  const files =
    written.get(seed) ??
    writeSampleSurvey({ period: '2025T3', seed, to: join(folder, String(seed)) }).then((made) => made.files)
  written.set(seed, files)
  return files
}

onBothServers('an import', (fresh) => {
  let desk: Desk

  beforeAll(async () => {
    desk = await openDesk(() => fresh())
  })
  afterAll(() => desk.drop())

  const folders = async (): Promise<string[]> => {
    const all = await readdir(join(desk.dataDir, 'microdata', desk.village.workspaceId), {
      recursive: true,
    }).catch(() => [])
    return all.filter((name) => name.endsWith('persons.parquet') || name.includes('import-'))
  }

  test('of a file that is cut short leaves nothing behind, and says which file', async () => {
    const [sdem = ''] = await survey(SAMPLE_SEED)
    const cut = join(folder, 'ENOE_SDEMT325.dbf')
    await copyFile(sdem, cut)
    await truncate(cut, 2000)
    await expect(bring(desk, [cut])).rejects.toMatchObject({
      name: 'Problem',
      code: expect.stringMatching(/^import\./),
    })
    expect(await surveys(desk)).toEqual([])
    expect(await folders()).toEqual([])
  })

  test('of letters in a column of numbers names file, line and column', async () => {
    const [sdem = ''] = await survey(SAMPLE_SEED)
    const lines = (await readFile(sdem, 'latin1')).split('\n')
    const header = lines[0]?.toLowerCase().split(',') ?? []
    const cells = lines[100]?.split(',') ?? []
    cells[header.indexOf('eda')] = 'treinta'
    lines[100] = cells.join(',')
    const spoilt = join(folder, 'spoilt', 'ENOE_SDEMT325.csv')
    await mkdir(join(folder, 'spoilt'), { recursive: true })
    await writeFile(spoilt, lines.join('\n'), 'latin1')
    await expect(bring(desk, [spoilt])).rejects.toMatchObject({
      values: expect.objectContaining({ row: 101, column: 'eda', value: 'treinta' }),
    })
    expect(await folders()).toEqual([])
  })

  test('lands whole; the made-up survey is known as a sample by its mark', async () => {
    const { outcome } = await bring(desk, await survey(SAMPLE_SEED))
    expect(outcome).toBe('added')
    expect(await surveys(desk)).toMatchObject([
      { period: '2025T3', isSample: true, coverage: ['MX'], number: 1 },
    ])
    expect(await folders()).toHaveLength(1)
  }, 120_000)

  test('has the tables that need COE1: places of work and worker groups, as a plain count has them', async () => {
    const [vintage] = await surveys(desk)
    if (!vintage) throw new Error('nothing imported')
    const overview = (await overviewOf(connect, microdataOf(desk, vintage), {
      place: 'MX',
      group: null,
    })) as RawOverview
    const number = (table: string, row: string): number | null => {
      const cell = overview.tables.find(({ id }) => id === table)?.rows.find(({ key }) => key === row)
        ?.cells.number
      return cell && !('lacks' in cell) ? cell.total.estimate : null
    }
    // Written out here, not taken from the definitions: SINCO, SCIAN and P4F as the questionnaire has them.
    const plain: [table: string, row: string, condition: string][] = [
      ['groups', 'domestic', 'p4a = 8140 or p3 in (9611, 5222, 5113, 9643)'],
      ['groups', 'waste_pickers', 'p3 in (9661, 9662)'],
      [
        'groups',
        'market_traders',
        `p4a between 4611 and 4699 and p4f in (9, 10) and p3 not in (9511, 9512, 9521, 9599)
         and p4a not in (4612, 4632, 4642, 4652, 4662, 4672, 4682)`,
      ],
      ['workplace', 'street', 'p4f = 2'],
      ['workplace', 'ownhome', 'p4f in (6, 7)'],
    ]
    const connection = await connect()
    try {
      for (const [table, row, condition] of plain) {
        const counted = await connection.runAndReadAll(
          `select sum(fac_tri) from ${relation(microdataOf(desk, vintage))}
            where r_def = 0 and c_res in (1, 3) and eda between 15 and 98 and clase2 = 1 and (${condition})`,
        )
        expect(number(table, row), `${table}/${row}`).toBe(Number(counted.getRows()[0]?.[0]))
      }
    } finally {
      connection.closeSync()
    }
  })

  test('of the same files does nothing, and says so', async () => {
    const { outcome, importId } = await bring(desk, await survey(SAMPLE_SEED))
    expect(outcome).toBe('same')
    const kept = await read(desk.village.db, desk.village.as('lucia'), (tx, asker) =>
      importById(tx, asker, importId),
    )
    expect(kept.outcome).toBe('same')
    expect(await folders()).toHaveLength(1)
  }, 120_000)

  test('of a newer delivery keeps the old one, marks the figures that moved, and waits for a person', async () => {
    const { village } = desk
    const [first] = await surveys(desk)
    if (!first) throw new Error('nothing imported')
    const overview = (await overviewOf(connect, microdataOf(desk, first), {
      place: 'MX',
      group: null,
    })) as RawOverview
    const raw = overview.tables
      .find(({ id }) => id === 'informality')
      ?.rows.find(({ key }) => key === 'informal')?.cells.share
    if (!raw || 'lacks' in raw) throw new Error('no estimate')
    const spec: FigureSpec = {
      place: 'MX',
      group: null,
      table: 'informality',
      row: 'informal',
      column: 'share',
      sex: 'total',
      level: 90,
      catalogue,
    }
    const id = await write(village.db, village.as('tomas'), (tx, asker) =>
      cite(tx, asker, {
        title: text('Informalidad', 'Informality'),
        dataFileId: first.dataFileId,
        vintageId: first.id,
        spec,
        estimate: raw.total,
        placeId: null,
        groupId: null,
      }),
    )

    const again = await bring(desk, await survey(SAMPLE_SEED + 1))
    expect(again).toMatchObject({ outcome: 'replaced', moved: 1 })
    const see = <T>(work: Parameters<typeof read<T>>[2]) => read(village.db, village.as('lucia'), work)
    expect(await see((tx, asker) => vintagesOf(tx, asker, first.dataFileId))).toMatchObject([
      { number: 2, replacedAt: null },
      { number: 1, replacedAt: expect.any(Date) },
    ])
    const moved = await see((tx, asker) => figureById(tx, asker, id))
    expect(moved.estimate.estimate).toBe(raw.total.estimate)
    expect(moved.recomputed?.estimate.estimate).not.toBe(raw.total.estimate)
    expect(await see((tx, asker) => staleMarks(tx, asker))).toMatchObject([{ recordId: id, effect: 'stale' }])

    await expect(
      write(village.db, village.as('dan'), (tx, asker) => settle(tx, asker, id, 'accept')),
    ).rejects.toMatchObject({ name: 'Problem' })
    await write(village.db, village.as('lucia'), (tx, asker) => settle(tx, asker, id, 'accept'))
    const accepted = await see((tx, asker) => figureById(tx, asker, id))
    expect(accepted).toMatchObject({
      version: 2,
      recomputed: null,
      estimate: { estimate: moved.recomputed?.estimate.estimate },
    })
    expect(await see((tx, asker) => staleMarks(tx, asker))).toEqual([])
    expect((await stat(join(desk.dataDir, first.directory))).isDirectory()).toBe(true)
  }, 180_000)
})
