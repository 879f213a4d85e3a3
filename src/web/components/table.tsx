import type { Html } from '../html.ts'
import { classes } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Icon } from './icon.tsx'

export type Direction = 'up' | 'down'

export interface Column<Row> {
  readonly head: Html
  readonly cell: (row: Row) => Html
  /** `number` is right-aligned with figures of one width. */
  readonly kind?: 'text' | 'number'
  /** Columns beside each other with the same group stand under one header: “Mujeres”. */
  readonly group?: string
  /** What the address calls this column when sorting; without it the column cannot be sorted. */
  readonly sort?: string
  /**
   * On a narrow screen a row becomes a small block: its label, on the same line the `main` cell, below them the rest with
   * their headers. `hide` leaves a cell out there (what another cell says already).
   */
  readonly narrow?: 'main' | 'rest' | 'hide'
  /** A shorter header for the narrow block, as text; `''` for none. */
  readonly narrowHead?: string
}

export interface RowGroup<Row> {
  readonly title?: Html
  readonly rows: readonly Row[]
}

export interface DataTableProps<Row> {
  readonly lang: Lang
  /** Says what the table shows; `captionHidden` when a heading above says it already. */
  readonly caption: Html
  readonly captionHidden?: boolean
  /** The header of each row. */
  readonly label: Column<Row>
  readonly columns: readonly Column<Row>[]
  readonly rows?: readonly Row[]
  readonly groups?: readonly RowGroup<Row>[]
  /** Indent of a row's label: 0 (default), 1, 2. */
  readonly level?: (row: Row) => number
  /** The totals and the place that the page is about. */
  readonly strong?: (row: Row) => boolean
  /** One text instead of all cells: why a row is withheld. `undefined` shows the cells. */
  readonly instead?: (row: Row) => Html | undefined
  readonly sorted?: { readonly by: string; readonly direction: Direction }
  /** The address of this page sorted so. */
  readonly sortHref?: (by: string, direction: Direction) => string
  /** Shown when there are no rows. */
  readonly empty?: Html
  /** Notes under the table: source, what is withheld and why. */
  readonly notes?: Html
}

const text = (value: Html): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function Head<Row>(props: DataTableProps<Row> & { column: Column<Row>; class?: string }) {
  const { column, sorted, sortHref, lang } = props
  const words = wordsOf(lang).table
  const active = sorted !== undefined && sorted.by === column.sort
  const next: Direction = active
    ? sorted.direction === 'up'
      ? 'down'
      : 'up'
    : column.kind === 'number'
      ? 'down'
      : 'up'
  return (
    <th
      scope="col"
      class={classes(column.kind === 'number' && 'is-number', props.class)}
      aria-sort={active ? (sorted.direction === 'up' ? 'ascending' : 'descending') : undefined}
    >
      {column.sort !== undefined && sortHref ? (
        <a class="sort" href={sortHref(column.sort, next)}>
          {column.head}
          {active && <Icon name={sorted.direction === 'up' ? 'up' : 'down'} />}
          <span class="vh">, {next === 'up' ? words.sortUp : words.sortDown}</span>
        </a>
      ) : (
        column.head
      )}
    </th>
  )
}

/** Consecutive columns of one group, for the upper row of headers. */
function spans<Row>(columns: readonly Column<Row>[]): { group?: string; count: number }[] {
  const found: { group?: string; count: number }[] = []
  for (const { group } of columns) {
    const last = found.at(-1)
    if (last && last.group === group) last.count++
    else found.push({ group, count: 1 })
  }
  return found
}

function Cells<Row>(props: DataTableProps<Row> & { row: Row; first: readonly boolean[] }) {
  const { row, columns } = props
  const instead = props.instead?.(row)
  if (instead !== undefined) {
    return (
      <td class="is-instead" colspan={columns.length}>
        {instead}
      </td>
    )
  }
  return (
    <>
      {columns.map((column, i) => (
        <td
          class={classes(
            column.kind === 'number' && 'is-number',
            column.narrow === 'main' && 'is-main',
            column.narrow === 'hide' && 'is-hidden-narrow',
            props.first[i] && 'is-first',
          )}
          data-head={
            [column.group, column.narrowHead ?? text(column.head)].filter(Boolean).join(', ') || undefined
          }
        >
          {column.cell(row)}
        </td>
      ))}
    </>
  )
}

/** How many cells stand beside each other in a narrow block: those of one group, or all where they are two or three. */
function perLine<Row>(columns: readonly Column<Row>[]): number | undefined {
  const counts = spans(columns).map((span) => span.count)
  const count = columns.some((column) => column.group !== undefined) ? Math.max(...counts) : columns.length
  return count === 2 || count === 3 ? count : undefined
}

/** A table that stays a table for readers, sorts by address, and becomes blocks on a narrow screen without sideways scroll. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, label } = props
  const groups = props.groups ?? [{ rows: props.rows ?? [] }]
  const grouped = columns.some((column) => column.group !== undefined)
  const first = columns.map((column, i) => grouped && i > 0 && column.group !== columns[i - 1]?.group)
  const main = columns.some((column) => column.narrow === 'main')
  const sortable = props.sortHref && [label, ...columns].some((column) => column.sort !== undefined)
  const isEmpty = groups.every((group) => group.rows.length === 0)
  if (isEmpty && props.empty) return <>{props.empty}</>
  return (
    <div class="table-wrap">
      <table class={classes('data', grouped && 'is-grouped')} data-per={perLine(columns)}>
        <caption class={props.captionHidden ? 'vh' : undefined}>{props.caption}</caption>
        <thead>
          {grouped && (
            <tr class="head-groups">
              <td />
              {spans(columns).map((span) =>
                span.group === undefined ? (
                  <td colspan={span.count} />
                ) : (
                  <th scope="colgroup" colspan={span.count}>
                    {span.group}
                  </th>
                ),
              )}
            </tr>
          )}
          <tr data-sort={sortable ? wordsOf(props.lang).table.sortBy : undefined}>
            <Head {...props} column={label} />
            {columns.map((column, i) => (
              <Head {...props} column={column} class={first[i] ? 'is-first' : undefined} />
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody>
            {group.title && (
              <tr class="row-group">
                <th scope="rowgroup" colspan={columns.length + 1}>
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <tr
                class={classes(
                  props.strong?.(row) && 'is-strong',
                  main && props.instead?.(row) === undefined && 'has-main',
                )}
              >
                <th scope="row" class={classes(levels[props.level?.(row) ?? 0])}>
                  {label.cell(row)}
                </th>
                <Cells {...props} row={row} first={first} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {props.notes && <div class="table-notes">{props.notes}</div>}
    </div>
  )
}

const levels = [undefined, 'is-level-1', 'is-level-2', 'is-level-3'] as const
