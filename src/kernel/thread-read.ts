/** What threads are made of, as the database's own functions tell it: they plan once and ask who sees what once a set. */
import { sql } from 'kysely'
import type { Text } from './text.ts'
import type { LinkKind } from './thread.ts'
import type { ReadTx } from './transaction.ts'

export interface Node {
  id: string
  kind: string
  title: Text
  path: string
  version: number
  withdrawn: boolean
  /** `basis_revised` is told to the team alone. */
  mark: 'stale' | 'basis_revised' | null
  /** The asker may write it. */
  writes: boolean
}

/** Those of these records that the asker sees, in no order. */
export async function nodesOf(tx: ReadTx, ids: readonly string[]): Promise<Node[]> {
  const { rows } = await sql<Node>`select * from kernel.thread_nodes(${ids}::uuid[])`.execute(tx)
  return rows
}

export interface FoundLink {
  id: string
  kind: LinkKind
  basis: string
  record: string
  citedVersion: number
  memberId: string | null
}

const columns = sql`id, kind, basis_id as basis, record_id as record, basis_version as "citedVersion", member_id as "memberId"`

/** Links of one record on both sides whose other end the asker sees, oldest first; at most `most` a side. */
export async function linksAround(tx: ReadTx, id: string, most: number): Promise<FoundLink[]> {
  const { rows } = await sql<FoundLink>`select ${columns} from kernel.links_around(${id}, ${most})`.execute(
    tx,
  )
  return rows
}

/** Links between these records, all of which the asker sees. */
export async function linksAmong(tx: ReadTx, ids: readonly string[], most: number): Promise<FoundLink[]> {
  const { rows } = await sql<FoundLink>`
    select ${columns} from kernel.links_among(${ids}::uuid[], ${most})`.execute(tx)
  return rows
}
