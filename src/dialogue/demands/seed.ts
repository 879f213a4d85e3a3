/** Writes the sample's demands, proposals and policy dialogues by the same functions as people do, so that nothing breaks a rule. */
import type { SampleDemand, SamplePolicy, SampleProposal } from '../../../sample/demands.ts'
import type { BothLanguages } from '../../../sample/programme.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { text } from '../../kernel/text.ts'
import { linkRecords } from '../../kernel/thread.ts'
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { dayOf } from '../../web/format.ts'
import { addBlock } from '../agenda/blocks.ts'
import type { ProposalStep } from '../agenda/rules.ts'
import { stepProposal } from '../agenda/steps.ts'
import { addProposal, proposalById } from '../agenda/store.ts'
import { addDialogue, addOption, dialogueById, setOutcome } from '../policy/store.ts'
import { meetingsOf } from '../store/meetings.ts'
import { addDemand, addOwners, demandById } from './store/demands.ts'
import { endorse } from './store/endorsements.ts'
import { addMandate } from './store/mandates.ts'
import { setPlaces, setVotes } from './store/priority.ts'
import { stepDemand } from './store/steps.ts'

export interface SampleAgenda {
  demands: readonly SampleDemand[]
  proposals: readonly SampleProposal[]
  policies: readonly SamplePolicy[]
  /** Ids by the codes of the sample. */
  organisations: ReadonlyMap<string, string>
  platforms: ReadonlyMap<string, string>
  /** Records of the published figures, in the order of `programme.figures`. */
  figures: readonly string[]
  zone: string
  now?: Date
}

const said = ({ es, en }: BothLanguages) => text(es, en)

/** Returns the ids of demands and proposals by their codes. */
export async function seedDemands(
  tx: WriteTx,
  asker: Asker,
  sample: SampleAgenda,
): Promise<Map<string, string>> {
  const { now = new Date() } = sample
  const places = new Map((await placesOf(tx, asker)).map(({ code, id }) => [code, id]))
  const groups = new Map((await workerGroupsOf(tx, asker)).map(({ code, id }) => [code, id]))
  const codes: Codes = {
    day: (days) => dayOf(new Date(now.getTime() + days * 86_400_000), sample.zone),
    place: (code) => places.get(code) ?? null,
    group: (code) => groups.get(code) ?? null,
    platform: (code) => (code ? known(sample.platforms, code) : null),
    organisation: (code) => known(sample.organisations, code),
  }
  const ids = new Map<string, string>()
  for (const given of sample.demands) {
    const id = await seedDemand(tx, asker, given, codes, ids)
    ids.set(given.code, id)
    const figure = given.figure === undefined ? undefined : sample.figures[given.figure]
    if (figure) await linkRecords(tx, asker, { record: id, basis: figure, kind: 'supports' })
  }
  for (const given of sample.proposals) ids.set(given.code, await seedProposal(tx, asker, given, codes, ids))
  for (const given of sample.policies) await seedPolicy(tx, asker, given, codes)
  return ids
}

interface Codes {
  day(days: number): string
  place(code: string): string | null
  group(code: string): string | null
  platform(code: string | undefined): string | null
  organisation(code: string): string
}

function known(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code)
  if (!id) throw new Error(`the sample has no ${code}`)
  return id
}

async function seedDemand(
  tx: WriteTx,
  asker: Asker,
  given: SampleDemand,
  codes: Codes,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const { day } = codes
  const today = day(0)
  const [first = '', ...others] = given.owners
  const id = await addDemand(
    tx,
    asker,
    {
      words: said(given.words),
      problem: given.problem ? said(given.problem) : null,
      addresseeId: given.to ? codes.organisation(given.to) : null,
      platformId: codes.platform(given.platform),
      placeId: codes.place(given.place),
      workerGroupId: codes.group(given.group),
      womensCaucus: given.caucus ?? false,
      ownerIds: [codes.organisation(first)],
      raisedOn: day(given.raised),
      how: 'paper',
      ...(given.joins ? { originals: given.joins.map((code) => known(ids, code)) } : {}),
    },
    today,
  )
  await addOwners(tx, asker, id, others.map(codes.organisation), true)
  for (const { by, act, day: on, women, men } of given.endorsed ?? [])
    await endorse(
      tx,
      asker,
      id,
      { organisationId: codes.organisation(by), act, actedOn: day(on), women, men, note: null, how: 'paper' },
      today,
    )
  if (given.mandate) {
    const { by, body, day: on, result, votes, women, men } = given.mandate
    const [inFavour, against, abstained] = votes
    const organisationId = codes.organisation(by)
    const counted = { inFavour, against, abstained, women, men }
    await addMandate(
      tx,
      asker,
      id,
      { organisationId, body, bodyName: '', heldOn: day(on), result, ...counted, note: null, how: 'paper' },
      today,
    )
  }
  for (const { step, day: on, words } of given.steps ?? []) {
    const { stage } = await demandById(tx, asker, id)
    await stepDemand(
      tx,
      asker,
      id,
      { step, from: stage, takenOn: day(on), words: words ? said(words) : null, how: 'paper' },
      today,
    )
  }
  for (const [code, votes] of Object.entries(given.votes ?? {}))
    await setVotes(tx, asker, codes.organisation(code), new Map([[id, votes]]), {
      on: day(-13),
      how: 'paper',
    })
  if (given.place_agreed) await setPlaces(tx, asker, new Map([[id, given.place_agreed]]), day(-13))
  return id
}

async function seedProposal(
  tx: WriteTx,
  asker: Asker,
  given: SampleProposal,
  codes: Codes,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const { day } = codes
  const today = day(0)
  const { deadline } = given
  const id = await addProposal(
    tx,
    asker,
    {
      title: said(given.title),
      summary: said(given.summary),
      route: given.route,
      level: given.level,
      authorityId: codes.organisation(given.authority),
      organisationId: given.organisation ? codes.organisation(given.organisation) : null,
      champion: given.champion ?? '',
      deadlineOn: deadline ? day(deadline.day) : null,
      deadlineBasis: deadline ? said(deadline.basis) : null,
      deadlineStep: (deadline?.step as ProposalStep | undefined) ?? null,
      platformId: codes.platform(given.platform),
      placeId: codes.place(given.place),
      workerGroupId: codes.group(given.group),
    },
    { draftedOn: day(given.drafted), basis: given.from.map((code) => known(ids, code)) },
    today,
  )
  for (const { step, day: on, by = '', note } of given.steps) {
    const { state } = await proposalById(tx, asker, id)
    await stepProposal(
      tx,
      asker,
      id,
      { step, from: state, takenOn: day(on), doneBy: by, note: note ? said(note) : null, sourceUrl: null },
      today,
    )
  }
  for (const { who, note, day: on } of given.blocks ?? [])
    await addBlock(tx, asker, id, { organisationId: null, who, note, observedOn: day(on) })
  return id
}

async function seedPolicy(tx: WriteTx, asker: Asker, given: SamplePolicy, codes: Codes): Promise<void> {
  const meeting = given.meeting
    ? (await meetingsOf(tx, asker, {})).find(({ title }) => title.es?.text === given.meeting)
    : undefined
  const id = await addDialogue(tx, asker, {
    title: said(given.title),
    purpose: said(given.purpose),
    meetingId: meeting?.id ?? null,
    platformId: codes.platform(given.platform),
    placeId: codes.place(given.place),
    workerGroupId: codes.group(given.group),
  })
  const options: string[] = []
  for (const option of given.options)
    options.push(
      await addOption(tx, asker, id, {
        name: said(option.name),
        pros: said(option.pros),
        cons: said(option.cons),
        costMinor: option.cost === undefined ? null : option.cost * 100,
        currency: 'MXN',
        costPeriod: option.period ?? null,
        payer: option.payer,
        costNote: '',
        legalRoute: said(option.legal),
        decides: '',
        decidesId: codes.organisation(option.decides),
      }),
    )
  const recommendedId = given.recommended ? (options[given.recommended - 1] ?? null) : null
  if (!recommendedId && !given.outcome) return
  const { version } = await dialogueById(tx, asker, id)
  await setOutcome(tx, asker, id, version, {
    recommendedId,
    reason: given.reason ? said(given.reason) : null,
    outcome: given.outcome ? said(given.outcome) : null,
    outcomeOn: given.outcomeDay === undefined ? null : codes.day(given.outcomeDay),
  })
}
