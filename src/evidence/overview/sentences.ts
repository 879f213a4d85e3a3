/** Findings in words: pure rules from estimates to the sentence that may be said. */
import type { Cell } from './publication.ts'
import { quantile } from './publication.ts'

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

/**
 * Whether two estimates differ beyond chance at a level. Their samples overlap (women and men of the same dwellings), which
 * this ignores; informality of a household's members goes together, so that the true error of the difference is smaller and
 * the answer "the survey cannot tell" is the cautious one. Null: one of them has no error.
 */
export function sexesDiffer(women: Cell, men: Cell, level: number): 'women' | 'men' | 'same' | null {
  if (women.shown !== 'estimate' || men.shown !== 'estimate' || women.se === null || men.se === null)
    return null
  const difference = women.estimate - men.estimate
  const error = Math.hypot(women.se, men.se) * quantile[level === 95 ? 95 : 90]
  if (Math.abs(difference) <= error) return 'same'
  return difference > 0 ? 'women' : 'men'
}

/** A place's name after "in": two states carry an article. */
export function withArticle(code: string, name: string, language: 'es' | 'en'): string {
  if (code === '09' && language === 'es') return `la ${name}`
  if (code === '15') return language === 'es' ? `el ${name}` : `the ${name}`
  return name
}
