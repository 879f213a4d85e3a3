import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { readings } from './readings.ts'
import { editionRoutes } from './routes/editions.tsx'
import { oneRoutes } from './routes/one.tsx'
import { shelfRoutes } from './routes/shelf.tsx'
import { signRoutes } from './routes/sign.tsx'
import { templateRoutes } from './routes/templates.tsx'
import { versionRoutes } from './routes/versions.tsx'
import { writerRoutes } from './routes/writer.tsx'
import type { ReportServices } from './services.ts'
import { reportsToday } from './today.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** Reports: written once in two languages, every number bound to its source. */
export const reportsPart = (services: ReportServices): Part => ({
  name: 'reports',
  routes: [
    // `/reports/new` and `/reports/templates` are no reports.
    ...shelfRoutes(services),
    ...templateRoutes(),
    ...oneRoutes(services),
    ...versionRoutes(services),
    ...signRoutes(services),
    ...editionRoutes(services),
    ...writerRoutes(services),
  ],
  nav: [{ part: 'reports', path: '/reports', access: sees('report') }],
  today: reportsToday,
  records: readings,
  problems: { es: es.problems, en: en.problems },
})
