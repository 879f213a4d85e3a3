/** What negotiations bring to Today: what a delegation still lacks, to its own people and to those who note it from paper. */
import { ruleFor } from '../../kernel/access.ts'
import { said } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { list } from '../../web/format.ts'
import type { Clock, TodayLine } from '../../web/server/hooks.ts'
import { binds, lacks } from './rules.ts'
import { seatsOf } from './seats.ts'
import { negotiationWords } from './words.ts'

export async function negotiationsToday(
  tx: ReadTx,
  asker: Asker,
  { lang }: Clock,
): Promise<readonly TodayLine[]> {
  if (asker.role === 'system') return []
  const team = ruleFor(asker.role, 'agreement').write.includes('all')
  if (!team && asker.organisationId === null) return []
  const words = negotiationWords(lang)
  return (await seatsOf(tx, asker))
    .filter(
      ({ state, constituency, organisation }) =>
        (state === 'open' || state === 'deadlocked') &&
        binds(constituency) &&
        (team || organisation.id === asker.organisationId),
    )
    .flatMap((seat): TodayLine[] => {
      const missing = lacks(seat)
      if (missing.length === 0) return []
      const path = `/negotiations/${seat.negotiationId}`
      return [
        {
          kind: words.today.kind,
          title: seat.title,
          path,
          due: null,
          note: `${said(seat.organisation.name, lang)}: ${list(
            missing.map((one) => words.lacks[one].toLocaleLowerCase(lang)),
            lang,
          )}`,
          settle: [{ label: words.today.settle, path: `${path}/delegations/${seat.delegationId}` }],
        },
      ]
    })
    .slice(0, 50)
}
