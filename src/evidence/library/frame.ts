/** What the pages of the library share: their address, the way to them, who may do what. */
import { may, type Verb } from '../../kernel/access.ts'
import type { Visit } from '../../web/server/route.ts'
import { wordsOf } from '../words.ts'
import { libraryWords } from './words.ts'

export const here = '/evidence/library'

export const allowed = ({ asker: { role } }: Visit, verb: Verb): boolean =>
  role !== 'system' && may(role, verb, 'evidence')

/** Of the programme's own team: to whom notes and tasks are shown. */
export const inTeam = ({ asker: { role } }: Visit): boolean =>
  ['coordinator', 'assistant', 'researcher', 'facilitator', 'adviser'].includes(role)

/** An address of this workspace without its language, for forms. */
export const bare = (visit: Visit, path: string): string => `/${visit.workspace.slug}${path}`

export const crumbs = (visit: Visit, ...more: [label: string, path?: string][]) => [
  { label: wordsOf(visit.lang).know },
  { label: wordsOf(visit.lang).evidence, href: bare(visit, '/evidence') },
  ...[[libraryWords(visit.lang).title, here] as const, ...more].map(([label, path], at) => ({
    label,
    ...(path && at < more.length ? { href: bare(visit, path) } : {}),
  })),
]

/** Documents · Gaps. */
export const tabs = (visit: Visit, current: 'docs' | 'gaps') => {
  const words = libraryWords(visit.lang)
  return [
    { label: words.docs, href: visit.to(here), current: current === 'docs' },
    { label: words.gapsTab, href: visit.to(`${here}/gaps`), current: current === 'gaps' },
  ]
}

export const idOf = (visit: Visit): string => visit.params.id ?? ''
