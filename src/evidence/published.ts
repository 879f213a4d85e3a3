/** Figures that others published: reading, typing, citing, taking away. Whole files of them: `published-import.ts`. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { newId } from '../kernel/id.ts'
import { placesOf } from '../kernel/place.ts'
import { addRecord, changeRecord } from '../kernel/record.ts'
import { said, type Text, text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { period as periodWords } from '../web/format.ts'
import { type Locality, localityLabels, parsePlace } from './enoe/index.ts'
import type { NewPublished } from './published-rules.ts'
import { publishedWordsOf } from './published-words.ts'

export interface Published extends NewPublished {
  id: string
  /** Version of the citable record; null: imported and not cited yet. */
  version: number | null
  importId: string | null
  isDeleted: boolean
}

const all = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('evidence.published_figure as p')
    .leftJoin('kernel.record as r', (on) =>
      on.onRef('r.workspace_id', '=', 'p.workspace_id').onRef('r.id', '=', 'p.record_id'),
    )
    .where('p.workspace_id', '=', asker.workspaceId)
    .select([
      'p.id',
      'r.version',
      'p.import_id as importId',
      'p.period',
      'p.place_code as place',
      'p.indicator',
      'p.path',
      'p.label',
      'p.sex',
      'p.locality',
      'p.unit',
      'p.value',
      'p.decimals',
      'p.se',
      'p.cv',
      'p.cv_decimals as cvDecimals',
      'p.low',
      'p.high',
      'p.level',
      'p.source',
      sql<boolean>`r.deleted_at is not null`.as('isDeleted'),
    ])

/** Those that nobody took away. */
export const current = (tx: ReadTx, asker: Asker) => all(tx, asker).where('r.deleted_at', 'is', null)

// Reading --------------------------------------------------------------------------------------------------------------

export interface PublishedFilter {
  place?: string
  period?: string
  /** Code of a claim. */
  indicator?: string
}

export const pageLength = 50

/** The newest period first, within it in the order of the publication; one more than a page. `after`: the last one seen. */
export async function listPublished(
  tx: ReadTx,
  asker: Asker,
  filter: PublishedFilter,
  options: { after?: string; all?: boolean } = {},
): Promise<Published[]> {
  const last = options.after ? await publishedById(tx, asker, options.after) : null
  return current(tx, asker)
    .$if(Boolean(filter.place), (q) => q.where('p.place_code', '=', filter.place ?? ''))
    .$if(Boolean(filter.period), (q) => q.where('p.period', '=', filter.period ?? ''))
    .$if(Boolean(filter.indicator), (q) => q.where('p.indicator', '=', filter.indicator ?? ''))
    .$if(last !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb('p.period', '<', last?.period ?? ''),
          eb.and([eb('p.period', '=', last?.period ?? ''), eb('p.id', '>', last?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('p.period', 'desc')
    .orderBy('p.id')
    .$if(!options.all, (q) => q.limit(pageLength + 1))
    .execute() as unknown as Promise<Published[]>
}

export interface PublishedChoices {
  places: string[]
  periods: string[]
  indicators: string[]
}

/** What there is to filter by, and how many figures in all. */
export async function publishedChoices(tx: ReadTx, asker: Asker): Promise<PublishedChoices> {
  const { rows } = await sql<{ what: keyof PublishedChoices; code: string }>`
    with mine as materialized (select distinct period, place_code, indicator from evidence.published_figure where workspace_id = ${asker.workspaceId})
    select distinct 'periods' as what, period as code from mine
    union select 'places', place_code from mine
    union select 'indicators', indicator from mine where indicator is not null
    order by 1, 2`.execute(tx)
  const of = (wanted: keyof PublishedChoices): string[] =>
    rows.flatMap(({ what, code }) => (what === wanted ? [code] : []))
  return { places: of('places'), periods: of('periods').reverse(), indicators: of('indicators') }
}

/** Also one that was taken away, so that it can be brought back. */
export async function publishedById(tx: ReadTx, asker: Asker, id: string): Promise<Published> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('kernel.notFound', {}, 404)
  const found = await all(tx, asker).where('p.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Published
}

/**
 * What others published of these indicators (codes of claims) in a period and these places (`MX`, `09`, `MX/more`), to stand beside
 * our own. Of equal figures that a publication prints under several headings only one; two that differ are both given.
 */
export async function publishedFor(
  tx: ReadTx,
  asker: Asker,
  wanted: { period: string; places: readonly string[]; indicators: readonly string[] },
): Promise<Published[]> {
  const { period, places, indicators } = wanted
  if (places.length === 0 || indicators.length === 0) return []
  const found = (await current(tx, asker)
    .where('p.period', '=', period)
    .where('p.indicator', 'in', [...new Set(indicators)])
    .where((eb) =>
      eb.or(
        places.map((written) => {
          const { code, locality } = parsePlace(written)
          return eb.and([eb('p.place_code', '=', code), eb('p.locality', '=', locality ?? 'all')])
        }),
      ),
    )
    .orderBy('p.id')
    .execute()) as unknown as Published[]
  const once = new Map<string, Published>()
  for (const one of found) {
    const key = [
      one.place,
      one.indicator,
      one.sex,
      one.locality,
      one.value,
      one.cv,
      one.source.producer,
    ].join('|')
    if (!once.has(key) || one.version !== null) once.set(key, one)
  }
  return [...once.values()]
}

// Writing --------------------------------------------------------------------------------------------------------------

/** Types one figure, which is a citable record at once. Returns its id. */
export async function typePublished(tx: WriteTx, asker: Asker, figure: NewPublished): Promise<string> {
  const id = newId()
  await addRecord(tx, asker, await recordOf(tx, asker, id, figure))
  await insertFigures(tx, asker, [{ id, figure }], { importId: null, recordId: id })
  return id
}

/**
 * Writes a typed figure anew over `version`, the one the person had before her; what rests on it is marked. A newer one in the
 * meantime is a 409. Returns false where she changed nothing, and then nothing is written.
 */
export async function changePublished(
  tx: WriteTx,
  asker: Asker,
  id: string,
  figure: NewPublished,
  version: number,
): Promise<boolean> {
  const before = await typedById(tx, asker, id)
  if (isSame(before, figure) && before.version === version) return false
  await changeRecord(tx, asker, await recordOf(tx, asker, id, figure), version)
  const { place, cvDecimals, label, source, ...numbers } = figure
  await tx
    .updateTable('evidence.published_figure')
    .set({
      ...numbers,
      place_code: place,
      cv_decimals: cvDecimals,
      label: JSON.stringify(label),
      source: JSON.stringify(source),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  return true
}

/** One that somebody typed and nobody took away: an imported one is as its publication prints it. */
export async function typedById(
  tx: ReadTx,
  asker: Asker,
  id: string,
): Promise<Published & { version: number }> {
  const figure = await publishedById(tx, asker, id)
  const { version } = figure
  if (figure.isDeleted) throw new Problem('kernel.notFound', {}, 404)
  if (version === null || figure.importId !== null) throw new Problem('evidence.publishedNotTyped', {}, 409)
  return { ...figure, version }
}

const isSame = (a: NewPublished, b: NewPublished): boolean =>
  (Object.keys(b) as (keyof NewPublished)[]).every((name) => isDeepStrictEqual(a[name], b[name]))

/** Makes an imported figure citable; one that is already stays as it is, and one that was taken away is not to be found. */
export async function citePublished(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const figure = await publishedById(tx, asker, id)
  if (figure.isDeleted) throw new Problem('kernel.notFound', {}, 404)
  if (figure.version !== null) return
  await addRecord(tx, asker, await recordOf(tx, asker, id, figure))
  await tx
    .updateTable('evidence.published_figure')
    .set({ record_id: id })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Takes a figure away for 30 days; what rests on it is marked withdrawn. */
export async function removePublished(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const figure = await publishedById(tx, asker, id)
  if (figure.version === null || figure.importId !== null || figure.isDeleted)
    throw new Problem('evidence.publishedImported', {}, 409)
  await withdraw(tx, asker, figure)
}

export const restorePublished = (tx: WriteTx, asker: Asker, id: string): Promise<void> =>
  setDeleted(tx, asker, id, false)

export async function withdraw(tx: WriteTx, asker: Asker, figure: Published): Promise<void> {
  if (figure.version === null || figure.isDeleted) return
  await changeRecord(tx, asker, await recordOf(tx, asker, figure.id, figure), figure.version, 'withdrawn')
  await setDeleted(tx, asker, figure.id, true)
}

async function setDeleted(tx: WriteTx, asker: Asker, id: string, deleted: boolean): Promise<void> {
  await tx
    .updateTable('kernel.record')
    .set(deleted ? { deleted_at: sql`now()` } : { deleted_at: null, withdrawn_at: null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .where('kind', '=', 'published_figure')
    .execute()
}

export async function recordOf(tx: ReadTx, asker: Asker, id: string, figure: NewPublished) {
  const { source, label: _, ...numbers } = figure
  const place = (await placesOf(tx, asker)).find(({ code }) => code === figure.place)
  return {
    id,
    kind: 'published_figure',
    title: titleOf(figure, place?.name ?? text(figure.place, figure.place)),
    path: `/evidence/published/${id}`,
    snapshot: { ...fieldsOf(numbers), source },
    placeId: place?.id ?? null,
    keywords: [source.producer, source.title, figure.period].join(' '),
  }
}

const fieldsOf = ({
  period,
  place,
  indicator,
  path,
  sex,
  locality,
  unit,
  value,
  se,
  cv,
  low,
  high,
  level,
}: Omit<NewPublished, 'source' | 'label'>) => ({
  period,
  place,
  indicator,
  path,
  sex,
  locality,
  unit,
  value,
  se,
  cv,
  low,
  high,
  level,
})

/** `Tasa de informalidad laboral 1 (TIL1), mujeres: México, 2019-T1 (INEGI)`, in the languages that its label has. */
export function titleOf(figure: NewPublished, place: Text): Text {
  const one = (lang: 'es' | 'en'): string => {
    const { sex, locality } = figure
    const what = [
      said(figure.label, lang),
      sex === 'total' ? null : publishedWordsOf(lang).sexes[sex].toLocaleLowerCase('es'),
      locality === 'all' ? null : localityLabels[locality][lang].toLocaleLowerCase('es'),
    ].filter(Boolean)
    return `${what.join(', ')}: ${said(place, lang)}, ${periodWords(figure.period, lang, 'short')} (${figure.source.producer})`
  }
  const { label } = figure
  if (label.es && label.en) return text(one('es'), one('en'))
  return { source: label.source, [label.source]: { text: one(label.source) } }
}

/** One statement for all: 27,246 rows go in as one JSON document in about a second. */
export async function insertFigures(
  tx: WriteTx,
  asker: Asker,
  rows: readonly { id: string; figure: NewPublished }[],
  { importId, recordId }: { importId: string | null; recordId: string | null },
): Promise<void> {
  if (rows.length === 0) return
  const document = JSON.stringify(
    rows.map(({ id, figure: { place, cvDecimals, ...figure } }) => ({
      ...figure,
      id,
      place_code: place,
      cv_decimals: cvDecimals,
    })),
  )
  await sql`
    insert into evidence.published_figure (workspace_id, id, record_id, import_id, period, place_code, indicator, path, label, sex,
      locality, unit, value, decimals, se, cv, cv_decimals, low, high, level, source)
    select ${asker.workspaceId}::uuid, id, ${recordId}::uuid, ${importId}::uuid, period, place_code, indicator, path, label, sex,
           locality, unit, value, decimals, se, cv, cv_decimals, low, high, level, source
      from jsonb_to_recordset(${document}::jsonb) as given (id uuid, period text, place_code text, indicator text, path text,
           label jsonb, sex text, locality text, unit text, value float8, decimals int, se float8, cv float8, cv_decimals int,
           low float8, high float8, level int, source jsonb)`.execute(tx)
}

/** Size of locality of a figure as the choice of places writes it: `MX/more`. */
export const placeWithSize = ({ place, locality }: { place: string; locality: 'all' | Locality }): string =>
  locality === 'all' ? place : `${place}/${locality}`
