import { scaleLinear } from 'd3-scale'
import { describe, expect, test } from 'vitest'
import type { FigureData } from '../components/figure.tsx'
import { render } from '../html.ts'
import { barChart, changeChart, shareChart } from './bars.tsx'
import { dotChart, pairChart } from './dots.tsx'
import { toPng, toStandaloneSvg } from './file.tsx'
import { domainOf, type Frame, ticksOf, tickText, widths } from './frame.tsx'
import { simplify, stateMap } from './map.tsx'
import { textWidth, wrap } from './text-width.ts'

const wide: Frame = { lang: 'es', size: 'wide', id: 'c', title: 'Informalidad' }
const narrow: Frame = { ...wide, size: 'narrow' }
const rate = (value: number, low: number, high: number): FigureData => ({
  value,
  low,
  high,
  unit: 'percent',
  cv: 2,
})
const few: FigureData = {
  value: 61.2,
  low: 40,
  high: 82,
  unit: 'percent',
  withheld: { why: 'few', n: 21, min: 30 },
}

const attribute = (svg: string, selector: RegExp, name: string): number[] =>
  [...svg.matchAll(selector)].map(([tag]) => Number(new RegExp(`\\s${name}="([^"]+)"`).exec(tag)?.[1]))

describe('where things stand', () => {
  const rows = [
    { label: 'Oaxaca', figure: rate(80, 70, 90) },
    { label: 'Jalisco', figure: rate(40, 30, 50) },
  ]
  test.each([wide, narrow])(
    'a dot is in the middle of a symmetric interval, and half as far from zero as a value twice as large ($size)',
    (frame) => {
      const svg = render(dotChart({ rows }, frame))
      const [a = 0, b = 0] = attribute(svg, /<circle[^>]*>/g, 'cx')
      const [from = 0] = attribute(svg, /<line class="c-interval"[^>]*>/g, 'x1')
      const [to = 0] = attribute(svg, /<line class="c-interval"[^>]*>/g, 'x2')
      expect(Math.abs(a - (from + to) / 2)).toBeLessThan(0.2)
      const zero = Number(/class="c-zero" d="M([\d.]+)/.exec(svg)?.[1])
      expect((a - zero) / (b - zero)).toBeCloseTo(2, 1)
    },
  )
  test.each([wide, narrow])('nothing is drawn outside the drawing ($size)', (frame) => {
    const long = [
      {
        label: 'Comercio al por mayor, al por menor y servicios de reparación de vehículos',
        figure: rate(99.9, 99, 100),
      },
      ...rows,
    ]
    for (const svg of [dotChart({ rows: long }, frame), barChart({ rows: long }, frame)].map(render)) {
      const xs = [...svg.matchAll(/\s(?:x|x1|x2|cx)="([-\d.]+)"/g)].map(([, x]) => Number(x))
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...xs)).toBeLessThanOrEqual(widths[frame.size])
    }
  })
  test('a bar begins at zero and its length is its quantity', () => {
    const svg = render(
      barChart(
        { rows: [10, 20].map((n) => ({ label: String(n), figure: { value: n * 1e6, unit: 'count' } })) },
        wide,
      ),
    )
    const [a = 0, b = 0] = attribute(svg, /<rect class="c-bar"[^>]*>/g, 'width')
    expect(b / a).toBeCloseTo(2, 1)
  })
  test('parts of a whole fill it, whatever they add up to', () => {
    const svg = render(
      shareChart(
        {
          rows: [
            {
              label: 'x',
              parts: [
                { label: 'a', value: 1 },
                { label: 'b', value: 3 },
              ],
            },
          ],
        },
        wide,
      ),
    )
    const [, , a = 0, b = 0] = attribute(svg, /<rect[^>]*>/g, 'width')
    expect(b / a).toBeCloseTo(3, 0)
    expect(svg).toContain('75.0\u202f%')
  })
})

describe('what may not be published', () => {
  test.each([wide, narrow])(
    'has no mark, no value, no place on the axis: only the reason ($size)',
    (frame) => {
      for (const draw of [dotChart, barChart]) {
        const svg = render(
          draw(
            {
              rows: [
                { label: 'Agropecuario', figure: few },
                { label: 'x', figure: rate(20, 19, 21) },
              ],
            },
            frame,
          ),
        )
        expect(svg).toContain('no se publica: 21 casos, el mínimo son 30')
        expect(svg).not.toContain('61.2')
        expect(svg.match(/<circle|class="c-bar"/g)).toHaveLength(1)
      }
      expect(domainOf([few, rate(20, 19, 21)])[1]).toBeLessThan(40)
    },
  )
  test('a state is hatched and its title gives the reason', () => {
    const svg = render(
      stateMap(
        {
          states: [
            { code: '06', name: 'Colima', figure: few },
            { code: '20', name: 'Oaxaca', figure: rate(81.6, 80, 83) },
          ],
        },
        wide,
      ),
    )
    expect(svg).toMatch(/class="c-map is-none" fill="url\(#c-wide-hatch\)"/)
    expect(svg).toContain('Colima: no se publica: 21 casos')
    expect(svg).toContain('Oaxaca: 81.6\u202f%, 80.0–83.0')
  })
})

describe('readable without colour', () => {
  test('women and men differ in shape', () => {
    const svg = render(
      pairChart({ rows: [{ label: 'Comercio', women: rate(60, 58, 62), men: rate(50, 48, 52) }] }, wide),
    )
    expect(svg.match(/<circle class="c-women"/g)).toHaveLength(2)
    expect(svg.match(/<path class="c-men"/g)).toHaveLength(2)
  })
  test('a change that the survey can tell is full, one it cannot tell is open', () => {
    const change = (value: number, low: number, high: number) => ({
      label: 'x',
      figure: { value, low, high, unit: 'points' as const },
    })
    expect(render(changeChart({ rows: [change(-0.5459, -0.93, -0.16)] }, wide))).toContain('class="c-dot"')
    expect(render(changeChart({ rows: [change(-0.3, -0.8, 0.2)] }, wide))).toContain('class="c-dot is-open"')
    expect(render(changeChart({ rows: [change(-0.5459, -0.93, -0.16)] }, wide))).toContain('>−0.5<')
  })
  test('low precision is an open dot', () => {
    expect(
      render(dotChart({ rows: [{ label: 'x', figure: { ...rate(50, 20, 80), cv: 36 } }] }, wide)),
    ).toContain('c-dot is-open')
  })
})

describe('for readers', () => {
  test('a name and a description; one image, or a group where links are inside', () => {
    const plain = render(
      dotChart({ rows: [{ label: 'x', figure: rate(50, 48, 52) }] }, { ...wide, description: 'La mitad.' }),
    )
    expect(plain).toContain('role="img" aria-labelledby="c-wide-t c-wide-d"')
    expect(plain).toContain('<title id="c-wide-t">Informalidad</title>')
    expect(
      render(dotChart({ rows: [{ label: 'x', href: '/es/places/20', figure: rate(50, 48, 52) }] }, wide)),
    ).toContain('role="group"')
  })
  test('labels are escaped', () => {
    expect(render(dotChart({ rows: [{ label: '<b>&', figure: rate(50, 48, 52) }] }, wide))).toContain(
      '&lt;b&gt;&amp;',
    )
  })
})

describe('the axis', () => {
  test('rates above 60 use the whole; small ones do not; changes are as wide to both sides', () => {
    expect(domainOf([rate(81, 80, 83)])).toEqual([0, 100])
    expect(domainOf([rate(3.4, 3.2, 3.6)])[1]).toBe(4)
    expect(domainOf([{ value: 0.6, low: -0.7, high: 1.9, unit: 'points' }], true)).toEqual([-2, 2])
    expect(domainOf([])).toEqual([0, 1])
  })
  test('a share of few people has no axis below nothing, and its line ends there', () => {
    const rare = rate(0.1, -0.1, 0.3)
    expect(domainOf([rare, rate(8, 7, 9)])[0]).toBe(0)
    expect(domainOf([{ value: -0.6, low: -1.7, high: 0.9, unit: 'points' }])[0]).toBeLessThan(-1.7)
    const svg = render(dotChart({ rows: [{ label: 'a', figure: rare }] }, narrow))
    const start = (name: string) => new RegExp(`class="${name}" x1="([^"]+)"`).exec(svg)?.[1]
    expect(start('c-interval')).toBe(start('c-grid'))
  })
  test('only the last tick names the unit', () => {
    expect(tickText(20, 'percent', [0, 100], false, 'es')).toBe('20')
    expect(tickText(100, 'percent', [0, 100], true, 'es')).toBe('100\u202f%')
    expect(tickText(25e6, 'count', [0, 25e6], true, 'es')).toBe('25 millones')
    expect(tickText(2, 'points', [-2, 2], true, 'en')).toBe('+2')
  })
  test('labels that would touch are left out, the lines stay', () => {
    const plot = { x: scaleLinear([0, 25e6], [200, 420]), left: 200, right: 420, domain: [0, 25e6] as const }
    const ticks = ticksOf(plot, 'count', wide)
    expect(ticks).toHaveLength(6)
    expect(ticks.filter((tick) => tick.text === undefined).length).toBeGreaterThan(0)
    expect(ticks.at(-1)?.text).toBe('25 millones')
  })
})

describe('text', () => {
  test('accents weigh nothing, figures all the same', () => {
    expect(textWidth('México', 15)).toBe(textWidth('Mexico', 15))
    expect(textWidth('1111', 15)).toBe(textWidth('0000', 15))
  })
  test('breaks at spaces and ends in an ellipsis where it does not fit', () => {
    expect(wrap('uno dos', 1000, 15)).toEqual(['uno dos'])
    expect(wrap('uno dos', 30, 15)).toEqual(['uno', 'dos'])
    expect(wrap('uno dos tres cuatro', 40, 15).at(-1)).toMatch(/…$/)
  })
})

describe('a map’s outlines', () => {
  test('all 32 states are drawn', () => {
    const states = Array.from({ length: 32 }, (_, i) => ({
      code: String(i + 1).padStart(2, '0'),
      name: 'x',
      figure: rate(50, 48, 52),
    }))
    expect(render(stateMap({ states }, wide)).match(/class="c-map /g)).toHaveLength(32)
  })
  test('keep their corners and close', () => {
    expect(simplify('m 10,10 20,0 0.1,0.1 -0.1,19.9 -20,0 z')).toBe('M20 20l40 0 0 40-40 0z')
  })
})

describe('as a file', () => {
  const file = {
    lang: 'es' as const,
    title: 'En Oaxaca, ocho de cada diez <b>',
    source: 'INEGI, ENOE, 2019-T1',
    draw: (frame: Frame) =>
      dotChart({ rows: [{ label: 'Oaxaca', href: '/es/places/20', figure: rate(81.6, 80.1, 83.1) }] }, frame),
  }
  test('carries title, source, style and the name of its face, and no address of ours', () => {
    const svg = toStandaloneSvg(file)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(svg).toContain('ocho de cada diez &lt;b&gt;')
    expect(svg).toContain('Fuente: INEGI, ENOE, 2019-T1')
    expect(svg).toContain("'Public Sans'")
    expect(svg).toContain('.c-dot')
    expect(svg).not.toMatch(/href|var\(--|style=/)
  })
  test('as PNG the text is really drawn: without the words much less ink remains', async () => {
    const svg = toStandaloneSvg(file)
    const [full, blank] = await Promise.all([
      toPng(svg, 1),
      toPng(svg.replace(/<text[\s\S]*?<\/text>/g, ''), 1),
    ])
    expect(full.subarray(1, 4).toString()).toBe('PNG')
    expect(full.length).toBeGreaterThan(3 * blank.length)
  })
})
