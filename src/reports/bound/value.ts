/**
 * What a bound item says, apart from any language: held with the report when a person took it over, and drawn from here alone, so
 * that a signed edition stays as it was whatever becomes of its sources.
 */
import type { Precision } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'

/** A label in both languages. Names that have none of one language repeat the other. */
export type Words = Readonly<Record<Language, string>>

export type NumberUnit = 'percent' | 'points' | 'persons' | 'count' | 'hours' | 'years' | 'pesos' | 'ratio'

/** A number with its precision. Percent as 56.88. `value` is null where it is withheld, and then `withheld` says why. */
export interface Measured {
  value: number | null
  unit: NumberUnit
  decimals: number
  /** A difference: written with its sign. */
  change: boolean
  low: number | null
  high: number | null
  /** Confidence of low and high, percent; null without interval. */
  level: number | null
  /** Percent of the value; null without error and for differences. */
  cv: number | null
  precision: Precision | null
  /** Unweighted cases; null for what is no estimate. */
  n: number | null
  withheld: Words | null
}

interface Sourced {
  /** Address of the source within the workspace, without language; null: it has no page. */
  href: string | null
  /** Producer, survey, period, retrieved on, page: as a source list prints it. */
  source: Words
}

/** A number in a sentence. */
export interface BoundNumber extends Sourced, Measured {
  is: 'number'
  /** «Tasa de informalidad laboral (TIL1), mujeres, Ciudad de México». */
  name: Words
  base: Words
  /** `2019T1`; empty: none. */
  period: string
  definition: Words
  method: Words | null
}

/** A table. Every row has as many cells as there are columns. */
export interface BoundTable extends Sourced {
  is: 'table'
  title: Words
  /** Head of the row labels. */
  label: Words
  columns: readonly { head: Words; group?: Words }[]
  rows: readonly { label: Words; level: 0 | 1 | 2 | 3; cells: readonly (Measured | Words)[] }[]
  notes: readonly Words[]
}

/** A chart; the rows carry all that it draws, so that it has its table. */
export interface BoundChart extends Sourced {
  is: 'chart'
  /** dots: one estimate a row; pairs: women and men a row; states: a map of the states by colour. */
  draws: 'dots' | 'pairs' | 'states'
  title: Words
  /** What is to be seen, for who does not see it. */
  description: Words
  /** `key`: a state's code where it draws a map. dots: one figure; pairs: women, men. */
  rows: readonly { key: string; label: Words; strong: boolean; figures: readonly Measured[] }[]
  /** The scale, where it is not the data's. */
  domain: readonly [number, number] | null
}

/** Words of others or of a record: a clause, a quote, a passage, a demand, a recommendation. */
export interface BoundText extends Sourced {
  is: 'text'
  title: Words
  /** A language in which it does not exist repeats the other; `language` is that of the words themselves. */
  text: Words
  language: Language | 'both'
  /** Clause 3 of the agreement …; page 12 of …. */
  attribution: Words
}

/** Organisations, meetings, agreements, documents, gaps: as many as fit a question. */
export interface BoundList extends Sourced {
  is: 'list'
  title: Words
  /** Head of the names: «Reunión»; absent in what was held before there was one. */
  label?: Words
  /** Heads of the columns after the name. */
  columns: readonly Words[]
  items: readonly { label: Words; cells: readonly Words[]; href: string | null }[]
}

/** The source is gone: consent withdrawn, removed, or it may not be shown. It takes itself out of drafts and stops a sign-off. */
export interface Gone {
  is: 'gone'
  why: 'withdrawn' | 'removed' | 'withheld' | 'lacks'
  /** What it was called, which is all that is left. */
  name: Words
  /** More on why, for the team. */
  reason: Words
}

export type Value = BoundNumber | BoundTable | BoundChart | BoundText | BoundList | Gone

/** A row of `reports.binding`. */
export interface Binding {
  id: string
  held: Value
  /** What the source says now, where it differs and nobody has settled it. */
  moved: Value | null
}
