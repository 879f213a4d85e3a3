/** What changed in a source, field by field, in words: from its versions, read by the part that keeps the record. */
import { type Language, otherLanguage } from '../../kernel/text.ts'
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
  const { before, after } = change
  const told = (lang: Language): Told[][] =>
    [before.snapshot, after.snapshot].map((snapshot) => [...reading.tell(snapshot, { ...clock, lang })])
  return withHidden(told(clock.lang), told(otherLanguage(clock.lang)))
}

/** A text whose translation was left behind differs only in the language in which it was written: then it is told in that. */
function withHidden(own: Told[][], other: Told[][]): Difference[] {
  const [before = [], after = []] = own
  const found = differing(before, after)
  const [labels, theirs] = [own.flat(), other.flat()]
  if (labels.length !== theirs.length) return found
  const named = new Map(theirs.map(({ label }, at) => [label, labels[at]?.label ?? label]))
  const [was = [], is = []] = other
  const hidden = differing(was, is)
    .map((one) => ({ ...one, label: named.get(one.label) ?? one.label }))
    .filter(({ label }) => !found.some((one) => one.label === label))
  return [...found, ...hidden]
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

/** Where two texts part and meet again, at whole words: what is the same before, what was and is in between, the same after. */
export function parting(
  before: string,
  after: string,
): { head: string; was: string; is: string; tail: string } {
  const [a, b] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return {
    head: a.slice(0, start).join(''),
    was: a.slice(start, a.length - end).join(''),
    is: b.slice(start, b.length - end).join(''),
    tail: end === 0 ? '' : a.slice(-end).join(''),
  }
}

/** The same in few words, for a line: only what was and is, with a little of what stands before. */
export function briefly({ before, after }: Difference, most = 60): [string, string] {
  if (before === null || after === null) return [cut(before ?? '–', most), cut(after ?? '–', most)]
  const { head, was, is } = parting(before, after)
  const lead = head.length <= 24 ? head : `…${head.slice(-18).replace(/^\S*/, '')}`
  return [cut(lead + was, most), cut(lead + is, most)]
}

const cut = (text: string, most: number): string => {
  const trimmed = text.trim()
  return trimmed.length <= most ? trimmed : `${trimmed.slice(0, most - 1).trimEnd()}…`
}
