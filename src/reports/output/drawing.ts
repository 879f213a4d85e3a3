/** Charts and maps of a report as drawings, from what is held alone. */
import type { Language } from '../../kernel/text.ts'
import { dotChart, pairChart } from '../../web/charts/dots.tsx'
import { toBareSvg } from '../../web/charts/file.tsx'
import type { Frame } from '../../web/charts/frame.tsx'
import { stateMap } from '../../web/charts/map.tsx'
import type { Html } from '../../web/html.ts'
import { figureDataOf } from '../bound/measured.ts'
import type { BoundChart, Measured } from '../bound/value.ts'

const nothing: Measured = {
  value: null,
  unit: 'count',
  decimals: 0,
  change: false,
  low: null,
  high: null,
  level: null,
  cv: null,
  precision: null,
  n: null,
  withheld: null,
}

/** Draws in a frame, for a page or a file. */
export function drawerOf(chart: BoundChart, lang: Language): (frame: Frame) => Html {
  const figure = (measured: Measured | undefined) => figureDataOf(measured ?? nothing, lang)
  const domain = chart.domain ? { domain: chart.domain } : {}
  switch (chart.draws) {
    case 'states':
      return (frame) =>
        stateMap(
          {
            states: chart.rows.map(({ key, label, figures: [one] }) => ({
              code: key,
              name: label[lang],
              figure: figure(one),
            })),
            ...domain,
          },
          frame,
        )
    case 'pairs':
      return (frame) =>
        pairChart(
          {
            rows: chart.rows.map(({ label, strong, figures: [women, men] }) => ({
              label: label[lang],
              strong,
              women: figure(women),
              men: figure(men),
            })),
            ...domain,
          },
          frame,
        )
    default:
      return (frame) =>
        dotChart(
          {
            rows: chart.rows.map(({ label, strong, figures: [one] }) => ({
              label: label[lang],
              strong,
              figure: figure(one),
            })),
            ...domain,
          },
          frame,
        )
  }
}

/** `narrow`: for a phone. */
export const svgOf = (chart: BoundChart, lang: Language, size: Frame['size'] = 'wide'): string =>
  toBareSvg({ lang, title: chart.title[lang], draw: drawerOf(chart, lang) }, size)
