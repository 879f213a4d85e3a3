/** What comes first, in one table by keyboard. */
import { type Language, said } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { number } from '../../../web/format.ts'
import type { Demand } from '../store/demands.ts'
import type { Vote } from '../store/priority.ts'
import { demandWords } from '../words.ts'
import { HowField, whoRaises } from './board.tsx'

export interface PriorityProps {
  lang: Language
  to(path: string): string
  today: string
  query: string
  demands: readonly Demand[]
  ranks: ReadonlyMap<string, number>
  votes: readonly Vote[]
  /** Whose votes are entered; null: nobody's. */
  organisation: { value: string; label: string } | null
  asTeam: boolean
  writes: boolean
}

export function PriorityPage(props: PriorityProps) {
  const { lang, to, today, query, demands, ranks, votes, organisation, asTeam, writes } = props
  const words = demandWords(lang).priority
  const rows = demands.toSorted((a, b) => (ranks.get(a.id) ?? 9999) - (ranks.get(b.id) ?? 9999))
  const own = (demand: Demand): number | undefined =>
    votes.find((vote) => vote.demandId === demand.id && vote.organisationId === organisation?.value)?.votes
  const input = (name: string, label: string, value: number | null | undefined) => (
    <input
      class="ds-input cell-input"
      name={name}
      inputmode="numeric"
      maxlength={6}
      aria-label={label}
      value={value ?? undefined}
    />
  )
  const editable = writes && (organisation !== null || asTeam)
  const table = (
    <DataTable
      lang={lang}
      caption={words.title}
      captionHidden
      rows={rows}
      label={{
        head: words.demand,
        cell: (one) => (
          <>
            <a href={to(`/demands/${one.id}`)}>{said(one.words, lang)}</a>
            <br />
            <span class="subtle">{whoRaises(one, lang)}</span>
          </>
        ),
      }}
      columns={[
        { head: words.rank, kind: 'number', cell: (one) => ranks.get(one.id) ?? '–' },
        { head: words.total, kind: 'number', cell: (one) => number(one.votes) },
        ...(writes && organisation
          ? [
              {
                head: words.own(organisation.label),
                kind: 'number' as const,
                cell: (one: Demand) => input(`v.${one.id}`, words.votesFor(said(one.words, lang)), own(one)),
              },
            ]
          : []),
        ...(asTeam
          ? [
              {
                head: words.place,
                kind: 'number' as const,
                cell: (one: Demand) =>
                  input(`p.${one.id}`, words.placeOf(said(one.words, lang)), one.priority),
              },
            ]
          : [{ head: words.place, kind: 'number' as const, cell: (one: Demand) => one.priority ?? '–' }]),
      ]}
      empty={<p>{words.none}</p>}
    />
  )
  if (!editable || rows.length === 0) return table
  return (
    <form class="stack" method="post" action={to('/demands/priority')}>
      <input type="hidden" name="query" value={query} />
      {organisation && <input type="hidden" name="organisation" value={organisation.value} />}
      {table}
      <div class="form in-row">
        <div class="ds-field is-medium">
          <label class="ds-label" for="on">
            {words.on}
          </label>
          <input class="ds-input" type="date" id="on" name="on" value={today} max={today} />
        </div>
        {asTeam && <HowField lang={lang} id="how" label={words.how} />}
        <Button variant="primary">{words.save}</Button>
      </div>
    </form>
  )
}
