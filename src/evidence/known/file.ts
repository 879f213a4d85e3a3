/** Which file at hand speaks of a place and a worker group, or why none does. */
import type { Language } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { period as periodWords } from '../../web/format.ts'
import type { Visit } from '../../web/server/route.ts'
import { domainOf, type Group, namesOf, parsePlace, resolveGroup, type Survey } from '../enoe/index.ts'
import { currentVintages, type Vintage } from '../store.ts'
import { wordsOf } from '../words.ts'

/** Why nothing can be said of a place or group. */
export type Unknown =
  | { because: 'noSurvey' }
  /** No survey at hand was designed for the place (boroughs, municipalities), covers it, or knows it at all. */
  | { because: 'unplanned' | 'notCovered' | 'noInegiPlace' }
  /** The newest file lacks columns; `columns` as INEGI prints them. */
  | { because: 'lacks'; columns: string; period: string }

export const states: readonly string[] = Array.from({ length: 32 }, (_, at) =>
  String(at + 1).padStart(2, '0'),
)

/** The newest first; of one period the nation's before a state's, for its design is the published one. */
export const newestFirst = (vintages: readonly Vintage[]): Vintage[] => {
  const nation = (vintage: Vintage): number => (vintage.coverage.includes('MX') ? 0 : 1)
  return vintages.toReversed().toSorted((a, b) => (a.period === b.period ? nation(a) - nation(b) : 0))
}

/** Null: the file speaks of the place and can tell the group. */
export function obstacle(
  vintage: Vintage,
  place: string,
  group: Group | null,
  lang: Language,
): Unknown | null {
  const columns = new Set(vintage.columns)
  const covered = vintage.coverage.includes('MX') ? states : vintage.coverage
  const domain = domainOf(parsePlace(place), columns, {
    survey: vintage.survey as Survey,
    states: new Set(covered.map(Number)),
  })
  const lacks = (lists: readonly (readonly string[])[]): Unknown => ({
    because: 'lacks',
    columns: namesOf(lists, wordsOf(lang).table.or),
    period: periodWords(vintage.period, lang, 'short'),
  })
  if ('lacks' in domain) return lacks(domain.lacks)
  if (domain.unplanned) return { because: domain.unplanned === 'notCovered' ? 'notCovered' : 'unplanned' }
  const found = group && resolveGroup(group, columns)
  return found && 'lacks' in found ? lacks(found.lacks) : null
}

/** The newest file that speaks of a place and group, or the reason that the newest one gives. */
export function newestFor(
  vintages: readonly Vintage[],
  place: string,
  group: Group | null,
  lang: Language,
): Vintage | Unknown {
  if (!isInegiPlace(place)) return { because: 'noInegiPlace' }
  let why: Unknown | undefined
  for (const vintage of newestFirst(vintages)) {
    const against = obstacle(vintage, place, group, lang)
    if (!against) return vintage
    why ??= against
  }
  return why ?? { because: 'noSurvey' }
}

/** Whether INEGI's surveys could speak of a code at all: `MX`, a state, a municipality. */
export function isInegiPlace(code: string): boolean {
  try {
    parsePlace(code)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** Whether there is a survey in this workspace, and one that is not made up. */
export async function surveysHere(tx: ReadTx, visit: Visit): Promise<{ any: boolean; real: boolean }> {
  const vintages = await currentVintages(tx, visit.asker)
  return { any: vintages.length > 0, real: vintages.some(({ isSample }) => !isSample) }
}
