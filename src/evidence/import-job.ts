import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/schema.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { JobKind } from '../platform/jobs/index.ts'
import { runImport, type Step } from './import-run.ts'
import type { EvidenceServices } from './services.ts'

/** Percent of the whole at which each step begins; converting takes most of the time. */
const begins: Record<Step, number> = { reading: 0, converting: 10, estimating: 70, registering: 97 }
const steps = Object.keys(begins) as Step[]

/** An import as a job: its payload is the import's id, its result the vintage. */
export const importJob = (
  services: Pick<EvidenceServices, 'dataDir' | 'connect'>,
  db: Kysely<Schema>,
  files: FileStore,
): JobKind<{ importId: string }> => ({
  name: 'evidence.import',
  steps,
  async run({ importId }, job) {
    const result = await runImport(
      {
        ...services,
        db,
        files,
        signal: job.signal,
        onProgress: (step, share) => {
          const next = begins[steps[steps.indexOf(step) + 1] ?? step] ?? 100
          job.progress(step, begins[step] + share * (next - begins[step]))
        },
      },
      job.workspaceId,
      importId,
    )
    return { vintageId: result.vintageId }
  },
})
