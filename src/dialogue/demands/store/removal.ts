/** A demand that was raised by mistake is put away before anybody was told of it, and brought back within thirty days. */
import { sql } from 'kysely'
import { isId } from '../../../kernel/id.ts'
import { markStale } from '../../../kernel/record.ts'
import type { Text } from '../../../kernel/text.ts'
import type { StaleMark } from '../../../kernel/thread.ts'
import { type Asker, asProgram, type ReadTx, type WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { bringBack, setRemoved, undoDays } from '../../store/removal.ts'
import { checkRemoval } from '../rules.ts'
import { type Demand, demandRecord, demandToChange } from './demands.ts'

/** Organisations other than the asker's that stand behind it: it is theirs, too. */
const othersBehind = (asker: Asker, { owners, endorsed }: Demand): number => {
  const own = owners.some(
    ({ id, endorsedVersion }) => id === asker.organisationId && endorsedVersion !== null,
  )
  return endorsed - (own ? 1 : 0)
}

/** Why the asker may not put it away, as a Problem; null: she may. */
export function whyNotRemove(asker: Asker, demand: Demand): Problem | null {
  try {
    checkRemoval({ ...demand, others: othersBehind(asker, demand) })
    return null
  } catch (problem) {
    if (problem instanceof Problem) return problem
    throw problem
  }
}

/** Puts it away, with its public page; what rests on it is marked: it was withdrawn. Throws what `checkRemoval` does. */
export async function removeDemand(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const demand = await demandToChange(tx, asker, id)
  if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const why = whyNotRemove(asker, demand)
  if (why) throw why
  await setAway(tx, asker, id, true)
  await sql`select kernel.spread(${id}, ${'withdrawn' satisfies StaleMark['reason']})`.execute(tx)
  await setRemoved(tx, asker, 'demand', demand)
}

/** Brings it back as it was: what its going had marked is marked no more, but where its words had changed before. */
export async function restoreDemand(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const found = isId(id) ? await removedDemands(tx, asker, id) : []
  const [demand] = found
  if (!demand) throw new Problem('kernel.notFound', {}, 404)
  await setAway(tx, asker, id, false)
  await bringBack(tx, asker, demandRecord(id, demand), demand.version)
  await asProgram(tx, asker, async () => {
    await sql`
      delete from kernel.stale_mark
       where workspace_id = ${asker.workspaceId} and source_id = ${id} and reason = 'withdrawn'`.execute(tx)
    const { rows } = await sql<{ id: string }>`
      select record_id as id from kernel.link
       where workspace_id = ${asker.workspaceId} and basis_id = ${id} and basis_version < ${demand.wordsVersion}`.execute(
      tx,
    )
    for (const resting of rows) await markStale(tx, resting.id, id, 'amended')
  })
}

async function setAway(tx: WriteTx, asker: Asker, id: string, away: boolean): Promise<void> {
  const done = await tx
    .updateTable('dialogue.demand')
    .set({ removed_at: away ? sql<Date>`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

export interface RemovedDemand {
  id: string
  name: Text
  at: Date
  version: number
  wordsVersion: number
  words: Text
  problem: Text | null
  addresseeId: string | null
  platformId: string | null
  placeId: string | null
  workerGroupId: string | null
  womensCaucus: boolean
}

/** Those that the asker could bring back, the latest first, at most 50; or one by its id. */
export async function removedDemands(
  tx: ReadTx,
  asker: Asker,
  id: string | null = null,
): Promise<RemovedDemand[]> {
  const writes =
    asker.role === 'system'
      ? sql<boolean>`true`
      : sql<boolean>`dialogue.reaches_any((select kernel.scopes('write')) -> 'demand', d.owners, d.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences('table')))`
  const { rows } = await sql<RemovedDemand>`
    select d.id, d.words as name, d.removed_at as at, r.version, d.words_version as "wordsVersion", d.words, d.problem,
           d.addressee_id as "addresseeId", d.platform_id as "platformId", r.place_id as "placeId",
           r.worker_group_id as "workerGroupId", d.womens_caucus as "womensCaucus"
      from dialogue.demand d join kernel.record r on r.workspace_id = d.workspace_id and r.id = d.id
     where d.workspace_id = ${asker.workspaceId} and d.removed_at > now() - make_interval(days => ${undoDays}::int)
       and (${id}::uuid is null or d.id = ${id}::uuid) and ${writes}
     order by d.removed_at desc limit 50`.execute(tx)
  return rows
}
