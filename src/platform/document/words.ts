/** The few words that the writers themselves put into a document, in its language. */
import type { Document, Tag } from './model.ts'

const es = {
  table: 'Cuadro',
  figure: 'Figura',
  section: 'sección',
  source: 'Fuente',
  sources: 'Fuentes',
  notes: 'Notas',
  note: 'nota',
  backTo: (mark: string) => `Volver al lugar de la nota ${mark}`,
  contents: 'Contenido',
  continued: 'continúa',
  stale: 'Cambió',
  page: (page: string, pages: string) => `Página ${page} de ${pages}`,
}
const en: typeof es = {
  table: 'Table',
  figure: 'Figure',
  section: 'section',
  source: 'Source',
  sources: 'Sources',
  notes: 'Notes',
  note: 'note',
  backTo: (mark) => `Back to note ${mark} in the text`,
  contents: 'Contents',
  continued: 'continued',
  stale: 'Changed',
  page: (page, pages) => `Page ${page} of ${pages}`,
}

export type DocumentWords = typeof es
export const documentWords = (language: Tag): DocumentWords => (/^es\b/i.test(language) ? es : en)
export const wordsIn = ({ language }: Document): DocumentWords => documentWords(language)
