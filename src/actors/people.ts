/** People: protected by the database (resource `leader_contact`), in their own table, record and search entry. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import { isConflict, overVersion } from '../kernel/over-version.ts'
import { addRecord, type CitableRecord, changeRecord } from '../kernel/record.ts'
import { text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { undoDays } from './organisations.ts'
import type { AgeGroup, Channel, Sex, YesNo } from './rules.ts'

export interface PersonFields {
  name: string
  organisationId: string | null
  sex: Sex | null
  /** BCP 47 tags, or INALI's name of a variant. */
  languages: readonly string[]
  channel: Channel | null
  phone: string | null
  email: string | null
  notes: string | null
  /** What she says of herself, if she wants to. Null: not asked; left out: as it was. */
  ageGroup?: AgeGroup | null
  indigenous?: YesNo | null
  disability?: YesNo | null
}

export interface Person extends PersonFields {
  id: string
  version: number
  deletedAt: Date | null
}

const people = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('actors.person')
    .where('workspace_id', '=', asker.workspaceId)
    .select([
      'id',
      'version',
      'deleted_at as deletedAt',
      'name',
      'organisation_id as organisationId',
      'sex',
      'languages',
      'channel',
      'phone',
      'email',
      'notes',
      'age_group as ageGroup',
      'indigenous',
      'disability',
    ])

/** One whom the asker may see, removed or not; anybody else is not found, whether she exists or not. */
export async function personById(tx: ReadTx, asker: Asker, id: string): Promise<Person> {
  const found = isId(id) ? await people(tx, asker).where('id', '=', id).executeTakeFirst() : undefined
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as Person
}

/** Those of an organisation whom the asker may see, by name. */
export const peopleOf = (tx: ReadTx, asker: Asker, organisationId: string): Promise<Person[]> =>
  people(tx, asker)
    .where('organisation_id', '=', organisationId)
    .where('deleted_at', 'is', null)
    .orderBy(sql`name collate "es-x-icu"`)
    .orderBy('id')
    .execute() as Promise<Person[]>

/** Everybody the asker may see whose name holds these words, by name; at most 200. */
export const findPeople = (tx: ReadTx, asker: Asker, words: string): Promise<Person[]> =>
  people(tx, asker)
    .where('deleted_at', 'is', null)
    .$if(words !== '', (query) =>
      query.where(sql<boolean>`plain_name like '%' || actors.plain(${words.slice(0, 200)}) || '%'`),
    )
    .orderBy(sql`name collate "es-x-icu"`)
    .orderBy('id')
    .limit(200)
    .execute() as Promise<Person[]>

/** Removed in the last thirty days. */
export const removedPeople = (tx: ReadTx, asker: Asker): Promise<Person[]> =>
  people(tx, asker)
    .where('deleted_at', '>', sql<Date>`now() - make_interval(days => ${undoDays}::int)`)
    .orderBy('deleted_at', 'desc')
    .execute() as Promise<Person[]>

export async function addPerson(
  tx: WriteTx,
  asker: Asker,
  given: PersonFields,
  id = newId(),
): Promise<string> {
  await tx
    .insertInto('actors.person')
    .values({ workspace_id: asker.workspaceId, id, ...columns(given) })
    .execute()
  await addRecord(tx, asker, recordOf(id, given))
  return id
}

/** Writes over the version that was read. A newer one in the meantime is given back, and nothing is written. */
export async function changePerson(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  given: PersonFields,
): Promise<{ conflict: Person } | { version: number }> {
  const now = await personById(tx, asker, id)
  if (now.deletedAt !== null) throw new Problem('kernel.notFound', {}, 404)
  try {
    await overVersion(tx, asker, 'actors.person', { id, version }, columns(given))
  } catch (error) {
    if (isConflict(error)) return { conflict: await personById(tx, asker, id) }
    throw error
  }
  await changeRecord(tx, asker, recordOf(id, given), version)
  return { version: version + 1 }
}

const columns = (given: PersonFields) => ({
  name: given.name,
  organisation_id: given.organisationId,
  sex: given.sex,
  languages: [...given.languages],
  channel: given.channel,
  phone: given.phone,
  email: given.email,
  notes: given.notes,
  age_group: given.ageGroup,
  indigenous: given.indigenous,
  disability: given.disability,
})

/** What she said of herself is kept once, not in each version: taken back, it is gone. */
const snapshotOf = ({ ageGroup: _age, indigenous: _origin, disability: _ability, ...kept }: PersonFields) =>
  kept

/** The search box finds her by her name alone; a telephone number is not searched for. */
const recordOf = (id: string, given: PersonFields): CitableRecord => ({
  id,
  kind: 'person',
  title: text(given.name, given.name),
  path: `/actors/people/${id}`,
  snapshot: snapshotOf(given),
  organisationId: given.organisationId,
})

/** Takes her out of lists and search; for 30 days she can be brought back. */
export const removePerson = (tx: WriteTx, asker: Asker, id: string): Promise<void> =>
  setRemoved(tx, asker, id, true)

export async function restorePerson(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const { deletedAt } = await personById(tx, asker, id)
  if (deletedAt === null) return
  if (Date.now() - deletedAt.getTime() > undoDays * 86_400_000) throw new Problem('kernel.notFound', {}, 404)
  await setRemoved(tx, asker, id, false)
}

export async function setRemoved(tx: WriteTx, asker: Asker, id: string, removed: boolean): Promise<void> {
  const person = await personById(tx, asker, id)
  const at = removed ? sql<Date>`now()` : null
  const { numUpdatedRows } = await tx
    .updateTable('actors.person')
    .set({ deleted_at: at })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await tx
    .updateTable('kernel.record')
    .set({ deleted_at: at })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  const entry = tx.deleteFrom('kernel.search_entry').where('workspace_id', '=', asker.workspaceId)
  if (removed) await entry.where('id', '=', id).execute()
  else
    await tx
      .insertInto('kernel.search_entry')
      .values({
        workspace_id: asker.workspaceId,
        id,
        kind: 'person',
        resource: 'leader_contact',
        path: `/actors/people/${id}`,
        title: JSON.stringify(text(person.name, person.name)),
        body: person.name,
        organisation_id: person.organisationId,
      })
      .execute()
  await logEvent(tx, asker, removed ? 'deleted' : 'restored', { kind: 'person', id, version: person.version })
}

/**
 * What the law asks: nothing that says who she was stays, in no version either. Her posts stay, without her. Cannot be undone;
 * copies that were printed or downloaded, and backups made before, are not reached.
 */
export async function erasePerson(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  await personById(tx, asker, id)
  const { numDeletedRows } = await tx
    .deleteFrom('actors.person')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  for (const table of ['kernel.search_entry', 'kernel.record'] as const)
    await tx.deleteFrom(table).where('workspace_id', '=', asker.workspaceId).where('id', '=', id).execute()
  await logEvent(tx, asker, 'deleted', { kind: 'person', id })
}
