/** What proposals bring to Today. */
import { said } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { Clock, TodayLine } from '../../web/server/hooks.ts'
import { deadlineState, nearDays } from './rules.ts'
import { proposalsOf } from './store.ts'
import { agendaWords } from './words.ts'

/** Statutory deadlines that are near or over, for whoever follows the proposal and for the authority that owes the act. */
export async function agendaToday(tx: ReadTx, asker: Asker, { lang, today }: Clock): Promise<TodayLine[]> {
  const words = agendaWords(lang)
  const lines: TodayLine[] = []
  const deadlineBy = new Date(Date.parse(today) + nearDays * 86_400_000).toISOString().slice(0, 10)
  if (!(await anyBy(tx, asker, deadlineBy))) return lines
  for (const proposal of await proposalsOf(tx, asker, { deadlineBy })) {
    const found = deadlineState(proposal, proposal.taken, today)
    const concerned = proposal.mayWrite || proposal.authority?.id === asker.organisationId
    if (!found || !concerned || (found.state !== 'over' && found.state !== 'near')) continue
    lines.push({
      kind: words.today.kind,
      title: proposal.title,
      path: `/agenda/${proposal.id}`,
      due: proposal.deadlineOn,
      note: [
        proposal.authority && said(proposal.authority.name, lang),
        proposal.deadlineBasis && said(proposal.deadlineBasis, lang),
      ]
        .filter(Boolean)
        .join(' · '),
      settle: [{ label: words.today.settle, path: `/agenda/${proposal.id}` }],
    })
  }
  return lines.slice(0, 100)
}

/** Asked first, because it is cheap and the answer is mostly no. */
const anyBy = async (tx: ReadTx, asker: Asker, day: string): Promise<boolean> =>
  (await tx
    .selectFrom('dialogue.proposal')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('deadline_on', '<=', day)
    .limit(1)
    .executeTakeFirst()) !== undefined
