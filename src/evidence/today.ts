/** Imports under way or failed, as lines of Today for whoever brings surveys in. */
import { may } from '../kernel/access.ts'
import { textIn } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { date, percent } from '../web/format.ts'
import type { Clock, TodayLine } from '../web/server/hooks.ts'
import { importsWaiting } from './known/waiting.ts'
import type { EvidenceServices } from './services.ts'
import { wordsOf } from './words.ts'

export async function importLines(
  services: Pick<EvidenceServices, 'explain'>,
  tx: ReadTx,
  asker: Asker,
  { lang, zone }: Clock,
): Promise<TodayLine[]> {
  if (asker.role === 'system' || !may(asker.role, 'write', 'evidence')) return []
  const words = wordsOf(lang).waiting
  return (await importsWaiting(services, tx, asker, lang)).map(
    ({ files, at, state, percent: done, why, path }) => ({
      kind: state === 'running' ? `${words.states.running}, ${percent(done, 0)}` : words.states[state],
      title: textIn(lang, files),
      path,
      due: null,
      note: why ?? words.given(date(at, lang, 'short', zone)),
      settle: [{ label: state === 'failed' ? words.why : words.follow, path }],
    }),
  )
}
