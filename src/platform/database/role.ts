import type pg from 'pg'
import { Problem } from '../problem.ts'
import { applicationRole, timeouts } from './server-roles.ts'

/** What every connection to a server that was given says first. */
export interface PlainRole {
  readonly onConnect: string
}

/**
 * Makes sure that row-level security holds on a server that was given. A superuser or a role with BYPASSRLS would see
 * everything whatever the policies say, so each connection then becomes a plain role, which is made where it is missing.
 * Throws the Problem `database.noPlainRole` with the statements that an administrator must run.
 */
export async function plainRole(client: pg.Client): Promise<PlainRole> {
  const settings = [
    ...Object.entries(timeouts).map(([name, ms]) => `set ${name} = ${ms}`),
    `set timezone = 'UTC'`,
    `set datestyle = 'ISO'`,
  ]
  if (await isPlain(client, 'current_user')) return { onConnect: settings.join('; ') }
  const database = (await client.query<{ name: string }>('select quote_ident(current_database()) as name'))
    .rows[0]?.name
  const statements = [
    `create role ${applicationRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole`,
    `grant ${applicationRole} to current_user`,
    `grant connect, create, temporary on database ${database} to ${applicationRole}`,
  ]
  try {
    for (const statement of statements) await client.query(statement).catch(ignoreExisting)
    await client.query(`set role ${applicationRole}`)
    if (!(await isPlain(client, 'current_user')))
      throw new Error(`role ${applicationRole} bypasses row-level security`)
  } catch (error) {
    const values = {
      role: applicationRole,
      reason: (error as Error).message,
      statements: `${statements.join(';\n')};`,
    }
    throw new Problem('database.noPlainRole', values, 503)
  }
  return { onConnect: [`set role ${applicationRole}`, ...settings].join('; ') }
}

async function isPlain(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ plain: boolean }>(
    `select not (rolsuper or rolbypassrls) as plain from pg_roles where rolname = ${role}`,
  )
  return rows[0]?.plain ?? false
}

/** 42710: the role is there; 23505: another start makes it in this very moment. */
function ignoreExisting(error: unknown): void {
  if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error
}
