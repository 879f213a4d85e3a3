/** What the part needs of the program around it, and how a visit asks the sources. */
import type { Kysely } from 'kysely'
import type { EvidenceServices } from '../evidence/index.ts'
import type { Schema } from '../platform/database/schema.ts'
import { dayOf } from '../web/format.ts'
import type { Visit } from '../web/server/route.ts'
import type { WritingContext } from './bound/refresh.ts'

export interface ReportServices extends Pick<EvidenceServices, 'dataDir' | 'connect'> {
  db: Kysely<Schema>
}

export const contextOf = (visit: Visit, services: ReportServices): WritingContext => ({
  read: visit.read,
  write: visit.write,
  asker: visit.asker,
  services,
  minimumCases: visit.workspace.minimumCases,
  today: dayOf(new Date(), visit.workspace.timezone),
  zone: visit.workspace.timezone,
})

/** An address without the language, as forms and crumbs take it. */
export const bare = (visit: Visit, path: string): string => `/${visit.workspace.slug}${path}`
export const idOf = (visit: Visit): string => visit.params.id ?? ''
