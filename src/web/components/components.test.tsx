import { describe, expect, test } from 'vitest'
import { precisionOf } from '../../kernel/precision.ts'
import { render } from '../html.ts'
import { EstimateCell, type FigureData, FigureText, PrecisionMark, withheldText } from './figure.tsx'
import { Pages } from './lists.tsx'
import { JobProgress } from './progress.tsx'
import { DataTable } from './table.tsx'
import { FilterBar } from './toolbar.tsx'

/** INEGI, ENOE 2019-T1: rate of informality, CV 0.444789 %. */
const til1: FigureData = {
  value: 56.8828,
  low: 56.4666,
  high: 57.299,
  level: 90,
  cv: 0.444789,
  unit: 'percent',
  n: 172_351,
}

describe('a number that may not be published', () => {
  const few: FigureData = {
    value: 61.2,
    low: 40,
    high: 82,
    cv: 21,
    unit: 'percent',
    withheld: { why: 'few', n: 21, min: 30 },
  }

  test('shows the reason and neither value nor interval, in a cell and in a sentence', () => {
    for (const shown of [
      <EstimateCell lang="es" figure={few} />,
      <FigureText lang="es" figure={few} id="f" />,
    ]) {
      const html = render(shown)
      expect(html).toContain('No se publica: 21 casos, el mínimo son 30')
      expect(html).not.toMatch(/61\.2|40|82/)
    }
  })
  test('is shown to the team when it is revealed, with the reason beside it', () => {
    const html = render(<FigureText lang="es" figure={{ ...few, internal: true }} id="f" />)
    expect(html).toContain('61.2')
    expect(html).toContain('no se puede citar')
  })
  test('each reason has its sentence in both languages', () => {
    expect(withheldText({ why: 'unplanned' }, 'es')).toContain('no está diseñada')
    expect(withheldText({ why: 'column', column: 'POS_OCU' }, 'en')).toBe(
      'Not calculated: the column POS_OCU is missing',
    )
    expect(withheldText({ why: 'other', text: 'x' }, 'en')).toBe('x')
  })
})

describe('precision in INEGI’s words, by word and by shape', () => {
  test.each([
    [0.444789, 'high', 'alta'],
    [14.99, 'high', 'alta'],
    [15, 'moderate', 'moderada'],
    [29.99, 'moderate', 'moderada'],
    [30, 'low', 'baja'],
  ] as const)('CV %s %% is %s', (cv, precision, word) => {
    expect(precisionOf(cv)).toBe(precision)
    const html = render(<PrecisionMark lang="es" precision={precision} />)
    expect(html).toContain(word)
    expect(html).toContain(`is-${precision}`)
  })
  test('without an error there is no word, not “alta”', () => {
    expect(precisionOf(null)).toBeNull()
    expect(precisionOf(Number.NaN)).toBeNull()
    expect(
      render(<EstimateCell lang="es" figure={{ ...til1, cv: null, low: null, high: null }} />),
    ).not.toContain('alta')
  })
  test('low precision says to be careful', () => {
    expect(render(<FigureText lang="es" figure={{ ...til1, cv: 34 }} id="f" />)).toContain(
      'úsese con cautela',
    )
  })
})

test('a figure in a sentence carries value, interval, precision, base, period and source', () => {
  const html = render(
    <FigureText
      lang="es"
      id="f"
      after="."
      figure={{
        ...til1,
        base: 'personas ocupadas',
        period: 'Primer trimestre de 2019',
        source: 'INEGI, ENOE',
      }}
    />,
  )
  for (const part of [
    '56.9\u202f%',
    '56.5–57.3',
    'Precisión alta (CV 0.4\u202f%)',
    'personas ocupadas',
    'Primer trimestre de 2019',
    'INEGI, ENOE',
    '172,351',
  ]) {
    expect(html).toContain(part)
  }
  expect(html).toMatch(/popovertarget="f"[\s\S]*id="f"/)
})

describe('a table', () => {
  interface Row {
    name: string
    n: number
    why?: string
  }
  const rows: Row[] = [
    { name: 'Oaxaca', n: 1 },
    { name: '<script>alert(1)</script>', n: 2 },
    { name: 'Iztapalapa', n: 3, why: 'No se publica' },
  ]
  const table = (extra: object = {}) =>
    render(
      <DataTable
        lang="es"
        caption="Entidades"
        label={{ head: 'Lugar', cell: (row: Row) => row.name, sort: 'name' }}
        columns={[
          { head: 'Personas', kind: 'number', cell: (row: Row) => row.n, sort: 'n', narrow: 'main' },
          { head: 'CV', kind: 'number', cell: () => '1.0' },
        ]}
        rows={rows}
        instead={(row: Row) => row.why}
        sorted={{ by: 'n', direction: 'down' }}
        sortHref={(by, direction) => `?sort=${by}-${direction}`}
        {...extra}
      />,
    )

  test('escapes what people wrote', () => {
    expect(table()).toContain('&lt;script&gt;')
    expect(table()).not.toContain('<script>')
  })
  test('a withheld row has its reason in place of every cell', () => {
    const row = table().split('Iztapalapa')[1] ?? ''
    expect(row).toContain('<td class="is-instead" colspan="2">No se publica</td>')
    expect(row).not.toContain('>3<')
  })
  test('says how it is sorted and leads to the other direction', () => {
    expect(table()).toContain('aria-sort="descending"')
    expect(table()).toContain('href="?sort=n-up"')
    expect(table()).toContain('href="?sort=name-up"')
  })
  test('has a caption, row headers, and headers for its narrow form', () => {
    expect(table()).toContain('<caption>Entidades</caption>')
    expect(table().match(/<th scope="row"/g)).toHaveLength(3)
    expect(table()).toContain('data-head="CV"')
  })
  test('without rows shows what it is given instead', () => {
    expect(table({ rows: [], empty: <p>Nada todavía</p> })).toBe('<p>Nada todavía</p>')
  })
  test('groups of columns stand under one header', () => {
    const html = table({
      columns: ['Total', 'Mujeres'].flatMap((group) =>
        [1, 2].map((n) => ({ group, head: `c${n}`, cell: () => n })),
      ),
    })
    expect(html).toContain('<th scope="colgroup" colspan="2">Mujeres</th>')
    expect(html).toContain('data-head="Mujeres, c2"')
  })
})

test('filters keep the rest of the address and the choice made', () => {
  const html = render(
    <FilterBar
      lang="es"
      action="/es/x"
      keep={{ level: '95', gone: undefined }}
      filters={[
        {
          name: 'place',
          label: 'Lugar',
          value: '09',
          options: [
            { value: 'MX', label: 'Nacional' },
            { value: '09', label: 'Ciudad de México' },
          ],
        },
      ]}
    />,
  )
  expect(html).toContain('<input type="hidden" name="level" value="95"')
  expect(html).not.toContain('gone')
  expect(html).toMatch(/<option value="09" selected[^>]*>Ciudad de México/)
  expect(html).not.toMatch(/value="MX" selected/)
})

test('pages: no bar at all where all rows fit', () => {
  expect(render(<Pages lang="es" />)).toBe('')
  expect(render(<Pages lang="es" older="?after=x" />)).not.toContain('Anteriores')
})

describe('progress', () => {
  const steps = [{ label: 'Leer', state: 'current' as const }]
  test('running: percent, cancel, events', () => {
    const html = render(
      <JobProgress
        lang="es"
        title="Importar"
        percent={62}
        steps={steps}
        events="/es/jobs/1/events"
        cancel="/jobs/1/cancel"
      />,
    )
    expect(html).toContain('<progress max="100" value="62"')
    expect(html).toContain('action="/es/jobs/1/cancel"')
    expect(html).toContain('data-job-events="/es/jobs/1/events"')
  })
  test('of unknown length: a bar without a value', () => {
    expect(render(<JobProgress lang="es" title="Importar" percent={null} steps={steps} />)).toMatch(
      /<progress max="100" aria-label/,
    )
  })
  test('failed: the reason, and nothing more to follow or to cancel', () => {
    const html = render(
      <JobProgress
        lang="es"
        title="Importar"
        percent={62}
        steps={steps}
        events="/e"
        cancel="/c"
        error="Falta FAC"
      />,
    )
    expect(html).toContain('role="alert"')
    expect(html).not.toMatch(/data-job-events|<progress|Cancelar/)
  })
})
