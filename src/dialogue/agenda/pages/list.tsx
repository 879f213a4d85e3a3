/** The agenda of authorities, and how a statutory deadline stands. */
import { type Language, said } from '../../../kernel/text.ts'
import { EmptyState } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import { deadlineState, lineOf } from '../rules.ts'
import type { Proposal } from '../store.ts'
import { agendaWords, stateWords } from '../words.ts'

export interface Addressed {
  lang: Language
  to(path: string): string
}

export const deadlineOf = (proposal: Proposal, today: string) =>
  deadlineState(proposal, proposal.taken, today)

/** How a statutory deadline stands, in words; ochre where somebody should act. */
export function DeadlineWords({
  lang,
  proposal,
  today,
}: {
  lang: Language
  proposal: Proposal
  today: string
}) {
  const found = deadlineOf(proposal, today)
  if (!found) return <span>{date(proposal.deadlineOn, lang)}</span>
  const attention = found.state === 'over' || found.state === 'near'
  return (
    <span class={classes(attention && 'is-attention')}>
      {agendaWords(lang).deadline[found.state](found.days)}
    </span>
  )
}

/** By authority, and within it those that are furthest on the way first. */
export function AgendaList({
  lang,
  to,
  today,
  proposals,
  filtered,
  add,
}: Addressed & { today: string; proposals: readonly Proposal[]; filtered: boolean; add: Html }) {
  const words = agendaWords(lang).list
  const authorities = new Map<string, Proposal[]>()
  for (const proposal of proposals) {
    const name = proposal.authority ? said(proposal.authority.name, lang) : words.noAuthority
    authorities.set(name, [...(authorities.get(name) ?? []), proposal])
  }
  const order = (one: Proposal): number => {
    const at = lineOf[one.route].indexOf(one.state)
    return at < 0 ? -1 : at
  }
  const groups = [...authorities]
    .toSorted(([a], [b]) => a.localeCompare(b, 'es'))
    .map(([title, rows]) => ({ title, rows: rows.toSorted((a, b) => order(b) - order(a)) }))
  return (
    <DataTable
      lang={lang}
      caption={words.title}
      captionHidden
      groups={groups}
      label={{
        head: words.proposal,
        cell: (one) => <a href={to(`/agenda/${one.id}`)}>{said(one.title, lang)}</a>,
      }}
      columns={[
        {
          head: words.state,
          cell: (one) => (
            <>
              {stateWords(lang, one.level, one.state)}
              {one.budgetedOn && <span class="subtle"> · {words.budgeted}</span>}
            </>
          ),
        },
        { head: words.level, cell: (one) => agendaWords(lang).levels[one.level] },
        { head: words.since, cell: (one) => <span class="no-wrap">{date(one.lastOn, lang)}</span> },
        {
          head: words.deadline,
          cell: (one) => <DeadlineWords lang={lang} proposal={one} today={today} />,
        },
      ]}
      empty={
        filtered ? (
          <p>{words.nothing}</p>
        ) : (
          <EmptyState title={words.empty} action={add}>
            <p>{words.emptyText}</p>
          </EmptyState>
        )
      }
    />
  )
}
