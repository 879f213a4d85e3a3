/** Text of a Word document (.docx), by its headings. */
import { Problem } from '../../../platform/problem.ts'
import { clean, cut, type Section } from './flow.ts'
import type { Zip } from './zip.ts'

type Mammoth = typeof import('mammoth')

/** Throws `evidence.libraryNested` (another document inside), `evidence.libraryBroken`, and what `zip.check` throws. */
export async function readWord(bytes: Uint8Array, zip: Zip, mammoth: Mammoth): Promise<Section[]> {
  if (zip.names.some((name) => /\.(docx?|pdf|zip|odt)$/i.test(name)))
    throw new Problem('evidence.libraryNested')
  await zip.check()
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        // Pictures are not even unpacked.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        includeDefaultStyleMap: true,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Título'] => h1:fresh"],
      },
    )
    .catch(() => {
      throw new Problem('evidence.libraryBroken')
    })
  return cut(sectionsOf(value))
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}

const textOf = (html: string): string =>
  clean(
    html
      .replace(/<\/(?:p|li|tr|h[1-6]|table|ul|ol)>|<br\s*\/?>/g, '\n')
      .replace(/<\/t[dh]>/g, ' \t')
      .replace(/<[^>]+>/g, '')
      .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' '),
  )
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')

/** Mammoth's HTML is plain: headings, paragraphs, lists, tables. A heading begins a section. */
function sectionsOf(html: string): Section[] {
  const parts = html.split(/(?=<h[1-4]>)/)
  return parts.flatMap((part): Section[] => {
    const heading = textOf(/^<h[1-4]>([\s\S]*?)<\/h[1-4]>/.exec(part)?.[1] ?? '').replaceAll('\n', ' ')
    const text = textOf(part)
    if (text === '') return []
    return [heading ? { heading: heading.slice(0, 200), text } : { text }]
  })
}
