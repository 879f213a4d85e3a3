/** Small things that all pages of the part use. */
import { may, type Resource, type Verb } from '../kernel/access.ts'
import type { Crumb } from '../web/page.tsx'
import type { Visit } from '../web/server/route.ts'
import { wordsOf } from './words.ts'

/** Largest file that can be attached, in bytes. */
export const maxAttachment = 20_000_000

export const allowed = ({ asker: { role } }: Visit, verb: Verb, resource: Resource): boolean =>
  role !== 'system' && may(role, verb, resource)

/** Organizar › Actores › … */
export const crumbs = (visit: Visit, ...more: Crumb[]): Crumb[] => [
  { label: wordsOf(visit.lang).organise },
  { label: wordsOf(visit.lang).actors, href: `/${visit.workspace.slug}/actors` },
  ...more,
]

/** An address without the language, as forms and crumbs take it. */
export const bare = (visit: Visit, path: string): string => `/${visit.workspace.slug}${path}`

/** Today in the workspace's zone, as an ISO date. */
export const today = (visit: Visit): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: visit.workspace.timezone }).format(new Date())

/** `{value: '', label: …}` before the choices of a filter. */
export const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The day that a map speaks of: the one in the address, else today; a day that is none is left out. */
export function dayAsked(visit: Visit): { day: string; on: string | undefined } {
  const given = visit.query.get('on') ?? ''
  const isDay = /^(19|20)\d{2}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given))
  const on = isDay && new Date(given).toISOString().startsWith(given) ? given : undefined
  return { day: on ?? today(visit), on }
}
