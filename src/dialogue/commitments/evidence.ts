/** Photographs and documents that show how a commitment is kept: whose, of which view or incident, and their removal. */
import { type Kysely, sql } from 'kysely'
import { addAttachment, removeAttachment, restoreAttachment } from '../../kernel/attachment.ts'
import { isId } from '../../kernel/id.ts'
import { said, type Text } from '../../kernel/text.ts'
import { type Asker, nowhere, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import type { Schema } from '../../platform/database/schema.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Named, named } from '../store/common.ts'
import type { Commitment } from './store.ts'

export interface Evidence {
  /** The id of its file, too: `/files/:id`. */
  id: string
  name: string
  mediaType: string
  bytes: number
  sha256: string
  /** What is to be seen; null: nothing said. */
  words: Text | null
  at: Date
  /** Null: the programme's. */
  organisationId: string | null
  organisation: Named | null
  assessmentId: string | null
  incidentId: string | null
}

const evidence = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.evidence as e')
    .innerJoin('kernel.attachment as a', (on) =>
      on.onRef('a.workspace_id', '=', 'e.workspace_id').onRef('a.id', '=', 'e.id'),
    )
    .where('e.workspace_id', '=', asker.workspaceId)
    .where('a.deleted_at', 'is', null)
    .select([
      'e.id',
      'a.name',
      'a.media_type as mediaType',
      sql<number>`a.bytes::float8`.as('bytes'),
      'a.sha256',
      'e.words',
      'e.created_at as at',
      'e.organisation_id as organisationId',
      named('kernel.organisation', 'e.organisation_id').as('organisation'),
      'e.assessment_id as assessmentId',
      'e.incident_id as incidentId',
    ])

/** What is shown of a commitment, the newest first. */
export const evidenceOf = async (tx: ReadTx, asker: Asker, commitmentId: string): Promise<Evidence[]> =>
  (await evidence(tx, asker)
    .where('e.commitment_id', '=', commitmentId)
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .execute()) as unknown as Evidence[]

/** One of this commitment that the asker may see; anything else is not found. */
export async function evidenceById(
  tx: ReadTx,
  asker: Asker,
  commitmentId: string,
  id: string,
): Promise<Evidence> {
  const found = isId(id)
    ? await evidence(tx, asker)
        .where('e.commitment_id', '=', commitmentId)
        .where('e.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Evidence
}

/** A file that the store holds already. */
export interface Shown {
  name: string
  mediaType: string
  sha256: string
  bytes: number
}

export interface ShownOf {
  words?: Text | null
  assessmentId?: string | null
  incidentId?: string | null
}

/**
 * Shows files as evidence: in the name of the organisation that the asker acts for, otherwise as the programme. Everybody who sees
 * the commitment's assessments sees them; who added one is in the log alone.
 */
export async function showEvidence(
  tx: WriteTx,
  asker: Asker,
  commitment: Commitment,
  files: readonly Shown[],
  of: ShownOf = {},
): Promise<string[]> {
  const { organisationId } = asker
  const words = of.words && said(of.words, of.words.source).trim() !== '' ? JSON.stringify(of.words) : null
  const ids: string[] = []
  for (const { name, mediaType, sha256, bytes } of files) {
    const id = await addAttachment(tx, asker, {
      name,
      mediaType,
      sha256,
      bytes,
      recordId: commitment.id,
      // An organisation writes only what is its own, as its assessments are.
      resource: organisationId ? 'assessment' : 'agreement',
      organisationId,
      audienceId: commitment.audienceId,
      isUnsigned: true,
    })
    await tx
      .insertInto('dialogue.evidence')
      .values({
        workspace_id: asker.workspaceId,
        id,
        commitment_id: commitment.id,
        organisation_id: organisationId,
        assessment_id: of.assessmentId ?? null,
        incident_id: of.incidentId ?? null,
        words,
      })
      .execute()
    ids.push(id)
  }
  return ids
}

/** Whether the asker may take it away: whose it is, or the team whatever it is. */
export const mayRemove = (asker: Asker, one: Pick<Evidence, 'organisationId'>, isTeam: boolean): boolean =>
  isTeam || (one.organisationId !== null && one.organisationId === asker.organisationId)

/** Takes one away for thirty days, in which it can be brought back. */
export async function removeEvidence(tx: WriteTx, asker: Asker, commitmentId: string, id: string) {
  await evidenceById(tx, asker, commitmentId, id)
  await removeAttachment(tx, asker, id)
}

/** Brings one back that was taken away. */
export async function restoreEvidence(
  tx: WriteTx,
  asker: Asker,
  commitmentId: string,
  id: string,
): Promise<void> {
  const found =
    isId(id) &&
    (await tx
      .selectFrom('dialogue.evidence')
      .select('id')
      .where('workspace_id', '=', asker.workspaceId)
      .where('commitment_id', '=', commitmentId)
      .where('id', '=', id)
      .executeTakeFirst())
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  await restoreAttachment(tx, asker, id)
}

/**
 * Erases what was taken away more than thirty days ago, its bytes too where no other record holds the same; returns how many.
 * For once a day.
 */
export async function purgeEvidence(
  db: Kysely<Schema>,
  files: Pick<FileStore, 'remove'>,
  now = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - 30 * 86_400_000)
  // As the program, over all workspaces.
  const everywhere = { workspaceId: nowhere, as: 'system' } as const
  const gone = await write(db, everywhere, async (tx) => {
    const { rows } = await sql<{ sha256: string }>`
      delete from kernel.attachment a using dialogue.evidence e
       where e.workspace_id = a.workspace_id and e.id = a.id and a.deleted_at < ${before}
      returning a.sha256`.execute(tx)
    return rows
  })
  await eraseBytes(
    db,
    files,
    gone.map(({ sha256 }) => sha256),
  )
  return gone.length
}

/** Erases the bytes of files whose rows are gone, where no other row of any workspace holds the same. */
export async function eraseBytes(
  db: Kysely<Schema>,
  files: Pick<FileStore, 'remove'>,
  hashes: readonly string[],
): Promise<void> {
  for (const sha256 of hashes) {
    const held = await read(db, { workspaceId: nowhere, as: 'system' }, (tx) =>
      tx.selectFrom('kernel.attachment').select('id').where('sha256', '=', sha256).executeTakeFirst(),
    )
    if (!held) await files.remove(sha256)
  }
}
