/** A report as it stands, with all that it shows, for a page, a file or an edition. */

import type { Visit } from '../web/server/route.ts'
import type { Frozen } from './content/frozen.ts'
import { freeze, linesOf } from './generate/report.ts'
import { contextOf, type ReportServices } from './services.ts'
import { bindingsOfReport, type StoredBinding } from './store/bindings.ts'
import { blocksOf } from './store/blocks.ts'
import { type Report, reportById } from './store/reports.ts'

export interface Whole {
  report: Report
  bindings: StoredBinding[]
  frozen: Frozen
}

export async function wholeReport(visit: Visit, services: ReportServices, id: string): Promise<Whole> {
  const { report, blocks, bindings } = await visit.read(async (tx, asker) => ({
    report: await reportById(tx, asker, id),
    blocks: await blocksOf(tx, asker, id),
    bindings: await bindingsOfReport(tx, asker, id),
  }))
  const lines = await linesOf(contextOf(visit, services), report)
  return { report, bindings, frozen: freeze(visit.workspace, report, lines, blocks, bindings) }
}
