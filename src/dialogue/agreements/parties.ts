/** The parties of an agreement: by what authority each signs, what its base said, whether it lets the text be public. */
import { sql } from 'kysely'
import type { Constituency } from '../../actors/index.ts'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import type { Authority, ReportBack } from '../negotiation/rules.ts'
import { type Named, named } from '../store/common.ts'
import { checkSignature, type Party } from './rules.ts'
import { type Agreement, agreementById } from './store.ts'

export interface PartyFields {
  capacity: string
  authority: Authority | null
  authorityOn: string | null
  authorityNote: string
  reportBack: ReportBack | null
  reportBackOn: string | null
  noReportBackReason: string
}

export interface Signatory extends PartyFields, Party {
  id: string
  agreementId: string
  organisation: Named
  constituency: Constituency
  /** Day on which it agreed to a public page. */
  publishesOn: string | null
  /** Who signs for it; null where the asker does not see leaders' names. */
  names: string | null
  own: boolean
}

export async function signatoriesOf(tx: ReadTx, asker: Asker, agreementId: string): Promise<Signatory[]> {
  const rows = await tx
    .selectFrom('dialogue.signatory as s')
    .leftJoin('dialogue.signatory_name as w', (on) =>
      on.onRef('w.workspace_id', '=', 's.workspace_id').onRef('w.id', '=', 's.id'),
    )
    .where('s.workspace_id', '=', asker.workspaceId)
    .where('s.agreement_id', '=', agreementId)
    .select([
      's.id',
      's.agreement_id as agreementId',
      's.organisation_id as organisationId',
      named('kernel.organisation', 's.organisation_id').as('organisation'),
      's.constituency',
      's.capacity',
      's.authority',
      's.authority_on as authorityOn',
      's.authority_note as authorityNote',
      's.report_back as reportBack',
      's.report_back_on as reportBackOn',
      's.no_report_back_reason as noReportBackReason',
      's.signed_on as signedOn',
      's.publishes_on as publishesOn',
      'w.names',
    ])
    .orderBy('s.position')
    .orderBy('s.id')
    .execute()
  return rows.map((row) => ({
    ...(row as unknown as Omit<Signatory, 'own'>),
    own: row.organisationId === asker.organisationId,
  }))
}

/** Makes an organisation a party of a text that is not signed; one that is already is a 409. */
export async function addParty(
  tx: WriteTx,
  asker: Asker,
  agreementId: string,
  given: { organisationId: string; constituency: Constituency } & Partial<PartyFields>,
): Promise<string> {
  const { state } = await agreementById(tx, asker, agreementId)
  if (state !== 'draft') throw new Problem('agreements.notDraft', {}, 409)
  const id = newId()
  const made = await tx
    .insertInto('dialogue.signatory')
    .values({
      workspace_id: asker.workspaceId,
      id,
      agreement_id: agreementId,
      organisation_id: given.organisationId,
      constituency: given.constituency,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from dialogue.signatory
        where workspace_id = ${asker.workspaceId} and agreement_id = ${agreementId})`,
      ...partyColumns({ ...noFields, ...given }),
    })
    .onConflict((same) => same.columns(['workspace_id', 'agreement_id', 'organisation_id']).doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) throw new Problem('agreements.partyAlready', {}, 409)
  await logEvent(tx, asker, 'created', { kind: 'signatory', id })
  return id
}

const noFields: PartyFields = {
  capacity: '',
  authority: null,
  authorityOn: null,
  authorityNote: '',
  reportBack: null,
  reportBackOn: null,
  noReportBackReason: '',
}
const partyColumns = (fields: PartyFields) => ({
  capacity: fields.capacity,
  authority: fields.authority,
  authority_on: fields.authority === null ? null : fields.authorityOn,
  authority_note: fields.authorityNote,
  report_back: fields.reportBack,
  report_back_on: fields.reportBack === null ? null : fields.reportBackOn,
  no_report_back_reason: fields.noReportBackReason,
})

export async function removeParty(tx: WriteTx, asker: Asker, party: Signatory): Promise<void> {
  const { state } = await agreementById(tx, asker, party.agreementId)
  if (state !== 'draft') throw new Problem('agreements.notDraft', {}, 409)
  const gone = await tx
    .deleteFrom('dialogue.signatory')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', party.id)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'deleted', { kind: 'signatory', id: party.id })
}

/** What a party says of itself, and who signs for it: its own people, or the team from paper. Names undefined stay. */
export async function saveParty(
  tx: WriteTx,
  asker: Asker,
  party: Signatory,
  fields: PartyFields,
  names?: string,
): Promise<void> {
  await updateParty(tx, asker, party.id, partyColumns(fields))
  if (names === undefined) return
  await tx
    .insertInto('dialogue.signatory_name')
    .values({ workspace_id: asker.workspaceId, id: party.id, names })
    .onConflict((same) => same.columns(['workspace_id', 'id']).doUpdateSet({ names }))
    .execute()
}

export async function updateParty(
  tx: WriteTx,
  asker: Asker,
  id: string,
  values: Record<string, string | number | null>,
): Promise<void> {
  const changed = await tx
    .updateTable('dialogue.signatory')
    .set(values)
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
  await logEvent(tx, asker, 'changed', { kind: 'signatory', id })
}

/** A party's signature on a closed text; when the last one is given the team makes it stand (`sign`). */
export async function signParty(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  party: Signatory,
  on: string,
): Promise<void> {
  checkSignature(agreement.state, party, said(party.organisation.name, asker.language ?? 'es'))
  await updateParty(tx, asker, party.id, { signed_on: on })
}

/** A party lets the agreement have a public page, or takes that back, which ends the page at once. */
export async function consentToPublish(
  tx: WriteTx,
  asker: Asker,
  party: Signatory,
  on: string | null,
): Promise<void> {
  await updateParty(tx, asker, party.id, { publishes_on: on })
}
