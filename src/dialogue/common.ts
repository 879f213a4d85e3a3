/** Small things that all pages of the part use. */
import type { Kysely } from 'kysely'
import { pickOrganisations } from '../actors/index.ts'
import { isId } from '../kernel/id.ts'
import { placesOf, workerGroupsOf } from '../kernel/place.ts'
import { said, type Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import { Problem } from '../platform/problem.ts'
import type { FormError, FormValues } from '../web/components/form-schema.ts'
import { capital, dayOf } from '../web/format.ts'
import type { Crumb } from '../web/page.tsx'
import type { Visit } from '../web/server/route.ts'
import { plainName } from './rules.ts'
import { wordsOf } from './words.ts'

export interface DialogueServices {
  db: Kysely<Schema>
  secret: string
  files: FileStore
  /** The address that people use. */
  publicUrl(): string
  /** Looks up links that open without signing in, at a pace by network; at once where it is left out. */
  lookup?<T>(
    request: Request,
    hash: string,
    find: () => Promise<T | null | undefined>,
  ): Promise<T | null | undefined>
}

/** An address without the language, as forms and crumbs take it. */
export const bare = (visit: Visit, path: string): string => `/${visit.workspace.slug}${path}`
/** The whole address, to be sent to somebody. */
export const whole = (services: DialogueServices, visit: Visit, path: string): string =>
  services.publicUrl().replace(/\/$/, '') + visit.to(path)

export const crumbs = (visit: Visit, ...more: Crumb[]): Crumb[] => [
  { label: wordsOf(visit.lang).list.title, href: bare(visit, '/meetings') },
  ...more,
]
/** Where the pages of a meeting's minutes are. */
export const minutesTrail = (visit: Visit, meeting: { id: string; title: Text }): Crumb[] =>
  crumbs(
    visit,
    { label: said(meeting.title, visit.lang), href: bare(visit, `/meetings/${meeting.id}`) },
    { label: wordsOf(visit.lang).page.minutes },
  )
export const today = (visit: Visit): string => dayOf(new Date(), visit.workspace.timezone)

/** Longest list of choices; with more places (all municipalities) only states are offered. */
const most = 400

export interface Choice {
  value: string
  label: string
}

export async function placeChoices(tx: ReadTx, visit: Visit): Promise<Choice[]> {
  const all = await placesOf(tx, visit.asker)
  const offered = all.length <= most ? all : all.filter(({ kind }) => kind === 'country' || kind === 'state')
  return offered.map(({ id, name }) => ({ value: id, label: said(name, visit.lang) }))
}

export const groupChoices = async (tx: ReadTx, visit: Visit): Promise<Choice[]> =>
  (await workerGroupsOf(tx, visit.asker)).map(({ id, name }) => ({
    value: id,
    label: capital(said(name, visit.lang)),
  }))

export const organisationChoices = async (tx: ReadTx, visit: Visit): Promise<Choice[]> =>
  (await pickOrganisations(tx, visit.asker, '', { limit: most })).map(({ id, name }) => ({
    value: id,
    label: said(name, visit.lang),
  }))

/** The organisation that was typed, by its name or acronym whatever the accents; throws `dialogue.noOrganisation`. */
export async function organisationTyped(tx: ReadTx, asker: Asker, typed: string): Promise<string> {
  const wanted = plainName(typed)
  const found = wanted === '' ? [] : await pickOrganisations(tx, asker, typed, { limit: 20 })
  const same = found.filter(({ name, acronym }) =>
    [name.es?.text, name.en?.text, acronym].some((one) => one && plainName(one) === wanted),
  )
  const [only] = same
  if (!only) throw new Problem('dialogue.noOrganisation', { name: typed.slice(0, 80) })
  return only.id
}

/** A choice that was sent, where it is an id; null for nothing. */
export const idOrNull = (value: string | undefined): string | null => (value && isId(value) ? value : null)

const listed = {
  place: 'kernel.place',
  group: 'kernel.worker_group',
  convenor: 'kernel.organisation',
  platform: 'dialogue.platform',
} as const

/**
 * Which choices of a form are not there for the asker (of another workspace, taken away since), each as an error on its field.
 * What the record had `before` may stay, though the asker does not see it.
 */
export async function unknownChoices(
  tx: ReadTx,
  visit: Visit,
  labels: Readonly<Record<string, { label: string }>>,
  chosen: Partial<Record<keyof typeof listed, string | null>>,
  before: readonly (string | null)[],
): Promise<FormError[]> {
  const errors: FormError[] = []
  for (const key of Object.keys(listed) as (keyof typeof listed)[]) {
    const id = chosen[key]
    if (!id || before.includes(id)) continue
    const found = await tx
      .selectFrom(listed[key])
      .select('id')
      .where('workspace_id', '=', visit.asker.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    const text = wordsOf(visit.lang).problems['dialogue.unknownChoice']({ field: labels[key]?.label ?? key })
    if (!found) errors.push({ field: key, text })
  }
  return errors
}

/** What was typed, for showing the form again. */
export const typedIn = (form: FormData): FormValues =>
  Object.fromEntries([...form].map(([name, typed]) => [name, typeof typed === 'string' ? typed : undefined]))

/** Text of a form's field, without blanks around it. */
export const field = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : ''
}

/** A whole number that was typed; null for nothing or for what is none. */
export const countOf = (form: FormData, name: string, most = 99_999): number | null => {
  const typed = field(form, name).replaceAll(',', '')
  return /^\d{1,6}$/.test(typed) && Number(typed) <= most ? Number(typed) : null
}

/** Whether it is a day of the calendar, as browsers send it: `2026-02-30` is none. */
export const isDay = (day: string): boolean => {
  const at = /^[12]\d{3}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
