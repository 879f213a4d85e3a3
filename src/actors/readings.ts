/** How organisations and people are read where something rests on them: what changed, in words. */
import type { RecordReading } from '../web/server/hooks.ts'
import { type Field, tellFields } from '../web/server/tell.ts'
import { wordsOf } from './words.ts'

const codes = (of: 'constituencies' | 'forms'): NonNullable<Field['codes']> => {
  const [es, en]: Readonly<Record<string, string>>[] = [wordsOf('es')[of], wordsOf('en')[of]]
  return Object.fromEntries(
    Object.keys(es ?? {}).map((code) => [code, { es: es?.[code] ?? code, en: en?.[code] ?? code }]),
  )
}

const organisation: readonly Field[] = [
  { name: 'name', es: 'Nombre', en: 'Name' },
  { name: 'acronym', es: 'Siglas', en: 'Acronym' },
  {
    name: 'constituency',
    es: 'A quién representa',
    en: 'Constituency',
    codes: codes('constituencies'),
  },
  { name: 'legalForm', es: 'Forma legal', en: 'Legal form', codes: codes('forms') },
  { name: 'sector', es: 'Sector', en: 'Sector' },
  { name: 'about', es: 'Qué es', en: 'About' },
  { name: 'website', es: 'Sitio', en: 'Website' },
]

/** Of a person only her name: the rest is protected, and no thread tells it. */
export const readings: Readonly<Record<string, RecordReading>> = {
  organisation: {
    tell: (snapshot, clock) => tellFields(snapshot, clock, organisation),
    edit: ({ id }) => `/actors/${id}/edit`,
  },
  person: {
    tell: (snapshot, clock) => tellFields(snapshot, clock, [{ name: 'name', es: 'Nombre', en: 'Name' }]),
  },
}
