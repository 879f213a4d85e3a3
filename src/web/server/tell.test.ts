import { describe, expect, test } from 'vitest'
import { text } from '../../kernel/text.ts'
import { differing } from './differences.ts'
import type { Clock } from './hooks.ts'
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
