/**
 * A stretch of text as a person types it where no editor is: `**bold**`, `_italic_`, `[text](address)`, `{{id:as}}` for a bound
 * item, `{nota: …}` for a footnote. A backslash before a sign takes it as itself. Pure; what is printed reads back the same.
 */
import { type Inline, type Side, type Wording, wordings } from './protocol.ts'

type Words = Extract<Inline, { text: string }>
type Marks = Omit<Words, 'text'>

const escaped = (words: string): string => words.replace(/[\\*_[\]{}]/g, '\\$&').replace(/\n/g, ' ')
/** In an address a bracket would end it. */
const inAddress = (href: string): string =>
  href.replace(/[()\\\s]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`)

export function print(side: Side): string {
  return side.map(printOne).join('')
}

function printOne(one: Inline): string {
  if ('bound' in one) return `{{${one.bound}:${one.as}}}`
  if ('note' in one) return `{nota: ${print(one.note)}}`
  // Blanks stand outside of the signs, so that one sees them.
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(one.text) ?? []
  if (words === '') return escaped(one.text)
  let printed = escaped(words)
  if (one.italic) printed = `_${printed}_`
  if (one.bold) printed = `**${printed}**`
  if (one.link) printed = `[${printed}](${inAddress(one.link)})`
  return before + printed + after
}

const bound = /^\{\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::([a-z]+))?\}\}/i
const isWording = (word: string): word is Wording => (wordings as readonly string[]).includes(word)

/** Whatever is typed reads as something: a sign without its partner is itself. */
export function parse(words: string): Side {
  const reader = new Reader(words.replace(/\s*\n\s*/g, ' '))
  return joined(reader.read({}, null))
}

class Reader {
  private at = 0
  constructor(private readonly words: string) {}

  /** Until `end`; the whole rest where there is none. Null end: to the end. */
  read(marks: Marks, end: string | null, inNote = false): Inline[] {
    const found: Inline[] = []
    let text = ''
    const flush = (): void => {
      if (text !== '') found.push({ text, ...marks })
      text = ''
    }
    while (this.at < this.words.length) {
      const rest = this.words.slice(this.at)
      if (end !== null && rest.startsWith(end)) break
      const special = this.special(rest, marks, inNote)
      if (special) {
        flush()
        found.push(...special)
        continue
      }
      if (rest.startsWith('\\') && rest.length > 1) this.at++
      text += this.words[this.at]
      this.at++
    }
    flush()
    return found
  }

  /** What begins here, read to its end; null: these are plain words. */
  private special(rest: string, marks: Marks, inNote: boolean): Inline[] | null {
    const item = bound.exec(rest)
    if (item?.[1]) {
      this.at += item[0].length
      return [{ bound: item[1].toLowerCase(), as: isWording(item[2] ?? '') ? (item[2] as Wording) : 'value' }]
    }
    if (!marks.bold && rest.startsWith('**')) return this.within('**', '**', { ...marks, bold: true }, inNote)
    if (!marks.italic && rest.startsWith('_'))
      return this.within('_', '_', { ...marks, italic: true }, inNote)
    if (!marks.link && rest.startsWith('[')) return this.link(marks, inNote)
    if (!inNote && /^\{(nota|note): ?/.test(rest)) return this.note(rest)
    return null
  }

  private within(open: string, close: string, marks: Marks, inNote: boolean): Inline[] | null {
    const start = this.at
    this.at += open.length
    const inside = this.read(marks, close, inNote)
    if (inside.length > 0 && this.words.startsWith(close, this.at)) {
      this.at += close.length
      return inside
    }
    this.at = start
    return null
  }

  private link(marks: Marks, inNote: boolean): Inline[] | null {
    const start = this.at
    this.at += 1
    // Its address is known only behind it.
    const inside = this.read({ ...marks, link: '?' }, ']', inNote)
    const [whole, href] = /^\]\(((?:https?:|mailto:)[^()\s]{1,1990})\)/i.exec(this.words.slice(this.at)) ?? []
    if (inside.length > 0 && whole && href) {
      this.at += whole.length
      return inside.map((one) => ('link' in one ? { ...one, link: href } : one))
    }
    this.at = start
    return null
  }

  private note(rest: string): Inline[] | null {
    const start = this.at
    this.at += /^\{(nota|note): ?/.exec(rest)?.[0].length ?? 0
    const inside = this.read({}, '}', true)
    if (this.words.startsWith('}', this.at)) {
      this.at += 1
      return [{ note: joined(inside) }]
    }
    this.at = start
    return null
  }
}

/** Neighbours with the same marks are one. */
export function joined(side: Side): Inline[] {
  const found: Inline[] = []
  for (const one of side) {
    const last = found.at(-1)
    if ('text' in one && last && 'text' in last && isSame(one, last))
      found[found.length - 1] = { ...last, text: last.text + one.text }
    else if (!('text' in one) || one.text !== '') found.push(one)
  }
  return found
}
const isSame = (a: Words, b: Words): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.link === b.link
