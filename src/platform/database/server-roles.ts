import pg from 'pg'
import { superuser } from './server-directory.ts'

/**
 * Name of the role that the application is, and of the database it owns. It is no superuser and cannot bypass
 * row-level security; because the policies are FORCEd they hold for it although it owns the tables.
 */
export const applicationRole = 'acuerdo'

/** Milliseconds after which the server ends a statement, or a transaction in which nothing happens. */
export const timeouts = { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 }

/** Makes the application's role and database where they are missing; a start that was killed half-way is completed. */
export async function prepareCluster(address: { host: string; port: number }): Promise<void> {
  const client = new pg.Client({
    ...address,
    user: superuser,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
  })
  await client.connect()
  try {
    const found = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $1) as database`,
      [applicationRole],
    )
    if (!found.rows[0]?.role) {
      await client.query(
        `create role ${applicationRole} login nosuperuser nobypassrls nocreatedb nocreaterole`,
      )
    }
    for (const [name, ms] of Object.entries(timeouts)) {
      await client.query(`alter role ${applicationRole} set ${name} = ${ms}`)
    }
    if (!found.rows[0]?.database)
      await client.query(`create database ${applicationRole} owner ${applicationRole}`)
  } finally {
    await client.end()
  }
}
