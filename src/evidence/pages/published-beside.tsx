import { precisionOf } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'
import { PrecisionMark } from '../../web/components/figure.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { type Column, DataTable, type RowGroup } from '../../web/components/table.tsx'
import { list, percent } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Beside } from '../overview/beside.ts'
import { sexes } from '../overview/present.ts'
import type { Compared, NewPublished } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import { cvOf, differenceText, limitsText, ownText, publishedText } from './published-cell.ts'

export interface BesideProps {
  lang: Language
  rows: readonly Beside[]
  /** Address of a published figure. */
  link(id: string): string
}

type Both = Beside & { compared: Compared }
const isBoth = (row: Beside): row is Both => row.compared !== null

/**
 * Whether our estimates agree with what is published, in a sentence, and both with the difference one tap away; and what only others
 * can say, because this file lacks the columns, in the open. Of the two the larger comes first.
 */
export function PublishedBeside(props: BesideProps) {
  const { lang, rows } = props
  const words = publishedWordsOf(lang).beside
  const both = rows.filter(isBoth)
  const alone = rows.filter((row) => !isBoth(row))
  const compared = both.length > 0 && (
    <>
      <Notice {...verdict(lang, both)} />
      <Disclosure summary={words.show(both.length)}>
        <BesideTable {...props} rows={both} />
      </Disclosure>
    </>
  )
  const standIn = alone.length > 0 && (
    <Section title={words.standIn} subtitle={words.standInText}>
      <BesideTable {...props} rows={alone} isAlone />
    </Section>
  )
  return alone.length > both.length ? (
    <>
      {standIn}
      {compared}
    </>
  ) : (
    <>
      {compared}
      {standIn}
    </>
  )
}

/** «Coincide con lo publicado. INEGI imprime 56.9 % para el país, con el mismo coeficiente de variación (0.44 %).» */
function verdict(lang: Language, both: readonly Both[]): { title: string; children: Html } {
  const words = publishedWordsOf(lang).beside
  const [first] = both
  const agreeing = both.filter(({ compared }) => compared.agrees).length
  const because = reasons(lang, both)
  if (first && both.length === 1 && agreeing === 0) {
    const { published, own, compared } = first
    const estimate = own?.shown === 'estimate' ? ownText(own.estimate, published) : ''
    const text = words.differsText(
      published.source.producer,
      publishedText(published),
      estimate,
      differenceText(compared.difference, published, lang),
    )
    const within = compared.within === null ? '' : compared.within ? words.within : words.outside
    return { title: words.differs, children: [text, within, because].filter(Boolean).join(' ') }
  }
  if (agreeing < both.length)
    return { title: words.some, children: `${words.someText(agreeing, both.length)} ${because}` }
  const producers = list([...new Set(both.map(({ published }) => published.source.producer))], lang)
  const sentences = [
    first && printedSentence(lang, first),
    both.length > 1 ? words.many(both.length, producers) : '',
    because,
  ]
  return { title: words.allAgree, children: sentences.filter(Boolean).join(' ') }
}

function printedSentence(lang: Language, { place, published, compared, own }: Both): string {
  const words = publishedWordsOf(lang).beside
  const given = [
    published.source.producer,
    publishedText(published),
    place.code === 'MX' ? words.nation : place.name,
  ] as const
  const cv = percent(published.cv, 2)
  if (compared.cvAgrees === null) return `${words.one(...given)}.`
  if (compared.cvAgrees) return words.oneCv(...given, cv)
  return words.oneCvOther(...given, cv, own?.shown === 'estimate' ? percent(own.cv, 2) : '')
}

const reasons = (lang: Language, both: readonly Both[]): string =>
  [...new Set(both.flatMap(({ compared }) => compared.reasons))]
    .map((reason) => publishedWordsOf(lang).beside.reasons[reason])
    .join(' ')

function BesideTable({ isAlone, ...props }: BesideProps & { isAlone?: boolean }) {
  const { lang, rows } = props
  const all = publishedWordsOf(lang)
  const words = all.beside
  const places = [...new Map(rows.map(({ place }) => [place.code, place])).values()]
  const groups = places.flatMap((place) =>
    sexes.flatMap((sex): RowGroup<Beside>[] => {
      const found = rows.filter((row) => row.place.code === place.code && row.sex === sex)
      const title = places.length > 1 ? `${place.name}, ${all.sexes[sex]}` : all.sexes[sex]
      return found.length > 0 ? [{ title, rows: found }] : []
    }),
  )
  return (
    <DataTable
      lang={lang}
      caption={words.table}
      captionHidden
      label={{ head: all.what, cell: ({ label }) => label[lang] }}
      columns={isAlone ? aloneColumns(props) : bothColumns(props)}
      groups={groups}
    />
  )
}

/** A figure and, where the difference would stand, its own precision. That ours cannot be computed is said once, above. */
function aloneColumns(props: BesideProps): Column<Beside>[] {
  const { lang, rows } = props
  const words = publishedWordsOf(lang)
  const { own, published, source } = columnsOf(props)
  const isWithheld = rows.some((row) => row.own?.shown === 'reason')
  return [
    ...(isWithheld ? [own] : []),
    published,
    {
      head: words.intervalHead,
      kind: 'number',
      cell: (row) => limitsText(row.published, lang),
    },
    {
      head: words.precision,
      cell: (row) => <PrecisionMark lang={lang} precision={precisionOf(cvOf(row.published))} />,
    },
    source,
  ]
}

function bothColumns(props: BesideProps): Column<Beside>[] {
  const { own, published, source } = columnsOf(props)
  return [
    own,
    published,
    {
      head: publishedWordsOf(props.lang).beside.difference,
      kind: 'number',
      cell: (row) => differenceCell(props.lang, row),
    },
    source,
  ]
}

function columnsOf({ lang, link }: BesideProps): Record<'own' | 'published' | 'source', Column<Beside>> {
  const all = publishedWordsOf(lang)
  return {
    own: { head: all.beside.own, kind: 'number', cell: (row) => ownCell(lang, row) },
    published: {
      head: all.beside.published,
      kind: 'number',
      narrow: 'main',
      cell: ({ published }) => <a href={link(published.id)}>{publishedText(published)}</a>,
    },
    source: { head: all.source, narrow: 'hide', cell: ({ published }) => sourceText(published) },
  }
}

function ownCell(lang: Language, { own, published }: Beside): string {
  const words = publishedWordsOf(lang).beside
  if (!own || own.shown === 'lacks') return words.lacks
  return own.shown === 'estimate' ? ownText(own.estimate, published) : words.withheld
}

function differenceCell(lang: Language, { compared, published }: Beside): string {
  if (!compared) return ''
  return compared.agrees
    ? publishedWordsOf(lang).beside.equal
    : differenceText(compared.difference, published, lang)
}

/** `INEGI, Total_119, 285`. */
const sourceText = ({ source }: NewPublished): string =>
  [source.producer, source.page].filter(Boolean).join(', ')
