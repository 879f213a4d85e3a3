import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { figuresAbout } from './about.ts'
import { documentsAbout } from './library/about.ts'
import { libraryReadings } from './library/readings.ts'
import { libraryRoutes } from './library/routes/index.ts'
import { libraryLines } from './library/today.ts'
import { problems } from './problems.ts'
import { readings } from './readings.ts'
import { downloadRoutes } from './routes/downloads.ts'
import { estimateRoutes } from './routes/estimate.tsx'
import { figureRoutes } from './routes/figures.tsx'
import { importRoutes } from './routes/imports.tsx'
import { overviewRoutes } from './routes/overview.tsx'
import { changeRoutes } from './routes/overview-change.tsx'
import { contrastRoutes } from './routes/overview-contrast.tsx'
import { publishedRoutes } from './routes/published.tsx'
import type { EvidenceServices } from './services.ts'
import { importLines } from './today.ts'

/** Data files, their imports, the statistical overview, cited and published figures; the library of documents. */
export const evidencePart = (services: EvidenceServices): Part => ({
  name: 'evidence',
  routes: [
    ...importRoutes(services),
    ...overviewRoutes(services),
    ...contrastRoutes(services),
    ...changeRoutes(services),
    ...estimateRoutes(services),
    ...figureRoutes(services),
    ...downloadRoutes(services),
    ...publishedRoutes(services),
    ...libraryRoutes(services),
  ],
  nav: [{ part: 'evidence', path: '/evidence', access: sees('evidence') }],
  problems,
  today: async (tx, asker, clock) => [
    ...(await importLines(services, tx, asker, clock)),
    ...(await libraryLines(tx, asker, clock)),
  ],
  about: async (tx, asker, where, clock) => [
    ...(await figuresAbout(tx, asker, where, clock)),
    ...(await documentsAbout(tx, asker, where, clock)),
  ],
  records: { ...readings, ...libraryReadings },
})
