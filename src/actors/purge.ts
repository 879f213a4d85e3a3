/** What the thirty days of a removal leave: nothing of a person, of an organisation its name where it is still named. */
import { type Kysely, sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { type Asker, type WriteTx, write } from '../kernel/transaction.ts'
import { allWorkspaces } from '../kernel/workspace.ts'
import type { Schema } from '../platform/database/schema.ts'
import { undoDays } from './organisations.ts'

export interface Purged {
  people: number
  organisations: number
}

/**
 * Erases in every workspace what was removed more than thirty days before `now`; asked for once a day, and as often as one
 * likes. The log keeps that something was erased, by its id alone.
 */
export async function purgeActors(db: Kysely<Schema>, now = new Date()): Promise<Purged> {
  const all: Purged = { people: 0, organisations: 0 }
  const before = new Date(now.getTime() - undoDays * 86_400_000)
  for (const { id } of await allWorkspaces(db))
    await write(db, { workspaceId: id, as: 'system' }, async (tx, asker) => {
      all.people += await purgePeople(tx, asker, before)
      all.organisations += await purgeOrganisations(tx, asker, before)
      await purgeFacts(tx, asker, before)
    })
  return all
}

const ids = (rows: readonly { id: string }[]) => sql`any (${sql.val(rows.map(({ id }) => id))}::uuid[])`

/** As if each had asked for it: the record with all its versions, what the search box finds, the person. Her posts stay, unnamed. */
async function purgePeople(tx: WriteTx, asker: Asker, before: Date): Promise<number> {
  const { workspaceId } = asker
  const { rows } = await sql<{ id: string }>`
    delete from actors.person where workspace_id = ${workspaceId} and deleted_at < ${before} returning id`.execute(
    tx,
  )
  for (const table of ['kernel.search_entry', 'kernel.record'] as const)
    await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and id = ${ids(rows)}`.execute(
      tx,
    )
  for (const { id } of rows) await logEvent(tx, asker, 'deleted', { kind: 'person', id })
  return rows.length
}

/** Rows of this part that speak of one organisation; relations name two. */
const about = [
  'membership',
  'post',
  'position',
  'self_assessment',
  'organisation_place',
  'organisation_group',
  'layout_point',
] as const

async function purgeOrganisations(tx: WriteTx, asker: Asker, before: Date): Promise<number> {
  const { workspaceId } = asker
  const { rows } = await sql<{ id: string }>`
    update actors.organisation set purged_at = now(), acronym = null, sector = null, about = null, website = null, place_id = null
     where workspace_id = ${workspaceId} and deleted_at < ${before} and purged_at is null returning id`.execute(
    tx,
  )
  if (rows.length === 0) return 0
  const these = ids(rows)
  for (const table of about)
    await sql`delete from ${sql.table(`actors.${table}`)} where workspace_id = ${workspaceId} and organisation_id = ${these}`.execute(
      tx,
    )
  await sql`delete from actors.relation where workspace_id = ${workspaceId} and (from_id = ${these} or to_id = ${these})`.execute(
    tx,
  )
  await sql`
    update kernel.record_version set snapshot = null where workspace_id = ${workspaceId} and record_id = ${these}`.execute(
    tx,
  )
  for (const { id } of rows) await logEvent(tx, asker, 'deleted', { kind: 'organisation', id })
  // Minutes and agreements that name it go on naming it; of one that nothing names nothing stays.
  const unnamed = sql`(
    select o.id from actors.organisation o
     where o.workspace_id = ${workspaceId} and o.id = ${these} and not actors.is_named(o.id)
       and not exists (select from kernel.link l where l.workspace_id = o.workspace_id and o.id in (l.basis_id, l.record_id)))`
  const gone = await sql<{ id: string }>`
    delete from kernel.organisation where workspace_id = ${workspaceId} and id in ${unnamed} returning id`.execute(
    tx,
  )
  await sql`delete from kernel.record where workspace_id = ${workspaceId} and id = ${ids(gone.rows)}`.execute(
    tx,
  )
  return rows.length
}

/** What was noted of those that stay and taken away again; and the rows of lists that can no longer be taken back. */
async function purgeFacts(tx: WriteTx, { workspaceId }: Asker, before: Date): Promise<void> {
  for (const table of ['membership', 'post', 'relation', 'position'] as const)
    await sql`delete from ${sql.table(`actors.${table}`)} where workspace_id = ${workspaceId} and deleted_at < ${before}`.execute(
      tx,
    )
  await sql`
    delete from actors.import_row r using actors.import i
     where r.workspace_id = ${workspaceId} and i.workspace_id = r.workspace_id and i.id = r.import_id
       and coalesce(i.written_at, i.at) < ${before}`.execute(tx)
}
