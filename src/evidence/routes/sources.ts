/** The estimates of a vintage for a place, under which circumstances they may be shown, and the lines that say where they come from. */
import type { Visit } from '../../web/server/route.ts'
import { lacking } from '../lacking.ts'
import { overviewOf, type RawOverview } from '../overview/estimates.ts'
import type { Selection } from '../overview/selection.ts'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { methodIn, sourceIn } from '../statistics.ts'
import type { Vintage } from '../store.ts'

/** The estimates of a place, or a problem that says which columns the file lacks for it. */
export async function estimatesFor(
  services: EvidenceServices,
  vintage: Vintage,
  place: string,
  group: string | null,
): Promise<RawOverview> {
  const outcome = await overviewOf(services.connect, microdataOf(services, vintage), { place, group })
  if ('lacks' in outcome) throw lacking(place, group, outcome.lacks)
  return outcome
}

export const circumstances = (visit: Visit, selection: Pick<Selection, 'level'>, revealed: boolean) => ({
  minimumCases: visit.workspace.minimumCases,
  level: selection.level,
  revealed,
})

export const sourceLine = (visit: Visit, vintage: Vintage): string => sourceIn(visit.lang, vintage)

export const methodText = (visit: Visit, services: EvidenceServices, vintage: Vintage): string =>
  methodIn(visit.lang, services, vintage)
