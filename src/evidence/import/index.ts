export { type ConvertOptions, convert, personsFile } from './convert.ts'
export { type InspectOptions, inspect } from './inspect.ts'
export type {
  Found,
  FoundColumn,
  FoundTable,
  GivenFile,
  Imported,
  ImportedColumn,
  Notice,
  NoticeCode,
  Progress,
  Step,
  Survey,
  Table,
} from './types.ts'
export { type Variable, variable, variables } from './variables.ts'
export { noticeText, problems, wordsOf } from './words.ts'
