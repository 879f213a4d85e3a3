import { describe, expect, it } from 'vitest'
import { text } from '../../kernel/text.ts'
import type { Beside } from '../overview/beside.ts'
import { publish } from '../overview/publication.ts'
import type { Published } from '../published.ts'
import { compare } from '../published-rules.ts'
import { PublishedBeside } from './published-beside.tsx'

const printed: Published = {
  id: 'til1-2019T1',
  version: null,
  importId: 'a',
  isDeleted: false,
  period: '2019T1',
  place: 'MX',
  indicator: 'til1',
  path: 'TIL1',
  label: text('Tasa de informalidad laboral 1 (TIL1)'),
  sex: 'total',
  locality: 'all',
  unit: 'percent',
  value: 56.8828,
  decimals: 4,
  se: 0.25300833,
  cv: 0.444789,
  cvDecimals: 6,
  low: 56.467,
  high: 57.299,
  level: 90,
  source: { producer: 'INEGI', title: 'Indicadores estratégicos', page: 'Total_119, 285' },
}
const circumstances = { unplanned: null, minimumCases: 30, level: 90, revealed: false } as const
/** Of 2019-T1, from INEGI's microdata. */
const own = publish({ estimate: (100 * 30_803_301) / 54_152_266, se: 0.25300833, n: 175_901 }, circumstances)

function row(cell: Beside['own'], change: Partial<Published> = {}): Beside {
  const published = { ...printed, ...change }
  return {
    place: { code: 'MX', name: 'México', id: null },
    row: 'informal',
    column: 'share',
    label: { es: 'Ocupación informal (TIL1)', en: 'Informal employment (TIL1)' },
    sex: 'total',
    unit: 'percent',
    own: cell,
    published,
    compared:
      cell?.shown === 'estimate' ? compare({ estimate: cell.estimate, cv: cell.cv }, published) : null,
  }
}
const shown = (lang: 'es' | 'en', ...rows: Beside[]): string =>
  String(<PublishedBeside lang={lang} rows={rows} link={(id) => `/p/${id}`} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u202f]+/g, ' ')

describe('a published figure beside ours', () => {
  it('is not there where nobody published one', () => {
    expect(shown('es').trim()).toBe('')
  })

  it('never gives away an estimate that is withheld, nor its difference', () => {
    const withheld = publish({ estimate: 57.43, se: 2.36, n: 12 }, circumstances)
    const said = shown('es', row(withheld))
    expect(said).toContain('no se publica')
    expect(said).toContain('56.8828 %')
    expect(said).not.toContain('57.4')
    expect(said).not.toContain('0.5')
  })

  it('says in one sentence that ours agrees, as the drawing does', () => {
    expect(shown('es', row(own))).toContain(
      'Coincide con lo publicado. INEGI imprime 56.8828 % para el país, con el mismo coeficiente de variación (0.44 %).',
    )
    const typed = { value: 56.9, decimals: 1, cv: 0.44, cvDecimals: 2 }
    expect(shown('es', row(own, typed))).toContain(
      'Coincide con lo publicado. INEGI imprime 56.9 % para el país, con el mismo coeficiente de variación (0.44 %).',
    )
    expect(shown('en', row(own))).toContain(
      'Agrees with what is published. INEGI prints 56.8828 % for the country, with the same coefficient of variation (0.44 %).',
    )
  })

  it('says by how much it differs, and why it may', () => {
    const said = shown('es', row(own, { value: 56.3369 }))
    expect(said).toContain('INEGI imprime 56.3369 %; aquí se estima 56.8828 %: +0.5459 puntos.')
    expect(said).toContain('dentro del intervalo publicado')
    expect(said).toContain('otra entrega de los microdatos')
  })

  it('stands in the open where the file lacks the columns', () => {
    const said = shown('es', row({ shown: 'lacks', columns: [['tue2']] }))
    expect(said).toContain('Lo que se ha publicado')
    expect(said).toContain('56.8828 %')
    expect(said).toContain('56.5–57.3')
    expect(said).not.toContain('Coincide')
  })
})
