/** Holds a report against its sources: what moved is noted, nothing in it changes. */
import type { Asker, WriteTx } from '../../kernel/transaction.ts'
import { acceptMoved, bindingsOfReport, noteSeen, type Seen, type StoredBinding } from '../store/bindings.ts'
import { confirmBases, linkBases, movedUnder } from '../store/links.ts'
import { basesBehind } from './behind.ts'
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
  await settle(context, asker, reportId)
  return seen.length
}

/** A person takes over what moved; `ids` left out: all of it. Returns the items taken. */
export const takeOver = (
  context: WritingContext,
  asker: Asker,
  reportId: string,
  ids?: readonly string[],
): Promise<string[]> =>
  context.write(async (tx) => {
    const here = within(context, tx)
    const taken = await acceptMoved(tx, asker, reportId, ids)
    const now = (await bindingsOfReport(tx, asker, reportId)).filter(({ id }) => taken.includes(id))
    await linkBases(tx, asker, reportId, await basesBehind(here, now.map(specOf)))
    await settle(here, asker, reportId)
    return taken
  })

/** The same, asked and written in a transaction that is open. */
export const within = (context: WritingContext, tx: WriteTx): WritingContext => ({
  ...context,
  read: (work) => work(tx),
  write: (work) => work(tx),
})

/**
 * A record that moved under a draft waits no longer once what stands in the text is what it says now: a commitment that was given
 * another date changes no sentence that only counts it. What moved farther down is left to a person.
 */
async function settle(context: WritingContext, asker: Asker, reportId: string): Promise<void> {
  const waiting = await context.read((tx) => movedUnder(tx, asker, reportId))
  if (waiting.length === 0) return
  const bindings = await context.read((tx) => bindingsOfReport(tx, asker, reportId))
  const behind = async (items: readonly StoredBinding[]): Promise<Set<string>> =>
    new Set((await basesBehind(context, items.map(specOf))).map(({ record }) => record))
  const open = await behind(bindings.filter(({ moved }) => moved !== null))
  const held = await behind(bindings.filter(({ moved }) => moved === null))
  const settled = waiting.filter(({ record }) => held.has(record) && !open.has(record))
  if (settled.length > 0) await context.write((tx) => confirmBases(tx, asker, reportId, settled))
}

const specOf = ({ spec }: StoredBinding) => spec
