import type { Route } from '../../../web/server/route.ts'
import type { EvidenceServices } from '../../services.ts'
import { gapRoutes } from './gaps.tsx'
import { giveRoutes } from './give.tsx'
import { importRoutes } from './import.tsx'
import { listRoutes } from './list.tsx'
import { oneRoutes } from './one.tsx'
import { publicRoutes } from './public.tsx'
import { readRoutes } from './read.tsx'

/** Those with a name of their own come before those of one document, whose address takes any name. */
export const libraryRoutes = (services: EvidenceServices): Route[] => [
  ...listRoutes(),
  ...gapRoutes(),
  ...importRoutes(services),
  ...readRoutes(services),
  ...giveRoutes(services),
  ...oneRoutes(services),
  ...publicRoutes(),
]
