/** What waits for a person: what all parts tell, records whose basis moved, titles without a translation. */
import { sql } from 'kysely'
import { movedFigures } from '../evidence/index.ts'
import { type Language, languages, said, stateOf, type Text } from '../kernel/text.ts'
import { type StaleMark, staleMarks } from '../kernel/thread.ts'
import { changesUnder } from '../kernel/thread-changes.ts'
import { nodesOf } from '../kernel/thread-read.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { type FigureData, intervalText, valueText } from '../web/components/figure.tsx'
import { date } from '../web/format.ts'
import { briefly, differences, readingOf } from '../web/server/differences.ts'
import type { Clock, TodayLine } from '../web/server/hooks.ts'
import type { Visit } from '../web/server/route.ts'
import { wordsOf as webWords } from '../web/words.ts'
import { threadWords } from './thread-words.ts'
import { wordsOf } from './words.ts'

/** All that waits for the person who asks, in no order. */
export async function linesFor(visit: Visit, tx: ReadTx, clock: Clock): Promise<TodayLine[]> {
  const lines: TodayLine[] = []
  for (const part of visit.parts) lines.push(...((await part.today?.(tx, visit.asker, clock)) ?? []))
  lines.push(...(await staleLines(visit, tx, clock)), ...(await translationLines(visit, tx)))
  return lines
}

/** Records whose change is told in full; the rest wait behind them. */
const told = 12

/** The records whose marks this person may settle, the oldest first; each once, whatever moved under it. */
async function staleLines(visit: Visit, tx: ReadTx, clock: Clock): Promise<TodayLine[]> {
  const byRecord = new Map<string, StaleMark[]>()
  for (const mark of await staleMarks(tx, visit.asker, undefined, { writable: true, most: 100 }))
    byRecord.set(mark.recordId, [...(byRecord.get(mark.recordId) ?? []), mark])
  const first = [...byRecord.keys()].slice(0, told)
  const figures = await movedFigures(tx, visit, first)
  const fields = new Map<string, string>()
  for (const change of await changesUnder(tx, visit.asker, first)) {
    const shown = (differences(visit.parts, change, clock) ?? []).slice(0, 2)
    fields.set(
      `${change.recordId} ${change.sourceId}`,
      shown
        .map((one) => {
          const [was, is] = briefly(one)
          return `${one.label}: ${was} → ${is}`
        })
        .join('; '),
    )
  }
  return [...byRecord].flatMap(([id, marks]): TodayLine[] => {
    const [mark] = marks
    if (!mark) return []
    const figure = figures.get(id)
    return [
      {
        kind: webWords(clock.lang).kinds[mark.kind] ?? webWords(clock.lang).otherKind,
        title: mark.title,
        path: mark.path,
        due: null,
        mark: wordsOf(clock.lang).today.effects[mark.effect],
        note: [
          ...marks.map((one) =>
            `${sentence(one, clock)} ${fields.get(`${id} ${one.sourceId}`) ?? ''}`.trim(),
          ),
          ...(figure?.moved
            ? [
                wordsOf(clock.lang).today.moved(
                  worded(figure.figure, clock.lang),
                  worded(figure.moved, clock.lang),
                ),
              ]
            : []),
        ].join(' '),
        settle: settling(visit, mark, marks),
      },
    ]
  })
}

function settling(
  visit: Visit,
  { recordId, kind, path }: StaleMark,
  marks: readonly StaleMark[],
): TodayLine['settle'] {
  const words = threadWords(visit.lang).today
  const own = readingOf(visit.parts, kind)?.settle?.({ id: recordId, path })
  const see = { label: words.see, path: `/thread/${recordId}#changes` }
  if (own) return [{ label: wordsOf(visit.lang).today.review, path: own }, see]
  return [
    {
      label: words.confirm,
      post: `/thread/${recordId}/confirm`,
      values: { mark: marks.map(({ sourceId, sourceVersion }) => `${sourceId}:${sourceVersion}`) },
    },
    see,
  ]
}

function sentence({ sourceTitle, reason, since }: StaleMark, { lang, zone }: Clock): string {
  const words = wordsOf(lang).today
  return words.changed[reason](
    sourceTitle ? short(said(sourceTitle, lang)) : words.unseen,
    date(since, lang, 'short', zone),
  )
}

/** Titles are whole sentences at times. */
const short = (title: string): string => (title.length <= 60 ? title : `${title.slice(0, 59).trimEnd()}…`)

function worded(figure: FigureData, lang: Language): string {
  const between = intervalText(figure, lang)
  return between ? `${valueText(figure)} (${between})` : valueText(figure)
}

/** Titles that this person may write and that a reader of the other language does not get as they stand; at most 51. */
async function translationLines(visit: Visit, tx: ReadTx): Promise<TodayLine[]> {
  const words = wordsOf(visit.lang).today
  const { rows } = await sql<{ id: string; title: Text; path: string }>`
    select id, title, path from (
      select id, title, path from kernel.untranslated(51)
      union all
      select g.id, g.name, '/groups/' || g.code || '/edit' from kernel.worker_group g
       where g.workspace_id = ${visit.asker.workspaceId} and g.deleted_at is null and not g.standard
         and (not g.name ?& array['es', 'en'] or g.name -> 'es' ->> 'state' = 'outdated' or g.name -> 'en' ->> 'state' = 'outdated')
         and kernel.may('write', 'evidence') <> '{}'
    ) as texts order by id limit 51`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const nodes = ids.length > 0 ? await nodesOf(tx, ids) : []
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  const here = (id: string): boolean => readingOf(visit.parts, kinds.get(id) ?? '')?.title !== undefined
  return rows.flatMap(({ id, title, path }) =>
    languages.flatMap((language): TodayLine[] => {
      const state = stateOf(title, language)
      if (state !== 'missing' && state !== 'outdated') return []
      return [
        {
          kind: words[state][language],
          title,
          path,
          due: null,
          settle: [here(id) ? typedHere(visit, id, title, language) : { label: words.translate, path }],
        },
      ]
    }),
  )
}

/** The translation is typed in the line; what is outdated stands there to be mended. */
function typedHere(
  { lang }: Visit,
  id: string,
  title: Text,
  language: Language,
): TodayLine['settle'][number] {
  const words = wordsOf(lang).today
  return {
    label: words.translate,
    post: `/translate/${id}`,
    values: { language, before: JSON.stringify(title) },
    fields: [
      {
        name: 'words',
        label: words.inLanguage[language],
        value: title[language]?.text ?? '',
        most: 10_000,
        language,
      },
    ],
    submit: words.saveTranslation,
  }
}

/** Whether the asking person, who may see the members, is the only one. */
export async function isAlone(tx: ReadTx, asker: Asker): Promise<boolean> {
  const rows = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('deleted_at', 'is', null)
    .limit(2)
    .execute()
  return rows.length < 2
}
