/** The list of organisations with its filters. */
import { type Language, said, type Text } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Pages } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { type Choice, FilterBar, type Option, Tabs } from '../../web/components/toolbar.tsx'
import { date, number } from '../../web/format.ts'
import type { Filter, Listed, Order } from '../list.ts'
import { wordsOf } from '../words.ts'

/** Lista · Mapa · Matriz · Personas: those that the person may see. */
export const Views = ({ lang, choices }: { lang: Language; choices: readonly Choice[] }) => (
  <Tabs label={wordsOf(lang).tabs.label} choices={choices} />
)

export interface FiltersProps {
  lang: Language
  action: string
  filter: Filter
  /** None: the page asks for places in its own way. */
  places: readonly Option[]
  groups: readonly Option[]
  keep?: Readonly<Record<string, string | undefined>>
}

/** The field for words is sent on its own; the choices keep it. */
export function Filters({ lang, action, filter, places, groups, keep = {} }: FiltersProps) {
  const words = wordsOf(lang)
  const { words: typed, alike: _, ...chosen } = filter
  return (
    <>
      <form class="filters" action={action} aria-label={words.search.go}>
        {Object.entries({ ...chosen, ...keep }).map(
          ([name, value]) => value && <input type="hidden" name={name} value={value} />,
        )}
        <div class="filter">
          <input
            class="ds-input"
            type="search"
            name="q"
            value={typed}
            placeholder={words.search.label}
            aria-label={words.search.label}
          />
        </div>
        <button class="ds-button" data-variant="secondary" type="submit">
          {words.search.go}
        </button>
      </form>
      <FilterBar
        lang={lang}
        action={action}
        keep={{ q: typed, ...keep }}
        filters={[
          {
            name: 'constituency',
            label: words.columns.constituency,
            value: filter.constituency ?? '',
            options: [
              { value: '', label: words.all },
              ...Object.entries(words.constituencies).map(([value, label]) => ({ value, label })),
              { value: 'none', label: words.noConstituency },
            ],
          },
          ...(places.length > 0
            ? [
                {
                  name: 'place',
                  label: words.columns.place,
                  value: filter.place ?? '',
                  options: [{ value: '', label: words.allPlaces }, ...places],
                },
              ]
            : []),
          {
            name: 'group',
            label: words.one.groups,
            value: filter.group ?? '',
            options: [{ value: '', label: words.allGroups }, ...groups],
          },
        ]}
      />
    </>
  )
}

export interface ListProps {
  lang: Language
  rows: readonly Listed[]
  order: Order
  isFiltered: boolean
  link: (id: string) => string
  sorted: (order: Order) => string
  newer: string | undefined
  older: string | undefined
  shown: string
  /** Addresses for who may write. */
  add: string | null
  bring: string | null
  removed: readonly { id: string; name: Text; restore: string }[]
}

export function ListPage(props: ListProps) {
  const { lang, rows, order } = props
  const words = wordsOf(lang)
  return (
    <>
      <DataTable
        lang={lang}
        caption={words.actors}
        captionHidden
        rows={rows}
        sortHref={(by) => props.sorted(by === 'members' ? 'members' : 'name')}
        label={{
          head: words.columns.name,
          ...(order === 'members' ? { sort: 'name' } : {}),
          cell: (row: Listed) => (
            <>
              <a href={props.link(row.id)}>{said(row.name, lang)}</a>
              {row.acronym && <span class="subtle"> {row.acronym}</span>}
            </>
          ),
        }}
        columns={[
          {
            head: words.columns.constituency,
            narrowHead: '',
            cell: (row) =>
              row.constituency ? (
                words.constituencies[row.constituency]
              ) : (
                <Unknown text={words.noConstituency} />
              ),
          },
          {
            head: words.columns.form,
            narrowHead: '',
            cell: (row) => (row.legalForm ? words.forms[row.legalForm] : '–'),
          },
          {
            head: words.columns.place,
            narrowHead: '',
            cell: (row) => (row.place ? said(row.place, lang) : '–'),
          },
          {
            head: words.columns.members,
            kind: 'number',
            ...(order === 'name' ? { sort: 'members' } : {}),
            narrow: 'main',
            cell: (row) => (row.members === null ? '–' : number(row.members)),
          },
          {
            head: words.columns.on,
            narrow: 'hide',
            cell: (row) =>
              row.membersOn === null ? (
                '–'
              ) : (
                <span class="subtle">
                  {date(row.membersOn, lang)}, {words.bases[row.basis ?? 'reported'].toLocaleLowerCase('es')}
                </span>
              ),
          },
        ]}
        empty={
          props.isFiltered ? (
            <p>{words.none}</p>
          ) : (
            <EmptyState
              title={words.emptyTitle}
              action={
                <>
                  {props.add && (
                    <ButtonLink variant="primary" href={props.add}>
                      {words.add}
                    </ButtonLink>
                  )}
                  {props.bring && <ButtonLink href={props.bring}>{words.import}</ButtonLink>}
                </>
              }
            >
              <p>{words.emptyText}</p>
            </EmptyState>
          )
        }
      />
      <Pages lang={lang} newer={props.newer} older={props.older} shown={props.shown} />
      {props.removed.length > 0 && (
        <Disclosure summary={words.removedTitle(props.removed.length)} id="removed">
          <ul class="work-list">
            {props.removed.map((one) => (
              <li>
                <div>{said(one.name, lang)}</div>
                <form method="post" action={one.restore}>
                  <Button>
                    {words.restore}
                    <span class="vh"> {said(one.name, lang)}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

const Unknown = ({ text }: { text: string }) => <span class="subtle">{text}</span>
