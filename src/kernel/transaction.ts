import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '../platform/database/schema.ts'
import { Problem } from '../platform/problem.ts'
import type { Role } from './access.ts'
import type { Language } from './text.ts'

/** A transaction that may write. */
export type WriteTx = Transaction<Schema>
/** A transaction that only reads: the database refuses a write in it, and so does the type. */
export type ReadTx = Pick<
  Transaction<Schema>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'getExecutor' | 'fn'
>

/** Who asks, as row-level security sees it for the length of one transaction. */
export interface Asker {
  workspaceId: string
  /** `system` is the program itself: jobs, command line, backup. */
  role: Role | 'system'
  memberId: string | null
  organisationId: string | null
  name: string | null
  language: Language
}

/** The nil UUID: a transaction that is not about one workspace. */
export const nowhere = '00000000-0000-0000-0000-000000000000'

export type Entrance =
  | { workspaceId: string; accountId: string }
  | { workspaceId: string; as: 'public' }
  | { workspaceId: string; as: 'system' }

/**
 * Runs `work` in a transaction closed to everything but what the asker may see. Nothing else in the program opens one
 * on a workspace's data. An account that is no member is the public.
 */
export const read = <T>(
  db: Kysely<Schema>,
  entrance: Entrance,
  work: (tx: ReadTx, asker: Asker) => Promise<T>,
): Promise<T> =>
  db
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => work(tx, await enter(tx, entrance)))

/**
 * The same, to write. Everything that `work` writes lands together or, if it throws, not at all. A row that the database
 * refuses to this person is the Problem `kernel.notAllowed`.
 */
export async function write<T>(
  db: Kysely<Schema>,
  entrance: Entrance,
  work: (tx: WriteTx, asker: Asker) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => work(tx, await enter(tx, entrance)))
  } catch (error) {
    if (isRefusedRow(error)) throw new Problem('kernel.notAllowed', {}, 403)
    throw error
  }
}

/**
 * What follows from a thing that the person did, though by itself it is not hers to do (minutes that she signs off give birth
 * to demands): done as the program, in her transaction and her name. Only after the database let her do what it follows from.
 */
export async function asProgram<T>(
  tx: WriteTx,
  asker: Asker,
  work: (program: Asker) => Promise<T>,
): Promise<T> {
  const become = (role: string) => sql`select set_config('acuerdo.role', ${role}, true)`.execute(tx)
  await become('system')
  try {
    return await work({ ...asker, role: 'system' })
  } finally {
    // A statement that failed has ended the transaction, and her role with it.
    await become(asker.role).catch(() => undefined)
  }
}

/** 42501, insufficient privilege: with this wording a row that the policies of its table do not let this person write. */
const isRefusedRow = (error: unknown): boolean =>
  error instanceof Error &&
  (error as { code?: string }).code === '42501' &&
  error.message.includes('row-level security')

async function enter(tx: Transaction<Schema>, entrance: Entrance): Promise<Asker> {
  const { workspaceId } = entrance
  if ('accountId' in entrance) {
    const { rows } = await sql<{
      id: string
      role: Role
      organisation_id: string | null
      name: string
      language: Language
    }>`
      select id, role, organisation_id, name, language from kernel.enter(${workspaceId}, ${entrance.accountId})`.execute(
      tx,
    )
    const [member] = rows
    if (member) {
      const { id, role, organisation_id, name, language } = member
      return { workspaceId, role, memberId: id, organisationId: organisation_id, name, language }
    }
  }
  const role = 'as' in entrance ? entrance.as : 'public'
  if (role === 'system') await sql`select kernel.enter_system(${workspaceId})`.execute(tx)
  else await sql`select kernel.enter_public(${workspaceId})`.execute(tx)
  return { workspaceId, role, memberId: null, organisationId: null, name: null, language: 'es' }
}
