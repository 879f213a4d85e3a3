import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { LaidCell, LaidRow, LaidTable } from '../resolve.ts'
import { written } from './inline.ts'
import { colors, tableStyleId } from './styles.ts'

const sides = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const
/** Half points, by how much smaller the letters are. */
const sizes = [undefined, 16, 14] as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const edge = (size: number, color: string) => ({ style: BorderStyle.SINGLE, size, color })

/** @param width of the text, in twips */
export function tableOf(table: LaidTable, width: number, keepWith: boolean): Table {
  const widths = table.columns.map(({ share }) => Math.round(share * width))
  const size = sizes[table.smaller]
  const span = (at: number, columns: number): number =>
    widths.slice(at, at + columns).reduce((sum, one) => sum + one, 0)
  const row = ({ as, cells }: LaidRow, at: number): TableRow =>
    new TableRow({
      cantSplit: true,
      keepNext: as === 'group' || (table.whole && (keepWith || at < table.rows.length - 1)),
      children: placed(cells, (cell, column) =>
        cellOf(cell, {
          width: span(column, cell.span),
          align: as === 'group' ? 'start' : (table.columns[column]?.align ?? 'start'),
          language: as === 'group' ? null : (table.columns[column]?.language ?? null),
          bold: as !== null,
          ...(as === 'group' ? { color: colors.green } : {}),
          ...(as === 'total' ? { top: edge(6, colors.ink) } : {}),
          ...(size ? { size } : {}),
        }),
      ),
    })
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: placed(table.head, (cell, column) =>
      cellOf(cell, {
        width: span(column, cell.span),
        align: table.columns[column]?.align ?? 'start',
        language: null,
        head: true,
        bold: true,
        bottom: edge(6, colors.ink),
        ...(size ? { size } : {}),
      }),
    ),
  })
  return new Table({
    style: tableStyleId,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: table.rowHeads > 0, noHBand: true, noVBand: true },
    rows: [...groupsOf(table, span, size), head, ...table.rows.map(row)],
  })
}

function groupsOf(
  table: LaidTable,
  span: (at: number, columns: number) => number,
  size?: number,
): TableRow[] {
  if (!table.groups) return []
  const cells = table.groups.map(({ pieces, span: columns }) => ({
    pieces,
    detail: null,
    quiet: false,
    span: columns,
    indent: 0,
  }))
  return [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: placed(cells, (cell, column) =>
        cellOf(cell, {
          width: span(column, cell.span),
          align: 'start',
          language: null,
          head: true,
          bold: true,
          color: colors.green,
          bottom: cell.pieces.length > 0 ? edge(4, colors.rule) : none,
          ...(size ? { size } : {}),
        }),
      ),
    }),
  ]
}

function placed<T>(cells: readonly LaidCell[], make: (cell: LaidCell, column: number) => T): T[] {
  let column = 0
  return cells.map((cell) => {
    const made = make(cell, column)
    column += cell.span
    return made
  })
}

interface Look {
  width: number
  align: keyof typeof sides
  language: string | null
  head?: boolean
  bold?: boolean
  color?: string
  size?: number
  top?: ReturnType<typeof edge>
  bottom?: ReturnType<typeof edge> | typeof none
}

function cellOf({ pieces, detail, quiet, span, indent: steps }: LaidCell, look: Look): TableCell {
  const { head, align, width, top, bottom, language, bold, size } = look
  const style = head ? 'TableHead' : 'TableText'
  const color = quiet ? colors.grey : look.color
  const manner = {
    language,
    ...(size ? { size } : {}),
    ...(bold ? { bold } : {}),
    ...(color ? { color } : {}),
  }
  const borders = { ...(top ? { top } : {}), ...(bottom ? { bottom } : {}) }
  const indent = steps > 0 ? { indent: { left: steps * 170 } } : {}
  const under = { size: (size ?? 18) - 3, color: colors.grey, language }
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(span > 1 ? { columnSpan: span } : {}),
    ...(top || bottom ? { borders } : {}),
    ...(head ? { verticalAlign: VerticalAlignTable.BOTTOM } : {}),
    children: [
      new Paragraph({
        style,
        alignment: sides[align],
        ...indent,
        children: written(pieces, { ...manner, italics: quiet }),
      }),
      ...(detail
        ? [new Paragraph({ style, alignment: sides[align], ...indent, children: written(detail, under) })]
        : []),
    ],
  })
}
