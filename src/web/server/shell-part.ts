import { en as platformEn } from '../../platform/words.en.ts'
import { es as platformEs } from '../../platform/words.es.ts'
import type { Part } from './route.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

/** The sentences of what can go wrong in the platform and in the shell; it has no pages. */
export const shellPart: Part = {
  name: 'shell',
  routes: [],
  nav: [],
  problems: {
    es: { ...platformEs.problems, ...es.problems },
    en: { ...platformEn.problems, ...en.problems },
  },
}
