/** What is true of reports: the way from draft to edition, as a table, and what stops a sign-off. Pure. */
import type { Gone, Value } from './bound/value.ts'
import type { Block } from './content/model.ts'
import { bindingsOf, isEmpty } from './content/model.ts'

export const states = ['draft', 'review', 'signed'] as const
/** draft: being written; review: others read it before it is signed; signed: as the last edition says, until somebody writes on. */
export type State = (typeof states)[number]

export const steps = ['send_to_review', 'back_to_draft', 'sign', 'write_on'] as const
export type ReportStep = (typeof steps)[number]

const table: Readonly<Record<State, Readonly<Partial<Record<ReportStep, State>>>>> = {
  draft: { send_to_review: 'review', sign: 'signed' },
  review: { back_to_draft: 'draft', sign: 'signed' },
  signed: { write_on: 'draft' },
}

/** Where a step leads; null: not from here. */
export const after = (state: State, step: ReportStep): State | null => table[state][step] ?? null
export const stepsFrom = (state: State): ReportStep[] => steps.filter((step) => after(state, step) !== null)

/** One thing that somebody has to settle before a report is signed. `block`: where; absent: the report as a whole. */
export interface Hindrance {
  code: 'moved' | 'gone' | 'untranslated' | 'outdated' | 'unwritten' | 'empty'
  block?: string
  binding?: string
}

/**
 * All that stops a sign-off: a bound item that moved or is gone, a paragraph in one language alone, a translation that its source
 * has left behind, a section of which nothing is written, a report without a word. Open comments stop nothing.
 */
export function hindrances(
  blocks: readonly Block[],
  bindings: ReadonlyMap<string, { held: Value; moved: Value | null }>,
): Hindrance[] {
  const written = blocks.filter(({ kind }) => kind !== 'guidance' && kind !== 'page_break')
  if (written.length === 0) return [{ code: 'empty' }]
  return written.flatMap((block, at): Hindrance[] => [
    ...(isUnwritten(written, at) ? [{ code: 'unwritten' as const, block: block.id }] : []),
    ...bindingsOf(block).flatMap((binding): Hindrance[] => {
      const item = bindings.get(binding)
      if (!item || item.held.is === 'gone') return [{ code: 'gone', block: block.id, binding }]
      return item.moved ? [{ code: 'moved', block: block.id, binding }] : []
    }),
    ...(isHalf(block) ? [{ code: 'untranslated' as const, block: block.id }] : []),
    ...(block.outdated ? [{ code: 'outdated' as const, block: block.id }] : []),
  ])
}

/** A heading under which nothing stands before the next of its rank. */
function isUnwritten(blocks: readonly Block[], at: number): boolean {
  const [heading, next] = [blocks[at], blocks[at + 1]]
  if (heading?.kind !== 'heading') return false
  return !next || (next.kind === 'heading' && next.level <= heading.level)
}

/** Written in one language and empty in the other. An exhibit and an empty paragraph are neither. */
const isHalf = ({ es, en }: Block): boolean => isEmpty(es) !== isEmpty(en)

export const isGone = (value: Value): value is Gone => value.is === 'gone'

/** Roles that write drafts, as the table *who may what* has them. */
export const drafters: readonly string[] = ['coordinator', 'assistant', 'researcher', 'adviser']
