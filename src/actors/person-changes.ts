/** Two records of one person made one, and one record of two people made two; both can be taken back for thirty days. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { alikeNames } from './duplicates.ts'
import { addPerson, changePerson, type Person, type PersonFields, personById, setRemoved } from './people.ts'

export interface PeoplePair {
  one: { id: string; name: string }
  other: { id: string; name: string }
}

/** Pairs whose names look alike and of which nobody has said that they are two; the most alike first, at most 50. */
export async function similarPeople(tx: ReadTx, asker: Asker): Promise<PeoplePair[]> {
  const names = sql`
    select p.id, p.plain_name, p.name from actors.person p
     where p.workspace_id = ${asker.workspaceId} and p.deleted_at is null`
  const { rows } = await sql<PeoplePair>`
    with ${alikeNames(names)}
    select jsonb_build_object('id', a.id, 'name', a.name) as one, jsonb_build_object('id', b.id, 'name', b.name) as other
      from near join names a on a.id = near.a_id join names b on b.id = near.b_id
     where similarity(a.plain_name, b.plain_name) >= 0.55
       and not exists (select from actors.person_change d
                        where d.workspace_id = ${asker.workspaceId} and d.undone_at is null and d.kind in ('different', 'split')
                          and a.id in (d.kept_id, d.other_id) and b.id in (d.kept_id, d.other_id))
     order by similarity(a.plain_name, b.plain_name) desc, a.id, b.id limit 50`.execute(tx)
  return rows
}

/** Somebody knows that these are two; the pair is not offered again. */
export async function sayTwoPeople(tx: WriteTx, asker: Asker, one: string, other: string): Promise<void> {
  await two(tx, asker, one, other)
  await note(tx, asker, { kind: 'different', kept: one, other })
  await logEvent(tx, asker, 'confirmed', { kind: 'person', id: one })
}

/** What the kept record lacks and the other has. */
const fillable = [
  'sex',
  'channel',
  'phone',
  'email',
  'notes',
  'ageGroup',
  'indigenous',
  'disability',
] as const
type Fillable = (typeof fillable)[number]

/** Makes two records one: the kept one says what it said, takes what it lacks from the other, and whatever named the other. */
export async function mergePeople(tx: WriteTx, asker: Asker, keptId: string, otherId: string): Promise<void> {
  const [kept, other] = await two(tx, asker, keptId, otherId)
  const { rows } = await sql<{ moved: unknown[] }>`
    select actors.repoint_person(${otherId}, ${keptId}) as moved`.execute(tx)
  const filled = fillable.filter((field) => empty(kept[field]) && !empty(other[field]))
  if (filled.length > 0) await changed(tx, asker, kept, pick(other, filled))
  await note(tx, asker, { kind: 'merge', kept: keptId, other: otherId, moved: rows[0]?.moved ?? [], filled })
  await setRemoved(tx, asker, otherId, true)
  await logEvent(tx, asker, 'changed', { kind: 'person', id: keptId })
}

/** A row that names a person, as somebody chooses it: what it is, when and where. */
export interface PersonRow {
  /** What the form sends. */
  value: string
  title: string | null
  organisation: Text | null
  since: string | null
  until: string | null
}

/** Everything that names a person and can be divided. */
export async function rowsOfPerson(tx: ReadTx, asker: Asker, personId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select jsonb_build_object('table', r.relation, 'column', r.col, 'key', r.key)::text as value,
           coalesce(r.content ->> 'title', (
             select c.title -> 'es' ->> 'text' from kernel.record c
              where c.workspace_id = ${asker.workspaceId} and c.id <> ${personId}
                and c.id::text in (select jsonb_path_query(r.content, '$.*') #>> '{}') limit 1)) as title,
           k.name as organisation, r.content ->> 'since' as since, r.content ->> 'until' as until
      from actors.rows_of_person(${personId}) r
      left join kernel.organisation k on k.workspace_id = ${asker.workspaceId} and k.id::text = r.content ->> 'organisation_id'
     where r.content ->> 'deleted_at' is null order by 2, 1`.execute(tx)
  return rows
}

/** Makes a second person out of one record: she gets the fields given and the rows chosen. Returns her id. */
export async function splitPerson(
  tx: WriteTx,
  asker: Asker,
  keptId: string,
  given: PersonFields,
  rows: readonly string[],
): Promise<string> {
  const kept = await personById(tx, asker, keptId)
  if (kept.deletedAt) throw new Problem('kernel.notFound', {}, 404)
  const known = new Set((await rowsOfPerson(tx, asker, keptId)).map(({ value }) => value))
  if (rows.some((row) => !known.has(row))) throw new Problem('kernel.notFound', {}, 404)
  const otherId = await addPerson(tx, asker, given)
  const moved = await sql<{ moved: unknown[] }>`
    select actors.repoint_person(${keptId}, ${otherId}, ${`[${rows.join(',')}]`}::jsonb) as moved`.execute(tx)
  await note(tx, asker, { kind: 'split', kept: keptId, other: otherId, moved: moved.rows[0]?.moved ?? [] })
  await logEvent(tx, asker, 'changed', { kind: 'person', id: keptId, version: kept.version })
  return otherId
}

export interface PersonChange {
  id: string
  kind: 'merge' | 'split'
  isKept: boolean
  /** Name of the other of the two. */
  name: string
  at: Date
}

/** What was joined with a person or split off, and can be taken back, newest first. */
export async function changesOfPerson(tx: ReadTx, asker: Asker, personId: string): Promise<PersonChange[]> {
  const { rows } = await sql<PersonChange>`
    select c.id, c.kind, c.kept_id = ${personId} as "isKept", p.name, c.at from actors.person_change c
      join actors.person p on p.workspace_id = c.workspace_id
       and p.id = case when c.kept_id = ${personId} then c.other_id else c.kept_id end
     where c.workspace_id = ${asker.workspaceId} and ${personId}::uuid in (c.kept_id, c.other_id)
       and c.kind in ('merge', 'split') and c.undone_at is null and c.at > now() - interval '30 days'
     order by c.id desc`.execute(tx)
  return rows
}

/** Takes a merge or a split back. Returns the person that stays. What was written since stays where it was written. */
export async function undoPersonChange(tx: WriteTx, asker: Asker, id: string): Promise<string> {
  const found = isId(id)
    ? (
        await sql<{
          kind: 'merge' | 'split'
          keptId: string
          otherId: string
          moved: unknown[]
          filled: Fillable[]
        }>`
        update actors.person_change set undone_at = now()
         where workspace_id = ${asker.workspaceId} and id = ${id} and undone_at is null and kind <> 'different'
           and at > now() - interval '30 days'
        returning kind, kept_id as "keptId", other_id as "otherId", moved, filled`.execute(tx)
      ).rows[0]
    : undefined
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  const { kind, keptId, otherId } = found
  const kept = await personById(tx, asker, keptId)
  const other = await personById(tx, asker, otherId)
  // One of them was joined with a third since: that is undone first.
  if (kept.deletedAt || (kind === 'split' && other.deletedAt))
    throw new Problem('actors.personJoined', {}, 409)
  if (kind === 'split') {
    await sql`select actors.repoint_person(${otherId}, ${keptId})`.execute(tx)
    await setRemoved(tx, asker, otherId, true)
    return keptId
  }
  await sql`
    select actors.repoint_person(${keptId}, ${otherId}, ${JSON.stringify(found.moved)}::jsonb)`.execute(tx)
  const taken = found.filled.filter((field) => kept[field] === other[field])
  if (taken.length > 0)
    await changed(tx, asker, kept, Object.fromEntries(taken.map((field) => [field, null])))
  await setRemoved(tx, asker, otherId, false)
  return keptId
}

async function changed(
  tx: WriteTx,
  asker: Asker,
  kept: Person,
  fields: Partial<PersonFields>,
): Promise<void> {
  const done = await changePerson(tx, asker, kept.id, kept.version, { ...fieldsOf(kept), ...fields })
  if ('conflict' in done)
    throw new Problem(
      'kernel.conflict',
      { kind: 'person', version: kept.version, now: done.conflict.version },
      409,
    )
}

const fieldsOf = ({ id: _id, version: _version, deletedAt: _deleted, ...fields }: Person): PersonFields =>
  fields

const empty = (value: string | null | undefined): boolean =>
  value === null || value === undefined || value === ''

const pick = (from: Person, fields: readonly Fillable[]): Partial<PersonFields> =>
  Object.fromEntries(fields.map((field) => [field, from[field]]))

/** Two people who are there, whom the asker sees. */
async function two(tx: ReadTx, asker: Asker, one: string, other: string): Promise<[Person, Person]> {
  if (one === other) throw new Problem('actors.personSelf')
  const [first, second] = [await personById(tx, asker, one), await personById(tx, asker, other)]
  if (first.deletedAt || second.deletedAt) throw new Problem('kernel.notFound', {}, 404)
  return [first, second]
}

const note = (
  tx: WriteTx,
  asker: Asker,
  given: { kind: string; kept: string; other: string; moved?: unknown[]; filled?: readonly string[] },
) =>
  sql`
    insert into actors.person_change (workspace_id, id, kind, kept_id, other_id, moved, filled, member_id)
    values (${asker.workspaceId}, ${newId()}, ${given.kind}, ${given.kept}, ${given.other},
            ${JSON.stringify(given.moved ?? [])}, ${sql.val([...(given.filled ?? [])])}::text[], ${asker.memberId})`.execute(
    tx,
  )
