/**
 * A document as tagged PDF/UA-1, checked by the compiler (Typst): a document that breaks a rule of PDF/UA is not written.
 * Runs in a process of its own (`apart.ts`); the template is fixed and reads the words as data.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFiles } from '../face/fonts.ts'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { drawingOf, frameOf, shareOf } from './drawing.ts'
import { isOutward, shownLink, wordsOf } from './inline.ts'
import type { Document } from './model.ts'
import { type Laid, type LaidBlock, resolved, sheetsOf } from './resolve.ts'
import { withRowHeads } from './row-heads.ts'

/** A folder that is not there: files stand in memory alone, none of the machine's can be read. */
const nowhere = join(root, 'dist', 'no-files')

export async function toPdf(document: Document): Promise<Uint8Array> {
  const laid = resolved(document)
  const set = await setUp(laid)
  const pdf = tried(set, laid, (done) => set.compiler.pdf(done, { pdfStandard: 'ua-1' }))
  const heads = laid.blocks.flatMap((block) => (block.block === 'table' ? [block.rowHeads] : []))
  return new Uint8Array(withRowHeads(pdf, heads))
}

/** On which page each heading stands, by its anchor; for the first table of contents of the Word file. */
export async function pagesOf(document: Document): Promise<Map<string, number>> {
  const laid = resolved(document)
  // A drawing's place is kept, its lines are not needed.
  const set = await setUp(laid, false)
  const found = tried(set, laid, (done) => set.compiler.query(done, { selector: '<pages>', field: 'value' }))
  return new Map((found as [string, number][][])[0])
}

interface Set {
  compiler: NodeCompiler
  template: string
  data: string
}

async function setUp(laid: Laid, drawn = true): Promise<Set> {
  const compiler = NodeCompiler.create({
    workspace: nowhere,
    fontArgs: [{ fontBlobs: (await fontFiles()).map((path) => readFileSync(path)) }],
  })
  let figures = 0
  const asData = (block: LaidBlock): unknown => {
    if (block.block === 'sources')
      return { ...block, sources: block.sources.map((source) => ({ ...source, ...shown(source.link) })) }
    if (block.block !== 'figure') return block
    const { svg, narrow: _, ...figure } = block
    const drawing = drawingOf(svg)
    const file = `figure-${++figures}.svg`
    compiler.mapShadow(join(nowhere, file), Buffer.from(drawn ? drawing.svg : frameOf(drawing)))
    return { ...figure, file: `/${file}`, share: shareOf(figure.share, drawing) }
  }
  const { words, blocks, ...rest } = laid
  const data = {
    ...rest,
    words: { ...words, page: words.page('{page}', '{pages}') },
    sheets: sheetsOf(blocks).map((sheet) => ({ ...sheet, blocks: sheet.blocks.map(asData) })),
  }
  const template = readFileSync(join(root, 'src/platform/document/document.typ'), 'utf8')
  return { compiler, template, data: JSON.stringify(data, outwardOnly) }
}

/** Addresses of this program's own pages mean nothing in a file. */
function outwardOnly(this: unknown, key: string, value: unknown): unknown {
  return key === 'link' && typeof value === 'string' && !isOutward(value) ? undefined : value
}

const shown = (link: string | null): { link: string | null; shown: string } =>
  link && isOutward(link) ? { link, shown: shownLink(link) } : { link: null, shown: '' }

/** Signs for which neither our face nor the machine has a letter are told by the compiler, and become `?`. */
function tried<T>({ compiler, template, data }: Set, laid: Laid, make: (set: NodeTypstDocument) => T): T {
  let words = data
  for (let turn = 0; ; turn += 1) {
    compiler.mapShadow(join(nowhere, 'document.json'), Buffer.from(words))
    const compiled = compiler.compile({ mainFileContent: template, resetRead: true })
    if (!compiled.result) throw faultOf(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics), laid)
    try {
      return make(compiled.result)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const without = turn < 5 ? withoutLetters(words, message) : words.replaceAll(unsure, '?')
      if (turn > 5 || without === words) throw faultOf(message, laid)
      words = without
    }
  }
}
/** What is beyond the letters that our face surely has. */
const unsure = /[^\n -\u024f\u2010-\u2026\u20ac]/gu

function withoutLetters(words: string, message: string): string {
  const texts = [
    ...message.matchAll(/the text `\\?"(.*?)\\?"` (?:could not be displayed|was not mapped|cannot be)/g),
  ]
  const signs = texts.flatMap(([, text = '']) => [
    ...text.replaceAll(/\\+u\{([\da-f]+)\}/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  ])
  const lost = new Set(signs.filter((sign) => (sign.codePointAt(0) ?? 0) > 0x7e))
  return lost.size === 0 ? words : [...words].map((sign) => (lost.has(sign) ? '?' : sign)).join('')
}

function faultOf(message: string, laid: Laid): Error {
  if (/svg|image/i.test(message)) {
    const figure = laid.blocks.find((block) => block.block === 'figure')
    if (figure) return new Problem('document.drawing', { figure: captionOf(laid) })
  }
  return new Error(`Typst: ${message.slice(0, 2000)}`)
}

/** The captions of all figures, for a person to find the one that cannot be drawn. */
const captionOf = ({ blocks }: Laid): string =>
  blocks
    .flatMap((block) =>
      block.block === 'figure' ? [block.caption.label ?? wordsOf(block.caption.pieces)] : [],
    )
    .slice(0, 3)
    .join(', ')
