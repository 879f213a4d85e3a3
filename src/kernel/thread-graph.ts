/** The whole thread of a record, to be drawn and listed: all it rests on and all that rests on it, the nearest first. */
import { Problem } from '../platform/problem.ts'
import { type LinkKind, type Step, walk } from './thread.ts'
import { linksAmong, type Node, nodesOf } from './thread-read.ts'
import type { Asker, ReadTx } from './transaction.ts'

export interface ThreadNode extends Omit<Node, 'writes'> {
  /** Links between the record and here: negative towards what it rests on, 0 the record itself, positive towards what rests on it. */
  distance: number
}

export interface ThreadLink {
  /** What is cited. */
  basis: string
  /** What rests on it. */
  record: string
  kind: LinkKind
  citedVersion: number
  /** The basis has a newer version than the one cited. */
  moved: boolean
}

export interface ThreadGraph {
  nodes: ThreadNode[]
  links: ThreadLink[]
  /** There is more beyond the nearest: the thread was followed no further. */
  cut: boolean
}

/**
 * The nearest `most` records on each side, with all links among them. What the asker may not see is neither walked through nor
 * counted. Throws `kernel.notFound` where she does not see the record itself.
 */
export async function threadGraph(tx: ReadTx, asker: Asker, id: string, most = 60): Promise<ThreadGraph> {
  const [below, above] = [
    await walk(tx, asker, id, 'basis', most),
    await walk(tx, asker, id, 'supports', most),
  ]
  const [start] = await nodesOf(tx, [id])
  if (!start) throw new Problem('kernel.notFound', {}, 404)
  const nodes = new Map<string, ThreadNode>([[id, { ...start, distance: 0 }]])
  for (const [steps, sign] of [
    [below, -1],
    [above, 1],
  ] as const)
    for (const { distance, via: _via, link: _link, citedVersion: _cited, ...node } of steps)
      if (!nodes.has(node.id)) nodes.set(node.id, { ...node, distance: sign * distance })
  const full = (steps: readonly Step[]): boolean => new Set(steps.map((step) => step.id)).size >= most
  return {
    nodes: [...nodes.values()].toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1)),
    links: (await linksAmong(tx, [...nodes.keys()], 8 * most)).flatMap(
      ({ basis, record, kind, citedVersion }) => {
        const version = nodes.get(basis)?.version ?? citedVersion
        return { basis, record, kind, citedVersion, moved: version > citedVersion }
      },
    ),
    cut: full(below) || full(above),
  }
}
