/**
 * The text as ProseMirror holds it: every block has its two languages as children, so that they split, merge, move and go together.
 * No node reads a style or an unknown element, so that nothing else can come in by pasting.
 */
import { type DOMOutputSpec, type Node, type NodeSpec, Schema } from 'prosemirror-model'
import type { Language } from './protocol.ts'

/** Of every block. `source`: the language it was written in; `outdated`: its translation lags behind. */
const common = {
  id: { default: '' },
  source: { default: 'es' },
  outdated: { default: false },
}

const readCommon = (dom: HTMLElement) => ({
  id: dom.dataset.id ?? '',
  source: dom.dataset.source === 'en' ? 'en' : 'es',
  outdated: dom.dataset.outdated === 'true',
})
const written = (node: Node, name: string, more: Record<string, string> = {}) => ({
  class: `w-block w-${name}`,
  'data-piece': name,
  'data-id': String(node.attrs.id),
  'data-source': String(node.attrs.source),
  ...(node.attrs.outdated ? { 'data-outdated': 'true' } : {}),
  ...more,
})

/** Addresses that a link may have. */
export const isAddress = (href: string): boolean =>
  /^(https?:|mailto:)/i.test(href.trim()) && href.length <= 2000

const kinds = ['heading', 'paragraph', 'bullet', 'numbered', 'quote'] as const
export type TextKind = (typeof kinds)[number]
export const isTextKind = (kind: string): kind is TextKind => (kinds as readonly string[]).includes(kind)

/** One language of a block or of a cell. */
const sideSpec = (lang: Language): NodeSpec => ({
  content: 'inline*',
  defining: true,
  parseDOM: [{ tag: `div[data-side=${lang}]` }],
  toDOM: (): DOMOutputSpec => ['div', { class: 'w-side', 'data-side': lang, lang }, 0],
})

const nodes: Record<string, NodeSpec> = {
  doc: { content: 'piece+' },
  block: {
    group: 'piece',
    content: 'es en',
    attrs: { ...common, kind: { default: 'paragraph' }, level: { default: 0 } },
    defining: true,
    parseDOM: [
      {
        tag: 'div[data-piece=block]',
        getAttrs: (dom) => ({
          ...readCommon(dom),
          kind: isTextKind(dom.dataset.kind ?? '') ? dom.dataset.kind : 'paragraph',
          level: Math.min(3, Math.max(0, Number(dom.dataset.level) || 0)),
        }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      'div',
      written(node, 'block', { 'data-kind': node.attrs.kind, 'data-level': String(node.attrs.level) }),
      0,
    ],
  },
  exhibit: {
    group: 'piece',
    content: 'es en',
    attrs: { ...common, exhibit: { default: '' } },
    defining: true,
    parseDOM: [
      {
        tag: 'div[data-piece=exhibit]',
        getAttrs: (dom) => ({ ...readCommon(dom), exhibit: dom.dataset.exhibit ?? '' }),
      },
    ],
    toDOM: (node): DOMOutputSpec => [
      'div',
      written(node, 'exhibit', { 'data-exhibit': node.attrs.exhibit }),
      0,
    ],
  },
  table: {
    group: 'piece',
    content: 'es en row+',
    attrs: common,
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'div[data-piece=table]', getAttrs: readCommon }],
    toDOM: (node): DOMOutputSpec => ['div', written(node, 'table'), 0],
  },
  row: {
    content: 'cell+',
    parseDOM: [{ tag: 'div[data-row]' }],
    toDOM: (): DOMOutputSpec => ['div', { class: 'w-row', 'data-row': '' }, 0],
  },
  cell: {
    content: 'es en',
    isolating: true,
    parseDOM: [{ tag: 'div[data-cell]' }],
    toDOM: (): DOMOutputSpec => ['div', { class: 'w-cell', 'data-cell': '' }, 0],
  },
  /** What a section wants: read, not written here. `sides` is kept as it came. */
  guidance: {
    group: 'piece',
    atom: true,
    selectable: true,
    attrs: { ...common, sides: { default: { es: [], en: [] } } },
    toDOM: (node): DOMOutputSpec => ['div', written(node, 'guidance')],
  },
  page_break: {
    group: 'piece',
    atom: true,
    selectable: true,
    attrs: common,
    parseDOM: [{ tag: 'div[data-piece=page_break]', getAttrs: readCommon }],
    toDOM: (node): DOMOutputSpec => ['div', written(node, 'page_break')],
  },
  es: sideSpec('es'),
  en: sideSpec('en'),
  bound: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { id: {}, as: { default: 'value' } },
    parseDOM: [
      {
        tag: 'span[data-bound]',
        getAttrs: (dom) => ({ id: dom.dataset.bound ?? '', as: dom.dataset.as ?? 'value' }),
      },
    ],
    toDOM: (node): DOMOutputSpec => ['span', { 'data-bound': node.attrs.id, 'data-as': node.attrs.as }],
  },
  /** Its words are written in a window of their own; in the sentence stands a raised number. */
  note: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { content: { default: [] } },
    parseDOM: [{ tag: 'span[data-note]', getAttrs: (dom) => ({ content: readNote(dom.dataset.note) }) }],
    toDOM: (node): DOMOutputSpec => ['span', { 'data-note': JSON.stringify(node.attrs.content) }],
  },
  text: { group: 'inline' },
}

function readNote(json: string | undefined): unknown[] {
  try {
    const read: unknown = JSON.parse(json ?? '[]')
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

export const schema = new Schema({
  nodes,
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (dom) => {
            const href = dom.getAttribute('href') ?? ''
            return isAddress(href) ? { href } : false
          },
        },
      ],
      toDOM: (mark): DOMOutputSpec => ['a', { href: mark.attrs.href, rel: 'noopener' }, 0],
    },
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: (): DOMOutputSpec => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: (): DOMOutputSpec => ['em', 0] },
  },
})

/** A node type that the schema has. */
export function type(name: string) {
  const found = schema.nodes[name]
  if (!found) throw new Error(`no node ${name}`)
  return found
}
export function mark(name: 'link' | 'bold' | 'italic') {
  const found = schema.marks[name]
  if (!found) throw new Error(`no mark ${name}`)
  return found
}

export const sideIndex = (lang: Language): 0 | 1 => (lang === 'es' ? 0 : 1)

/** Which language a node is the side of; null: it is none. */
export const langOf = ({ type: { name } }: Node): Language | null =>
  name === 'es' || name === 'en' ? name : null
