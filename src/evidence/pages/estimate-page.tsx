import { precisionOf } from '../../kernel/precision.ts'
import type { Language } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import {
  type FigureData,
  intervalText,
  PrecisionMark,
  valueText,
  WithheldReason,
} from '../../web/components/figure.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { number, percent } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Unit } from '../enoe/index.ts'
import type { Cell } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'

export interface EstimateProps {
  lang: Language
  cell: Cell
  unit: Unit
  /** Empty where the definition says it. */
  base: string
  period: string
  definition: string
  source: string
  /** SHA-256 over the files that it was computed from; of a change the earlier period's first. */
  hashes: readonly string[]
  /** The estimate, its precision and its limits as a paragraph. */
  inWords: string | null
  method: string
  /** How the cell is written, where it is a comparison and not an estimate. */
  drawn?: (cell: Cell) => FigureData
}

/** Everything that must stand beside a number, as a list. */
export function EstimateFacts({
  lang,
  cell,
  unit,
  base,
  period,
  definition,
  source,
  hashes,
  inWords,
  method,
  drawn,
}: EstimateProps) {
  const words = wordsOf(lang)
  const figure = drawn ? drawn(cell) : figureOf(cell, unit, lang)
  if (cell.shown !== 'estimate')
    return figure.withheld ? <WithheldReason lang={lang} withheld={figure.withheld} /> : null
  const cv = drawn ? null : cell.cv
  const precision = precisionOf(cv)
  return (
    <>
      {inWords && <p>{inWords}</p>}
      <Definitions
        items={[
          {
            term: words.figures.value,
            value: (
              <>
                <b>{valueText(figure)}</b>
                {figure.unit === 'points' && ` ${words.contrast.points}`}
              </>
            ),
          },
          {
            term: words.summary.intervalHead(cell.level),
            value: intervalText(figure, lang) ?? words.table.noError,
          },
          ...(cell.se === null
            ? cell.noError === 'medianHeld'
              ? [{ term: words.figures.se, value: words.table.medianHeld }]
              : []
            : [{ term: words.figures.se, value: number(cell.se, unit === 'persons' ? 0 : 4) }]),
          ...(cv === null ? [] : [{ term: words.figures.cv, value: percent(cv, 2) }]),
          ...(precision
            ? [
                {
                  term: words.summary.precisionHead,
                  value: <PrecisionMark lang={lang} precision={precision} />,
                },
              ]
            : []),
          { term: drawn ? words.contrast.cases : words.table.cases, value: number(cell.n) },
          ...(base ? [{ term: words.table.base, value: base }] : []),
          { term: words.table.definition, value: definition },
          { term: words.home.period, value: period },
          { term: words.table.source, value: source },
          {
            term: words.data.hash,
            value: hashes.map((hash) => (
              <div>
                <code>{hash}</code>
              </div>
            )),
          },
          { term: words.table.method, value: method },
        ]}
      />
    </>
  )
}

export function EstimatePage(
  props: EstimateProps & {
    cite: { action: string; fields: Record<string, string> } | null
    /** What others publish of the same, and the difference. */
    published: Html | null
  },
) {
  const words = wordsOf(props.lang)
  return (
    <>
      {props.cell.shown === 'estimate' && props.cell.precision === 'low' && (
        <Notice>{words.figures.caution}</Notice>
      )}
      <EstimateFacts {...props} />
      {props.published}
      {props.cite && (
        <form method="post" action={props.cite.action}>
          {Object.entries(props.cite.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Button variant="primary">{words.table.cite}</Button>
          <p class="subtle">{words.table.citeThis}</p>
        </form>
      )}
    </>
  )
}
