import type { Language } from '../kernel/text.ts'
import { en } from './words.en.ts'
import { es, type Words } from './words.es.ts'

export const wordsOf = (lang: Language): Words => (lang === 'es' ? es : en)
