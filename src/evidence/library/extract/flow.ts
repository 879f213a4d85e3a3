/** Lines as they are printed → paragraphs as they are read, and what PostgreSQL can hold. Pure rules. */

/** A line of a page: what it says, where it stands. Any unit; `y` grows upwards, as in a PDF. */
export interface Line {
  text: string
  y: number
  height: number
}

/** Without signs that no text has: NUL, control characters, halves of a pair. */
export const clean = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, ' ')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')

/** `traba-` + `jadoras` is one word; `2019-` + `2020` are two. */
const hyphenated = /\p{L}[-\u2010\u00ad]$/u

/**
 * Joins printed lines into paragraphs, one a line of the result: a new one begins after a wider gap, after a line that ends well
 * before the right edge, and where the letters change their size (a heading).
 */
export function paragraphs(lines: readonly Line[]): string {
  const widest = Math.max(0, ...lines.map(({ text }) => text.length))
  let flowing = ''
  let last: Line | undefined
  for (const line of lines) {
    const text = line.text.replace(/[^\S\n]+/g, ' ').trim()
    if (text === '') continue
    const joined = flowing.slice(flowing.lastIndexOf('\n') + 1)
    if (last === undefined) flowing = text
    else if (breaks(last, line, widest)) flowing += `\n${text}`
    else if (hyphenated.test(joined) && /^\p{Ll}/u.test(text)) flowing = flowing.slice(0, -1) + text
    else flowing += ` ${text}`
    last = line
  }
  return clean(flowing)
}

function breaks(last: Line, line: Line, widest: number): boolean {
  const height = Math.max(last.height, line.height, 1)
  const gap = Math.abs(last.y - line.y)
  if (gap > height * 1.9) return true
  if (Math.abs(last.height - line.height) > height * 0.15) return true
  return last.text.trim().length < widest * 0.6
}

/** A section of a text that has no pages. */
export interface Section {
  heading?: string
  text: string
}

/** A section is cut here, at the end of a paragraph, so that each can be read and cited. */
const longest = 5000
/** A paragraph that is longer than two sections is cut within. */
const most = 2 * longest

/** Sections as long as a page or two: long ones are cut between paragraphs, each part keeping the heading. */
export function cut(sections: readonly Section[]): Section[] {
  return sections.flatMap(({ heading, text }) => {
    const parts: string[] = []
    let part = ''
    for (const paragraph of text.split('\n').flatMap(pieces)) {
      if (part !== '' && part.length + paragraph.length > longest) {
        parts.push(part)
        part = ''
      }
      part = part === '' ? paragraph : `${part}\n${paragraph}`
    }
    parts.push(part)
    return parts
      .filter((one) => one.trim() !== '')
      .map((one) => (heading ? { heading, text: one } : { text: one }))
  })
}

function pieces(paragraph: string): string[] {
  const found: string[] = []
  for (let rest = paragraph; rest !== ''; ) {
    const at = rest.length <= most ? rest.length : rest.lastIndexOf(' ', longest) + 1 || longest
    found.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return found.length === 0 ? [''] : found
}

/** Plain text or Markdown: a form feed ends a section, a `# heading` begins one. */
export function sectionsOfText(given: string): Section[] {
  const sections: Section[] = []
  let now: Section = { text: '' }
  const flush = () => {
    if (now.text.trim() !== '' || now.heading)
      sections.push({ ...now, text: clean(now.text).trim() || (now.heading ?? '') })
  }
  for (const [at, part] of given
    .replace(/^\uFEFF/, '')
    .split('\f')
    .entries()) {
    if (at > 0) {
      flush()
      now = { text: '' }
    }
    for (const line of part.replaceAll('\r\n', '\n').split('\n')) {
      const heading = /^#{1,4}\s+(.{1,200})$/.exec(line)?.[1]
      if (heading) {
        flush()
        now = { heading: clean(heading).trim(), text: '' }
      } else now.text += `${line}\n`
    }
  }
  flush()
  return cut(sections)
}

/** Whether there is text at all: a scan has none, or a few letters of a stamp. */
export const hasText = (pages: readonly { text: string }[]): boolean =>
  pages.reduce((letters, { text }) => letters + (text.match(/\p{L}/gu)?.length ?? 0), 0) >=
  10 * Math.min(pages.length, 20)
