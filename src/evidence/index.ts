/** What the rest of the program may use of this part. */
export { importJob } from './import-job.ts'
export { type ImportResult, type RunSettings, runImport } from './import-run.ts'
export { evidencePart } from './part.ts'
export type { EvidenceServices } from './services.ts'
export { addImport, currentVintages, type GivenFile, type Vintage } from './store.ts'
