/** The templates that come with the program. A workspace makes its own beside them. */
import { donorReport } from './donor-report.ts'
import { inceptionStudy } from './inception-study.ts'
import type { Template } from './model.ts'
import { cityComparison, factSheet, policyBrief, snapshotTemplate } from './short.ts'

export const templates: readonly Template[] = [
  inceptionStudy,
  snapshotTemplate,
  factSheet,
  policyBrief,
  donorReport,
  cityComparison,
]

export const templateByKey = (key: string): Template | undefined => templates.find((one) => one.key === key)
