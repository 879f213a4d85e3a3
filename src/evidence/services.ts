import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Language } from '../kernel/text.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { JobKind } from '../platform/jobs/index.ts'
import type { Problem } from '../platform/problem.ts'
import type { Microdata } from './overview/estimates.ts'
import type { Vintage } from './store.ts'

/** What the part needs of the program around it. */
export interface EvidenceServices {
  /** Folder of all data, absolute. */
  dataDir: string
  /** A connection to the microdata engine; the caller closes it. */
  connect(): Promise<DuckDBConnection>
  files: FileStore
  /** Bytes that one file may have. */
  maxUpload: number
  importJob: JobKind<{ importId: string }>
  /** The sentence of a problem, for one that a job ended with. */
  explain(problem: Problem, lang: Language): string
}

/** A vintage as the estimates need it. */
export const microdataOf = (services: Pick<EvidenceServices, 'dataDir'>, vintage: Vintage): Microdata => ({
  survey: vintage.survey,
  coverage: vintage.coverage,
  columns: vintage.columns,
  folder: join(services.dataDir, vintage.directory),
  sha256: vintage.sha256,
})
