import type { Language } from '../kernel/text.ts'
import { en } from './thread-words.en.ts'
import { es, type Words } from './thread-words.es.ts'

export const threadWords = (lang: Language): Words => (lang === 'es' ? es : en)
