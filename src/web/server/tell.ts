/** A snapshot's fields as a person reads them: what most parts need to say what changed in a record. */
import { said, type Text } from '../../kernel/text.ts'
import { date, number } from '../format.ts'
import { wordsOf } from '../words.ts'
import type { Clock, Told } from './hooks.ts'

/** One field of a snapshot: its name there, its label in both languages, and the words of its values where they are codes. */
export interface Field {
  name: string
  es: string
  en: string
  /** Of a value that is a code, by language. */
  codes?: Readonly<Record<string, { es: string; en: string }>>
}

/** The fields in the order given, each that says something; what a snapshot does not have is left out. */
export function tellFields(snapshot: unknown, clock: Clock, fields: readonly Field[]): Told[] {
  if (snapshot === null || typeof snapshot !== 'object') return []
  const of = snapshot as Readonly<Record<string, unknown>>
  return fields.flatMap((field) => {
    const value = written(of[field.name], clock, field)
    return value === '' ? [] : [{ label: field[clock.lang], value }]
  })
}

function written(value: unknown, clock: Clock, field: Field): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return wordsOf(clock.lang).forms[value ? 'yes' : 'no']
  if (typeof value === 'number') return number(value, Number.isInteger(value) ? 0 : 1)
  if (typeof value === 'string') {
    const code = field.codes?.[value]
    if (code) return code[clock.lang]
    return /^\d{4}-\d\d-\d\d$/.test(value) ? date(value, clock.lang) : value
  }
  if (Array.isArray(value))
    return value
      .map((one) => written(one, clock, field))
      .filter(Boolean)
      .join(', ')
  const of = value as { name?: Text; source?: unknown }
  if (of.name && typeof of.name === 'object') return said(of.name, clock.lang)
  return typeof of.source === 'string' ? said(value as Text, clock.lang) : ''
}
