/** The list of published figures, filtered by its address, and the same as CSV. */
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { toCsv } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { PublishedList } from '../pages/published-page.tsx'
import {
  listPublished,
  type Published,
  type PublishedFilter,
  pageLength,
  publishedChoices,
} from '../published.ts'
import { claimByCode } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import { wordsOf } from '../words.ts'
import { allowed, crumbs, here, placeNames } from './published-frame.ts'

export const filterOf = ({ query }: Visit): PublishedFilter =>
  Object.fromEntries(
    (['place', 'period', 'indicator'] as const).flatMap((name) => {
      const value = query.get(name)
      return value ? [[name, value]] : []
    }),
  )

export async function list(visit: Visit, tx: ReadTx) {
  const { lang } = visit
  const words = publishedWordsOf(lang)
  const filter = filterOf(visit)
  const after = visit.query.get('after')
  const rows = await listPublished(tx, visit.asker, filter, after ? { after } : {})
  const choices = await publishedChoices(tx, visit.asker)
  const places = await placeNames(visit, tx)
  const any = { value: '', label: words.all }
  const last = rows.length > pageLength ? rows[pageLength - 1]?.id : undefined
  const [bring, type] = allowed(visit, 'write')
    ? [visit.to(`${here}/import`), visit.to(`${here}/new`)]
    : [null, null]
  return page({
    title: words.title,
    crumbs: crumbs(visit),
    lede: words.lede,
    wide: true,
    ...(choices.periods.length === 0
      ? {}
      : {
          toolbar: (
            <Toolbar
              end={
                <>
                  {allowed(visit, 'export') && (
                    <DownloadMenu
                      lang={lang}
                      lines={[{ label: words.csv, href: visit.to(`${here}.csv`, { ...filter }) }]}
                    />
                  )}
                  {type && <ButtonLink href={type}>{words.type}</ButtonLink>}
                  {bring && (
                    <ButtonLink variant="primary" href={bring}>
                      {words.import}
                    </ButtonLink>
                  )}
                </>
              }
            >
              <FilterBar
                lang={lang}
                action={visit.to(here)}
                filters={[
                  {
                    name: 'place',
                    label: words.place,
                    value: filter.place ?? '',
                    options: [
                      any,
                      ...choices.places.map((code) => ({ value: code, label: places.get(code) ?? code })),
                    ],
                  },
                  {
                    name: 'period',
                    label: words.period,
                    value: filter.period ?? '',
                    options: [
                      any,
                      ...choices.periods.map((code) => ({
                        value: code,
                        label: periodWords(code, lang, 'short'),
                      })),
                    ],
                  },
                  {
                    name: 'indicator',
                    label: words.indicator,
                    value: filter.indicator ?? '',
                    options: [any, ...indicatorOptions(visit, choices.indicators)],
                  },
                ]}
              />
            </Toolbar>
          ),
        }),
    main: (
      <PublishedList
        lang={lang}
        rows={rows.slice(0, pageLength)}
        places={places}
        link={(id) => visit.to(`${here}/${id}`)}
        {...(last ? { older: visit.to(here, { ...filter, after: last }) } : {})}
        isFiltered={Object.keys(filter).length > 0 || after !== null}
        type={type}
        bring={bring}
      />
    ),
  })
}

/** Those with a name of ours, and what the address asks for; the publication's 200 other rows would swamp the choice. */
function indicatorOptions(visit: Visit, codes: readonly string[]) {
  const chosen = visit.query.get('indicator')
  return codes
    .filter((code) => !code.includes(' ') || code === chosen)
    .map((code) => ({ value: code, label: claimByCode(code)?.label[visit.lang] ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, visit.lang))
}

export function csvOf(visit: Visit, rows: readonly Published[], places: ReadonlyMap<string, string>): string {
  const words = publishedWordsOf(visit.lang)
  const file = wordsOf(visit.lang).file
  return toCsv({
    header: [
      words.period,
      words.place,
      words.locality,
      words.sex,
      words.what,
      words.indicator,
      words.value,
      file.unit,
      file.se,
      file.cv,
      file.low,
      file.high,
      file.level,
      words.source,
      words.page,
      words.url,
      words.date,
    ],
    rows: rows.map((row) => [
      row.period,
      places.get(row.place) ?? row.place,
      row.locality,
      words.sexes[row.sex],
      said(row.label, visit.lang),
      row.indicator,
      row.value,
      file.units[row.unit],
      row.se,
      row.cv,
      row.low,
      row.high,
      row.level,
      `${row.source.producer}, ${row.source.title}`,
      row.source.page ?? null,
      row.source.url ?? null,
      row.source.date ?? null,
    ]),
  })
}
