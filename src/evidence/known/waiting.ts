/** What is cited of a place or a group, and what waits for somebody: figures that moved, imports. */
import { sql } from 'kysely'
import type { Language, Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { FigureData } from '../../web/components/figure.tsx'
import type { Visit } from '../../web/server/route.ts'
import { type Figure, figureById } from '../figures.ts'
import { shownFigure } from '../overview/shown-figure.ts'
import type { EvidenceServices } from '../services.ts'
import { recentImports } from '../store.ts'

export interface Cited {
  id: string
  title: Text
  href: string
  figure: FigureData
  /** On a newer delivery, where it came out different and nobody has settled it. */
  moved: FigureData | null
}

function citedOf(visit: Visit, figure: Figure): Cited {
  const { cell, moved, draw } = shownFigure(figure)
  return {
    id: figure.id,
    title: figure.title,
    href: visit.to(`/evidence/figures/${figure.id}`),
    figure: draw(cell, visit.lang),
    moved: moved && draw(moved, visit.lang),
  }
}

/** Figures cited of these places or of a group, the newest first, at most `limit`. */
export async function citedFigures(
  tx: ReadTx,
  visit: Visit,
  of: { placeIds: readonly string[] } | { groupId: string },
  limit = 12,
): Promise<Cited[]> {
  const ids = await tx
    .selectFrom('kernel.record')
    .select('id')
    .where('workspace_id', '=', visit.asker.workspaceId)
    .where('kind', '=', 'figure')
    .where((eb) =>
      'groupId' in of
        ? eb('worker_group_id', '=', of.groupId)
        : eb('place_id', '=', sql<string>`any (${of.placeIds}::uuid[])`),
    )
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return figuresOf(tx, visit, ids)
}

/** Which of these records are figures that came out different on a newer delivery. */
export async function movedFigures(
  tx: ReadTx,
  visit: Visit,
  ids: readonly string[],
): Promise<Map<string, Cited>> {
  if (ids.length === 0) return new Map()
  const moved = await tx
    .selectFrom('evidence.figure')
    .select('id')
    .where('workspace_id', '=', visit.asker.workspaceId)
    .where('id', 'in', ids)
    .where('recomputed', 'is not', null)
    .execute()
  return new Map((await figuresOf(tx, visit, moved)).map((figure) => [figure.id, figure]))
}

async function figuresOf(tx: ReadTx, visit: Visit, ids: readonly { id: string }[]): Promise<Cited[]> {
  const found: Cited[] = []
  for (const { id } of ids) found.push(citedOf(visit, await figureById(tx, visit.asker, id)))
  return found
}

export interface ImportWaiting {
  id: string
  files: string
  at: Date
  state: 'queued' | 'running' | 'failed'
  percent: number
  /** Why it failed, as a sentence. */
  why: string | null
  /** Within the workspace. */
  path: string
}

const week = 7 * 24 * 60 * 60 * 1000

/** Imports under way, and those that failed in the last seven days and were not brought in again since. */
export async function importsWaiting(
  services: Pick<EvidenceServices, 'explain'>,
  tx: ReadTx,
  asker: Asker,
  lang: Language,
): Promise<ImportWaiting[]> {
  const recent = await recentImports(tx, asker)
  const names = (one: (typeof recent)[number]): string => one.files.map(({ name }) => name).join(', ')
  const found: ImportWaiting[] = []
  for (const [at, one] of recent.entries()) {
    if (one.outcome || !one.jobId) continue
    const job = await jobOf(tx, asker, one.jobId)
    if (!job || job.state === 'done' || job.state === 'canceled') continue
    const failed = job.state === 'failed'
    const again = recent.slice(0, at).some((newer) => newer.outcome && names(newer) === names(one))
    if (failed && (again || Date.now() - one.at.getTime() > week)) continue
    found.push({
      id: one.id,
      files: names(one),
      at: one.at,
      state: failed ? 'failed' : job.state === 'running' ? 'running' : 'queued',
      percent: job.percent,
      why: job.problem ? services.explain(new Problem(job.problem.code, job.problem.values), lang) : null,
      path: `/evidence/import/${one.id}`,
    })
  }
  return found
}
