import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { startServer } from '../../src/platform/database/server.ts'
import { buildProgram, killDuring, kills, orphans, random, seed } from './harness.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let program: string
beforeAll(async () => {
  program = await buildProgram(join(import.meta.dirname, 'writer.ts'))
})
afterAll(() => rmSync(program, { force: true }))

/** The numbers that stand in the database after the next start; each with both halves, or it would throw. */
async function kept(dataDir: string): Promise<Set<number>> {
  const database = await openDatabase({ dataDir })
  try {
    const { rows: there } = await database.pool.query(`select to_regclass('kill.pair') is not null as yes`)
    if (!there[0]?.yes) return new Set()
    const { rows } = await database.pool.query<{ n: number; halves: number }>(
      'select n, count(*) as halves from kill.pair group by n',
    )
    expect(rows.filter(({ halves }) => halves !== 2)).toEqual([])
    return new Set(rows.map(({ n }) => n))
  } finally {
    await database.close()
  }
}

const next = random(seed)
/** `all at once`: the program, the guard and every process of PostgreSQL, as when the power fails or a container ends. */
const moments = ['first start', 'writing', 'all at once', 'later start', 'writing'] as const
const cases = Array.from({ length: kills }, (_, i) => ({
  i,
  moment: moments[i % moments.length] ?? 'writing',
  part: next(),
}))

describe(`SIGKILL at a random moment (seed ${seed})`, () => {
  const used = join(folder, 'used')
  const acknowledged = new Set<number>()

  it.each(cases)('$i: during $moment', { timeout: 60_000 }, async ({ i, moment, part }) => {
    const dataDir = moment === 'first start' ? join(folder, `first-${i}`) : used
    // A first start takes about two seconds, initdb most of them; a later one a fifth of a second.
    const afterMs = Math.round(
      part * { 'first start': 2500, 'later start': 500, writing: 700, 'all at once': 700 }[moment],
    )
    // Numbers of its own for each run: one may have been written and not acknowledged any more.
    const args = [dataDir, String(i * 100_000)]
    const run = await killDuring({
      program,
      args,
      afterMs,
      ...(moment === 'writing' ? { line: 'ready' } : {}),
    })
    expect(run, `ended by itself, after ${afterMs} ms: ${run.errors}`).toMatchObject({ killed: true })
    const said = run.lines.filter((line) => /^\d+$/.test(line)).map(Number)
    if (dataDir === used) for (const n of said) acknowledged.add(n)

    expect(await orphans(dataDir, run.pid)).toEqual([])
    const found = await kept(dataDir)
    const lost = [...(dataDir === used ? acknowledged : said)].filter((n) => !found.has(n))
    expect(lost).toEqual([])
  })

  it('and something had been acknowledged', () => expect(acknowledged.size).toBeGreaterThan(0))
})

describe('no way to die leaves PostgreSQL behind', () => {
  it.each(['leave', 'throw'])('the program ends without closing it: %s', async (mode) => {
    const dataDir = join(folder, 'left')
    const run = await killDuring({ program, args: [dataDir, '0', mode], afterMs: null })
    expect(run.lines).toContain('ready')
    expect(await orphans(dataDir, run.pid)).toEqual([])
  })

  it('the next start does not wait for a stop that is under way to be seen', async () => {
    const dataDir = join(folder, 'left')
    await killDuring({ program, args: [dataDir], line: 'ready', afterMs: 20 })
    const server = await startServer({ dataDir })
    await server.stop()
  })

  it('a backend that is still computing is waited for', async () => {
    const dataDir = join(folder, 'left')
    const server = await startServer({ dataDir })
    const client = new pg.Client({ host: server.host, user: server.user, database: server.database })
    client.on('error', () => {})
    await client.connect()
    // Nothing in it looks whether PostgreSQL is still there, for about two seconds.
    const busy = client.query(`do $$ begin for i in 1..30000000 loop null; end loop; end $$`).catch(() => {})
    await sleep(200)
    process.kill(server.pid, 'SIGKILL')
    const again = await startServer({ dataDir })
    await again.stop()
    await busy
    await client.end().catch(() => {})
  })

  it('PostgreSQL itself is killed: the program is told, and the next start works', async () => {
    const dataDir = join(folder, 'left')
    const server = await startServer({ dataDir })
    process.kill(server.pid, 'SIGKILL')
    await server.ended
    const again = await startServer({ dataDir })
    const client = new pg.Client({ host: again.host, user: again.user, database: again.database })
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
    await again.stop()
  })
})
