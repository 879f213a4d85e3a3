/**
 * Row heads in a PDF of Typst's: the cells that name their row become TH with Scope Row.
 *
 * Typst 0.14 marks the heads of columns; `pdf.header-cell` for rows is behind a feature that its compiler for Node does not let one
 * turn on. The structure tree is plain objects, so the changed cells are appended as an incremental update (ISO 32000-1, 7.5.6);
 * nothing of what Typst wrote and checked is touched.
 */

/** @param heads for each table of the document in order, how many cells at the start of its rows are heads */
export function withRowHeads(pdf: Buffer, heads: readonly number[]): Buffer {
  const text = pdf.toString('latin1')
  const objects = objectsOf(text)
  const root = objects && /\/StructTreeRoot (\d+) 0 R/.exec(objects.trailerRoot)
  if (!objects || !root) return pdf
  const tables = elements(objects, Number(root[1])).filter(({ kind }) => kind === 'Table')
  // A table more or less than was given would shift all others: better without.
  if (tables.length !== heads.length) return pdf
  const changed = tables.flatMap(({ body }, at) =>
    rowsOf(objects, body).flatMap((row) =>
      kids(row)
        .slice(0, heads[at])
        .flatMap((id) => {
          const cell = objects.read(id)
          return /\/S \/TD\b/.test(cell) ? [{ id, cell: asRowHead(cell) }] : []
        }),
    ),
  )
  return changed.length === 0 ? pdf : appended(pdf, text, changed)
}

interface Objects {
  read(id: number): string
  /** The dictionary of the catalogue. */
  trailerRoot: string
}

function objectsOf(text: string): Objects | null {
  const from = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN)
  const table = /^xref\s+0 (\d+)\s+/.exec(text.slice(from, from + 40))
  const catalogue = /trailer[\s\S]*?\/Root (\d+) 0 R/.exec(text.slice(from))
  if (!table || !catalogue) return null
  const start = from + table[0].length
  const read = (id: number): string => {
    const offset = Number(text.slice(start + id * 20, start + id * 20 + 10))
    return text.slice(offset, text.indexOf('endobj', offset))
  }
  return { read, trailerRoot: read(Number(catalogue[1])) }
}

interface Element {
  kind: string
  body: string
}

/** All elements of the tree in reading order. */
function elements(objects: Objects, root: number): Element[] {
  const found: Element[] = []
  const waiting = kids(objects.read(root)).reverse()
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const body = objects.read(id)
    const kind = /\/S \/(\w+)/.exec(body)?.[1] ?? ''
    found.push({ kind, body })
    // Tables hold no tables.
    if (kind !== 'Table') waiting.push(...kids(body).reverse())
  }
  return found
}

/** Numbers of the elements right below; marked content and links to objects are no elements. */
function kids(body: string): number[] {
  const list = /\/K \[([\s\S]*)\]/.exec(
    body.replace(/<<[^<>]*\/OBJR[\s\S]*?>>|<<[^<>]*\/MCR[\s\S]*?>>/g, ''),
  )?.[1]
  const own = list?.slice(0, list.indexOf(']') === -1 ? undefined : list.indexOf(']')) ?? ''
  return [...own.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id))
}

function rowsOf(objects: Objects, table: string): string[] {
  return kids(table).flatMap((id) => {
    const body = objects.read(id)
    if (/\/S \/TR\b/.test(body)) return [body]
    return /\/S \/TBody\b/.test(body) ? rowsOf(objects, body) : []
  })
}

function asRowHead(cell: string): string {
  const head = cell.replace('/S /TD', '/S /TH')
  if (/\/O \/Table\b/.test(head)) return head.replace('/O /Table', '/O /Table\n    /Scope /Row')
  if (/\/A \[/.test(head)) return head.replace('/A [', '/A [<<\n    /O /Table\n    /Scope /Row\n  >> ')
  return head.replace('/S /TH', '/S /TH\n  /A [<<\n    /O /Table\n    /Scope /Row\n  >>]')
}

function appended(pdf: Buffer, text: string, changed: readonly { id: number; cell: string }[]): Buffer {
  const previous = text.slice(text.lastIndexOf('startxref')).match(/\d+/)?.[0] ?? '0'
  const trailer = text.slice(text.lastIndexOf('trailer'), text.lastIndexOf('startxref')).trimEnd()
  let at = pdf.length + 1
  const parts: string[] = ['\n']
  const lines: string[] = []
  for (const { id, cell } of changed) {
    const object = `${cell}endobj\n`
    lines.push(`${id} 1\n${String(at).padStart(10, '0')} 00000 n \n`)
    parts.push(object)
    at += object.length
  }
  parts.push(
    `xref\n${lines.join('')}${trailer.replace(/>>$/, `  /Prev ${previous}\n>>`)}\nstartxref\n${at}\n%%EOF\n`,
  )
  return Buffer.concat([pdf, Buffer.from(parts.join(''), 'latin1')])
}
