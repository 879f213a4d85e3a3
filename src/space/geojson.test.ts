import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../test/shared.ts'
import { Problem } from '../platform/problem.ts'
import { guessProperties, maxFeatures, placesIn, readGeoJson } from './geojson.ts'

const square = [
  [
    [-99, 19],
    [-99, 20],
    [-98, 20],
    [-99, 19],
  ],
]
const feature = (
  properties: object | null,
  geometry: unknown = { type: 'Polygon', coordinates: square },
) => ({
  type: 'Feature',
  properties,
  geometry,
})
const collection = (...features: unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features })
const read = (text: string | Uint8Array) =>
  readGeoJson(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'mapa.geojson')

/** The problem that something ends in. */
function refused(work: () => unknown): Pick<Problem, 'code' | 'values'> {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, values: error.values }
    throw error
  }
  throw new Error('nothing was refused')
}

const good = feature({ CVEGEO: '09007', NOMGEO: 'Iztapalapa' })

describe('a file that is no map', () => {
  it.each([
    ['nothing', '', 'space.emptyFile', {}],
    ['spaces', ' \n ', 'space.emptyFile', {}],
    ['words', 'cvegeo,nombre', 'space.notJson', { line: 1 }],
    [
      'a comma too many on line 3',
      '{\n"type": "FeatureCollection",\n,"features": []}',
      'space.notJson',
      { line: 3 },
    ],
    ['the first half of a file', collection(good).slice(0, 80), 'space.cutJson', {}],
    ['half a word', '{"type": "Feat', 'space.cutJson', {}],
    ['one feature', JSON.stringify(good), 'space.notCollection', { found: 'Feature' }],
    ['TopoJSON', '{"type": "Topology", "objects": {}}', 'space.notCollection', { found: 'Topology' }],
    ['a list', '[1, 2]', 'space.notCollection', { found: 'JSON' }],
    ['a collection of nothing', collection(), 'space.noFeatures', {}],
    [
      'a feature without its comma',
      `{"type": "FeatureCollection",\n"features": [\n${JSON.stringify(good)}\n${JSON.stringify(good)}]}`,
      'space.notJson',
      { line: 4 },
    ],
    ['brackets without end', '['.repeat(100_000), 'space.notJson', { line: 1 }],
  ])('%s', (_, text, code, values) =>
    expect(refused(() => read(text))).toMatchObject({ code, values: { file: 'mapa.geojson', ...values } }),
  )

  it('of too many features', () =>
    expect(refused(() => read(collection(...Array(maxFeatures + 1).fill(good))))).toMatchObject({
      code: 'space.manyFeatures',
      values: { count: maxFeatures + 1 },
    }))
})

describe('a feature that is no place: says which one', () => {
  const ring = (...positions: unknown[]) => ({ type: 'Polygon', coordinates: [positions] })
  it.each([
    ['no properties', feature(null), 'space.notFeature', {}],
    ['a number', 7, 'space.notFeature', {}],
    [
      'a point',
      feature({}, { type: 'Point', coordinates: [-99, 19] }),
      'space.geometryKind',
      { found: 'Point' },
    ],
    ['no geometry', feature({}, null), 'space.geometryKind', {}],
    ['an empty polygon', feature({}, { type: 'Polygon', coordinates: [] }), 'space.geometryKind', {}],
    ['three points', feature({}, ring([1, 1], [2, 2], [1, 1])), 'space.geometryBroken', { ring: 1 }],
    [
      'a ring left open',
      feature({}, ring([1, 1], [2, 1], [2, 2], [1, 2])),
      'space.geometryBroken',
      { ring: 1 },
    ],
    ['words for numbers', feature({}, ring(['a', 1], [2, 1], [2, 2], ['a', 1])), 'space.geometryBroken', {}],
    [
      'positions too deep',
      feature({}, { type: 'Polygon', coordinates: [square] }),
      'space.geometryBroken',
      {},
    ],
    [
      'a second part that is no polygon',
      feature({}, { type: 'MultiPolygon', coordinates: [square, 'x'] }),
      'space.geometryBroken',
      { ring: 2 },
    ],
    [
      'metres instead of degrees',
      feature(
        {},
        ring([478_000, 2_148_000], [478_100, 2_148_000], [478_100, 2_148_100], [478_000, 2_148_000]),
      ),
      'space.notWgs84',
      { x: 478_000, y: 2_148_000 },
    ],
  ])('%s', (_, bad, code, values) =>
    expect(refused(() => read(collection(good, bad)))).toMatchObject({
      code,
      values: { feature: 2, ...values },
    }),
  )

  it.each([
    ['without the property', { NOMGEO: 'x' }, 'space.noProperty', { property: 'CVEGEO' }],
    ['with an empty name', { CVEGEO: '09008', NOMGEO: ' ' }, 'space.noProperty', { property: 'NOMGEO' }],
    ['whose code is a list', { CVEGEO: [1], NOMGEO: 'x' }, 'space.noProperty', { property: 'CVEGEO' }],
    ['whose code is an address', { CVEGEO: '../09', NOMGEO: 'x' }, 'space.badCode', { code: '../09' }],
    ['whose code is a sentence', { CVEGEO: 'a b', NOMGEO: 'x' }, 'space.badCode', { code: 'a b' }],
    ['whose name is a book', { CVEGEO: '1', NOMGEO: 'x'.repeat(201) }, 'space.badName', {}],
    ['that comes twice', { CVEGEO: '09007', NOMGEO: 'x' }, 'space.codeTwice', { first: 1, code: '09007' }],
  ])('%s', (_, properties, code, values) => {
    const file = read(collection(good, feature(properties)))
    expect(refused(() => placesIn(file, { code: 'CVEGEO', name: 'NOMGEO' }))).toMatchObject({
      code,
      values: { feature: 2, ...values },
    })
  })
})

describe('a map', () => {
  it('gives code, name and outline, to six decimals and without heights', () => {
    const tall = [
      [
        [-99.1234567, 19, 2240],
        [-99, 20, 0],
        [-98, 20, 0],
        [-99.1234567, 19, 2240],
      ],
    ]
    const file = read(
      collection(
        feature({ CVEGEO: '09007', NOMGEO: ' Izta  palapa ' }, { type: 'Polygon', coordinates: tall }),
      ),
    )
    expect(placesIn(file, { code: 'CVEGEO', name: 'NOMGEO' })).toEqual([
      {
        code: '09007',
        name: 'Izta palapa',
        outline: {
          type: 'Polygon',
          coordinates: [
            [
              [-99.123457, 19],
              [-99, 20],
              [-98, 20],
              [-99.123457, 19],
            ],
          ],
        },
      },
    ])
  })

  it('may be written as Latin-1, or begin with a byte order mark', () => {
    const text = collection(feature({ CVEGEO: '14039', NOMGEO: 'Tlajomulco de Zúñiga' }))
    const names = (bytes: Uint8Array) => placesIn(read(bytes), { code: 'CVEGEO', name: 'NOMGEO' })[0]?.name
    expect(names(Buffer.from(text, 'latin1'))).toBe('Tlajomulco de Zúñiga')
    expect(names(Buffer.from(`\uFEFF${text}`))).toBe('Tlajomulco de Zúñiga')
  })

  it('puts back the zero that a number lost, in INEGI’s properties only', () => {
    const codes = (property: string, ...values: unknown[]) =>
      placesIn(read(collection(...values.map((value) => feature({ [property]: value, name: 'x' })))), {
        code: property,
        name: 'name',
      }).map(({ code }) => code)
    expect(codes('state_code', 9, 12)).toEqual(['09', '12'])
    expect(codes('CVE_GEO', 1008, 9007)).toEqual(['01008', '09007'])
    expect(codes('zona', 9, 12)).toEqual(['9', '12'])
  })

  it('says which of its properties are code and name', () => {
    const guess = (...all: object[]) => guessProperties(read(collection(...all.map((one) => feature(one)))))
    expect(guess({ CVE_ENT: '09', cvegeo: '09007', NOM_ENT: 'CDMX', nom_mun: 'Iztapalapa' })).toEqual({
      code: 'cvegeo',
      name: 'nom_mun',
    })
    // `id` is empty, so it is none; `clave` is.
    expect(
      guess({ id: null, clave: 'A', titulo: 'Zona norte' }, { id: null, clave: 'B', titulo: 'Zona sur' }),
    ).toEqual({
      code: 'clave',
      name: 'titulo',
    })
    expect(guess({ code: 'A' }, { code: 'A' })).toEqual({ code: null, name: null })
  })

  it('is not led astray by names that every object has', () => {
    const file = read(
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"__proto__":"x","constructor":"y"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}}]}',
    )
    expect(refused(() => placesIn(file, { code: 'toString', name: 'constructor' })).code).toBe(
      'space.noProperty',
    )
  })
})

needsShared('real maps', () => {
  it.each([
    ['geo/mx_municipios_2020.geojson', 2469, 'cvegeo', 'nom_mun', '01008', 'San José de Gracia'],
    ['geo/cdmx_alcaldias_2023.geojson', 16, 'CVEGEO', 'NOMGEO', '09017', 'Venustiano Carranza'],
    ['geo/mx_states.geojson', 32, 'state_code', 'state_name', '09', 'Distrito Federal'],
  ])('%s', (path, count, code, name, firstCode, firstName) => {
    const file = readGeoJson(readFileSync(sharedData(path)), path)
    expect(guessProperties(file)).toEqual({ code, name })
    const places = placesIn(file, { code, name })
    expect(places).toHaveLength(count)
    expect(places[0]).toMatchObject({ code: firstCode, name: firstName })
  })
})
