/** A table somebody gave → organisations, row by row, with what is wrong and where. Pure rules. */
import type { Grid } from '../platform/spreadsheet/read.ts'
import { type Finder, plain } from './find.ts'
import {
  type Constituency,
  constituencies,
  type LegalForm,
  legalForms,
  type MembershipBased,
  membershipBased,
} from './rules.ts'
import { en } from './words.en.ts'
import { es } from './words.es.ts'

export const columns = [
  'name',
  'nameEn',
  'acronym',
  'constituency',
  'legalForm',
  'membershipBased',
  'groups',
  'place',
  'places',
  'sector',
  'about',
  'website',
  'members',
  'women',
  'men',
  'membersOn',
] as const
export type Column = (typeof columns)[number]

/** Titles by which a column is known, as they are compared. */
const titles: Record<Column, readonly string[]> = {
  name: [
    'nombre',
    'organizacion',
    'nombre de la organizacion',
    'name',
    'organisation',
    'organization',
    'name in spanish',
  ],
  nameEn: ['nombre en ingles', 'name in english', 'english name'],
  acronym: ['sigla', 'siglas', 'acronimo', 'acronym', 'initials'],
  constituency: [
    'a quien representa',
    'representa',
    'sector que representa',
    'tipo',
    'constituency',
    'stands for',
    'type',
  ],
  legalForm: ['forma legal', 'figura legal', 'forma juridica', 'legal form'],
  membershipBased: ['de base', 'deciden sus integrantes', 'membership based'],
  groups: ['grupo', 'grupos', 'group', 'groups', 'grupos de personas trabajadoras', 'worker groups'],
  place: ['sede', 'lugar', 'municipio', 'entidad', 'estado', 'seat', 'place', 'state'],
  places: ['territorio', 'lugares', 'territory', 'places'],
  sector: ['sector', 'rama', 'giro'],
  about: ['que hace', 'descripcion', 'actividad', 'about', 'what it does', 'description'],
  website: ['sitio web', 'pagina web', 'web', 'sitio', 'website'],
  members: [
    'integrantes',
    'afiliados',
    'afiliadas',
    'miembros',
    'socios',
    'members',
    'membership',
    'integrantes en total',
    'total',
  ],
  women: ['mujeres', 'women'],
  men: ['hombres', 'men'],
  membersOn: ['fecha', 'fecha del dato', 'dato de', 'date', 'as of'],
}

/** What is wrong with a cell; `column` from 0, null where the row as a whole is meant. Only `warning`s let it be written. */
export interface Wrong {
  row: number
  column: number | null
  code: WrongCode
  found: string
  warning?: true
}
export type WrongCode =
  | 'noName'
  | 'twice'
  | 'formula'
  | 'error'
  | 'formulaValue'
  | 'choice'
  | 'place'
  | 'group'
  | 'number'
  | 'sum'
  | 'date'
  | 'website'
  | 'long'
  | 'several'

/** Fields that a row gives; what its cells leave empty is absent, and leaves an organisation as it is. */
export interface GivenOrganisation {
  name: string
  nameEn?: string
  acronym?: string
  constituency?: Constituency
  legalForm?: LegalForm
  membershipBased?: MembershipBased
  groupIds?: string[]
  placeId?: string
  placeIds?: string[]
  sector?: string
  about?: string
  website?: string
  members?: { total?: number; women?: number; men?: number; on?: string }
}

export interface ReadRow {
  /** From 1, as the spreadsheet counts. */
  row: number
  key: string
  given: GivenOrganisation
}

export interface ReadTable {
  header: string[]
  /** Field of ours → column, from 0. */
  columns: Partial<Record<Column, number>>
  rows: ReadRow[]
  wrong: Wrong[]
}

/** Which column is which, by its title; the first of two with one meaning. */
export function recogniseColumns(header: readonly string[]): Partial<Record<Column, number>> {
  const found: Partial<Record<Column, number>> = {}
  const keys = header.map(plain)
  for (const column of columns)
    for (const title of titles[column]) {
      const at = keys.indexOf(title)
      if (at === -1 || Object.values(found).includes(at)) continue
      found[column] = at
      break
    }
  return found
}

/** A list often has its own title above: the titles of the columns stand in the first of ten rows that has one for the name. */
function headerRow(grid: Grid): number {
  const found = grid
    .slice(0, 10)
    .findIndex((row) => recogniseColumns(row.map(({ text }) => text)).name !== undefined && row.length > 0)
  return Math.max(0, found)
}

/**
 * The rows under the header. A table without a column for the name has no rows: `columns.name` is absent. Gives way to others every
 * thousand rows.
 */
export async function readTable(grid: Grid, finder: Finder): Promise<ReadTable> {
  const top = headerRow(grid)
  const header = (grid[top] ?? []).map(({ text }) => text)
  const known = recogniseColumns(header)
  const wrong: Wrong[] = []
  const rows: ReadRow[] = []
  if (known.name === undefined) return { header, columns: known, rows, wrong }
  const first = new Map<string, number>()
  for (const [at, cells] of grid.entries()) {
    if (at % 1000 === 0) await new Promise(setImmediate)
    if (at <= top || cells.every(({ text }) => text === '')) continue
    const read = new RowReader(at + 1, cells, known, finder, wrong)
    const given = read.organisation()
    if (!given) continue
    const key = plain(given.name)
    const before = first.get(key)
    if (before !== undefined) {
      read.wrong('name', 'twice', String(before))
      continue
    }
    first.set(key, at + 1)
    rows.push({ row: at + 1, key, given })
  }
  return { header, columns: known, rows, wrong }
}

/** What a sheet writes where a formula fails, in Spanish and English. */
const sheetError = /^#(¡?(REF|DIV\/0|NULL|NULO|NUM|VALUE|VALOR)!|N\/[AD]|¿?(NAME|NOMBRE)\?)$/i

/** Reads the cells of one row and notes what is wrong with them. */
class RowReader {
  constructor(
    private readonly row: number,
    private readonly cells: Grid[number],
    private readonly known: Partial<Record<Column, number>>,
    private readonly finder: Finder,
    private readonly notes: Wrong[],
  ) {}

  wrong(column: Column, code: WrongCode, found: string, warning?: true): undefined {
    this.notes.push({
      row: this.row,
      column: this.known[column] ?? null,
      code,
      found: found.slice(0, 80),
      ...(warning ? { warning } : {}),
    })
  }

  organisation(): GivenOrganisation | undefined {
    const name = this.text('name', 300)
    if (!name) return this.wrong('name', 'noName', '')
    const given: Record<string, unknown> = {
      name,
      nameEn: this.text('nameEn', 300),
      acronym: this.text('acronym', 40),
      constituency: this.choice('constituency', constituencies, [es.constituencies, en.constituencies]),
      legalForm: this.choice('legalForm', legalForms, [es.forms, en.forms]),
      membershipBased: this.choice('membershipBased', membershipBased, [
        es.basedOnMembers,
        en.basedOnMembers,
      ]),
      groupIds: this.several('groups', 'group', this.finder.group),
      placeId: this.several('place', 'place', this.finder.place, false)?.[0],
      placeIds: this.several('places', 'place', this.finder.place),
      sector: this.text('sector', 300),
      about: this.text('about', 5000),
      website: this.website(),
      members: this.members(),
    }
    return Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as unknown as GivenOrganisation
  }

  private text(column: Column, longest: number): string | undefined {
    const at = this.known[column]
    const cell = at === undefined ? undefined : this.cells[at]
    if (!cell || cell.text === '') {
      if (cell?.formula) this.wrong(column, 'formula', '')
      return undefined
    }
    if (sheetError.test(cell.text)) return this.wrong(column, 'error', cell.text)
    if (cell.formula && /^=/.test(cell.text)) return this.wrong(column, 'formula', cell.text)
    if (cell.formula) this.wrong(column, 'formulaValue', cell.text, true)
    if (cell.text.length > longest) return this.wrong(column, 'long', cell.text)
    return cell.text.replace(/\s+/g, ' ')
  }

  private choice<T extends string>(
    column: Column,
    values: readonly T[],
    words: readonly Readonly<Record<T, string>>[],
  ): T | undefined {
    const typed = this.text(column, 100)
    if (typed === undefined) return undefined
    const key = plain(typed)
    const found = values.find(
      (value) =>
        plain(value) === key ||
        words.some((of) => plain(of[value]) === key || plain(of[value]).split(' ')[0] === key),
    )
    return found ?? this.wrong(column, 'choice', typed)
  }

  private several(
    column: Column,
    code: 'place' | 'group',
    find: (typed: string) => string | undefined,
    many = true,
  ): string[] | undefined {
    const typed = this.text(column, 2000)
    if (typed === undefined) return undefined
    const ids: string[] = []
    for (const one of many
      ? typed
          .split(/[,;/]/)
          .map((part) => part.trim())
          .filter(Boolean)
      : [typed]) {
      const id = find(one)
      if (id === undefined) return this.wrong(column, code, one)
      ids.push(id)
    }
    return [...new Set(ids)].sort()
  }

  private website(): string | undefined {
    const typed = this.text('website', 500)
    if (typed === undefined) return undefined
    const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
    return URL.canParse(address) && /\.[a-z]{2,}/i.test(address)
      ? address
      : this.wrong('website', 'website', typed)
  }

  private number(column: Column): number | undefined {
    const typed = this.text(column, 40)
    if (typed === undefined) return undefined
    const digits = typed.replace(/[\s,\u202f]/g, '')
    return /^\d{1,8}(\.0+)?$/.test(digits) ? Math.trunc(Number(digits)) : this.wrong(column, 'number', typed)
  }

  private members(): GivenOrganisation['members'] {
    const [total, women, men] = [this.number('members'), this.number('women'), this.number('men')]
    const typed = this.text('membersOn', 40)
    const on = typed === undefined ? undefined : dayIn(typed)
    if (typed !== undefined && on === undefined) this.wrong('membersOn', 'date', typed)
    if (total === undefined && women === undefined && men === undefined) return undefined
    if (total !== undefined && (women ?? 0) + (men ?? 0) > total)
      return this.wrong('members', 'sum', `${women ?? 0} + ${men ?? 0} > ${total}`)
    return {
      ...(total === undefined ? {} : { total }),
      ...(women === undefined ? {} : { women }),
      ...(men === undefined ? {} : { men }),
      ...(on === undefined ? {} : { on }),
    }
  }
}

const months = [
  'ene jan',
  'feb',
  'mar',
  'abr apr',
  'may',
  'jun',
  'jul',
  'ago aug',
  'sep set',
  'oct',
  'nov',
  'dic dec',
]

/** `2024-05-01`, `1/5/2024` (the day first, as in Mexico), `1 de mayo de 2024`, `May 2024`, `2024` → an ISO day that exists. */
export function dayIn(typed: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(typed)
  if (iso) return day(iso[1], iso[2], iso[3])
  const slashes = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed)
  if (slashes) return day(slashes[3], slashes[2], slashes[1])
  const words = /^(?:(\d{1,2})\s+(?:de\s+)?)?([a-z]{3})[a-z]*\.?,?\s+(?:(?:de|del)\s+)?(\d{4})$/i.exec(
    plain(typed),
  )
  if (words) {
    const month = months.findIndex((some) => some.split(' ').includes(words[2] ?? ''))
    return month === -1 ? undefined : day(words[3], String(month + 1), words[1] ?? '1')
  }
  return /^(19|20)\d{2}$/.test(typed) ? `${typed}-01-01` : undefined
}

function day(year = '', month = '', date = ''): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const found = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(written) && Number(year) > 1800
    ? written
    : undefined
}
