import type { Language } from '../../kernel/text.ts'
import type { Job } from '../../platform/jobs/kind.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { JobProgress } from '../../web/components/progress.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { bytes, dateTime, number, period as periodWords } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import type { KeptFound, Step } from '../import-run.ts'
import type { Import } from '../store.ts'
import { wordsOf } from '../words.ts'

export interface ImportFormProps {
  lang: Language
  action: string
  maxBytes: number
  recent: { given: Import; job: Job | null; href: string }[]
  zone: string
}

/** Where a survey is brought in, and what was brought in lately. */
export function ImportForm({ lang, action, maxBytes, recent, zone }: ImportFormProps) {
  const words = wordsOf(lang).import
  return (
    <>
      <FileDrop
        lang={lang}
        action={action}
        label={words.label}
        help={`${words.help} ${words.sizeLimit(bytes(maxBytes))}`}
        accept=".zip,.csv,.dbf,.parquet"
        maxBytes={maxBytes}
      />
      <p class="subtle">{words.local}</p>
      <Disclosure summary={words.where}>
        <p>{words.whereText}</p>
      </Disclosure>
      <Section title={words.recent}>
        <DataTable
          lang={lang}
          caption={words.recent}
          captionHidden
          label={{
            head: words.files,
            cell: ({ given, href }) => <a href={href}>{given.files.map((file) => file.name).join(', ')}</a>,
          }}
          columns={[
            { head: words.state, narrow: 'main', cell: ({ given, job }) => stateOf(lang, given, job) },
            { head: words.at, cell: ({ given }) => dateTime(given.at, lang, zone) },
          ]}
          rows={recent}
          empty={<p class="subtle">{words.none}</p>}
        />
      </Section>
    </>
  )
}

function stateOf(lang: Language, given: Import, job: Job | null): string {
  const words = wordsOf(lang).import
  if (given.outcome) return words.outcomes[given.outcome]
  return job?.state === 'failed'
    ? words.failed
    : job?.state === 'canceled'
      ? words.canceledTitle
      : words.pending
}

const steps: readonly Step[] = ['reading', 'converting', 'estimating', 'registering']

export interface ImportPageProps {
  lang: Language
  given: Import
  job: Job | null
  found: KeptFound | null
  /** The sentence of the problem that ended it. */
  problem: string | null
  events: string
  cancel: string
  overview: string
  again: string
  moved: number
  /** Sentences of what is good to know, in the language. */
  warnings: string[]
  /** Titles of tables that cannot be computed, with the columns they lack. */
  notComputed: string[]
}

/** One import: under way with its steps, or what became of it and what was found. */
export function ImportPage(props: ImportPageProps) {
  const { lang, given, job, found } = props
  const words = wordsOf(lang).import
  const running = !given.outcome && job !== null && job.endedAt === null
  return (
    <>
      {running && (
        <JobProgress
          lang={lang}
          title={given.files.map((file) => file.name).join(', ')}
          steps={steps.map((step, at) => ({ label: words.steps[step], state: stepState(job, at) }))}
          percent={job.percent}
          events={props.events}
          cancel={props.cancel}
        />
      )}
      {props.problem && (
        <Notice kind="error" title={words.failedTitle}>
          <p>{props.problem}</p>
          <p>
            <a href={props.again}>{words.again}</a>
          </p>
        </Notice>
      )}
      {job?.state === 'canceled' && <Notice kind="plain">{words.canceledText}</Notice>}
      {given.outcome === 'same' && <Notice kind="plain">{words.sameText}</Notice>}
      {given.outcome === 'replaced' && <Notice>{words.replacedText(props.moved)}</Notice>}
      {given.outcome && (
        <p class="actions">
          <ButtonLink variant="primary" href={props.overview}>
            {wordsOf(lang).home.seeOverview}
          </ButtonLink>
          <ButtonLink href={props.again}>{words.again}</ButtonLink>
        </p>
      )}
      {found && <Found {...props} found={found} />}
    </>
  )
}

function stepState(job: Job, at: number): 'done' | 'current' | 'waiting' | 'failed' {
  const current = job.step === null ? -1 : steps.indexOf(job.step as Step)
  if (job.state === 'failed' && at === Math.max(current, 0)) return 'failed'
  if (at < current) return 'done'
  return at === current ? 'current' : 'waiting'
}

function Found({ lang, found, warnings, notComputed }: ImportPageProps & { found: KeptFound }) {
  const words = wordsOf(lang).import
  const renamed = found.tables.flatMap((table) => table.renamed)
  return (
    <Section
      title={words.found}
      subtitle={`${found.survey.toUpperCase().replace('_', '-')} · ${periodWords(found.period, lang)}`}
    >
      <DataTable
        lang={lang}
        caption={words.found}
        captionHidden
        label={{ head: words.table, cell: (table) => table.name }}
        columns={[
          { head: words.rows, kind: 'number', narrow: 'main', cell: (table) => number(table.rows) },
          { head: words.columns, kind: 'number', cell: (table) => number(table.columns) },
        ]}
        rows={found.tables}
      />
      <Definitions
        wide
        items={[
          {
            term: words.design,
            value:
              found.strata && found.psu
                ? words.designText(
                    found.weight.toUpperCase(),
                    found.strata.toUpperCase(),
                    found.psu.toUpperCase(),
                  )
                : words.designNone(found.weight.toUpperCase()),
          },
          ...(renamed.length > 0 ? [{ term: words.renamed, value: renamed.join(', ') }] : []),
          ...(notComputed.length > 0 ? [{ term: words.notComputed, value: bullets(notComputed) }] : []),
          ...(warnings.length > 0 ? [{ term: words.warnings, value: bullets(warnings) }] : []),
        ]}
      />
      <Disclosure summary={`${words.missing} (${found.missing.length})`}>
        <p>{columnsText(found.missing, words.missingNone)}</p>
      </Disclosure>
    </Section>
  )
}

const columnsText = (columns: readonly string[], none: string): string =>
  columns.length === 0 ? none : columns.map((name) => name.toUpperCase()).join(', ')

const bullets = (lines: readonly string[]): Html => (
  <ul>
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)
