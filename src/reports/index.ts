/** What the program and other parts may use of the reports. */
export { type StudyOf, study, studyDocument } from './study.ts'
