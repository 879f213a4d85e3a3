/** What changed in a source, field by field, in words: from its versions, read by the part that keeps the record. */
import type { Change } from '../../kernel/thread-changes.ts'
import type { Clock, RecordReading, Told } from './hooks.ts'
import type { Part } from './route.ts'

export interface Difference {
  label: string
  /** Null: there was none, or there is none any more. */
  before: string | null
  after: string | null
}

export const readingOf = (parts: readonly Part[], kind: string): RecordReading | undefined =>
  parts.map((part) => part.records?.[kind]).find(Boolean)

/**
 * The fields that differ, in the order of the page. Null where nothing can be told: one of the versions is not for the asker
 * to see or was erased, or the part keeps no words for it.
 */
export function differences(
  parts: readonly Part[],
  change: Pick<Change, 'source' | 'before' | 'after'>,
  clock: Clock,
): Difference[] | null {
  const reading = change.source && readingOf(parts, change.source.kind)
  if (!reading || !change.before || !change.after) return null
  return differing(reading.tell(change.before.snapshot, clock), reading.tell(change.after.snapshot, clock))
}

/** By label: a field that one of the two lacks stands alone. */
export function differing(before: readonly Told[], after: readonly Told[]): Difference[] {
  const was = new Map(before.map(({ label, value }) => [label, value]))
  const is = new Map(after.map(({ label, value }) => [label, value]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((label) => {
    const [old, now] = [was.get(label) || null, is.get(label) || null]
    return old === now ? [] : [{ label, before: old, after: now }]
  })
}
