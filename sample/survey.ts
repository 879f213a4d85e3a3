import { type FileHandle, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column, Row } from './columns.ts'
import { counted } from './columns.ts'
import { type State, states } from './country.ts'
import { type Quarter, readQuarter, type Stratum, sampleOf } from './design.ts'
import { notice } from './notice.ts'
import { householdsOf } from './people.ts'
import { coe1, coe2 } from './questionnaire.ts'
import { sdem } from './sociodemographic.ts'
import { situations } from './work.ts'

/** Moves with every change that alters a file; stands in the notice beside the files. */
export const SAMPLE_VERSION = 1
/** The seed of the sample that a newcomer meets. */
export const SAMPLE_SEED = 2025
/** The two quarters, a year apart, with a fifth of their dwellings in common, and the one to show first. */
export const SAMPLE_PERIODS = ['2024T3', '2025T3'] as const
/** The column, 1 in every row, that says nobody in the file exists. */
export const SAMPLE_MARK = 'muestra_ficticia'

export interface SampleOrder {
  /** `2025T3`; the years of `country.ts`. */
  period: string
  seed?: number
  /** Folder to write into; made if it is not there. Files of the same names are replaced. */
  to: string
  signal?: AbortSignal
  /** From 0 to 1, after each state. */
  onProgress?: (share: number) => void
}

export interface SampleFiles {
  /** The three tables, by full path: SDEMT, COE1T, COE2T. */
  files: string[]
  /** The text in Spanish and English that says it is all made up. */
  notice: string
}

interface Table {
  columns: readonly Column[]
  path: string
}

const tablesFor = ({ year, quarter }: Quarter, folder: string): Table[] =>
  Object.entries({ SDEMT: sdem, COE1T: coe1, COE2T: coe2 }).map(([name, columns]) => ({
    columns,
    path: join(folder, `ENOE_${name}${quarter}${year % 100}.csv`),
  }))

/**
 * Writes a made-up quarter of about 40,000 people in the files, columns and codes in which INEGI publishes ENOE.
 * The same period, seed and version give the same bytes everywhere. Cancelled or failed, it leaves nothing behind.
 * Throws a RangeError for a period it cannot make, the signal's reason if cancelled, and the system's error (disk full).
 */
export async function writeSampleSurvey(order: SampleOrder): Promise<SampleFiles> {
  const { seed = SAMPLE_SEED, to, signal, onProgress } = order
  const quarter = readQuarter(order.period)
  const tables = tablesFor(quarter, to)
  const noticePath = join(to, 'LEEME_README.txt')
  const handles: FileHandle[] = []
  await mkdir(to, { recursive: true })
  try {
    for (const { path, columns } of tables) {
      const handle = await open(path, 'w')
      handles.push(handle)
      await handle.write(`${columns.map(([name]) => name).join(',')}\n`)
    }
    await writeFile(noticePath, notice({ period: order.period, seed, version: SAMPLE_VERSION }))
    for (const [at, state] of states.entries()) {
      signal?.throwIfAborted()
      const rows = rowsOf(state, quarter, seed)
      for (const [number, { columns }] of tables.entries()) {
        await handles[number]?.write(
          lines(number === 0 ? rows : rows.filter(({ situation }) => situation), columns),
        )
      }
      onProgress?.((at + 1) / states.length)
    }
  } catch (failure) {
    await close(handles)
    await Promise.all(
      [...tables.map(({ path }) => path), noticePath].map((path) => rm(path, { force: true })),
    )
    throw failure
  }
  await close(handles)
  return { files: tables.map(({ path }) => path), notice: noticePath }
}

const close = async (handles: readonly FileHandle[]): Promise<void> => {
  await Promise.all(handles.map((handle) => handle.close()))
}

function lines(rows: readonly Row[], columns: readonly Column[]): string {
  let text = ''
  for (const row of rows) {
    let line = ''
    for (const [, value] of columns) line += `,${value(row)}`
    text += `${line.slice(1)}\n`
  }
  return text
}

/** Everybody met in a state in a quarter, in the order of the sample. */
function rowsOf(state: State, quarter: Quarter, seed: number): Row[] {
  const { strata, psus } = sampleOf(state, quarter, seed)
  const rows = psus.flatMap((psu) =>
    householdsOf(psu, quarter, seed).flatMap((household) =>
      household.people.map(
        (person): Row => ({ quarter, household, psu, person, weight: 1, situation: null }),
      ),
    ),
  )
  weigh(state, quarter, strata, rows)
  const respondents = rows.filter((row) => counted(row) && row.person.age >= 12)
  const found = situations(state, quarter, respondents)
  for (const row of respondents) row.situation = found.get(row.person) ?? null
  return rows
}

const GROWTH_A_QUARTER = 0.0014
const QUARTER_OF_POPULATION = 2023 * 4 + 3

/** Weights by stratum, so that those counted add up to the state's people; households of a unit share a correction for non-response. */
function weigh(state: State, quarter: Quarter, strata: readonly Stratum[], rows: readonly Row[]): void {
  const people = state.population * 1000 * (1 + GROWTH_A_QUARTER * (quarter.index - QUARTER_OF_POPULATION))
  for (const { code, share } of strata) {
    const members = rows.filter(({ psu }) => psu.stratum === code)
    const inclusion = members.filter(counted).reduce((sum, row) => sum + correction(row), 0)
    for (const row of members)
      row.weight = Math.max(1, Math.round(((people * share) / inclusion) * correction(row)))
  }
}

const correction = ({ psu }: Row): number => 0.85 + ((psu.upm * 37) % 31) / 100
