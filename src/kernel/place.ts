import type { Text } from './text.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Place {
  id: string
  code: string
  kind: 'country' | 'state' | 'municipality' | 'locality' | 'zone'
  parentId: string | null
  name: Text
}

const order = ['country', 'state', 'municipality', 'locality', 'zone']

/** All places of the workspace without their outlines: the country, then states by code, then what lies in them. */
export async function placesOf(tx: ReadTx, asker: Asker): Promise<Place[]> {
  const rows = (await tx
    .selectFrom('kernel.place')
    .select(['id', 'code', 'kind', 'parent_id as parentId', 'name'])
    .where('workspace_id', '=', asker.workspaceId)
    .execute()) as unknown as Place[]
  return rows.toSorted(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.code.localeCompare(b.code),
  )
}

export interface WorkerGroup {
  id: string
  code: string
  name: Text
  standard: boolean
}

/** The workspace's worker groups in their order. */
export const workerGroupsOf = (tx: ReadTx, asker: Asker): Promise<WorkerGroup[]> =>
  tx
    .selectFrom('kernel.worker_group')
    .select(['id', 'code', 'name', 'standard'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute() as unknown as Promise<WorkerGroup[]>
