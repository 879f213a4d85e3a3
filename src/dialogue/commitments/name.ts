/** How a commitment is called where there is no room for all its words: in titles, tabs, trails. */
import { type Language, said } from '../../kernel/text.ts'
import type { Commitment } from './store.ts'

/** Characters after which words are cut, at the end of one. */
const most = 60

/** Its first words: `Entregar 80 permisos de venta a las comerciantes del…`. */
export function firstWords({ words }: Pick<Commitment, 'words'>, lang: Language): string {
  const whole = said(words, lang).replaceAll(/\s+/g, ' ').trim()
  if (whole.length <= most) return whole
  const kept = whole.slice(0, most + 1).replace(/\s\S*$/, '')
  return `${kept.slice(0, most).replace(/[\s,;:.–—-]+$/, '')}…`
}

/** Its first words and who answers for it, the office before the organisation. */
export const titleOf = (
  one: Pick<Commitment, 'words' | 'office' | 'organisation'>,
  lang: Language,
): string => {
  const who = one.office || (one.organisation ? said(one.organisation.name, lang) : '')
  return who ? `${firstWords(one, lang)} · ${who}` : firstWords(one, lang)
}
