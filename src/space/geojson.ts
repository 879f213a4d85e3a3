/** A GeoJSON file of places: read, checked feature by feature, and turned into codes, names and outlines. Pure rules. */
import { Problem } from '../platform/problem.ts'

/** Longitude and latitude in degrees, WGS 84, to six decimals (11 cm). */
type Position = [number, number]
export type Outline =
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }

export interface GeoFile {
  /** Name as given, for the messages. */
  file: string
  features: { properties: Readonly<Record<string, unknown>>; outline: Outline }[]
  /** Names of all properties, in the order in which they appear. */
  properties: string[]
}

export interface GivenPlace {
  code: string
  name: string
  outline: Outline
}

export const maxFeatures = 10_000

/**
 * Reads a FeatureCollection of polygons. Refuses, naming the feature (from 1): what is not JSON or cut off, another kind of
 * file, a geometry that is no polygon, rings that do not close, coordinates that are not degrees.
 */
export function readGeoJson(bytes: Uint8Array, file: string): GeoFile {
  const collection = parse(bytes, file)
  const found = isObject(collection) ? String(collection.type ?? 'JSON').slice(0, 40) : 'JSON'
  if (!isObject(collection) || found !== 'FeatureCollection' || !Array.isArray(collection.features))
    throw new Problem('space.notCollection', { file, found })
  const given: unknown[] = collection.features
  if (given.length === 0) throw new Problem('space.noFeatures', { file })
  if (given.length > maxFeatures)
    throw new Problem('space.manyFeatures', { file, count: given.length, most: maxFeatures })
  const names = new Set<string>()
  const features = given.map((feature, at) => {
    const where = { file, feature: at + 1 }
    if (!isObject(feature) || feature.type !== 'Feature' || !isObject(feature.properties))
      throw new Problem('space.notFeature', where)
    for (const name of Object.keys(feature.properties)) names.add(name)
    return { properties: feature.properties, outline: outlineOf(feature.geometry, where) }
  })
  return { file, features, properties: [...names] }
}

function parse(bytes: Uint8Array, file: string): unknown {
  const deep = tooDeepAt(bytes)
  const text = decode(deep === null ? bytes : bytes.subarray(0, deep))
  if (deep !== null) throw notJson(file, text, text.length)
  if (text.trim() === '') throw new Problem('space.emptyFile', { file })
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = faultAt(text, error instanceof Error ? error.message : '')
    throw at === null ? new Problem('space.cutJson', { file }) : notJson(file, text, at)
  }
}

/** Where the parser stopped; null at the end of the text. It tells the position, or the letters around the fault. */
function faultAt(text: string, message: string): number | null {
  const position = /position (\d+)/.exec(message)?.[1]
  const around = /, (\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON/.exec(message)
  const at =
    position !== undefined
      ? Number(position)
      : around?.[2] === undefined
        ? text.length
        : text.indexOf(around[2]) + (around[1] ? Math.min(10, around[2].length) : 0)
  return at >= text.trimEnd().length ? null : Math.max(at, 0)
}

const notJson = (file: string, text: string, at: number): Problem =>
  new Problem('space.notJson', {
    file,
    line: text.slice(0, at).split('\n').length,
    near: text.slice(Math.max(0, at - 15), at + 15).trim(),
  })

/** Brackets that a map may open inside each other; properties seldom nest, coordinates stand at eight. */
const maxDepth = 32

/** Where a file opens more brackets than a map has: such a one keeps the parser busy for half a minute. */
function tooDeepAt(bytes: Uint8Array): number | null {
  let depth = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) quoted = false
    } else if (byte === 0x22) quoted = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > maxDepth) return at
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return null
}

/** GeoJSON is UTF-8; what some programs write as Latin-1 is read too. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Where = { file: string; feature: number }

function outlineOf(geometry: unknown, where: Where): Outline {
  const type = isObject(geometry) ? geometry.type : null
  const coordinates: unknown = isObject(geometry) ? geometry.coordinates : null
  if (
    (type !== 'Polygon' && type !== 'MultiPolygon') ||
    !Array.isArray(coordinates) ||
    coordinates.length === 0
  )
    throw new Problem('space.geometryKind', { ...where, found: String(type ?? '–').slice(0, 40) })
  let ring = 0
  const rings = (polygon: unknown): Position[][] => {
    if (!Array.isArray(polygon) || polygon.length === 0)
      throw new Problem('space.geometryBroken', { ...where, ring: ring + 1 })
    return polygon.map((one) => ringOf(one, where, ++ring))
  }
  return type === 'Polygon'
    ? { type, coordinates: rings(coordinates) }
    : { type, coordinates: coordinates.map(rings) }
}

function ringOf(given: unknown, where: Where, ring: number): Position[] {
  if (!Array.isArray(given)) throw new Problem('space.geometryBroken', { ...where, ring })
  const positions = given.map((one): Position => {
    const [x, y]: unknown[] = Array.isArray(one) ? one : []
    if (typeof x !== 'number' || typeof y !== 'number')
      throw new Problem('space.geometryBroken', { ...where, ring })
    if (!(Math.abs(x) <= 180) || !(Math.abs(y) <= 90)) throw new Problem('space.notWgs84', { ...where, x, y })
    return [round(x), round(y)]
  })
  const [first, last] = [positions[0], positions.at(-1)]
  if (positions.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw new Problem('space.geometryBroken', { ...where, ring })
  return positions
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

// Code and name -------------------------------------------------------------------------------------------------------

/** Names that codes and names go by in files of INEGI and others, best first; case and punctuation do not count. */
const codeNames = [
  'cvegeo',
  'cvegeomun',
  'statecode',
  'cveent',
  'clave',
  'claveoficial',
  'code',
  'codigo',
  'geocode',
  'id',
]
const nameNames = [
  'nomgeo',
  'nomloc',
  'nommun',
  'nomagem',
  'municipio',
  'alcaldia',
  'nombre',
  'name',
  'noment',
  'statename',
  'estado',
]
/** Properties that hold INEGI's codes: a lost leading zero is put back. */
const inegiCodes = new Set(['cvegeo', 'cvegeomun', 'statecode', 'cveent'])

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Which properties hold code and name, by what they are called and whether every feature has one of its own; null where unclear. */
export function guessProperties(given: GeoFile): { code: string | null; name: string | null } {
  const values = (property: string): unknown[] => given.features.map(({ properties }) => properties[property])
  const isFilled = (property: string): boolean => values(property).every((value) => worded(value) !== '')
  const isUnique = (property: string): boolean =>
    new Set(values(property).map(worded)).size === given.features.length
  const first = (names: readonly string[], holds: (property: string) => boolean): string | undefined =>
    names.flatMap((name) => given.properties.filter((property) => plain(property) === name)).find(holds)
  const code = first(codeNames, (property) => isFilled(property) && isUnique(property)) ?? null
  const name =
    first(nameNames, isFilled) ??
    given.properties.find(
      (property) =>
        property !== code &&
        isFilled(property) &&
        values(property).every((value) => /\p{L}{3}/u.test(worded(value))),
    ) ??
    null
  return { code, name }
}

const worded = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''

/** The places of a file by the chosen properties. Refuses a feature without them, a code of odd letters, one that comes twice. */
export function placesIn(given: GeoFile, chosen: { code: string; name: string }): GivenPlace[] {
  const seen = new Map<string, number>()
  return given.features.map(({ properties, outline }, at) => {
    const where = { file: given.file, feature: at + 1 }
    const [code, name] = [codeOf(properties[chosen.code], chosen.code), worded(properties[chosen.name])]
    for (const [value, property] of [
      [code, chosen.code],
      [name, chosen.name],
    ] as const)
      if (value === '') throw new Problem('space.noProperty', { ...where, property })
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(code) || code === 'new')
      throw new Problem('space.badCode', { ...where, code: code.slice(0, 60) })
    if (name.length > 200) throw new Problem('space.badName', where)
    const first = seen.get(code)
    if (first !== undefined) throw new Problem('space.codeTwice', { ...where, first, code })
    seen.set(code, at + 1)
    return { code, name: name.replace(/\s+/g, ' '), outline }
  })
}

/** `9` of a state is `09` and `1008` of a municipality `01008`, where the property is one of INEGI's. */
function codeOf(value: unknown, property: string): string {
  const code = worded(value)
  if (!inegiCodes.has(plain(property)) || !/^\d+$/.test(code)) return code
  const width = [2, 5, 9].find((one) => code.length === one || code.length === one - 1)
  return width === undefined ? code : code.padStart(width, '0')
}
