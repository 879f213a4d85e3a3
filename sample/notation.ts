import type { Choice } from './random.ts'

/** The short forms in which the tables of chances are written, so that a table stays a line. */

/** `1 2.5 4` → numbers. */
export const numbers = (text: string): number[] => text.split(' ').filter(Boolean).map(Number)

/** `1:80 2:20` → value and weight. */
export const weights = (text: string): Choice<number>[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((part): Choice<number> => {
      const [value = 0, weight = 0] = part.split(':').map(Number)
      return [value, weight]
    })

/** `15:.05 20:.7` → a function of age: .05 below fifteen, .7 from fifteen to nineteen; the last holds for all above. */
export function byAge(text: string): (age: number) => number {
  const steps = weights(text)
  const last = steps.at(-1)?.[1] ?? 0
  return (age) => steps.find(([under]) => age < under)?.[1] ?? last
}
