import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openDatabase } from '../../src/platform/database/connect.ts'
import { accountHeader, origin, type Program, programOn } from '../program.ts'
import { formOf } from '../saves/form.ts'
import { tap } from '../saves/tap.ts'

/**
 * A program that begins many saves at once and stops each in the middle of its transaction, to be killed there. It writes a
 * line for each save: `stopped N`, `waits N` (for a row that another one holds) or `done N STATUS`; then `all`.
 */
export interface Order {
  home: string
  dataDir: string
  saves: readonly {
    url: string
    account: string
    path: string
    form?: Record<string, string>
    file?: string | undefined
    /** Sent as JSON instead of a form. */
    json?: object | undefined
    /** Before which statement of which of its transactions it stops; null: it is let end. */
    stop: { transaction: number; statement: number } | null
  }[]
}
/** Where a save neither stops nor ends nor is seen waiting for a row, the next is begun all the same. */
const patience = 10_000

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Order
interface Under {
  stop: Order['saves'][number]['stop']
  transaction: number
  statement: number
  stopped(): void
}
const under = new AsyncLocalStorage<Under>()
const programs = new Map<string, Program>()
/** A connection beside the pool's, which sees what those wait for; opened where a save does not stop at once. */
const watchers = new Map<string, { open(): Promise<pg.Client>; client?: Promise<pg.Client> }>()
for (const url of new Set(order.saves.map((save) => save.url))) {
  const database = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 30 })
  watchers.set(url, { open: () => database.connect() })
  tap(database.pool, {
    before: async (sql) => {
      const save = under.getStore()
      if (!save?.stop) return sql
      if (/^(begin|start transaction)/.test(sql)) {
        save.transaction++
        save.statement = 0
      }
      save.statement++
      const { transaction, statement } = save.stop
      if (save.transaction !== transaction || save.statement !== statement) return sql
      save.stopped()
      return new Promise<never>(() => {})
    },
  })
  programs.set(
    url,
    programOn({
      db: database.kysely,
      dataDir: order.dataDir,
      connect: () => Promise.reject(new Error('no microdata here')),
      home: order.home,
      onFault: (error) => console.error(error),
    }),
  )
}

/** How many of a database's connections wait for a row: those that hold it are stopped, so that they wait for good. */
async function waiting(url: string): Promise<number> {
  const watcher = watchers.get(url)
  if (!watcher) return 0
  watcher.client ??= watcher.open()
  const { rows } = await (await watcher.client).query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple', 'advisory')`,
  )
  return rows[0]?.n ?? 0
}

const waits = new Map<string, number>()
for (const [at, save] of order.saves.entries()) {
  let how = ''
  const state: Under = {
    ...{ stop: save.stop, transaction: 0, statement: 0 },
    stopped: () => {
      how = 'stopped'
    },
  }
  const sent = under.run(state, async () =>
    programs.get(save.url)?.app.request(`${origin}/es/${order.home}${save.path}`, {
      method: 'POST',
      headers: {
        origin,
        [accountHeader]: save.account,
        ...(save.json ? { 'content-type': 'application/json' } : {}),
      },
      body: save.json ? JSON.stringify(save.json) : formOf({ ...save, form: save.form ?? {} }),
    }),
  )
  sent.then((answer) => {
    how ||= `done ${answer?.status}`
  })
  const known = waits.get(save.url) ?? 0
  for (const since = Date.now(); how === ''; await sleep(5))
    if (Date.now() - since > patience || (await waiting(save.url)) > known) {
      how ||= 'waits'
      waits.set(save.url, known + 1)
    }
  console.log(how.replace(/^\w+/, (word) => `${word} ${at}`))
}
console.log('all')
setInterval(() => {}, 1000)
