/** One table of the overview: rows of a concept, by total, women and men, every cell with its precision. */
import type { Language } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { EstimateCell, WithheldReason } from '../../web/components/figure.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { type Column, DataTable } from '../../web/components/table.tsx'
import { Segmented, Tabs } from '../../web/components/toolbar.tsx'
import { number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import {
  type ColumnKey,
  namesOf,
  noErrorReason,
  rowLabel,
  type Table,
  type TableId,
  tables,
  unplannedReasons,
} from '../enoe/index.ts'
import type { Sex } from '../overview/estimates.ts'
import { type ShownRow, type ShownTable, sexes } from '../overview/present.ts'
import type { Cell } from '../overview/publication.ts'
import type { ChosenPlace } from '../overview/selection.ts'
import { wordsOf } from '../words.ts'
import { columnName, figureOf } from './cell.ts'
import { CiteButton, CiteForm, type Citing } from './cite.tsx'

export interface TableOfPlace {
  place: ChosenPlace
  shown: ShownTable
}

export interface TablePageProps {
  lang: Language
  /** The place, and the one beside it if two are compared. */
  sides: TableOfPlace[]
  view: ColumnKey
  level: number
  /** Address of this page with other choices. */
  link(change: Record<string, string | null>, table?: TableId): string
  /** Address of all that is known of one estimate. */
  estimateLink(place: string, row: string, column: ColumnKey, sex: Sex): string
  citing: Citing
  chart: Html | null
  sourceLine: string
  method: string
  designLacks: readonly string[]
  minimumCases: number
  isRevealed: boolean
  /** For a coordinator on a withheld place. */
  reveal: { action: string; hide: string; fields: Record<string, string> } | null
  /** Columns without which the file cannot tell the place at all. */
  placeLacks: readonly (readonly string[])[] | null
  /** What can be said in place of what is withheld. */
  instead: { text: string; href: string } | null
  publishedLink: string
  /** What others publish of the same, beside it or in its place. */
  published: Html | null
}

/** The tables side by side as tabs; each is an address of its own. */
export const TableTabs = ({
  lang,
  current,
  link,
  summary,
}: {
  lang: Language
  current: TableId | 'contrast' | null
  link(change: Record<string, string | null>, table?: TableId | 'contrast'): string
  /** Address of the overview's first page. */
  summary: string
}) => (
  <Tabs
    label={wordsOf(lang).table.tables}
    choices={[
      { label: wordsOf(lang).table.summary, href: summary, current: current === null },
      ...tables.map((table) => ({
        label: wordsOf(lang).short[table.id],
        href: link({}, table.id),
        current: table.id === current,
      })),
      {
        label: wordsOf(lang).contrast.tab,
        href: link({}, 'contrast'),
        current: current === 'contrast',
      },
    ]}
  />
)

export function TablePage(props: TablePageProps) {
  const { lang, sides, view } = props
  const words = wordsOf(lang)
  const [main] = sides
  if (!main) return null
  const { table } = main.shown
  if (main.shown.lacks) {
    return (
      <>
        <Notice title={words.table.lacksTitle}>
          <p>{words.table.lacks(namesOf(main.shown.lacks, words.table.or))}</p>
          <p>{words.table.lacksHint}</p>
          <p>
            <a href={props.publishedLink}>{words.table.toPublished}</a>
          </p>
        </Notice>
        {props.published}
      </>
    )
  }
  const why = withheldWhole(main.shown)
  return (
    <>
      {props.isRevealed && (
        <Notice kind="attention">
          <p>{words.table.revealed}</p>
          {props.reveal && (
            <form method="post" action={props.reveal.hide} class="actions">
              {Object.entries(props.reveal.fields).map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <Button>{words.table.hide}</Button>
            </form>
          )}
        </Notice>
      )}
      {why && <WithheldPlace {...props} why={why} />}
      {!why && props.chart}
      {!why && main.shown.columns.length > 1 && (
        <Segmented
          label={words.choose.show}
          choices={main.shown.columns.map((column) => ({
            label: columnName(table, column, lang),
            href: props.link({ view: column === 'share' ? null : column }),
            current: column === view,
          }))}
        />
      )}
      {!why && <EstimatesTable {...props} />}
      {props.published}
      <div class="table-notes">
        {main.shown.otherwise && table.otherwise && <p>{table.otherwise.because[lang]}</p>}
        {(table.notes ?? []).map((note) => (
          <p>{note[lang]}</p>
        ))}
        {main.shown.rows.map(({ row }) => row.note && <p>{row.note[lang]}</p>)}
        {hasFew(main.shown, view) && <p>{words.withheld.fewNote(props.minimumCases)}</p>}
        {hasHeldMedian(main.shown, view) && <p>{words.table.medianHeldNote}</p>}
        {!why && (
          <p>
            {props.designLacks.length > 0
              ? noErrorReason(props.designLacks)[lang]
              : `${words.table.interval(props.level)} ${words.table.precision}`}
          </p>
        )}
        <p>
          <b>{words.table.source}:</b> {props.sourceLine}
        </p>
      </div>
      <Disclosure summary={words.table.method}>
        <p>{props.method}</p>
        {hasMedian(main.shown, view) && <p>{words.table.methodMedian}</p>}
        <p>
          {words.table.base}: {table.base[lang]}.
        </p>
      </Disclosure>
    </>
  )
}

const hasFew = (shown: ShownTable, view: ColumnKey): boolean =>
  shown.rows.some(({ cells }) =>
    Object.values(cells[view] ?? {}).some(
      (cell) => cell.shown === 'reason' && cell.withheld.reason === 'few',
    ),
  )

const hasMedian = (shown: ShownTable, view: ColumnKey): boolean =>
  shown.rows.some(({ row }) => row.cells[view]?.kind === 'median')

const hasHeldMedian = (shown: ShownTable, view: ColumnKey): boolean =>
  shown.rows.some(({ cells }) =>
    Object.values(cells[view] ?? {}).some(
      (cell) => cell.shown === 'estimate' && cell.noError === 'medianHeld',
    ),
  )

/** The reason that withholds every cell alike: the place itself, not the number of cases. */
function withheldWhole(shown: ShownTable): Extract<Cell, { shown: 'reason' }>['withheld'] | null {
  for (const { cells } of shown.rows)
    for (const trio of Object.values(cells)) {
      const { total } = trio
      if (
        total.shown === 'reason' &&
        (total.withheld.reason === 'unplanned' || total.withheld.reason === 'coverage')
      )
        return total.withheld
      if (total.shown === 'estimate') return null
    }
  return null
}

function WithheldPlace({
  lang,
  why,
  reveal,
  placeLacks,
  instead,
}: TablePageProps & { why: NonNullable<ReturnType<typeof withheldWhole>> }) {
  const words = wordsOf(lang)
  return (
    <Notice title={why.reason === 'coverage' ? words.withheld.coverage : words.withheld.unplanned}>
      <p>
        {why.reason === 'unplanned' ? unplannedReasons[why.why][lang] : unplannedReasons.notCovered[lang]}
      </p>
      {placeLacks && <p>{words.table.lacks(namesOf(placeLacks, words.table.or))}</p>}
      {instead && (
        <p>
          <a href={instead.href}>{instead.text}</a>
        </p>
      )}
      {reveal && why.reason === 'unplanned' && (
        <form method="post" action={reveal.action} class="actions">
          {Object.entries(reveal.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button>{words.table.reveal}</Button>
        </form>
      )}
    </Notice>
  )
}

function EstimatesTable(props: TablePageProps) {
  const { lang, sides, view, citing } = props
  const words = wordsOf(lang).table
  const [main] = sides
  if (!main) return null
  const two = sides.length > 1
  const columns = sides.flatMap(({ place, shown }): Column<ShownRow>[] => {
    const inPlace = new Map(shown.rows.map((one) => [one.row.key, one]))
    return sexes.map((sex) => ({
      head: words[sex],
      kind: 'number',
      ...(two ? { group: place.name } : {}),
      ...(sex === 'total' ? { narrow: 'main' as const } : {}),
      cell: ({ row }) => (
        <EstimateOf {...props} place={place} table={shown.table} row={inPlace.get(row.key)} sex={sex} />
      ),
    }))
  })
  const table = (
    <DataTable
      lang={lang}
      caption={`${main.shown.table.title[lang]}: ${columnName(main.shown.table, view, lang)}`}
      captionHidden
      label={{ head: words.row, cell: ({ row }) => row.label[lang] }}
      columns={[
        ...columns,
        ...(two
          ? []
          : [
              {
                head: words.cases,
                kind: 'number' as const,
                narrow: 'hide' as const,
                cell: ({ cells }: ShownRow) => casesOf(cells[view]?.total),
              },
            ]),
      ]}
      rows={main.shown.rows.filter(({ cells }) => cells[view])}
      level={({ row }) => row.level}
      instead={({ cells }) => reasonOfRow(cells[view], lang)}
      strong={({ row }) => row.level === 0}
    />
  )
  return (
    <CiteForm lang={lang} citing={citing}>
      {table}
    </CiteForm>
  )
}

/** One reason in place of three alike: the row as a whole cannot be computed, or has nobody. */
function reasonOfRow(trio: Record<Sex, Cell> | undefined, lang: Language): Html | undefined {
  if (trio?.total.shown === 'lacks') {
    const { table } = wordsOf(lang)
    return <span class="withheld">{table.lackCell(namesOf(trio.total.columns, table.or))}</span>
  }
  const isEmpty = trio?.total.shown === 'reason' && trio.total.withheld.reason === 'noCases'
  return isEmpty ? <span class="withheld">{wordsOf(lang).withheld.noCases}</span> : undefined
}

const casesOf = (cell: Cell | undefined): string => (cell && 'n' in cell ? number(cell.n) : '')

function EstimateOf(
  props: TablePageProps & { place: ChosenPlace; table: Table; row: ShownRow | undefined; sex: Sex },
) {
  const { lang, place, row, sex, view, citing } = props
  const cell = row?.cells[view]?.[sex]
  const unit = row?.row.cells[view]?.unit
  if (!row || !cell || !unit) return null
  // The share of women among women says nothing.
  if (view === 'women' && sex !== 'total') return <span class="subtle">{wordsOf(lang).table.notInSex}</span>
  const figure = figureOf(cell, unit, lang)
  if (cell.shown === 'reason' && cell.withheld.reason === 'few')
    return <span class="withheld">{wordsOf(lang).withheld.fewCell(number(cell.n))}</span>
  if (cell.shown !== 'estimate')
    return figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : null
  const shown = <EstimateCell lang={lang} figure={figure} />
  // Its own page would say only why it is withheld.
  if (!cell.citable) return shown
  if (!citing) {
    return (
      <a class="quiet" href={props.estimateLink(place.code, row.row.key, view, sex)}>
        {shown}
      </a>
    )
  }
  return (
    <CiteButton
      lang={lang}
      what={`${rowLabel(props.table, row.row)[lang]}, ${wordsOf(lang).table[sex]}`}
      value={[place.code, row.row.key, view, sex].join('|')}
    >
      {shown}
    </CiteButton>
  )
}
