import { en } from '../kernel/words.en.ts'
import { es } from '../kernel/words.es.ts'
import type { FileStore } from '../platform/files/index.ts'
import type { Part } from '../web/server/route.ts'
import { fileRoutes } from './routes/files.ts'
import { type MemberServices, memberRoutes } from './routes/members.tsx'
import { officeRoutes } from './routes/office.tsx'

/** Who is in the workspace and how it is set: members, settings, event log; and the files of all parts. Its problems are the kernel's. */
export const peoplePart = (services: MemberServices & { files: FileStore }): Part => ({
  name: 'people',
  routes: [...memberRoutes(services), ...officeRoutes, ...fileRoutes(services.files)],
  nav: [],
  problems: { es: es.problems, en: en.problems },
})
