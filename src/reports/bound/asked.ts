/** Items that are questions asked of many records: counts and lists of a time, a place, a group. */
import { actorWords, type ListedOrganisation, listOrganisations } from '../../actors/index.ts'
import { type Account, accountOf, type Entry } from '../../dialogue/index.ts'
import { documentList, type GapRow, gapRows, libraryWords } from '../../evidence/index.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { date, number } from '../../web/format.ts'
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
    : askedWords(lang).span(from === null ? null : date(from, lang), to === null ? null : date(to, lang))

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
    columns,
    items,
    source: both((lang) => askedWords(lang).records(spanWords(spec, lang), date(context.today, lang))),
    href: hrefs[spec.what],
  }
}

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
        items: account.demands.map((one) => row(one, [day(one.on), one.who, one.state])),
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

/** A row a topic, a column a group; the cell says what is held, and how good the best of it is. */
function gapItems(es: readonly GapRow[], en: readonly GapRow[]): Rows {
  const groups = es.filter(({ topic }) => topic === es[0]?.topic).map(({ group }) => group)
  const topics = [...new Set(es.map(({ topic }) => topic))]
  const inWords = { es, en }
  return {
    columns: groups.map((group) => (group ? both((lang) => said(group.name, lang)) : head('general'))),
    items: topics.map((topic) => ({
      label: both((lang) => inWords[lang].find((one) => one.topic === topic)?.topicName ?? topic),
      cells: groups.map((group) => {
        const cell = es.find((one) => one.topic === topic && one.group?.code === group?.code)
        return both((lang) => (cell ? gapCell(cell, lang) : '–'))
      }),
      href: '/evidence/library/gaps',
    })),
  }
}

function gapCell({ meaning, held, best }: GapRow, lang: 'es' | 'en'): string {
  const { gaps, qualities } = libraryWords(lang)
  const what = gaps.meanings[meaning]
  return held === 0 ? what : `${what} (${number(held)}${best ? `; ${qualities[best]}` : ''})`
}

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
