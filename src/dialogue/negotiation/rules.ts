/** What is true of negotiations, whoever stores or shows them: tables of steps, and what each step needs. */
import type { Constituency } from '../../actors/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Machine } from '../rules.ts'

export type NegotiationState = 'preparing' | 'open' | 'deadlocked' | 'concluded' | 'broken_off'
export type NegotiationStep = 'open' | 'deadlock' | 'resume' | 'conclude' | 'break_off' | 'reopen'
export const negotiationMachine: Machine<NegotiationState, NegotiationStep> = {
  preparing: { open: 'open', break_off: 'broken_off' },
  open: { deadlock: 'deadlocked', conclude: 'concluded', break_off: 'broken_off' },
  deadlocked: { resume: 'open', break_off: 'broken_off' },
  concluded: { reopen: 'open' },
  broken_off: { resume: 'open' },
}

export type PointState = 'open' | 'agreed' | 'deadlocked' | 'set_aside'
export type PointStep = 'deadlock' | 'set_aside' | 'reopen'
/** No step leads to `agreed`: that takes every party's acceptance, and ends when one is taken back. */
export const pointMachine: Machine<PointState, PointStep> = {
  open: { deadlock: 'deadlocked', set_aside: 'set_aside' },
  agreed: {},
  deadlocked: { reopen: 'open', set_aside: 'set_aside' },
  set_aside: { reopen: 'open' },
}

/** Whether a delegation binds its organisation; who accompanies (academia, civil society, a donor) has a voice and no vote. */
export const binds = (constituency: Constituency): boolean =>
  constituency === 'workers' ||
  constituency === 'authority' ||
  constituency === 'employers' ||
  constituency === 'contractors'

export const authorities = ['vote', 'consensus', 'statutes', 'community_assembly', 'legal_powers'] as const
export type Authority = (typeof authorities)[number]

export const reportBacks = ['accepted', 'changes', 'rejected'] as const
export type ReportBack = (typeof reportBacks)[number]

/** By what a party may bind itself, and what its base said. */
export interface Standing {
  constituency: Constituency
  authority: Authority | null
  reportBack: ReportBack | null
  noReportBackReason: string
}

export type Lack = 'authority' | 'report_back' | 'base_refused'
/**
 * What a party still lacks before it may sign: a recorded authority and, of a workers' organisation, a base that accepted or
 * the stated reason why it was not asked. A base that refused is not got round by a reason.
 */
export function lacks({ constituency, authority, reportBack, noReportBackReason }: Standing): Lack[] {
  const found: Lack[] = authority === null ? ['authority'] : []
  if (constituency !== 'workers' || reportBack === 'accepted') return found
  if (reportBack !== null) found.push('base_refused')
  else if (noReportBackReason.trim() === '') found.push('report_back')
  return found
}

/** Where a delegation stands towards a signature: it signed, something is still awaited of it, or this table asks for none. */
export type Signing =
  | { is: 'signed'; on: string }
  | { is: 'awaited'; lacks: Lack[] }
  | { is: 'over'; state: 'concluded' | 'broken_off' }

/**
 * Of one that became a party of an agreement, that agreement tells: by what authority it signs may have been recorded there. Without
 * one, a negotiation that is over asks nothing more of its delegations. `parties`: what it is in the agreements drafted from it.
 */
export function signingOf(
  state: NegotiationState,
  seat: Standing,
  parties: readonly (Standing & { signedOn: string | null })[],
): Signing {
  const unsigned = parties.find(({ signedOn }) => signedOn === null)
  const last = parties
    .flatMap(({ signedOn }) => signedOn ?? [])
    .toSorted()
    .at(-1)
  if (!unsigned && last !== undefined) return { is: 'signed', on: last }
  if (unsigned) return { is: 'awaited', lacks: lacks(unsigned) }
  if (state === 'concluded' || state === 'broken_off') return { is: 'over', state }
  return { is: 'awaited', lacks: lacks(seat) }
}

export type OfferKind = 'demand' | 'offer' | 'counter_offer'

export interface OfferRead {
  id: string
  organisationId: string
  sent: boolean
  withdrawn: boolean
}

/** The first word of workers is a demand, of others an offer; what answers another's word is a counter-offer. */
export function kindOf(
  maker: { organisationId: string; constituency: Constituency },
  answers: OfferRead | null,
): OfferKind {
  if (answers && answers.organisationId !== maker.organisationId) return 'counter_offer'
  return maker.constituency === 'workers' ? 'demand' : 'offer'
}

/** An offer is made on an open point of a negotiation that goes on, in words, and answers one that lies on the table. */
export function checkOffer(
  negotiation: NegotiationState,
  point: PointState,
  words: string,
  answers: OfferRead | null,
): void {
  if (negotiation !== 'open' && negotiation !== 'deadlocked' && negotiation !== 'preparing')
    throw new Problem('negotiation.over', {}, 409)
  if (point !== 'open' && point !== 'deadlocked') throw new Problem('negotiation.pointClosed', {}, 409)
  if (words.trim() === '') throw new Problem('negotiation.offerWords')
  if (answers && (!answers.sent || answers.withdrawn))
    throw new Problem('negotiation.answersNothing', {}, 409)
}

/** Putting an offer on the table takes a negotiation whose parties have sat down. */
export function checkSend(negotiation: NegotiationState, offer: OfferRead): void {
  if (offer.sent) throw new Problem('negotiation.sentAlready', {}, 409)
  if (negotiation !== 'open' && negotiation !== 'deadlocked')
    throw new Problem('negotiation.notOpen', {}, 409)
}

/** Accepting: an offer that lies on the table, by somebody else who binds, while the point is open. */
export function checkAccept(
  point: PointState,
  offer: OfferRead,
  party: { organisationId: string; constituency: Constituency },
): void {
  if (!offer.sent || offer.withdrawn) throw new Problem('negotiation.answersNothing', {}, 409)
  if (offer.organisationId === party.organisationId) throw new Problem('negotiation.ownOffer', {}, 409)
  if (!binds(party.constituency)) throw new Problem('negotiation.accompanies', {}, 403)
  if (point !== 'open') throw new Problem('negotiation.pointClosed', {}, 409)
}

/** Whether all who bind, beside its maker, accepted an offer: then its words are the clause's. The database settles the same. */
export const acceptedByAll = (
  offer: OfferRead,
  parties: readonly { organisationId: string; constituency: Constituency }[],
  accepted: ReadonlySet<string>,
): boolean =>
  parties.every(
    ({ organisationId, constituency }) =>
      organisationId === offer.organisationId || !binds(constituency) || accepted.has(organisationId),
  )

/** A negotiation is concluded when nothing is left open: each point agreed or set aside, and one at least agreed. */
export function checkConclude(points: readonly PointState[]): void {
  const open = points.filter((state) => state === 'open' || state === 'deadlocked').length
  if (open > 0) throw new Problem('negotiation.pointsOpen', { open }, 409)
  if (!points.includes('agreed')) throw new Problem('negotiation.nothingAgreed', {}, 409)
}

/** Once an offer was put on the table in a round, its day and meeting stay and it is not put away (null): `negotiation.roundSpoken`. */
export function checkRound(
  round: { spoken: boolean; heldOn: string; meetingId: string | null },
  next: { heldOn: string; meetingId: string | null } | null,
): void {
  if (!round.spoken) return
  if (next === null || next.heldOn !== round.heldOn || next.meetingId !== round.meetingId)
    throw new Problem('negotiation.roundSpoken', {}, 409)
}

/** Sitting down takes two delegations that bind. */
export function checkOpen(parties: readonly { constituency: Constituency }[]): void {
  if (parties.filter(({ constituency }) => binds(constituency)).length < 2)
    throw new Problem('negotiation.twoParties', {}, 409)
}
