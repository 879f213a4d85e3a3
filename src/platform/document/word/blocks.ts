import {
  BorderStyle,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { isOutward, type Piece, shownLink } from '../inline.ts'
import type { Caption, Laid, LaidBlock, LaidFigure, LaidList, LaidSource } from '../resolve.ts'
import { contentsOf } from './contents.ts'
import { field } from './fields.ts'
import { marked, textRuns, written } from './inline.ts'
import { colors } from './styles.ts'
import { tableOf } from './table.ts'

/** A figure as Word holds it. */
export interface Picture {
  png: Buffer
  /** Of the text's width. */
  share: number
  /** Height by width. */
  ratio: number
}
export interface Place {
  laid: Laid
  /** Of the text, in twips. */
  width: number
  /** By anchor. */
  pictures: ReadonlyMap<string, Picture>
  /** By anchor, on which page a heading is; as the PDF is laid out, until Word counts itself. */
  pages: ReadonlyMap<string, number>
  /** The list that has been begun last; each counts from one. */
  lists: { count: number }
}
type Part = Paragraph | Table

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
]

export function blockOf(block: LaidBlock, place: Place): Part[] {
  const { laid } = place
  switch (block.block) {
    case 'heading':
      return [
        new Paragraph({
          heading: levels[block.level - 1] ?? HeadingLevel.HEADING_4,
          ...(block.number ? { numbering: { reference: 'headings', level: block.level - 1 } } : {}),
          children: [marked(block.anchor, written(block.pieces))],
        }),
      ]
    case 'paragraph': {
      const style = block.as === 'lede' ? 'Lede' : block.as === 'small' ? 'Remark' : undefined
      return [new Paragraph({ ...(style ? { style } : {}), children: written(block.pieces) })]
    }
    case 'list':
      return listOf(block, place)
    case 'table': {
      const noted = block.notes.length > 0 || block.source !== null
      return [
        ...captionOf(block.caption, block.anchor, laid.words.table),
        tableOf(block, place.width, noted),
        ...below(block, laid),
      ]
    }
    case 'figure':
      return figureOf(block, place)
    case 'quote':
      return [
        new Paragraph({
          style: 'Quote',
          keepNext: block.by !== null,
          children: written(block.pieces, { language: block.language }),
        }),
        ...(block.by
          ? [new Paragraph({ style: 'QuoteSource', children: written(block.by) })]
          : [new Paragraph({ style: 'QuoteSource' })]),
      ]
    case 'notice':
      return noticeOf(block)
    case 'keyFigures':
      return [gap(40), keyFigures(block.items, place.width), gap(120)]
    case 'contents':
      return [
        new Paragraph({ style: 'TOCHeading', text: block.title }),
        ...contentsOf(block.depth, place),
        // After a title page the contents have a page of their own.
        ...(laid.titlePage ? [new Paragraph({ children: [new PageBreak()] })] : []),
      ]
    case 'sources':
      return block.sources.map(sourceOf)
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

/** Word lets two tables that touch grow together, and sets nothing below one. */
const gap = (after = 160): Paragraph => new Paragraph({ style: 'Remark', spacing: { after } })

function captionOf({ label, pieces, hidden }: Caption, anchor: string, kind: string): Paragraph[] {
  if (hidden || (!label && pieces.length === 0)) return []
  const words: ParagraphChild[] = label
    ? [
        marked(anchor, [
          new TextRun({ text: `${kind} `, color: colors.green }),
          ...field(`SEQ ${kind} \\* ARABIC`, label.slice(kind.length).trim(), { color: colors.green }),
        ]),
        ...(pieces.length > 0 ? [new TextRun({ text: '.  ', color: colors.green })] : []),
        ...written(pieces),
      ]
    : [marked(anchor, written(pieces))]
  return [new Paragraph({ style: 'Caption', children: words })]
}

function below(
  { notes, source }: { notes: readonly Piece[][]; source: readonly Piece[] | null },
  { words }: Laid,
): Paragraph[] {
  const lines: ParagraphChild[][] = [
    ...notes.map((note) => written(note)),
    ...(source ? [[new TextRun({ text: `${words.source}: `, bold: true }), ...written(source)]] : []),
  ]
  if (lines.length === 0) return [gap()]
  return lines.map(
    (children, at) =>
      new Paragraph({
        style: 'Remark',
        keepNext: at < lines.length - 1,
        spacing: { before: at === 0 ? 100 : 0, after: at === lines.length - 1 ? 320 : 40 },
        children,
      }),
  )
}

function figureOf(figure: LaidFigure, place: Place): Part[] {
  const picture = place.pictures.get(figure.anchor)
  // Pixels at 96 to the inch.
  const width = Math.round((place.width / 1440) * 96 * (picture?.share ?? 1))
  const noted = figure.notes.length > 0 || figure.source !== null
  return [
    ...captionOf(figure.caption, figure.anchor, place.laid.words.figure),
    ...(picture
      ? [
          new Paragraph({
            keepNext: noted,
            spacing: { after: 60, line: 240, lineRule: LineRuleType.AUTO },
            children: [
              new ImageRun({
                type: 'png',
                data: picture.png,
                transformation: { width, height: Math.round(width * picture.ratio) },
                altText: { name: figure.caption.label ?? figure.anchor, description: figure.alt, title: '' },
              }),
            ],
          }),
        ]
      : []),
    ...below(figure, place.laid),
  ]
}

function listOf(list: LaidList, place: Place, depth = 0, instance?: number): Paragraph[] {
  const own = instance ?? ++place.lists.count
  const reference = list.numbered ? 'numbers' : 'dots'
  return list.items.flatMap(({ pieces, list: nested }) => [
    new Paragraph({
      style: 'ListParagraph',
      numbering: { reference, level: depth, instance: own },
      children: written(pieces),
    }),
    ...(nested ? listOf(nested, place, depth + 1, nested.numbered === list.numbered ? own : undefined) : []),
  ])
}

function noticeOf({ tone, title, pieces }: Extract<LaidBlock, { block: 'notice' }>): Paragraph[] {
  const style = tone === 'attention' ? 'NoticeAttention' : 'NoticeText'
  const color = tone === 'attention' ? colors.ochre : colors.green
  const first = { before: 200 }
  const last = { after: 240 }
  return [
    ...(title
      ? [
          new Paragraph({
            style,
            keepNext: true,
            spacing: first,
            children: textRuns(title, { bold: true, color }),
          }),
        ]
      : []),
    new Paragraph({ style, spacing: title ? last : { ...first, ...last }, children: written(pieces) }),
  ]
}

function keyFigures(
  items: readonly { value: string; label: Piece[]; detail: Piece[] | null }[],
  width: number,
): Table {
  const across = items.length === 4 ? 4 : Math.min(items.length, 3)
  const rows = Array.from({ length: Math.ceil(items.length / across) }, (_, row) =>
    Array.from({ length: across }, (_one, column) => items[row * across + column] ?? null),
  )
  const off = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
  const widths = Array.from({ length: across }, () => Math.floor(width / across))
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: off, bottom: off, left: off, right: off, insideHorizontal: off, insideVertical: off },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.map(
            (item) =>
              new TableCell({
                width: { size: widths[0] ?? width, type: WidthType.DXA },
                margins: { top: 80, bottom: 160, left: 0, right: 240 },
                borders: { top: item ? { style: BorderStyle.SINGLE, size: 12, color: colors.green } : off },
                children: item
                  ? [
                      new Paragraph({ style: 'KeyFigure', children: textRuns(item.value) }),
                      new Paragraph({ style: 'KeyFigureText', children: written(item.label) }),
                      ...(item.detail
                        ? [new Paragraph({ style: 'Remark', children: written(item.detail) })]
                        : []),
                    ]
                  : [new Paragraph({})],
              }),
          ),
        }),
    ),
  })
}

function sourceOf({ number, anchor, pieces, link }: LaidSource): Paragraph {
  const address: Piece[] =
    link && isOutward(link)
      ? [
          { is: 'text', text: ' ' },
          { is: 'text', text: shownLink(link), link },
        ]
      : []
  return new Paragraph({
    style: 'SourceLine',
    children: [
      marked(anchor, [new TextRun({ text: `[${number}]`, bold: true, color: colors.green })]),
      new TextRun({ children: [new Tab()] }),
      ...written([...pieces, ...address]),
    ],
  })
}
