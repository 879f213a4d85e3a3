/** Days and hours as people type them, in the zone of their workspace. */

/** Minutes by which a zone is ahead of UTC at an instant; −360 in Mexico City. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  const there = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((there - Math.floor(instant / 1000) * 1000) / 60_000)
}

/** `2026-11-21`, `10:30` in a zone as an instant; null where that is no day or hour. An hour that summer time skips is the one after. */
export function instantOf(day: string, clock: string, zone: string): Date | null {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  const [, hour, minute] = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(clock.trim()) ?? []
  if (!y || !m || !d || hour === undefined || minute === undefined) return null
  const asUtc = Date.UTC(Number(y), Number(m) - 1, Number(d), Number(hour), Number(minute))
  if (!new Date(asUtc).toISOString().startsWith(day)) return null
  const first = asUtc - offset(asUtc, zone) * 60_000
  return new Date(asUtc - offset(first, zone) * 60_000)
}

/** The first day of the month `2026-11`, and that of the next; null where it is none. */
export function monthOf(month: string): { first: string; next: string; before: string } | null {
  const [, y, m] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  if (!y || !m || Number(y) < 1900 || Number(y) > 2999) return null
  const at = (shift: number): string =>
    new Date(Date.UTC(Number(y), Number(m) - 1 + shift, 1)).toISOString().slice(0, 10)
  return { first: at(0), next: at(1), before: at(-1) }
}

/** The weeks of a month, Monday first, each of seven days; days of the neighbouring months fill the ends. */
export function weeksOf(month: string): string[][] {
  const start = new Date(`${month}-01T00:00:00Z`)
  const day = (shift: number): string =>
    new Date(start.getTime() + (shift - ((start.getUTCDay() + 6) % 7)) * 86_400_000)
      .toISOString()
      .slice(0, 10)
  const weeks: string[][] = []
  for (let at = 0; at === 0 || day(at).startsWith(month); at += 7)
    weeks.push(Array.from({ length: 7 }, (_, i) => day(at + i)))
  return weeks
}
