/** Sees every statement of a program's transactions, and may stop it between two of them. */
import type pg from 'pg'

export interface Tap {
  /** Before a statement goes to the database; it goes when this is done, as what this returns. */
  before(statement: string, client: pg.PoolClient): Promise<string>
}

const tapped = new WeakSet<pg.PoolClient>()

export function tap(pool: pg.Pool, { before }: Tap): void {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const connectTapped = async (): Promise<pg.PoolClient> => {
    const client = await connect()
    if (tapped.has(client)) return client
    tapped.add(client)
    const query = client.query.bind(client) as (sql: string, values?: unknown[]) => Promise<unknown>
    const queryTapped = async (sql: string, values?: unknown[]): Promise<unknown> =>
      query(await before(sql, client), values)
    return Object.assign(client, { query: queryTapped, untapped: query })
  }
  Object.assign(pool, { connect: connectTapped })
}

/** The same client's query without a tap. */
export const untapped = (client: pg.PoolClient): pg.PoolClient['query'] =>
  (client as pg.PoolClient & { untapped: pg.PoolClient['query'] }).untapped

export interface Transaction {
  /** Its commit included. */
  statements: number
  wrote: boolean
}

/**
 * Counts what a pool's transactions do, and takes each back at its commit: what a commit would check is checked; then it is as if
 * nothing had been saved, for the next one. `taken()`: those since it was last asked; `end()`: commits are commits again.
 */
export function takenBack(pool: pg.Pool): { taken(): Transaction[]; end(): void } {
  const transactions: Transaction[] = []
  let isOn = true
  tap(pool, {
    before: async (statement, client) => {
      if (!isOn) return statement
      if (/^(begin|start transaction)/.test(statement)) transactions.push({ statements: 0, wrote: false })
      const last = transactions.at(-1)
      if (last) last.statements += 1
      if (statement !== 'commit' || !last) return statement
      const { rows } = await untapped(client)<{ wrote: boolean }>(
        'select pg_current_xact_id_if_assigned() is not null as wrote',
      )
      last.wrote = rows[0]?.wrote ?? false
      await untapped(client)('set constraints all immediate')
      return 'rollback'
    },
  })
  return {
    taken: () => transactions.splice(0),
    end: () => {
      isOn = false
    },
  }
}
