import { describe, expect, test } from 'vitest'
import { text } from '../../kernel/text.ts'
import { briefly, differences, differing, parting } from './differences.ts'
import type { Clock } from './hooks.ts'
import type { Part } from './route.ts'
import { tellFields } from './tell.ts'

const clock: Clock = { now: new Date(), today: '2026-11-21', zone: 'America/Mexico_City', lang: 'es' }
const fields = [
  { name: 'words', es: 'Dice', en: 'It says' },
  { name: 'dueOn', es: 'Vence', en: 'Due' },
  { name: 'organisation', es: 'Quién', en: 'Who' },
  { name: 'lasts', es: 'Permanente', en: 'Lasting' },
  { name: 'kind', es: 'Clase', en: 'Kind', codes: { a: { es: 'acuerdo', en: 'agreement' } } },
]
const tell = (snapshot: unknown, lang: 'es' | 'en' = 'es') => tellFields(snapshot, { ...clock, lang }, fields)

describe('a snapshot in words', () => {
  test('each sort of value as people write it, in both languages', () => {
    const snapshot = {
      words: text('Padrón único', 'One register'),
      dueOn: '2026-11-30',
      organisation: { id: 'x', name: text('Secretaría del Trabajo') },
      lasts: false,
      kind: 'a',
      unknown: { deep: ['raw'] },
    }
    expect(tell(snapshot)).toEqual([
      { label: 'Dice', value: 'Padrón único' },
      { label: 'Vence', value: '30 nov 2026' },
      { label: 'Quién', value: 'Secretaría del Trabajo' },
      { label: 'Permanente', value: 'No' },
      { label: 'Clase', value: 'acuerdo' },
    ])
    expect(tell(snapshot, 'en')[0]).toEqual({ label: 'It says', value: 'One register' })
  })

  test.each([null, undefined, 'x', 3, {}, { words: null }, { withdrawn: true }])(
    '%j says nothing',
    (snapshot) => expect(tell(snapshot)).toEqual([]),
  )

  test('what differs is told once, and what came or went alone', () =>
    expect(
      differing(tell({ words: text('a'), dueOn: '2026-01-01' }), tell({ words: text('b'), lasts: true })),
    ).toEqual([
      { label: 'Dice', before: 'a', after: 'b' },
      { label: 'Vence', before: '1 ene 2026', after: null },
      { label: 'Permanente', before: null, after: 'Sí' },
    ]))
})

test('a text that was reworded shows to a reader of the translation that was left behind, in its own language', () => {
  const version = (es: string, state: 'current' | 'outdated') => ({
    version: 1,
    snapshot: { words: { source: 'es', es: { text: es }, en: { text: 'Water', state } } },
  })
  const part = {
    records: { demand: { tell: (snapshot: unknown, at: Clock) => tellFields(snapshot, at, fields) } },
  }
  const change = {
    source: { kind: 'demand', title: text('x'), path: '/', direct: true },
    before: version('Agua', 'current'),
    after: version('Agua y luz', 'outdated'),
  }
  expect(differences([part as unknown as Part], change, { ...clock, lang: 'en' })).toEqual([
    { label: 'It says', before: 'Agua', after: 'Agua y luz' },
  ])
  expect(differences([part as unknown as Part], { ...change, before: null }, clock)).toBeNull()
  expect(differences([], change, clock)).toBeNull()
})

describe('where two texts part', () => {
  test.each([
    ['baños y agua', 'baños y luz', { head: 'baños y ', was: 'agua', is: 'luz', tail: '' }],
    [
      'en quince días.',
      'en quince días. Ya.',
      { head: 'en quince ', was: 'días.', is: 'días. Ya.', tail: '' },
    ],
    ['uno dos tres', 'uno cuatro tres', { head: 'uno ', was: 'dos ', is: 'cuatro ', tail: 'tres' }],
    ['a a', 'a a a', { head: 'a ', was: '', is: 'a ', tail: 'a' }],
    ['igual', 'igual', { head: 'igual', was: '', is: '', tail: '' }],
  ])('«%s» and «%s»', (before, after, expected) => {
    const found = parting(before, after)
    expect(found).toEqual(expected)
    expect([found.head + found.was + found.tail, found.head + found.is + found.tail]).toEqual([before, after])
  })

  test('in a line: a little of what stands before, and no more than is asked', () => {
    const long = 'Que la alcaldía abra una sola ventanilla para los permisos'
    const [was, is] = briefly(
      { label: '', before: `${long} en quince días`, after: `${long} en ocho días` },
      40,
    )
    expect([was, is]).toEqual(['… los permisos en quince', '… los permisos en ocho'])
  })
})
