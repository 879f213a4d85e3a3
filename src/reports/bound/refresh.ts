/** Holds a report against its sources: what moved is noted, nothing in it changes. */
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { bindingsOfReport, noteSeen, type Seen, type StoredBinding } from '../store/bindings.ts'
import type { Context } from './context.ts'
import { basesOf, resolve } from './resolve.ts'
import { saysTheSame } from './same.ts'

export interface WritingContext extends Context {
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
}

/**
 * What each source says now against what is held: one line for each binding whose mark changes. Items whose source is known by
 * the same basis as when they were taken over, or last seen, are not asked.
 */
export async function compare(context: Context, bindings: readonly StoredBinding[]): Promise<Seen[]> {
  const bases = await basesOf(
    context,
    bindings.map(({ spec }) => spec),
  )
  const asked = bindings.filter((binding, at) => {
    const basis = bases[at] ?? null
    return basis === null || (basis !== binding.basis && basis !== binding.movedBasis)
  })
  // A source that is again what it was takes its mark with it.
  const back = bindings.filter((binding, at) => binding.moved && bases[at] === binding.basis)
  const resolved = await resolve(
    context,
    asked.map(({ spec }) => spec),
  )
  return [
    ...back.map(({ id, basis, held }) => ({ id, basis, held })),
    ...asked.flatMap((binding, at): Seen[] => {
      const now = resolved[at]
      if (!now) return []
      const { id, held, moved, basis } = binding
      if (saysTheSame(held, now.value))
        return moved || basis !== now.basis ? [{ id, basis: now.basis, held: now.value }] : []
      return moved && saysTheSame(moved, now.value) && binding.movedBasis === now.basis
        ? []
        : [{ id, basis: now.basis, moved: now.value }]
    }),
  ]
}

/** Returns how many items moved or came back. */
export async function refresh(context: WritingContext, asker: Asker, reportId: string): Promise<number> {
  const bindings = await context.read((tx) => bindingsOfReport(tx, asker, reportId))
  if (bindings.length === 0) return 0
  const seen = await compare(context, bindings)
  if (seen.length > 0) await context.write((tx) => noteSeen(tx, asker, reportId, seen))
  return seen.length
}
