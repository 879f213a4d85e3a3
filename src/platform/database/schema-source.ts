import type pg from 'pg'

/** Schemas whose tables belong to a library that brings its own types. */
const foreign = ['pgboss']

interface Column {
  readonly schema: string
  readonly table: string
  readonly column: string
  /** Name of the type, `_name` for an array. */
  readonly type: string
  readonly nullable: boolean
  readonly optional: boolean
  readonly generated: boolean
  readonly comment: string | null
  readonly table_comment: string | null
}

const kinds: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'Numeric',
  timestamptz: 'Timestamp',
}
/** What pg gives as the text it is: text itself, uuid, date, tsvector, inet and whatever a part invents. */
const other = 'string'

const head = `// Written from the tables by schema.test.ts (ACUERDO_WRITE_SCHEMA=1 npx vitest run src/platform/database/schema.test.ts).
import type { ColumnType } from 'kysely'

/** Has a default, so an insert may leave it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>
/** The database alone writes it. */
export type GeneratedAlways<T> =
  T extends ColumnType<infer S, infer _I, infer _U>
    ? ColumnType<S, never, never>
    : ColumnType<T, never, never>
/** Read as a value to check; written as text (\`JSON.stringify\`), because pg takes a JavaScript array for a PostgreSQL one. */
export type Json = ColumnType<unknown, string, string>
/** Exact: read as text. */
export type Numeric = ColumnType<string, string | number, string | number>
export type Timestamp = ColumnType<Date, Date | string, Date | string>
`

/** The source of \`schema.ts\`: one interface per table and view, its comments included. */
export async function schemaSource(client: pg.Pool | pg.ClientBase): Promise<string> {
  const { rows } = await client.query<Column>(
    `select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
            not (a.attnotnull or (t.typtype = 'd' and t.typnotnull)) and a.attgenerated = '' as nullable,
            a.atthasdef or a.attidentity <> '' as optional,
            a.attgenerated <> '' or a.attidentity = 'a' as generated,
            col_description(c.oid, a.attnum) as comment, obj_description(c.oid, 'pg_class') as table_comment
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type at on at.oid = a.atttypid
       join pg_type t on t.oid = case when at.typtype = 'd' then at.typbasetype else at.oid end
      where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> all ($1)
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by n.nspname, c.relname, a.attnum`,
    [foreign],
  )
  const tables = new Map<string, Column[]>()
  for (const row of rows) {
    const name = `${row.schema}.${row.table}`
    tables.set(name, [...(tables.get(name) ?? []), row])
  }
  const parts = [...tables].map(([name, columns]) => interfaceOf(name, columns))
  const list = [...tables.keys()].map((name) => `  '${name}': ${typeName(name)}\n`).join('')
  return `${head}\n${parts.join('\n')}\nexport interface Schema {\n${list}}\n`
}

function interfaceOf(name: string, columns: readonly Column[]): string {
  const lines = columns.flatMap((column) => [
    ...doc(column.comment, '  '),
    `  ${column.column}: ${typeOf(column)}`,
  ])
  return [
    ...doc(columns[0]?.table_comment, ''),
    `export interface ${typeName(name)} {`,
    ...lines,
    '}\n',
  ].join('\n')
}

const doc = (comment: string | null | undefined, indent: string): string[] =>
  comment ? [`${indent}/** ${comment.replaceAll('*/', '*').replaceAll(/\s+/g, ' ')} */`] : []

const typeName = (name: string): string =>
  name.replaceAll(/(?:^|[._])([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

function typeOf({ type, nullable, optional, generated }: Column): string {
  const one = type.startsWith('_') ? `${kinds[type.slice(1)] ?? other}[]` : (kinds[type] ?? other)
  const value = nullable ? `${one} | null` : one
  if (generated) return `GeneratedAlways<${value}>`
  return optional ? `Generated<${value}>` : value
}
