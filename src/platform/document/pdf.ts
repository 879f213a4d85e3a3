import PDFDocument from 'pdfkit'
import {
  type Block,
  cellOf,
  type Document,
  inlinesOf,
  isRun,
  itemOf,
  type Prose,
  rowOf,
  textOf,
} from './model.ts'
import { wordsIn } from './words.ts'

/** TrueType files of the face: text is embedded, so that accents are right wherever it is read. */
export interface Faces {
  regular: string
  bold: string
}

type Pdf = PDFKit.PDFDocument
type Element = PDFKit.PDFStructureElement

const ink = '#1a1f1c'
const accent = '#0b6e4f'
const grey = '#4d5752'
const margin = 60
const bottom = 74

/**
 * PDF/UA: tagged (headings, paragraphs, lists, tables with their heads), with language, title and embedded face, Letter paper.
 * What is not content (rules, feet) is marked as an artifact.
 */
export function toPdf(document: Document, faces: Faces): Promise<Uint8Array> {
  const options = {
    size: 'LETTER',
    margins: { top: margin, bottom, left: margin, right: margin },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: document.language,
    bufferPages: true,
    font: faces.regular,
    info: { Title: document.title, Author: document.author, Subject: document.subtitle ?? '' },
  }
  // The types do not know of PDF/UA yet.
  const pdf = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions)
  pdf.registerFont('regular', faces.regular).registerFont('bold', faces.bold)
  const chunks: Uint8Array[] = []
  const done = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
  const body = pdf.struct('Document')
  pdf.addStructure(body)
  write(pdf, body, 'H1', document.title, { size: 20, face: 'bold', after: 4 })
  if (document.subtitle) write(pdf, body, 'P', document.subtitle, { size: 10, color: grey, after: 14 })
  for (const block of document.blocks) draw(pdf, body, block)
  body.end()
  feet(pdf, document)
  pdf.end()
  return done
}

interface Style {
  size?: number
  face?: 'regular' | 'bold'
  color?: string
  /** Points of space below. */
  after?: number
  x?: number
  width?: number
}

const usable = (pdf: Pdf): number => pdf.page.width - 2 * margin

/** Room for at least so many points, or a new page. */
function room(pdf: Pdf, points: number): void {
  if (pdf.y + points > pdf.page.height - bottom) pdf.addPage()
}

/** A paragraph of one kind, whose stretches in other languages are spans that say so. */
function write(pdf: Pdf, parent: Element, kind: string, prose: Prose, style: Style = {}): void {
  const { size = 11, color = ink, after = 7, x = margin, width = usable(pdf) - (x - margin) } = style
  room(pdf, size * 2.4)
  const element = pdf.struct(kind as 'P')
  parent.add(element)
  const runs = inlinesOf(prose).filter(isRun)
  runs.forEach((run, at) => {
    const say = (): void => {
      pdf
        .font(run.bold || style.face === 'bold' ? 'bold' : 'regular')
        .fontSize(size)
        .fillColor(color)
      const options = { width, lineGap: 2, continued: at < runs.length - 1 }
      if (at === 0) pdf.text(run.text, x, pdf.y, options)
      else pdf.text(run.text, options)
    }
    if (run.language) element.add(pdf.struct('Span', { lang: run.language }, [say]))
    else element.add(say)
  })
  element.end()
  pdf.y += after
}

function draw(pdf: Pdf, body: Element, block: Block): void {
  if (block.block === 'heading') drawHeading(pdf, body, block)
  if (block.block === 'paragraph') write(pdf, body, 'P', block.text)
  if (block.block === 'list') drawList(pdf, body, block)
  if (block.block === 'table') drawTable(pdf, body, block)
}

function drawHeading(pdf: Pdf, body: Element, { level, text }: Extract<Block, { block: 'heading' }>): void {
  room(pdf, 70)
  pdf.y += level === 1 ? 8 : 4
  const style: Style = { size: level === 1 ? 14 : 12, color: level === 1 ? accent : ink }
  write(pdf, body, level === 1 ? 'H2' : 'H3', text, { ...style, face: 'bold', after: 4 })
}

function drawList(pdf: Pdf, body: Element, { items, numbered }: Extract<Block, { block: 'list' }>): void {
  const list = pdf.struct('L')
  body.add(list)
  items.forEach((item, at) => {
    const line = pdf.struct('LI')
    list.add(line)
    room(pdf, 26)
    const y = pdf.y
    const label = pdf.struct('Lbl', {}, () => {
      pdf.font('regular').fontSize(11).fillColor(ink)
      pdf.text(numbered ? `${at + 1}.` : '•', margin + 2, y, { lineBreak: false })
    })
    line.add(label)
    pdf.y = y
    write(pdf, line, 'LBody', itemOf(item).text, { x: margin + 22, after: 4 })
    line.end()
  })
  list.end()
  pdf.y += 4
}

function drawTable(pdf: Pdf, body: Element, table: Extract<Block, { block: 'table' }>): void {
  write(pdf, body, 'P', table.caption, { face: 'bold', after: 3 })
  const element = pdf.struct('Table')
  body.add(element)
  const widths = shares(table, usable(pdf))
  const rows = textsOf(table)
  rows.forEach((row, at) => {
    const isHead = at === 0
    const face = (column: number): 'bold' | 'regular' => (isHead || column === 0 ? 'bold' : 'regular')
    const height = Math.max(
      ...row.map((text, column) =>
        pdf
          .font(face(column))
          .fontSize(10)
          .heightOfString(text || ' ', { width: (widths[column] ?? 0) - 10 }),
      ),
    )
    room(pdf, height + 10)
    const y = pdf.y
    const line = pdf.struct('TR')
    element.add(line)
    let x = margin
    row.forEach((text, column) => {
      const width = widths[column] ?? 0
      const left = x
      const scope = isHead ? 'Column' : 'Row'
      const language = isHead ? undefined : table.columns?.[column]?.language
      const cell = pdf.struct(isHead || column === 0 ? 'TH' : 'TD', language ? { lang: language } : {})
      if (isHead || column === 0) attribute(cell, scope)
      cell.add(() => {
        pdf
          .font(face(column))
          .fontSize(10)
          .fillColor(ink)
          .text(text || ' ', left + 4, y + 4, { width: width - 10 })
      })
      cell.end()
      line.add(cell)
      x += width
    })
    line.end()
    pdf.y = y + height + 9
    rule(pdf, pdf.y, isHead ? 0.9 : 0.4)
  })
  element.end()
  pdf.y += 10
}

/** Which cells a head is for, as PDF/UA asks of tables; pdfkit has no option for it but holds the dictionary. */
function attribute(cell: Element, scope: 'Column' | 'Row'): void {
  const { dictionary } = cell as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.A = { O: 'Table', Scope: scope }
}

function rule(pdf: Pdf, y: number, weight: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(margin, y)
    .lineTo(pdf.page.width - margin, y)
    .lineWidth(weight)
    .strokeColor('#9aa39e')
    .stroke()
  pdf.endMarkedContent()
}

/** Widths by the longest word and the length of what stands in each column. */
const textsOf = ({ head, rows }: Extract<Block, { block: 'table' }>): string[][] =>
  [head, ...rows.map((row) => rowOf(row).cells)].map((cells) => cells.map((one) => textOf(cellOf(one).text)))

function shares(table: Extract<Block, { block: 'table' }>, width: number): number[] {
  const rows = textsOf(table)
  const weights = table.head.map((_, column) => {
    const texts = rows.map((row) => row[column] ?? '')
    return Math.min(40, Math.max(8, ...texts.map((text) => text.length)))
  })
  const sum = weights.reduce((a, b) => a + b, 0)
  return weights.map((weight) => (weight / sum) * width)
}

function feet(pdf: Pdf, document: Document): void {
  const { foot } = document
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    const { bottom: kept } = pdf.page.margins
    // Below the margin, where text would otherwise open a page.
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    pdf
      .font('regular')
      .fontSize(9)
      .fillColor(grey)
      .text(
        `${foot} · ${wordsIn(document).page(String(page - start + 1), String(count))}`,
        margin,
        pdf.page.height - 46,
        {
          lineBreak: false,
        },
      )
    pdf.endMarkedContent()
    pdf.page.margins.bottom = kept
  }
}
