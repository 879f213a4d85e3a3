import mexico from '@svg-maps/mexico'
import { scaleQuantize } from 'd3-scale'
import { type FigureData, intervalText, valueText } from '../components/figure.tsx'
import { number } from '../format.ts'
import { ChartSvg, domainOf, type Frame, px, reasonOf, shown, widths } from './frame.tsx'
import { textWidth } from './text-width.ts'

export interface StateValue {
  /** INEGI's code, `01` to `32`. */
  readonly code: string
  readonly name: string
  readonly figure: FigureData
  readonly href?: string
}

/** The package names states by its own letters; INEGI's codes follow the alphabet of 1970. */
const outlineOf: Readonly<Record<string, string>> = {
  '01': 'agu',
  '02': 'bcn',
  '03': 'bcs',
  '04': 'cam',
  '05': 'coa',
  '06': 'col',
  '07': 'chp',
  '08': 'chh',
  '09': 'cmx',
  '10': 'dur',
  '11': 'gua',
  '12': 'gro',
  '13': 'hid',
  '14': 'jal',
  '15': 'mex',
  '16': 'mic',
  '17': 'mor',
  '18': 'nay',
  '19': 'nle',
  '20': 'oax',
  '21': 'pue',
  '22': 'que',
  '23': 'roo',
  '24': 'slp',
  '25': 'sin',
  '26': 'son',
  '27': 'tab',
  '28': 'tam',
  '29': 'tla',
  '30': 'ver',
  '31': 'yuc',
  '32': 'zac',
}

const [mapWidth, mapHeight] = [793, 498]

/** Outlines are kept on a grid of half a unit of the package's drawing, as whole numbers. */
const grid = 2

/**
 * An outline with the points left out that a screen cannot tell apart: 60 kB for the country become 15.
 * @param path the package writes `m x,y dx,dy … z`, all relative
 * @param tolerance shortest step that is kept, in units of the package's drawing (793 wide)
 * @returns a path on the grid: divide by `grid`
 */
export function simplify(path: string, tolerance = 1.5): string {
  let [x, y] = [0, 0]
  return path
    .split(/(?=[mM])/)
    .map((part) => {
      const points: [number, number][] = []
      let first: [number, number] | undefined
      for (const pair of part.slice(1).replace(/z/gi, '').trim().split(/\s+/)) {
        const [dx, dy] = pair.split(',').map(Number)
        if (dx === undefined || dy === undefined) continue
        x += dx
        y += dy
        first ??= [x, y]
        const point: [number, number] = [Math.round(x * grid), Math.round(y * grid)]
        const last = points.at(-1)
        if (!last || Math.hypot(last[0] - point[0], last[1] - point[1]) >= tolerance * grid)
          points.push(point)
      }
      // After `z` the next part starts from the first point of this one.
      if (first) [x, y] = first
      return points.length > 2 ? relative(points) : ''
    })
    .join('')
}

function relative(points: readonly [number, number][]): string {
  const steps = points.map(([x, y], i) => {
    const [a, b] = i === 0 ? [0, 0] : (points[i - 1] ?? [0, 0])
    return `${x - a}${y - b < 0 ? '' : ' '}${y - b}`
  })
  return `M${steps[0]}l${steps.slice(1).join(' ').replaceAll(' -', '-')}z`
}

let outlines: ReadonlyMap<string, string> | undefined

function outline(code: string): string | undefined {
  outlines ??= new Map(mexico.locations.map((state) => [state.id, simplify(state.path)]))
  return outlines.get(outlineOf[code] ?? '')
}

/** Said under every drawing that has the package's outlines: its licence asks for it. */
export const outlineCredit = (lang: Frame['lang']): string =>
  lang === 'es' ? 'Contornos: SVG Maps, CC BY 4.0' : 'Outlines: SVG Maps, CC BY 4.0'

/** Corners of the outlines of a state as finely as the package has them, part by part; none for a code it does not know. */
export function stateCorners(code: string): [number, number][][] {
  const path = mexico.locations.find(({ id }) => id === outlineOf[code])?.path ?? ''
  let [x, y] = [0, 0]
  return path
    .split(/(?=[mM])/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const corners = part
        .replace(/[mMzZ]/g, '')
        .trim()
        .split(/\s+/)
        .map((pair): [number, number] => {
          const [dx = 0, dy = 0] = pair.split(',').map(Number)
          x += dx
          y += dy
          return [x, y]
        })
      // After `z` the next part starts from the first point of this one.
      ;[x, y] = corners[0] ?? [x, y]
      return corners
    })
}

/** The 32 states in five tones from light to dark; a withheld one is hatched. Each has its value as a title, and its link. */
export function stateMap(
  data: { states: readonly StateValue[]; domain?: readonly [number, number] },
  frame: Frame,
) {
  const width = widths[frame.size]
  const scale = width / mapWidth
  const figures = data.states.map((state) => state.figure).filter(shown)
  const values = figures.map((figure) => figure.value ?? 0)
  const given =
    data.domain ??
    (values.length > 0 ? niceRange(Math.min(...values), Math.max(...values)) : domainOf(figures))
  const tone = scaleQuantize([...given], [1, 2, 3, 4, 5])
  const hatch = `${frame.id}-${frame.size}-hatch`
  const legendY = mapHeight * scale + 14
  return (
    <ChartSvg {...frame} height={legendY + 44} links={data.states.some((state) => state.href)}>
      <defs>
        <pattern
          id={hatch}
          width="12"
          height="12"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path class="c-hatch" d="M0 0V12" />
        </pattern>
      </defs>
      <g transform={`scale(${Math.round((scale / grid) * 1e4) / 1e4})`}>
        {data.states.map((state) => {
          const d = outline(state.code)
          if (!d) return null
          const isShown = shown(state.figure)
          const area = (
            <path
              class={isShown ? `c-map c-map-${tone(state.figure.value ?? 0)}` : 'c-map is-none'}
              fill={isShown ? undefined : `url(#${hatch})`}
              d={d}
            >
              <title>{`${state.name}: ${isShown ? [valueText(state.figure), intervalText(state.figure, frame.lang)].filter(Boolean).join(', ') : reasonOf(state.figure, frame.lang)}`}</title>
            </path>
          )
          return state.href ? <a href={state.href}>{area}</a> : area
        })}
      </g>
      <Legend tone={tone.invertExtent} unit={figures[0]?.unit} y={legendY} width={width} />
      <text class="c-tick" x={width} y={px(legendY + 36)} text-anchor="end">
        {outlineCredit(frame.lang)}
      </text>
    </ChartSvg>
  )
}

/** Five equal steps of a round width that hold all values. */
function niceRange(low: number, high: number): [number, number] {
  const unit = 10 ** Math.floor(Math.log10(high - low || 1)) / 10
  const from = Math.floor(low / unit) * unit
  return [from, from + 5 * Math.max(1, Math.ceil((high - from) / 5 / unit)) * unit]
}

const Legend = (props: {
  tone: (n: number) => [number, number]
  unit?: FigureData['unit']
  y: number
  width: number
}) => {
  const each = Math.min(88, props.width / 5)
  return (
    <>
      {[1, 2, 3, 4, 5].map((n) => {
        const [from, to] = props.tone(n)
        const digits = (to - from) % 1 === 0 && from % 1 === 0 ? 0 : 1
        // Whole things are in one class only: 0–6, 7–13.
        const last = props.unit === 'count' && digits === 0 && n < 5 ? to - 1 : to
        const text = from === last ? number(from) : `${number(from, digits)}–${number(last, digits)}`
        return (
          <>
            <rect
              class={`c-map-${n}`}
              x={px((n - 1) * each)}
              y={px(props.y - 8)}
              width={px(each - 2)}
              height={10}
            />
            <text
              class="c-tick"
              x={px((n - 1) * each + Math.max(0, (each - 2 - textWidth(text, 13)) / 2))}
              y={px(props.y + 17)}
            >
              {text}
            </text>
          </>
        )
      })}
    </>
  )
}
