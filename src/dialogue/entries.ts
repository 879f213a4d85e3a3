/** The lines of an attendance list, out of a form or out of a phone's outbox. */
import { z } from 'zod'
import { isId, newId } from '../kernel/id.ts'
import type { Language } from '../kernel/text.ts'
import { Problem } from '../platform/problem.ts'
import { countOf, field } from './common.ts'
import { ages, namesIn, plainName, total } from './rules.ts'
import type { Entry } from './store/attendance.ts'
import type { Party } from './store/meetings.ts'

/** Entries of one sending; more than a full hall's. */
export const mostEntries = 1000

const id = z.string().refine(isId)
// A phone whose clock has died says 1970; of years before that no database need know.
const at = z.coerce.date().min(new Date('1900-01-01T00:00:00Z'))
const base = { id, at }
/** PostgreSQL keeps no NUL in text. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0'))
const count = z.number().int().min(0).max(99_999)
const entry = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('attendance'),
    organisationId: id.nullable(),
    name: words(1000).transform((name) => name.trim().slice(0, 200)),
    sex: z.enum(['woman', 'man', 'other']).nullable(),
    age: z.enum(ages).nullable().default(null),
  }),
  z.object({
    ...base,
    kind: z.literal('head_count'),
    constituency: z.enum([
      'workers',
      'authority',
      'employers',
      'contractors',
      'civil_society',
      'academia',
      'donor',
    ]),
    device: words(64).min(1),
    women: count,
    men: count,
    others: count,
  }),
])

/** A comma is nobody: such a line is left out, so that the others of the list arrive. */
const isSomebody = (one: Entry): boolean => one.kind !== 'attendance' || plainName(one.name) !== ''

/** What a phone sent as JSON; throws `dialogue.entries` or `dialogue.tooManyEntries`. */
export function entriesFrom(json: string): Entry[] {
  let given: unknown
  try {
    given = JSON.parse(json)
  } catch {
    throw new Problem('dialogue.entries', {}, 400)
  }
  if (Array.isArray(given) && given.length > mostEntries)
    throw new Problem('dialogue.tooManyEntries', { most: mostEntries }, 413)
  const read = z.array(entry).safeParse(given)
  if (!read.success) throw new Problem('dialogue.entries', {}, 400)
  return read.data.filter(isSomebody)
}

/** `Rosa Hernández, m`: a mark of sex at the end, as each language abbreviates it. */
const marks: Record<Language, Readonly<Record<string, 'woman' | 'man' | 'other'>>> = {
  es: { m: 'woman', f: 'woman', h: 'man', o: 'other' },
  en: { w: 'woman', f: 'woman', m: 'man', o: 'other' },
}

export function markedName(
  line: string,
  lang: Language,
): { name: string; sex: 'woman' | 'man' | 'other' | null } {
  const [, name = line, mark = ''] = /^(.*?)\s*[,;\t]\s*([a-z])\.?$/i.exec(line.trim()) ?? []
  const sex = marks[lang][mark.toLowerCase()]
  return sex ? { name: name.trim(), sex } : { name: line.trim(), sex: null }
}

/** The same out of the list's form, for phones and desks without scripts. The device of a form's head-count is whoever sends it. */
export function entriesInForm(
  form: FormData,
  lang: Language,
  parties: readonly Party[],
  device: string,
  now: Date,
): Entry[] {
  const entries: Entry[] = []
  const known = (organisation: string): string | null =>
    parties.some((party) => party.organisation.id === organisation) ? organisation : null
  const person = (organisation: string, line: string) =>
    entries.push({
      kind: 'attendance',
      id: newId(),
      at: now,
      organisationId: known(organisation),
      age: null,
      ...markedName(line, lang),
    })
  for (const ticked of form.getAll('present')) {
    if (typeof ticked !== 'string') continue
    const [organisation = '', ...name] = ticked.split(' ')
    if (name.join(' ').trim() !== '') person(organisation, name.join(' ').slice(0, 200))
  }
  for (const line of namesIn(field(form, 'names'))) person(field(form, 'organisation'), line)
  for (const constituency of new Set([...parties.map((party) => party.constituency), 'civil_society'])) {
    const typed = (['women', 'men', 'others'] as const).map((who) => countOf(form, `${who}.${constituency}`))
    if (typed.every((n) => n === null)) continue
    const [women, men, others] = typed.map((n) => n ?? 0)
    const counted = { women: women ?? 0, men: men ?? 0, others: others ?? 0 }
    if (total(counted) >= 0)
      entries.push({ kind: 'head_count', id: newId(), at: now, constituency, device, ...counted })
  }
  return entries.filter(isSomebody).slice(0, mostEntries)
}
