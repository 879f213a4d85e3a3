/** Items that are citable records: cited and published figures with their precision, and the words of everything else. */
import { figureById, passageText, publishedById, shownFigure } from '../../evidence/index.ts'
import { placesOf } from '../../kernel/place.ts'
import { isLanguage, type Language, said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { date } from '../../web/format.ts'
import { wordsOf as shellWords } from '../../web/words.ts'
import { measuredOf } from './measured.ts'
import { both } from './places.ts'
import type { SpecOf } from './spec.ts'
import type { BoundNumber, BoundText, Gone, NumberUnit, Value, Words } from './value.ts'

export type RecordSpec = SpecOf<'figure' | 'record'>

interface Row {
  id: string
  kind: string
  version: number
  title: Text
  path: string
  changedAt: Date
  withdrawn: boolean
  deleted: boolean
  /** A newer delivery of its file came out different and nobody has settled the figure itself. */
  recomputed: boolean
}

/** Only those that the asker sees. */
export async function recordsOf(tx: ReadTx, asker: Asker, ids: readonly string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map()
  const rows = (await tx
    .selectFrom('kernel.record as r')
    .leftJoin('evidence.figure as f', (on) =>
      on.onRef('f.workspace_id', '=', 'r.workspace_id').onRef('f.id', '=', 'r.id'),
    )
    .select((eb) => [
      'r.id',
      'r.kind',
      'r.version',
      'r.title',
      'r.path',
      'r.changed_at as changedAt',
      eb('r.withdrawn_at', 'is not', null).as('withdrawn'),
      eb('r.deleted_at', 'is not', null).as('deleted'),
      eb('f.recomputed', 'is not', null).as('recomputed'),
    ])
    .where('r.workspace_id', '=', asker.workspaceId)
    .where('r.id', 'in', [...new Set(ids)])
    .execute()) as unknown as Row[]
  return new Map(rows.map((row) => [row.id, row]))
}

/** By what the record is known now; of one that is gone: that it is. */
export const basisOfRecord = (row: Row | undefined): string =>
  row
    ? [
        `v${row.version}`,
        row.withdrawn && 'withdrawn',
        row.deleted && 'deleted',
        row.recomputed && 'recomputed',
      ]
        .filter(Boolean)
        .join(' ')
    : 'unseen'

export async function recordValue(tx: ReadTx, asker: Asker, row: Row | undefined): Promise<Value> {
  if (!row || row.deleted || row.withdrawn)
    return gone(row?.withdrawn ? 'withdrawn' : 'removed', row ? bilingual(row.title) : both(() => ''))
  try {
    if (row.kind === 'figure') return await figureValue(tx, asker, row)
    if (row.kind === 'published_figure') return await publishedValue(tx, asker, row)
    if (row.kind === 'passage') return await passageValue(tx, asker, row)
    return await textValue(tx, asker, row)
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 404) return gone('removed', bilingual(row.title))
    throw problem
  }
}

const gone = (why: 'withdrawn' | 'removed', name: Words): Gone => ({
  is: 'gone',
  why,
  name,
  reason: both((lang) =>
    lang === 'es'
      ? why === 'withdrawn'
        ? 'Fue retirado: ya no puede citarse.'
        : 'Ya no está en el espacio.'
      : why === 'withdrawn'
        ? 'It was withdrawn: it can be cited no longer.'
        : 'It is no longer in the workspace.',
  ),
})

const bilingual = (text: Text): Words => both((lang) => said(text, lang))

/** On the newest delivery where that came out different: the sentence is to be read again. */
async function figureValue(tx: ReadTx, asker: Asker, row: Row): Promise<BoundNumber | Gone> {
  const figure = await figureById(tx, asker, row.id)
  const names = new Map((await placesOf(tx, asker)).map(({ code, name }) => [code, name] as const))
  const shown = shownFigure(figure)
  const as: NumberUnit =
    'contrast' in figure.spec && figure.spec.contrast.of === 'ratio'
      ? 'ratio'
      : shown.isComparison && shown.unit === 'percent'
        ? 'points'
        : shown.unit
  const measured = measuredOf(shown.moved ?? shown.cell, shown.unit, as, shown.isComparison && as !== 'ratio')
  if (measured.value === null && measured.withheld)
    return { is: 'gone', why: 'withheld', name: bilingual(row.title), reason: measured.withheld }
  const about = both((lang) => shown.about(lang).base)
  const period = 'change' in figure.spec ? figure.spec.change.after : ''
  return {
    is: 'number',
    ...measured,
    name: bilingual(row.title),
    base: about,
    period,
    definition: both((lang) => shown.about(lang).definition),
    method: both((lang) => shown.method(lang) ?? shown.inWords(lang, namesIn(names, lang)) ?? ''),
    source: both((lang) => `${said(row.title, lang)}. ${retrieved(row, lang)}`),
    href: row.path,
  }
}

const namesIn = (names: ReadonlyMap<string, Text>, lang: Language): Map<string, string> =>
  new Map([...names].map(([code, name]) => [code, said(name, lang)]))

const retrieved = (row: Row, lang: Language): string =>
  lang === 'es'
    ? `Cifra citada, versión ${row.version}, ${date(row.changedAt, lang)}.`
    : `Cited figure, version ${row.version}, ${date(row.changedAt, lang)}.`

const publishedUnits: Readonly<Record<string, NumberUnit>> = {
  persons: 'persons',
  percent: 'percent',
  hours: 'hours',
  pesos: 'pesos',
  years: 'years',
  points: 'points',
}

async function publishedValue(tx: ReadTx, asker: Asker, row: Row): Promise<BoundNumber> {
  const found = await tx
    .selectFrom('evidence.published_figure')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', row.id)
    .executeTakeFirst()
  const figure = await publishedById(tx, asker, found?.id ?? row.id)
  const { source } = figure
  const printed = [source.producer, source.title, source.page, source.url].filter(Boolean).join(', ')
  return {
    is: 'number',
    value: figure.value,
    unit: publishedUnits[figure.unit] ?? 'count',
    decimals: figure.decimals,
    change: false,
    low: figure.low,
    high: figure.high,
    level: figure.level,
    cv: figure.cv,
    precision: null,
    n: null,
    withheld: null,
    name: bilingual(row.title),
    base: both(() => ''),
    period: figure.period,
    definition: both(() => ''),
    method: null,
    source: both(() => printed),
    href: row.path,
  }
}

/** In the words of its document, with the reference; one that no longer holds or may not be quoted is gone. */
async function passageValue(tx: ReadTx, asker: Asker, row: Row): Promise<BoundText | Gone> {
  const [es, en] = [await passageText(tx, asker, row.id, 'es'), await passageText(tx, asker, row.id, 'en')]
  if (!es || !en || !es.holds) return gone('withdrawn', bilingual(row.title))
  const reference: Words = { es: es.reference, en: en.reference }
  return {
    is: 'text',
    title: bilingual(row.title),
    text: bilingual(es.words),
    language: es.words.es && es.words.en ? 'both' : es.words.source,
    attribution: reference,
    source: reference,
    href: row.path,
  }
}

/** Fields under which parts keep what a record says, the first that is there. */
const saidIn = ['words', 'quote', 'text', 'outcome', 'reason', 'summary', 'purpose', 'name', 'title']

async function textValue(tx: ReadTx, asker: Asker, row: Row): Promise<BoundText> {
  const kept = await tx
    .selectFrom('kernel.record_version')
    .select('snapshot')
    .where('workspace_id', '=', asker.workspaceId)
    .where('record_id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  const snapshot = (kept?.snapshot ?? {}) as Record<string, unknown>
  const field = saidIn
    .map((name) => snapshot[name])
    .find((value) => isText(value) || typeof value === 'string')
  const title = bilingual(row.title)
  const text = isText(field) ? bilingual(field) : both(() => (typeof field === 'string' ? field : title.es))
  const single = isText(field) && !(field.es && field.en) ? field.source : null
  return {
    is: 'text',
    title,
    text,
    language: single ?? 'both',
    attribution: both((lang) => `${kindIn(row.kind, lang)}: ${title[lang]}`),
    source: both((lang) => `${kindIn(row.kind, lang)}: ${title[lang]}. ${version(row, lang)}`),
    href: row.path,
  }
}

const kindIn = (kind: string, lang: Language): string =>
  (shellWords(lang).kinds as Record<string, string>)[kind] ?? kind

const version = (row: Row, lang: Language): string =>
  lang === 'es'
    ? `Versión ${row.version}, ${date(row.changedAt, lang)}.`
    : `Version ${row.version}, ${date(row.changedAt, lang)}.`

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && isLanguage((value as { source?: unknown }).source)
