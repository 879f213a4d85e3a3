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
