/**
 * The program is killed in the middle of every save of the dialogue and of the thread: nothing half. Each save of the table is
 * one transaction; many are stopped in the middle of theirs at once, the process is killed, and every row of every table is
 * what it was. `npm run test:long` does it at many places of each.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../app.ts'
import { formOf } from '../saves/form.ts'
import { type Save, savesOf, without } from '../saves/saves.ts'
import { everythingStands } from '../saves/standing.ts'
import { takenBack } from '../saves/tap.ts'
import { buildProgram, killDuring, kills, random, seed } from './harness.ts'
import type { Order } from './saver.ts'

/** Copies of the workspace, so that saves which hold the same row are seldom begun on the same one. */
const copies = 7
/** How many are killed at once: each holds a connection, and the tests' server has 60 for all files. */
const atOnce = 22
const rounds = kills === 5 ? 1 : 20
const next = random(seed)

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-kill-saves-'))
let app: TestApp
let admin: pg.Client
let program: string
let saves: Save[] = []
const urls: string[] = []
/** By save: in which of its transactions it writes, and how many statements that has, its commit included. */
const found = new Map<Save, { transaction: number; statements: number }>()

beforeAll(async () => {
  ;[app, program] = await Promise.all([testApp(), buildProgram(join(import.meta.dirname, 'saver.ts'))])
  saves = await savesOf(app, await everythingStands(app))
  admin = new pg.Client(app.database.adminUrl.replace(/\/test_\w+\?/, '/postgres?'))
  await admin.connect()
})
afterAll(async () => {
  for (const url of urls) await admin.query(`drop database if exists ${nameOf(url)} with (force)`)
  await admin?.end()
  await app?.drop()
  rmSync(program, { force: true })
  rmSync(folder, { recursive: true, force: true })
})
const nameOf = (url: string): string => /\/(test_\w+)/.exec(url)?.[1] ?? ''

describe('the table of saves', () => {
  it('has every route by which the dialogue or the thread is written, or a reason why not', () => {
    const routes = app.parts
      .filter(({ name }) => name === 'dialogue' || name === 'space')
      .flatMap((part) => part.routes)
      .filter(({ method, path }) => method === 'POST' && !/^\/(members|places|groups|settings)/.test(path))
      .map(({ path }) => path)
    const rows = [...saves.map(({ route }) => route), ...Object.keys(without)]
    expect(rows.toSorted()).toEqual(routes.toSorted())
  })

  it('each save is taken, and all that it writes is one transaction', async () => {
    const run = takenBack(app.database.database.pool)
    const wrong: string[] = []
    for (const save of saves) {
      run.taken()
      const sent = formOf(save)
      const form = sent instanceof FormData ? sent : save.form
      const { status } = await app.as(save.by).post(save.path, form)
      const transactions = run.taken()
      const writing = transactions.filter(({ wrote }) => wrote)
      if (status !== 303 || writing.length !== 1)
        wrong.push(`${save.route}: status ${status}, ${writing.length} transactions that write`)
      const [one] = writing
      if (one) found.set(save, { transaction: transactions.indexOf(one) + 1, statements: one.statements })
    }
    run.end()
    expect(wrong).toEqual([])
  })
})

describe(`SIGKILL in the middle of each save (seed ${seed})`, () => {
  let before: string[] = []
  beforeAll(async () => {
    const source = nameOf(app.database.url)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [source])
    for (let at = 0; at < copies; at++) {
      await admin.query(`create database ${source}_${at} owner acuerdo template ${source}`)
      urls.push(app.database.url.replace(source, `${source}_${at}`))
    }
    before = await contentsOfAll()
  })

  /** Every row of every table, as a superuser sees it; read once nobody is connected any more. */
  async function contents(url: string): Promise<string> {
    const name = nameOf(url)
    const active = 'select count(*)::int as n from pg_stat_activity where datname = $1'
    for (;;) {
      const { rows } = await admin.query<{ n: number }>(active, [name])
      if (rows[0]?.n === 0) break
      await sleep(20)
    }
    const client = new pg.Client(app.database.adminUrl.replace(nameOf(app.database.url), name))
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const sums = rows.map(
      (table) =>
        `select '${table.name} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text collate "C")), '') as sum from ${table.name} t`,
    )
    const all = await client.query<{ sum: string }>(sums.join(' union all '))
    await client.end()
    // In the order of the tables' names, whatever the plan's.
    return all.rows
      .map(({ sum }) => sum)
      .toSorted()
      .join('\n')
  }

  async function contentsOfAll(): Promise<string[]> {
    const all: string[] = []
    for (const url of urls) all.push(await contents(url))
    return all
  }

  async function killIn(batch: readonly Save[], part: number | null) {
    const order: Order = {
      home: app.village.slug,
      dataDir: folder,
      saves: batch.map((save) => {
        const { transaction, statements } = found.get(save) ?? { transaction: 1, statements: 1 }
        return {
          // Neighbours in the table often hold the same row.
          url: urls[saves.indexOf(save) % copies] ?? '',
          account: account(save.by),
          path: save.path,
          form: save.form,
          file: save.file,
          // After `begin` and the asker's entrance, at the latest when only the commit is left.
          stop: part === null ? null : { transaction, statement: 3 + Math.floor(part * (statements - 2)) },
        }
      }),
    }
    const path = join(folder, 'order.json')
    writeFileSync(path, JSON.stringify(order))
    const run = await killDuring({ program, args: [path], line: 'all', afterMs: 0 })
    const told = (word: string): number[] =>
      run.lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]))
    const [stopped, waiting] = [told('stopped'), told('waits')]
    expect(run.killed, run.errors).toBe(true)
    return { stopped, waiting: waiting.flatMap((at) => batch[at] ?? []), lines: run.lines }
  }
  const account = (by: Save['by']): string => {
    const { accounts } = app.village
    return { leader: accounts.rosa, official: accounts.ofelia, coordinator: accounts.lucia }[by as 'leader']
  }

  it.each(Array.from({ length: rounds }, (_, at) => ({ round: at, part: at === 0 ? 0.999 : next() })))(
    'round $round, at $part of each: every row is what it was',
    { timeout: 180_000 },
    async ({ part }) => {
      let left = saves
      let killed = 0
      while (left.length > 0) {
        const batch = left.slice(0, atOnce)
        const run = await killIn(batch, part)
        expect(run.lines.filter((line) => line.startsWith('done'))).toEqual([])
        expect(run.stopped.length).toBeGreaterThan(0)
        killed += run.stopped.length
        // Who waited for another one's row is killed in the middle with the next ones.
        left = [...left.slice(atOnce), ...run.waiting]
      }
      expect(killed).toBe(saves.length)
      expect(await contentsOfAll()).toEqual(before)
    },
  )

  it('what was acknowledged before the kill is there: the comparison can tell', {
    timeout: 60_000,
  }, async () => {
    const [one] = saves.filter(({ route }) => route === '/agreements/:id/clauses/:clause/edit')
    const run = await killIn(one ? [one] : [], null)
    expect(run.lines).toContain('done 0 303')
    const after = await contentsOfAll()
    expect(after.filter((sum, at) => sum !== before[at])).toHaveLength(1)
  })
})
