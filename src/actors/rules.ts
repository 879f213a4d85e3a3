/** What is true of organisations and people, whoever stores or shows them. */

/** Whom an organisation stands for at a table; its legal form is another question. */
export const constituencies = [
  'workers',
  'authority',
  'employers',
  'contractors',
  'civil_society',
  'academia',
  'donor',
] as const
export type Constituency = (typeof constituencies)[number]

export const legalForms = [
  'union',
  'federation',
  'cooperative',
  'civil_association',
  'unregistered',
  'network',
  'office',
  'firm',
  'chamber',
  'university',
  'foundation',
  'international',
  'other',
] as const
export type LegalForm = (typeof legalForms)[number]

export const membershipBased = ['yes', 'no', 'unclear'] as const
export type MembershipBased = (typeof membershipBased)[number]

export const sexes = ['woman', 'man', 'other'] as const
export type Sex = (typeof sexes)[number]

export const channels = ['phone', 'whatsapp', 'mail', 'none'] as const
export type Channel = (typeof channels)[number]

/** What somebody says of herself; `not_said` is an answer, too: she prefers not to. */
export const ageGroups = ['under_18', '18_29', '30_44', '45_59', '60_plus', 'not_said'] as const
export type AgeGroup = (typeof ageGroups)[number]
export const yesNo = ['yes', 'no', 'not_said'] as const
export type YesNo = (typeof yesNo)[number]

export const relationKinds = ['member_of', 'allied_with', 'in_dispute', 'reports_to', 'funds'] as const
export type RelationKind = (typeof relationKinds)[number]

/** Those that hold both ways: who is named first means nothing. */
export const isMutual = (kind: RelationKind): boolean => kind === 'allied_with' || kind === 'in_dispute'

/** −2 blocks … 2 promotes. */
export const stances = [-2, -1, 0, 1, 2] as const
export type Stance = (typeof stances)[number]

/** Practices by which an organisation judges itself, 1 (not yet) to 4 (always). */
export const practices = ['elections', 'assemblies', 'accounts', 'women', 'records', 'renewal'] as const
export type Practice = (typeof practices)[number]

export interface Membership {
  observedOn: string
  total: number | null
  women: number | null
  men: number | null
  basis: 'reported' | 'documented'
}

/**
 * How many members an organisation has: the total as it was said, else women and men together where both are known.
 * Null: it cannot be told.
 */
export const membersIn = ({
  total,
  women,
  men,
}: Pick<Membership, 'total' | 'women' | 'men'>): number | null =>
  total ?? (women !== null && men !== null ? women + men : null)
