import type { Language } from '../../kernel/text.ts'
import { libraryEn } from './words.en.ts'
import { type LibraryWords, libraryEs } from './words.es.ts'

export const libraryWords = (lang: Language): LibraryWords => (lang === 'es' ? libraryEs : libraryEn)
