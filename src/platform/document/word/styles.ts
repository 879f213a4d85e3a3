/** The styles of the Word file: what a person changes once in Word, and the whole document follows. Sizes in half points, spaces in twips. */
import {
  AlignmentType,
  BorderStyle,
  type IPropertiesOptions,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  ShadingType,
} from 'docx'
import type { Tag } from '../model.ts'
import { family } from './font.ts'

export const colors = {
  ink: '14201b',
  green: '0b6e4f',
  grey: '4d5752',
  rule: '8e9993',
  hair: 'd3d9d5',
  ochre: '8a5a00',
  stale: 'fbe6b8',
  open: 'e6eae7',
} as const
const { ink, green, grey } = colors

type Styles = NonNullable<IPropertiesOptions['styles']>
type Style = NonNullable<Styles['paragraphStyles']>[number]

/** A paragraph style of ours, shown in Word's gallery. */
const own = (
  id: string,
  name: string,
  paragraph: NonNullable<Style['paragraph']>,
  run: NonNullable<Style['run']> = {},
  basedOn = 'Normal',
): Style => ({ id, name, basedOn, quickFormat: true, paragraph, run })

const heading = (size: number, color: string, before: number, after: number) => ({
  run: { font: family, size, bold: true, color },
  paragraph: {
    spacing: { before, after, line: 264, lineRule: LineRuleType.AUTO },
    keepNext: true,
    keepLines: true,
  },
})

const barred = (color: string, fill: string) => ({
  // The upper and lower line have the colour of the ground: they are its padding.
  border: {
    left: { style: BorderStyle.SINGLE, size: 20, space: 10, color },
    top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: fill },
    bottom: { style: BorderStyle.SINGLE, size: 4, space: 6, color: fill },
  },
  shading: { type: ShadingType.CLEAR, color: 'auto', fill },
  indent: { left: 240, right: 160 },
  spacing: { before: 0, after: 0, line: 276, lineRule: LineRuleType.AUTO },
})

export const stylesFor = (language: Tag): Styles => ({
  default: {
    document: {
      run: { font: family, size: 21, color: ink, language: { value: language } },
      paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { font: family, size: 42, bold: true, color: ink },
      paragraph: {
        spacing: { before: 0, after: 100, line: 252, lineRule: LineRuleType.AUTO },
        keepNext: true,
      },
    },
    heading1: heading(32, green, 480, 180),
    heading2: heading(25, ink, 380, 140),
    heading3: heading(21, ink, 300, 120),
    heading4: heading(21, grey, 260, 100),
    caption: {
      run: { font: family, size: 20, bold: true, italics: false, color: ink },
      paragraph: {
        spacing: { before: 320, after: 120, line: 252, lineRule: LineRuleType.AUTO },
        keepNext: true,
        keepLines: true,
      },
    },
    hyperlink: { run: { color: green, underline: {} } },
    footnoteText: {
      run: { size: 17, color: grey },
      paragraph: { spacing: { after: 40, line: 252, lineRule: LineRuleType.AUTO } },
    },
    listParagraph: { paragraph: { spacing: { after: 80 } } },
  },
  paragraphStyles: [
    own('Subtitle', 'Subtitle', { spacing: { after: 320 } }, { color: grey }),
    own(
      'CoverOver',
      'Cover line',
      { spacing: { before: 2200, after: 240 } },
      { bold: true, color: green, size: 20 },
    ),
    own(
      'CoverTitle',
      'Cover title',
      { spacing: { after: 240, line: 240, lineRule: LineRuleType.AUTO } },
      { size: 60 },
      'Title',
    ),
    own('CoverSubtitle', 'Cover subtitle', { spacing: { after: 0 } }, { size: 28, color: grey }),
    own('CoverRule', 'Cover rule', {
      border: { bottom: { style: BorderStyle.SINGLE, size: 20, space: 12, color: green } },
      indent: { right: 6400 },
    }),
    own('CoverText', 'Cover text', { spacing: { after: 60 } }, { size: 20 }),
    own(
      'Lede',
      'Lede',
      { spacing: { before: 60, after: 220, line: 300, lineRule: LineRuleType.AUTO } },
      { size: 25 },
    ),
    own(
      'Remark',
      'Remark',
      { spacing: { after: 60, line: 252, lineRule: LineRuleType.AUTO } },
      { size: 17, color: grey },
    ),
    own(
      'TableHead',
      'Table head',
      { spacing: { after: 0, line: 245, lineRule: LineRuleType.AUTO }, keepNext: true },
      { bold: true },
      'TableText',
    ),
    own('NoticeText', 'Notice', barred(green, 'eef5f1'), { size: 19 }),
    own('NoticeAttention', 'Notice, attention', barred(colors.ochre, 'fdf6e6'), { size: 19 }),
    own(
      'Quote',
      'Quote',
      {
        indent: { left: 280, right: 280 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, space: 12, color: green } },
        spacing: { before: 200, after: 0 },
      },
      { italics: true },
    ),
    own(
      'QuoteSource',
      'Quote source',
      { spacing: { before: 0, after: 240 } },
      { italics: false, size: 18, color: grey },
      'Quote',
    ),
    own(
      'KeyFigure',
      'Key figure',
      { spacing: { before: 80, after: 20, line: 252, lineRule: LineRuleType.AUTO }, keepNext: true },
      { size: 46, bold: true },
    ),
    own(
      'KeyFigureText',
      'Key figure text',
      { spacing: { after: 20, line: 252, lineRule: LineRuleType.AUTO } },
      { size: 19 },
    ),
    own(
      'SourceLine',
      'Source',
      {
        spacing: { after: 100, line: 264, lineRule: LineRuleType.AUTO },
        indent: { left: 560, hanging: 560 },
      },
      { size: 19 },
    ),
    own(
      'TOCHeading',
      'TOC Heading',
      { spacing: { before: 0, after: 240 }, keepNext: true },
      { size: 32, bold: true, color: green },
    ),
    own('TOC1', 'toc 1', { spacing: { before: 160, after: 60 } }, { bold: true }),
    own('TOC2', 'toc 2', { spacing: { after: 60 }, indent: { left: 260 } }),
    own('TOC3', 'toc 3', { spacing: { after: 60 }, indent: { left: 520 } }),
    own('TOC4', 'toc 4', { spacing: { after: 60 }, indent: { left: 780 } }),
    own(
      'Running',
      'Running line',
      { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
      { size: 16, color: grey },
    ),
  ],
})

/** Hairlines between rows, firmer ones around and under the head; no upright lines. */
export const tableStyleId = 'AcuerdoTable'
const line = (side: string, size: number, color: string): string =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="${color}"/>`
/** What the library has no options for: a style of tables, and figures of one width. */
export const externalStyles = [
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14">',
  '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table text"/>',
  '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="0" w:line="245" w:lineRule="auto"/></w:pPr>',
  '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/><w14:numSpacing w14:val="tabular"/></w:rPr></w:style>',
  `<w:style w:type="table" w:customStyle="1" w:styleId="${tableStyleId}"><w:name w:val="Acuerdo table"/>`,
  '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/><w:tblPr>',
  `<w:tblBorders>${line('top', 8, ink)}${line('bottom', 8, ink)}${line('insideH', 4, colors.hair)}</w:tblBorders>`,
  '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>',
  '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>',
  '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>',
].join('')

const level = (depth: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: depth,
  format,
  text,
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 380 + depth * 380, hanging: 340 } } },
})

/** Headings, dots and numbers; each list has its own instance and counts from one. */
export const numbering: NonNullable<IPropertiesOptions['numbering']> = {
  config: [
    {
      reference: 'headings',
      levels: [1, 2, 3, 4].map((depth) => ({
        level: depth - 1,
        format: LevelFormat.DECIMAL,
        text: `${Array.from({ length: depth }, (_, at) => `%${at + 1}`).join('.')}\u2002`,
        suffix: LevelSuffix.NOTHING,
        alignment: AlignmentType.START,
        style: { paragraph: { indent: { left: 0, hanging: 0 } } },
      })),
    },
    {
      reference: 'dots',
      levels: [
        level(0, LevelFormat.BULLET, '•'),
        level(1, LevelFormat.BULLET, '–'),
        level(2, LevelFormat.BULLET, '·'),
      ],
    },
    {
      reference: 'numbers',
      levels: [
        level(0, LevelFormat.DECIMAL, '%1.'),
        level(1, LevelFormat.LOWER_LETTER, '%2.'),
        level(2, LevelFormat.LOWER_ROMAN, '%3.'),
      ],
    },
  ],
}
