/** Finds again which row of the catalogue a printed row is: the tables print labels, and "No especificado" stands under many headings. */
import { publishedIndicators } from './catalogue.ts'

/** A label without its footnote number and doubled blanks: `I.  Población total 1` → `I. Población total`. */
export const plainLabel = (label: string): string =>
  label
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/(?<=\p{L}) \d{1,2}$/u, '')

export interface PrintedLabel {
  /** The heading of the chapter, `3. Población ocupada por:`. */
  readonly chapter: string
  readonly label: string
}

const order = publishedIndicators.map(({ path }) => ({ path, chapter: path[0], label: path.at(-1) }))

/**
 * The full path of each row of one printed sheet, given in printed order. The order decides between equal labels of a chapter.
 * A row of the catalogue may be absent (2019 has no section 3.8); a printed row that the catalogue does not have gets `undefined`.
 */
export function pathsOf(printed: readonly PrintedLabel[]): (readonly string[] | undefined)[] {
  let at = 0
  return printed.map((row) => {
    const [chapter, label] = [plainLabel(row.chapter), plainLabel(row.label)]
    const next = order.findIndex((one, i) => i >= at && one.label === label && one.chapter === chapter)
    if (next < 0) return undefined
    at = next + 1
    return order[next]?.path
  })
}
