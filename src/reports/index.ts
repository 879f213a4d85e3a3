/** What the program and other parts may use of the reports. */

export { reportsPart } from './part.ts'
export { purgeReports } from './purge.ts'
export { type SampleReports, seedReports } from './seed.ts'
export type { ReportServices } from './services.ts'
export { type StudyOf, study, studyDocument } from './study.ts'
