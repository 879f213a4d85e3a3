/**
 * The objects of a PDF, read afresh from its cross-reference tables (ISO 32000-1, 7.3–7.5): a second reader, for tests alone, that
 * shares nothing with what writes the file. It follows tables, not streams of objects, which our writer does not make.
 */
import { inflateSync } from 'node:zlib'

export interface Name {
  name: string
}
export interface Ref {
  ref: number
}
export type Dict = ReadonlyMap<string, Value>
/** A string of the file is a string; one in UTF-16 is decoded. */
export type Value = number | boolean | null | string | Name | Ref | readonly Value[] | Dict

export interface Pdf {
  trailer: Dict
  /** Numbers of all objects in use. */
  ids: readonly number[]
  /** What a reference stands for, or the value itself; null where the object is not there. */
  get(value: Value | undefined): Value
  dict(value: Value | undefined): Dict
  list(value: Value | undefined): readonly Value[]
  /** The bytes of a stream, opened. */
  stream(ref: Ref): Buffer
  /** What is wrong with its tables and references. */
  faults: string[]
}

export const isDict = (value: Value | undefined): value is Dict => value instanceof Map
export const isRef = (value: Value | undefined): value is Ref =>
  typeof value === 'object' && value !== null && 'ref' in value
/** The name that a value is; empty where it is none. */
export const nameOf = (value: Value | undefined): string =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : ''

export function openPdf(bytes: Uint8Array): Pdf {
  const raw = Buffer.from(bytes)
  const text = raw.toString('latin1')
  const faults: string[] = []
  const { trailer, places } = tablesOf(text, faults)
  const objects = new Map<number, { value: Value; end: number }>()
  for (const [id, at] of places) {
    const head = /^(\d+) (\d+) obj\s/.exec(text.slice(at, at + 30))
    if (Number(head?.[1]) !== id) faults.push(`object ${id} is not where the table says (${at})`)
    else objects.set(id, valueAt(text, at + (head?.[0].length ?? 0)))
  }
  const get = (value: Value | undefined): Value => {
    if (value === undefined) return null
    return isRef(value) ? (objects.get(value.ref)?.value ?? null) : value
  }
  const dict = (value: Value | undefined): Dict => {
    const found = get(value)
    return isDict(found) ? found : new Map()
  }
  const list = (value: Value | undefined): readonly Value[] => {
    const found = get(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }
  for (const [id, { value }] of objects)
    for (const { ref } of refsIn(value))
      if (!objects.has(ref)) faults.push(`object ${id} refers to ${ref}, which is not there`)
  return {
    ...{ trailer, faults, get, dict, list },
    ids: [...objects.keys()],
    stream({ ref }) {
      const start = text.slice(objects.get(ref)?.end ?? 0).match(/^\s*stream\r?\n/)
      const length = get(dict({ ref }).get('Length'))
      if (!start || typeof length !== 'number') throw new Error(`object ${ref} is no stream`)
      const from = (objects.get(ref)?.end ?? 0) + start[0].length
      if (!/^\s*endstream/.test(text.slice(from + length, from + length + 20)))
        faults.push(`stream ${ref} does not end where it says`)
      const body = raw.subarray(from, from + length)
      return nameOf(list(dict({ ref }).get('Filter'))[0]) === 'FlateDecode' ? inflateSync(body) : body
    },
  }
}

/** The newest place of each object: tables are followed from the last one back. */
function tablesOf(text: string, faults: string[]): { trailer: Dict; places: Map<number, number> } {
  const places = new Map<number, number>()
  const freed = new Set<number>()
  let trailer: Dict | undefined
  let at: number | null = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN)
  const seen = new Set<number>()
  while (at !== null) {
    if (!text.startsWith('xref', at) || seen.has(at)) {
      faults.push(`there is no table at ${at}`)
      break
    }
    seen.add(at)
    let here = at + 4
    for (let part = /^\s*(\d+) (\d+)\s*\n/.exec(text.slice(here, here + 40)); part; ) {
      here += part[0].length
      const [first, count] = [Number(part[1]), Number(part[2])]
      for (let index = 0; index < count; index++, here += 20) {
        const entry = /^(\d{10}) (\d{5}) ([nf])[ \r][\r\n]$/.exec(text.slice(here, here + 20))
        const id = first + index
        if (!entry) faults.push(`line of object ${id} in the table at ${at} is not twenty signs`)
        else if (entry[3] === 'f') freed.add(id)
        else if (!places.has(id) && !freed.has(id)) places.set(id, Number(entry[1]))
      }
      part = /^\s*(\d+) (\d+)\s*\n/.exec(text.slice(here, here + 40))
    }
    const { value } = valueAt(text, text.indexOf('trailer', here) + 7)
    const found: Dict = isDict(value) ? value : new Map()
    trailer ??= found
    const previous = found.get('Prev')
    at = typeof previous === 'number' ? previous : null
  }
  const size = trailer?.get('Size')
  if (typeof size !== 'number' || size <= Math.max(0, ...places.keys()))
    faults.push('the trailer counts fewer objects than there are')
  return { trailer: trailer ?? new Map(), places }
}

function refsIn(value: Value): Ref[] {
  if (isRef(value)) return [value]
  if (Array.isArray(value)) return value.flatMap(refsIn)
  return isDict(value) ? [...value.values()].flatMap(refsIn) : []
}

const gap = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y
const skip = (text: string, at: number): number => {
  gap.lastIndex = at
  gap.test(text)
  return gap.lastIndex
}

/** The value that begins at or after `at`, and where it ends. */
export function valueAt(text: string, at: number): { value: Value; end: number } {
  const from = skip(text, at)
  if (text.startsWith('<<', from)) return dictAt(text, from + 2)
  const sign = text[from]
  if (sign === '[') return listAt(text, from + 1)
  if (sign === '(') return stringAt(text, from + 1)
  if (sign === '<') {
    const end = text.indexOf('>', from)
    const digits = text.slice(from + 1, end).replace(/\s/g, '')
    return {
      value: decoded(Buffer.from(digits.padEnd(digits.length + (digits.length % 2), '0'), 'hex')),
      end: end + 1,
    }
  }
  const word = /^\/?[^\0\t\n\f\r ()<>[\]{}/%]*/.exec(text.slice(from, from + 400))?.[0] ?? ''
  const end = from + Math.max(1, word.length)
  if (sign === '/')
    return {
      value: {
        name: word
          .slice(1)
          .replace(/#([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      },
      end,
    }
  if (word === 'true' || word === 'false') return { value: word === 'true', end }
  const ref = /^(\d+) \d+ R\b/.exec(text.slice(from, from + 30))
  if (ref) return { value: { ref: Number(ref[1]) }, end: from + ref[0].length }
  return { value: word !== '' && Number.isFinite(Number(word)) ? Number(word) : null, end }
}

function dictAt(text: string, at: number): { value: Value; end: number } {
  const found = new Map<string, Value>()
  let here = skip(text, at)
  while (!text.startsWith('>>', here) && here < text.length) {
    const key = valueAt(text, here)
    const { value, end } = valueAt(text, key.end)
    found.set(nameOf(key.value), value)
    here = skip(text, end)
  }
  return { value: found, end: here + 2 }
}

function listAt(text: string, at: number): { value: Value; end: number } {
  const found: Value[] = []
  let here = skip(text, at)
  while (text[here] !== ']' && here < text.length) {
    const { value, end } = valueAt(text, here)
    found.push(value)
    here = skip(text, end)
  }
  return { value: found, end: here + 1 }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function stringAt(text: string, at: number): { value: Value; end: number } {
  let [here, depth, said] = [at, 1, '']
  for (; here < text.length; here++) {
    const sign = text[here] ?? ''
    if (sign === '(') depth++
    if (sign === ')' && --depth === 0) break
    if (sign !== '\\') {
      said += sign
      continue
    }
    const octal = /^[0-7]{1,3}/.exec(text.slice(here + 1, here + 4))?.[0]
    if (octal) {
      said += String.fromCharCode(Number.parseInt(octal, 8))
      here += octal.length
    } else {
      here++
      said += escapes[text[here] ?? ''] ?? text[here] ?? ''
    }
  }
  return { value: decoded(Buffer.from(said, 'latin1')), end: here + 1 }
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return bytes.toString('latin1')
}
