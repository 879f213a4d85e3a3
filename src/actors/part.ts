import type { FileStore } from '../platform/files/index.ts'
import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { factRoutes } from './routes/facts.tsx'
import { listRoutes } from './routes/list.tsx'
import { organisationRoutes } from './routes/organisations.tsx'
import { peopleRoutes } from './routes/people.tsx'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** What the part needs of the program around it. */
export interface ActorsServices {
  files: FileStore
}

/** Organisations and people, what ties them, where they stand, and the map of them. */
export const actorsPart = (services: ActorsServices): Part => ({
  name: 'actors',
  // Words in addresses stand before what an organisation's id could be.
  routes: [...listRoutes(), ...peopleRoutes(), ...organisationRoutes(services), ...factRoutes()],
  nav: [{ part: 'actors', path: '/actors', access: sees('organisation') }],
  problems: { es: es.problems, en: en.problems },
})
