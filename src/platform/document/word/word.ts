import {
  AlignmentType,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  Document as WordFile,
} from 'docx'
import type { Block, Document, Prose, Run } from '../model.ts'
import { cellOf, inlinesOf, isRun, itemOf, rowOf, textOf } from '../model.ts'
import { wordsIn } from '../words.ts'

const ink = '1a1f1c'
const accent = '0b6e4f'

/** DOCX with real headings, lists and table heads, its language and its title; opens in Word and LibreOffice. */
export async function toWord(document: Document): Promise<Uint8Array> {
  const { title, language, subtitle, author } = document
  const lists = document.blocks.filter((block) => block.block === 'list')
  const file = new WordFile({
    title,
    creator: author,
    lastModifiedBy: author,
    description: subtitle ?? '',
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, color: ink, language: { value: language } } },
        title: {
          run: { font: 'Calibri', size: 40, bold: true, color: ink },
          paragraph: { spacing: { after: 60 } },
        },
        heading1: {
          run: { size: 28, bold: true, color: accent },
          paragraph: { spacing: { before: 320, after: 100 } },
        },
        heading2: {
          run: { size: 24, bold: true, color: ink },
          paragraph: { spacing: { before: 200, after: 80 } },
        },
      },
    },
    // Each numbered list counts from one.
    numbering: {
      config: lists.map((_, at) => ({
        reference: `list-${at}`,
        levels: [
          {
            level: 0,
            format: LevelFormat.DECIMAL,
            text: '%1.',
            alignment: AlignmentType.START,
            style: { paragraph: { indent: { left: 460, hanging: 360 } } },
          },
        ],
      })),
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 12240, height: 15840 },
            margin: { top: 1200, bottom: 1200, left: 1300, right: 1300 },
          },
        },
        footers: { default: footOf(document) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
          ...(subtitle ? [new Paragraph({ text: subtitle, spacing: { after: 240 } })] : []),
          ...document.blocks.flatMap((block) => written(block, `list-${lists.indexOf(block as never)}`)),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** Page numbers are fields: `Página 2 de 3` is cut where its numbers stand. */
function footOf(document: Document): Footer {
  const { foot } = document
  const [before = '', between = '', after = ''] = wordsIn(document)
    .page('111', '222')
    .split(/111|222/)
  return new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({ size: 18, text: `${foot} · ${before}` }),
          new TextRun({ size: 18, children: [PageNumber.CURRENT] }),
          new TextRun({ size: 18, text: between }),
          new TextRun({ size: 18, children: [PageNumber.TOTAL_PAGES] }),
          new TextRun({ size: 18, text: after }),
        ],
      }),
    ],
  })
}

const run = ({ text, bold, language }: Run): TextRun =>
  new TextRun({ text, ...(bold ? { bold } : {}), ...(language ? { language: { value: language } } : {}) })
const children = (prose: Prose): TextRun[] => inlinesOf(prose).filter(isRun).map(run)

function written(block: Block, list: string): (Paragraph | Table)[] {
  switch (block.block) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          text: textOf(block.text),
        }),
      ]
    case 'paragraph':
      return [new Paragraph({ spacing: { after: 120 }, children: children(block.text) })]
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            spacing: { after: 80 },
            children: children(itemOf(item).text),
            ...(block.numbered ? { numbering: { reference: list, level: 0 } } : { bullet: { level: 0 } }),
          }),
      )
    case 'table':
      return [
        new Paragraph({
          children: [new TextRun({ text: textOf(block.caption), bold: true })],
          keepNext: true,
        }),
        tableOf(block),
      ]
    default:
      return []
  }
}

const tableOf = ({ head, rows, columns = [] }: Extract<Block, { block: 'table' }>): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((one) => cell(textOf(cellOf(one).text), true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: rowOf(row).cells.map((one, at) =>
              cell(textOf(cellOf(one).text), at === 0, columns[at]?.language),
            ),
          }),
      ),
    ],
  })

const cell = (text: string, bold: boolean, language?: string): TableCell =>
  new TableCell({
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    children: [new Paragraph({ children: [run({ text, bold, ...(language ? { language } : {}) })] })],
  })
