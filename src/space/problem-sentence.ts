import type { Language } from '../kernel/text.ts'
import { en } from '../kernel/words.en.ts'
import { es } from '../kernel/words.es.ts'
import type { Problem } from '../platform/problem.ts'

type Sentences = Readonly<Record<string, (values: Problem['values']) => string>>

/** Sentences for the kernel's problems, for the catalogue of the program. */
export const kernelProblems = { es: es.problems, en: en.problems } satisfies Record<Language, Sentences>

/** The sentence of a problem of the kernel, to stand beside the field that it is about. */
export const problemSentence = (problem: Problem, lang: Language): string =>
  (kernelProblems[lang] as Sentences)[problem.code]?.(problem.values) ?? problem.code
