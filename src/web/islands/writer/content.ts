/** Between a report's blocks as the server keeps them and the nodes of the editor. */
import { Fragment, type Mark, type Node } from 'prosemirror-model'
import type { Block, BlockContent, Inline, Language, Side, Sides, Wording } from './protocol.ts'
import { languages } from './protocol.ts'
import { isAddress, isTextKind, mark, schema, type } from './schema.ts'

const marksOf = (one: Extract<Inline, { text: string }>): Mark[] => [
  ...(one.link && isAddress(one.link) ? [mark('link').create({ href: one.link })] : []),
  ...(one.bold ? [mark('bold').create()] : []),
  ...(one.italic ? [mark('italic').create()] : []),
]

const inlineNode = (one: Inline): Node[] =>
  'bound' in one
    ? [type('bound').create({ id: one.bound, as: one.as })]
    : 'note' in one
      ? [type('note').create({ content: one.note })]
      : one.text === ''
        ? []
        : [schema.text(one.text, marksOf(one))]

export const sideNode = (lang: Language, side: Side): Node =>
  type(lang).create(null, Fragment.from(side.flatMap(inlineNode)))
export const sideNodes = (sides: Sides): Node[] => languages.map((lang) => sideNode(lang, sides[lang]))

const tableRows = (rows: readonly (readonly Sides[])[]): Node[] =>
  rows.map((row) =>
    type('row').create(
      null,
      row.map((cell) => type('cell').create(null, sideNodes(cell))),
    ),
  )

/** The node of a block; one that the program of a later day made is a paragraph here. */
export function nodeOf(id: string, content: BlockContent): Node {
  const attrs = { id, source: content.source, outdated: content.outdated === true }
  switch (content.kind) {
    case 'guidance':
      return type('guidance').create({ ...attrs, sides: { es: content.es, en: content.en } })
    case 'page_break':
      return type('page_break').create(attrs)
    case 'exhibit':
      return type('exhibit').create({ ...attrs, exhibit: content.exhibit }, sideNodes(content))
    case 'table':
      return type('table').create(attrs, [...sideNodes(content), ...tableRows(content.rows)])
    default:
      return type('block').create(
        { ...attrs, kind: content.kind, level: 'level' in content ? content.level : 0 },
        sideNodes(content),
      )
  }
}

export const docOf = (blocks: readonly Block[]): Node =>
  type('doc').create(
    null,
    blocks.length > 0 ? blocks.map((block) => nodeOf(block.id, block)) : [emptyBlock('es')],
  )

export const emptyBlock = (source: Language, id = ''): Node =>
  type('block').create({ id, source }, sideNodes({ es: [], en: [] }))

function inlineOf(node: Node): Inline {
  if (node.type.name === 'bound') return { bound: String(node.attrs.id), as: node.attrs.as as Wording }
  if (node.type.name === 'note') return { note: node.attrs.content as Inline[] }
  const marks = new Map(node.marks.map((one) => [one.type.name, one]))
  return {
    text: node.text ?? '',
    ...(marks.has('bold') ? { bold: true as const } : {}),
    ...(marks.has('italic') ? { italic: true as const } : {}),
    ...(marks.has('link') ? { link: String(marks.get('link')?.attrs.href) } : {}),
  }
}

export function sideOf(node: Node): Side {
  const side: Inline[] = []
  node.forEach((child) => {
    side.push(inlineOf(child))
  })
  return side
}

/** Both sides of a block or of a cell. */
export const sidesOf = (node: Node): Sides => ({ es: sideOf(node.child(0)), en: sideOf(node.child(1)) })

/** A cell of figures is the same in both languages, and is written once. */
function cellOf(cell: Node): Sides {
  const { es, en } = sidesOf(cell)
  const isFigures = (side: Side) =>
    side.length > 0 && side.every((one) => 'bound' in one || ('text' in one && !/\p{L}/u.test(one.text)))
  if (en.length === 0 && isFigures(es)) return { es, en: es }
  if (es.length === 0 && isFigures(en)) return { es: en, en }
  return { es, en }
}

const kept = new WeakMap<Node, BlockContent>()

/** What a block says; asked once a node. */
export function contentOf(node: Node): BlockContent {
  const known = kept.get(node)
  if (known) return known
  const content = readContent(node)
  kept.set(node, content)
  return content
}

function readContent(node: Node): BlockContent {
  const { source, outdated } = node.attrs
  const of = { source: source as Language, ...(outdated ? { outdated: true as const } : {}) }
  switch (node.type.name) {
    case 'guidance':
      return { kind: 'guidance', ...of, ...(node.attrs.sides as Sides) }
    case 'page_break':
      return { kind: 'page_break', ...of, es: [], en: [] }
    case 'exhibit':
      return { kind: 'exhibit', ...of, ...sidesOf(node), exhibit: String(node.attrs.exhibit) }
    case 'table': {
      const rows: Sides[][] = []
      node.forEach((row, _, at) => {
        if (at < 2) return
        const cells: Sides[] = []
        row.forEach((cell) => {
          cells.push(cellOf(cell))
        })
        rows.push(cells)
      })
      return { kind: 'table', ...of, ...sidesOf(node), rows }
    }
    default:
      return textContent(node, of)
  }
}

function textContent(node: Node, of: { source: Language; outdated?: true }): BlockContent {
  const kind = isTextKind(node.attrs.kind) ? node.attrs.kind : 'paragraph'
  const level = Number(node.attrs.level)
  const sides = sidesOf(node)
  if (kind === 'heading') return { kind, ...of, ...sides, level: level === 3 ? 3 : level === 2 ? 2 : 1 }
  if (kind === 'bullet' || kind === 'numbered')
    return { kind, ...of, ...sides, level: level === 2 ? 2 : level === 1 ? 1 : 0 }
  return { kind, ...of, ...sides }
}

/** Where a block stands as the translator sees it: nothing in either language, one alone, one behind, or both. */
export type TranslationState = 'empty' | 'missing' | 'outdated' | 'current'
export function stateOf(node: Node): TranslationState {
  if (node.type.name === 'guidance' || node.type.name === 'page_break') return 'current'
  const [es, en] = [isBlank(node.child(0)), isBlank(node.child(1))]
  if (es && en) return 'empty'
  if (es !== en) return 'missing'
  return node.attrs.outdated ? 'outdated' : 'current'
}

export const isBlank = (side: Node): boolean => {
  let blank = true
  side.forEach((child) => {
    if (!child.isText || (child.text ?? '').trim() !== '') blank = false
  })
  return blank
}
