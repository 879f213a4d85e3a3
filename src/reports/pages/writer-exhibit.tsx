/** A bound table, chart, list or text as it stands in the writer; drawn from what is held alone. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { Chart } from '../../web/charts/chart.tsx'
import type { BoundList, BoundTable, Measured, Value, Words } from '../bound/value.ts'
import { bareValue, limitsIn, worded } from '../bound/wording.ts'
import { drawerOf } from '../output/drawing.ts'

interface Props {
  id: string
  value: Value
  lang: Language
}

export const WriterExhibit: FC<Props> = ({ id, value, lang }) => {
  switch (value.is) {
    case 'table':
      return <TableOf table={value} lang={lang} />
    case 'list':
      return <ListOf list={value} lang={lang} />
    case 'chart':
      return (
        <Chart
          lang={lang}
          id={`x-${id}`}
          title={value.title[lang]}
          description={value.description[lang]}
          note={value.source[lang]}
          draw={drawerOf(value, lang)}
        />
      )
    case 'gone':
      return <p class="w-quiet">{value.name[lang]}</p>
    default:
      return <blockquote>{worded(value, 'cited', lang)}</blockquote>
  }
}

const isMeasured = (cell: Measured | Words): cell is Measured => 'unit' in cell

const Cell: FC<{ cell: Measured | Words; lang: Language }> = ({ cell, lang }) => {
  if (!isMeasured(cell)) return <td>{cell[lang]}</td>
  if (cell.value === null) return <td class="w-quiet">{cell.withheld?.[lang] ?? '–'}</td>
  const mark = cell.precision === 'low' ? ' ○' : cell.precision === 'moderate' ? ' ◐' : ''
  return (
    <td class="num">
      {bareValue(cell)}
      {mark}
      <small>{limitsIn(cell, lang)}</small>
    </td>
  )
}

const TableOf: FC<{ table: BoundTable; lang: Language }> = ({ table, lang }) => (
  <section class="w-scroll" tabindex={0} aria-label={table.title[lang]}>
    <table>
      <caption>{table.title[lang]}</caption>
      <thead>
        <tr>
          <th scope="col">{table.label[lang]}</th>
          {table.columns.map(({ head, group }) => (
            <th scope="col" class="num">
              {group && <small>{group[lang]}</small>}
              {head[lang]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ label, level, cells }) => (
          <tr>
            <th scope="row" data-level={level}>
              {label[lang]}
            </th>
            {cells.map((cell) => (
              <Cell cell={cell} lang={lang} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <p class="w-source">{[...table.notes.map((note) => note[lang]), table.source[lang]].join(' ')}</p>
  </section>
)

const ListOf: FC<{ list: BoundList; lang: Language }> = ({ list, lang }) => (
  <section class="w-scroll" tabindex={0} aria-label={list.title[lang]}>
    <table>
      <caption>{list.title[lang]}</caption>
      <thead>
        <tr>
          <th scope="col">{list.title[lang]}</th>
          {list.columns.map((column) => (
            <th scope="col">{column[lang]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.items.map(({ label, cells }) => (
          <tr>
            <th scope="row">{label[lang]}</th>
            {cells.map((cell) => (
              <td>{cell[lang]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <p class="w-source">{list.source[lang]}</p>
  </section>
)
