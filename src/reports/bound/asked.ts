/** Items that are questions asked of many records: counts and lists of a time, a place, a group. */
import { actorWords, type ListedOrganisation, listOrganisations } from '../../actors/index.ts'
import { type Account, accountOf, type Entry } from '../../dialogue/index.ts'
import { documentList, type GapRow, gapRows, libraryWords } from '../../evidence/index.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { capital, date, number } from '../../web/format.ts'
import { dayInText, daysInText } from '../days.ts'
import { askedWords } from './asked-words.ts'
import type { Context } from './context.ts'
import { counted } from './measured.ts'
import { both } from './places.ts'
import type { Spec, SpecOf } from './spec.ts'
import type { BoundList, BoundNumber, Value, Words } from './value.ts'

export type AskedSpec = SpecOf<'count' | 'list'>
export const isAsked = (spec: Spec): spec is AskedSpec => spec.of === 'count' || spec.of === 'list'

export const askedValue = (context: Context, spec: AskedSpec): Promise<Value> =>
  context.read<Value>((tx) => (spec.of === 'count' ? countOf(tx, context, spec) : listOf(tx, context, spec)))

async function accountFor(tx: ReadTx, { asker, today, zone }: Context, spec: AskedSpec): Promise<Account> {
  const places = spec.place === null ? [] : await placesOf(tx, asker)
  const groups = spec.group === null ? [] : await workerGroupsOf(tx, asker)
  const inside = (code: string): string[] => {
    const own = places.find((one) => one.code === code)
    if (!own) return []
    return [
      own.id,
      ...places.filter(({ parentId }) => parentId === own.id).flatMap((one) => inside(one.code)),
    ]
  }
  return accountOf(tx, asker, {
    from: spec.from,
    to: spec.to,
    placeIds: spec.place === null ? null : inside(spec.place),
    workerGroupId: groups.find(({ code }) => code === spec.group)?.id ?? null,
    today,
    zone,
  })
}

const organisationsFor = (tx: ReadTx, { asker }: Context, spec: AskedSpec): Promise<ListedOrganisation[]> =>
  listOrganisations(
    tx,
    asker,
    {
      ...(spec.place === null ? {} : { place: spec.place }),
      ...(spec.group === null ? {} : { group: spec.group }),
    },
    { limit: 1000 },
  )

const documentsFor = (tx: ReadTx, { asker }: Context, spec: AskedSpec) =>
  documentList(tx, asker, {
    ...(spec.place === null ? {} : { place: spec.place }),
    ...(spec.group === null ? {} : { group: spec.group }),
  })

/** The records that an item counts or names, as the asker sees them; organisations and gaps are in no thread. */
export async function askedRecords(tx: ReadTx, context: Context, spec: AskedSpec): Promise<string[]> {
  const idsOf = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id)
  switch (spec.what) {
    case 'organisations':
    case 'gaps':
      return []
    case 'documents':
      return idsOf(await documentsFor(tx, context, spec))
    case 'participations':
      return idsOf((await accountFor(tx, context, spec)).meetings)
    case 'clauses':
      return idsOf((await accountFor(tx, context, spec)).agreements)
    case 'commitmentsMet':
      return idsOf((await accountFor(tx, context, spec)).commitments.filter(({ kept }) => kept))
    default:
      return idsOf((await accountFor(tx, context, spec))[spec.what])
  }
}

async function countOf(tx: ReadTx, context: Context, spec: SpecOf<'count'>): Promise<BoundNumber> {
  const count =
    spec.what === 'organisations'
      ? (await organisationsFor(tx, context, spec)).length
      : countIn(await accountFor(tx, context, spec), spec.what)
  return {
    is: 'number',
    ...counted(count),
    name: both((lang) => askedWords(lang).counts[spec.what]),
    base: both((lang) => spanWords(spec, lang)),
    period: '',
    definition: both((lang) => askedWords(lang).definitions[spec.what]),
    method: null,
    source: both((lang) => askedWords(lang).records(spanWords(spec, lang), date(context.today, lang))),
    href: hrefs[spec.what],
  }
}

function countIn(account: Account, what: Exclude<SpecOf<'count'>['what'], 'organisations'>): number {
  switch (what) {
    case 'meetings':
      return account.meetings.length
    case 'participations':
      return account.reach.participations + account.reach.counted
    case 'agreements':
      return account.agreements.length
    case 'clauses':
      return account.agreements.reduce((sum, { clauses }) => sum + clauses, 0)
    case 'commitments':
      return account.commitments.length
    case 'commitmentsMet':
      return account.commitments.filter(({ kept }) => kept).length
    case 'demands':
      return account.demands.length
  }
}

const hrefs: Readonly<Record<AskedSpec['what'], string>> = {
  meetings: '/meetings',
  participations: '/meetings',
  agreements: '/agreements',
  clauses: '/agreements',
  commitments: '/commitments',
  commitmentsMet: '/commitments',
  demands: '/demands',
  organisations: '/actors',
  gaps: '/evidence/library/gaps',
  documents: '/evidence/library',
}

const spanWords = ({ from, to }: AskedSpec, lang: 'es' | 'en'): string =>
  from === null && to === null
    ? askedWords(lang).always
    : askedWords(lang).span(
        ...(from !== null && to !== null
          ? daysInText(from, to, lang)
          : ([from && dayInText(from, lang), to && dayInText(to, lang)] as const)),
      )

async function listOf(tx: ReadTx, context: Context, spec: SpecOf<'list'>): Promise<BoundList> {
  const { columns, items } =
    spec.what === 'organisations'
      ? organisationItems(await organisationsFor(tx, context, spec))
      : spec.what === 'gaps'
        ? gapItems(
            await gapRows(tx, context.asker, spec.place ?? 'MX', 'es'),
            await gapRows(tx, context.asker, spec.place ?? 'MX', 'en'),
          )
        : spec.what === 'documents'
          ? documentItems(await documentsFor(tx, context, spec))
          : itemsIn(await accountFor(tx, context, spec), spec.what)
  return {
    is: 'list',
    title: both((lang) => askedWords(lang).lists[spec.what]),
    label: both((lang) => askedWords(lang).items[spec.what]),
    columns,
    items,
    source: both((lang) => askedWords(lang).records(spanWords(spec, lang), date(context.today, lang))),
    href: hrefs[spec.what],
  }
}

/** The earliest first; without a day, last. */
const inOrder = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'))

type Rows = Pick<BoundList, 'columns' | 'items'>
const head = (name: keyof ReturnType<typeof askedWords>['heads']): Words =>
  both((lang) => askedWords(lang).heads[name])
const dash = both(() => '–')

function itemsIn(
  account: Account,
  what: Exclude<SpecOf<'list'>['what'], 'organisations' | 'gaps' | 'documents'>,
): Rows {
  const row = (entry: Entry, cells: readonly (Words | null)[]) => ({
    label: both((lang) => said(entry.title, lang)),
    cells: cells.map((cell) => cell ?? dash),
    href: entry.path,
  })
  const day = (on: string | null): Words | null => (on === null ? null : both((lang) => date(on, lang)))
  switch (what) {
    case 'meetings':
      return {
        columns: [head('date'), head('kind'), head('place')],
        items: account.meetings.map((one) => row(one, [day(one.on), one.kind, one.who])),
      }
    case 'demands':
      return {
        columns: [head('raised'), head('by'), head('stage')],
        items: inOrder(account.demands).map((one) => row(one, [day(one.on), one.who, one.state])),
      }
    case 'agreements':
      return {
        columns: [head('signed'), head('clauses'), head('state')],
        items: account.agreements.map((one) =>
          row(one, [day(one.on), both(() => number(one.clauses)), one.state]),
        ),
      }
    case 'commitments':
      return {
        columns: [head('owes'), head('due'), head('state')],
        items: account.commitments.map((one) => row(one, [one.who, day(one.due), one.state])),
      }
  }
}

const organisationItems = (rows: readonly ListedOrganisation[]): Rows => ({
  columns: [head('represents'), head('place'), head('members')],
  items: rows.map((one) => ({
    label: both((lang) => `${said(one.name, lang)}${one.acronym ? ` (${one.acronym})` : ''}`),
    cells: [
      one.constituency
        ? both((lang) => actorWords(lang).constituencies[one.constituency ?? 'workers'])
        : dash,
      one.place ? both((lang) => (one.place ? said(one.place, lang) : '–')) : dash,
      both((lang) =>
        one.members === null
          ? '–'
          : `${number(one.members)}${one.basis === 'reported' ? ` (${askedWords(lang).reported})` : ''}`,
      ),
    ],
    href: `/actors/${one.id}`,
  })),
})

/** A row a topic: for which groups enough is held, for which not yet, for which nothing. A column a group would fit no page. */
function gapItems(es: readonly GapRow[], en: readonly GapRow[]): Rows {
  const topics = [...new Set(es.map(({ topic }) => topic))]
  const inWords = { es, en }
  return {
    columns: [head('held'), head('partly'), head('missing')],
    items: topics.map((topic) => {
      const row = es.filter((one) => one.topic === topic)
      return {
        label: both((lang) => inWords[lang].find((one) => one.topic === topic)?.topicName ?? topic),
        cells: (['held', 'partly', 'missing'] as const).map((column) =>
          both((lang) =>
            gapCell(
              row.filter(({ meaning }) => (meaning === 'coming' ? 'partly' : meaning) === column),
              row.length,
              lang,
            ),
          ),
        ),
        href: '/evidence/library/gaps',
      }
    }),
  }
}

/** «En general (3; buena); comerciantes en vía pública (1)»: the groups, how many documents, how good the best. */
function gapCell(rows: readonly GapRow[], all: number, lang: 'es' | 'en'): string {
  const { heads, everything, rest } = askedWords(lang)
  if (rows.length === 0) return '–'
  const isEmpty = rows.every(({ held }) => held === 0)
  if (isEmpty && rows.length === all) return everything
  if (isEmpty && rows.length > all / 2) return rest
  const words = rows.map(({ group, held, best }) => {
    const name = group ? said(group.name, lang) : heads.general
    const inside = [held > 0 && number(held), best && libraryWords(lang).qualities[best]].filter(Boolean)
    return `${lowered(name)}${inside.length > 0 ? ` (${inside.join('; ')})` : ''}`
  })
  return capital(words.join('; '))
}

const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase('es') + words.slice(1)

const documentItems = (rows: Awaited<ReturnType<typeof documentList>>): Rows => ({
  columns: [head('author'), head('year'), head('kind'), head('quality')],
  items: rows.map((one) => ({
    label: both((lang) => said(one.title, lang)),
    cells: [
      both(() => [one.authors, one.publisher].filter(Boolean).join(', ') || '–'),
      both(() => one.published?.slice(0, 4) ?? '–'),
      both((lang) => libraryWords(lang).kinds[one.kind]),
      both((lang) => libraryWords(lang).qualities[one.quality]),
    ],
    href: one.path,
  })),
})
