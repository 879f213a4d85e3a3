import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_SEED, writeSampleSurvey } from '../../sample/survey.ts'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { closeEngine, withConnection } from '../../src/platform/microdata/engine.ts'
import { buildProgram, killDuring, kills, orphans, random, seed } from './harness.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-kill-import-'))
const dataDir = join(folder, 'data')
let program = ''
let deliveries: string[][] = []
beforeAll(async () => {
  program = await buildProgram(join(import.meta.dirname, 'importer.ts'))
  deliveries = []
  for (const at of [0, 1])
    deliveries.push(
      (await writeSampleSurvey({ period: '2025T3', seed: SAMPLE_SEED + at, to: join(folder, `given-${at}`) }))
        .files,
    )
})
afterAll(async () => {
  await closeEngine()
  rmSync(program, { force: true })
  rmSync(folder, { recursive: true, force: true })
})

interface Kept {
  directory: string
  rows: number
  number: number
  replaced: boolean
}

/** What the database promises after a restart, as the program itself sees it. */
async function promised(): Promise<Kept[]> {
  const database = await openDatabase({ dataDir })
  try {
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('select kernel.enter_system()')
    const { rows } = await client.query<Kept>(
      'select directory, rows, number, replaced_at is not null as replaced from evidence.vintage order by number',
    )
    await client.query('rollback')
    client.release()
    return rows
  } finally {
    await database.close()
  }
}

/** Every vintage that the database knows has its Parquet, whole, and at most one is current. */
async function check(): Promise<Kept[]> {
  const vintages = await promised()
  for (const { directory, rows } of vintages) {
    const file = join(dataDir, directory, 'persons.parquet')
    const counted = await withConnection(async (connection) =>
      (await connection.runAndReadAll(`select count(*) from read_parquet('${file}')`)).getRows(),
    )
    expect(Number(counted[0]?.[0])).toBe(rows)
  }
  expect(vintages.filter(({ replaced }) => !replaced).length).toBeLessThanOrEqual(1)
  return vintages
}

describe(`SIGKILL during an import (seed ${seed})`, () => {
  const next = random(seed)
  // A kill in npm test costs some ten seconds; the long run has the many.
  const cases = Array.from({ length: kills === 5 ? 3 : 25 }, (_, i) => ({ i, part: next() }))
  let acknowledged = 0

  it.each(cases)('$i: what is promised is whole', { timeout: 120_000 }, async ({ i, part }) => {
    const run = await killDuring({
      program,
      args: [dataDir, ...(deliveries[i % 2] ?? [])],
      line: 'ready',
      afterMs: Math.round(part * 4000),
    })
    expect(run.killed ? '' : run.errors).toBe('')
    if (run.lines.some((line) => line === 'added' || line === 'replaced')) acknowledged++
    expect(await orphans(dataDir, run.pid)).toEqual([])
    expect((await check()).length).toBeGreaterThanOrEqual(acknowledged)
  })

  it('afterwards the same files come in, and nothing of the killed ones is left', {
    timeout: 120_000,
  }, async () => {
    const run = await killDuring({ program, args: [dataDir, ...(deliveries[0] ?? [])], afterMs: null })
    expect(run.errors).toBe('')
    expect(['added', 'replaced', 'same']).toContain(run.lines.at(-1))
    const vintages = await check()
    expect(vintages.length).toBeGreaterThan(0)
    const [workspace = ''] = readdirSync(join(dataDir, 'microdata'))
    const there = readdirSync(join(dataDir, 'microdata', workspace), { withFileTypes: true })
      .flatMap((file) =>
        readdirSync(join(dataDir, 'microdata', workspace, file.name)).map((vintage) =>
          join('microdata', workspace, file.name, vintage),
        ),
      )
      .toSorted()
    expect(there).toEqual(vintages.map(({ directory }) => directory).toSorted())
  })
})
