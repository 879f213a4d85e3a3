/** Which kinds of record may be linked by hand, and how: a table, from what is cited to what rests on it. */
import type { LinkKind } from './thread.ts'

/** Kinds that stand in the same place of a thread. */
const groups = {
  evidence: ['figure', 'published_figure', 'quote', 'survey_result', 'provision', 'scheme', 'passage'],
  data: ['data_file', 'document'],
  minutes: ['minute_item'],
  problem: ['problem'],
  demand: ['demand'],
  proposal: ['proposal'],
  policy: ['policy_dialogue', 'policy_option'],
  offer: ['negotiation', 'round', 'offer', 'point'],
  agreement: ['agreement'],
  clause: ['clause'],
  commitment: ['commitment'],
  following: ['incident', 'assessment', 'remedy', 'compliance'],
  result: ['measurement', 'expense'],
  prose: ['good_practice', 'report_draft', 'report', 'sentence'],
} as const
type Group = keyof typeof groups

/** Kinds that the register knows and no thread cites: places and people of the work, found by the search box. */
export const uncited: readonly string[] = ['organisation', 'person', 'platform', 'meeting']

const said = ['supports', 'quotes'] as const

/** One row a basis: what may rest on it, and the kinds of link that make sense there, the usual one first. */
const table: Readonly<Record<Group, Readonly<Partial<Record<Group, readonly LinkKind[]>>>>> = {
  data: { evidence: ['supports'] },
  evidence: {
    evidence: ['supports', 'quotes', 'replaces'],
    minutes: said,
    problem: said,
    demand: said,
    proposal: said,
    policy: said,
    offer: said,
    clause: said,
    commitment: ['fulfils', 'supports'],
    following: ['supports', 'quotes'],
    result: ['measures', 'supports'],
    prose: ['quotes', 'supports'],
  },
  minutes: {
    problem: ['becomes', 'quotes'],
    demand: ['becomes', 'quotes'],
    proposal: ['becomes', 'quotes'],
    policy: said,
    offer: said,
    agreement: ['becomes', 'quotes'],
    clause: ['becomes', 'quotes'],
    commitment: ['becomes', 'quotes'],
    following: said,
    prose: ['quotes', 'supports'],
  },
  problem: {
    demand: ['becomes', 'supports'],
    proposal: ['answers', 'supports'],
    policy: ['answers', 'supports'],
    offer: said,
    prose: said,
  },
  demand: {
    demand: ['becomes', 'replaces'],
    proposal: ['becomes', 'answers'],
    policy: ['answers', 'supports'],
    offer: ['answers', 'becomes'],
    agreement: ['becomes', 'answers'],
    clause: ['answers', 'becomes'],
    commitment: ['answers', 'becomes'],
    prose: said,
  },
  proposal: {
    proposal: ['replaces', 'becomes'],
    policy: ['supports'],
    offer: ['becomes', 'answers'],
    agreement: ['becomes'],
    clause: ['becomes'],
    commitment: ['becomes', 'fulfils'],
    evidence: ['becomes'],
    prose: said,
  },
  policy: {
    policy: ['becomes', 'replaces'],
    demand: ['supports'],
    proposal: ['becomes', 'supports'],
    offer: ['supports'],
    clause: ['becomes'],
    prose: said,
  },
  offer: {
    offer: ['answers', 'replaces'],
    agreement: ['becomes'],
    clause: ['becomes'],
    prose: said,
  },
  agreement: {
    agreement: ['replaces'],
    clause: ['becomes'],
    commitment: ['becomes'],
    prose: said,
  },
  clause: {
    clause: ['replaces'],
    commitment: ['becomes'],
    following: ['supports'],
    prose: said,
  },
  commitment: {
    commitment: ['replaces', 'becomes'],
    following: ['measures', 'supports'],
    result: ['measures', 'fulfils'],
    prose: said,
  },
  following: {
    commitment: ['fulfils'],
    following: ['answers', 'supports'],
    demand: ['supports'],
    result: ['supports', 'measures'],
    prose: said,
  },
  result: {
    commitment: ['fulfils', 'measures'],
    result: ['supports', 'replaces'],
    prose: ['quotes', 'supports'],
  },
  prose: { prose: ['quotes', 'supports', 'replaces'] },
}

const groupOf = (kind: string): Group | undefined =>
  (Object.keys(groups) as Group[]).find((group) => (groups[group] as readonly string[]).includes(kind))

/** Whether a kind has its row in the table. */
export const isCited = (kind: string): boolean => groupOf(kind) !== undefined

/** How a record of one kind may rest on one of another, the usual way first; empty: not at all. */
export function linksFor(basisKind: string, recordKind: string): readonly LinkKind[] {
  const [basis, record] = [groupOf(basisKind), groupOf(recordKind)]
  return (basis && record && table[basis][record]) ?? []
}

/** The kinds that a record may rest on (`rests`), or that may rest on it (`supports`). */
export function kindsBeside(kind: string, side: 'rests' | 'supports'): string[] {
  return Object.values(groups)
    .flat()
    .filter((other) => (side === 'rests' ? linksFor(other, kind) : linksFor(kind, other)).length > 0)
}
