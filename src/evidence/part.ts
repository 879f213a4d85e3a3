import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { figuresAbout } from './about.ts'
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

/** Data files, their imports, the statistical overview, cited and published figures. */
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
  ],
  nav: [{ part: 'evidence', path: '/evidence', access: sees('evidence') }],
  problems,
  today: (tx, asker, clock) => importLines(services, tx, asker, clock),
  about: figuresAbout,
  records: readings,
})
