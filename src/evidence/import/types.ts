import type { Encoding } from './encoding.ts'
import type { Questionnaire } from './questionnaire.ts'
import type { PersonTable, VariableType } from './variables.ts'

export type Survey = 'enoe' | 'enoe_n' | 'etoe'
/** SDEM everybody in the household, COE1 and COE2 the questionnaire on work, HOG the household, VIV the dwelling. */
export type Table = PersonTable | 'hog' | 'viv'
export type Format = 'csv' | 'dbf' | 'parquet'
export interface Quarter {
  year: number
  quarter: 1 | 2 | 3 | 4
}

/** A file that a person gave: what "the same file again" is judged by. */
export interface GivenFile {
  /** Absolute path when it was read. */
  path: string
  name: string
  bytes: number
  sha256: string
}

/** Where a table lies. */
export interface Source {
  path: string
  /** Name inside the zip; null where the file itself is the table. */
  member: string | null
  format: Format
  /** Size of the table, unpacked. */
  bytes: number
}

export interface CsvForm {
  delimiter: string
  encoding: Encoding
}

export interface FoundColumn {
  /** As written in the file. */
  original: string
  /** Canonical, lower case. */
  name: string
  type: VariableType
  /** False: not among ENOE's variables; kept as text. */
  known: boolean
}

export interface FoundTable {
  table: PersonTable
  source: Source
  /** Null until converted where the file does not say (CSV). */
  rows: number | null
  columns: FoundColumn[]
  /** Canonical names that INEGI's file of this period has and this one lacks. */
  missing: string[]
  csv: CsvForm | null
}

/** What a person should know of a file that can be used all the same; words in `words.*.ts`. */
export interface Notice {
  code: NoticeCode
  values: Readonly<Record<string, string | number>>
}
export type NoticeCode =
  | 'import.noStrata'
  | 'import.noPsu'
  | 'import.weightUnusual'
  | 'import.tableAbsent'
  | 'import.tableUnused'
  | 'import.columnsUnknown'
  | 'import.columnsEmpty'
  | 'import.universeLacks'
  | 'import.periodByName'
  | 'import.containerPeriod'
  | 'import.extended'
  | 'import.notAnswered'
  | 'import.noPersonKey'
  | 'import.weightBlank'
  | 'import.nestedLeft'

/** What the given files are, as far as names and first lines tell. Plain data: it can be stored and converted later. */
export interface Found {
  survey: Survey
  /** `2019T1`, `2020-05`. */
  period: string
  questionnaire: Questionnaire
  /** Made-up data of the program's own sample, by a column that only it has. */
  isSample: boolean
  /** SDEM first; it is always there. */
  tables: FoundTable[]
  /** Canonical names of the design; null: the file has none. */
  weight: string
  strata: string | null
  psu: string | null
  warnings: Notice[]
  files: GivenFile[]
  /** Of the given file, or over the hashes of several: equal where the same files are given again. */
  sha256: string
}

export interface ImportedColumn extends Omit<FoundColumn, 'known'> {
  known: boolean
  table: PersonTable
  /** Rows without a value, children and others who are not asked among them. */
  blank: number
}

/** What was written. */
export interface Imported {
  survey: Survey
  period: string
  questionnaire: Questionnaire
  isSample: boolean
  /** Folder with `persons.parquet` and `about.json`. */
  folder: string
  rows: number
  /** `['MX']` where all 32 states are in the file, else their two-digit codes. */
  coverage: string[]
  /** Columns with at least one value: the set to compute with. */
  columns: ImportedColumn[]
  /** Columns of the file that are blank in every row. */
  empty: string[]
  /** What INEGI's file of this period has and these files lack, empty columns among them; absent tables are in `warnings`. */
  missing: string[]
  /** Rows by table, as read. */
  tables: { table: PersonTable; rows: number }[]
  weight: string
  strata: string | null
  psu: string | null
  warnings: Notice[]
  files: GivenFile[]
  sha256: string
}

export type Step = 'look' | 'unpack' | 'read' | 'join' | 'check' | 'store'
export interface Progress {
  step: Step
  table?: Table
  /** 0 to 1, over the whole of `inspect` or `convert`. */
  done: number
}
export interface Options {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}
