import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { nowhere, write } from '../kernel/transaction.ts'
import type { Schema } from '../platform/database/schema.ts'

/**
 * Removes what a killed import left in the data directory: folders of work, and vintages whose rows never landed. For the start
 * of a program, before its jobs begin: an import of another program on the same directory would be swept away with them.
 */
export async function sweepMicrodata(db: Kysely<Schema>, dataDir: string): Promise<number> {
  const known = await write(db, { workspaceId: nowhere, as: 'system' }, async (tx) => {
    // The program itself, over all workspaces.
    await sql`select kernel.enter_system()`.execute(tx)
    const rows = await tx.selectFrom('evidence.vintage').select('directory').execute()
    return new Set(rows.map(({ directory }) => directory))
  })
  const root = join(dataDir, 'microdata')
  const children = async (path: string): Promise<string[]> =>
    (await readdir(join(dataDir, path), { withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(path, entry.name))
  const left: string[] = []
  for (const workspace of await children('microdata')) {
    for (const file of await children(workspace)) {
      if (/\/import-[^/]+$/.test(file)) left.push(file)
      else for (const vintage of await children(file)) if (!known.has(vintage)) left.push(vintage)
    }
  }
  await Promise.all(left.map((path) => rm(join(root, '..', path), { recursive: true, force: true })))
  return left.length
}
