/** The gap matrix, and one of its cells. */
import { type Language, said, type Text } from '../../../kernel/text.ts'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { date } from '../../../web/format.ts'
import { type Cell, type CellMeaning, meaningOf } from '../rules.ts'
import type { Listed } from '../search.ts'
import { libraryWords } from '../words.ts'

/** A column: a group (null: all in general) or a place. */
export interface MatrixColumn {
  key: string
  head: string
  cell(topic: string): Cell
}

export interface GapsPageProps {
  lang: Language
  caption: string
  topics: readonly { code: string; name: string }[]
  columns: readonly MatrixColumn[]
  /** Whether a cell is to be shown; the others stay blank. */
  shows(cell: Cell): boolean
  link(cell: Cell): string
  /** What is missing was asked for: a phone then shows each such cell, and not how many they are. */
  onlyMissing: boolean
  uncounted: number
  describe: string | null
}

export function GapsPage(props: GapsPageProps) {
  const { lang, columns } = props
  const words = libraryWords(lang).gaps
  const rows = props.topics.filter(({ code }) => columns.some((column) => props.shows(column.cell(code))))
  return (
    <>
      {/* What scrolls sideways must be reached by keyboard. */}
      <section
        class={props.onlyMissing ? 'gap-matrix shows-missing' : 'gap-matrix'}
        tabindex={0}
        aria-label={props.caption}
      >
        <DataTable
          lang={lang}
          caption={props.caption}
          rows={rows}
          label={{
            head: libraryWords(lang).topic,
            cell: (topic: { code: string; name: string }) => (
              <>
                {topic.name}
                <small class="gap-missing">
                  {words.missingHere(columns.filter((column) => isPlain(column.cell(topic.code))).length)}
                </small>
              </>
            ),
          }}
          columns={columns.map((column) => ({
            head: column.head,
            cell: ({ code }: { code: string }) => {
              const cell = column.cell(code)
              return props.shows(cell) ? <CellLink lang={lang} cell={cell} href={props.link(cell)} /> : ''
            },
          }))}
          empty={<p class="subtle">{words.nothing}</p>}
          notes={<p>{words.legend}</p>}
        />
      </section>
      {props.uncounted > 0 && (
        <Notice kind="plain">
          <p>
            {words.uncounted(props.uncounted)}{' '}
            {props.describe && <a href={props.describe}>{words.describe}</a>}
          </p>
        </Notice>
      )}
    </>
  )
}

/** Missing, and nobody has said anything of it: most cells. A phone shows how many of them there are. */
const isPlain = (cell: Cell): boolean =>
  meaningOf(cell) === 'missing' && cell.priority === null && cell.note === null

/** Shapes beside the words, so that they are told apart without colour. */
const shapes: Record<CellMeaning, string> = { held: '●', partly: '◐', coming: '◔', missing: '○' }

function CellLink({ lang, cell, href }: { lang: Language; cell: Cell; href: string }) {
  const words = libraryWords(lang)
  const meaning = meaningOf(cell)
  return (
    <a class={`gap-cell is-${meaning}${isPlain(cell) ? ' is-plain' : ''}`} href={href}>
      <span>
        <span aria-hidden="true">{shapes[meaning]} </span>
        {words.gaps.says(meaning, cell.held)}
      </span>
      {cell.best && <small>{words.qualities[cell.best]}</small>}
      {cell.state && cell.state !== 'closed' && <small>{words.gaps.states[cell.state]}</small>}
      {cell.priority && (
        <small class={cell.priority === 'high' ? 'is-high' : undefined}>
          {words.gaps.priority.toLocaleLowerCase('es')} {words.gaps.priorities[cell.priority]}
        </small>
      )}
    </a>
  )
}

export interface CellPageProps {
  lang: Language
  cell: Cell
  documents: readonly Listed[]
  more: string | null
  link(id: string): string
  /** What the team says and does, as a form for who writes; null: not for the asker to see. */
  team: unknown
}

export function CellPage(props: CellPageProps) {
  const { lang, cell, documents } = props
  const words = libraryWords(lang)
  return (
    <>
      <Section title={words.gaps.cell.held}>
        {documents.length === 0 ? (
          <p class="subtle">{words.gaps.cell.none}</p>
        ) : (
          <ul class="plain-list">
            {documents.map((one) => (
              <li>
                <a href={props.link(one.id)}>{said(one.title, lang)}</a>{' '}
                <span class="subtle">
                  {[words.kinds[one.kind], one.published?.slice(0, 4), words.qualities[one.quality]]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        )}
        {props.more && (
          <p>
            <a href={props.more}>{words.gaps.cell.all}</a>
          </p>
        )}
      </Section>
      {props.team && (
        <Section title={words.gaps.cell.team}>
          {cell.due && cell.state && cell.state !== 'closed' && (
            <p>
              {words.gaps.states[cell.state]}: {[cell.who, date(cell.due, lang)].filter(Boolean).join(', ')}
            </p>
          )}
          {props.team as string}
        </Section>
      )}
    </>
  )
}

export const cellTitle = (lang: Language, topic: string, group: Text | null, place: Text): string =>
  [topic, group ? said(group, lang) : libraryWords(lang).noGroup, said(place, lang)].join(' · ')
