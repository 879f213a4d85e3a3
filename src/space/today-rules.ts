/** In which order what waits is shown: what is late first, each group in plain words. */
import type { TodayLine } from '../web/server/hooks.ts'

export const todayGroups = ['overdue', 'today', 'week', 'review', 'later'] as const
export type TodayGroup = (typeof todayGroups)[number]

/** Whole days from one day to another; negative: it is past. */
export const daysUntil = (today: string, day: string): number =>
  Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)

/** What has no day of its own is looked at when there is time, before what is still far away. */
export function groupOf(line: Pick<TodayLine, 'due'>, today: string): TodayGroup {
  if (line.due === null) return 'review'
  const days = daysUntil(today, line.due)
  if (days < 0) return 'overdue'
  if (days === 0) return 'today'
  return days <= 7 ? 'week' : 'later'
}

/** The groups that have lines, in order; within one by day and hour, and what has none as it was given. */
export function grouped<L extends Pick<TodayLine, 'due' | 'time'>>(
  lines: readonly L[],
  today: string,
): { group: TodayGroup; lines: L[] }[] {
  const at = (line: L): string => (line.due === null ? '' : `${line.due} ${line.time ?? '24:00'}`)
  return todayGroups.flatMap((group) => {
    const own = lines.filter((line) => groupOf(line, today) === group)
    if (own.length === 0) return []
    return { group, lines: own.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0)) }
  })
}
