import type { EvidenceServices } from '../evidence/index.ts'
import type { Part } from '../web/server/route.ts'
import { groupRoutes } from './routes/groups.tsx'
import { placeImportRoutes } from './routes/place-import.tsx'
import { placeRoutes } from './routes/places.tsx'
import { searchRoutes } from './routes/search.tsx'
import { threadRoutes } from './routes/thread.tsx'
import { todayRoutes } from './routes/today.tsx'
import { translateRoutes } from './routes/translate.tsx'
import { waitingRoutes } from './routes/waiting.tsx'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The workspace's own pages: today, places, worker groups, search. */
export const spacePart = (services: EvidenceServices): Part => ({
  name: 'space',
  // What is imported stands before what a place's code could be.
  routes: [
    ...todayRoutes(),
    ...placeImportRoutes(services),
    ...placeRoutes(services),
    ...groupRoutes(services),
    ...searchRoutes(),
    ...threadRoutes(),
    ...translateRoutes(),
    ...waitingRoutes(),
  ],
  offline: ['/', '/waiting'],
  nav: [
    { part: 'today', path: '/', access: 'member' },
    { part: 'places', path: '/places', access: 'member' },
    { part: 'groups', path: '/groups', access: 'member' },
  ],
  problems: { es: es.problems, en: en.problems },
})
