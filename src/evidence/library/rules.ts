/** What is true of documents, passages and gaps, whatever the database says: choices and small truths, no I/O. */

export const documentKinds = [
  'law',
  'study',
  'statistic',
  'rules',
  'minutes',
  'press',
  'testimony',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** How far a document carries, the furthest first; `unknown`: nobody has said. */
export const qualities = ['primary', 'official', 'reviewed', 'grey', 'press', 'unknown'] as const
export type Quality = (typeof qualities)[number]

/** `open`: may be passed on whole, also to the public; `quote`: may be quoted; `none`: not to be quoted. */
export const rightsOf = ['open', 'quote', 'none'] as const
export type Rights = (typeof rightsOf)[number]

/** Who sees a document: `all` whoever the role table lets see evidence. */
export const audiences = ['all', 'team', 'public'] as const
export type DocumentAudience = (typeof audiences)[number]

/** The common topics; a workspace adds its own (`own_…`). Their words are in `words.*`. */
export const commonTopics = [
  'employment',
  'rights',
  'social_protection',
  'programmes',
  'income',
  'workplace',
  'public_space',
  'organising',
  'care',
  'violence',
  'migration',
  'registration',
] as const

/** Languages that the form offers, as BCP 47 tags; others are typed. */
export const commonLanguages = ['es', 'en', 'nah', 'maz', 'mix', 'zap', 'myn', 'pt', 'fr'] as const

export const isLanguageTag = (tag: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)

/** `2019`, `2019-05`, `2019-05-12`; a day that the calendar does not have is none. */
export function isPublished(written: string): boolean {
  if (!/^[12]\d{3}(-\d\d(-\d\d)?)?$/.test(written)) return false
  const [year = 0, month = 1, day = 1] = written.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** As lists order it and doubles are found: no accents, no capitals, no article signs. */
export const sortable = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/(?!\u0303)\p{M}/gu, '')
    .normalize('NFC')
    .toLocaleLowerCase('es')
    .replace(/[«»"“”'’¿?¡!()[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)

/** The name of a file as the first title of its document: `Informe_2019-final.pdf` → `Informe 2019-final`. */
export const titleOfFile = (name: string): string =>
  name
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300) || name

// Passages -------------------------------------------------------------------------------------------------------------

/** Signs that a person, a keyboard or a copy changes without changing the words. */
const alike = (text: string): string =>
  text
    .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/…/g, '...')
    .normalize('NFC')

/**
 * Where a quote stands in the text of a page: from (inclusive), to (exclusive); null where it does not. Spaces and line ends,
 * hyphens at line ends, kinds of quotation marks and dashes do not count; letters, accents and capitals do.
 */
export function findQuote(page: string, quote: string): { from: number; to: number } | null {
  const wanted = alike(quote).replace(/\s+/g, '')
  if (wanted === '') return null
  // What is compared, and where each of its signs stands in the page.
  let compared = ''
  const places: number[] = []
  let at = 0
  for (const sign of page) {
    for (const one of alike(sign).replace(/\s+/g, '')) {
      compared += one
      for (let unit = 0; unit < one.length; unit++) places.push(at)
    }
    at += sign.length
  }
  const found = compared.indexOf(wanted)
  if (found === -1) return null
  const from = places[found] ?? 0
  const last = places[found + wanted.length - 1] ?? from
  const width = (page.codePointAt(last) ?? 0) > 0xffff ? 2 : 1
  return { from, to: last + width }
}

/** The words as they stand on the page, in one line; null where the page does not say them. */
export function quoteFrom(page: string, quote: string): string | null {
  const found = findQuote(page, quote)
  return found && page.slice(found.from, found.to).replace(/\s+/g, ' ').trim()
}

export const shortestQuote = 3
export const longestQuote = 4000

/** A stretch of a page, for marking: `mark` says by what. */
export interface Stretch {
  text: string
  /** Ids of the passages that cover it. */
  passages: readonly string[]
}

/** The text of a page cut where passages begin and end; overlapping ones share their stretch. */
export function stretches(page: string, passages: readonly { id: string; quote: string }[]): Stretch[] {
  const spans = passages.flatMap(({ id, quote }) => {
    const found = findQuote(page, quote)
    return found ? [{ id, ...found }] : []
  })
  const cuts = [...new Set([0, page.length, ...spans.flatMap(({ from, to }) => [from, to])])].toSorted(
    (a, b) => a - b,
  )
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at] ?? 0
    return {
      text: page.slice(from, to),
      passages: spans.filter((span) => span.from <= from && span.to >= to).map(({ id }) => id),
    }
  })
}

/** Pages of a document that hold one of the words, by the rules of its language; `needed`: how many words there are. */
export interface Held {
  rules: string
  needed: number
  pages: readonly number[]
}

/**
 * How many pages hold all the words, and the first `most` pages: those that hold them all before those that hold some, by rules of
 * one language.
 */
export function bestPages(
  held: readonly Held[],
  most: number,
): { count: number; pages: { page: number; rules: string }[] } {
  const found = new Map<string, { page: number; rules: string; words: number; needed: number }>()
  for (const { rules, needed, pages } of held)
    for (const page of pages) {
      const key = `${rules} ${page}`
      const one = found.get(key)
      if (one) one.words++
      else found.set(key, { page, rules, words: 1, needed })
    }
  const all = [...found.values()].filter(({ words, needed }) => words === needed)
  const some = all.length >= most ? [] : [...found.values()].filter(({ words, needed }) => words < needed)
  const inOrder = (pages: typeof all) => pages.toSorted((a, b) => a.page - b.page)
  return {
    count: all.length,
    pages: [...inOrder(all), ...inOrder(some)].slice(0, most).map(({ page, rules }) => ({ page, rules })),
  }
}

/** Each plain letter with all that differ from it by an accent alone. */
const accented = new Map<string, string>()
for (let code = 0xc0; code < 0x250; code++) {
  const letter = String.fromCharCode(code)
  const plain = letter.normalize('NFD')[0] ?? ''
  if (/[A-Za-z]/.test(plain))
    accented.set(plain.toLowerCase(), (accented.get(plain.toLowerCase()) ?? '') + letter)
}

/** Where a word begins as one of these stems do, whatever its accents and capitals. A page is searched as it is: plainer copies cost. */
function beginsAs(stems: readonly string[]): RegExp {
  const ways = stems.map((stem) =>
    [...stem]
      .map((sign) => (/[\p{L}\p{N}]/u.test(sign) ? `[${sign}${accented.get(sign) ?? ''}]\\p{M}*` : '.'))
      .join(''),
  )
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${ways.join('|')})`, 'iu')
}
const finders = new Map<string, RegExp>()

/**
 * Some two hundred signs of a page around the first of its words that begins as one of these stems do; its beginning where none
 * does (a stem is nearly always how its word begins).
 */
export function stretchAround(page: string, stems: readonly string[]): string {
  const key = stems.join('\n')
  const finder = finders.get(key) ?? beginsAs(stems)
  // The pages of one answer are asked for the same stems.
  if (finders.size > 20) finders.clear()
  finders.set(key, finder)
  const at = stems.length === 0 ? -1 : page.search(finder)
  const from = Math.max(0, at - 60)
  const start = from === 0 ? 0 : page.indexOf(' ', from) + 1
  const end = start + 220 >= page.length ? page.length : page.lastIndexOf(' ', start + 220)
  return page
    .slice(start, end > start ? end : start + 220)
    .replace(/\s+/g, ' ')
    .trim()
}

// Gaps -----------------------------------------------------------------------------------------------------------------

export const gapStates = ['wanted', 'commissioned', 'in_hand', 'closed'] as const
export type GapState = (typeof gapStates)[number]
export const priorities = ['high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]
export const judgements = ['enough', 'not_enough'] as const
export type Judgement = (typeof judgements)[number]

/** One step onwards; any state may be chosen, this is the one that is offered. */
export const nextGapState: Readonly<Record<GapState, GapState | null>> = {
  wanted: 'commissioned',
  commissioned: 'in_hand',
  in_hand: 'closed',
  closed: null,
}

export interface Cell {
  topic: string
  /** Null: of all groups. */
  groupId: string | null
  placeId: string
  /** Documents that the asker may see. */
  held: number
  best: Quality | null
  judged: Judgement | null
  priority: Priority | null
  note: string | null
  state: GapState | null
  who: string | null
  due: string | null
  gapId: string | null
  version: number
}

/** What a cell says in one word: what is held and enough, held but not enough, being closed, or missing. */
export type CellMeaning = 'held' | 'partly' | 'coming' | 'missing'
export function meaningOf({ held, judged, state }: Pick<Cell, 'held' | 'judged' | 'state'>): CellMeaning {
  const open = state !== null && state !== 'closed'
  if (judged === 'enough') return 'held'
  if (open) return 'coming'
  if (held === 0) return 'missing'
  return judged === 'not_enough' ? 'partly' : 'held'
}

/** The furthest-carrying of several; null of none. */
export const bestOf = (found: readonly Quality[]): Quality | null =>
  qualities.find((quality) => found.includes(quality)) ?? null
