/**
 * A document as people read it, before it is a file: plain data that `wordOf`, `pdfOf` and `htmlOf` write out. Nothing in it is a
 * function, a class or a tag: it can be kept as JSON and built by hand in a test. All text is text: no sign in it is read as
 * markup by any writer; `\n` is a new line, a tab a space.
 *
 * What is numbered (headings, tables, figures, sources, notes) is numbered by the writers alike, in the order of the blocks; the
 * model names things by `id`, unique in the document, and refers by it.
 */

/** BCP 47: `es-MX`, `en-GB`. Decides also in which language the writers say «Cuadro», «Fuente», «Página 2 de 3» (es, else en). */
export type Tag = string

/** A stretch of text. */
export interface Run {
  text: string
  bold?: boolean
  italic?: boolean
  /** Raised and small: `1.º`, `m²`. For notes use `{ note }`. */
  raised?: boolean
  /** Where it is not the document's: screen readers change their voice, Word its spelling. */
  language?: Tag
  /** `https:`, `http:` or `mailto:`; also `/path` of this program, which the web version alone makes a link. Others stay plain. */
  link?: string
  /**
   * The id of a source: in the web version the text leads to it (to its own `link`, else to its line in the list). Word and PDF
   * show nothing; put `{ cite }` behind where its number is to be read.
   */
  source?: string
  /** Stands out in a draft: what it rests on has moved (`stale`), or something is still to be written or decided (`open`). */
  mark?: 'stale' | 'open'
}
/** A footnote of Word and PDF, an endnote on the web; its number is raised. A note has no notes of its own. */
export interface Note {
  note: string | readonly Run[]
}
/** «Cuadro 3», «Figura 2», «sección 2.1», a link to it. Of an id that is not there: «?», and `unresolved` names it. */
export interface Reference {
  ref: string
}
/** `[3]`, or `[3, p. 12]` with `at`, a link to the numbered source. */
export interface Citation {
  cite: string
  at?: string
}
export type Inline = Run | Note | Reference | Citation
export type Prose = string | readonly Inline[]

export interface Heading {
  block: 'heading'
  /** 1–4; below the document's title, which is above all. */
  level: 1 | 2 | 3 | 4
  text: Prose
  id?: string
  /** `false`: neither it nor what stands below it is numbered where the others are (a summary, an annex with its own letter). */
  numbered?: false
}
export interface Paragraph {
  block: 'paragraph'
  text: Prose
  /** `lede`: the finding in words, larger, before what proves it. `small`: a remark. */
  as?: 'lede' | 'small'
}
export interface List {
  block: 'list'
  items: readonly (Prose | ListItem)[]
  /** Numbered where the numbers are cited (1. a. i. by depth); else dots. Each list counts from one. */
  numbered?: boolean
}
export interface ListItem {
  text: Prose
  /** Below the item's text; at most three deep. */
  list?: { items: readonly (Prose | ListItem)[]; numbered?: boolean }
}
/** A cell of a table; with more than its text where needed. */
export type Cell = Prose | CellOf
export interface CellOf {
  /** Wide spaces (U+2002) before its first word set the whole cell in, one step each: parts below their whole. */
  text: Prose
  /** Second line, smaller: the interval `55.8–57.9`, the precision. */
  detail?: Prose
  /** A reason instead of a number: grey italics. */
  quiet?: boolean
  /** Columns that it takes; 1. */
  span?: number
}
/** A row: its cells, or with what it is. `group`: its first cell heads the rows below, over all columns. `total`: sets itself off. */
export type Row = readonly Cell[] | { as: 'group' | 'total'; cells: readonly Cell[] }
export interface Column {
  /** Absent: a column whose cells are all numbers (or nothing, or `quiet`) is set at the end with figures of one width; else start. */
  align?: 'start' | 'center' | 'end'
  /** Of its cells below the head, where it is not the document's: two languages side by side. */
  language?: Tag
  /** Of the width, relative to the others' (2 is twice 1). Absent: by what stands in it; all or none. */
  share?: number
}
export interface Table {
  block: 'table'
  id?: string
  /** «Cuadro 3. …» where the document numbers its captions. */
  caption: Prose
  /** `false`: without a number where the others have one. */
  numbered?: false
  /** A row above the head that groups columns: spans add up to the number of columns; an empty text is above no group. */
  groups?: readonly { text: Prose; span: number }[]
  head: readonly Cell[]
  rows: readonly Row[]
  columns?: readonly Column[]
  /** How many cells at the start of each row name it (are its heads): 1; 0 where two texts stand side by side. */
  rowHeads?: 0 | 1 | 2
  /** Below the table, one line each. */
  notes?: readonly Prose[]
  /** Below the notes, after «Fuente:». */
  source?: Prose
  /**
   * For many columns: `landscape` turns the page, `shrink` sets smaller letters. Absent: letters shrink by themselves from eight
   * columns on.
   */
  wide?: 'landscape' | 'shrink'
}
/** A chart, a map, a network: a drawing of ours. PDF holds it as vectors, Word as a picture at twice its size, the web in place. */
export interface Figure {
  block: 'figure'
  id?: string
  /** «Figura 2. …», numbered like a table's. Says what the drawing shows; no title inside the drawing repeats it. */
  caption: Prose
  numbered?: false
  /** Read instead of the drawing. Never empty. */
  alt: string
  /**
   * A whole `<svg xmlns=… width height viewBox>` with its own `<style>`; text in the face of the house. On the web the page's style
   * sheet rules instead (`<style>` is taken out), and scripts, addresses and foreign elements are left out by every writer.
   */
  svg: string
  /** The same drawn for a phone (358 units wide): the web shows it instead where the page is narrow. */
  narrow?: string
  /** Of the text's width, 0.3–1; absent: by the drawing's own width (680 units are the whole). */
  share?: number
  notes?: readonly Prose[]
  source?: Prose
}
/** Words of somebody else, set apart. */
export interface Quote {
  block: 'quote'
  text: Prose
  /** Who said or wrote it, and when; with consent. */
  by?: Prose
  language?: Tag
}
/** A banner. `attention` (ochre): a figure moved, something was withheld, this is a draft. `note` (green): for the reader to know. */
export interface Notice {
  block: 'notice'
  tone: 'attention' | 'note'
  title?: string
  text: Prose
}
/** Two to four numbers that a fact sheet begins with. */
export interface KeyFigures {
  block: 'keyFigures'
  items: readonly { value: string; label: Prose; detail?: Prose }[]
}
/** Table of contents, of the headings down to `depth` (2). Title: «Contenido» unless given. */
export interface Contents {
  block: 'contents'
  depth?: 1 | 2 | 3 | 4
  title?: string
}
/** Where the numbered list of sources stands; absent, after everything else where there are sources. Heading: «Fuentes» unless given. */
export interface SourceList {
  block: 'sources'
  title?: string
}
export interface PageBreak {
  block: 'pageBreak'
}
export type Block =
  | Heading
  | Paragraph
  | List
  | Table
  | Figure
  | Quote
  | Notice
  | KeyFigures
  | Contents
  | SourceList
  | PageBreak

/** Something the document rests on. Numbered in the order in which it is first cited; those never cited come last. */
export interface Source {
  id: string
  /** The whole reference as it is to be read. */
  text: Prose
  /** The original's address, or `/path` of this program (for the web version only). */
  link?: string
}

export interface Document {
  title: string
  /** How the document as a whole is read aloud, and the language of the writers' own words. */
  language: Tag
  /** One line under the title. */
  subtitle?: string
  /**
   * Present: the title has a page of its own. `over`: a line above the title (the programme, the series); `lines`: below, e.g. who
   * publishes, date, place, version. Absent: the title heads the first page.
   */
  titlePage?: { over?: string; lines?: readonly Prose[] }
  /** At the foot of each page beside «Página 2 de 3», e.g. that the data are a sample. */
  foot: string
  /** Who made it, for the file's own data. */
  author: string
  /** Letter, the paper of Mexico, unless given. */
  paper?: 'letter' | 'a4'
  /** Headings are numbered down to `headings` (0: none), tables and figures with `captions`. Absent: nothing is. */
  numbered?: { headings?: 0 | 1 | 2 | 3 | 4; captions?: boolean }
  blocks: readonly Block[]
  sources?: readonly Source[]
}

export const inlinesOf = (prose: Prose): readonly Inline[] =>
  typeof prose === 'string' ? [{ text: prose }] : prose
export const isRun = (inline: Inline): inline is Run => 'text' in inline

/** The words alone: without notes, references and citations. */
export const textOf = (prose: Prose): string =>
  inlinesOf(prose)
    .filter(isRun)
    .map(({ text }) => text)
    .join('')

export const cellOf = (cell: Cell): CellOf =>
  typeof cell === 'object' && 'text' in cell ? cell : { text: cell }
export const rowOf = (row: Row): { as?: 'group' | 'total'; cells: readonly Cell[] } =>
  'cells' in row ? row : { cells: row }
export const itemOf = (item: Prose | ListItem): ListItem =>
  typeof item === 'object' && 'text' in item ? item : { text: item }
