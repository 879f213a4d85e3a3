import { precisionOf } from '../../kernel/precision.ts'
import { type Language, said, wordsFor } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { intervalText, PrecisionMark } from '../../web/components/figure.tsx'
import { Definitions, Pages } from '../../web/components/lists.tsx'
import { EmptyState, Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, number, percent, period as periodWords } from '../../web/format.ts'
import { localityLabels } from '../enoe/index.ts'
import type { Published } from '../published.ts'
import type { PublishedImport } from '../published-import.ts'
import { claimByCode, type Source } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import { cvOf, limitsText, publishedData, publishedText } from './published-cell.ts'

export interface PublishedListProps {
  lang: Language
  rows: readonly Published[]
  /** Names by code. */
  places: ReadonlyMap<string, string>
  link(id: string): string
  older?: string
  isFiltered: boolean
  /** First steps, for whoever may write. */
  type: string | null
  bring: string | null
}

export function PublishedList(props: PublishedListProps) {
  const { lang, places } = props
  const words = publishedWordsOf(lang)
  return (
    <>
      <DataTable
        lang={lang}
        caption={words.title}
        captionHidden
        label={{ head: words.what, cell: (row) => <a href={props.link(row.id)}>{said(row.label, lang)}</a> }}
        columns={[
          { head: words.place, cell: (row) => whereOf(lang, row, places) },
          { head: words.period, kind: 'number', cell: ({ period }) => periodWords(period, lang, 'short') },
          { head: words.sex, cell: ({ sex }) => words.sexes[sex] },
          { head: words.value, kind: 'number', narrow: 'main', cell: publishedText },
          {
            head: words.intervalHead,
            kind: 'number',
            cell: (row) => limitsText(row, lang),
          },
          {
            head: words.precision,
            cell: (row) => <PrecisionMark lang={lang} precision={precisionOf(cvOf(row))} />,
          },
          { head: words.source, cell: ({ source }) => source.producer },
        ]}
        rows={props.rows}
        empty={
          props.isFiltered ? (
            <p class="subtle">{words.noMatch}</p>
          ) : (
            <EmptyState
              title={words.empty}
              action={
                props.bring && (
                  <>
                    <ButtonLink variant="primary" href={props.bring}>
                      {words.import}
                    </ButtonLink>
                    {props.type && <ButtonLink href={props.type}>{words.type}</ButtonLink>}
                  </>
                )
              }
            >
              {words.emptyText}
            </EmptyState>
          )
        }
      />
      <Pages lang={lang} {...(props.older ? { older: props.older } : {})} />
    </>
  )
}

/** `México, Rural`. */
export const whereOf = (
  lang: Language,
  { place, locality }: Pick<Published, 'place' | 'locality'>,
  places: ReadonlyMap<string, string>,
): string =>
  [places.get(place) ?? place, locality === 'all' ? null : localityLabels[locality][lang].split(' (')[0]]
    .filter(Boolean)
    .join(', ')

export interface PublishedPageProps {
  lang: Language
  figure: Published
  where: string
  from: PublishedImport | null
  importLink: string | null
  isStale: boolean
  /** Addresses of what may be done; null for readers, and where it does not apply. */
  cite: string | null
  edit: string | null
  remove: string | null
  restore: string | null
}

/** One published figure: all that is known of it and where it stands. */
export function PublishedPage(props: PublishedPageProps) {
  const { lang, figure } = props
  const words = publishedWordsOf(lang)
  return (
    <>
      {figure.isDeleted && (
        <Notice title={words.removedTitle}>
          <p>{words.removedText}</p>
          {props.restore && <Act action={props.restore} label={words.restore} />}
        </Notice>
      )}
      {precisionOf(cvOf(figure)) === 'low' && <Notice>{words.caution}</Notice>}
      <Definitions wide items={factsOf(props)} />
      {props.cite && (
        <form method="post" action={props.cite}>
          <Button variant="primary">{words.cite}</Button>
          <p class="subtle">{words.citeHint}</p>
        </form>
      )}
      {(props.edit || props.remove) && (
        <div class="actions">
          {props.edit && <ButtonLink href={props.edit}>{words.edit}</ButtonLink>}
          {props.remove && <Act action={props.remove} label={words.remove} danger />}
        </div>
      )}
    </>
  )
}

const Act = ({ action, label, danger }: { action: string; label: string; danger?: boolean }) => (
  <form method="post" action={action}>
    <Button danger={danger ?? false}>{label}</Button>
  </form>
)

function factsOf({ lang, figure, where, from, importLink, isStale }: PublishedPageProps) {
  const words = publishedWordsOf(lang)
  const data = publishedData(figure)
  const label = wordsFor(figure.label, lang)
  const precision = precisionOf(data.cv)
  const claim = figure.indicator === null ? undefined : claimByCode(figure.indicator)
  const { se, cv, low, level, source, version } = figure
  return [
    { term: words.value, value: <b>{publishedText(figure)}</b> },
    ...(low !== null ? [{ term: words.interval(level ?? 90), value: intervalText(data, lang) ?? '' }] : []),
    ...(se !== null ? [{ term: words.se, value: number(se, figure.unit === 'persons' ? 0 : 4) }] : []),
    ...(cv !== null ? [{ term: words.cv, value: percent(cv, Math.min(figure.cvDecimals ?? 2, 4)) }] : []),
    ...(precision
      ? [{ term: words.precision, value: <PrecisionMark lang={lang} precision={precision} /> }]
      : [{ term: words.precision, value: words.noError }]),
    { term: words.what, value: <span lang={label.language}>{label.text}</span> },
    { term: words.counts, value: claim ? claim.label[lang] : words.countsNothing },
    { term: words.place, value: where },
    { term: words.period, value: periodWords(figure.period, lang) },
    { term: words.sex, value: words.sexes[figure.sex] },
    { term: words.source, value: `${source.producer}, ${source.title}` },
    ...sourceFacts(lang, source),
    ...(figure.path ? [{ term: words.heading, value: <span lang="es">{figure.path}</span> }] : []),
    ...(from && importLink
      ? [
          {
            term: words.file,
            value: (
              <>
                <a href={importLink}>{from.fileName}</a>, SHA-256 <code>{from.sha256.slice(0, 16)}…</code>
              </>
            ),
          },
        ]
      : []),
    {
      term: words.state,
      value: [version === null ? words.notCited : words.citable(version), isStale ? words.marks.stale : null]
        .filter(Boolean)
        .join(', '),
    },
  ]
}

function sourceFacts(lang: Language, { page, url, date: day }: Source) {
  const words = publishedWordsOf(lang)
  return [
    ...(page ? [{ term: words.page, value: page }] : []),
    ...(url
      ? [
          {
            term: words.url,
            value: (
              <a href={url} rel="noreferrer">
                {url}
              </a>
            ),
          },
        ]
      : []),
    ...(day ? [{ term: words.date, value: date(day, lang) }] : []),
  ]
}
