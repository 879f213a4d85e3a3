/**
 * What of PDF/UA-1 (ISO 14289-1) a program can tell without seeing the page, asked of the finished file: numbers are those of the
 * Matterhorn Protocol 1.1. The compiler checks while it writes; this reads what came out of it, and what was added to it afterwards.
 */
import { type Dict, isDict, isRef, nameOf, openPdf, type Pdf, type Ref, type Value } from './pdf-objects.ts'
import { unmarked } from './ua-content.ts'

export interface Element {
  id: number
  /** Standard type: what the role map makes of it. */
  kind: string
  dict: Dict
  parent: Element | null
  kids: Element[]
  /** Pieces of the pages that it holds: page and number of the marked content. */
  marks: { page: number; mark: number }[]
  /** Annotations that it holds. */
  objects: number[]
}

/** All faults, each with its number; none where the file is whole. */
export function uaFaults(bytes: Uint8Array): string[] {
  const pdf = openPdf(bytes)
  const catalogue = pdf.dict(pdf.trailer.get('Root'))
  const elements = elementsOf(pdf, catalogue)
  return [
    ...pdf.faults,
    ...wholeFaults(pdf, catalogue, Buffer.from(bytes).toString('latin1')),
    ...elements.flatMap(placeFaults),
    ...elements.flatMap((element) => altFaults(pdf, element)),
    ...headingFaults(elements),
    ...elements.filter(({ kind }) => kind === 'Table').flatMap((table) => tableFaults(pdf, table)),
    ...pageFaults(pdf, catalogue, elements),
    ...fontFaults(pdf),
  ]
}

/** The structure tree in reading order. */
export function elementsOf(pdf: Pdf, catalogue: Dict): Element[] {
  const root = pdf.dict(catalogue.get('StructTreeRoot'))
  const roles = pdf.dict(root.get('RoleMap'))
  const all: Element[] = []
  const seen = new Set<number>()
  const add = (ref: Ref, parent: Element | null, page: Value | undefined): void => {
    if (seen.has(ref.ref)) throw new Error(`element ${ref.ref} stands in the tree twice`)
    seen.add(ref.ref)
    const dict = pdf.dict(ref)
    const own = nameOf(dict.get('S'))
    const element: Element = {
      ...{ id: ref.ref, dict, parent, kids: [], marks: [], objects: [] },
      kind: nameOf(roles.get(own)) || own,
    }
    all.push(element)
    parent?.kids.push(element)
    const on = dict.get('Pg') ?? page
    for (const kid of pdf.list(dict.get('K'))) hold(kid, element, on)
  }
  const hold = (kid: Value, element: Element, page: Value | undefined): void => {
    const here = pdf.dict(kid)
    const type = nameOf(here.get('Type'))
    const on = here.get('Pg') ?? page
    if (typeof kid === 'number') element.marks.push({ page: isRef(on) ? on.ref : 0, mark: kid })
    else if (type === 'MCR')
      element.marks.push({ page: isRef(on) ? on.ref : 0, mark: Number(here.get('MCID')) })
    else if (type === 'OBJR') {
      const object = here.get('Obj')
      if (isRef(object)) element.objects.push(object.ref)
    } else if (isRef(kid)) add(kid, element, on)
  }
  for (const kid of pdf.list(root.get('K'))) if (isRef(kid)) add(kid, null, undefined)
  return all
}

function wholeFaults(pdf: Pdf, catalogue: Dict, text: string): string[] {
  const said = (found: boolean, fault: string): string[] => (found ? [] : [fault])
  const mark = pdf.dict(catalogue.get('MarkInfo'))
  const metadata = catalogue.get('Metadata')
  const xmp = isRef(metadata) ? pdf.stream(metadata).toString('utf8') : ''
  const title = /<dc:title>[\s\S]*?<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/.exec(xmp)?.[1]?.trim()
  return [
    ...said(/^%PDF-1\.[2-7]\n/.test(text), '00 it is no PDF 1.7 from its first sign'),
    ...said(
      mark.get('Marked') === true && mark.get('Suspects') !== true,
      '06 it does not say that it is marked',
    ),
    ...said(isDict(pdf.get(catalogue.get('StructTreeRoot'))), '09 there is no structure tree'),
    ...said(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(String(catalogue.get('Lang') ?? '')), '11-006 no language'),
    ...said(/<pdfuaid:part>1<|pdfuaid:part="1"/.test(xmp), '06-002 its data do not say PDF/UA-1'),
    ...said(Boolean(title), '06-003 its data hold no title'),
    ...said(
      pdf.dict(catalogue.get('ViewerPreferences')).get('DisplayDocTitle') === true,
      '07-001 the title is not shown',
    ),
    ...said(!pdf.trailer.has('Encrypt'), '26 it is closed'),
  ]
}

/** 09-004 … 09-008: what stands where. */
const within: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
  Lbl: ['LI', 'Note', 'TOCI', 'BibEntry', 'Reference', 'P', 'Span', 'Link', 'Caption', 'LBody'],
  Caption: ['Table', 'Figure', 'L', 'TOC', 'Formula', 'Div', 'Sect', 'NonStruct', 'Document'],
}
const holds: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['LI', 'L', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
}

function placeFaults({ id, kind, parent, kids, dict }: Element): string[] {
  const above = dict.get('P')
  const allowed = within[kind]
  return [
    ...(isRef(above) && (parent === null || above.ref === parent.id)
      ? []
      : [`element ${id} names another parent`]),
    ...(allowed && !allowed.includes(parent?.kind ?? '')
      ? [`09 ${kind} ${id} stands in ${parent?.kind}`]
      : []),
    ...kids.flatMap((kid) =>
      holds[kind]?.includes(kid.kind) === false ? [`09 ${kind} ${id} holds ${kid.kind}`] : [],
    ),
  ]
}

function altFaults(pdf: Pdf, { id, kind, dict, parent, objects }: Element): string[] {
  const words = String(pdf.get(dict.get('Alt')) ?? pdf.get(dict.get('ActualText')) ?? '').trim()
  const faults: string[] = []
  if (kind === 'Figure' && words === '') faults.push(`13-004 figure ${id} has no words`)
  if (kind === 'Formula' && words === '') faults.push(`17-002 formula ${id} has no words`)
  if (kind === 'Note' && !dict.has('ID')) faults.push(`19-003 note ${id} has no name`)
  if (kind === 'Link' && objects.length === 0 && parent?.kind !== 'Link')
    faults.push(`28 link ${id} leads nowhere`)
  return faults
}

/** 14-002, 14-003, 14-006: begins with H1, leaves out no level, one way of naming them. */
function headingFaults(elements: readonly Element[]): string[] {
  let last = 0
  return elements.flatMap(({ id, kind }) => {
    if (kind === 'H') return [`14-006 heading ${id} has no level`]
    const level = Number(/^H([1-9])$/.exec(kind)?.[1] ?? 0)
    if (level === 0) return []
    const fault = level > last + 1 ? [`14-003 H${level} ${id} follows H${last}`] : []
    last = level
    return fault
  })
}

/** 15-003: each head says of what; each row as wide as the others. */
function tableFaults(pdf: Pdf, table: Element): string[] {
  const rows = table.kids.flatMap((kid) =>
    kid.kind === 'TR' ? [kid] : kid.kids.filter(({ kind }) => kind === 'TR'),
  )
  const attribute = ({ dict }: Element, name: string): Value =>
    pdf
      .list(dict.get('A'))
      .map((one) => pdf.dict(one))
      .find((one) => nameOf(one.get('O')) === 'Table' && one.has(name))
      ?.get(name) ?? null
  const scopes = rows.flatMap(({ kids }) =>
    kids
      .filter(({ kind }) => kind === 'TH')
      .filter((head) => !['Row', 'Column', 'Both'].includes(nameOf(attribute(head, 'Scope'))))
      .map(({ id }) => `15-003 head ${id} says not of what`),
  )
  // Columns that a cell of a row above still takes.
  let taken: number[] = []
  const widths = rows.map(({ kids }) => {
    let at = 0
    const next = taken.map((rest) => Math.max(0, rest - 1))
    for (const cell of kids) {
      while ((taken[at] ?? 0) > 0) at++
      const down = Number(attribute(cell, 'RowSpan') ?? 1)
      for (let more = Number(attribute(cell, 'ColSpan') ?? 1); more > 0; more--) next[at++] = down - 1
    }
    while ((taken[at] ?? 0) > 0) at++
    taken = next
    return at
  })
  const uneven =
    new Set(widths).size > 1
      ? [`15 rows of table ${table.id} have ${[...new Set(widths)].join(', ')} columns`]
      : []
  return [...scopes, ...uneven]
}

/** 01, 09-001, 28: all that is on a page is in the tree or decoration, and the tree and the page agree. */
function pageFaults(pdf: Pdf, catalogue: Dict, elements: readonly Element[]): string[] {
  const parents = numbersOf(pdf, pdf.dict(catalogue.get('StructTreeRoot')).get('ParentTree'))
  const holder = new Map(
    elements.flatMap((one) => one.marks.map(({ page, mark }) => [`${page} ${mark}`, one.id] as const)),
  )
  const linked = new Set(elements.flatMap(({ kind, objects }) => (kind === 'Link' ? objects : [])))
  return pagesOf(pdf, catalogue.get('Pages')).flatMap((ref) => {
    const page = pdf.dict(ref)
    const content = Buffer.concat(
      pdf.list(page.get('Contents')).map((_, at) => streamAt(pdf, page, at)),
    ).toString('latin1')
    const { faults, marks } = unmarked(content)
    const known = pdf.list(parents.get(Number(page.get('StructParents') ?? -1)))
    const lost = marks.flatMap((mark) => {
      const told = known[mark]
      const element = holder.get(`${ref.ref} ${mark}`)
      return element !== undefined && isRef(told) && told.ref === element
        ? []
        : [`01 content ${mark} is in no element`]
    })
    const annotations = pdf.list(page.get('Annots'))
    const apart = annotations.flatMap((one) => {
      const dict = pdf.dict(one)
      const inTree =
        isRef(one) && linked.has(one.ref) && isRef(parents.get(Number(dict.get('StructParent') ?? -1)))
      return [
        ...(inTree ? [] : ['28-011 a link is in no element']),
        ...(String(pdf.get(dict.get('Contents')) ?? '') === ''
          ? ['28-012 a link does not say where it leads']
          : []),
      ]
    })
    const tabs =
      annotations.length > 0 && nameOf(page.get('Tabs')) !== 'S' ? ['28-009 tabs in another order'] : []
    return [...faults, ...lost, ...apart, ...tabs].map((fault) => `${fault} (page ${ref.ref})`)
  })
}

function streamAt(pdf: Pdf, page: Dict, at: number): Buffer {
  const own = page.get('Contents')
  const one = isRef(own) && !Array.isArray(pdf.get(own)) ? own : pdf.list(own)[at]
  return isRef(one) ? pdf.stream(one) : Buffer.alloc(0)
}

function pagesOf(pdf: Pdf, at: Value | undefined): Ref[] {
  if (!isRef(at)) return []
  const node = pdf.dict(at)
  return node.has('Kids') ? pdf.list(node.get('Kids')).flatMap((kid) => pagesOf(pdf, kid)) : [at]
}

/** A tree of numbers as a map. */
function numbersOf(pdf: Pdf, at: Value | undefined): Map<number, Value> {
  const node = pdf.dict(at)
  const flat = pdf.list(node.get('Nums'))
  const own = flat.flatMap((key, index): [number, Value][] =>
    index % 2 === 0 && typeof key === 'number' ? [[key, flat[index + 1] ?? null]] : [],
  )
  return new Map([...own, ...pdf.list(node.get('Kids')).flatMap((kid) => [...numbersOf(pdf, kid)])])
}

/** 31-009, 31-027: letters travel with the file, and each can be read back as text. */
function fontFaults(pdf: Pdf): string[] {
  return pdf.ids.flatMap((id) => {
    const dict = pdf.dict({ ref: id })
    const type = nameOf(dict.get('Type'))
    const of = nameOf(dict.get('Subtype'))
    if (type === 'FontDescriptor' && !['FontFile', 'FontFile2', 'FontFile3'].some((file) => dict.has(file)))
      return [`31-009 font ${id} is not in the file`]
    return type === 'Font' && of !== 'CIDFontType0' && of !== 'CIDFontType2' && !dict.has('ToUnicode')
      ? [`31-027 font ${id} cannot be read back`]
      : []
  })
}
