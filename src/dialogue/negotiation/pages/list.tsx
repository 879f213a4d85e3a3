/** Negotiations in one table: those that go on first, with who sits there and how far they are. */
import { said } from '../../../kernel/text.ts'
import { DataTable } from '../../../web/components/table.tsx'
import type { Html } from '../../../web/html.ts'
import type { Seat } from '../seats.ts'
import type { Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import { type Addressed, Said, StateMark } from './marks.tsx'

export function NegotiationTable(
  props: Addressed & {
    negotiations: readonly Negotiation[]
    seats: readonly Seat[]
    empty: Html
    /** On a platform's own page its name is not said again. */
    ofPlatform?: true
  },
) {
  const { lang, to, negotiations, seats } = props
  const words = negotiationWords(lang).list
  const parties = (id: string): string =>
    seats
      .filter(({ negotiationId }) => negotiationId === id)
      .map(({ organisation }) => said(organisation.name, lang))
      .join(' · ')
  return (
    <DataTable
      lang={lang}
      caption={words.title}
      captionHidden
      rows={negotiations}
      label={{
        head: words.head.title,
        cell: (one) => (
          <a href={to(`/negotiations/${one.id}`)}>
            <Said lang={lang} text={one.title} />
          </a>
        ),
      }}
      columns={[
        {
          head: words.head.state,
          cell: ({ state }) => <StateMark lang={lang} state={state} />,
          narrow: 'main',
        },
        {
          head: words.head.points,
          cell: ({ agreed, points }) =>
            points === 0 ? <span class="subtle">{words.noPoints}</span> : words.of(agreed, points),
        },
        {
          head: words.head.parties,
          cell: ({ id }) => parties(id) || <span class="subtle">{words.noParties}</span>,
        },
        ...(props.ofPlatform
          ? []
          : [
              {
                head: words.head.platform,
                cell: ({ platform }: Negotiation) => (platform ? said(platform.name, lang) : '–'),
              },
            ]),
      ]}
      empty={props.empty}
    />
  )
}
