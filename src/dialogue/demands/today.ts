/** What demands bring to Today. */
import { sql } from 'kysely'
import { said } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { Clock, TodayLine } from '../../web/server/hooks.ts'
import { daysBetween } from './common.tsx'
import { whoRaises } from './pages/board.tsx'
import { demandsOf } from './store/demands.ts'
import { demandWords } from './words.ts'

/** Days after which a presented demand without an answer waits on Today. */
const patience = 30

/** To whoever moves it: no answer for a month. To an organisation: a joint demand that waits for its endorsement. */
export async function demandsToday(tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> {
  const { lang, today } = clock
  const words = demandWords(lang)
  const lines: TodayLine[] = []
  const ids = await waitingFor(tx, asker, today)
  const waiting = ids.length > 0 ? await demandsOf(tx, asker, { ids }) : []
  for (const demand of waiting) {
    const path = `/demands/${demand.id}`
    const waited = daysBetween(demand.lastOn, today)
    if (demand.mayWrite && demand.stage === 'presented' && waited > patience)
      lines.push({
        kind: words.today.kind,
        title: demand.words,
        path,
        due: null,
        note: words.today.note(demand.addressee ? said(demand.addressee.name, lang) : '–', waited),
        settle: [{ label: words.today.settle, path: `${path}#move` }],
      })
    const asked = demand.owners.some(
      ({ id, owns, endorsedVersion }) => id === asker.organisationId && !owns && endorsedVersion === null,
    )
    if (asked && demand.stage !== 'withdrawn')
      lines.push({
        kind: words.today.askedKind,
        title: demand.words,
        path,
        due: null,
        note: whoRaises(demand, lang),
        settle: [{ label: words.today.askedSettle, path: `${path}/endorse` }],
      })
  }
  return lines
}

/** Those that may wait for this person, at most a hundred: nobody reads all demands to see what is due. */
async function waitingFor(tx: ReadTx, asker: Asker, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from dialogue.demand d
     where d.workspace_id = ${asker.workspaceId} and d.stage = 'presented' and d.removed_at is null
       and d.presented_on < ${today}::date - ${patience}::int
       and dialogue.reaches_any((select kernel.scopes('write')) -> 'demand', d.owners, d.audience_id,
             (select kernel.organisation_id()), (select kernel.my_audiences('table')))
    union all
    select d.id from dialogue.demand d
     where d.workspace_id = ${asker.workspaceId} and d.id = any ((select dialogue.own_demands(false))::uuid[])
       and not kernel.organisation_id() = any (d.owners) and d.stage <> 'withdrawn' and d.removed_at is null
     limit 100`.execute(tx)
  return rows.map(({ id }) => id)
}
