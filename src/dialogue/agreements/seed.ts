/** Writes the sample's agreements and what follows from them by the same functions as people do, so that nothing breaks a rule. */
import type { SampleAgreement, SampleCommitment } from '../../../sample/agreements.ts'
import type { BothLanguages } from '../../../sample/programme.ts'
import { membersOf } from '../../kernel/member.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { dayOf } from '../../web/format.ts'
import { draftRemedy, giveView, noteIncident, remediesOf, stepRemedy } from '../commitments/follow-up.ts'
import { draftLetter } from '../commitments/letters.ts'
import { addCommitment, commitmentById } from '../commitments/store.ts'
import {
  addClause,
  amendmentsOf,
  answerAmendment,
  type Clause,
  clausesOf,
  proposeAmendment,
  stepAmendment,
} from './clauses.ts'
import { addParty, consentToPublish, saveParty, signatoriesOf, signParty } from './parties.ts'
import { type Agreement, addAgreement, agreementById, publish, stepAgreement } from './store.ts'

export interface SampleAgreements {
  agreements: readonly SampleAgreement[]
  organisations: ReadonlyMap<string, string>
  /** Ids of demands by their code, for the clauses that answer one. */
  demands: ReadonlyMap<string, string>
  zone: string
  now?: Date
}

interface Codes {
  demand(code: string): string | undefined
  day(days: number): string
  organisation(code: string): string
  /** The asker as somebody who acts for an organisation; its first member. */
  actingFor(code: string): Asker
  place(code: string): string | null
  group(code: string): string | null
}

const said = ({ es, en }: BothLanguages) => text(es, en)

export async function seedAgreements(tx: WriteTx, asker: Asker, sample: SampleAgreements): Promise<void> {
  const { now = new Date(), organisations } = sample
  const places = new Map((await placesOf(tx, asker)).map(({ code, id }) => [code, id]))
  const groups = new Map((await workerGroupsOf(tx, asker)).map(({ code, id }) => [code, id]))
  const members = await membersOf(tx, asker)
  const organisation = (code: string): string => {
    const id = organisations.get(code)
    if (!id) throw new Error(`the sample has no organisation ${code}`)
    return id
  }
  const codes: Codes = {
    demand: (code) => sample.demands.get(code),
    day: (days) => dayOf(new Date(now.getTime() + days * 86_400_000), sample.zone),
    organisation,
    actingFor: (code) => {
      const organisationId = organisation(code)
      const member = members.find((one) => one.organisationId === organisationId)
      if (!member) throw new Error(`nobody of the sample acts for ${code}`)
      return { ...asker, organisationId, memberId: member.id }
    },
    place: (code) => places.get(code) ?? null,
    group: (code) => groups.get(code) ?? null,
  }
  for (const given of sample.agreements) await seedAgreement(tx, asker, given, codes)
}

async function seedAgreement(tx: WriteTx, asker: Asker, given: SampleAgreement, codes: Codes): Promise<void> {
  const id = await addAgreement(tx, asker, {
    title: said(given.title),
    legalNature: given.nature,
    legalBasis: given.basis,
    authoritative: 'es',
    validFrom: codes.day(given.signed),
    validTo: null,
    platformId: null,
    placeId: codes.place(given.place),
    workerGroupId: codes.group(given.group),
  })
  const now = (): Promise<Agreement> => agreementById(tx, asker, id)
  for (const { organisation, constituency } of given.parties)
    await addParty(tx, asker, id, { organisationId: codes.organisation(organisation), constituency })
  for (const [at, clause] of given.clauses.entries()) {
    const made = await addClause(tx, asker, await now(), {
      number: String(at + 1),
      words: said(clause.words),
    })
    const basis = clause.demand === undefined ? undefined : codes.demand(clause.demand)
    if (basis) await linkRecords(tx, asker, { record: made, basis, kind: 'answers' })
  }
  const signed = codes.day(given.signed)
  await stepAgreement(tx, asker, await now(), 'close', { on: signed, reason: '' })
  for (const [at, party] of (await signatoriesOf(tx, asker, id)).entries()) {
    const told = given.parties[at]
    if (!told) continue
    const heard = told.base === undefined ? null : codes.day(told.base)
    const fields = {
      capacity: told.capacity,
      authority: told.authority,
      authorityOn: codes.day(given.signed - 5),
      authorityNote: told.note,
      reportBack: heard ? ('accepted' as const) : null,
      reportBackOn: heard,
      noReportBackReason: '',
    }
    await saveParty(tx, asker, party, fields, told.names)
    await signParty(tx, asker, await now(), { ...party, ...fields }, signed)
  }
  await stepAgreement(tx, asker, await now(), 'sign', { on: signed, reason: '' })
  const clauses = await clausesOf(tx, asker, id)
  for (const commitment of given.commitments)
    await seedCommitment(tx, asker, await now(), clauses, commitment, codes, signed)
  await seedAmendment(tx, asker, await now(), clauses, given, codes)
  for (const party of await signatoriesOf(tx, asker, id)) await consentToPublish(tx, asker, party, signed)
  await publish(tx, asker, await now(), true)
}

async function seedAmendment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clauses: readonly Clause[],
  { amendment: given, parties }: SampleAgreement,
  codes: Codes,
): Promise<void> {
  const clause = clauses[given.clause]
  if (!clause) throw new Error('the sample amends a clause that is not there')
  const id = await proposeAmendment(tx, asker, agreement, {
    kind: 'change',
    clause,
    after: said(given.after),
    reason: given.reason,
    on: codes.day(given.proposed),
  })
  const ids = parties.map(({ organisation }) => codes.organisation(organisation))
  const one = async () => {
    const found = (await amendmentsOf(tx, asker, agreement.id)).find((other) => other.id === id)
    if (!found) throw new Error('the amendment is not there')
    return found
  }
  for (const organisationId of ids)
    await answerAmendment(tx, asker, await one(), {
      organisationId,
      answer: 'agrees',
      on: codes.day(given.inForce),
    })
  await stepAmendment(tx, asker, agreement, ids, await one(), 'adopt', codes.day(given.inForce))
}

async function seedCommitment(
  tx: WriteTx,
  asker: Asker,
  agreement: Agreement,
  clauses: readonly Clause[],
  given: SampleCommitment,
  codes: Codes,
  madeOn: string,
): Promise<void> {
  const today = codes.day(0)
  const id = await addCommitment(
    tx,
    asker,
    agreement,
    clauses[given.clause] ?? null,
    {
      words: said(given.words),
      organisationId: codes.organisation(given.who),
      office: given.office,
      milestone: given.milestone ? said(given.milestone) : null,
      dueOn: given.due === undefined ? null : codes.day(given.due),
      lasts: given.due === undefined,
      budget: given.budget ?? null,
      currency: given.budget === undefined ? null : 'MXN',
      budgetSource: '',
      placeId: agreement.placeId,
      workerGroupId: agreement.workerGroupId,
    },
    madeOn,
  )
  const one = () => commitmentById(tx, asker, today, id)
  for (const { who, value, by, day, reason } of given.views)
    await giveView(
      tx,
      codes.actingFor(who),
      await one(),
      { value, decidedBy: by, assessedOn: codes.day(day), reason: reason ? said(reason) : null },
      today,
    )
  for (const { who, day, words, ...incident } of given.incidents ?? [])
    await noteIncident(
      tx,
      codes.actingFor(who),
      await one(),
      {
        ...incident,
        organisationId: codes.organisation(who),
        happenedOn: codes.day(day),
        words: said(words),
      },
      today,
    )
  if (given.reminder) await seedReminder(tx, await one(), given, codes)
}

async function seedReminder(
  tx: WriteTx,
  commitment: Awaited<ReturnType<typeof commitmentById>>,
  { reminder }: SampleCommitment,
  codes: Codes,
): Promise<void> {
  const writer = commitment.said.find(({ value }) => value === 'not_met')
  if (!reminder || !writer) return
  const asker = codes.actingFor('domestic_network')
  await draftRemedy(tx, asker, commitment, {
    rung: 'reminder',
    letter: draftLetter('reminder', commitment, writer.organisation.name),
    addressee: commitment.office,
    answerDueOn: null,
  })
  const last = async () => {
    const found = (await remediesOf(tx, asker, commitment.id)).at(-1)
    if (!found) throw new Error('the letter is not there')
    return found
  }
  await stepRemedy(tx, asker, await last(), 'send', { on: codes.day(reminder.day), answer: '' })
  if (reminder.answer)
    await stepRemedy(tx, asker, await last(), 'answer', {
      on: codes.day(reminder.answer.day),
      answer: reminder.answer.words,
    })
}
