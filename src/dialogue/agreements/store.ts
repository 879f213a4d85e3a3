/** Agreements: lists, one of them, drafting, steps. Parties are in `parties.ts`, clauses and amendments in `clauses.ts`. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { addRecord, type CitableRecord, changeRecord } from '../../kernel/record.ts'
import type { Text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { pointsOf } from '../negotiation/points.ts'
import { binds } from '../negotiation/rules.ts'
import { delegationsOf, type Negotiation, writesAgreements } from '../negotiation/store.ts'
import { take } from '../rules.ts'
import { type Named, named } from '../store/common.ts'
import { addClause, clausesOf } from './clauses.ts'
import { addParty, signatoriesOf, updateParty } from './parties.ts'
import {
  type AgreementState,
  agreementMachine,
  checkClose,
  checkPublish,
  checkSign,
  type LegalNature,
} from './rules.ts'

export interface AgreementFields {
  title: Text
  legalNature: LegalNature
  legalBasis: string
  /** BCP 47: the language in which it is signed. */
  authoritative: string
  validFrom: string | null
  validTo: string | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
}

export interface Agreement extends AgreementFields {
  id: string
  audienceId: string
  negotiationId: string | null
  negotiation: Text | null
  version: number
  state: AgreementState
  stateReason: string
  signedOn: string | null
  endedOn: string | null
  publishedAt: Date | null
  platform: Named | null
  place: Named | null
  workerGroup: Named | null
  clauses: number
  commitments: number
  mayWrite: boolean
}

const agreements = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('dialogue.agreement as a')
    .where('a.workspace_id', '=', asker.workspaceId)
    .where(
      sql<boolean>`not exists (select from kernel.record r where r.workspace_id = a.workspace_id and r.id = a.id and r.deleted_at is not null)`,
    )
    .select([
      'a.id',
      'a.title',
      'a.legal_nature as legalNature',
      'a.legal_basis as legalBasis',
      'a.authoritative',
      'a.valid_from as validFrom',
      'a.valid_to as validTo',
      'a.platform_id as platformId',
      'a.place_id as placeId',
      'a.worker_group_id as workerGroupId',
      'a.audience_id as audienceId',
      'a.negotiation_id as negotiationId',
      'a.version',
      'a.state',
      'a.state_reason as stateReason',
      'a.signed_on as signedOn',
      'a.ended_on as endedOn',
      'a.published_at as publishedAt',
      sql<Text | null>`(select g.title from dialogue.negotiation g where g.workspace_id = a.workspace_id and g.id = a.negotiation_id)`.as(
        'negotiation',
      ),
      sql<Named | null>`(select jsonb_build_object('id', p.id, 'name', p.name) from dialogue.platform p
        where p.workspace_id = a.workspace_id and p.id = a.platform_id)`.as('platform'),
      named('kernel.place', 'a.place_id').as('place'),
      named('kernel.worker_group', 'a.worker_group_id').as('workerGroup'),
      sql<number>`(select count(*)::int from dialogue.clause c where c.workspace_id = a.workspace_id and c.agreement_id = a.id and c.ended_on is null)`.as(
        'clauses',
      ),
      sql<number>`(select count(*)::int from dialogue.commitment c where c.workspace_id = a.workspace_id and c.agreement_id = a.id)`.as(
        'commitments',
      ),
      writesAgreements(asker).as('mayWrite'),
    ])

/** The agreements that the asker may see: those in force and in the making first, the newest first. */
export async function agreementsOf(
  tx: ReadTx,
  asker: Asker,
  given: { platformId?: string | null; negotiationId?: string | null } = {},
): Promise<Agreement[]> {
  const { platformId = null, negotiationId = null } = given
  const rows = await agreements(tx, asker)
    .where(sql<boolean>`(${platformId}::uuid is null or a.platform_id = ${platformId}::uuid)`)
    .where(sql<boolean>`(${negotiationId}::uuid is null or a.negotiation_id = ${negotiationId}::uuid)`)
    .orderBy(sql`a.state in ('ended', 'terminated')`)
    .orderBy(sql`coalesce(a.signed_on, a.created_at::date)`, 'desc')
    .orderBy('a.id', 'desc')
    .limit(500)
    .execute()
  return rows as unknown as Agreement[]
}

/** Throws `kernel.notFound` for one that is not there, or not for the asker. */
export async function agreementById(tx: ReadTx, asker: Asker, id: string): Promise<Agreement> {
  const row = await agreements(tx, asker).where('a.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  return row as unknown as Agreement
}

const columns = (fields: AgreementFields) => ({
  title: JSON.stringify(fields.title),
  legal_nature: fields.legalNature,
  legal_basis: fields.legalBasis,
  authoritative: fields.authoritative,
  valid_from: fields.validFrom,
  valid_to: fields.validTo,
  platform_id: fields.platformId,
  place_id: fields.placeId,
  worker_group_id: fields.workerGroupId,
})

const record = (id: string, audienceId: string, fields: AgreementFields, signed: boolean): CitableRecord => ({
  id,
  kind: 'agreement',
  title: fields.title,
  path: `/agreements/${id}`,
  snapshot: {
    title: fields.title,
    legalNature: fields.legalNature,
    validFrom: fields.validFrom,
    validTo: fields.validTo,
  },
  endorsed: signed,
  audienceId,
  placeId: fields.placeId,
  workerGroupId: fields.workerGroupId,
})

/** Makes a draft with nobody and nothing in it yet; returns its id. An older agreement is recorded the same way. */
export async function addAgreement(
  tx: WriteTx,
  asker: Asker,
  fields: AgreementFields,
  negotiationId: string | null = null,
): Promise<string> {
  const [id, audienceId] = [newId(), newId()]
  await sql`select dialogue.open_agreement_table(${audienceId}, ${JSON.stringify(fields.title)}::jsonb, ${fields.platformId})`.execute(
    tx,
  )
  await tx
    .insertInto('dialogue.agreement')
    .values({
      workspace_id: asker.workspaceId,
      id,
      audience_id: audienceId,
      negotiation_id: negotiationId,
      ...columns(fields),
    })
    .execute()
  await addRecord(tx, asker, record(id, audienceId, fields, false))
  return id
}

/**
 * A draft from what was agreed at the table: the delegations that bind become parties with their authority, each agreed point
 * a clause in the words of the offer that was accepted, and the clause rests on the point and on the demand it answers.
 */
export async function draftFromNegotiation(
  tx: WriteTx,
  asker: Asker,
  negotiation: Negotiation,
  fields: Pick<AgreementFields, 'legalNature' | 'authoritative'>,
): Promise<string> {
  const points = await pointsOf(tx, asker, negotiation.id)
  if (!points.some(({ state }) => state === 'agreed')) throw new Problem('negotiation.nothingAgreed', {}, 409)
  const id = await addAgreement(
    tx,
    asker,
    {
      ...fields,
      title: negotiation.title,
      legalBasis: '',
      validFrom: null,
      validTo: null,
      platformId: negotiation.platformId,
      placeId: negotiation.placeId,
      workerGroupId: negotiation.workerGroupId,
    },
    negotiation.id,
  )
  for (const seat of await delegationsOf(tx, asker, negotiation.id))
    if (binds(seat.constituency)) await addParty(tx, asker, id, seat)
  let number = 0
  for (const point of points) {
    const offer = point.offers.find((one) => one.id === point.agreedOfferId)
    if (!offer) continue
    number++
    const clause = await addClause(tx, asker, await agreementById(tx, asker, id), {
      number: String(number),
      words: offer.words,
      pointId: point.id,
    })
    await linkRecords(tx, asker, { record: clause, basis: point.id, kind: 'becomes' })
    if (point.demandId)
      await linkRecords(tx, asker, { record: clause, basis: point.demandId, kind: 'answers' })
  }
  return id
}

/** Writes over the version that was read; a newer one is a 409. Of a signed one only title, place and group may change. */
export async function changeAgreement(
  tx: WriteTx,
  asker: Asker,
  before: Agreement,
  version: number,
  fields: AgreementFields,
): Promise<void> {
  const signed = before.state !== 'draft' && before.state !== 'closed'
  const kept: AgreementFields = signed
    ? { ...fields, legalNature: before.legalNature, authoritative: before.authoritative }
    : fields
  await overVersion(tx, asker, 'dialogue.agreement', { id: before.id, version }, columns(kept))
  await changeRecord(
    tx,
    asker,
    record(before.id, before.audienceId, kept, signed),
    await recordVersion(tx, asker, before.id),
  )
}

const recordVersion = async (tx: ReadTx, asker: Asker, id: string): Promise<number> =>
  (
    await tx
      .selectFrom('kernel.record')
      .select('version')
      .where('workspace_id', '=', asker.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
  )?.version ?? 1

/** Closes, opens again, makes the signed text stand, ends or terminates. What is opened again is signed anew. */
export async function stepAgreement(
  tx: WriteTx,
  asker: Asker,
  before: Agreement,
  step: string,
  given: { on: string; reason: string },
): Promise<AgreementState> {
  const state = take(agreementMachine, before.state, step)
  const parties = await signatoriesOf(tx, asker, before.id)
  if (step === 'close') checkClose(before.clauses, parties.length)
  if (step === 'terminate' && given.reason.trim() === '') throw new Problem('agreements.reasonWanted')
  if (step === 'reopen')
    for (const { id, signedOn } of parties)
      if (signedOn !== null) await updateParty(tx, asker, id, { signed_on: null })
  await overVersion(tx, asker, 'dialogue.agreement', before, {
    state,
    ...(step === 'sign' ? { signed_on: checkSign(parties) } : {}),
    ...(step === 'end' || step === 'terminate' ? { ended_on: given.on, state_reason: given.reason } : {}),
  })
  if (step === 'sign') await endorse(tx, asker, before)
  await logEvent(tx, asker, 'changed', { kind: 'agreement', id: before.id })
  return state
}

/** What is signed is others' too: from now on a changed basis marks it for the team only. */
async function endorse(tx: WriteTx, asker: Asker, agreement: Agreement): Promise<void> {
  const ids = [agreement.id, ...(await clausesOf(tx, asker, agreement.id)).map(({ id }) => id)]
  await tx
    .updateTable('kernel.record')
    .set({ endorsed: true })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', 'in', ids)
    .execute()
}

/** Opens the public page, or closes it. */
export async function publish(tx: WriteTx, asker: Asker, agreement: Agreement, open: boolean): Promise<void> {
  if (open)
    checkPublish(
      agreement.state,
      (await signatoriesOf(tx, asker, agreement.id)).map(({ publishesOn }) => publishesOn),
    )
  await overVersion(tx, asker, 'dialogue.agreement', agreement, {
    published_at: open ? sql<Date>`now()` : null,
  })
  await logEvent(tx, asker, open ? 'revealed' : 'hidden', { kind: 'agreement', id: agreement.id })
}
