/** Two records of one person, one record of two: found, compared, split, taken back. */
import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { DataTable } from '../../web/components/table.tsx'
import { date, number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { Person } from '../people.ts'
import type { PeoplePair, PersonChange, PersonRow } from '../person-changes.ts'
import { wordsOf } from '../words.ts'
import { personControls, personSchema, personWords } from './people-pages.tsx'

type To = (path: string) => string

export const AlikePage = ({ lang, pairs, to }: { lang: Language; pairs: readonly PeoplePair[]; to: To }) => {
  const words = wordsOf(lang).people.one
  if (pairs.length === 0) return <ButtonLink href={to('/actors/people')}>{words.toList}</ButtonLink>
  return (
    <ul class="work-list">
      {pairs.map(({ one, other }) => (
        <li>
          <div>
            {[one, other].map(({ id, name }) => (
              <p class="work-title">
                <a href={to(`/actors/people/${id}`)}>{name}</a>
              </p>
            ))}
          </div>
          <div class="actions">
            <ButtonLink href={to(`/actors/people/merge?one=${one.id}&other=${other.id}`)}>
              {words.compare}
              <span class="vh"> {`${one.name} · ${other.name}`}</span>
            </ButtonLink>
            <form method="post" action={to('/actors/people/different')}>
              <input type="hidden" name="one" value={one.id} />
              <input type="hidden" name="other" value={other.id} />
              <Button variant="tertiary">
                {words.different}
                <span class="vh"> {`${one.name} · ${other.name}`}</span>
              </Button>
            </form>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Whom to join with: a name to look for, and who was found. */
export const ChoosePage = (props: {
  lang: Language
  person: Person
  typed: string
  found: readonly (Person & { organisation: string })[]
  to: To
}) => {
  const { lang, person, typed, found, to } = props
  const words = wordsOf(lang)
  return (
    <>
      <form class="filters" action={to(`/actors/people/${person.id}/merge`)}>
        <div class="filter">
          <input
            class="ds-input"
            type="search"
            name="q"
            value={typed}
            placeholder={words.people.search}
            aria-label={words.people.search}
          />
        </div>
        <Button>{words.search.go}</Button>
      </form>
      {found.length === 0 ? (
        <p>{words.people.none}</p>
      ) : (
        <ul class="work-list">
          {found.map(({ id, name, organisation }) => (
            <li>
              <div>
                <p class="work-title">
                  <a href={to(`/actors/people/${id}`)}>{name}</a>
                </p>
                <span class="kind">{organisation}</span>
              </div>
              <ButtonLink href={to(`/actors/people/merge?one=${person.id}&other=${id}`)}>
                {words.people.one.compare}
                <span class="vh"> {name}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export interface ComparedPerson extends Person {
  organisation: string
  posts: number
}

export function ComparePage({
  lang,
  two,
  to,
}: {
  lang: Language
  two: readonly [ComparedPerson, ComparedPerson]
  to: To
}) {
  const words = wordsOf(lang)
  const own = words.people
  const rows: { label: string; cell: (one: ComparedPerson) => Html }[] = [
    { label: own.organisation, cell: (one) => one.organisation || '–' },
    { label: own.phone, cell: (one) => one.phone ?? '–' },
    { label: own.email, cell: (one) => one.email ?? '–' },
    { label: words.one.sex, cell: (one) => (one.sex ? words.sexes[one.sex] : '–') },
    { label: own.languages, cell: (one) => one.languages.join(', ') || '–' },
    { label: own.notes, cell: (one) => one.notes ?? '–' },
    { label: own.posts, cell: (one) => number(one.posts) },
    {
      label: own.one.keep,
      cell: (one) => (
        <form method="post" action={to('/actors/people/merge')}>
          <input type="hidden" name="kept" value={one.id} />
          <input type="hidden" name="gone" value={two.find(({ id }) => id !== one.id)?.id} />
          <Button>
            {own.one.keepThis}
            <span class="vh"> {one.name}</span>
          </Button>
        </form>
      ),
    },
  ]
  return (
    <DataTable
      lang={lang}
      caption={own.one.mergeTitle}
      captionHidden
      rows={rows}
      label={{ head: '', cell: (row) => row.label }}
      columns={two.map((one) => ({
        head: one.name,
        cell: (row: (typeof rows)[number]) => row.cell(one),
      }))}
    />
  )
}

export function SplitPage(props: {
  lang: Language
  /** Both without the language. */
  action: string
  cancelHref: string
  rows: readonly PersonRow[]
  chosen: readonly string[]
  values?: FormValues
  errors?: readonly FormError[]
}) {
  const { lang, rows, chosen } = props
  const words = wordsOf(lang).people.one
  return (
    <Form
      lang={lang}
      action={props.action}
      cancelHref={props.cancelHref}
      schema={personSchema}
      words={personWords(lang)}
      controls={personControls}
      submit={words.doSplit}
      {...(props.values ? { values: props.values } : {})}
      {...(props.errors ? { errors: props.errors } : {})}
    >
      {rows.length === 0 ? (
        <p class="subtle">{words.noMoves}</p>
      ) : (
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{words.moves}</legend>
          {rows.map((row, n) => (
            <div class="ds-field">
              <input
                class="ds-input"
                type="checkbox"
                id={`row-${n}`}
                name="row"
                value={row.value}
                checked={chosen.includes(row.value)}
              />
              <label class="ds-label" for={`row-${n}`}>
                {rowLabel(row, lang)}
              </label>
            </div>
          ))}
        </fieldset>
      )}
    </Form>
  )
}

const rowLabel = (row: PersonRow, lang: Language): string => {
  const words = wordsOf(lang)
  return [
    row.title ?? words.people.one.rowElsewhere,
    row.organisation && said(row.organisation, lang),
    row.since && words.one.since(date(row.since, lang)),
    row.until && words.one.until(date(row.until, lang)),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What was joined or split, each with the way back. */
export const ChangesHere = ({
  lang,
  changes,
  to,
}: {
  lang: Language
  changes: readonly PersonChange[]
  to: To
}) => {
  const words = wordsOf(lang).people.one
  return (
    <section class="aside-list">
      <h2>{words.here}</h2>
      <ul>
        {changes.map(({ id, kind, isKept, name, at }) => {
          const what = kind === 'merge' ? words.mergedWith : isKept ? words.splitInto : words.splitFrom
          return (
            <li>
              <span>{what(name)}</span>
              <span class="kind">{date(at, lang)}</span>
              <form method="post" action={to(`/actors/people/changes/${id}/undo`)}>
                <button class="link" type="submit">
                  {words.undo}
                  <span class="vh"> {what(name)}</span>
                </button>
              </form>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
