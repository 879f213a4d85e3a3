/** Commitments in one table: what is broken or due first, with each party's word beside each other. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { DataTable } from '../../../web/components/table.tsx'
import { date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import type { Pace } from '../rules.ts'
import type { Commitment, Word } from '../store.ts'
import { commitmentWords } from '../words.ts'

/** What needs somebody first. */
export const urgency: readonly Pace[] = [
  'broken',
  'overdue',
  'disputed',
  'soon',
  'lasting',
  'later',
  'undated',
  'kept',
]

export const byUrgency = (commitments: readonly Commitment[]): Commitment[] =>
  commitments.toSorted(
    (a, b) =>
      urgency.indexOf(a.pace) - urgency.indexOf(b.pace) ||
      (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
      a.id.localeCompare(b.id),
  )

interface Addressed {
  lang: Language
  to(path: string): string
}

/** State as a word with its sign; colour only repeats it. */
export const PaceMark = ({ lang, pace }: { lang: Language; pace: Pace }) => (
  <span class={classes('pace', `is-${pace}`)}>{commitmentWords(lang).paces[pace]}</span>
)

export const whoOwes = ({ organisation, office }: Commitment, lang: Language): string =>
  [organisation ? said(organisation.name, lang) : commitmentWords(lang).list.together, office]
    .filter(Boolean)
    .join(' · ')

/** Each party's last word, one a line. */
export const Views = ({ lang, said: words }: { lang: Language; said: readonly Word[] }) => (
  <ul class="plain-list">
    {words.map((word) => (
      <li>
        <span class="subtle">{said(word.organisation.name, lang)}:</span>{' '}
        {commitmentWords(lang).values[word.value]}
      </li>
    ))}
  </ul>
)

export function CommitmentTable({
  lang,
  to,
  commitments,
  empty,
  caption,
}: Addressed & { commitments: readonly Commitment[]; empty: Html; caption?: string }) {
  const words = commitmentWords(lang).list
  return (
    <DataTable
      lang={lang}
      caption={caption ?? words.title}
      captionHidden
      rows={byUrgency(commitments)}
      label={{
        head: words.words,
        cell: (one) => {
          const shown = wordsFor(one.words, lang)
          return (
            <a
              href={to(`/commitments/${one.id}`)}
              lang={shown.language === lang ? undefined : shown.language}
            >
              {shown.text}
            </a>
          )
        },
      }}
      columns={[
        { head: words.state, cell: ({ pace }) => <PaceMark lang={lang} pace={pace} />, narrow: 'main' },
        { head: words.owes, cell: (one) => whoOwes(one, lang) },
        {
          head: words.due,
          cell: ({ dueOn, lasts, incidents }) =>
            lasts
              ? [words.lasts, incidents > 0 && words.incidents(incidents)].filter(Boolean).join(' · ')
              : dueOn
                ? date(dueOn, lang)
                : words.noDay,
        },
        {
          head: words.views,
          cell: (one) =>
            one.said.length > 0 ? (
              <Views lang={lang} said={one.said} />
            ) : (
              <span class="subtle">{words.noViews}</span>
            ),
        },
      ]}
      empty={empty}
    />
  )
}
