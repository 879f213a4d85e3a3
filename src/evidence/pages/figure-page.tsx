import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { type FigureData, intervalText, valueText } from '../../web/components/figure.tsx'
import { Definitions, Pages } from '../../web/components/lists.tsx'
import { AsideList, EmptyState, Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { period as periodWords } from '../../web/format.ts'
import type { Figure } from '../figures.ts'
import type { Cell } from '../overview/publication.ts'
import { wordsOf } from '../words.ts'
import { figureOf } from './cell.ts'
import { EstimateFacts, type EstimateProps } from './estimate-page.tsx'

export interface FigurePageProps extends EstimateProps {
  figure: Figure
  /** The same on the newest vintage, where it came out different. */
  moved: Cell | null
  newSource: string | null
  isStale: boolean
  /** Address that settles or removes; null for readers. */
  settle: string | null
  remove: string | null
  /** The data files that it rests on. */
  files: { label: string; href: string; hash: string }[]
}

export function FigurePage(props: FigurePageProps) {
  const { lang, moved, unit, cell, drawn } = props
  const write = (one: Cell) => (drawn ? drawn(one) : figureOf(one, unit, lang))
  const words = wordsOf(lang).figures
  return (
    <>
      {moved && (
        <Notice title={words.movedTitle}>
          <p>{words.movedText}</p>
          <Definitions
            items={[
              { term: words.frozen, value: worded(write(cell), lang) },
              { term: words.now, value: worded(write(moved), lang) },
              ...(props.newSource ? [{ term: wordsOf(lang).table.source, value: props.newSource }] : []),
            ]}
          />
          {props.settle && (
            <form method="post" action={props.settle} class="actions">
              <Button variant="primary" name="decision" value="accept">
                {words.accept}
              </Button>
              <Button name="decision" value="keep">
                {words.keep}
              </Button>
            </form>
          )}
        </Notice>
      )}
      <EstimateFacts {...props} />
      <AsideList
        title={wordsOf(lang).summary.sources}
        items={props.files.map(({ label, href, hash }) => ({
          kind: '',
          label,
          href,
          note: `SHA-256 ${hash.slice(0, 16)}…`,
        }))}
      />
      {props.remove && (
        <form method="post" action={props.remove}>
          <Button danger>{words.remove}</Button>
        </form>
      )}
    </>
  )
}

function worded(figure: FigureData, lang: Language): string {
  const between = intervalText(figure, lang)
  return between ? `${valueText(figure)} (${between})` : valueText(figure)
}

export interface FigureRow {
  figure: Figure
  /** As it is written. */
  shown: FigureData
  hasMoved: boolean
  href: string
}

export function FiguresPage({
  lang,
  rows,
  older,
  overview,
}: {
  lang: Language
  rows: FigureRow[]
  older: string | undefined
  overview: string
}) {
  const words = wordsOf(lang)
  return (
    <>
      <DataTable
        lang={lang}
        caption={words.home.figures}
        captionHidden
        label={{
          head: words.table.row,
          cell: ({ figure, href }) => <a href={href}>{said(figure.title, lang)}</a>,
        }}
        columns={[
          {
            head: words.figures.value,
            kind: 'number',
            narrow: 'main',
            cell: ({ shown }) => worded(shown, lang),
          },
          {
            head: words.figures.state,
            cell: ({ hasMoved }) =>
              hasMoved ? <b class="attention">{words.figures.stale}</b> : words.figures.current,
          },
          {
            head: words.figures.citedOn,
            cell: ({ figure }) => periodWords(figure.createdAt.toISOString().slice(0, 10), lang),
          },
        ]}
        rows={rows}
        empty={
          <EmptyState
            title={words.figures.empty}
            action={
              <ButtonLink variant="primary" href={overview}>
                {words.home.seeOverview}
              </ButtonLink>
            }
          >
            {words.figures.emptyText}
          </EmptyState>
        }
      />
      <Pages lang={lang} {...(older ? { older } : {})} />
    </>
  )
}
