/** What all parts know of a place with all below it, or of a worker group. */
import { sql } from 'kysely'
import type { ReadTx } from '../kernel/transaction.ts'
import { type AboutSection, aboutKinds, type Clock, type Where } from '../web/server/hooks.ts'
import type { Visit } from '../web/server/route.ts'

/** Sections with something in them, in the order of the page. */
export async function sectionsAbout(
  visit: Visit,
  tx: ReadTx,
  where: Where,
  clock: Clock,
): Promise<AboutSection[]> {
  const found: AboutSection[] = []
  for (const part of visit.parts) found.push(...((await part.about?.(tx, visit.asker, where, clock)) ?? []))
  return found
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => aboutKinds.indexOf(a.kind) - aboutKinds.indexOf(b.kind))
}

/** A place and all that lies in it, the place itself first. */
export async function placeWithAllBelow(tx: ReadTx, visit: Visit, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive within (id, depth) as (
      select ${id}::uuid, 0
      union
      select p.id, w.depth + 1 from kernel.place p join within w on p.workspace_id = ${visit.asker.workspaceId} and p.parent_id = w.id
    )
    select id from within order by depth`.execute(tx)
  return rows.map((row) => row.id)
}
