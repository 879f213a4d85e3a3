/** The map of actors as SVG: form by whom they stand for, size by members, ties by kind, fill by position. */
import { type Language, said } from '../../kernel/text.ts'
import { textWidth } from '../../web/charts/text-width.ts'
import { number } from '../../web/format.ts'
import { type Html, raw } from '../../web/html.ts'
import { mapHeight, mapWidth, type Point } from '../layout.ts'
import type { Actor, Graph } from '../map.ts'
import { type Constituency, constituencies, type RelationKind, relationKinds } from '../rules.ts'
import { wordsOf } from '../words.ts'

export interface MapDrawing {
  lang: Language
  graph: Graph
  places: ReadonlyMap<string, Point>
  title: string
  /** Whether an issue was asked for: fill says the position on it. */
  byStance: boolean
  /** Address of an organisation; none in files. */
  href?: (id: string) => string
}

/** Letters of the path of each form around a point, `r` its half size: one glance tells them apart in black and white. */
const form: Record<Constituency | 'none', (x: number, y: number, r: number) => string> = {
  workers: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1-${2 * r} 0z`,
  authority: (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h-${2 * r}z`,
  employers: (x, y, r) => `M${x} ${y - r - 1}l${r + 1} ${r + 1}-${r + 1} ${r + 1}-${r + 1}-${r + 1}z`,
  civil_society: (x, y, r) => `M${x} ${y - r - 1}l${r + 1} ${2 * r}h-${2 * r + 2}z`,
  contractors: (x, y, r) => `M${x} ${y + r + 1}l${r + 1}-${2 * r}h-${2 * r + 2}z`,
  academia: (x, y, r) => {
    const half = Math.round(r / 2)
    return `M${x - r} ${y}l${half}-${r}h${2 * (r - half)}l${half} ${r}-${half} ${r}h-${2 * (r - half)}z`
  },
  donor: (x, y, r) => {
    const arm = Math.max(2, Math.round(r / 2))
    const out = Math.max(1, r - arm)
    return `M${x - arm} ${y - arm}v-${out}h${2 * arm}v${out}h${out}v${2 * arm}h-${out}v${out}h-${2 * arm}v-${out}h-${out}v-${2 * arm}z`
  },
  none: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1-${2 * r} 0z`,
}

/** Half size by members: the area grows with them; who has told none is small. */
function sizer(actors: readonly Actor[]): (members: number | null) => number {
  const most = Math.max(1, ...actors.map(({ members }) => members ?? 0))
  const [small, large] = actors.length > 400 ? [3, 14] : actors.length > 100 ? [5, 20] : [8, 30]
  return (members) => Math.round(small + (large - small) * Math.sqrt((members ?? 0) / most))
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? '')

const stanceClass = (stance: number | null): string => (stance === null ? 'm-s' : `m-s${stance + 2}`)

/** The network alone; `legend` and what it means stand below it on the page. */
export function drawMap({ lang, graph, places, title, byStance, href }: MapDrawing): Html {
  const words = wordsOf(lang)
  const size = sizer(graph.actors)
  const at = (id: string): Point => places.get(id) ?? { x: mapWidth / 2, y: mapHeight / 2 }
  const isLarge = graph.actors.length > 300
  // The large ones lie below, so that no small one is hidden.
  const drawn = graph.actors.toSorted((a, b) => (b.members ?? 0) - (a.members ?? 0))
  const mark = (actor: Actor): string => {
    const { x, y } = at(actor.id)
    const kind = actor.constituency ?? 'none'
    const about = escaped(
      [
        said(actor.name, lang),
        actor.members !== null && words.map.members(number(actor.members)),
        byStance && actor.stance !== null && words.stances[actor.stance],
      ]
        .filter(Boolean)
        .join(', '),
    )
    const drawing = `<path class="${byStance ? stanceClass(actor.stance) : `m-${kind}`}" d="${form[kind](x, y, size(actor.members))}"><title>${about}</title></path>`
    if (!href) return drawing
    return `<a href="${escaped(href(actor.id))}" ${isLarge ? 'tabindex="-1"' : `aria-label="${about}"`}>${drawing}</a>`
  }
  return (
    <svg
      class="chart actor-map"
      viewBox={`0 0 ${mapWidth} ${mapHeight}`}
      width="680"
      height={Math.round((680 * mapHeight) / mapWidth)}
      role={href ? 'group' : 'img'}
      aria-label={title}
    >
      {relationKinds.map((kind) => {
        const d = tiesOf(graph, kind, at)
        return d && <path class={`m-tie m-${kind}`} d={d} />
      })}
      {/* As text at once: two thousand marks as elements take four times as long. */}
      {raw(drawn.map(mark).join(''))}
      {labels(drawn, at, size, lang)}
    </svg>
  )
}

/** All ties of one kind as one path: six thousand lines weigh sixty kilobytes so. */
function tiesOf({ ties }: Graph, kind: RelationKind, at: (id: string) => Point): string {
  return ties
    .filter((tie) => tie.kind === kind)
    .map(({ from, to }) => {
      const [a, b] = [at(from), at(to)]
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      return `M${a.x} ${a.y}l${dx}${dy < 0 ? '' : ' '}${dy}`
    })
    .join('')
}

const letter = 15

/** Names of the largest, as many as find room; the others have theirs as a title, and in the list. */
function labels(
  actors: readonly Actor[],
  at: (id: string) => Point,
  size: (members: number | null) => number,
  lang: Language,
): Html {
  const taken: (readonly [number, number, number, number])[] = actors.slice(0, 200).map(({ id, members }) => {
    const [{ x, y }, r] = [at(id), size(members)]
    return [x - r, y - r, x + r, y + r]
  })
  const texts: Html[] = []
  for (const actor of actors.slice(0, 120)) {
    const [{ x, y }, r] = [at(actor.id), size(actor.members)]
    const name = shortened(said(actor.name, lang))
    const width = textWidth(name, letter)
    const middle = Math.min(Math.max(x - width / 2, 2), mapWidth - width - 2)
    const box = (
      [
        [middle, y + r + 3],
        [middle, y - r - 3 - letter],
        [x + r + 4, y - letter / 2],
        [x - r - 4 - width, y - letter / 2],
      ] as const
    )
      .map(([left, top]) => [left, top, left + width, top + letter] as const)
      .find(
        (one) =>
          one[0] >= 0 &&
          one[1] >= 0 &&
          one[2] <= mapWidth &&
          one[3] <= mapHeight &&
          !taken.some((other) => overlaps(one, other)),
      )
    if (!box) continue
    const [left, top] = box
    taken.push(box)
    texts.push(
      <text class="m-name" x={Math.round(left)} y={Math.round(top + 13)}>
        {name}
      </text>,
    )
    if (texts.length >= 60) break
  }
  return <g>{texts}</g>
}

const overlaps = (a: readonly number[], b: readonly number[]): boolean =>
  (a[0] ?? 0) < (b[2] ?? 0) &&
  (a[2] ?? 0) > (b[0] ?? 0) &&
  (a[1] ?? 0) < (b[3] ?? 0) &&
  (a[3] ?? 0) > (b[1] ?? 0)

const shortened = (name: string): string => (name.length > 30 ? `${name.slice(0, 29).trimEnd()}…` : name)

interface Key {
  class: string
  d: (x: number, y: number) => string
  label: string
}

/** What forms, lines and fills mean: of those that are there. */
function keysOf({ lang, graph, byStance }: Pick<MapDrawing, 'lang' | 'graph' | 'byStance'>): Key[] {
  const words = wordsOf(lang)
  const kinds = [...constituencies, 'none' as const].filter((kind) =>
    graph.actors.some(({ constituency }) => (constituency ?? 'none') === kind),
  )
  const ties = relationKinds.filter((kind) => graph.ties.some((tie) => tie.kind === kind))
  return [
    ...kinds.map((kind) => ({
      class: byStance ? 'm-s' : `m-${kind}`,
      d: (x: number, y: number) => form[kind](x, y, 7),
      label: kind === 'none' ? words.noConstituency : words.constituencies[kind],
    })),
    ...ties.map((kind) => ({
      class: `m-tie m-${kind}`,
      d: (x: number, y: number) => `M${x - 12} ${y}h24`,
      label: words.relations[kind],
    })),
    ...(byStance ? ['2', '1', '0', '-1', '-2'] : []).map((stance) => ({
      class: stanceClass(Number(stance)),
      d: (x: number, y: number) => form.workers(x, y, 7),
      label: words.stances[stance] ?? '',
    })),
  ]
}

export const Legend = (props: Pick<MapDrawing, 'lang' | 'graph' | 'byStance'>) => (
  <ul class="m-legend" aria-label={wordsOf(props.lang).map.legend}>
    {keysOf(props).map((key) => (
      <li>
        <svg class="chart m-key" viewBox="0 0 24 20" width="24" height="20" aria-hidden="true">
          <path class={key.class} d={key.d(12, 10)} />
        </svg>
        {key.label}
      </li>
    ))}
  </ul>
)

/** The map with its legend below, for a file that stands alone. */
export function drawFile(drawing: MapDrawing): Html {
  const width = 680
  const tall = Math.round((width * mapHeight) / mapWidth)
  let [x, y] = [0, tall + 28]
  const keys = keysOf(drawing).map((key) => {
    const room = textWidth(key.label, 13) + 50
    if (x > 0 && x + room > width) [x, y] = [0, y + 24]
    const at = x
    x += room
    return (
      <>
        <path class={key.class} d={key.d(at + 12, y - 5)} />
        <text class="c-tick" x={at + 30} y={y}>
          {key.label}
        </text>
      </>
    )
  })
  return (
    <svg
      class="chart"
      width={width}
      height={y + 8}
      viewBox={`0 0 ${width} ${y + 8}`}
      role="img"
      aria-label={drawing.title}
    >
      {drawMap(drawing)}
      {keys}
    </svg>
  )
}
