/** The name of a worker group in two languages: what a form gives, what changes, and what is then out of date. */
import { languages, otherLanguage, reword, type Text, text, textIn } from '../kernel/text.ts'

/** What a person typed; an empty name is not given. */
export interface NamesGiven {
  es: string
  en: string
  /** The translation still says the same after a change of the original. */
  holds?: boolean
}

/** A new name: Spanish is the original where both are given. */
export const namesFrom = ({ es, en }: NamesGiven): Text =>
  es === '' ? textIn('en', en) : text(es, en === '' ? undefined : en)

/** The name with what was changed: a changed original leaves an untouched translation out of date, unless it still holds. */
export function renamedAs(old: Text, given: NamesGiven): Text {
  const { source } = old
  const translation = otherLanguage(source)
  // Without its original a text has only the translation left: that is then the original.
  if (given[source] === '') return textIn(translation, given[translation])
  let name = reword(old, source, given[source])
  if (given[translation] === '') {
    const { [translation]: _, ...rest } = name
    return rest as Text
  }
  name = reword(name, translation, given[translation])
  return given.holds ? { ...name, [translation]: { text: given[translation], state: 'current' } } : name
}

/** Letters, figures and underscores for addresses: `Personas lustradoras` → `personas_lustradoras`. */
export function codeFrom(name: string): string {
  const code = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '')
  return code === '' ? 'grupo' : code
}

/** Whether two names are the same to a reader: letter case, accents and spaces do not count. */
export const sameName = (a: Text, b: Text): boolean =>
  languages.some((language) => {
    const [left, right] = [a[language]?.text, b[language]?.text]
    return left !== undefined && right !== undefined && codeFrom(left) === codeFrom(right)
  })
