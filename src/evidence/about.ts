/** Figures of a place or a group that others published; those cited from surveys stand on its page with their values. */
import { recordsAbout } from '../kernel/about.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { aboutSection } from '../web/server/about.ts'
import type { AboutSection, Clock, Where } from '../web/server/hooks.ts'
import { wordsOf } from './words.ts'

export async function figuresAbout(
  tx: ReadTx,
  asker: Asker,
  where: Where,
  clock: Clock,
): Promise<AboutSection[]> {
  const found = await recordsAbout(tx, asker, where, ['published_figure'])
  const words = wordsOf(clock.lang).home
  return [
    aboutSection(
      found.get('figure'),
      { kind: 'figures', title: words.figures, all: '/evidence/figures' },
      clock,
    ),
    aboutSection(
      found.get('published_figure'),
      { kind: 'figures', title: words.published, all: '/evidence/published' },
      clock,
    ),
  ].filter((section) => section !== null)
}
