/** Texts that people write: one source language, translations beside it with their state. */

export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: unknown): value is Language => value === 'es' || value === 'en'
export const otherLanguage = (language: Language): Language => (language === 'es' ? 'en' : 'es')

interface Wording {
  text: string
  /** Of a translation: `outdated` once the source changed after it. The source has none. */
  state?: 'current' | 'outdated'
}

/** As stored in `jsonb` (`kernel.is_text`). A language that is absent is missing. */
export type Text = { source: Language } & Partial<Record<Language, Wording>>

export type TranslationState = 'source' | 'current' | 'outdated' | 'missing'

/** `text('Iztapalapa', 'Iztapalapa')`; without `en` the translation is missing. */
export function text(es: string, en?: string): Text {
  return en === undefined
    ? { source: 'es', es: { text: es } }
    : { source: 'es', es: { text: es }, en: { text: en, state: 'current' } }
}

export const textIn = (language: Language, words: string): Text => ({
  source: language,
  [language]: { text: words },
})

export function stateOf(value: Text, language: Language): TranslationState {
  if (value.source === language) return 'source'
  return value[language] ? (value[language].state ?? 'current') : 'missing'
}

/** The words to show somebody who reads `language`, and the language in which they really are. */
export function wordsFor(value: Text, language: Language): { text: string; language: Language } {
  const own = value[language]
  if (own) return { text: own.text, language }
  return { text: value[value.source]?.text ?? '', language: value.source }
}

/** The text alone, for titles and files; use `wordsFor` where a missing translation is to be marked. */
export const said = (value: Text, language: Language): string => wordsFor(value, language).text

/** Writes one language: a changed source makes its translations outdated, a written translation becomes current. */
export function reword(value: Text, language: Language, words: string): Text {
  if (value[language]?.text === words) return value
  if (language !== value.source) return { ...value, [language]: { text: words, state: 'current' } }
  const other = otherLanguage(language)
  const translation = value[other]
  return {
    ...value,
    [language]: { text: words },
    ...(translation ? { [other]: { ...translation, state: 'outdated' as const } } : {}),
  }
}
