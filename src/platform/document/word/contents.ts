/** The table of contents as Word's own field, filled: a reader sees it before Word has counted, and is asked nothing. */
import { InternalHyperlink, Paragraph, TabStopType, TextRun } from 'docx'
import type { LaidHeading } from '../resolve.ts'
import type { Place } from './blocks.ts'
import { field, fieldMark, instruction } from './fields.ts'

/** Headings without a page (a document that is not set yet) stand without a number. */
export function contentsOf(depth: number, { laid, pages, width }: Place): Paragraph[] {
  const entries = laid.headings.filter(({ level }) => level <= depth)
  return entries.map((heading, at) => {
    const indent = (heading.level - 1) * 260
    const number = heading.number ? indent + 300 + heading.level * 140 : null
    return new Paragraph({
      style: `TOC${heading.level}`,
      tabStops: [
        ...(number ? [{ type: TabStopType.LEFT, position: number }] : []),
        { type: TabStopType.RIGHT, position: width, leader: 'dot' },
      ],
      children: [
        ...(at === 0
          ? [fieldMark('begin'), instruction(`TOC \\o "1-${depth}" \\h \\z \\u`), fieldMark('separate')]
          : []),
        new InternalHyperlink({
          anchor: heading.anchor,
          children: entry(heading, pages.get(heading.anchor)),
        }),
        ...(at === entries.length - 1 ? [fieldMark('end')] : []),
      ],
    })
  })
}

const entry = ({ number, plain, anchor }: LaidHeading, page: number | undefined): TextRun[] => [
  ...(number ? [new TextRun({ children: [number, '\t'] })] : []),
  new TextRun({ children: [plain, '\t'] }),
  ...field(`PAGEREF ${anchor} \\h`, page === undefined ? '' : String(page)),
]
