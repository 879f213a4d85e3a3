/** Figures that others published: their table and their imports. The only file that knows the two tables. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { newId } from '../kernel/id.ts'
import { placesOf } from '../kernel/place.ts'
import { addRecord, changeRecord } from '../kernel/record.ts'
import { said, type Text, text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { period as periodWords } from '../web/format.ts'
import { type Locality, localityLabels, parsePlace } from './enoe/index.ts'
import { diffImport, type ImportDiff, type NewPublished } from './published-rules.ts'
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
const current = (tx: ReadTx, asker: Asker) => all(tx, asker).where('r.deleted_at', 'is', null)

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

/** Makes an imported figure citable; one that is already stays as it is. */
export async function citePublished(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const figure = await publishedById(tx, asker, id)
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

async function withdraw(tx: WriteTx, asker: Asker, figure: Published): Promise<void> {
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

async function recordOf(tx: ReadTx, asker: Asker, id: string, figure: NewPublished) {
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

// Imports --------------------------------------------------------------------------------------------------------------

export interface PublishedImport {
  id: string
  fileName: string
  sha256: string
  bytes: number
  givenAt: Date
  doneAt: Date | null
  added: number
  updated: number
  unchanged: number
  undoneAt: Date | null
  /** Within 30 days of being done. */
  canUndo: boolean
}

const imports = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('evidence.published_import as i')
    .where('i.workspace_id', '=', asker.workspaceId)
    .select([
      'i.id',
      'i.file_name as fileName',
      'i.sha256',
      'i.bytes',
      'i.given_at as givenAt',
      'i.done_at as doneAt',
      'i.added',
      'i.updated',
      'i.unchanged',
      'i.undone_at as undoneAt',
      sql<boolean>`i.done_at > now() - interval '30 days' and i.undone_at is null and i.added + i.updated > 0`.as(
        'canUndo',
      ),
    ])

/** What was imported lately, newest first. */
export const recentPublishedImports = (tx: ReadTx, asker: Asker): Promise<PublishedImport[]> =>
  imports(tx, asker)
    .where('i.done_at', 'is not', null)
    .orderBy('i.id', 'desc')
    .limit(20)
    .execute() as unknown as Promise<PublishedImport[]>

export async function publishedImportById(tx: ReadTx, asker: Asker, id: string): Promise<PublishedImport> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('kernel.notFound', {}, 404)
  const found = await imports(tx, asker).where('i.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as PublishedImport
}

/** Notes a file that is to be looked at. The same file that holds already is found again instead: `same`. */
export async function givePublishedFile(
  tx: WriteTx,
  asker: Asker,
  file: { name: string; sha256: string; bytes: number },
): Promise<{ id: string; same: boolean }> {
  const same = await imports(tx, asker)
    .where('i.sha256', '=', file.sha256)
    .where('i.undone_at', 'is', null)
    .orderBy('i.done_at', (order) => order.desc().nullsLast())
    .executeTakeFirst()
  if (same) return { id: same.id, same: same.doneAt !== null }
  const id = newId()
  await tx
    .insertInto('evidence.published_import')
    .values({
      workspace_id: asker.workspaceId,
      id,
      file_name: file.name,
      sha256: file.sha256,
      bytes: file.bytes,
      member_id: asker.memberId,
    })
    .execute()
  return { id, same: false }
}

type KeptNumbers = Pick<
  Published,
  | 'id'
  | 'period'
  | 'place'
  | 'sex'
  | 'locality'
  | 'path'
  | 'value'
  | 'se'
  | 'cv'
  | 'low'
  | 'high'
  | 'importId'
  | 'version'
>

/** What importing these figures would add and update. */
export async function previewPublished(
  tx: ReadTx,
  asker: Asker,
  given: readonly NewPublished[],
): Promise<ImportDiff<KeptNumbers>> {
  const kept = (await tx
    .selectFrom('evidence.published_figure as p')
    .where('p.workspace_id', '=', asker.workspaceId)
    .where('p.path', 'is not', null)
    .where('p.period', 'in', [...new Set(given.map(({ period }) => period))])
    .where('p.place_code', 'in', [...new Set(given.map(({ place }) => place))])
    .select([
      'p.id',
      'p.period',
      'p.place_code as place',
      'p.sex',
      'p.locality',
      'p.path',
      'p.value',
      'p.se',
      'p.cv',
      'p.cv_decimals as cvDecimals',
      'p.low',
      'p.high',
      'p.level',
      'p.import_id as importId',
    ])
    .execute()) as unknown as KeptNumbers[]
  const diff = diffImport(kept, given)
  if (diff.twice) {
    throw new Problem('evidence.publishedTwice', {
      page: diff.twice.source.page ?? '',
      label: said(diff.twice.label, 'es'),
      period: diff.twice.period,
      place: diff.twice.place,
    })
  }
  return diff
}

/**
 * Writes a file's figures, all or none. Those that stood here with other numbers are replaced, and what rests on a cited one is
 * marked. What they said before is kept with the import for undoing it.
 */
export async function importPublished(
  tx: WriteTx,
  asker: Asker,
  id: string,
  given: readonly NewPublished[],
): Promise<{ added: number; updated: number; unchanged: number }> {
  await oneAtATime(tx, asker)
  const known = await publishedImportById(tx, asker, id)
  if (known.doneAt) return known
  const { add, update, unchanged } = await previewPublished(tx, asker, given)
  await insertFigures(
    tx,
    asker,
    add.map((figure) => ({ id: newId(), figure })),
    { importId: id, recordId: null },
  )
  await writeNumbers(
    tx,
    asker,
    update.map(({ kept, given: figure }) => ({ ...figure, id: kept.id, importId: id })),
  )
  const counts = { added: add.length, updated: update.length, unchanged }
  await tx
    .updateTable('evidence.published_import')
    .set({
      ...counts,
      done_at: sql`now()`,
      replaced: JSON.stringify(
        update.map(({ kept: { id: figure, value, se, cv, low, high, importId } }) => ({
          id: figure,
          value,
          se,
          cv,
          low,
          high,
          importId,
        })),
      ),
    })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await renewRecords(
    tx,
    asker,
    update.map(({ kept }) => kept.id),
  )
  await logEvent(tx, asker, 'imported', { kind: 'published_figure', id })
  return counts
}

/** Takes an import back: what it added goes (cited ones are withdrawn), what it updated says again what it said before. */
export async function undoPublishedImport(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  await oneAtATime(tx, asker)
  const known = await publishedImportById(tx, asker, id)
  if (!known.canUndo) throw new Problem('evidence.publishedNoUndo', {}, 409)
  const later = await tx
    .selectFrom('evidence.published_import')
    .select('file_name as name')
    .where('workspace_id', '=', asker.workspaceId)
    .where('undone_at', 'is', null)
    .where(sql<boolean>`replaced @> ${JSON.stringify([{ importId: id }])}::jsonb`)
    .executeTakeFirst()
  if (later) throw new Problem('evidence.publishedLater', { file: later.name }, 409)
  const { replaced } = await tx
    .selectFrom('evidence.published_import')
    .select('replaced')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const before = replaced as Pick<KeptNumbers, 'id' | 'value' | 'se' | 'cv' | 'low' | 'high' | 'importId'>[]
  await writeNumbers(tx, asker, before)
  await renewRecords(
    tx,
    asker,
    before.map((one) => one.id),
  )
  const cited = (await current(tx, asker)
    .where('p.import_id', '=', id)
    .where('p.record_id', 'is not', null)
    .execute()) as unknown as Published[]
  for (const figure of cited) await withdraw(tx, asker, figure)
  await tx
    .deleteFrom('evidence.published_figure')
    .where('workspace_id', '=', asker.workspaceId)
    .where('import_id', '=', id)
    .execute()
  await tx
    .updateTable('evidence.published_import')
    .set({ undone_at: sql`now()` })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await logEvent(tx, asker, 'deleted', { kind: 'published_figure', id })
}

/** Two imports of one workspace one after the other: each sees what the other wrote. */
const oneAtATime = (tx: WriteTx, asker: Asker) =>
  sql`select pg_advisory_xact_lock(hashtext(${`evidence.published ${asker.workspaceId}`}))`.execute(tx)

/** The cited ones of these figures become new versions of their records; what rests on them is marked. */
async function renewRecords(tx: WriteTx, asker: Asker, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const cited = (await current(tx, asker)
    .where('p.record_id', 'is not', null)
    .where(sql<boolean>`p.id = any (${sql.val(ids)}::uuid[])`)
    .execute()) as unknown as Published[]
  for (const figure of cited) {
    if (figure.version !== null)
      await changeRecord(tx, asker, await recordOf(tx, asker, figure.id, figure), figure.version, 'replaced')
  }
}

/** One statement for all: 27,246 rows go in as one JSON document in about a second. */
async function insertFigures(
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

async function writeNumbers(
  tx: WriteTx,
  asker: Asker,
  rows: readonly Pick<Published, 'id' | 'value' | 'se' | 'cv' | 'low' | 'high' | 'importId'>[],
): Promise<void> {
  if (rows.length === 0) return
  const document = JSON.stringify(
    rows.map(({ id, value, se, cv, low, high, importId }) => ({
      id,
      value,
      se,
      cv,
      low,
      high,
      import_id: importId,
    })),
  )
  await sql`
    update evidence.published_figure p
       set value = given.value, se = given.se, cv = given.cv, low = given.low, high = given.high, import_id = given.import_id
      from jsonb_to_recordset(${document}::jsonb) as given (id uuid, value float8, se float8, cv float8, low float8, high float8,
           import_id uuid)
     where p.workspace_id = ${asker.workspaceId} and p.id = given.id`.execute(tx)
}

const restorable = ({
  id,
  value,
  se,
  cv,
  cvDecimals,
  low,
  high,
  level,
  importId,
}: Restorable): Restorable => ({
  id,
  value,
  se,
  cv,
  cvDecimals,
  low,
  high,
  level,
  importId,
})

/** Size of locality of a figure as the choice of places writes it: `MX/more`. */
export const placeWithSize = ({ place, locality }: { place: string; locality: 'all' | Locality }): string =>
  locality === 'all' ? place : `${place}/${locality}`
