/** The two sides of a contrast: who is held against whom, in words and as a domain of a file. */
import {
  type Domain,
  domainOf,
  groupByCode,
  groups,
  parsePlace,
  resolve,
  resolveGroup,
  type Survey,
  type Words,
} from '../enoe/index.ts'
import type { Lacks, Microdata } from './estimates.ts'
import { statesOf } from './estimates.ts'

interface Trait {
  /** In columns and `{concepts}`, inside the universe. */
  readonly is: string
  readonly label: Words
  /** After a noun: «la tasa … entre las mujeres». */
  readonly phrase: Words
  readonly kind: 'sex' | 'age' | 'job'
}

const trait = (
  kind: Trait['kind'],
  is: string,
  label: readonly [es: string, en: string],
  phrase: readonly [es: string, en: string],
): Trait => ({
  kind,
  is,
  label: { es: label[0], en: label[1] },
  phrase: { es: phrase[0], en: phrase[1] },
})

const age = (concept: string, es: string, en: string): Trait =>
  trait('age', `{${concept}}`, [es, en], [`entre las personas ${lower(es)}`, `among people ${lower(en)}`])

const lower = (words: string): string => words.charAt(0).toLocaleLowerCase('es') + words.slice(1)

/** What a side may be besides a worker group (`group-domestic`) or a place (`place-09`). */
export const traits: Readonly<Record<string, Trait>> = {
  women: trait('sex', 'sex = 2', ['Mujeres', 'Women'], ['entre las mujeres', 'among women']),
  men: trait('sex', 'sex = 1', ['Hombres', 'Men'], ['entre los hombres', 'among men']),
  from15to24: age('age 15 to 24', 'De 15 a 24 años', 'Aged 15 to 24'),
  from25to44: age('age 25 to 44', 'De 25 a 44 años', 'Aged 25 to 44'),
  from45to64: age('age 45 to 64', 'De 45 a 64 años', 'Aged 45 to 64'),
  over65: age('age 65 and over', 'De 65 años y más', 'Aged 65 and over'),
  informal: trait(
    'job',
    '{informal}',
    ['Ocupación informal', 'Informal employment'],
    ['en la ocupación informal', 'in informal employment'],
  ),
  formal: trait(
    'job',
    '{formal}',
    ['Ocupación formal', 'Formal employment'],
    ['en la ocupación formal', 'in formal employment'],
  ),
}

export const sideCodes = {
  sex: ['women', 'men'],
  age: ['from15to24', 'from25to44', 'from45to64', 'over65'],
  job: ['informal', 'formal'],
  group: groups.map(({ code }) => `group-${code}`),
} as const

/** `women`, `group-domestic`, `place-09`, `all`; undefined for what is none. Places are proved where their domain is asked for. */
export const isSide = (code: string): boolean =>
  code === 'all' ||
  code in traits ||
  code.startsWith('place-') ||
  (code.startsWith('group-') && groupByCode(code.slice(6)) !== undefined)

/** Whom a contrast is of: these people, in two halves or parts. */
export interface ContrastRequest {
  place: string
  group: string | null
  a: string
  b: string
}

/** Whether a side, or the group both lie in, is of employed people only: rates of the population then say nothing. */
export const isOfJobs = (code: string): boolean => code.startsWith('group-') || traits[code]?.kind === 'job'

export interface SideDomain extends Domain {
  /** The group or trait, in a file's SQL; the place is `only`. */
  readonly where: string
}

/** A side's people; a side that is a place takes the place of the request's. */
export function sideDomain(
  code: string,
  request: ContrastRequest,
  data: Pick<Microdata, 'columns' | 'survey' | 'coverage'>,
): SideDomain | { lacks: Lacks } {
  const columns = new Set(data.columns)
  const place = domainOf(parsePlace(code.startsWith('place-') ? code.slice(6) : request.place), columns, {
    survey: data.survey as Survey,
    states: statesOf(data.coverage),
  })
  if ('lacks' in place) return place
  const conditions: string[] = []
  for (const group of [request.group, code.startsWith('group-') ? code.slice(6) : null]) {
    if (group === null) continue
    const known = groupByCode(group)
    const found = known ? resolveGroup(known, columns) : { lacks: [] }
    if ('lacks' in found) return found
    conditions.push(found.sql)
  }
  const its = traits[code]
  if (its) {
    const found = resolve(its.is, columns)
    if ('lacks' in found) return found
    conditions.push(found.sql)
  }
  return { ...place, where: conditions.map((one) => `(${one})`).join(' and ') || 'true' }
}
