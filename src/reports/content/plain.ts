/**
 * A side of a block as plain markup, for who writes without the editor and for tests: `**bold**`, `_italic_`, `[text](address)`,
 * `{{id:as}}` for a bound item, `{nota: …}` for a footnote. The editor's own notes are written so, which is why it lies beside it.
 */
import { parse, print } from '../../web/islands/writer/markup.ts'
import { noSides, type Side, type Sides } from './model.ts'

export const printSide: (side: Side) => string = print
/** Whatever is typed reads as something; links lead to the web or to mail alone. */
export const parseSide: (words: string) => Side = parse

/** A table's cells: a line a row, cells parted by `|`; in a cell English behind `||` where it says something else. */
export function printRows(rows: readonly (readonly Sides[])[]): string {
  const cell = ({ es, en }: Sides): string => {
    const [own, other] = [inCell(print(es)), inCell(print(en))]
    return own === other ? own : `${own} || ${other}`
  }
  return rows.map((row) => row.map(cell).join(' | ')).join('\n')
}

/** Every row as wide as the widest. */
export function parseRows(words: string): Sides[][] {
  const rows = words
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/(?<![\\|])\|(?!\|)/).map(readCell))
  const wide = Math.max(0, ...rows.map(({ length }) => length))
  return rows.map((row) => [...row, ...Array.from({ length: wide - row.length }, () => noSides)])
}

/** A stroke within a cell is no border. */
const inCell = (words: string): string => words.replace(/\|/g, '\\|')

function readCell(words: string): Sides {
  const [own = '', other] = words.split(/(?<!\\)\|\|/)
  const es = parse(own.trim())
  return { es, en: other === undefined ? es : parse(other.trim()) }
}
