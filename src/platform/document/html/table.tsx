import type { LaidCell, LaidRow, LaidTable } from '../resolve.ts'
import { type Around, Pieces, spoken } from './inline.tsx'
import { Below, CaptionWords } from './parts.tsx'

/** A table that scrolls by itself where the page is narrow; groups of rows are bodies of their own. */
export function TableBlock({ table, around }: { table: LaidTable; around: Around }) {
  const id = `${around.prefix}${table.anchor}`
  const bodies = bodiesOf(table.rows)
  return (
    <div class={table.smaller > 0 ? 'doc-table is-dense' : 'doc-table'} id={id}>
      <section class="doc-wide" aria-labelledby={`${id}-c`} tabindex={0}>
        <table>
          <caption id={`${id}-c`}>
            <span class={table.caption.hidden ? 'doc-hidden' : 'doc-caption'}>
              <CaptionWords caption={table.caption} around={around} />
            </span>
          </caption>
          <thead>
            {table.groups && <GroupRow table={table} around={around} />}
            <tr>
              {cells(table.head, (cell, at) => (
                <Cell {...{ cell, at, table, around }} head="col" />
              ))}
            </tr>
          </thead>
          {bodies.map((rows) => (
            <tbody>
              {rows.map((row) => (
                <tr class={row.as ? `is-${row.as}` : undefined}>
                  {cells(row.cells, (cell, at) => (
                    <Cell
                      {...{ cell, at, table, around }}
                      head={row.as === 'group' ? 'rowgroup' : at < table.rowHeads ? 'row' : undefined}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      <Below notes={table.notes} source={table.source} around={around} />
    </div>
  )
}

const GroupRow = ({ table, around }: { table: LaidTable; around: Around }) => (
  <tr class="is-groups">
    {(table.groups ?? []).map(({ pieces, span }) =>
      pieces.length > 0 ? (
        <th scope="colgroup" colspan={span > 1 ? span : undefined}>
          <Pieces pieces={pieces} around={around} />
        </th>
      ) : (
        <td colspan={span > 1 ? span : undefined} />
      ),
    )}
  </tr>
)

function bodiesOf(rows: readonly LaidRow[]): LaidRow[][] {
  const bodies: LaidRow[][] = []
  for (const row of rows) {
    const last = bodies.at(-1)
    if (!last || row.as === 'group') bodies.push([row])
    else last.push(row)
  }
  return bodies
}

function cells<T>(given: readonly LaidCell[], make: (cell: LaidCell, at: number) => T): T[] {
  let at = 0
  return given.map((cell) => {
    const made = make(cell, at)
    at += cell.span
    return made
  })
}

function Cell(props: {
  cell: LaidCell
  at: number
  table: LaidTable
  around: Around
  head: 'col' | 'row' | 'rowgroup' | undefined
}) {
  const { cell, at, table, around, head } = props
  const column = table.columns[at]
  const names = [
    head !== 'rowgroup' && column?.align === 'end' && 'is-end',
    head !== 'rowgroup' && column?.align === 'center' && 'is-center',
    cell.quiet && 'is-quiet',
    cell.indent > 0 && `doc-in-${cell.indent}`,
  ].filter(Boolean)
  const given = {
    class: names.join(' ') || undefined,
    colspan: cell.span > 1 ? cell.span : undefined,
    ...(head === 'col' || head === 'rowgroup' ? {} : spoken(column?.language)),
  }
  const inside = (
    <>
      <Pieces pieces={cell.pieces} around={around} />
      {cell.detail && (
        <span class="doc-detail">
          <Pieces pieces={cell.detail} around={around} />
        </span>
      )}
    </>
  )
  // A head without words would be announced as one; the corner of a table is a cell.
  if (!head || (head === 'col' && cell.pieces.length === 0)) return <td {...given}>{inside}</td>
  return (
    <th scope={head} {...given}>
      {inside}
    </th>
  )
}
