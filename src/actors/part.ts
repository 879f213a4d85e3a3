import type { Part } from '../web/server/route.ts'
import { sees } from '../web/server/route.ts'
import { organisationsAbout } from './about.ts'
import { readings } from './readings.ts'
import { countryRoutes } from './routes/country.tsx'
import { duplicateRoutes } from './routes/duplicates.tsx'
import { factRoutes } from './routes/facts.tsx'
import { type ImportServices, importRoutes } from './routes/import.tsx'
import { listRoutes } from './routes/list.tsx'
import { type MapServices, mapRoutes } from './routes/map.tsx'
import { organisationRoutes } from './routes/organisations.tsx'
import { peopleRoutes } from './routes/people.tsx'
import { personChangeRoutes } from './routes/person-changes.tsx'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** What the part needs of the program around it. */
export type ActorsServices = ImportServices & MapServices

/** Organisations and people, what ties them, where they stand, and the map of them. */
export const actorsPart = (services: ActorsServices): Part => ({
  name: 'actors',
  // Words in addresses stand before what an organisation's id could be.
  routes: [
    ...listRoutes(),
    ...mapRoutes(services),
    ...countryRoutes(),
    ...importRoutes(services),
    ...duplicateRoutes(),
    ...personChangeRoutes(),
    ...peopleRoutes(),
    ...organisationRoutes(services),
    ...factRoutes(),
  ],
  nav: [{ part: 'actors', path: '/actors', access: sees('organisation') }],
  problems: { es: es.problems, en: en.problems },
  about: organisationsAbout,
  records: readings,
})
