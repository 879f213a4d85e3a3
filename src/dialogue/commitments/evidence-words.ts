import type { Language } from '../../kernel/text.ts'
import { en } from './evidence-words.en.ts'
import { es, type Words } from './evidence-words.es.ts'

export const evidenceWords = (lang: Language): Words => (lang === 'es' ? es : en)
