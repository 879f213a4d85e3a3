/** Two periods in one breath: «el primero y el segundo trimestre de 2019». */
import { periodInSentence } from '../../evidence/index.ts'
import { both } from './places.ts'
import type { Words } from './value.ts'

const ordinals = {
  es: ['el primero', 'el segundo', 'el tercero', 'el cuarto'],
  en: ['the first', 'the second', 'the third', 'the fourth'],
} as const

/** Quarters of one year share its name; any others are said in full. */
export function between(before: string, after: string): { before: Words; after: Words } {
  const [first, second] = [before, after].map((code) => /^(\d{4})-?[TQ]([1-4])$/i.exec(code))
  const isOneYear = first && second && first[1] === second[1]
  return {
    before: both((lang) => {
      const ordinal = isOneYear ? ordinals[lang][Number(first[2]) - 1] : undefined
      return ordinal ?? periodInSentence(before, lang)
    }),
    after: both((lang) => periodInSentence(after, lang)),
  }
}
