/** The list of documents: what was found and where, and changing several at once. */
import { type Language, said, type Text, wordsFor } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Pages } from '../../../web/components/lists.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { EmptyState } from '../../../web/components/notice.tsx'
import type { Option } from '../../../web/components/toolbar.tsx'
import { qualities } from '../rules.ts'
import type { Filter, Listed } from '../search.ts'
import { type Topic, topicName } from '../topics.ts'
import { libraryWords } from '../words.ts'
import { Found } from './marked.tsx'

export interface SearchFieldProps {
  lang: Language
  action: string
  filter: Filter
  order: string | undefined
}

/** The field for words is sent on its own; the choices beside it keep it. */
export function SearchField({ lang, action, filter, order }: SearchFieldProps) {
  const words = libraryWords(lang)
  const { words: typed, ...chosen } = filter
  return (
    <form class="filters library-search" action={action} aria-label={words.search}>
      {Object.entries({ ...chosen, order }).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
      <div class="filter">
        <input
          class="ds-input"
          type="search"
          name="q"
          value={typed}
          placeholder={words.searchLabel}
          aria-label={words.searchLabel}
        />
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {words.search}
      </button>
    </form>
  )
}

export interface ListPageProps {
  lang: Language
  rows: readonly Listed[]
  topics: readonly Topic[]
  isFiltered: boolean
  link(id: string): string
  /** A page of it, with the words that were asked for marked. */
  page(id: string, number: number): string
  newer: string | undefined
  older: string | undefined
  shown: string
  /** Addresses for who may write; null for readers. */
  bulk: string | null
  add: string | null
  bring: string | null
  clear: string
  back: string
  removed: readonly { id: string; title: Text; restore: string }[]
}

export function LibraryList(props: ListPageProps) {
  const { lang, rows } = props
  const words = libraryWords(lang)
  if (rows.length === 0)
    return (
      <>
        {props.isFiltered ? (
          <p>
            {words.found(0, '0')} <a href={props.clear}>{words.clear}</a>
          </p>
        ) : (
          <EmptyState
            title={words.empty}
            action={
              props.add && (
                <>
                  <ButtonLink variant="primary" href={props.add}>
                    {words.add}
                  </ButtonLink>
                  {props.bring && <ButtonLink href={props.bring}>{words.bring}</ButtonLink>}
                </>
              )
            }
          >
            <p>{words.emptyText}</p>
          </EmptyState>
        )}
        <Removed {...props} />
      </>
    )
  const list = (
    <ul class="library-list">
      {rows.map((row) => (
        <Row {...props} row={row} />
      ))}
    </ul>
  )
  return (
    <>
      {props.bulk ? (
        <form method="post" action={props.bulk}>
          <input type="hidden" name="back" value={props.back} />
          {list}
          <BulkBar lang={lang} topics={props.topics} />
        </form>
      ) : (
        list
      )}
      <Pages lang={lang} newer={props.newer} older={props.older} shown={props.shown} />
      <Removed {...props} />
    </>
  )
}

function Row(props: ListPageProps & { row: Listed }) {
  const { lang, row, topics } = props
  const words = libraryWords(lang)
  const title = wordsFor(row.title, lang)
  const at = row.unit === 'page' ? words.pageN : words.sectionN
  return (
    <li class={props.bulk ? 'has-box' : undefined}>
      {props.bulk && (
        <input
          class="ds-input"
          type="checkbox"
          name="id"
          value={row.id}
          aria-label={words.select(title.text)}
        />
      )}
      <div>
        <h2 class="library-title">
          <a href={props.link(row.id)} lang={title.language === lang ? undefined : title.language}>
            {title.text}
          </a>
        </h2>
        <p class="subtle">
          {[
            words.kinds[row.kind],
            row.authors ?? row.publisher,
            row.published?.slice(0, 4),
            row.language === lang ? null : (words.languages[row.language] ?? row.language),
            row.pages > 0 ? (row.unit === 'page' ? words.pages(row.pages) : words.sections(row.pages)) : null,
            row.passages > 0 ? words.passagesCount(row.passages) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p class="library-tags">
          <span class={`quality is-${row.quality}`}>{words.qualities[row.quality]}</span>
          {stateWord(lang, row) && <span class="is-attention">{stateWord(lang, row)}</span>}
          {row.audience !== 'all' && <span>{words.audienceTags[row.audience]}</span>}
          {[...row.places, ...row.groups].map((name) => (
            <span>{said(name, lang)}</span>
          ))}
          {row.topics.map((code) => (
            <span>{topicName(topics, code)}</span>
          ))}
        </p>
        {row.hits && (
          <div class="library-hits">
            {row.hits.shown.length === 0 ? (
              <p class="subtle">{row.hits.isApart ? words.notTogether : words.inTitle}</p>
            ) : (
              <p class="subtle">
                {row.hits.count === 0
                  ? words.hitsApart
                  : (row.unit === 'page' ? words.hits : words.hitsInSections)(row.hits.count)}
              </p>
            )}
            <ul>
              {row.hits.shown.map((hit) => (
                <li>
                  <a href={props.page(row.id, hit.page)}>{at(hit.page)}</a>{' '}
                  <span lang={row.language}>
                    … <Found text={hit.around} /> …
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </li>
  )
}

function stateWord(lang: Language, row: Listed): string | null {
  const words = libraryWords(lang)
  if (!row.isDescribed) return words.undescribed
  if (row.fileState === 'no_text') return words.noText
  if (row.fileState === 'failed') return words.failed
  return row.fileState === 'waiting' ? words.waiting : null
}

function BulkBar({ lang, topics }: { lang: Language; topics: readonly Topic[] }) {
  const words = libraryWords(lang)
  const select = (name: string, label: string, options: readonly Option[]) => (
    <label class="filter">
      <span>{label}</span>
      <select name={name}>
        <option value="">{words.bulkNone}</option>
        {options.map(({ value, label: name }) => (
          <option value={value}>{name}</option>
        ))}
      </select>
    </label>
  )
  const all = topics.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <fieldset class="bulk-bar">
      <legend>{words.withSelected}</legend>
      <div class="filters">
        {select('add', words.bulkAdd, all)}
        {select('remove', words.bulkRemove, all)}
        {select(
          'quality',
          words.bulkQuality,
          qualities.map((value) => ({ value, label: words.qualities[value] })),
        )}
        <Button>{words.bulkDo}</Button>
      </div>
    </fieldset>
  )
}

function Removed({ lang, removed }: ListPageProps) {
  const words = libraryWords(lang)
  if (removed.length === 0) return null
  return (
    <Disclosure summary={words.removedTitle(removed.length)} id="removed">
      <ul class="work-list">
        {removed.map((one) => (
          <li>
            <div>{said(one.title, lang)}</div>
            <form method="post" action={one.restore}>
              <Button>
                {words.restore}
                <span class="vh"> {said(one.title, lang)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
