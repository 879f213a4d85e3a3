/** What stands around every page of the overview: where one is, and what can be downloaded. */
import { may } from '../../kernel/access.ts'
import type { Visit } from '../../web/server/route.ts'
import type { TableId } from '../enoe/index.ts'
import type { Selection } from '../overview/selection.ts'
import { queryOf } from '../pages/tools.tsx'
import { wordsOf } from '../words.ts'

export const here = '/evidence/overview'

export interface Chosen {
  selection: Selection
  /** By place code: what a coordinator opened for internal reading. */
  revealed: (place: string) => boolean
}

export const crumbs = (visit: Visit, last?: string) => {
  const words = wordsOf(visit.lang)
  const path = visit.workspace.slug
  return [
    { label: words.know },
    { label: words.evidence, href: `/${path}/evidence` },
    ...(last
      ? [{ label: words.overview, href: `/${path}${here}` }, { label: last }]
      : [{ label: words.overview }]),
  ]
}

/** For who may export; whoever only sees is not offered what she would be refused. */
export function downloads(
  visit: Visit,
  selection: Selection,
  table: TableId | 'contrast' | null,
  more: Record<string, string> = {},
) {
  if (visit.asker.role === 'system' || !may(visit.asker.role, 'export', 'evidence')) return {}
  const words = wordsOf(visit.lang).table
  const file = (name: string) => visit.to(`/evidence/download/${name}`, { ...queryOf(selection), ...more })
  const lines = [
    ...(table
      ? [
          { label: words.csv, href: file(`${table}.csv`) },
          { label: words.xlsx, href: file(`${table}.xlsx`) },
          { label: words.svg, href: file(`${table}.svg`) },
          { label: words.png, href: file(`${table}.png`) },
        ]
      : []),
    { label: words.whole, href: file('overview.xlsx') },
  ]
  return { downloads: lines }
}
