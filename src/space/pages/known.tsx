/** What the surveys say of a place or a group: key numbers, charts with their table under them, or why nothing is said. */
import { isKnown, type Known, type Shown, type Unknown } from '../../evidence/index.ts'
import { precisionOf } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import { dotChart } from '../../web/charts/dots.tsx'
import { ButtonLink, MoreLink } from '../../web/components/button.tsx'
import {
  type FigureData,
  intervalText,
  PrecisionMark,
  valueText,
  WithheldReason,
} from '../../web/components/figure.tsx'
import { KeyNumbers } from '../../web/components/lists.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { list, number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import { wordsOf } from '../words.ts'

interface Props {
  lang: Language
  known: Known
}

const isShown = (figure: FigureData): boolean => figure.value !== null && !figure.withheld

/** Value, interval, precision; the label leads to the page that tells the rest. Below, once: base, period, source. */
export function KnownFigures({ lang, known }: Props) {
  const words = wordsOf(lang).known
  const { facts } = known
  return (
    <div class="stack">
      <KeyNumbers
        items={known.figures.map(({ key, label, figure, href }) => ({
          label: words.labels[key] ?? label,
          value: value(lang, figure),
          note: isShown(figure) ? beside(lang, figure) : undefined,
          href,
        }))}
      />
      <p class="subtle">
        {words.intervals(facts.level)} {words.facts(facts.base, facts.period)} {facts.source}{' '}
        <a href={facts.data}>{words.file}</a>
      </p>
    </div>
  )
}

const value = (lang: Language, figure: FigureData): Html =>
  isShown(figure) ? (
    valueText(figure)
  ) : figure.withheld ? (
    <WithheldReason lang={lang} withheld={figure.withheld} />
  ) : (
    '–'
  )

const beside = (lang: Language, figure: FigureData): Html => {
  const between = intervalText(figure, lang)
  return between ? (
    <>
      {between}
      {'\u2002'}
      <PrecisionMark lang={lang} precision={precisionOf(figure.cv)} />
    </>
  ) : (
    wordsOf(lang).known.noError
  )
}

/** The key figures over the whole width, above the content and its panel; null where there are none. */
export const KnownHead = ({ lang, known }: { lang: Language; known: Known | Unknown }): Html =>
  isKnown(known) ? (
    <div class="content">
      <KnownFigures lang={lang} known={known} />
    </div>
  ) : null

/** Rates of informality by sex and by age. The heading says what the data say, where they say it beyond the error. */
export function KnownCharts({ lang, known }: Props) {
  const words = wordsOf(lang).known
  const age = known.above.length > 0 ? words.ageAbove(list(known.above.map(lowerFirst), lang)) : words.age
  return (
    <>
      <RateChart
        {...{ lang, known }}
        id="sex"
        title={known.higher ? words.sexHigher[known.higher] : words.sex}
        rows={known.sexes}
      />
      <RateChart {...{ lang, known }} id="age" title={age} rows={known.ages} />
    </>
  )
}

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('es') + text.slice(1)

function RateChart({
  lang,
  known,
  id,
  title,
  rows,
}: Props & { id: string; title: string; rows: readonly Shown[] }) {
  const words = wordsOf(lang).known
  if (!rows.some(({ figure }) => isShown(figure))) return null
  return (
    <Section title={title} subtitle={words.rateSub(known.facts.level)}>
      <Chart
        lang={lang}
        id={id}
        title={title}
        draw={(frame) =>
          dotChart(
            {
              rows: rows.map(({ key, label, figure }) => ({ label, figure, strong: key.endsWith('-total') })),
              domain: [0, 100],
            },
            frame,
          )
        }
      >
        <DataTable
          lang={lang}
          caption={title}
          captionHidden
          label={{ head: words.who, cell: ({ label, href }: Shown) => <a href={href}>{label}</a> }}
          columns={[
            {
              head: words.rate,
              kind: 'number',
              narrow: 'main',
              cell: ({ figure }) => valueText(figure, true),
            },
            {
              head: words.intervalHead(known.facts.level),
              kind: 'number',
              cell: ({ figure }) => intervalText(figure, lang) ?? '–',
            },
            {
              head: words.precision,
              cell: ({ figure }) => <PrecisionMark lang={lang} precision={precisionOf(figure.cv)} />,
            },
            { head: words.cases, kind: 'number', cell: ({ figure }) => number(figure.n) },
          ]}
          rows={rows}
          strong={({ key }) => key.endsWith('-total')}
          instead={({ figure }) =>
            figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : undefined
          }
        />
      </Chart>
    </Section>
  )
}

export const AllTables = ({ lang, href, label }: { lang: Language; href: string; label?: string }) => (
  <p>
    <MoreLink href={href}>{label ?? wordsOf(lang).known.allTables}</MoreLink>
  </p>
)

/** Why nothing is said, and the step that would change it for somebody who may take it. */
export function UnknownNotice({ lang, why, bring }: { lang: Language; why: Unknown; bring: string | null }) {
  const words = wordsOf(lang).known
  const fixable = why.because === 'noSurvey' || why.because === 'lacks' || why.because === 'notCovered'
  return (
    <Notice kind="plain">
      <p>{why.because === 'lacks' ? words.lacks(why.columns, why.period) : words.unknown[why.because]}</p>
      {bring && fixable && <ButtonLink href={bring}>{words.bring}</ButtonLink>}
    </Notice>
  )
}
