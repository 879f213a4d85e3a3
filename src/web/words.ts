import type { Lang } from './lang.ts'
import { en } from './words.en.ts'
import { es, type Words } from './words.es.ts'

/** The words of the shell in a language of the interface. */
export const wordsOf = (lang: Lang): Words => (lang === 'es' ? es : en)

export type { Words }
