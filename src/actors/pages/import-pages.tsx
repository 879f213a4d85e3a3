/** Lists from a spreadsheet: giving one, what it would do, what is wrong and where. */
import { type Language, said, text } from '../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Definitions, WorkList } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { dateTime, number } from '../../web/format.ts'
import { at } from '../../web/lang.ts'
import type { Action, Import, PlannedRow } from '../import.ts'
import { type Column, columns, type Wrong } from '../import-read.ts'
import { wordsOf } from '../words.ts'

/** What a column is called on our own pages, in the order of the fields. */
export function columnWords(lang: Language): Record<Column, string> {
  const words = wordsOf(lang)
  const { fields } = words.form
  return {
    name: words.people.fields.name.label,
    nameEn: fields.nameEn.label,
    acronym: fields.acronym.label,
    constituency: fields.constituency.label,
    legalForm: fields.legalForm.label,
    membershipBased: words.one.membershipBased,
    groups: words.one.groups,
    place: fields.place.label,
    places: fields.places.label,
    sector: fields.sector.label,
    about: fields.about.label,
    website: fields.website.label,
    members: words.columns.members,
    women: words.columns.women,
    men: words.one.menHead,
    membersOn: words.one.on,
  }
}

export function GivePage(props: {
  lang: Language
  /** Without the language. */
  action: string
  maxBytes: number
  recent: readonly (Import & { href: string })[]
  zone: string
  error?: string
}) {
  const { lang } = props
  const words = wordsOf(lang).importing
  return (
    <>
      <FileDrop
        lang={lang}
        action={props.action}
        label={words.file}
        help={`${words.fileHelp} ${Object.values(columnWords(lang)).slice(1).join(', ')}.`}
        accept=".xlsx,.xls,.ods,.csv,.txt,.tsv"
        maxBytes={props.maxBytes}
        multiple={false}
        submit={words.read}
        {...(props.error ? { error: props.error } : {})}
      />
      <form class="form" method="post" action={at(lang, props.action)} enctype="multipart/form-data">
        <div class="ds-field">
          <label class="ds-label" for="paste">
            {words.paste}
          </label>
          <div data-field="description" id="paste-help">
            {words.pasteHelp}
          </div>
          <textarea
            class="ds-input"
            id="paste"
            name="paste"
            rows={6}
            aria-describedby="paste-help"
          ></textarea>
        </div>
        <Buttons>
          <Button>{words.read}</Button>
        </Buttons>
      </form>
      {props.recent.length > 0 && (
        <Section title={words.recent}>
          <WorkList
            items={props.recent.map((given) => ({
              kind: dateTime(given.at, lang, props.zone),
              title: given.fileName,
              href: given.href,
              note: given.undoneAt
                ? words.undone
                : given.counts && words.counts(given.counts.adds, given.counts.updates, given.counts.leaves),
            }))}
          />
        </Section>
      )}
    </>
  )
}

export interface PlanProps {
  lang: Language
  given: Import
  rows: Readonly<Record<Action, readonly PlannedRow[]>>
  write: string
  again: string
  list: string
  link: (id: string) => string
  /** Null: there is nothing to undo, or no longer. */
  undo: string | null
}

export function PlanPage(props: PlanProps) {
  const { lang, given, rows } = props
  const words = wordsOf(lang).importing
  const { counts } = given
  if (!counts) return null
  const header = given.header ?? []
  if (given.columns?.name === undefined)
    return (
      <>
        <Notice kind="error" title={header.length === 0 ? words.empty : words.noName}>
          {header.length > 0 && words.noNameText(header.filter(Boolean).slice(0, 30).join(', '))}
        </Notice>
        <ButtonLink href={props.again}>{words.again}</ButtonLink>
      </>
    )
  const writes = counts.adds + counts.updates
  const done = given.writtenAt !== null
  return (
    <>
      {!done && counts.wrong === 0 && (
        <form class="actions" method="post" action={props.write}>
          {writes > 0 ? <Button variant="primary">{words.write(writes)}</Button> : <p>{words.nothing}</p>}
          <ButtonLink variant="tertiary" href={props.again}>
            {words.again}
          </ButtonLink>
        </form>
      )}
      {done && (
        <Buttons>
          <ButtonLink href={props.list}>{words.toList}</ButtonLink>
        </Buttons>
      )}
      {!done && <Problems {...props} />}
      {(['add', 'update', 'leave'] as const).map((action) => (
        <Rows {...props} action={action} rows={rows} />
      ))}
      {!done && <Columns lang={lang} given={given} />}
      {props.undo && (
        <Disclosure summary={words.undo}>
          <p>{words.undoText}</p>
          <form method="post" action={props.undo}>
            <Button danger>{words.undo}</Button>
          </form>
        </Disclosure>
      )}
    </>
  )
}

const columnName = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)

function Problems({ lang, given, again }: PlanProps) {
  const words = wordsOf(lang).importing
  const { wrong = 0, warnings = 0 } = given.counts ?? {}
  const shown = given.problems ?? []
  if (shown.length === 0) return null
  const header = given.header ?? []
  const sentence = (one: Wrong): string => {
    const column = Object.entries(given.columns ?? {}).find(([, at]) => at === one.column)?.[0]
    return `${words.wrong[one.code](one.found)}${one.code === 'choice' ? ` ${choices(lang, column)}` : ''}`
  }
  return (
    <Section
      title={wrong > 0 ? words.wrongTitle(wrong) : words.warningTitle(warnings)}
      subtitle={[wrong > 0 && words.wrongText, wrong + warnings > shown.length && words.shown(shown.length)]
        .filter(Boolean)
        .join(' ')}
      actions={wrong > 0 ? <ButtonLink href={again}>{words.again}</ButtonLink> : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.what}
        captionHidden
        rows={shown}
        label={{ head: words.row, cell: (one) => `${words.row} ${number(one.row)}` }}
        columns={[
          {
            head: words.column,
            cell: (one) =>
              one.column === null ? '–' : `${columnName(one.column)} · ${header[one.column] ?? ''}`,
          },
          { head: words.what, narrowHead: '', cell: sentence },
        ]}
      />
    </Section>
  )
}

function choices(lang: Language, column: string | undefined): string {
  const words = wordsOf(lang)
  const of = {
    constituency: words.constituencies,
    legalForm: words.forms,
    membershipBased: words.basedOnMembers,
  }[column ?? '']
  return of ? `${Object.values(of).join(', ')}.` : ''
}

function Rows({ lang, given, action, rows, link }: PlanProps & { action: Action }) {
  const words = wordsOf(lang)
  const total = given.counts?.[`${action}s`] ?? 0
  const shown = rows[action]
  if (total === 0) return null
  const isLinked = action !== 'add' || (given.writtenAt !== null && given.undoneAt === null)
  return (
    <Section
      title={`${words.importing[`${action}s`]}: ${number(total)}`}
      subtitle={total > shown.length ? words.importing.first(shown.length, total) : undefined}
    >
      <DataTable
        lang={lang}
        caption={words.importing[`${action}s`]}
        captionHidden
        rows={shown}
        label={{
          head: words.columns.name,
          cell: (row) =>
            isLinked ? <a href={link(row.organisationId)}>{nameOf(row, lang)}</a> : nameOf(row, lang),
        }}
        columns={[
          { head: words.importing.row, narrow: 'hide', cell: (row) => number(row.row) },
          {
            head: words.columns.constituency,
            narrowHead: '',
            cell: (row) => (row.given.constituency ? words.constituencies[row.given.constituency] : '–'),
          },
          {
            head: words.columns.form,
            narrowHead: '',
            cell: (row) => (row.given.legalForm ? words.forms[row.given.legalForm] : '–'),
          },
          {
            head: words.columns.members,
            kind: 'number',
            cell: ({ given: { members } }) =>
              members ? number(members.total ?? (members.women ?? 0) + (members.men ?? 0)) : '–',
          },
        ]}
      />
    </Section>
  )
}

const nameOf = (row: PlannedRow, lang: Language): string =>
  said(row.before?.name ?? text(row.given.name, row.given.nameEn), lang)

function Columns({ lang, given }: { lang: Language; given: Import }) {
  const words = wordsOf(lang).importing
  const labels = columnWords(lang)
  const header = given.header ?? []
  const used = columns.flatMap((column) => {
    const where = given.columns?.[column]
    return where === undefined ? [] : [{ column, where }]
  })
  const unused = header.filter((title, where) => title !== '' && !used.some((one) => one.where === where))
  return (
    <Section title={words.used} subtitle={unused.length > 0 ? words.unused(unused.join(', ')) : undefined}>
      <Definitions
        items={used.map(({ column, where }) => ({
          term: labels[column],
          value: `${columnName(where)} · ${header[where]}`,
        }))}
      />
    </Section>
  )
}
