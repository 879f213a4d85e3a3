/** What the dialogue knows of a place or a worker group, for the pages that gather from all parts. */
import { recordsAbout } from '../kernel/about.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { aboutSection } from '../web/server/about.ts'
import type { AboutSection, Clock, Where } from '../web/server/hooks.ts'

/** Kinds of record in the order of their sections, with the list of them all where there is one. */
const kinds = {
  demand: { kind: 'demands', es: 'Demandas', en: 'Demands', all: '/demands' },
  proposal: { kind: 'proposals', es: 'Propuestas en agenda', en: 'Proposals on agendas', all: '/agenda' },
  policy_dialogue: { kind: 'proposals', es: 'Diálogos de política', en: 'Policy dialogues', all: null },
  negotiation: { kind: 'negotiations', es: 'Negociaciones', en: 'Negotiations', all: '/negotiations' },
  agreement: { kind: 'agreements', es: 'Acuerdos', en: 'Agreements', all: '/agreements' },
  commitment: { kind: 'commitments', es: 'Compromisos', en: 'Commitments', all: '/commitments' },
  meeting: { kind: 'meetings', es: 'Reuniones', en: 'Meetings', all: '/meetings' },
} as const

export async function dialogueAbout(
  tx: ReadTx,
  asker: Asker,
  where: Where,
  clock: Clock,
): Promise<AboutSection[]> {
  const found = await recordsAbout(tx, asker, where, Object.keys(kinds))
  return Object.entries(kinds)
    .map(([kind, { kind: section, all, ...title }]) =>
      aboutSection(found.get(kind), { kind: section, title: title[clock.lang], all }, clock),
    )
    .filter((section) => section !== null)
}
