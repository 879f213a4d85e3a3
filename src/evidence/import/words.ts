import type { Language } from '../../kernel/text.ts'
import type { Notice } from './types.ts'
import { en } from './words.en.ts'
import { es, type Words } from './words.es.ts'

export const wordsOf = (lang: Language): Words => (lang === 'es' ? es : en)

/** A notice as a sentence. */
export const noticeText = ({ code, values }: Notice, lang: Language): string =>
  wordsOf(lang).notices[code](values)

/** Sentences for the codes of this room's problems, as the shell wants them from a part. */
export const problems = { es: es.problems, en: en.problems }
