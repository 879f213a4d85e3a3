/** A record between what it rests on and what rests on it: what its page shows beside it. */
import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import type { Text } from './text.ts'
import { type LinkKind, type StaleMark, staleMarks } from './thread.ts'
import { linksAround, nodesOf } from './thread-read.ts'
import { kindsBeside, linksFor } from './thread-rules.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface Neighbour {
  /** Of the link, to remove it. */
  linkId: string
  link: LinkKind
  id: string
  kind: string
  title: Text
  path: string
  /** Version that is cited: of the neighbour where the record rests on it, of the record where the neighbour rests on it. */
  citedVersion: number
  /** What is cited has a newer version, or was withdrawn. */
  moved: boolean
  withdrawn: boolean
  /** Of the neighbour; `basis_revised` is shown to the team alone. */
  mark: StaleMark['effect'] | null
  /** The asker made the link herself, by hand, and may take it away: what a deed of hers tied together is not untied here. */
  removable: boolean
}

export interface Thread {
  record: { id: string; kind: string; title: Text; path: string; version: number }
  /** What it rests on, oldest link first. */
  rests: Neighbour[]
  /** What rests on it, oldest link first; what the asker may not see is left out and not counted. */
  supports: Neighbour[]
  /** What moved under it, however far, and waits for a person. */
  marks: StaleMark[]
  /** The asker may write the record, and so decide what it rests on. */
  writes: boolean
  /** What the asker may add by hand: a basis where she writes the record, what rests on it where she writes anything that may. */
  adds: { rests: boolean; supports: boolean }
}

/** The thread next to a record, as one asker sees it. Throws `kernel.notFound` where the record is not there for her. */
export async function threadOf(tx: ReadTx, asker: Asker, id: string): Promise<Thread> {
  const links = await linksAround(tx, id, most)
  const ids = new Set([id, ...links.flatMap(({ basis, record }) => [basis, record])])
  const nodes = new Map((await nodesOf(tx, [...ids])).map((node) => [node.id, node]))
  const found = nodes.get(id)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  const { writes, kind, title, path, version } = found
  const { rows } = await sql<{
    writable: Record<string, string[]>
  }>`select kernel.kind_scopes('write') as writable`.execute(tx)
  const beside = kindsBeside(kind, 'supports')
  const side = (near: 'basis' | 'record', far: 'basis' | 'record'): Neighbour[] =>
    links
      .filter((link) => link[near] === id)
      .flatMap((link) => {
        const [one, basis, record] = [nodes.get(link[far]), nodes.get(link.basis), nodes.get(link.record)]
        if (!one || !basis || !record) return []
        return {
          linkId: link.id,
          link: link.kind,
          id: one.id,
          kind: one.kind,
          title: one.title,
          path: one.path,
          citedVersion: link.citedVersion,
          moved: basis.version > link.citedVersion,
          withdrawn: one.withdrawn,
          mark: one.mark,
          removable:
            link.memberId === asker.memberId &&
            record.writes &&
            linksFor(basis.kind, record.kind).includes(link.kind),
        }
      })
  return {
    record: { id, kind, title, path, version },
    rests: side('record', 'basis'),
    supports: side('basis', 'record'),
    marks: found.mark ? await staleMarks(tx, asker, id) : [],
    writes,
    adds: {
      rests: writes && kindsBeside(kind, 'rests').length > 0,
      supports: beside.some((one) => (rows[0]?.writable[one]?.length ?? 0) > 0),
    },
  }
}

/** On each side: nobody reads more in a panel. */
const most = 200
