import { createHash, randomBytes } from 'node:crypto'
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { type FreshDatabase, freshDatabase, onBothServers } from '../../../test/database.ts'
import { backup } from './backup.ts'
import { leftOut } from './catalogue.ts'
import { formatVersion, headName } from './manifest.ts'
import { findMigrations, type Migration, migrate } from './migrate.ts'
import { restore } from './restore.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Tables with everything that makes a restore hard. */
const proof: Migration = {
  name: '20990101000000_proof.sql',
  part: 'proof',
  checksum: 'proof',
  sql: `
    create schema proof;
    create table proof.reference (code text primary key);
    insert into proof.reference values ('old'), ('older');
    create table proof.egg (id int primary key, hen int);
    create table proof.hen (id int primary key, egg int not null references proof.egg);
    alter table proof.egg add foreign key (hen) references proof.hen;
    create table proof.tree (id int primary key, above int references proof.tree);
    create table proof.value (
      id bigint generated always as identity primary key,
      workspace_id uuid, "Odd ""name" text, doubled int generated always as (id::int * 2) stored,
      list text[], doc jsonb, raw bytea, exact numeric, day date, moment timestamptz
    );
    alter table proof.value enable row level security;
    alter table proof.value force row level security;
    create policy all_of_one on proof.value using (kernel.in_workspace(workspace_id));
    create function proof.meddle() returns trigger language plpgsql as $$ begin new.exact := 0; return new; end $$;
    create trigger meddle before insert on proof.value for each row when (new.exact is null) execute function proof.meddle();`,
}
const later: Migration = {
  name: '20990102000000_later.sql',
  part: 'proof',
  checksum: 'later',
  sql: `alter table proof.reference add column since int not null default 2026`,
}
const then = [...findMigrations(), proof]

const fill = `
  begin; select kernel.enter_system();
  insert into kernel.workspace (id, slug, name) values
    ('00000000-0000-7000-8000-000000000001', 'uno', '{"source": "es", "es": {"text": "Uno"}}'),
    ('00000000-0000-7000-8000-000000000002', 'dos', '{"source": "es", "es": {"text": "Dos"}}');
  insert into auth."user" (id, name, email) values
    ('00000000-0000-7000-8000-00000000000a', 'Alma', 'a@invalid'), ('00000000-0000-7000-8000-00000000000b', 'Beto', 'b@invalid');
  insert into auth.session (id, user_id, token, expires_at)
    values (gen_random_uuid(), '00000000-0000-7000-8000-00000000000a', 'secret-token', now() + interval '1 day');
  delete from proof.reference where code = 'older'; insert into proof.reference values ('new');
  insert into proof.egg values (1, null); insert into proof.hen values (1, 1); update proof.egg set hen = 1;
  insert into proof.tree values (3, null), (1, 3), (2, 1);
  insert into proof.value (workspace_id, "Odd ""name", list, doc, raw, exact, day, moment)
  select case when i % 2 = 0 then '00000000-0000-7000-8000-000000000001'::uuid else '00000000-0000-7000-8000-000000000002' end,
         case i when 3 then null when 4 then E'tab\\tline\\nback\\\\slash' when 5 then '\\N' when 6 then '' else 'Ñandú ' || i end,
         array['a', null, '{"b"}'], '{"x": [1, "ü"]}', decode('00ff', 'hex'), 54152266.10 / i, '2026-11-21', '2026-11-21T01:02:03.456789Z'
    from generate_series(1, 500) i;
  alter table proof.value disable trigger meddle; insert into proof.value (workspace_id) values ('00000000-0000-7000-8000-000000000001');
  alter table proof.value enable trigger meddle;
  commit`

/** Every row of every table that a backup keeps, as a superuser sees it: one sum a table. */
async function contents(at: FreshDatabase): Promise<Record<string, string>> {
  const client = new pg.Client(at.adminUrl)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname || '.' || c.relname <> all ($1)
      order by 1`,
    [leftOut],
  )
  const sums: Record<string, string> = {}
  for (const { name } of rows) {
    const found = await client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate "C")), '') as sum from ${name} t`,
    )
    sums[name] = found.rows[0]?.sum ?? ''
  }
  await client.end()
  return sums
}

const put = (base: string, path: string, content: Buffer | string): void => {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), content)
}
const tree = (base: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(base, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map(
        (path) =>
          [path.slice(base.length), createHash('sha256').update(readFileSync(path)).digest('hex')] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

interface Place {
  filesDir: string
  microdataDir: string
}
const place = (name: string): Place => ({
  filesDir: join(folder, name, 'files'),
  microdataDir: join(folder, name, 'microdata'),
})

let source: FreshDatabase
let sums: Record<string, string>
const from = place('source')
const file = join(folder, 'whole.acuerdo')

beforeAll(async () => {
  source = await freshDatabase({ server: 'embedded' })
  await migrate(source.database, then)
  const client = await source.database.connect()
  await client.query(fill)
  await client.end()
  const photo = randomBytes(3_000_000)
  const name = createHash('sha256').update(photo).digest('hex')
  put(from.filesDir, `${name.slice(0, 2)}/${name}`, photo)
  put(from.filesDir, '.incoming/half', 'an upload that is under way')
  put(from.microdataDir, '0001/enoe/2019T1-a/sdem.parquet', randomBytes(1_000_000))
  put(from.microdataDir, '0001/import-1/vintage/part.parquet', 'an import that is under way')
  sums = await contents(source)
  await backup({ database: source.database, ...from, to: file })
})
afterAll(() => source.drop())

describe('a backup that is refused', () => {
  it('does not overwrite a file', async () => {
    await expect(backup({ database: source.database, ...from, to: file })).rejects.toMatchObject({
      code: 'backup.exists',
    })
  })
  it('says which folder it cannot write to', async () => {
    const to = join(folder, 'nowhere/file.acuerdo')
    await expect(backup({ database: source.database, ...from, to })).rejects.toMatchObject({
      code: 'backup.cannotWrite',
    })
  })
  it('leaves nothing when it is cancelled half-way', async () => {
    const to = join(folder, 'cancelled.acuerdo')
    const abort = new AbortController()
    const half = (): void => abort.abort()
    await expect(
      backup({ database: source.database, ...from, to, signal: abort.signal, onProgress: half }),
    ).rejects.toMatchObject({ code: 'backup.canceled' })
    expect(readdirSync(folder).filter((name) => name.startsWith('cancelled'))).toEqual([])
  })
})

describe('a restore that is refused', () => {
  let target: FreshDatabase
  const to = place('refused')
  beforeAll(async () => {
    target = await freshDatabase({ server: 'embedded' })
  })
  afterAll(() => target.drop())
  const attempt = (path: string, migrations = then) =>
    restore({ from: path, database: target.database, ...to, migrations })
  const spoil = (name: string, change: (bytes: Buffer) => Buffer): string => {
    writeFileSync(join(folder, name), change(readFileSync(file)))
    return join(folder, name)
  }

  it('the file is not there', async () => {
    await expect(attempt(join(folder, 'none'))).rejects.toMatchObject({ code: 'restore.notFound' })
  })
  it('the file is something else', async () => {
    await expect(attempt(spoil('letter.docx', () => Buffer.from('Estimada doctora')))).rejects.toMatchObject({
      code: 'restore.notBackup',
    })
    await expect(attempt(spoil('empty', () => Buffer.alloc(0)))).rejects.toMatchObject({
      code: 'restore.notBackup',
    })
  })
  it.each([0.2, 0.5, 0.9, 0.999])('the file is cut at %f of its length', async (part) => {
    const cut = spoil('cut', (bytes) => bytes)
    truncateSync(cut, Math.floor(readFileSync(file).length * part))
    await expect(attempt(cut)).rejects.toMatchObject({ code: 'restore.cut' })
  })
  it.each([0.3, 0.6, 0.8])('one bit is wrong at %f of its length', async (part) => {
    const flip = (bytes: Buffer): Buffer => {
      const at = Math.floor(bytes.length * part)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes
    }
    await expect(attempt(spoil('flipped', flip))).rejects.toMatchObject({ code: 'restore.damaged' })
  })
  it('a newer program wrote it', async () => {
    await expect(attempt(file, findMigrations())).rejects.toMatchObject({ code: 'restore.newer' })
  })
  it('it is of a newer format', async () => {
    const zip = new yazl.ZipFile()
    const head = {
      format: 'acuerdo-backup',
      formatVersion: formatVersion + 1,
      appVersion: '9.0.0',
      madeAt: '2099-01-01',
    }
    zip.addBuffer(Buffer.from(JSON.stringify(head)), headName)
    zip.end()
    const newer = join(folder, 'newer')
    await pipeline(zip.outputStream, createWriteStream(newer))
    await expect(attempt(newer)).rejects.toMatchObject({
      code: 'restore.newer',
      values: { version: '9.0.0' },
    })
  })
  it('there are data in the database', async () => {
    await expect(
      restore({ from: file, database: source.database, ...to, migrations: then }),
    ).rejects.toMatchObject({ code: 'restore.notEmpty' })
  })
  it('there are files in the folder', async () => {
    await expect(
      restore({ from: file, database: target.database, ...to, filesDir: from.filesDir, migrations: then }),
    ).rejects.toMatchObject({ code: 'restore.notEmpty', values: { where: from.filesDir } })
  })
  it('it is cancelled half-way', async () => {
    const abort = new AbortController()
    await expect(
      restore({
        from: file,
        database: target.database,
        ...to,
        migrations: then,
        signal: abort.signal,
        onProgress: ({ phase }) => phase === 'files' && abort.abort(),
      }),
    ).rejects.toMatchObject({ code: 'restore.canceled' })
  })

  it('and after all of these nothing was touched', async () => {
    const { rows } = await target.database.pool.query(
      `select to_regnamespace('proof') as proof, to_regclass('kernel.workspace') as kernel`,
    )
    expect(rows).toEqual([{ proof: null, kernel: 'kernel.workspace' }])
    expect(readdirSync(dirname(to.filesDir))).toEqual([])
    expect(await contents(source)).toEqual(sums)
  })
})

onBothServers('a restore', (fresh) => {
  let target: FreshDatabase
  afterAll(() => target.drop())

  it.each([
    ['a migrated database', false],
    ['an empty one', true],
  ])('brings every row of every workspace into %s', async (name, empty) => {
    target = await fresh({ empty })
    const to = place(`${name} ${target.url}`.replaceAll(/\W/g, ''))
    const phases = new Set<string>()
    await restore({
      from: file,
      database: target.database,
      ...to,
      migrations: then,
      onProgress: ({ phase, done, total }) => {
        expect(done).toBeLessThanOrEqual(total)
        phases.add(phase)
      },
    })
    expect(await contents(target)).toEqual(sums)
    expect([...phases]).toEqual(['verify', 'tables', 'files', 'microdata'])
    const kept = Object.entries({ ...tree(from.filesDir), ...tree(from.microdataDir) }).filter(
      ([path]) => !/half|import-/.test(path),
    )
    expect({ ...tree(to.filesDir), ...tree(to.microdataDir) }).toEqual(Object.fromEntries(kept))
    if (!empty) await target.drop()
  })

  it('and the tables are as they should be: numbers go on, row-level security and triggers hold', async () => {
    const { pool } = target.database
    expect((await pool.query('select 1 from proof.value')).rowCount).toBe(0)
    const client = await target.database.connect()
    await client.query('begin; select kernel.enter_system()')
    const { rows } = await client.query(
      `insert into proof.value (workspace_id) values (null) returning id, exact`,
    )
    expect(rows).toEqual([{ id: 502, exact: '0' }])
    await client.end()
    await expect(pool.query('insert into proof.egg values (9, 9)')).rejects.toThrow('foreign key')
    const { rows: keys } = await pool.query(
      `select count(*) as deferrable from pg_constraint where condeferrable and conname like '%hen%'`,
    )
    expect(keys).toEqual([{ deferrable: 0 }])
  })

  it('lets nobody in by what is in the file', async () => {
    for (const table of leftOut.filter((name) => name.startsWith('auth.'))) {
      expect((await target.database.pool.query(`select from ${table}`)).rowCount, table).toBe(0)
    }
  })

  it('by a newer program is brought to its version', async () => {
    const again = await fresh({ empty: true })
    await restore({
      from: file,
      database: again.database,
      ...place(`later${again.url}`.replaceAll(/\W/g, '')),
      migrations: [...then, later],
    })
    const { rows } = await again.database.pool.query('select * from proof.reference order by code')
    expect(rows).toEqual([
      { code: 'new', since: 2026 },
      { code: 'old', since: 2026 },
    ])
    expect(await migrate(again.database, [...then, later])).toEqual([])
    await again.drop()
  })
})

it('every table of sign-in is either kept or left out on purpose', async () => {
  const kept = ['auth.credential', 'auth.passkey', 'auth.user']
  const { rows } = await source.database.pool.query<{ name: string }>(
    `select 'auth.' || tablename as name from pg_tables where schemaname = 'auth'`,
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(
    [...kept, ...leftOut.filter((name) => name.startsWith('auth.'))].sort(),
  )
})

it('the file does not hold what lets somebody in', () => {
  expect(readFileSync(file).includes('secret-token')).toBe(false)
})
