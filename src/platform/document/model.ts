/** A document as people read it, before it is a file: the same blocks become Word and tagged PDF. */

/** A stretch of text in a language of its own, where that is not the document's: screen readers change their voice. */
export interface Run {
  text: string
  bold?: boolean
  /** BCP 47; the document's where absent. */
  language?: string
}
export type Prose = string | readonly Run[]

export type Block =
  | { block: 'heading'; level: 1 | 2; text: string }
  | { block: 'paragraph'; text: Prose }
  /** Numbered where the numbers are cited; else dots. */
  | { block: 'list'; items: readonly Prose[]; numbered?: boolean }
  /** The first row is the head; the first cell of each other row names it. */
  | {
      block: 'table'
      caption: string
      head: readonly string[]
      rows: readonly (readonly string[])[]
      /** BCP 47 of each column whose language is not the document's: two languages side by side. */
      languages?: readonly (string | undefined)[]
    }

export interface Document {
  title: string
  /** BCP 47, `es-MX`: how the document as a whole is read aloud. */
  language: string
  /** One line under the title. */
  subtitle?: string
  /** At the foot of each page, e.g. that the data are a sample. */
  foot: string
  /** `Página 2 de 3`. */
  pageOf(page: number, pages: number): string
  /** Who made it, for the file's own data. */
  author: string
  blocks: readonly Block[]
}

export const runsOf = (prose: Prose): readonly Run[] =>
  typeof prose === 'string' ? [{ text: prose }] : prose
export const textOf = (prose: Prose): string =>
  runsOf(prose)
    .map(({ text }) => text)
    .join('')
