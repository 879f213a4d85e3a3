import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import { logEvent } from './event.ts'
import { notOver } from './over-version.ts'
import { said, type Text } from './text.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/**
 * What the kernel keeps of a citable record; its part keeps the rest under the same id. What is left out is false or null in a
 * new record, and stays as it was in a changed one.
 */
export interface CitableRecord {
  id: string
  kind: string
  title: Text
  /** Address within the workspace, without language, e.g. `/evidence/figures/0190…`. */
  path: string
  /** The fields as they stand, kept with the version. */
  snapshot: object
  /** Others endorsed or signed it: a changed basis marks it `basis_revised` and only the team sees that. */
  endorsed?: boolean
  /** Whose it is: the organisation that raised, offered or assessed. Null: the programme's. */
  organisationId?: string | null
  /** Who may see it; null: whoever the role table lets see this resource. */
  audienceId?: string | null
  placeId?: string | null
  workerGroupId?: string | null
  /** More words by which the search box finds it. */
  keywords?: string
}

export type Revision = 'revised' | 'replaced' | 'withdrawn' | 'amended'

/** Registers a new record as version 1, in the transaction in which its part writes it. */
export async function addRecord(tx: WriteTx, asker: Asker, record: CitableRecord): Promise<void> {
  await tx
    .insertInto('kernel.record')
    .values({ workspace_id: asker.workspaceId, id: record.id, kind: record.kind, ...columns(record) })
    .execute()
  await keep(tx, asker, record, 1, {
    organisation_id: record.organisationId ?? null,
    audience_id: record.audienceId ?? null,
  })
  await logEvent(tx, asker, 'created', { kind: record.kind, id: record.id, version: 1 })
}

/**
 * Writes the next version over `version`, the one the person had before her; a newer one in the meantime is a 409.
 * What rests on the record is marked in the same transaction. Returns the new version.
 */
export async function changeRecord(
  tx: WriteTx,
  asker: Asker,
  record: CitableRecord,
  version: number,
  reason: Revision = 'revised',
  /** `spread: false` where the part itself finds out which of the records that rest on this one have moved. */
  { spread = true }: { spread?: boolean } = {},
): Promise<number> {
  const changed = await tx
    .updateTable('kernel.record')
    .set({ ...columns(record), version: version + 1, changed_at: sql`now()` })
    .$if(reason === 'withdrawn', (query) => query.set({ withdrawn_at: sql`now()` }))
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', record.id)
    .where('version', '=', version)
    .returning(['organisation_id', 'audience_id'])
    .executeTakeFirst()
  if (!changed) throw await notOver(tx, asker, 'kernel.record', { id: record.id, version, kind: record.kind })
  await keep(tx, asker, record, version + 1, changed)
  if (spread) await sql`select kernel.spread(${record.id}, ${reason})`.execute(tx)
  await logEvent(tx, asker, reason === 'withdrawn' ? 'withdrawn' : 'changed', {
    kind: record.kind,
    id: record.id,
    version: version + 1,
  })
  return version + 1
}

/** Marks one record, and all that rests on it, because `source` has changed under it. */
export async function markStale(
  tx: WriteTx,
  recordId: string,
  sourceId: string,
  reason: Revision,
): Promise<void> {
  await sql`select kernel.spread(${sourceId}, ${reason}, ${recordId})`.execute(tx)
}

/** What a record said in a version; null where the law had it erased. */
export async function versionOf(tx: ReadTx, asker: Asker, id: string, version: number): Promise<unknown> {
  const kept = await tx
    .selectFrom('kernel.record_version')
    .select('snapshot')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!kept) throw new Problem('kernel.notFound', {}, 404)
  return kept.snapshot
}

/** `undefined` leaves a column alone: its default in a new row, what it was in a changed one. */
const columns = (record: CitableRecord) => ({
  title: JSON.stringify(record.title),
  path: record.path,
  endorsed: record.endorsed,
  organisation_id: record.organisationId,
  audience_id: record.audienceId,
  place_id: record.placeId,
  worker_group_id: record.workerGroupId,
})

interface Protection {
  organisation_id: string | null
  audience_id: string | null
}

async function keep(
  tx: WriteTx,
  asker: Asker,
  record: CitableRecord,
  version: number,
  protection: Protection,
): Promise<void> {
  await tx
    .insertInto('kernel.record_version')
    .values({
      workspace_id: asker.workspaceId,
      record_id: record.id,
      version,
      snapshot: JSON.stringify(record.snapshot),
      ...protection,
      member_id: asker.memberId,
    })
    .execute()
  const resource = tx.selectFrom('kernel.record_kind').select('resource').where('kind', '=', record.kind)
  await tx
    .insertInto('kernel.search_entry')
    .values({
      workspace_id: asker.workspaceId,
      id: record.id,
      kind: record.kind,
      resource: (eb) =>
        eb
          .selectFrom(resource.as('k'))
          .select((k) => k.fn.coalesce('k.resource', sql.lit('settings')).as('resource')),
      path: record.path,
      title: JSON.stringify(record.title),
      body: [record.keywords ?? '', said(record.title, 'es')].join(' '),
      ...protection,
    })
    .onConflict((found) =>
      found.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({
        path: eb.ref('excluded.path'),
        title: eb.ref('excluded.title'),
        body: eb.ref('excluded.body'),
        organisation_id: eb.ref('excluded.organisation_id'),
        audience_id: eb.ref('excluded.audience_id'),
      })),
    )
    .execute()
}
