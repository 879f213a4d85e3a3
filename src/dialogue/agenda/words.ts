import type { Language } from '../../kernel/text.ts'
import type { Level, ProposalState } from './rules.ts'
import { en } from './words.en.ts'
import { es, type Words } from './words.es.ts'

export const agendaWords = (lang: Language): Words => (lang === 'es' ? es : en)

/** A state as it is called at that level of government: what is published appears in another gazette at each. */
export function stateWords(lang: Language, level: Level, state: ProposalState): string {
  const words = agendaWords(lang)
  const own: Partial<Record<ProposalState, string>> = words.atLevel[level]
  return own[state] ?? words.states[state]
}
