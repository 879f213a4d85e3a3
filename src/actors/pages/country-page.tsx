/** The country by state, and a state by municipality: how many organisations are where. */
import { type Language, said, type Text } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import { ChartSvg, type Frame, px, widths } from '../../web/charts/frame.tsx'
import { outlineCredit, stateCorners, stateMap } from '../../web/charts/map.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { MunicipalityCount, StateCount } from '../map-views.ts'
import { flat, inside, middleOf, pathOf, type Ring, ringsOf, sheetFor } from '../state-shape.ts'
import { wordsOf } from '../words.ts'

export interface CountryProps {
  lang: Language
  states: readonly StateCount[]
  /** The list of a state's organisations. */
  link: (code: string) => string
  /** The map of a state. */
  state: (code: string) => string
  national: number
}

export const drawCountry = (
  { lang, states, state }: Pick<CountryProps, 'lang' | 'states' | 'state'>,
  frame: Frame,
): Html =>
  stateMap(
    {
      states: states.map(({ code, name, count }) => ({
        code,
        name: said(name, lang),
        href: state(code),
        figure: { value: count, unit: 'count' as const, decimals: 0 },
      })),
      domain: [0, Math.max(5, Math.ceil(Math.max(...states.map(({ count }) => count)) / 5) * 5)],
    },
    frame,
  )

/** How many organisations are in each state, by seat or territory. */
export function CountryPage(props: CountryProps) {
  const { lang, states, link, state, national } = props
  const words = wordsOf(lang)
  return (
    <Chart
      lang={lang}
      id="country"
      title={words.country.chart}
      description={words.country.description}
      note={[words.country.open, national > 0 && words.country.national(national)].filter(Boolean).join(' ')}
      draw={(frame) => drawCountry(props, frame)}
    >
      <CountTable
        lang={lang}
        caption={words.country.chart}
        rows={states
          .filter(({ count }) => count > 0)
          .toSorted((a, b) => b.count - a.count)
          .map((row) => ({ ...row, place: <a href={state(row.code)}>{said(row.name, lang)}</a> }))}
        link={link}
      />
    </Chart>
  )
}

export interface StateProps {
  lang: Language
  code: string
  name: Text
  municipalities: readonly MunicipalityCount[]
  link: (code: string) => string
}

/** A state by municipality: on its municipalities' own outlines where they were imported, else within its own. */
export function StatePage(props: StateProps) {
  const { lang, code, name, municipalities, link } = props
  const words = wordsOf(lang).country
  const there = municipalities.filter(({ count }) => count > 0)
  const unknown = there.find((one) => one.code === null)?.count ?? 0
  const title = words.stateChart(said(name, lang))
  return (
    <Chart
      lang={lang}
      id="state"
      title={title}
      description={words.description}
      note={[
        there.length > (unknown > 0 ? 1 : 0) && (isOutlined(municipalities) ? words.outlined : words.within),
        unknown > 0 && words.noMunicipality(unknown),
      ]
        .filter(Boolean)
        .join(' ')}
      draw={(frame) => drawState(props, frame)}
    >
      <CountTable
        lang={lang}
        caption={title}
        rows={there.map((row) => ({
          ...row,
          code: row.code ?? code,
          place: row.name ? said(row.name, lang) : words.withoutMunicipality,
        }))}
        link={link}
      />
    </Chart>
  )
}

/** Every municipality with somebody in it has its outline: else symbols stand within the state. */
const isOutlined = (municipalities: readonly MunicipalityCount[]): boolean => {
  const there = municipalities.filter(({ code, count }) => code !== null && count > 0)
  return there.length > 0 && there.every(({ outline }) => outline !== null)
}

export function drawState(
  { lang, code, municipalities, link }: Pick<StateProps, 'lang' | 'code' | 'municipalities' | 'link'>,
  frame: Frame,
): Html {
  const there = municipalities.filter(({ count }) => count > 0)
  const shapes = isOutlined(municipalities) ? outlines(municipalities) : null
  const state: readonly Ring[] = shapes ? shapes.flatMap(({ rings }) => rings) : stateCorners(code)
  const sheet = sheetFor(state, widths[frame.size], frame.size === 'wide' ? 520 : 420)
  const spots = inside(state, there.length)
  const most = Math.max(1, ...there.map(({ count }) => count))
  return (
    <ChartSvg {...frame} height={sheet.height + (shapes ? 0 : 24)} links>
      {shapes ? (
        shapes.map(({ rings }) => <path class="c-map c-map-1" d={pathOf(rings, sheet)} />)
      ) : (
        <path class="c-map c-map-1" d={pathOf(state, sheet)} />
      )}
      {there.map((one, n) => {
        const own = one.code === null ? undefined : shapes?.find((shape) => shape.code === one.code)
        const [x, y] = sheet.at(own ? middleOf(own.rings) : (spots[n] ?? [0, 0]))
        const r = 11 + 9 * Math.sqrt(one.count / most)
        const name = one.name ? said(one.name, lang) : wordsOf(lang).country.withoutMunicipality
        const kind = one.code === null ? ' is-open' : ''
        return (
          <a href={link(one.code ?? code)} aria-label={`${name}: ${number(one.count)}`}>
            <circle class={`m-spot${kind}`} cx={px(x)} cy={px(y)} r={px(r)}>
              <title>{`${name}: ${number(one.count)}`}</title>
            </circle>
            <text class={`m-spot-number${kind}`} x={px(x)} y={px(y + 4.5)} text-anchor="middle">
              {number(one.count)}
            </text>
          </a>
        )
      })}
      {!shapes && (
        <text class="c-tick" x={widths[frame.size]} y={px(sheet.height + 18)} text-anchor="end">
          {outlineCredit(lang)}
        </text>
      )}
    </ChartSvg>
  )
}

function outlines(municipalities: readonly MunicipalityCount[]): { code: string | null; rings: Ring[] }[] {
  const given = municipalities.flatMap(({ code, outline }) =>
    outline ? [{ code, rings: ringsOf(outline) }] : [],
  )
  const [[, latitude = 20] = []] = given[0]?.rings[0] ?? []
  const onPaper = flat(latitude)
  return given.map(({ code, rings }) => ({ code, rings: rings.map((ring) => ring.map(onPaper)) }))
}

interface CountRow {
  code: string
  place: Html
  count: number
  members: number | null
}

function CountTable({
  lang,
  caption,
  rows,
  link,
}: {
  lang: Language
  caption: string
  rows: readonly CountRow[]
  link: (code: string) => string
}) {
  const words = wordsOf(lang)
  return (
    <DataTable
      lang={lang}
      caption={caption}
      captionHidden
      rows={rows}
      label={{ head: words.country.place, cell: (row) => row.place }}
      columns={[
        {
          head: words.country.organisations,
          kind: 'number',
          narrow: 'main',
          cell: (row) => <a href={link(row.code)}>{number(row.count)}</a>,
        },
        {
          head: words.columns.members,
          kind: 'number',
          narrow: 'hide',
          cell: (row) => (row.members === null ? '–' : number(row.members)),
        },
      ]}
      empty={<p>{words.country.nobody}</p>}
      notes={<p>{words.country.notAdded}</p>}
    />
  )
}
