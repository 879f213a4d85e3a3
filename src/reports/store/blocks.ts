/** The text of a report, block by block; every text that a block ever had is kept. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { isId } from '../../kernel/id.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { checkContent } from '../content/check.ts'
import type { Block, BlockContent } from '../content/model.ts'
import type { Change, SaveAnswer, SaveRequest } from '../content/save.ts'
import { namesOf } from './names.ts'
import { markOf, newsSince } from './news.ts'
import { reportById, setState } from './reports.ts'

interface Row {
  id: string
  version: number
  content: BlockContent
}

const blockOf = ({ id, version, content }: Row): Block => ({ ...content, id, version })

/** In their order, without those taken out. */
export async function blocksOf(tx: ReadTx, asker: Asker, reportId: string): Promise<Block[]> {
  const rows = (await tx
    .selectFrom('reports.block')
    .select(['id', 'version', 'content'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('report_id', '=', reportId)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()) as unknown as Row[]
  return rows.map(blockOf)
}

/** @throws `kernel.notFound`. One that was taken out is found with `removed`. */
export async function blockById(
  tx: ReadTx,
  asker: Asker,
  reportId: string,
  id: string,
): Promise<Block & { removed: boolean; by: string | null }> {
  const row = (await tx
    .selectFrom('reports.block as b')
    .select(['b.id', 'b.version', 'b.content', 'b.deleted_at as deletedAt', 'b.member_id as memberId'])
    .where('b.workspace_id', '=', asker.workspaceId)
    .where('b.report_id', '=', reportId)
    .where('b.id', '=', id)
    .executeTakeFirst()) as unknown as (Row & { deletedAt: Date | null; memberId: string | null }) | undefined
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  const names = await namesOf(tx, asker, [row.memberId])
  return {
    ...blockOf(row),
    removed: row.deletedAt !== null,
    by: row.memberId === null ? null : (names.get(row.memberId) ?? null),
  }
}

/**
 * Writes what can be written and tells the rest: each change stands alone. A change that arrives twice is one. Writing into a signed
 * report begins its next draft. Throws for content that no writer of ours sends (`reports.content`), and then nothing is written.
 */
export async function saveBlocks(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  { changes, seen }: SaveRequest,
): Promise<SaveAnswer> {
  // One save of a report at a time: positions are found between neighbours.
  await tx
    .selectFrom('reports.report')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', reportId)
    .forUpdate()
    .execute()
  const report = await reportById(tx, asker, reportId)
  if (changes.length > 0 && !report.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  const saved: { id: string; version: number }[] = []
  const conflicts: SaveAnswer['conflicts'][number][] = []
  for (const change of changes) {
    const version = await writeOne(tx, asker, reportId, change)
    if (version !== null) saved.push({ id: change.id, version })
    else {
      const { by, removed, ...theirs } = await blockById(tx, asker, reportId, change.id)
      conflicts.push({ id: change.id, theirs: removed ? null : theirs, version: theirs.version, by })
    }
  }
  if (saved.length > 0) {
    if (report.state === 'signed') await setState(tx, asker, reportId, 'draft')
    await logEvent(tx, asker, 'changed', { kind: 'report_draft', id: reportId })
  }
  const own = saved.map(({ id }) => id)
  const news = seen === null ? null : await newsSince(tx, asker, reportId, seen, own)
  return { ...nothingNew, seen: await markOf(tx), ...news, saved, conflicts }
}

const nothingNew = { others: [], gone: [], bindings: [], acceptedBy: [], commented: false }

/** The new version; null where somebody was first. */
async function writeOne(tx: WriteTx, asker: Asker, reportId: string, change: Change): Promise<number | null> {
  if (!isId(change.id)) throw new Problem('reports.content', { what: 'id' })
  if ('content' in change && change.version === null) return addBlock(tx, asker, reportId, change)
  const here = sql`workspace_id = ${asker.workspaceId} and report_id = ${reportId} and id = ${change.id}`
  const place =
    'removed' in change || change.after === undefined
      ? sql``
      : sql`, position = ${await placeAfter(tx, asker, reportId, change.after, change.id)}`
  const set =
    'content' in change
      ? sql`content = ${JSON.stringify(checkContent(change.content))}::jsonb, deleted_at = null ${place}`
      : sql`deleted_at = ${'removed' in change ? sql`now()` : null} ${place}`
  const { rows } = await sql<Row>`
    update reports.block set ${set}, version = version + 1, changed_at = clock_timestamp(), member_id = ${asker.memberId}
     where ${here} and version = ${change.version} returning id, version, content`.execute(tx)
  const [written] = rows
  if (!written) return alreadySaid(tx, asker, reportId, change)
  await keepVersion(tx, asker, written)
  return written.version
}

/** A save that arrives a second time finds its own text there. */
async function alreadySaid(
  tx: ReadTx,
  asker: Asker,
  reportId: string,
  change: Change,
): Promise<number | null> {
  const { removed, by: _, id, version, ...content } = await blockById(tx, asker, reportId, change.id)
  if ('removed' in change) return removed ? version : null
  if (removed || id !== change.id) return null
  const wanted =
    'content' in change ? checkContent(change.content) : await contentAt(tx, asker, change.id, change.version)
  return wanted && (await isSameJson(tx, content, wanted)) ? version : null
}

/** What a block said at a version; null: it had none such. */
async function contentAt(
  tx: ReadTx,
  asker: Asker,
  id: string,
  version: number,
): Promise<BlockContent | null> {
  const row = await tx
    .selectFrom('reports.block_version')
    .select('content')
    .where('workspace_id', '=', asker.workspaceId)
    .where('block_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return (row?.content ?? null) as BlockContent | null
}

async function isSameJson(tx: ReadTx, a: object, b: object): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select ${JSON.stringify(a)}::jsonb = ${JSON.stringify(b)}::jsonb as same`.execute(tx)
  return rows[0]?.same === true
}

async function addBlock(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  change: Extract<Change, { content: BlockContent }>,
): Promise<number | null> {
  const position = await placeAfter(tx, asker, reportId, change.after, change.id)
  const content = checkContent(change.content)
  const { rows } = await sql<Row>`
    insert into reports.block (workspace_id, id, report_id, position, content, changed_at, member_id)
    values (${asker.workspaceId}, ${change.id}, ${reportId}, ${position}, ${JSON.stringify(content)}, clock_timestamp(), ${asker.memberId})
    on conflict (workspace_id, id) do nothing returning id, version, content`.execute(tx)
  const [written] = rows
  if (!written) return alreadySaid(tx, asker, reportId, change)
  await keepVersion(tx, asker, written)
  return 1
}

const keepVersion = (tx: WriteTx, asker: Asker, { id, version, content }: Row) =>
  tx
    .insertInto('reports.block_version')
    .values({
      workspace_id: asker.workspaceId,
      block_id: id,
      version,
      content: JSON.stringify(content),
      member_id: asker.memberId,
    })
    .execute()

/** Between `after` and the next; at the start for null, at the end where it is left out or is not there. */
async function placeAfter(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  after: string | null | undefined,
  self: string,
): Promise<string> {
  const { rows } = await sql<{ low: string | null; high: string | null }>`
    with own as (select id, position from reports.block
                  where workspace_id = ${asker.workspaceId} and report_id = ${reportId} and id <> ${self}),
         here as (select case when ${after === null} then null
                              else coalesce((select position from own where id = ${after ?? null}), (select max(position) from own)) end as at)
    select here.at::text as low,
           (select min(position)::text from own where here.at is null or position > here.at) as high from here`.execute(
    tx,
  )
  const { low = null, high = null } = rows[0] ?? {}
  if (high === null) return low === null ? '1' : ((await between(tx, low, null)) ?? '1')
  const found = await between(tx, low, high)
  if (found !== null) return found
  await spreadOut(tx, asker, reportId)
  return placeAfter(tx, asker, reportId, after, self)
}

/** Halfway, or one further at the end; null where the numbers have grown too long to halve once more. */
async function between(tx: ReadTx, low: string | null, high: string | null): Promise<string | null> {
  const { rows } = await sql<{ at: string; long: boolean }>`
    select at::text, length(at::text) > 40 as long
      from (select trim_scale(case when ${high}::numeric is null then ${low}::numeric + 1
                                   else (coalesce(${low}::numeric, ${high}::numeric - 2) + ${high}::numeric) * 0.5 end) as at) x`.execute(
    tx,
  )
  const [one] = rows
  return one && !one.long ? one.at : null
}

const spreadOut = (tx: WriteTx, asker: Asker, reportId: string) =>
  sql`
    update reports.block b set position = n.at
      from (select id, row_number() over (order by position, id) as at from reports.block
             where workspace_id = ${asker.workspaceId} and report_id = ${reportId}) n
     where b.workspace_id = ${asker.workspaceId} and b.report_id = ${reportId} and b.id = n.id`.execute(tx)

/** Many blocks at the end of a report that nobody has read yet: what a template or the program writes. */
export async function appendBlocks(
  tx: WriteTx,
  asker: Asker,
  reportId: string,
  blocks: readonly { id: string; content: BlockContent }[],
): Promise<void> {
  if (blocks.length === 0) return
  const { rows } = await sql<{ last: number }>`
    select coalesce(ceil(max(position)), 0)::float8 as last from reports.block
     where workspace_id = ${asker.workspaceId} and report_id = ${reportId}`.execute(tx)
  const last = rows[0]?.last ?? 0
  const given = JSON.stringify(
    blocks.map(({ id, content }, at) => ({ id, content: checkContent(content), position: last + at + 1 })),
  )
  await sql`
    insert into reports.block (workspace_id, id, report_id, position, content, changed_at, member_id)
    select ${asker.workspaceId}, g.id, ${reportId}, g.position, g.content, clock_timestamp(), ${asker.memberId}
      from jsonb_to_recordset(${given}::jsonb) as g (id uuid, content jsonb, position numeric)`.execute(tx)
  await sql`
    insert into reports.block_version (workspace_id, block_id, version, content, member_id)
    select ${asker.workspaceId}, g.id, 1, g.content, ${asker.memberId}
      from jsonb_to_recordset(${given}::jsonb) as g (id uuid, content jsonb)`.execute(tx)
}
