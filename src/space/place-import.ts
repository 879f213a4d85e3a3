/** Imports of places: the file given, what writing it would change, writing it, and taking it back. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import { said } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import type { GivenPlace } from './geojson.ts'
import { countsOf, type Existing, kindOf, type PlannedPlace, parentOf, planImport } from './place-rules.ts'

export interface PlaceImport {
  id: string
  name: string
  sha256: string
  bytes: number
  /** Null until written. */
  added: number | null
  updated: number | null
  same: number | null
  at: Date
  writtenAt: Date | null
  undoneAt: Date | null
  /** Within the 30 days in which it can be taken back. */
  recent: boolean
}

const imports = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('space.place_import')
    .select([
      'id',
      'name',
      'sha256',
      'bytes',
      'added',
      'updated',
      'same',
      'at',
      'written_at as writtenAt',
      'undone_at as undoneAt',
      sql<boolean>`at > now() - interval '30 days'`.as('recent'),
    ])
    .where('workspace_id', '=', asker.workspaceId)

export async function addPlaceImport(
  tx: WriteTx,
  asker: Asker,
  file: { name: string; sha256: string; bytes: number },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('space.place_import')
    .values({ workspace_id: asker.workspaceId, id, ...file, member_id: asker.memberId })
    .execute()
  return id
}

export async function placeImportById(tx: ReadTx, asker: Asker, id: string): Promise<PlaceImport> {
  const found = isId(id) ? await imports(tx, asker).where('id', '=', id).executeTakeFirst() : undefined
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Of the last 30 days, the newest first. */
export const recentPlaceImports = (tx: ReadTx, asker: Asker): Promise<PlaceImport[]> =>
  imports(tx, asker)
    .where(sql<boolean>`at > now() - interval '30 days'`)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()

/**
 * The planner takes any list of features for a hundred rows and reads it again for each place: 22 seconds for the country's
 * municipalities, against one when it joins by hashing.
 */
const joinWholesale = (tx: ReadTx) => sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)

/** What a file would do to the places as they stand. */
export async function planOf(
  tx: ReadTx,
  asker: Asker,
  given: readonly GivenPlace[],
): Promise<PlannedPlace[]> {
  await joinWholesale(tx)
  const rows = JSON.stringify(given.map(({ code, outline }) => ({ code, outline })))
  const found = await sql<Existing & { code: string }>`
    select p.id, p.code, p.name, p.outline is not distinct from g.outline as "sameOutline"
      from jsonb_to_recordset(${rows}::jsonb) as g (code text, outline jsonb)
      join kernel.place p on p.workspace_id = ${asker.workspaceId} and p.code = g.code`.execute(tx)
  return planImport(given, new Map(found.rows.map(({ code, ...existing }) => [code, existing])))
}

/** Writes what the plan says, in one go with what undoing it needs and with what the search box finds. */
export async function writePlaces(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: readonly GivenPlace[],
): Promise<Record<'added' | 'updated' | 'same', number>> {
  await oneAtATime(tx, asker)
  const waiting = await placeImportById(tx, asker, id)
  if (waiting.writtenAt) throw new Problem('space.alreadyWritten', { file: waiting.name }, 409)
  const plan = await planOf(tx, asker, given)
  const counts = countsOf(plan)
  await tx
    .updateTable('space.place_import')
    .set({ ...counts, written_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await addPlaces(tx, asker, id, plan)
  await updatePlaces(tx, asker, id, plan)
  await logEvent(tx, asker, 'imported', { kind: 'place_import', id })
  return counts
}

/** Two imports at once would each think that a place is new. */
const oneAtATime = (tx: WriteTx, asker: Asker) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`space.place_import/${asker.workspaceId}`}, 0))`.execute(
    tx,
  )

async function addPlaces(tx: WriteTx, asker: Asker, importId: string, plan: readonly PlannedPlace[]) {
  const added = plan.filter(({ effect }) => effect === 'added')
  if (added.length === 0) return
  const known = await tx
    .selectFrom('kernel.place')
    .select(['code', 'id'])
    .where('workspace_id', '=', asker.workspaceId)
    .execute()
  const ids = new Map([
    ...known.map(({ code, id }) => [code, id] as const),
    ...added.map(({ given }) => [given.code, newId()] as const),
  ])
  const codes = new Set(ids.keys())
  const rows = added.map(({ given: { code, outline }, name }) => {
    const parent = parentOf(code, codes)
    return { id: ids.get(code), code, kind: kindOf(code), parent: parent && ids.get(parent), name, outline }
  })
  await sql`
    insert into kernel.place (workspace_id, id, code, kind, parent_id, name, outline)
    select ${asker.workspaceId}, id, code, kind, parent, name, outline
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g (id uuid, code text, kind text, parent uuid, name jsonb, outline jsonb)`.execute(tx)
  const entries = JSON.stringify(
    rows.map(({ id, code, name }) => ({ id, code, name, path: `/places/${encodeURIComponent(code)}` })),
  )
  await sql`
    insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body)
    select ${asker.workspaceId}, id, 'place', 'evidence', path, name, code
      from jsonb_to_recordset(${entries}::jsonb) as g (id uuid, code text, name jsonb, path text)`.execute(tx)
  await sql`
    insert into space.place_change (workspace_id, import_id, place_id)
    select ${asker.workspaceId}, ${importId}, id from jsonb_to_recordset(${entries}::jsonb) as g (id uuid)`.execute(
    tx,
  )
}

async function updatePlaces(tx: WriteTx, asker: Asker, importId: string, plan: readonly PlannedPlace[]) {
  const rows = plan.flatMap(({ effect, existing, given, name }) =>
    effect === 'updated' && existing ? [{ id: existing.id, name, outline: given.outline }] : [],
  )
  if (rows.length === 0) return
  const given = JSON.stringify(rows)
  await sql`
    insert into space.place_change (workspace_id, import_id, place_id, before)
    select p.workspace_id, ${importId}, p.id, jsonb_build_object('name', p.name, 'outline', p.outline)
      from jsonb_to_recordset(${given}::jsonb) as g (id uuid)
      join kernel.place p on p.workspace_id = ${asker.workspaceId} and p.id = g.id`.execute(tx)
  await sql`
    update kernel.place p set name = g.name, outline = g.outline
      from jsonb_to_recordset(${given}::jsonb) as g (id uuid, name jsonb, outline jsonb)
     where p.workspace_id = ${asker.workspaceId} and p.id = g.id`.execute(tx)
  await retitle(tx, asker, importId)
}

/** The search box finds the places of an import by the names that they have now. */
const retitle = (tx: WriteTx, asker: Asker, importId: string) =>
  sql`
    update kernel.search_entry e set title = p.name
      from space.place_change c
      join kernel.place p on p.workspace_id = c.workspace_id and p.id = c.place_id
     where c.workspace_id = ${asker.workspaceId} and c.import_id = ${importId}
       and e.workspace_id = c.workspace_id and e.id = p.id and e.title <> p.name`.execute(tx)

/**
 * Takes a whole import back: what it added goes, the others have the name and outline they had. Refused after 30 days, where
 * a later import changed the same places, and where something rests on a place that it added.
 */
export async function undoImport(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  await oneAtATime(tx, asker)
  const written = await placeImportById(tx, asker, id)
  if (!written.writtenAt || written.undoneAt || !written.recent)
    throw new Problem('space.cannotUndo', {}, 409)
  await refuseIfLater(tx, asker, id)
  await refuseIfUsed(tx, asker, id)
  await joinWholesale(tx)
  const { workspaceId } = asker
  await sql`
    update kernel.place p set name = c.before -> 'name', outline = nullif(c.before -> 'outline', 'null')
      from space.place_change c
     where c.workspace_id = ${workspaceId} and c.import_id = ${id} and c.before is not null
       and p.workspace_id = c.workspace_id and p.id = c.place_id`.execute(tx)
  await retitle(tx, asker, id)
  const added = sql`select place_id from space.place_change
    where workspace_id = ${workspaceId} and import_id = ${id} and before is null`
  await sql`delete from kernel.search_entry where workspace_id = ${workspaceId} and id in (${added})`.execute(
    tx,
  )
  try {
    await sql`delete from kernel.place where workspace_id = ${workspaceId} and id in (${added})`.execute(tx)
  } catch (error) {
    // 23503: a record that this person does not see speaks of one of them.
    if ((error as { code?: string }).code === '23503')
      throw new Problem('space.placesInUse', { count: 1, example: '…' }, 409)
    throw error
  }
  await tx
    .updateTable('space.place_import')
    .set({ undone_at: sql`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  await logEvent(tx, asker, 'withdrawn', { kind: 'place_import', id })
}

async function refuseIfLater(tx: ReadTx, asker: Asker, id: string): Promise<void> {
  const { rows } = await sql<{ file: string; count: number }>`
    select i.name as file, count(*)::int as count
      from space.place_change mine
      join space.place_change other on other.workspace_id = mine.workspace_id and other.place_id = mine.place_id
      join space.place_import i on i.workspace_id = other.workspace_id and i.id = other.import_id
      join space.place_import own on own.workspace_id = mine.workspace_id and own.id = mine.import_id
     where mine.workspace_id = ${asker.workspaceId} and mine.import_id = ${id} and i.undone_at is null
       and i.id <> own.id and i.written_at >= own.written_at
     group by i.id, i.name order by max(i.written_at) desc limit 1`.execute(tx)
  const [later] = rows
  if (later) throw new Problem('space.undoLater', { ...later }, 409)
}

async function refuseIfUsed(tx: ReadTx, asker: Asker, id: string): Promise<void> {
  const { rows } = await sql<{ title: Parameters<typeof said>[0] }>`
    with added as (
      select place_id as id from space.place_change
       where workspace_id = ${asker.workspaceId} and import_id = ${id} and before is null
    )
    select r.title from kernel.record r
     where r.workspace_id = ${asker.workspaceId} and r.place_id in (select id from added)
    union all
    select p.name from kernel.place p
     where p.workspace_id = ${asker.workspaceId} and p.parent_id in (select id from added)
       and p.id not in (select id from added)`.execute(tx)
  const [first] = rows
  if (first)
    throw new Problem(
      'space.placesInUse',
      { count: rows.length, example: said(first.title, asker.language) },
      409,
    )
}
