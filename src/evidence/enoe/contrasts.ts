/** The indicators of the page on which two groups are held against each other, with the words that a sentence needs. */

import type { Indicator } from './indicators/define.ts'
import { indicators } from './indicators.ts'
import type { Words } from './measure.ts'
import { subjects } from './subjects.ts'

export interface Contrasted {
  readonly indicator: Indicator
  /** With its article: «la tasa de desocupación». */
  readonly subject: Words
  /** employed: a rate or mean of employed people. everybody: it says nothing of a group that is employed by definition. */
  readonly of: 'employed' | 'everybody'
  /** It tells informal from formal employment, so that it says nothing of those two. */
  readonly isInformality?: boolean
}

const one = (name: string, more: Partial<Pick<Contrasted, 'of' | 'isInformality'>> = {}): Contrasted => {
  const [indicator, subject] = [indicators.get(name), subjects[name]]
  if (!indicator || !subject) throw new Error(`no indicator ${name}`)
  return { indicator, subject, of: 'employed', ...more }
}

export const contrasted: readonly Contrasted[] = [
  one('til1', { isInformality: true }),
  one('tosi1', { isInformality: true }),
  one('participation', { of: 'everybody' }),
  one('unemployment', { of: 'everybody' }),
  one('underemployment'),
  one('healthaccess'),
  one('lowincome'),
  one('longhours'),
  one('hours'),
  one('medianhours'),
  one('hourlyincome'),
  one('medianhourlyincome'),
  one('medianmonthlyincome'),
  one('employed'),
]
