/** Organisations: one, adding, changing, removing; many at once for imports. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import type { Text } from '../kernel/text.ts'
import { said } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import type { Constituency, LegalForm, MembershipBased } from './rules.ts'

/** What a person writes of an organisation. Null: not known, nobody has said. */
export interface OrganisationFields {
  name: Text
  acronym: string | null
  constituency: Constituency | null
  legalForm: LegalForm | null
  membershipBased: MembershipBased | null
  sector: Text | null
  about: Text | null
  website: string | null
  /** Seat. */
  placeId: string | null
  /** Territory. */
  placeIds: readonly string[]
  groupIds: readonly string[]
}

export interface Organisation extends OrganisationFields {
  id: string
  version: number
  deletedAt: Date | null
  mergedInto: string | null
}

const fields = sql`
  o.id, o.version, o.deleted_at as "deletedAt", o.merged_into as "mergedInto", k.name, o.acronym, o.constituency,
  o.legal_form as "legalForm", o.membership_based as "membershipBased", o.sector, o.about, o.website, o.place_id as "placeId",
  array(select p.place_id from actors.organisation_place p where p.workspace_id = o.workspace_id and p.organisation_id = o.id order by 1) as "placeIds",
  array(select g.worker_group_id from actors.organisation_group g where g.workspace_id = o.workspace_id and g.organisation_id = o.id order by 1) as "groupIds"`

const from = sql`
  actors.organisation o join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id`

/** One, removed ones too; `kernel.notFound` for one that is not there or not for the asker to see. */
export async function organisationById(tx: ReadTx, asker: Asker, id: string): Promise<Organisation> {
  const [found] = isId(id) ? await organisationsById(tx, asker, [id]) : []
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

export async function organisationsById(
  tx: ReadTx,
  asker: Asker,
  ids: readonly string[],
): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    select ${fields} from ${from}
     where o.workspace_id = ${asker.workspaceId} and o.id = any (${sql.val([...ids])}::uuid[])`.execute(tx)
  return rows
}

/** Adds an organisation; returns its id. */
export async function addOrganisation(
  tx: WriteTx,
  asker: Asker,
  given: OrganisationFields,
  id = newId(),
): Promise<string> {
  await writeOrganisations(tx, asker, [{ id, version: 1, fields: given }])
  await logEvent(tx, asker, 'created', { kind: 'organisation', id, version: 1 })
  return id
}

/** Writes over the version that the person read. A newer one in the meantime is given back, and nothing is written. */
export async function changeOrganisation(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  given: OrganisationFields,
): Promise<{ conflict: Organisation } | { version: number }> {
  const now = await locked(tx, asker, id)
  if (now.version !== version) return { conflict: now }
  await writeOrganisations(tx, asker, [{ id, version: version + 1, fields: given }])
  await logEvent(tx, asker, 'changed', { kind: 'organisation', id, version: version + 1 })
  return { version: version + 1 }
}

/** Read so that nobody else changes it until the transaction ends; `kernel.notAllowed` for who may only see it. */
async function locked(tx: WriteTx, asker: Asker, id: string): Promise<Organisation> {
  const seen = await organisationById(tx, asker, id)
  if (seen.deletedAt !== null) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await sql`
    select from actors.organisation where workspace_id = ${asker.workspaceId} and id = ${id} for update`.execute(
    tx,
  )
  if (rows.length === 0) throw new Problem('kernel.notAllowed', {}, 403)
  return organisationById(tx, asker, id)
}

export interface WrittenOrganisation {
  id: string
  /** The version that this makes; 1 for a new one. */
  version: number
  fields: OrganisationFields
}

/**
 * Writes organisations with their names, records, versions and search entries in a handful of statements, whether one or
 * fifty thousand. What rests on a changed one is marked. The caller has compared versions and writes the log.
 */
export async function writeOrganisations(
  tx: WriteTx,
  asker: Asker,
  written: readonly WrittenOrganisation[],
): Promise<void> {
  for (let at = 0; at < written.length; at += 2000) await writeSome(tx, asker, written.slice(at, at + 2000))
}

/**
 * From here on foreign keys are checked by new plans: those that this connection made while the tables were small read them whole
 * for every row (measured: 20,000 organisations took a minute).
 */
const many = 500

async function writeSome(
  tx: WriteTx,
  { workspaceId, memberId }: Asker,
  written: readonly WrittenOrganisation[],
): Promise<void> {
  const rows = JSON.stringify(
    written.map(({ id, version, fields: of }) => ({ id, version, of, words: keywords(of) })),
  )
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as g (id uuid, version int, "of" jsonb, words text)`
  const each = sql`cross join lateral jsonb_to_record(g."of") as f (
    name jsonb, acronym text, constituency text, "legalForm" text, "membershipBased" text, sector jsonb, about jsonb, website text,
    "placeId" uuid, "placeIds" uuid[], "groupIds" uuid[])`
  const described = (said: 'yes' | '') =>
    sql`select set_config('acuerdo.described', ${said}, true)`.execute(tx)
  await described('yes')
  await sql`
    insert into kernel.organisation (workspace_id, id, name)
    select ${workspaceId}, g.id, g."of" -> 'name' from ${given}
    on conflict (workspace_id, id) do update set name = excluded.name`.execute(tx)
  await described('')
  if (written.length >= many) await sql`discard plans`.execute(tx)
  await sql`
    insert into actors.organisation (workspace_id, id, version, acronym, constituency, legal_form, membership_based, sector,
                                     about, website, place_id)
    select ${workspaceId}, g.id, g.version, f.acronym, f.constituency, f."legalForm", f."membershipBased",
           nullif(f.sector, 'null'), nullif(f.about, 'null'), f.website, f."placeId"
      from ${given} ${each}
    on conflict (workspace_id, id) do update set
      version = excluded.version, acronym = excluded.acronym, constituency = excluded.constituency,
      legal_form = excluded.legal_form, membership_based = excluded.membership_based, sector = excluded.sector,
      about = excluded.about, website = excluded.website, place_id = excluded.place_id, deleted_at = null, merged_into = null`.execute(
    tx,
  )
  const ids = sql.val(written.map(({ id }) => id))
  for (const [table, column, key] of [
    ['actors.organisation_place', 'place_id', 'placeIds'],
    ['actors.organisation_group', 'worker_group_id', 'groupIds'],
  ] as const) {
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and organisation_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    await sql`
      insert into ${sql.table(table)} (workspace_id, organisation_id, ${sql.ref(column)})
      select distinct ${workspaceId}::uuid, g.id, one::uuid from ${given} cross join lateral jsonb_array_elements_text(g."of" -> ${key}::text) one`.execute(
      tx,
    )
  }
  const path = sql`'/actors/' || g.id`
  await sql`
    insert into kernel.record (workspace_id, id, kind, version, title, path, place_id, worker_group_id)
    select ${workspaceId}, g.id, 'organisation', g.version, actors.title(f.name), ${path}, f."placeId", f."groupIds"[1]
      from ${given} ${each}
    on conflict (workspace_id, id) do update set
      version = excluded.version, title = excluded.title, place_id = excluded.place_id,
      worker_group_id = excluded.worker_group_id, changed_at = now(), deleted_at = null`.execute(tx)
  await sql`
    insert into kernel.record_version (workspace_id, record_id, version, snapshot, member_id)
    select ${workspaceId}, g.id, g.version, g."of", ${memberId} from ${given}`.execute(tx)
  await sql`
    insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body)
    select ${workspaceId}, g.id, 'organisation', 'organisation', ${path}, actors.title(g."of" -> 'name'), g.words from ${given}
    on conflict (workspace_id, id) do update set title = excluded.title, body = excluded.body`.execute(tx)
  await sql`
    select kernel.spread(g.id, 'revised') from ${given}
     where exists (select from kernel.link l where l.workspace_id = ${workspaceId} and l.basis_id = g.id)`.execute(
    tx,
  )
}

/** By what else the search box finds it. */
const keywords = ({ name, acronym, sector, about }: OrganisationFields): string =>
  [said(name, 'es'), acronym, ...[sector, about].flatMap((text) => [text?.es?.text, text?.en?.text])]
    .filter(Boolean)
    .join(' ')

/** Days for which a removed one can be brought back. */
export const undoDays = 30

/** Takes one out of lists, map and search; for 30 days it can be brought back. Where it is named already, it stays named. */
export async function removeOrganisation(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const { version } = await locked(tx, asker, id)
  await setRemoved(tx, asker, [id], true)
  await logEvent(tx, asker, 'deleted', { kind: 'organisation', id, version })
}

export async function restoreOrganisation(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const { deletedAt, mergedInto, version } = await organisationById(tx, asker, id)
  if (deletedAt === null) return
  if (mergedInto !== null) throw new Problem('actors.isMerged', {}, 409)
  if (Date.now() - deletedAt.getTime() > undoDays * 86_400_000) throw new Problem('kernel.notFound', {}, 404)
  await setRemoved(tx, asker, [id], false)
  await logEvent(tx, asker, 'restored', { kind: 'organisation', id, version })
}

/** Marks as removed, or brings back with what the search box finds of it. */
export async function setRemoved(
  tx: WriteTx,
  { workspaceId }: Asker,
  ids: readonly string[],
  removed: boolean,
  mergedInto: string | null = null,
): Promise<void> {
  const these = sql`workspace_id = ${workspaceId} and id = any (${sql.val([...ids])}::uuid[])`
  const at = removed ? sql`now()` : sql`null`
  await sql`update actors.organisation set deleted_at = ${at}, merged_into = ${mergedInto} where ${these}`.execute(
    tx,
  )
  await sql`update kernel.record set deleted_at = ${at} where ${these}`.execute(tx)
  if (removed) {
    await sql`delete from kernel.search_entry where ${these}`.execute(tx)
    return
  }
  await sql`
    insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body)
    select o.workspace_id, o.id, 'organisation', 'organisation', '/actors/' || o.id, actors.title(k.name),
           concat_ws(' ', k.name -> 'es' ->> 'text', o.acronym, o.sector -> 'es' ->> 'text', o.sector -> 'en' ->> 'text',
                     o.about -> 'es' ->> 'text', o.about -> 'en' ->> 'text')
      from ${from} where o.workspace_id = ${workspaceId} and o.id = any (${sql.val([...ids])}::uuid[])
    on conflict (workspace_id, id) do nothing`.execute(tx)
}
