/** What demands bring to Today. */
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
  for (const demand of await demandsOf(tx, asker)) {
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
  return lines.slice(0, 100)
}
