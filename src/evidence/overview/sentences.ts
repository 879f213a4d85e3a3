/** Findings in words: pure rules from estimates to the sentence that may be said. */
import { sideOf } from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import { period } from '../../web/format.ts'
import type { Cell } from './publication.ts'

export type ShareWords =
  | 'few'
  | 'quarter'
  | 'third'
  | 'fourTenths'
  | 'almostHalf'
  | 'half'
  | 'overHalf'
  | 'sixTenths'
  | 'twoThirds'
  | 'threeQuarters'
  | 'eightTenths'
  | 'most'

/** A percentage as people say it at a table; the number itself always stands beside it. */
export function shareInWords(percent: number): ShareWords {
  const steps: ReadonlyArray<readonly [below: number, words: ShareWords]> = [
    [22, 'few'],
    [29, 'quarter'],
    [37, 'third'],
    [43, 'fourTenths'],
    // Which side of the half it is on, everybody at the table hears.
    [48.5, 'almostHalf'],
    [51.5, 'half'],
    [56, 'overHalf'],
    [63, 'sixTenths'],
    [71, 'twoThirds'],
    [77.5, 'threeQuarters'],
    [85, 'eightTenths'],
  ]
  return steps.find(([below]) => percent < below)?.[1] ?? 'most'
}

/** Whose rate is higher beyond the survey's error, by the difference of women minus men; null where nothing can be said. */
export function sexesDiffer(gap: Cell): 'women' | 'men' | 'same' | null {
  const side = gap.shown === 'estimate' ? sideOf(gap) : null
  return side && ({ above: 'women', below: 'men', unclear: 'same' } as const)[side]
}

/** «el primer trimestre de 2019»; a month has no article. */
export function periodInSentence(code: string, lang: Language): string {
  const words = periodWithin(code, lang)
  return isQuarter(code) ? `${lang === 'es' ? 'el' : 'the'} ${words}` : words
}

const isQuarter = (code: string): boolean => /[TQ][1-4]$/i.test(code)

/** «primer trimestre de 2019», within a title or a line; an English month keeps its capital. */
export function periodWithin(code: string, lang: Language): string {
  const words = period(code, lang)
  return lang === 'es' || isQuarter(code) ? words.toLocaleLowerCase('es') : words
}

/** A place's name after "in": two states carry an article. */
export function withArticle(code: string, name: string, language: 'es' | 'en'): string {
  if (code === '09' && language === 'es') return `la ${name}`
  if (code === '15') return language === 'es' ? `el ${name}` : `the ${name}`
  return name
}
