/** The first page of the overview: the finding in words, places side by side, sex, age and branch. */
import { precisionOf } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import { dotChart } from '../../web/charts/dots.tsx'
import type { ChartRow } from '../../web/charts/frame.tsx'
import { FigureText, PrecisionMark, WithheldReason } from '../../web/components/figure.tsx'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { interval, number, roughly } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Sex } from '../overview/estimates.ts'
import { contrastInWords } from '../overview/in-words.ts'
import { type ShownTable, sexes } from '../overview/present.ts'
import type { Cell } from '../overview/publication.ts'
import { shareInWords } from '../overview/sentences.ts'
import { traits } from '../overview/sides.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'

export interface SummaryProps {
  lang: Language
  placeName: string
  isNation: boolean
  informality: ShownTable
  age: ShownTable
  branch: ShownTable
  /** The rate of women minus that of men. */
  gap: Cell
  level: number
  /** TIL1 of the nation and the states, for the chart; the place's own row is strong. */
  places: { name: string; href: string; cell: Cell; strong: boolean }[]
  sourceLine: string
  definition: string
  tableLink(table: 'informality' | 'age' | 'branch'): string
}

const cellOf = (
  table: ShownTable,
  row: string,
  column: 'number' | 'share' | 'informality',
  sex: Sex = 'total',
): Cell | null => table.rows.find((one) => one.row.key === row)?.cells[column]?.[sex] ?? null

/** The finding: how many, what share, and whether women and men differ beyond the survey's error. */
export function summaryLede({
  lang,
  placeName,
  isNation,
  informality,
  gap,
  definition,
  sourceLine,
}: SummaryProps): Html {
  const words = wordsOf(lang)
  const [share, people] = [
    cellOf(informality, 'informal', 'share'),
    cellOf(informality, 'informal', 'number'),
  ]
  if (share?.shown !== 'estimate' || people?.shown !== 'estimate') return null
  const where = isNation ? words.lede.nation : placeName
  const text = words.lede.informal(
    words.lede.inWords[shareInWords(share.estimate)],
    roughly(people.estimate, lang),
    where,
  )
  const [women, men] = [
    cellOf(informality, 'informal', 'share', 'women'),
    cellOf(informality, 'informal', 'share', 'men'),
  ]
  const said =
    women && men
      ? contrastInWords(
          { a: women, b: men, difference: gap },
          {
            lang,
            label: words.lede.rate,
            unit: 'percent',
            a: traits.women?.phrase[lang] ?? '',
            b: traits.men?.phrase[lang] ?? '',
          },
        )
      : null
  return (
    <>
      {text.before}
      <b>{text.number}</b>
      {text.after}
      <FigureText
        lang={lang}
        id="til1"
        figure={{
          ...figureOf(share, 'percent', lang),
          name: words.summary.til1,
          definition,
          source: sourceLine,
          base: informality.table.base[lang],
        }}
      />
      .{said?.direction && ` ${said.finding}`}
    </>
  )
}

export function SummaryPage(props: SummaryProps) {
  const { lang, informality, level } = props
  const words = wordsOf(lang)
  const rows: ChartRow[] = props.places.map(({ name, href, cell, strong }) => ({
    label: name,
    href,
    strong,
    figure: figureOf(cell, 'percent', lang),
  }))
  return (
    <>
      <SexTable {...props} />
      {rows.length > 1 && (
        <Section title={words.summary.states} subtitle={words.summary.statesSub(level)}>
          <Chart
            lang={lang}
            title={words.summary.states}
            id="places"
            draw={(frame) => dotChart({ rows, domain: [0, 100] }, frame)}
            note={props.sourceLine}
          />
        </Section>
      )}
      {(['age', 'branch'] as const).map((id) => (
        <RateSection {...props} table={props[id]} id={id} />
      ))}
      <p class="subtle">{`${informality.table.base[lang]}. ${props.sourceLine}`}</p>
    </>
  )
}

function SexTable({ lang, informality, level }: SummaryProps) {
  const words = wordsOf(lang)
  return (
    <Section title={words.summary.sexTitle} subtitle={informality.table.base[lang]}>
      <DataTable
        lang={lang}
        caption={words.summary.sexTitle}
        captionHidden
        label={{ head: words.file.sex, cell: (sex: Sex) => words.table[sex] }}
        columns={[
          {
            head: words.summary.people,
            kind: 'number',
            narrow: 'hide',
            cell: (sex) => plain(cellOf(informality, 'employed', 'number', sex), lang),
          },
          {
            head: words.summary.informalPeople,
            kind: 'number',
            cell: (sex) => plain(cellOf(informality, 'informal', 'number', sex), lang),
          },
          {
            head: `${words.summary.rate}, %`,
            kind: 'number',
            narrow: 'main',
            cell: (sex) => <b>{plain(cellOf(informality, 'informal', 'share', sex), lang, 1)}</b>,
          },
          {
            head: words.summary.intervalHead(level),
            kind: 'number',
            cell: (sex) => between(cellOf(informality, 'informal', 'share', sex), lang),
          },
          {
            head: words.summary.precisionHead,
            cell: (sex) => mark(cellOf(informality, 'informal', 'share', sex), lang),
          },
        ]}
        rows={sexes}
        level={(sex) => (sex === 'total' ? 0 : 1)}
        strong={(sex) => sex === 'total'}
      />
    </Section>
  )
}

function RateSection({
  lang,
  table,
  id,
  tableLink,
}: SummaryProps & { table: ShownTable; id: 'age' | 'branch' }) {
  const words = wordsOf(lang).summary
  const [title, subtitle] = [words[id], words[`${id}Sub`]]
  const rows = table.rows.flatMap(({ row, cells }): ChartRow[] => {
    const cell = cells.informality?.total
    if (
      !cell ||
      cell.shown === 'lacks' ||
      row.level === 0 ||
      (cell.shown === 'reason' && cell.withheld.reason === 'noCases')
    )
      return []
    return [{ label: row.label[lang], figure: figureOf(cell, 'percent', lang) }]
  })
  if (rows.length === 0) return null
  return (
    <Section
      title={title}
      subtitle={subtitle}
      actions={<a href={tableLink(id)}>{table.table.title[lang]}</a>}
    >
      <Chart
        lang={lang}
        title={title}
        id={id}
        draw={(frame) => dotChart({ rows, domain: [0, 100] }, frame)}
      />
    </Section>
  )
}

function plain(cell: Cell | null, lang: Language, decimals = 0): Html {
  if (!cell || cell.shown === 'lacks') return '–'
  if (cell.shown === 'reason') {
    const { withheld } = figureOf(cell, 'percent', lang)
    return withheld ? <WithheldReason lang={lang} withheld={withheld} /> : '–'
  }
  return number(cell.estimate, decimals)
}

const between = (cell: Cell | null, lang: Language): string =>
  cell?.shown === 'estimate' ? interval(cell.low, cell.high, 1, lang) : '–'

const mark = (cell: Cell | null, lang: Language): Html =>
  cell?.shown === 'estimate' ? <PrecisionMark lang={lang} precision={precisionOf(cell.cv)} /> : null
