import { Problem } from '../../platform/problem.ts'
import { type Candidate, gather, hashFile, hashOfAll } from './gather.ts'
import { type Looked, look, shownName } from './look.ts'
import { canonicalNames, plainName } from './names.ts'
import {
  agree,
  periodCode,
  periodOfContent,
  periodOfName,
  quarterCode,
  readPeriod,
  surveyOf,
  type Told,
  weightOf,
} from './period.ts'
import { cancelled, isAbort } from './problems.ts'
import { type Questionnaire, questionnaireOf } from './questionnaire.ts'
import { tableOfColumns, tableOfName } from './recognise.ts'
import type { Found, FoundColumn, FoundTable, Notice, Options, Table } from './types.ts'
import { expectedNames, type PersonTable, variable } from './variables.ts'

export interface InspectOptions extends Options {
  /** `2019T1`, `2020-05`: what the person says where neither name nor content tell it. */
  period?: string
}

/**
 * Says what the given files, folders or zips are, from their names and first lines; nothing is written or unpacked.
 * Throws a `Problem` where they cannot be used: not ENOE, no SDEM, no weight, no period or two that contradict each other, damaged.
 */
export async function inspect(paths: readonly string[], options: InspectOptions = {}): Promise<Found> {
  try {
    return await recognise(paths, options)
  } catch (error) {
    throw isAbort(error) ? cancelled() : error
  }
}

async function recognise(paths: readonly string[], options: InspectOptions): Promise<Found> {
  const { signal, onProgress } = options
  const { candidates, nested } = await gather(paths, signal)
  const promising = candidates.some(({ name }) => tableOfName(name))
    ? candidates.filter(({ name }) => tableOfName(name))
    : candidates.slice(0, 200)
  const looked: (Looked & { table: Table })[] = []
  for (const [at, candidate] of promising.entries()) {
    signal?.throwIfAborted()
    const seen = await look(candidate)
    const table = seen && tableOfColumns(seen.header)
    if (seen && table) looked.push({ ...seen, table })
    else if (tableOfName(candidate.name)) throw notThatTable(candidate, seen)
    onProgress?.({ step: 'look', done: (at + 1) / (promising.length + 1) })
  }
  const warnings: Notice[] = nested.map(({ file, member }) => ({
    code: 'import.nestedLeft',
    values: { file, member },
  }))
  const sdem = one(looked, 'sdem')
  if (!sdem) throw noSdem(looked, nested, paths)
  const persons: (Looked & { table: PersonTable })[] = [{ ...sdem, table: 'sdem' }]
  for (const table of ['coe1', 'coe2'] as const) {
    const its = one(looked, table)
    if (its) persons.push({ ...its, table })
    else warnings.push({ code: 'import.tableAbsent', values: { table: table.toUpperCase() } })
  }
  for (const each of looked)
    if (each.table === 'hog' || each.table === 'viv')
      warnings.push({
        code: 'import.tableUnused',
        values: { table: each.table.toUpperCase(), file: shownName(each) },
      })
  for (const each of persons)
    if (each.rows === 0) throw new Problem('import.headerOnly', { file: shownName(each) })

  const period = periodOf(persons, options.period, warnings)
  const questionnaire = questionnaireOf(
    new Set(persons.flatMap(({ header }) => header.map(plainName))),
    period,
  )
  const tables = persons.map((each) => describe(each, questionnaire, quarterCode(period)))
  const columns = new Set(tables[0]?.columns.map(({ name }) => name))
  const weight = chooseWeight(columns, period, shownName(sdem), warnings)
  const strata = columns.has('est_d') ? 'est_d' : null
  const psu = columns.has('upm') ? 'upm' : null
  if (!strata) warnings.push({ code: 'import.noStrata', values: {} })
  if (!psu) warnings.push({ code: 'import.noPsu', values: {} })
  const universe = ['r_def', 'c_res', 'eda', 'clase1', 'clase2'].filter((name) => !columns.has(name))
  if (universe.length > 0)
    warnings.push({ code: 'import.universeLacks', values: { columns: universe.join(', ').toUpperCase() } })
  const isSample = columns.has(sampleMark)
  const unknown = tables.flatMap((table) =>
    table.columns.filter(({ name, known }) => !known && name !== sampleMark),
  )
  if (unknown.length > 0)
    warnings.push({
      code: 'import.columnsUnknown',
      values: { n: unknown.length, columns: listed(unknown.map(({ original }) => original)) },
    })
  if (questionnaire === 'extended' && tables.length > 1)
    warnings.push({ code: 'import.extended', values: {} })

  const files = []
  for (const path of new Set(persons.map(({ source }) => source.path)))
    files.push(await hashFile(path, signal))
  onProgress?.({ step: 'look', done: 1 })
  return {
    survey: surveyOf(period),
    period: periodCode(period),
    questionnaire,
    isSample,
    tables,
    weight,
    strata,
    psu,
    warnings,
    files,
    sha256: hashOfAll(files),
  }
}

/** The column that the program's own made-up survey carries in every table. */
const sampleMark = 'muestra_ficticia'

export const listed = (names: readonly string[], limit = 12): string =>
  names.length <= limit ? names.join(', ') : `${names.slice(0, limit).join(', ')}…`

/** The one file of this table; two are a contradiction that only the person can settle. */
function one(looked: readonly (Looked & { table: Table })[], table: Table): Looked | undefined {
  const [first, second] = looked.filter((each) => each.table === table)
  if (first && second)
    throw new Problem('import.tableTwice', {
      table: table.toUpperCase(),
      first: shownName(first),
      second: shownName(second),
    })
  return first
}

/** Named like a table of ENOE, without its columns. */
function notThatTable(candidate: Candidate, seen: Looked | null): Problem {
  const file = shownName(candidate)
  const table = (tableOfName(candidate.name) ?? '').toUpperCase()
  const names = new Set((seen?.header ?? []).map(plainName))
  const known = [...names].filter((name) => variable(name)).length
  const lacks = ['ent', ...(table === 'SDEM' ? ['sex'] : ['n_ren'])].filter(
    (name) => !names.has(name) && !names.has(`cve_${name}`),
  )
  return known >= 3 && lacks.length > 0
    ? new Problem('import.essential', { file, table, columns: lacks.join(', ').toUpperCase() })
    : new Problem('import.notEnoe', { file, table })
}

function noSdem(
  looked: readonly (Looked & { table: Table })[],
  nested: readonly { file: string; member: string }[],
  paths: readonly string[],
): Problem {
  const [other] = looked
  if (other) {
    const found = [...new Set(looked.map(({ table }) => table.toUpperCase()))].join(', ')
    return new Problem('import.wrongTable', { file: shownName(other), table: found })
  }
  const [inner] = nested
  if (inner) return new Problem('import.nested', inner)
  return new Problem('import.noTable', { file: paths.map((path) => path.split(/[\\/]/).at(-1)).join(', ') })
}

function describe(
  looked: Looked & { table: PersonTable },
  questionnaire: Questionnaire,
  quarter: string,
): FoundTable {
  const canonical = canonicalNames(looked.header, questionnaire)
  if ('twice' in canonical)
    throw new Problem('import.columnTwice', { file: shownName(looked), column: canonical.twice })
  const columns = canonical.names.map((name, at): FoundColumn => {
    const known = variable(name)
    return {
      original: looked.header[at] ?? '',
      name,
      type: known?.type ?? 'text',
      known: known !== undefined,
    }
  })
  const missing = expectedNames(looked.table, quarter).filter((name) => !canonical.names.includes(name))
  const { table, source, rows, csv } = looked
  return { table, source, rows, columns, missing, csv }
}

/** The period by what the person says, by PER and by the names; told apart where they disagree. */
function periodOf(persons: readonly Looked[], said: string | undefined, warnings: Notice[]): Told {
  const [sdem] = persons
  if (!sdem) throw new Error('No SDEM')
  const given = said === undefined ? null : readPeriod(said)
  if (said !== undefined && !given) throw new Problem('import.periodForm', { given: said })

  const file = shownName(sdem)
  const contents = persons.flatMap((each) =>
    each.per.map((per) => ({ each, per, told: periodOfContent(per) })),
  )
  const periods = [...new Set(contents.flatMap(({ told }) => (told ? [periodCode(told)] : [])))]
  if (periods.length > 1) throw new Problem('import.severalPeriods', { file, periods: periods.join(', ') })
  const content = contents.find(({ told }) => told)?.told ?? null

  const names = persons.flatMap((each) => {
    const told = periodOfName(each.name)
    return told ? [{ each, told }] : []
  })
  const [first] = names
  const other = names.find(({ told }) => first && !agree(told, first.told))
  if (first && other && !given)
    throw new Problem('import.periodsDiffer', {
      first: shownName(first.each),
      firstPeriod: periodCode(first.told),
      second: shownName(other.each),
      secondPeriod: periodCode(other.told),
    })
  const container = sdem.containers.toReversed().map(periodOfName).find(Boolean) ?? null
  if (first && container && !agree(first.told, container) && !given)
    warnings.push({
      code: 'import.containerPeriod',
      values: { file, period: periodCode(first.told), container: periodCode(container) },
    })

  const name = given ?? first?.told ?? container
  if (name && content && !agree(name, content))
    throw new Problem('import.periodConflict', { file, name: periodCode(name), content: periodCode(content) })
  const period = name ?? content
  if (!period) throw new Problem('import.noPeriod', { file })
  if (!content && !given)
    warnings.push({ code: 'import.periodByName', values: { period: periodCode(period) } })
  if (surveyOf(period) === 'etoe' && period.month === null) throw new Problem('import.noMonth', { file })
  return period
}

function chooseWeight(
  columns: ReadonlySet<string>,
  period: Told,
  file: string,
  warnings: Notice[],
): 'fac' | 'fac_tri' {
  const expected = weightOf(period)
  if (columns.has(expected)) return expected
  const other = expected === 'fac' ? 'fac_tri' : 'fac'
  if (!columns.has(other))
    throw new Problem('import.noWeight', { file, weight: expected.toUpperCase(), period: periodCode(period) })
  warnings.push({
    code: 'import.weightUnusual',
    values: { weight: other.toUpperCase(), expected: expected.toUpperCase(), period: periodCode(period) },
  })
  return other
}
