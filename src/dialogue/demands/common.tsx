/** What the pages of demands, agendas and policy dialogues share. */
import { ruleFor } from '../../kernel/access.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import type { FormError } from '../../web/components/form-schema.ts'
import { Tabs } from '../../web/components/toolbar.tsx'
import type { Visit } from '../../web/server/route.ts'
import { bare } from '../common.ts'
import { wordsOf } from '../words.ts'
import { demandWords } from './words.ts'

export type DemandRoom =
  | 'board'
  | 'priority'
  | 'agenda'
  | 'policy'
  | 'negotiations'
  | 'agreements'
  | 'commitments'

/** Whether demands are seen only once presented: the addressee's side, and those who give money. */
export const isOutside = ({ asker }: Visit): boolean =>
  asker.role !== 'system' && ruleFor(asker.role, 'demand').see.includes('presented')

/** Whether the asker writes demands of her own organisation, or notes them for others as the team does. */
export const writesOwn = ({ asker }: Visit): boolean =>
  asker.role !== 'system' && ruleFor(asker.role, 'demand').write.includes('own')
export const writesAsTeam = ({ asker }: Visit): boolean =>
  asker.role !== 'system' && ruleFor(asker.role, 'demand').write.includes('all')

/** The rooms beside each other. */
export function demandRooms(visit: Visit, current: DemandRoom) {
  const words = demandWords(visit.lang).tabs
  const seesMeetings = visit.asker.role !== 'donor'
  const all = [
    { key: 'board', href: visit.to('/demands'), shown: true },
    { key: 'priority', href: visit.to('/demands/priority'), shown: !isOutside(visit) },
    { key: 'agenda', href: visit.to('/agenda'), shown: true },
    { key: 'policy', href: visit.to('/policy'), shown: seesMeetings },
  ] as const
  return (
    <Tabs
      label={words.label}
      choices={all
        .filter(({ shown }) => shown)
        .map(({ key, href }) => ({ label: words[key], href, current: key === current }))}
    />
  )
}

export const demandCrumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: demandWords(visit.lang).board.title, href: bare(visit, '/demands') },
  ...more,
]

const tables = {
  organisation: 'kernel.organisation',
  place: 'kernel.place',
  group: 'kernel.worker_group',
  platform: 'dialogue.platform',
  meeting: 'dialogue.meeting',
} as const

/** Choices that are not there for the asker (of another workspace, of a table that is not hers), each as an error on its field. */
export async function missing(
  tx: ReadTx | WriteTx,
  visit: Visit,
  labels: Readonly<Record<string, { label: string }>>,
  chosen: readonly (readonly [field: string, kind: keyof typeof tables, id: string | null])[],
): Promise<FormError[]> {
  const errors: FormError[] = []
  for (const [field, kind, id] of chosen) {
    if (id === null) continue
    const found = await tx
      .selectFrom(tables[kind])
      .select('id')
      .where('workspace_id', '=', visit.asker.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (found) continue
    const text = wordsOf(visit.lang).problems['dialogue.unknownChoice']({
      field: labels[field]?.label ?? field,
    })
    errors.push({ field, text })
  }
  return errors
}

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
