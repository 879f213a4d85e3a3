/** An estimate, its precision and its limits in words, for somebody who is no statistician. */
import type { NoError } from '../figure.ts'
import { en } from './en.ts'
import { es, type Words } from './es.ts'
import { type Lang, listOf, number, percentOf, type UnitOf, type Writer, writerOf } from './numbers.ts'
import { type PrecisionClass, precisionOf } from './precision.ts'

/** What is read of an `Estimate`; a figure of another origin with these fields will do. */
export interface Figure {
  estimate: number | null
  se: number | null
  cv: number | null
  low: number | null
  high: number | null
  /** 0.9, 0.95… */
  level: number
  n?: number
  psus?: number | null
  df?: number | null
  missing?: number
  /** Of a quantile: the share of the domain that gives exactly the estimate. */
  heap?: number
  unit?: string
  noError?: NoError
  /** Of an `Estimate`, or the name of a pooled one's method. */
  method?: { variance: string; replicates?: { type: string }; calibration?: string; z?: number } | string
}

export interface Telling {
  lang: Lang
  /** What the figure is, as the subject of a sentence in the singular, with its article: "la tasa de informalidad laboral de las mujeres", "the informality rate of women". */
  label: string
  /** Default: the figure's own. */
  unit?: UnitOf
  /** Default: 1; none of counts and pesos. */
  decimals?: number
  /** Fewer cases than this are called few. Default 30. */
  minimumCases?: number
}

/** Sentences without their full stops joined; `text` is all but `confidence`, in this order, as a paragraph. */
export interface Explanation {
  finding: string
  interval: string | null
  /** By INEGI's classes; null without a coefficient of variation. */
  precision: string | null
  precisionClass: PrecisionClass | null
  cases: string | null
  /** What to bear in mind: no error and why, few cases or PSUs, cases left out, pooled periods. */
  limits: string[]
  method: string | null
  /** What a confidence of so much means, for who asks. */
  confidence: string | null
  text: string
}

/**
 * An estimate, its precision and its limits, said to somebody who is no statistician. Never throws: a figure that is null is said so, with the reason.
 *
 * @param figure in its unit; a share from 0 to 1, `cv` in percent
 * @param periods the periods of a pooled estimate, as they are said: "el primer trimestre de 2019"
 * @example explain(figure, { lang: 'es', label: 'la tasa de informalidad laboral' }).text
 * // La tasa de informalidad laboral se estima en 56.9 %. Con una confianza de 90 %, el valor verdadero está entre 56.4 % y 57.3 %. …
 */
export function explain(figure: Figure, telling: Telling & { periods?: readonly string[] }): Explanation {
  const { lang, label, periods = [], minimumCases = 30 } = telling
  const words = wordsOf(lang)
  const { estimate, noError } = figure
  const pooled = periods.length > 1 ? [words.pooled(number(periods.length), listOf(periods, lang))] : []
  if (estimate === null)
    return told({
      finding: words.cannot(capital(label), words.noError[noError ?? 'emptyDomain']),
      limits: pooled,
      cases: null,
    })
  const unit = telling.unit ?? figure.unit
  const writer = writerOf(unit, lang, telling.decimals, estimate)
  const round = heapWords(figure, writer, words)
  const same = figure.se === 0 && round !== null ? round : sameInAll(figure, unit, words)
  const { low, high } = figure
  const limits =
    low === null || high === null || same !== null ? null : writer.possible({ low, high }, estimate)
  return told({
    finding: words.finding(capital(label), writer.whole(estimate)),
    interval:
      limits === null
        ? null
        : words.interval(percentOf(figure.level), writer.first(limits.low), writer.whole(limits.high)),
    // Where PSUs are as few as strata, the error is of nothing: that of a mean in one PSU is 0.
    ...precisionWords(same === null && noError !== 'noDegreesOfFreedom' ? figure.cv : null, words),
    cases: casesWords(figure.n, minimumCases, words),
    limits: [
      ...reasons(figure, same, words),
      ...(round === null || round === same ? [] : [round]),
      ...pooled,
    ],
    method: methodWords(figure.method, lang),
    confidence: limits === null ? null : words.confidence(number(100 * figure.level, 0)),
  })
}

/** How the error was calculated, in one clause; null where the method is not known. */
export function methodWords(method: Figure['method'], lang: Lang): string | null {
  if (method === undefined) return null
  const words = wordsOf(lang)
  if (typeof method === 'string') return words.poolMethod[method] ?? words.unknownVariance
  const { variance, replicates, calibration, z } = method
  const kind = replicates === undefined ? variance : kindOfReplicates(replicates.type)
  return (
    (words.variance[kind] ?? words.unknownVariance) +
    (calibration === undefined ? '' : words.calibrated) +
    (z === undefined || variance === 'none' ? '' : words.z(String(z)))
  )
}

function kindOfReplicates(type: string): string {
  if (type.startsWith('JK')) return 'jackknife'
  if (type === 'BRR' || type === 'Fay') return 'brr'
  return type.endsWith('bootstrap') ? 'bootstrap' : 'replicates'
}

/** What one must know of a figure's error before one reads its interval. */
export function reasons(figure: Figure, same: string | null, words: Words): string[] {
  const { noError, low, high, df, psus, missing = 0 } = figure
  const out: string[] = []
  if (noError !== undefined) out.push(words.noError[noError])
  else if (same !== null) out.push(same)
  else if (low === null || high === null) out.push(words.noFullInterval)
  // With fewer than 8 degrees of freedom a standard error may be off by a quarter (NCHS 2017, series 2, no. 175).
  if (noError === undefined && df !== null && df !== undefined && df < 8)
    out.push(psus === null || psus === undefined ? words.fewDf : words.fewPsus(number(psus)))
  if (missing > 0) out.push(words.missing(number(missing), missing === 1))
  return out
}

export function casesWords(n: number | undefined, minimum: number, words: Words): string | null {
  if (n === undefined) return null
  return n < minimum ? words.few(number(n), n === 1, number(minimum)) : words.cases(number(n), n === 1)
}

/** Of a quantile that many report alike, as with incomes rounded to thousands: its interval ends on it, and so says less than it seems to. */
function heapWords({ estimate, se, low, high, heap }: Figure, writer: Writer, words: Words): string | null {
  if (
    heap === undefined ||
    heap < 0.01 ||
    heap === 1 ||
    estimate === null ||
    (low !== estimate && high !== estimate)
  )
    return null
  return (se === 0 ? words.heapZero : words.heap)(percentOf(heap), writer.whole(estimate))
}

/** An error of zero is no certainty: what to say instead of an interval. */
function sameInAll({ estimate, se }: Figure, unit: UnitOf | undefined, words: Words): string | null {
  if (se !== 0) return null
  const whole = unit === 'share' ? 1 : unit === 'percent' ? 100 : undefined
  if (estimate === 0) return words.noneInSample
  return whole !== undefined && estimate === whole ? words.allInSample : words.exact
}

function precisionWords(cv: number | null, words: Words): Pick<Explanation, 'precision' | 'precisionClass'> {
  const found = precisionOf(cv)
  if (found === null || cv === null) return { precision: null, precisionClass: null }
  return { precision: words.precision[found](percentText(cv)), precisionClass: found }
}

/** One decimal, and one that shows on which side of 15 and 30 a value lies: 14.97 is not written 15.0. */
function percentText(cv: number): string {
  const decimals = [15, 30].some((edge) => cv < edge && cv >= edge - 0.05) ? 3 : 1
  return `${number(cv, decimals)}\u202f%`
}

/** Ends each sentence, and joins them. */
export function told(parts: Partial<Explanation> & { finding: string }): Explanation {
  const ended = (text: string | null | undefined): string | null =>
    text === null || text === undefined ? null : `${text}.`
  const out = {
    finding: `${parts.finding}.`,
    interval: ended(parts.interval),
    precision: ended(parts.precision),
    precisionClass: parts.precisionClass ?? null,
    cases: ended(parts.cases),
    limits: (parts.limits ?? []).map((text) => `${text}.`),
    method: ended(parts.method),
    confidence: ended(parts.confidence),
  }
  const sentences = [out.finding, out.interval, out.precision, out.cases, ...out.limits, out.method]
  return { ...out, text: sentences.filter((one) => one !== null).join(' ') }
}

export function wordsOf(lang: Lang): Words {
  return lang === 'es' ? es : en
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1)
}
