/** The worker groups of a workspace: its own ones are added, renamed and removed here, together with what the search box finds. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { newId } from '../kernel/id.ts'
import { isConflict, overVersion } from '../kernel/over-version.ts'
import { said, type Text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import { codeFrom, sameName } from './group-names.ts'

export interface Group {
  id: string
  code: string
  name: Text
  /** One of the eight common ones, whose name and definition are not changed here. */
  standard: boolean
  version: number
  deletedAt: Date | null
}

const groups = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('kernel.worker_group')
    .select(['id', 'code', 'name', 'standard', 'version', 'deleted_at as deletedAt'])
    .where('workspace_id', '=', asker.workspaceId)

export const groupsOf = (tx: ReadTx, asker: Asker): Promise<Group[]> =>
  groups(tx, asker)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute() as unknown as Promise<Group[]>

/** Those that can still be brought back. */
export const removedGroups = (tx: ReadTx, asker: Asker): Promise<Group[]> =>
  groups(tx, asker)
    .where('deleted_at', '>', sql<Date>`now() - interval '30 days'`)
    .orderBy('deleted_at', 'desc')
    .execute() as unknown as Promise<Group[]>

export async function groupOf(tx: ReadTx, asker: Asker, code: string): Promise<Group> {
  const found = await groups(tx, asker)
    .where('code', '=', code)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as unknown as Group
}

/** Adds a group of the workspace's own; returns its code. A name that another group has is refused. */
export async function addGroup(tx: WriteTx, asker: Asker, name: Text): Promise<string> {
  const everything = (await groups(tx, asker).execute()) as unknown as Group[]
  refuseTaken(everything, name)
  const code = freeCode(new Set(everything.map((group) => group.code)), said(name, name.source))
  const id = newId()
  await tx
    .insertInto('kernel.worker_group')
    .values({
      workspace_id: asker.workspaceId,
      id,
      code,
      name: JSON.stringify(name),
      position: sql<number>`(select coalesce(max(position), 0) + 1 from kernel.worker_group where workspace_id = ${asker.workspaceId})`,
    })
    .execute()
  await findable(tx, asker, { id, code, name })
  await logEvent(tx, asker, 'created', { kind: 'worker_group', id, version: 1 })
  return code
}

function refuseTaken(everything: readonly Group[], name: Text, except?: string): void {
  const taken = everything.find(
    (group) => group.id !== except && group.deletedAt === null && sameName(group.name, name),
  )
  if (taken) throw new Problem('space.groupTaken', { name: said(taken.name, name.source) })
}

/** `lustradores`, or `lustradores_2` where a removed group still holds it. */
function freeCode(taken: ReadonlySet<string>, name: string): string {
  const wanted = codeFrom(name)
  for (let n = 1; ; n++) {
    const code = n === 1 ? wanted : `${wanted}_${n}`
    if (!taken.has(code) && code !== 'new') return code
  }
}

const findable = (tx: WriteTx, asker: Asker, { id, code, name }: Pick<Group, 'id' | 'code' | 'name'>) =>
  tx
    .insertInto('kernel.search_entry')
    .values({
      workspace_id: asker.workspaceId,
      id,
      kind: 'worker_group',
      resource: 'evidence',
      path: `/groups/${code}`,
      title: JSON.stringify(name),
    })
    .onConflict((found) =>
      found.columns(['workspace_id', 'id']).doUpdateSet((eb) => ({ title: eb.ref('excluded.title') })),
    )
    .execute()

/** Writes a name over the version that the person read. A newer one in the meantime is given back, and nothing is written. */
export async function renameGroup(
  tx: WriteTx,
  asker: Asker,
  code: string,
  name: Text,
  version: number,
): Promise<{ conflict: Group } | { version: number }> {
  const group = await groupOf(tx, asker, code)
  if (group.standard) throw new Problem('space.groupFixed', {}, 409)
  if (group.version !== version) return { conflict: group }
  refuseTaken((await groups(tx, asker).execute()) as unknown as Group[], name, group.id)
  try {
    await overVersion(
      tx,
      asker,
      'kernel.worker_group',
      { id: group.id, version },
      { name: JSON.stringify(name) },
    )
  } catch (error) {
    if (isConflict(error)) return { conflict: await groupOf(tx, asker, code) }
    throw error
  }
  await findable(tx, asker, { ...group, name })
  await logEvent(tx, asker, 'changed', { kind: 'worker_group', id: group.id, version: version + 1 })
  return { version: version + 1 }
}

/** Takes a group of the workspace's own out of lists and search; for 30 days it can be brought back. */
export async function removeGroup(tx: WriteTx, asker: Asker, code: string): Promise<void> {
  const group = await groupOf(tx, asker, code)
  if (group.standard) throw new Problem('space.groupFixed', {}, 409)
  await setDeleted(tx, asker, group.id, true)
  await tx
    .deleteFrom('kernel.search_entry')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', group.id)
    .execute()
  await logEvent(tx, asker, 'deleted', { kind: 'worker_group', id: group.id, version: group.version })
}

export async function restoreGroup(tx: WriteTx, asker: Asker, code: string): Promise<void> {
  const group = (await removedGroups(tx, asker)).find((one) => one.code === code)
  if (!group) throw new Problem('space.notRemoved', {}, 409)
  const { name } = group
  refuseTaken((await groups(tx, asker).execute()) as unknown as Group[], name, group.id)
  await setDeleted(tx, asker, group.id, false)
  await findable(tx, asker, group)
  await logEvent(tx, asker, 'restored', { kind: 'worker_group', id: group.id, version: group.version })
}

const setDeleted = (tx: WriteTx, asker: Asker, id: string, deleted: boolean) =>
  tx
    .updateTable('kernel.worker_group')
    .set({ deleted_at: deleted ? sql`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
