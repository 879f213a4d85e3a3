import type { Language } from '../kernel/text.ts'
import { publishedEn } from './published-words.en.ts'
import { type PublishedWords, publishedEs } from './published-words.es.ts'

export const publishedWordsOf = (lang: Language): PublishedWords =>
  lang === 'es' ? publishedEs : publishedEn
