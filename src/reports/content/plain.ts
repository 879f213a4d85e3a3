/**
 * A side of a block as plain markup, for who writes without the editor and for tests: `**bold**`, `_italic_`, `[text](address)`,
 * `{{id:as}}` for a bound item, `{nota: …}` for a footnote. The editor's own notes are written so, which is why it lies beside it.
 */
import { parse, print } from '../../web/islands/writer/markup.ts'
import type { Side } from './model.ts'

export const printSide: (side: Side) => string = print
/** Whatever is typed reads as something; links lead to the web or to mail alone. */
export const parseSide: (words: string) => Side = parse
