import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from './database.ts'

/**
 * What holds for every table of every part, read from the live catalogue. The library of jobs brings its own schema;
 * it is made at run time and not here.
 */
const own = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** Tables without workspace_id, and why each may be without; row-level security is not asked of them. */
const reference: Readonly<Record<string, string>> = {
  'platform.migration': 'which files have run in this database',
  'kernel.access_rule': 'who may what by default; the same in every workspace',
  'kernel.record_kind': 'the kinds of citable records that the program knows',
}
/** Schemas of sign-in and of jobs: asked before anybody is known, or by no person at all. */
const open = ['auth', 'pgboss']

let at: FreshDatabase
beforeAll(async () => {
  at = await freshDatabase()
})
afterAll(() => at.drop())
const names = async (sql: string, values: unknown[] = []): Promise<string[]> =>
  (await at.database.pool.query<{ name: string }>(sql, values)).rows.map(({ name }) => name)

describe('every table', () => {
  it('is found at all', async () => {
    const tables = await names(`select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${own}`)
    expect(tables).toEqual(
      expect.arrayContaining(['platform.migration', 'kernel.workspace', 'kernel.record']),
    )
  })

  it('has a comment', async () => {
    const silent = await names(`select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and ${own} and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`)
    expect(silent).toEqual([])
  })

  it('has a comment on every column', async () => {
    const silent = await names(`select n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm') and ${own} and coalesce(col_description(c.oid, a.attnum), '') = ''`)
    expect(silent).toEqual([])
  })

  it('has an index that begins with the columns of each of its foreign keys', async () => {
    // The key's columns, in any order, are the first ones of an index on all rows, or on those where one is not null.
    const slow = await names(`select n.nspname || '.' || c.relname || ' ' || k.conname as name
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and ${own}
        and not exists (
          select from pg_index i where i.indrelid = k.conrelid and i.indisvalid
            and (i.indpred is null or exists (
              select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                and pg_get_expr(i.indpred, i.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)'))
            and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`)
    expect(slow).toEqual([])
  })

  it('that names a workspace is closed by forced row-level security and has a policy', async () => {
    const unclosed = await names(
      `select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${own} and n.nspname <> all ($1) and n.nspname || '.' || c.relname <> all ($2)
        and not (c.relrowsecurity and c.relforcerowsecurity
                 and exists (select from pg_policy p where p.polrelid = c.oid))`,
      [open, Object.keys(reference)],
    )
    expect(unclosed).toEqual([])
  })

  it('that holds no workspace’s data is listed here with its reason, and really names no workspace', async () => {
    const withWorkspace = await names(
      `select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where n.nspname || '.' || c.relname = any ($1)`,
      [Object.keys(reference)],
    )
    expect(withWorkspace).toEqual([])
    const existing = await names(
      `select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname || '.' || c.relname = any ($1)`,
      [Object.keys(reference)],
    )
    expect(existing.sort()).toEqual(Object.keys(reference).sort())
  })

  it('with workspace_id begins its primary key with it', async () => {
    const other = await names(
      `select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relkind in ('r', 'p') and ${own} and n.nspname <> all ($1) and i.indkey[0] is distinct from a.attnum`,
      [open],
    )
    expect(other).toEqual([])
  })

  it('with a view: no view lends its owner’s rights', async () => {
    const lending = await names(`select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and ${own} and not coalesce('security_invoker=true' = any (c.reloptions), false)`)
    expect(lending).toEqual([])
  })
})

it('outside a transaction that entered a workspace, nothing is seen', async () => {
  const tables = await names(`select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and c.relrowsecurity and ${own}`)
  const client = await at.database.connect()
  await client.query(`begin; select kernel.enter_system();
    insert into kernel.workspace (id, slug, name) values (gen_random_uuid(), 'proof', '{"source": "es", "es": {"text": "Prueba"}}'); commit`)
  for (const table of tables) expect((await client.query(`select 1 from ${table}`)).rowCount, table).toBe(0)
  await client.query('begin; select kernel.enter_system()')
  expect((await client.query('select 1 from kernel.workspace')).rowCount).toBe(1)
  await client.end()
})
