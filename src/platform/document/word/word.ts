/**
 * A document as DOCX: real styles, numbered headings and captions as fields, footnotes, a table of contents that is filled before
 * Word looks at it, alternative texts, languages, and the face of the house inside. Opens in Word and LibreOffice.
 */
import {
  BorderStyle,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TabStopType,
  TextRun,
  Document as WordFile,
} from 'docx'
import { toPng } from '../../face/png.ts'
import { Problem } from '../../problem.ts'
import { drawingOf, shareOf } from '../drawing.ts'
import { wordsOf } from '../inline.ts'
import type { Document } from '../model.ts'
import { type Laid, resolved, sheetsOf } from '../resolve.ts'
import { blockOf, type Picture, type Place } from './blocks.ts'
import { embeddedFont } from './font.ts'
import { textRuns, written } from './inline.ts'
import { colors, externalStyles, numbering, stylesFor } from './styles.ts'

/** Twips. */
const papers = { letter: [12240, 15840], a4: [11906, 16838] } as const
const side = 1474
const margins = { top: 1530, bottom: 1474, left: side, right: side, header: 740, footer: 740 }

/** @param counted on which page each heading stands, by anchor; without it the table of contents has no page numbers yet */
export async function toWord(
  document: Document,
  counted?: Promise<ReadonlyMap<string, number>>,
): Promise<Uint8Array> {
  const laid = resolved(document)
  const pictures = await picturesOf(laid)
  const pages = (await counted) ?? new Map<string, number>()
  const lists = { count: 0 }
  const [short, long] = papers[laid.paper]
  const sheets = sheetsOf(laid.blocks)
  if (sheets.length === 0 || sheets[0]?.landscape) sheets.unshift({ landscape: false, blocks: [] })
  const file = new WordFile({
    title: laid.title,
    creator: laid.author,
    lastModifiedBy: laid.author,
    description: laid.subtitle ?? '',
    fonts: [await embeddedFont()],
    styles: stylesFor(laid.language),
    externalStyles,
    numbering,
    footnotes: Object.fromEntries(
      laid.notes.map((pieces, at) => [
        at + 1,
        { children: [new Paragraph({ style: 'FootnoteText', children: written(pieces) })] },
      ]),
    ),
    sections: sheets.map(({ landscape, blocks }, at): ISectionOptions => {
      const width = (landscape ? long : short) - 2 * side
      const place: Place = { laid, width, pictures, pages, lists }
      return {
        properties: {
          ...(at === 0 ? { titlePage: true } : { type: SectionType.NEXT_PAGE }),
          page: {
            size: {
              width: short,
              height: long,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: margins,
          },
        },
        headers: {
          default: headOf(laid),
          ...(at === 0 ? { first: new Header({ children: [new Paragraph({})] }) } : {}),
        },
        footers: {
          default: footOf(laid, width),
          ...(at === 0
            ? { first: laid.titlePage ? new Footer({ children: [new Paragraph({})] }) : footOf(laid, width) }
            : {}),
        },
        children: [...(at === 0 ? titleOf(laid) : []), ...blocks.flatMap((block) => blockOf(block, place))],
      }
    }),
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

function titleOf({ title, subtitle, titlePage }: Laid): Paragraph[] {
  if (!titlePage)
    return [
      new Paragraph({ style: 'Title', children: textRuns(title) }),
      ...(subtitle ? [new Paragraph({ style: 'Subtitle', children: textRuns(subtitle) })] : []),
    ]
  // Who publishes stands near the foot, higher where the title takes more lines.
  const lines = Math.ceil(title.length / 34) + Math.ceil((subtitle ?? '').length / 70)
  return [
    new Paragraph({ style: 'CoverOver', children: textRuns(titlePage.over ?? '') }),
    new Paragraph({
      style: 'CoverTitle',
      children: textRuns(title, title.length > 50 ? { size: title.length > 90 ? 44 : 52 } : {}),
    }),
    new Paragraph({ style: 'CoverSubtitle', children: textRuns(subtitle ?? '') }),
    new Paragraph({ style: 'CoverRule', spacing: { after: Math.max(600, 6000 - 720 * lines) } }),
    ...titlePage.lines.map((pieces) => new Paragraph({ style: 'CoverText', children: written(pieces) })),
    new Paragraph({ children: [new PageBreak()] }),
  ]
}

const headOf = ({ title }: Laid): Header =>
  new Header({
    children: [
      new Paragraph({
        style: 'Running',
        border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 6, color: colors.hair } },
        children: textRuns(title.length > 110 ? `${title.slice(0, 109)}…` : title),
      }),
    ],
  })

/** Page numbers are fields: `Página 2 de 3` is cut where its numbers stand. */
function footOf({ foot, words }: Laid, width: number): Footer {
  const [before = '', between = '', after = ''] = words.page('\u0000', '\u0000').split('\u0000')
  return new Footer({
    children: [
      new Paragraph({
        style: 'Running',
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [
          ...textRuns(foot),
          new TextRun({
            children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
          }),
        ],
      }),
    ],
  })
}

/** Every figure as a picture at twice its size, two at a time. */
async function picturesOf({ blocks }: Laid): Promise<Map<string, Picture>> {
  const figures = blocks.filter((block) => block.block === 'figure')
  const pictures = new Map<string, Picture>()
  const waiting = figures.values()
  const draw = async (): Promise<void> => {
    for (const figure of waiting) {
      const drawing = drawingOf(figure.svg)
      try {
        const png = await toPng(drawing.svg, 2)
        pictures.set(figure.anchor, {
          png,
          share: shareOf(figure.share, drawing),
          ratio: drawing.height / drawing.width,
        })
      } catch {
        throw new Problem('document.drawing', {
          figure: figure.caption.label ?? wordsOf(figure.caption.pieces),
        })
      }
    }
  }
  await Promise.all([draw(), draw()])
  return pictures
}
