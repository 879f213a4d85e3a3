import type { Language } from '../kernel/text.ts'
import { en } from './people-words.en.ts'
import { es, type Words } from './people-words.es.ts'

/** Words of sign-in, my account, members, settings and log. */
export const peopleWords = (lang: Language): Words => (lang === 'es' ? es : en)
export type { Words as PeopleWords }
