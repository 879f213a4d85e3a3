/** The list of places: the country and its states with their rate, or what lies in them, with the reason why it has none. */
import type { Place } from '../../kernel/place.ts'
import { type Language, said } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { EstimateCell, type FigureData } from '../../web/components/figure.tsx'
import { Pages } from '../../web/components/lists.tsx'
import { EmptyState, Notice } from '../../web/components/notice.tsx'
import { type Column, DataTable } from '../../web/components/table.tsx'
import { FilterBar, Tabs, Toolbar } from '../../web/components/toolbar.tsx'
import { number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Asked, Level } from '../place-rules.ts'
import { wordsOf } from '../words.ts'

export interface PlaceRow {
  place: Place
  href: string
  parent: string | null
  rate: FigureData | null
  people: FigureData | null
}

export interface PlacesProps {
  lang: Language
  asked: Asked
  counts: Record<Level, number>
  rows: PlaceRow[]
  /** Position of the first row, from 0, and how many there are in all. */
  from: number
  total: number
  /** States to choose from, for what lies in them. */
  states: { value: string; label: string }[]
  /** This page with something changed. */
  link(change: Record<string, string | null>): string
  newer: string | undefined
  older: string | undefined
  facts: Html
  add: string | null
}

/** Levels as tabs, a field to find a place by name, and the state whose municipalities are wanted. */
export function PlacesTools({ lang, asked, counts, states, link }: PlacesProps) {
  const words = wordsOf(lang).places
  return (
    <>
      <Toolbar>
        <form class="filters" action={link({})} aria-label={words.find}>
          <div class="filter">
            <input
              class="ds-input"
              type="search"
              name="q"
              value={asked.words}
              placeholder={words.search}
              aria-label={words.search}
            />
          </div>
          <button class="ds-button" data-variant="secondary" type="submit">
            {words.find}
          </button>
        </form>
        {asked.level === 'municipalities' && (
          <FilterBar
            lang={lang}
            action={link({})}
            keep={{ level: 'municipalities' }}
            filters={[
              {
                name: 'state',
                label: words.state,
                value: asked.state ?? '',
                options: [{ value: '', label: words.all }, ...states],
              },
            ]}
          />
        )}
      </Toolbar>
      {asked.level && (
        <Tabs
          label={words.levels}
          choices={(['states', 'municipalities', 'others'] as const).map((level) => ({
            label: words[level],
            href: link({ level: level === 'states' ? null : level }),
            current: asked.level === level,
            count: counts[level],
          }))}
        />
      )}
    </>
  )
}

export function PlacesPage(props: PlacesProps) {
  const { lang, asked, rows, from, total, link } = props
  const words = wordsOf(lang).places
  const label: Column<PlaceRow> = {
    head: words.place,
    sort: 'name',
    cell: ({ place, href }) => <a href={href}>{said(place.name, lang)}</a>,
  }
  const code: Column<PlaceRow> = {
    head: words.code,
    sort: 'code',
    narrow: 'hide',
    cell: ({ place }) => <span class="num">{place.code}</span>,
  }
  return (
    <>
      {asked.level === 'municipalities' && (
        <Notice kind="plain" title={words.boroughsTitle}>
          {words.boroughsText}
        </Notice>
      )}
      {asked.words !== '' && (
        <p class="subtle">
          {words.found(total, asked.words)} · <a href={link({})}>{words.clear}</a>
        </p>
      )}
      <DataTable
        lang={lang}
        caption={asked.level ? words[asked.level] : words.title}
        captionHidden
        label={label}
        columns={asked.level === 'states' ? [code, ...estimates(lang)] : [code, ...belongs(lang, asked)]}
        rows={rows}
        strong={({ place }) => place.kind === 'country'}
        sorted={{ by: asked.sort, direction: asked.direction }}
        sortHref={(sort, dir) =>
          link({ level: asked.level, state: asked.state, q: asked.words || null, sort, dir })
        }
        empty={
          asked.words === '' ? (
            <EmptyState
              title={words.noneHere}
              action={props.add ? <ButtonLink href={props.add}>{words.add}</ButtonLink> : undefined}
            >
              <p>{words.noneHereText}</p>
            </EmptyState>
          ) : undefined
        }
        notes={asked.level === 'states' ? props.facts : undefined}
      />
      <Pages
        lang={lang}
        {...(props.newer ? { newer: props.newer } : {})}
        {...(props.older ? { older: props.older } : {})}
        shown={words.shown(number(from + 1), number(from + rows.length), number(total))}
      />
    </>
  )
}

const estimates = (lang: Language): Column<PlaceRow>[] => {
  const words = wordsOf(lang).places
  const cell = (figure: FigureData | null) => (figure ? <EstimateCell lang={lang} figure={figure} /> : '–')
  return [
    { head: words.people, kind: 'number', sort: 'people', cell: ({ people }) => cell(people) },
    { head: words.rate, kind: 'number', sort: 'rate', narrow: 'main', cell: ({ rate }) => cell(rate) },
  ]
}

const belongs = (lang: Language, asked: Asked): Column<PlaceRow>[] => {
  const words = wordsOf(lang).places
  return [
    { head: words.within, narrowHead: '', cell: ({ parent }) => parent ?? '–' },
    ...(asked.level === 'municipalities'
      ? []
      : [{ head: words.levels, cell: ({ place }: PlaceRow) => words.kinds[place.kind] }]),
  ]
}
