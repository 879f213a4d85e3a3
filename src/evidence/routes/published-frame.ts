/** What the pages of published figures share: their address, the names of places, who may do what. */
import { may, type Verb } from '../../kernel/access.ts'
import { placesOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import type { Visit } from '../../web/server/route.ts'
import { publishedWordsOf } from '../published-words.ts'
import { wordsOf } from '../words.ts'

export const here = '/evidence/published'

export const allowed = ({ asker: { role } }: Visit, verb: Verb): boolean =>
  role !== 'system' && may(role, verb, 'evidence')

export const placeNames = async (visit: Visit, tx: ReadTx): Promise<ReadonlyMap<string, string>> =>
  new Map((await placesOf(tx, visit.asker)).map((place) => [place.code, said(place.name, visit.lang)]))

export const crumbs = (visit: Visit, ...more: [label: string, path?: string][]) => [
  { label: wordsOf(visit.lang).know },
  { label: wordsOf(visit.lang).evidence, href: `/${visit.workspace.slug}/evidence` },
  ...[[publishedWordsOf(visit.lang).title, here] as const, ...more].map(([label, path], at) => ({
    label,
    ...(path && at < more.length ? { href: `/${visit.workspace.slug}${path}` } : {}),
  })),
]
