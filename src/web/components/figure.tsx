import type { FC } from 'hono/jsx'
import { type Precision, precisionOf } from '../../kernel/precision.ts'
import { interval, number, percent, signed } from '../format.ts'
import type { Html } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Explained } from './menu.tsx'

/** Why an estimate is not published. `other` carries a sentence of the part that knows more. */
export type Withheld =
  | { readonly why: 'few'; readonly n: number; readonly min: number }
  | { readonly why: 'unplanned' | 'noCases' | 'coverage' }
  | { readonly why: 'column'; readonly column: string }
  | { readonly why: 'other'; readonly text: string }

export type Unit = 'percent' | 'count' | 'points' | 'hours' | 'years' | 'pesos' | 'number'

/** A number with all that must stand beside it. Unrounded values; percent as 56.88, never 0.5688. */
export interface FigureData {
  readonly value: number | null
  readonly unit: Unit
  readonly low?: number | null
  readonly high?: number | null
  /** 90 or 95. */
  readonly level?: number
  /** Coefficient of variation, percent. */
  readonly cv?: number | null
  readonly se?: number | null
  /** Unweighted cases. */
  readonly n?: number
  readonly decimals?: number
  readonly withheld?: Withheld
  /** Shown to the team although it is withheld. */
  readonly internal?: boolean
  /** A difference: written with its sign. */
  readonly isChange?: boolean
  readonly name?: string
  /** Of whom: “personas ocupadas de 15 años y más”. */
  readonly base?: string
  readonly period?: string
  readonly source?: Html
  readonly definition?: Html
  readonly method?: Html
}

const decimalsOf: Record<Unit, number> = {
  percent: 1,
  count: 0,
  points: 1,
  hours: 1,
  years: 1,
  pesos: 0,
  number: 1,
}

/** The value as written; `bare` leaves the unit to the table's header. */
export function valueText(figure: FigureData, bare = false): string {
  const decimals = figure.decimals ?? decimalsOf[figure.unit]
  if (figure.unit === 'percent')
    return bare ? number(figure.value, decimals) : percent(figure.value, decimals)
  if (figure.unit === 'points' || figure.isChange) return signed(figure.value, decimals)
  if (figure.unit === 'pesos' && figure.value !== null && !bare) return `$${number(figure.value, decimals)}`
  return number(figure.value, decimals)
}

/** `48.5–51.7`, in the figure's own decimals; undefined where there is no interval. */
export function intervalText(figure: FigureData, lang: Lang): string | undefined {
  if (figure.low === null || figure.low === undefined || figure.high === null || figure.high === undefined)
    return undefined
  return interval(figure.low, figure.high, figure.decimals ?? decimalsOf[figure.unit], lang)
}

export function withheldText(withheld: Withheld, lang: Lang): string {
  const words = wordsOf(lang).figure.withheldBecause
  switch (withheld.why) {
    case 'few':
      return words.few(number(withheld.n), number(withheld.min))
    case 'column':
      return words.column(withheld.column)
    case 'other':
      return withheld.text
    default:
      return words[withheld.why]
  }
}

/** Precision by word and by shape: full, half and open circle. */
export const PrecisionMark: FC<{ lang: Lang; precision: Precision | null }> = ({ lang, precision }) =>
  precision ? (
    <span class={`precision is-${precision}`}>{wordsOf(lang).figure.precisions[precision]}</span>
  ) : null

export const WithheldReason: FC<{
  lang: Lang
  withheld: Withheld
  more?: { href: string; label: string }
}> = ({ lang, withheld, more }) => (
  <span class="withheld">
    {withheldText(withheld, lang)}
    {more && (
      <>
        . <a href={more.href}>{more.label}</a>
      </>
    )}
  </span>
)

/** One cell of a table: value over interval, with the shape of its precision (the word too where it is not high). */
export const EstimateCell: FC<{ lang: Lang; figure: FigureData }> = ({ lang, figure }) => {
  const words = wordsOf(lang).figure
  if (figure.withheld && !figure.internal)
    return <span class="withheld">{withheldText(figure.withheld, lang)}</span>
  const precision = precisionOf(figure.cv)
  const between = intervalText(figure, lang)
  return (
    <span class="estimate">
      <span class="estimate-value">{valueText(figure, true)}</span>
      <span class="estimate-more">
        {between && <span class="estimate-interval">{between}</span>}
        {figure.internal && <span class="estimate-internal">{words.internalShort}</span>}
        {precision && (
          <span class={`precision is-${precision}${precision === 'high' ? ' is-quiet' : ''}`}>
            <span>{words.precisions[precision]}</span>
          </span>
        )}
      </span>
    </span>
  )
}

/**
 * A number in a sentence: value and interval, and a tap away precision, base, period, source and definition.
 * `id` must be unique on the page. `after` is the punctuation that follows, so that it does not fall on the next line.
 */
export const FigureText: FC<{ lang: Lang; figure: FigureData; id: string; after?: string }> = ({
  lang,
  figure,
  id,
  after,
}) => {
  if (figure.withheld && !figure.internal) {
    return (
      <>
        <WithheldReason lang={lang} withheld={figure.withheld} />
        {after}
      </>
    )
  }
  const between = intervalText(figure, lang)
  return (
    <Explained
      after={after}
      id={id}
      lang={lang}
      look="figure"
      title={figure.name}
      text={<FigureCard lang={lang} figure={figure} />}
    >
      {valueText(figure)}
      {between && ` (${between})`}
    </Explained>
  )
}

/** All that is known of a number, as a small list: for the tap, and for its own page. */
export const FigureCard: FC<{ lang: Lang; figure: FigureData }> = ({ lang, figure }) => {
  const words = wordsOf(lang).figure
  const precision = precisionOf(figure.cv)
  const between = intervalText(figure, lang)
  const rows: [Html, Html][] = []
  if (figure.internal && figure.withheld)
    rows.push([words.withheld, `${withheldText(figure.withheld, lang)}; ${words.internal}`])
  if (between) rows.push([words.intervalShort(percent(figure.level ?? 90, 0)), between])
  if (precision) {
    rows.push([
      words.precision,
      `${words.precisionLong[precision]} (${words.cvShort} ${percent(figure.cv, 1)})`,
    ])
  }
  if (figure.base) rows.push([words.base, figure.base])
  if (figure.n !== undefined) rows.push([words.casesShort, number(figure.n)])
  if (figure.period) rows.push([words.period, figure.period])
  if (figure.definition) rows.push([words.definition, figure.definition])
  if (figure.method) rows.push([words.method, figure.method])
  if (figure.source) rows.push([words.source, figure.source])
  return (
    <span class="figure-card">
      {rows.map(([term, value]) => (
        <span class="figure-row">
          <span class="figure-term">{term}</span>
          <span>{value}</span>
        </span>
      ))}
    </span>
  )
}
