import type { Language } from '../../kernel/text.ts'
import { said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { bytes, dateTime, list, number, period as periodWords } from '../../web/format.ts'
import type { PublishedImport } from '../published-import.ts'
import type { NewPublished } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'
import { whereOf } from './published-page.tsx'

export interface PublishedFilesProps {
  lang: Language
  action: string
  maxBytes: number
  recent: readonly (PublishedImport & { href: string })[]
  zone: string
  /** Why the file just given was not taken. */
  error?: string
}

export function PublishedFiles({ lang, action, maxBytes, recent, zone, error }: PublishedFilesProps) {
  const words = publishedWordsOf(lang).files
  return (
    <>
      <FileDrop
        lang={lang}
        action={action}
        label={words.label}
        help={words.help}
        multiple={false}
        accept=".csv,.gz,.xls,.xlsx"
        maxBytes={maxBytes}
        {...(error ? { error } : {})}
      />
      <Section title={words.recent}>
        <DataTable
          lang={lang}
          caption={words.recent}
          captionHidden
          label={{
            head: publishedWordsOf(lang).file,
            cell: (row) => <a href={row.href}>{row.fileName}</a>,
          }}
          columns={[
            {
              head: words.outcome,
              narrow: 'main',
              cell: (row) => (row.undoneAt ? words.undone : countsOf(lang, row)),
            },
            { head: words.at, cell: ({ doneAt }) => (doneAt ? dateTime(doneAt, lang, zone) : '') },
          ]}
          rows={recent}
          empty={<p class="subtle">{words.none}</p>}
        />
      </Section>
    </>
  )
}

const countsOf = (lang: Language, { added, updated, unchanged }: PublishedImport): string =>
  publishedWordsOf(lang).files.counts(number(added), number(updated), number(unchanged))

/** What importing would change; shown before anything is written. */
export interface Preview {
  add: number
  update: number
  unchanged: number
  periods: string[]
  places: string[]
  /** Some of the figures that would change: now and then. */
  changes: { figure: NewPublished; now: number }[]
}

export interface PublishedImportPageProps {
  lang: Language
  given: PublishedImport
  /** Null once it is done. */
  preview: Preview | null
  places: ReadonlyMap<string, string>
  apply: string
  again: string
  undo: string | null
  figures: string
}

export function PublishedImportPage(props: PublishedImportPageProps) {
  const { lang, given, preview } = props
  const words = publishedWordsOf(lang).files
  if (preview) return <PreviewOf {...props} preview={preview} />
  return (
    <>
      {given.undoneAt && <Notice title={words.undoneTitle}>{words.undoneText}</Notice>}
      <Definitions
        wide
        items={[
          { term: words.outcome, value: countsOf(lang, given) },
          {
            term: publishedWordsOf(lang).file,
            value: (
              <>
                {given.fileName}, {bytes(given.bytes)}, SHA-256 <code>{given.sha256.slice(0, 16)}…</code>
              </>
            ),
          },
        ]}
      />
      <p class="actions">
        <ButtonLink variant="primary" href={props.figures}>
          {words.see}
        </ButtonLink>
        <ButtonLink href={props.again}>{words.other}</ButtonLink>
      </p>
      {props.undo && (
        <form method="post" action={props.undo}>
          <p class="subtle">{words.undoHint}</p>
          <Button danger>{words.undo}</Button>
        </form>
      )}
    </>
  )
}

function PreviewOf(props: PublishedImportPageProps & { preview: Preview }) {
  const { lang, given, preview, places } = props
  const words = publishedWordsOf(lang).files
  const { add, update, unchanged } = preview
  const nothing = add + update === 0
  return (
    <>
      <p class="lede">{words.preview(number(add), number(update), number(unchanged))}</p>
      {nothing && <Notice kind="plain">{words.previewNothing}</Notice>}
      <Definitions
        wide
        items={[
          { term: publishedWordsOf(lang).file, value: `${given.fileName}, ${bytes(given.bytes)}` },
          {
            term: publishedWordsOf(lang).period,
            value: list(
              preview.periods.map((code) => periodWords(code, lang)),
              lang,
            ),
          },
          {
            term: words.places,
            value: list(
              preview.places.map((code) => places.get(code) ?? code),
              lang,
            ),
          },
          { term: words.figures, value: number(add + update + unchanged) },
        ]}
      />
      {preview.changes.length > 0 && (
        <Section title={words.updates}>
          <DataTable
            lang={lang}
            caption={words.updates}
            captionHidden
            label={{
              head: publishedWordsOf(lang).what,
              cell: ({ figure }) =>
                [
                  said(figure.label, lang),
                  publishedWordsOf(lang).sexes[figure.sex],
                  whereOf(lang, figure, places),
                ].join(', '),
            }}
            columns={[
              { head: words.now, kind: 'number', cell: ({ figure, now }) => number(now, figure.decimals) },
              {
                head: words.printed,
                kind: 'number',
                narrow: 'main',
                cell: ({ figure }) => number(figure.value, figure.decimals),
              },
            ]}
            rows={preview.changes}
            {...(update > preview.changes.length
              ? { notes: <p>{words.more(number(update - preview.changes.length))}</p> }
              : {})}
          />
        </Section>
      )}
      <form method="post" action={props.apply} class="actions">
        {!nothing && <Button variant="primary">{words.apply(number(add + update))}</Button>}
        <ButtonLink href={props.again}>{words.other}</ButtonLink>
      </form>
    </>
  )
}
