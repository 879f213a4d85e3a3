/** Fields with the text that they show until Word counts anew; none is written so that Word would ask. */
import { ImportedXmlComponent, type IRunOptions, TextRun } from 'docx'

const xml = (inside: string): ImportedXmlComponent =>
  ImportedXmlComponent.fromXmlString(
    inside.replace(
      /^<([\w:]+)/,
      '<$1 xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    ),
  )

export const fieldMark = (type: 'begin' | 'separate' | 'end'): TextRun =>
  new TextRun({ children: [xml(`<w:fldChar w:fldCharType="${type}"/>`)] })
export const instruction = (text: string): TextRun =>
  new TextRun({ children: [xml(`<w:instrText xml:space="preserve"> ${text} </w:instrText>`)] })

/** @param code of ours alone, never a user's words */
export const field = (
  code: string,
  text: string,
  look: Omit<IRunOptions, 'text' | 'children'> = {},
): TextRun[] => [
  fieldMark('begin'),
  instruction(code),
  fieldMark('separate'),
  new TextRun({ ...look, text }),
  fieldMark('end'),
]
