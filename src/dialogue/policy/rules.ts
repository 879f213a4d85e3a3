/** What is true of policy dialogues and their options. */
import { Problem } from '../../platform/problem.ts'

export const costPeriods = ['once', 'month', 'year'] as const
export type CostPeriod = (typeof costPeriods)[number]

export interface Cost {
  /** In the currency's smallest unit; null: not known, which is not nothing. */
  minor: number | null
  currency: string
  period: CostPeriod | null
}

/** `1,250,000.50` as centavos; null for nothing. Throws `policy.cost` for what is no amount, or more than any budget. */
export function minorOf(typed: string): number | null {
  const plain = typed.replace(/[\s,$]/g, '')
  if (plain === '') return null
  const [, whole, cents = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  if (whole === undefined) throw new Problem('policy.cost')
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'))
}

/** An amount without its period says little; throws `policy.costPeriod`. */
export function checkCost({ minor, period }: Pick<Cost, 'minor' | 'period'>): void {
  if (minor !== null && period === null) throw new Problem('policy.costPeriod')
}

/** What is recommended is one of the options, and says why. Throws `policy.noSuchOption`, `policy.reason`. */
export function checkRecommended(
  recommendedId: string | null,
  options: readonly { id: string }[],
  reason: string,
): void {
  if (recommendedId === null) return
  if (!options.some(({ id }) => id === recommendedId)) throw new Problem('policy.noSuchOption')
  if (reason.trim() === '') throw new Problem('policy.reason')
}

/** Points as they were typed: one a line, bullets and empty lines aside. */
export const pointsOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.replace(/^\s*[-•*]\s*/, '').trim())
    .filter(Boolean)
