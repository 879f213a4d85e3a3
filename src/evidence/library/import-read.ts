/** A table that somebody gave → documents, row by row, with what is wrong and where. Pure rules. */
import { text, textIn } from '../../kernel/text.ts'
import type { Grid } from '../../platform/spreadsheet/read.ts'
import { listed, type Names } from './names.ts'
import {
  type DocumentKind,
  documentKinds,
  isLanguageTag,
  isPublished,
  type Quality,
  qualities,
  sortable,
} from './rules.ts'
import type { Described } from './store.ts'
import { libraryEn } from './words.en.ts'
import { libraryEs } from './words.es.ts'

/** Fields of a row, each with the titles by which its column is known, as they are compared. */
const columns = {
  titleEs: ['titulo', 'titulo en espanol', 'title in spanish', 'documento', 'nombre', 'title', 'document'],
  titleEn: ['titulo en ingles', 'title in english'],
  kind: ['clase', 'tipo', 'kind', 'type'],
  authors: ['quien lo escribio', 'autor', 'autora', 'autores', 'autoria', 'written by', 'author', 'authors'],
  publisher: ['quien lo publico', 'editorial', 'institucion', 'published by', 'publisher'],
  published: ['fecha de publicacion', 'fecha', 'ano', 'date of publication', 'date', 'year'],
  language: ['lengua', 'idioma', 'language'],
  places: ['lugares', 'lugar', 'places', 'place'],
  groups: ['grupos', 'grupo', 'groups', 'group'],
  topics: ['temas', 'tema', 'topics', 'topic'],
  quality: ['calidad', 'quality'],
  url: ['direccion', 'enlace', 'liga', 'url', 'address', 'link'],
  seenOn: ['consultado el', 'visto el', 'visto', 'accessed on', 'seen on', 'seen'],
  summary: ['resumen', 'summary'],
} as const
type Column = keyof typeof columns
/** ñ of a title of a column counts as n. */
const plain = (title: string): string =>
  sortable(title)
    .replaceAll('ñ', 'n')
    .replace(/[^a-z0-9 ]/g, '')
    .trim()

export interface Wrong {
  /** From 1, as the spreadsheet counts. */
  row: number
  code: string
  found: string
}

/** What a row gives; what its cells leave empty is absent, and leaves a document as it is. */
export type GivenDocument = Partial<Described> & Pick<Described, 'title'>

export interface ReadRows {
  /** Null: no column holds titles. */
  rows: { row: number; given: GivenDocument }[] | null
  header: string[]
  wrong: Wrong[]
}

export interface Known {
  names: Names
  /** Code of a topic by its name in either language, or by its code. */
  topic(typed: string): string | undefined
}

export function readRows(grid: Grid, known: Known): ReadRows {
  const top = Math.max(
    0,
    grid.slice(0, 10).findIndex((row) => columnsOf(row.map(({ text: cell }) => cell)).titleEs !== undefined),
  )
  const header = (grid[top] ?? []).map(({ text: cell }) => cell)
  const at = columnsOf(header)
  if (at.titleEs === undefined && at.titleEn === undefined) return { rows: null, header, wrong: [] }
  const wrong: Wrong[] = []
  const seen = new Set<string>()
  const rows = grid.slice(top + 1).flatMap((cells, index) => {
    if (cells.every(({ text: cell }) => cell === '')) return []
    const row = top + index + 2
    const cell = (column: Column): string => {
      const place = at[column]
      return place === undefined ? '' : (cells[place]?.text ?? '').trim().slice(0, 3000)
    }
    const given = oneRow(cell, known, (code, found) => wrong.push({ row, code, found: found.slice(0, 100) }))
    if (!given) return []
    const key = keyOf(given)
    if (seen.has(key)) {
      wrong.push({ row, code: 'twice', found: given.title.es?.text ?? given.title.en?.text ?? '' })
      return []
    }
    seen.add(key)
    return [{ row, given }]
  })
  return { rows, header, wrong }
}

/** By what a row is the same document as one that is here: its address, else its title. */
export const keyOf = ({ url, title }: Pick<GivenDocument, 'url' | 'title'>): string =>
  url ? `url ${url}` : `title ${sortable(title.es?.text ?? title.en?.text ?? '')}`

function columnsOf(header: readonly string[]): Partial<Record<Column, number>> {
  const names = header.map(plain)
  const found: Partial<Record<Column, number>> = {}
  for (const [column, titles] of Object.entries(columns) as [Column, readonly string[]][])
    for (const title of titles) {
      const at = names.indexOf(title)
      if (at === -1 || Object.values(found).includes(at)) continue
      found[column] = at
      break
    }
  return found
}

const byWord = <T extends string>(
  codes: readonly T[],
  kind: (words: typeof libraryEs) => Record<T, string>,
) => {
  const found = new Map<string, T>()
  for (const code of codes)
    for (const word of [code, kind(libraryEs)[code], kind(libraryEn)[code]]) found.set(plain(word), code)
  return (typed: string): T | undefined => found.get(plain(typed))
}
const kindOf = byWord<DocumentKind>(documentKinds, (words) => words.kinds)
const qualityOf = byWord<Quality>(qualities, (words) => words.qualities)
const languageOf = (typed: string): string | undefined => {
  const named = [libraryEs, libraryEn]
    .flatMap(({ languages }) => Object.entries(languages))
    .find(([, name]) => plain(name) === plain(typed))
  return named?.[0] ?? (isLanguageTag(typed) ? typed : undefined)
}

function oneRow(
  cell: (column: Column) => string,
  { names, topic }: Known,
  wrong: (code: string, found: string) => void,
): GivenDocument | null {
  const [es, en] = [cell('titleEs').slice(0, 300), cell('titleEn').slice(0, 300)]
  if (!es && !en) {
    wrong('title', '')
    return null
  }
  let given: GivenDocument = { title: es ? text(es, en || undefined) : textIn('en', en) }
  const set = <K extends keyof Described>(
    column: Column,
    field: K,
    read: (typed: string) => Described[K] | undefined,
    code: string = column,
  ) => {
    const typed = cell(column)
    if (typed === '') return
    const value = read(typed)
    if (value === undefined) wrong(code, typed)
    else given = { ...given, [field]: value }
  }
  const all =
    <T>(find: (one: string) => T | undefined, between?: RegExp) =>
    (typed: string): T[] | undefined => {
      const found = listed(typed, find, between)
      return 'found' in found ? found.found : undefined
    }
  set('kind', 'kind', kindOf)
  set('authors', 'authors', (typed) => typed.slice(0, 300))
  set('publisher', 'publisher', (typed) => typed.slice(0, 300))
  set('published', 'published', (typed) => (isPublished(typed) ? typed : undefined))
  set('language', 'language', languageOf)
  set(
    'places',
    'placeIds',
    all((one) => names.place(one)?.id),
    'place',
  )
  set(
    'groups',
    'groupIds',
    all((one) => names.group(one)?.id, /;/),
    'group',
  )
  set('topics', 'topics', all(topic, /;/), 'topic')
  set('quality', 'quality', qualityOf)
  set('url', 'url', (typed) => (/^https?:\/\/[^\s]{3,990}$/.test(typed) ? typed : undefined))
  set(
    'seenOn',
    'seenOn',
    (typed) => (/^\d{4}-\d\d-\d\d$/.test(typed) && isPublished(typed) ? typed : undefined),
    'published',
  )
  set('summary', 'summary', (typed) => text(typed))
  return given
}
