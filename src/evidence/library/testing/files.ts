/** Files for the tests, made on the spot: good ones, and those that somebody sends by mistake or on purpose. */
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import PdfDocument from 'pdfkit'
import { ZipFile } from 'yazl'

const collect = async (stream: NodeJS.ReadableStream): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** A PDF with one page a text; `password` closes it; an empty text is a page with a drawing alone, as a scan has. */
export function pdf(
  pages: readonly string[],
  options: { password?: string; compress?: boolean } = {},
): Promise<Buffer> {
  const document = new PdfDocument({
    autoFirstPage: false,
    compress: options.compress ?? true,
    ...(options.password ? { userPassword: options.password } : {}),
  })
  for (const text of pages) {
    document.addPage()
    if (text === '') document.rect(100, 100, 200, 200).fill('black')
    else document.fontSize(10).text(text)
  }
  document.end()
  return collect(document)
}

/** A Word document: `# heading` begins a section. */
export const docx = (lines: readonly string[]): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: lines.map((line) =>
            line.startsWith('# ')
              ? new Paragraph({ text: line.slice(2), heading: HeadingLevel.HEADING_1 })
              : new Paragraph(line),
          ),
        },
      ],
    }),
  )

/** An OpenDocument text as LibreOffice writes one; `body` is what stands in `office:text`. */
export const odt = (
  body: string,
  { kind = 'text', styles = '', manifest = '', more = {} }: OpenDocumentOptions = {},
): Promise<Buffer> =>
  zip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="${odf}office:1.0" xmlns:text="${odf}text:1.0" xmlns:table="${odf}table:1.0" xmlns:draw="${odf}drawing:1.0" xmlns:style="${odf}style:1.0" xmlns:svg="${odf}svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="${odf}manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>${manifest}</manifest:manifest>`,
    ...more,
  })
const odf = 'urn:oasis:names:tc:opendocument:xmlns:'
interface OpenDocumentOptions {
  kind?: string
  styles?: string
  manifest?: string
  more?: Readonly<Record<string, Buffer | string>>
}

export function zip(entries: Readonly<Record<string, Buffer | string>>): Promise<Buffer> {
  const file = new ZipFile()
  for (const [name, bytes] of Object.entries(entries))
    file.addBuffer(
      Buffer.from(bytes),
      name,
      // By which an OpenDocument is known before it is unpacked.
      name === 'mimetype' ? { compress: false, forceDosTimestamp: true } : {},
    )
  file.end()
  return collect(file.outputStream)
}

/** Words as a report has them: some often, most seldom; the same for the same seed. */
export function prose(words: number, seed: number): string {
  let state = seed * 2654435761 + 1
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const stems = [
    'trabaj',
    'comerci',
    'hogar',
    'segur',
    'program',
    'acuerd',
    'merc',
    'jornal',
    'recicl',
    'ingres',
    'salud',
    'derech',
  ]
  const ends = ['o', 'a', 'os', 'as', 'ado', 'ación', 'ería', 'al', 'ales', 'mente']
  const said: string[] = []
  for (let at = 0; at < words; at++) {
    const rank = Math.floor(next() ** 3 * 4000)
    const stem = stems[rank % stems.length] ?? ''
    said.push(
      rank < 40
        ? `${stem}${ends[rank % 10]}`
        : `${stem}${rank.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}${ends[rank % 10]}`,
    )
    if (at % 14 === 13) said[at] += '.'
  }
  return said.join(' ')
}
