import type pg from 'pg'

/** A table as backup and restore see it. */
export interface Table {
  readonly schema: string
  readonly table: string
  /** Quoted, ready for SQL. */
  readonly name: string
  /** All but the generated ones, which the database computes again. */
  readonly columns: string[]
  readonly bytes: number
  /** Whether it holds what people entered, not what a migration brings: row-level security, or an account. */
  readonly personal: boolean
  readonly forced: boolean
}

/** Schemas that a backup leaves out: jobs begin anew. */
const leftOutSchemas = ['pgboss']

/**
 * Tables that a backup leaves out. Who holds a backup must not be able to enter with it: no session, no challenge of a
 * passkey, no code or link, and no memory of failed attempts. The list of migrations is rebuilt by running them.
 */
export const leftOut = [
  'platform.migration',
  'auth.session',
  'auth.verification',
  'auth.invitation',
  'auth.attempt',
] as const

/** All tables that a backup holds. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as table, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
            coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns,
            pg_table_size(c.oid) as bytes, c.relrowsecurity or n.nspname = 'auth' as personal,
            c.relforcerowsecurity as forced
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and n.nspname <> all ($1) and n.nspname || '.' || c.relname <> all ($2)
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      group by n.nspname, c.oid
      order by 1, 2`,
    [leftOutSchemas, leftOut],
  )
  return rows
}

/** Sequences with what they gave last; those of identity columns too. */
export async function listSequences(client: pg.ClientBase) {
  const { rows } = await client.query<{ schema: string; name: string; last: string; called: boolean }>(
    `select schemaname as schema, sequencename as name, coalesce(last_value, start_value)::text as last,
            last_value is not null as called
       from pg_sequences where schemaname <> all ($1) order by 1, 2`,
    [leftOutSchemas],
  )
  return rows
}

interface Key {
  readonly constraint: string
  readonly from: string
  readonly to: string
  readonly deferrable: boolean
}

/**
 * The order in which rows can be put in so that every foreign key finds its row, and the keys that go in circles, whose
 * check must wait for the end (`deferrable`: they may already). A key of a table to itself is checked after the whole table and needs neither.
 */
export async function insertionOrder(
  client: pg.ClientBase,
  tables: readonly Table[],
): Promise<{ ordered: Table[]; circular: Key[] }> {
  const { rows: keys } = await client.query<Key>(
    `select quote_ident(k.conname) as constraint, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as from,
            quote_ident(fn.nspname) || '.' || quote_ident(f.relname) as to, k.condeferrable as deferrable
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid`,
  )
  const ordered: Table[] = []
  const circular: Key[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const open = (key: Key): boolean => names.has(key.from) && names.has(key.to) && !circular.includes(key)
    const free = waiting.filter(({ name }) => !keys.some((key) => key.from === name && open(key)))
    if (free.length === 0) circular.push(...keys.filter(open))
    ordered.push(...free)
    waiting = waiting.filter((table) => !free.includes(table))
  }
  return { ordered, circular }
}

/** Lets this transaction pass all workspaces, as far as the tables have come that the kernel's policies guard. */
export async function enterSystem(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regprocedure('kernel.enter_system(uuid)') is not null as there`,
  )
  if (rows[0]?.there) await client.query('select kernel.enter_system()')
}
