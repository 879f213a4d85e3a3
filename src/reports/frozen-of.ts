/** A report as it stands, with all that it shows, for a page, a file or an edition. */
import type { Workspace } from '../kernel/workspace.ts'
import type { Visit } from '../web/server/route.ts'
import type { Context } from './bound/context.ts'
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

export const wholeReport = (visit: Visit, services: ReportServices, id: string): Promise<Whole> =>
  wholeOf(contextOf(visit, services), visit.workspace, id)

export async function wholeOf(
  context: Context,
  workspace: Pick<Workspace, 'name' | 'isSample'>,
  id: string,
): Promise<Whole> {
  const { report, blocks, bindings } = await context.read(async (tx) => ({
    report: await reportById(tx, context.asker, id),
    blocks: await blocksOf(tx, context.asker, id),
    bindings: await bindingsOfReport(tx, context.asker, id),
  }))
  const lines = await linesOf(context, report)
  return { report, bindings, frozen: freeze(workspace, report, lines, blocks, bindings) }
}
