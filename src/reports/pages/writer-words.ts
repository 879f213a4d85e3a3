import type { Language } from '../../kernel/text.ts'
import { en as islandEn } from './writer-island.en.ts'
import { es as islandEs } from './writer-island.es.ts'
import { en } from './writer-words.en.ts'
import { es, type WriterWords } from './writer-words.es.ts'

export const writerWords = (lang: Language): WriterWords => (lang === 'es' ? es : en)
export const islandWords = (lang: Language) => (lang === 'es' ? islandEs : islandEn)
