/** What is true of agreements and their clauses: tables of steps, and what each step needs. The database is the referee of signing. */
import { Problem } from '../../platform/problem.ts'
import { type Lack, lacks, type Standing } from '../negotiation/rules.ts'
import type { Machine } from '../rules.ts'

export type AgreementState = 'draft' | 'closed' | 'signed' | 'ended' | 'terminated'
export type AgreementStep = 'close' | 'reopen' | 'sign' | 'end' | 'terminate'
/** A closed text waits for the signatures; what was signed is never a draft again. */
export const agreementMachine: Machine<AgreementState, AgreementStep> = {
  draft: { close: 'closed' },
  closed: { reopen: 'draft', sign: 'signed' },
  signed: { end: 'ended', terminate: 'terminated' },
  ended: {},
  terminated: {},
}

export type AmendmentState = 'proposed' | 'in_force' | 'rejected'
export type AmendmentStep = 'adopt' | 'reject'
export const amendmentMachine: Machine<AmendmentState, AmendmentStep> = {
  proposed: { adopt: 'in_force', reject: 'rejected' },
  in_force: {},
  rejected: {},
}

export const legalNatures = [
  'collective_agreement',
  'coordination_agreement',
  'administrative_agreement',
  'contract',
  'settlement',
  'minutes',
  'letter_of_intent',
  'other',
] as const
export type LegalNature = (typeof legalNatures)[number]

export interface Party extends Standing {
  organisationId: string
  signedOn: string | null
}

/** What each party lacks before the agreement stands signed; parties that lack nothing are left out. */
export function missing(
  parties: readonly Party[],
): { organisationId: string; lacks: (Lack | 'signature')[] }[] {
  return parties
    .map((party) => ({
      organisationId: party.organisationId,
      lacks: [...lacks(party), ...(party.signedOn === null ? (['signature'] as const) : [])],
    }))
    .filter(({ lacks: found }) => found.length > 0)
}

/** A text is closed for signature once it has clauses and two parties. */
export function checkClose(clauses: number, parties: number): void {
  if (clauses === 0) throw new Problem('agreements.noClauses', {}, 409)
  if (parties < 2) throw new Problem('agreements.twoParties', {}, 409)
}

/** A party signs a closed text, with what it needs to bind itself. */
export function checkSignature(state: AgreementState, party: Standing, names: string): void {
  if (state !== 'closed') throw new Problem('agreements.notClosed', {}, 409)
  const [first] = lacks(party)
  if (first) throw new Problem(`agreements.lacks.${first}`, { name: names }, 409)
}

/** The agreement stands once nobody lacks anything; returns the day of the last signature. */
export function checkSign(parties: readonly Party[]): string {
  if (parties.length < 2) throw new Problem('agreements.twoParties', {}, 409)
  const left = missing(parties)
  if (left.length > 0) throw new Problem('agreements.notAllSigned', { left: left.length }, 409)
  return parties.map(({ signedOn }) => signedOn ?? '').toSorted()[parties.length - 1] ?? ''
}

export type AmendmentAnswer = 'agrees' | 'refuses'
/** An amendment comes into force when every party agrees; one refusal lets it be rejected only. */
export function checkAdopt(parties: readonly string[], answers: ReadonlyMap<string, AmendmentAnswer>): void {
  const left = parties.filter((id) => answers.get(id) !== 'agrees').length
  if (left > 0) throw new Problem('agreements.notAllAgree', { left }, 409)
}

/** A public page takes a signed agreement and every party's consent. */
export function checkPublish(state: AgreementState, consents: readonly (string | null)[]): void {
  if (state === 'draft' || state === 'closed') throw new Problem('agreements.notSigned', {}, 409)
  const left = consents.filter((day) => day === null).length
  if (left > 0) throw new Problem('agreements.notAllPublish', { left }, 409)
}
