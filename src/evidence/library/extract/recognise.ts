/** What a file is, by its content and never by its name. */
import { Problem } from '../../../platform/problem.ts'

export const formats = ['pdf', 'docx', 'odt', 'text'] as const
export type Format = (typeof formats)[number]

/** Bytes from the start of a file that are enough to recognise it. */
export const headBytes = 65_536

const startsWith = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte)

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** What cannot be read here, each with a code that says what to do instead. */
const refused: readonly { code: string; is: (bytes: Uint8Array, text: string) => boolean }[] = [
  { code: 'evidence.libraryEmpty', is: (bytes) => bytes.byteLength === 0 },
  {
    code: 'evidence.libraryPicture',
    is: (bytes) =>
      startsWith(bytes, 0xff, 0xd8, 0xff) ||
      startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) ||
      startsWith(bytes, 0x49, 0x49, 0x2a) ||
      startsWith(bytes, 0x4d, 0x4d, 0x00, 0x2a),
  },
  {
    // What Office wraps around a file with a password, and its formats of before 2007.
    code: 'evidence.libraryOldOffice',
    is: (bytes) => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0),
  },
  {
    // The same in one piece of XML, as few keep it.
    code: 'evidence.libraryOdt',
    is: (_, text) => /<office:document\s[^>]*application\/vnd\.oasis\.opendocument/.test(text),
  },
  { code: 'evidence.libraryRtf', is: (_, text) => text.startsWith('{\\rtf') },
  {
    code: 'evidence.libraryHtml',
    is: (_, text) =>
      /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|script)\b/i.test(
        text,
      ) || /^MIME-Version:.*\n[\s\S]{0,2000}text\/html/i.test(text),
  },
]

/** How the first entry of a Word or OpenDocument file is called, whichever program wrote it. */
const ofDocument =
  /^(\[Content_Types\]|_rels\/|word\/|docProps\/|customXml\/|mimetype|META-INF\/|(content|styles|meta|settings)\.xml|Pictures\/|Thumbnails\/|Configurations2\/|manifest\.rdf|layout-cache)/

/**
 * The format of a file whose first `headBytes` are given. Throws a Problem that says what it is and what to do instead; whether a
 * zip really holds a document is seen once it is read whole.
 */
export function recognise(head: Uint8Array): Format {
  const text = latin(head)
  for (const { code, is } of refused) if (is(head, text)) throw new Problem(code)
  if (text.slice(0, 1024).includes('%PDF-')) return 'pdf'
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) {
    const kind = /mimetypeapplication\/vnd\.oasis\.opendocument\.([\w-]+)/.exec(text)?.[1]
    // A master document is a list of chapters in other files.
    if (kind === 'text-master') throw new Problem('evidence.libraryOdt')
    if (kind?.startsWith('text')) return 'odt'
    if (kind || /xl\/(workbook|worksheets)/.test(text) || /ppt\/(presentation|slides)/.test(text))
      throw new Problem('evidence.librarySheet')
    // A zip of files that somebody packed is told at once, and not after it was read.
    if (!ofDocument.test(text.slice(30))) throw new Problem('evidence.libraryZip')
    return 'docx'
  }
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return 'text'
  if (head.includes(0)) throw new Problem('evidence.libraryKind')
  return 'text'
}
