import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
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
    form: Record<string, string>
    file?: string | undefined
    /** Before which statement of which of its transactions it stops; null: it is let end. */
    stop: { transaction: number; statement: number } | null
  }[]
}
/** How long one waits for a lock before the next is begun; the first finds a program that is still cold, and no lock. */
const patience = (at: number): number => (at === 0 ? 30_000 : 800)

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Order
interface Under {
  stop: Order['saves'][number]['stop']
  transaction: number
  statement: number
  stopped(): void
}
const under = new AsyncLocalStorage<Under>()
const programs = new Map<string, Program>()
for (const url of new Set(order.saves.map((save) => save.url))) {
  const database = await openDatabase({ databaseUrl: url, dataDir: '', poolSize: 20 })
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

for (const [at, save] of order.saves.entries()) {
  const how = await new Promise<string>((resolve) => {
    const state: Under = { stop: save.stop, transaction: 0, statement: 0, stopped: () => resolve('stopped') }
    const sent = under.run(state, async () =>
      programs.get(save.url)?.app.request(`${origin}/es/${order.home}${save.path}`, {
        method: 'POST',
        headers: { origin, [accountHeader]: save.account },
        body: formOf(save),
      }),
    )
    sent.then((answer) => resolve(`done ${answer?.status}`))
    setTimeout(() => resolve('waits'), patience(at))
  })
  console.log(how.replace(/^\w+/, (word) => `${word} ${at}`))
}
console.log('all')
setInterval(() => {}, 1000)
