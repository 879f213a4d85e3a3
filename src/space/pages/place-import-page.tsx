/** Importing places: the file, what it would change, and what became of it. */
import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { bytes, dateTime, number } from '../../web/format.ts'
import type { PlaceImport } from '../place-import.ts'
import { countsOf, kindOf, type PlannedPlace } from '../place-rules.ts'
import { wordsOf } from '../words.ts'

export const maxBytes = 40_000_000

export interface PlaceImportFormProps {
  lang: Language
  action: string
  error: string | null
  recent: { given: PlaceImport; href: string }[]
  zone: string
}

export function PlaceImportForm({ lang, action, error, recent, zone }: PlaceImportFormProps) {
  const words = wordsOf(lang).placeImport
  return (
    <>
      <FileDrop
        lang={lang}
        action={action}
        name="file"
        multiple={false}
        label={words.label}
        help={words.help(bytes(maxBytes))}
        accept=".geojson,.json"
        maxBytes={maxBytes}
        submit={words.send}
        {...(error ? { error } : {})}
      />
      <Section title={words.recent}>
        <DataTable
          lang={lang}
          caption={words.recent}
          captionHidden
          label={{ head: words.file, cell: ({ given, href }) => <a href={href}>{given.name}</a> }}
          columns={[
            { head: words.state, cell: ({ given }) => stateOf(lang, given) },
            { head: words.at, cell: ({ given }) => dateTime(given.at, lang, zone) },
          ]}
          rows={recent}
          empty={<p class="subtle">{words.noneRecent}</p>}
        />
      </Section>
    </>
  )
}

function stateOf(lang: Language, { writtenAt, undoneAt, added, updated }: PlaceImport): string {
  const words = wordsOf(lang).placeImport
  if (!writtenAt) return words.waiting
  return undoneAt ? words.undone : words.written(number(added), number(updated))
}

export interface PlanProps {
  lang: Language
  /** This page, for choosing the properties; and where the decision is sent. */
  action: string
  properties: readonly string[]
  code: string | null
  name: string | null
  /** What is wrong with the chosen properties. */
  problem: string | null
  plan: readonly PlannedPlace[] | null
  again: string
}

export function PlanTools({ lang, action, properties, code, name }: PlanProps) {
  const words = wordsOf(lang).placeImport
  const options = [
    { value: '', label: words.choose },
    ...properties.map((value) => ({ value, label: value })),
  ]
  return (
    <Toolbar>
      <FilterBar
        lang={lang}
        action={action}
        filters={[
          { name: 'code', label: words.codeField, value: code ?? '', options },
          { name: 'name', label: words.nameField, value: name ?? '', options },
        ]}
      />
    </Toolbar>
  )
}

/** Rows of the plan that are shown: enough to see whether the properties were well chosen. */
const most = 12

export function PlanPage(props: PlanProps) {
  const { lang, plan, problem, again, action } = props
  const words = wordsOf(lang).placeImport
  if (!plan) {
    return (
      <>
        <Notice {...(problem ? { kind: 'error' } : {})}>{problem ?? words.chooseBoth}</Notice>
        <ButtonLink href={again}>{words.again}</ButtonLink>
      </>
    )
  }
  const { added, updated, same } = countsOf(plan)
  const changes = added + updated
  const order = { added: 0, updated: 0, same: 1 }
  const rows = plan.toSorted((a, b) => order[a.effect] - order[b.effect]).slice(0, most)
  return (
    <>
      <Notice kind="plain">
        <p>
          <b>
            {changes === 0 ? words.planNothing : words.plan(number(added), number(updated), number(same))}
          </b>
        </p>
        {updated > 0 && <p>{words.kept}</p>}
      </Notice>
      <Buttons>
        {changes > 0 && (
          <form method="post" action={action}>
            <input type="hidden" name="code" value={props.code ?? ''} />
            <input type="hidden" name="name" value={props.name ?? ''} />
            <Button variant="primary">{changes === 1 ? words.writeOne : words.write(number(changes))}</Button>
          </form>
        )}
        <ButtonLink href={again}>{words.again}</ButtonLink>
      </Buttons>
      <PlanTable lang={lang} rows={rows} />
      {rows.length < plan.length && (
        <p class="subtle">{words.firstRows(number(rows.length), number(plan.length))}</p>
      )}
    </>
  )
}

function PlanTable({ lang, rows }: { lang: Language; rows: readonly PlannedPlace[] }) {
  const { placeImport: words, places } = wordsOf(lang)
  return (
    <DataTable
      lang={lang}
      caption={words.file}
      captionHidden
      label={{ head: places.place, cell: ({ given }) => given.name }}
      columns={[
        { head: places.code, cell: ({ given }) => <span class="num">{given.code}</span> },
        { head: places.levels, cell: ({ given }) => places.kinds[kindOf(given.code)] },
        {
          head: words.inWorkspace,
          cell: ({ existing, name }) => (existing ? said(name, lang) : '–'),
        },
        { head: words.what, narrow: 'main', cell: ({ effect }) => words.does[effect] },
      ]}
      rows={rows}
    />
  )
}

export interface OutcomeProps {
  lang: Language
  given: PlaceImport
  undo: string
  places: string
  again: string
}

export function OutcomePage({ lang, given, undo, places, again }: OutcomeProps) {
  const words = wordsOf(lang).placeImport
  return (
    <>
      <Notice kind="plain">
        <p>
          {given.undoneAt
            ? words.undoneText
            : words.done(number(given.added), number(given.updated), number(given.same))}
        </p>
      </Notice>
      <Buttons>
        <ButtonLink variant="primary" href={places}>
          {words.see}
        </ButtonLink>
        <ButtonLink href={again}>{words.again}</ButtonLink>
      </Buttons>
      {!given.undoneAt && given.recent && (given.added ?? 0) + (given.updated ?? 0) > 0 && (
        <Section title={words.undo} subtitle={words.undoText}>
          <form method="post" action={undo}>
            <Button danger>{words.undo}</Button>
          </form>
        </Section>
      )}
    </>
  )
}
