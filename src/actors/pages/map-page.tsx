/** The map with its legend, buttons and the same in a table; the matrix. */
import { type Language, said, type Text } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import { ChartSvg, type Frame, px, widths } from '../../web/charts/frame.tsx'
import { textWidth } from '../../web/charts/text-width.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { EmptyState, Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { number } from '../../web/format.ts'
import type { Placed } from '../map-views.ts'
import { wordsOf } from '../words.ts'
import { drawMap, Legend, type MapDrawing } from './map-draw.tsx'

const shownTies = 100

export interface MapPageProps extends MapDrawing {
  /** Whole address. */
  list: string
  to: (path: string) => string
  /** The whole map is being laid out, or waits for it. */
  isWaiting: boolean
  /** Form address to lay it out anew; null: not for this person. */
  anew: string | null
}

export function MapPage(props: MapPageProps) {
  const { lang, graph, to } = props
  const words = wordsOf(lang)
  const names = new Map(graph.actors.map(({ id, name }) => [id, said(name, lang)]))
  if (graph.actors.length === 0)
    return (
      <EmptyState
        title={words.map.nobody}
        action={<ButtonLink href={to('/actors/map')}>{words.map.all}</ButtonLink>}
      >
        <p>{words.map.nobodyText}</p>
      </EmptyState>
    )
  return (
    <>
      {props.isWaiting && <Notice kind="plain">{words.map.waiting}</Notice>}
      <figure
        class="chart-figure m-figure"
        data-actor-map=""
        data-in={words.map.zoomIn}
        data-out={words.map.zoomOut}
        data-whole={words.map.whole}
      >
        <a class="vh-focusable" href="#after-map">
          {words.map.skip}
        </a>
        {drawMap(props)}
        <figcaption>
          <Legend lang={lang} graph={graph} byStance={props.byStance} />
          <p class="chart-note">{words.map.note}</p>
        </figcaption>
      </figure>
      <div id="after-map" />
      <Disclosure summary={words.map.table}>
        <p>
          <a href={props.list}>{words.map.asList(graph.actors.length)}</a>
        </p>
        <DataTable
          lang={lang}
          caption={
            graph.ties.length > shownTies ? words.map.tiesFirst(shownTies, graph.ties.length) : words.map.ties
          }
          rows={graph.ties.slice(0, shownTies)}
          label={{
            head: words.columns.name,
            cell: (tie) => <a href={to(`/actors/${tie.from}`)}>{names.get(tie.from)}</a>,
          }}
          columns={[
            {
              head: words.facts.fields.relation.kind.label,
              narrowHead: '',
              cell: (tie) => words.relations[tie.kind],
            },
            {
              head: words.facts.fields.relation.other.label,
              narrowHead: '',
              cell: (tie) => <a href={to(`/actors/${tie.to}`)}>{names.get(tie.to)}</a>,
            },
          ]}
          empty={<p>{words.one.relationsNone}</p>}
        />
      </Disclosure>
      {props.anew && (
        <Disclosure summary={words.map.anew}>
          <p>{words.map.anewText}</p>
          <form method="post" action={props.anew}>
            <Button>{words.map.anew}</Button>
          </form>
        </Disclosure>
      )}
    </>
  )
}

export interface MatrixProps {
  lang: Language
  issue: Text
  placed: readonly Placed[]
  to: (path: string) => string
}

/** Influence upwards, interest to the right; each organisation is its number in the table below. */
export function MatrixPage({ lang, issue, placed, to }: MatrixProps) {
  const words = wordsOf(lang)
  const title = words.matrix.chart(said(issue, lang))
  return (
    <Chart
      lang={lang}
      id="matrix"
      title={title}
      description={words.matrix.description}
      note={words.one.positionsTeam}
      draw={(frame) => drawMatrix(placed, frame)}
    >
      <DataTable
        lang={lang}
        caption={title}
        captionHidden
        rows={placed.map((one, n) => ({ ...one, n: n + 1 }))}
        label={{
          head: words.columns.name,
          cell: (row) => (
            <>
              <span class="num">{row.n}</span> <a href={to(`/actors/${row.id}`)}>{said(row.name, lang)}</a>
            </>
          ),
        }}
        columns={[
          { head: words.one.influence, kind: 'number', cell: (row) => number(row.influence) },
          { head: words.one.interest, kind: 'number', cell: (row) => number(row.interest) },
          { head: words.one.stance, cell: (row) => (row.stance === null ? '–' : words.stances[row.stance]) },
        ]}
      />
    </Chart>
  )
}

export function drawMatrix(placed: readonly Placed[], frame: Frame) {
  const words = wordsOf(frame.lang).matrix
  const keys = stanceKeys(placed, frame)
  const left = 34
  const cell = (widths[frame.size] - left - 2) / 5
  const tall = frame.size === 'wide' ? 78 : cell
  const inCell = new Map<string, number>()
  const [per, step] = frame.size === 'wide' ? [5, 25] : [2, 29]
  return (
    <ChartSvg {...frame} height={tall * 5 + 56 + keys.height}>
      {[1, 2, 3, 4, 5].map((level) => (
        <>
          <text class="c-tick" x={left - 12} y={px((5 - level) * tall + tall / 2 + 5)} text-anchor="end">
            {level}
          </text>
          <text class="c-tick" x={px(left + (level - 0.5) * cell)} y={px(tall * 5 + 18)} text-anchor="middle">
            {level}
          </text>
          {[1, 2, 3, 4, 5].map((interest) => (
            <rect
              class={level > 3 && interest > 3 ? 'm-cell is-key' : 'm-cell'}
              x={px(left + (interest - 1) * cell)}
              y={px((5 - level) * tall)}
              width={px(cell)}
              height={px(tall)}
            />
          ))}
        </>
      ))}
      {placed.map(({ influence, interest, stance }, n) => {
        const key = `${influence} ${interest}`
        const at = inCell.get(key) ?? 0
        inCell.set(key, at + 1)
        if ((Math.floor(at / per) + 1) * step > tall) return null
        const x = px(left + (interest - 1) * cell + 15 + (at % per) * step)
        const y = px((5 - influence) * tall + 15 + Math.floor(at / per) * step)
        return (
          <>
            <circle class={stance === null ? 'm-s' : `m-s${stance + 2}`} cx={x} cy={y} r={12} />
            <text
              class={`m-number${stance !== null && Math.abs(stance) === 2 ? ' is-on' : ''}`}
              x={x}
              y={px(y + 4.5)}
              text-anchor="middle"
            >
              {n + 1}
            </text>
          </>
        )
      })}
      <text class="c-tick" x={widths[frame.size]} y={px(tall * 5 + 38)} text-anchor="end">
        {words.interest}
      </text>
      <text class="c-tick" x={0} y={px(tall * 5 + 38)}>
        {words.influence}
      </text>
      <g transform={`translate(0 ${px(tall * 5 + 66)})`}>{keys.drawn}</g>
    </ChartSvg>
  )
}

/** What the fills mean, of those that are there; in rows as wide as the drawing. */
function stanceKeys(placed: readonly Placed[], frame: Frame) {
  const words = wordsOf(frame.lang)
  let [x, y] = [0, 0]
  const drawn = [2, 1, 0, -1, -2, null]
    .filter((stance) => placed.some((one) => one.stance === stance))
    .map((stance) => {
      const label = stance === null ? words.matrix.notKnown : (words.stances[stance] ?? '')
      const room = textWidth(label, 13) + 44
      if (x > 0 && x + room > widths[frame.size]) [x, y] = [0, y + 26]
      const at = x
      x += room
      return (
        <>
          <circle class={stance === null ? 'm-s' : `m-s${stance + 2}`} cx={px(at + 8)} cy={y} r={7} />
          <text class="c-tick" x={px(at + 22)} y={px(y + 4.5)}>
            {label}
          </text>
        </>
      )
    })
  return { drawn, height: y + 22 }
}
