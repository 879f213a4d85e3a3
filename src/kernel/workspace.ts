import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/schema.ts'
import { Problem } from '../platform/problem.ts'
import type { MemberRole } from './access.ts'
import { logEvent } from './event.ts'
import { newId } from './id.ts'
import { checkMember } from './member.ts'
import { type Language, type Text, text } from './text.ts'
import { type Asker, nowhere, type ReadTx, read, type WriteTx, write } from './transaction.ts'
import { places, workerGroups } from './vocabulary.ts'

export interface Workspace {
  id: string
  slug: string
  name: Text
  timezone: string
  isSample: boolean
  minimumCases: number
  intervalLevel: 90 | 95
  version: number
}

const fields = [
  'id',
  'slug',
  'name',
  'timezone',
  'is_sample as isSample',
  'minimum_cases as minimumCases',
  'interval_level as intervalLevel',
  'version',
] as const

/** Words that addresses use themselves. */
const reserved = new Set(['sign-in', 'sign-out', 'account', 'assets', 'auth', 'healthz'])

/** Short name for addresses: lower-case letters without accents, figures, hyphens between; 3 to 60. */
export const isSlug = (slug: string): boolean =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length >= 3 && slug.length <= 60 && !reserved.has(slug)

/** A new workspace with its places, worker groups and audiences, all in one transaction. A slug that is taken is refused. */
export async function createWorkspace(
  db: Kysely<Schema>,
  given: { slug: string; name: Text; isSample?: boolean },
  fill: (tx: WriteTx, asker: Asker) => Promise<unknown> = async () => undefined,
): Promise<string> {
  if (!isSlug(given.slug)) throw new Problem('kernel.slug', { slug: given.slug })
  const id = newId()
  return write(db, { workspaceId: id, as: 'system' }, async (tx, asker) => {
    const made = await tx
      .insertInto('kernel.workspace')
      .values({ id, slug: given.slug, name: JSON.stringify(given.name), is_sample: given.isSample ?? false })
      .onConflict((taken) => taken.column('slug').doNothing())
      .executeTakeFirst()
    if (!made.numInsertedOrUpdatedRows) throw new Problem('kernel.slugTaken', { slug: given.slug }, 409)
    await tx
      .insertInto('kernel.audience')
      .values([
        {
          workspace_id: id,
          id: newId(),
          kind: 'public',
          name: JSON.stringify(text('El público', 'The public')),
        },
        { workspace_id: id, id: newId(), kind: 'team', name: JSON.stringify(text('El equipo', 'The team')) },
      ])
      .execute()
    await addPlaces(tx, id)
    await tx
      .insertInto('kernel.worker_group')
      .values(
        workerGroups.map((group, position) => ({
          workspace_id: id,
          id: newId(),
          code: group.code,
          name: JSON.stringify(group.name),
          standard: true,
          position,
        })),
      )
      .execute()
    await logEvent(tx, asker, 'created', { kind: 'workspace', id })
    await fill(tx, asker)
    return id
  })
}

async function addPlaces(tx: WriteTx, workspaceId: string): Promise<void> {
  const ids = new Map(places.map((place) => [place.code, newId()]))
  const id = (code: string): string => ids.get(code) ?? newId()
  const rows = places.map((place) => ({
    workspace_id: workspaceId,
    id: id(place.code),
    code: place.code,
    kind: place.kind,
    parent_id: place.parent && id(place.parent),
    name: JSON.stringify(place.name),
    iso: place.iso,
  }))
  await tx.insertInto('kernel.place').values(rows).execute()
  await tx
    .insertInto('kernel.search_entry')
    .values(
      rows.map((row) => ({
        workspace_id: workspaceId,
        id: row.id,
        kind: 'place',
        resource: 'evidence',
        path: `/places/${row.code}`,
        title: row.name,
        body: row.code,
      })),
    )
    .execute()
}

export const workspaceOf = (tx: ReadTx, asker: Asker): Promise<Workspace> =>
  tx
    .selectFrom('kernel.workspace')
    .select(fields)
    .where('id', '=', asker.workspaceId)
    .executeTakeFirstOrThrow() as Promise<Workspace>

/** What the coordinator decides for the whole workspace, over the version that she read. */
export async function changeWorkspace(
  tx: WriteTx,
  asker: Asker,
  version: number,
  fields: Pick<Workspace, 'name' | 'minimumCases' | 'intervalLevel'>,
): Promise<void> {
  const changed = await tx
    .updateTable('kernel.workspace')
    .set({
      name: JSON.stringify(fields.name),
      minimum_cases: fields.minimumCases,
      interval_level: fields.intervalLevel,
      version: version + 1,
    })
    .where('id', '=', asker.workspaceId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) {
    const now = await workspaceOf(tx, asker)
    if (now.version === version) throw new Problem('kernel.notAllowed', {}, 403)
    throw new Problem('kernel.conflict', { kind: 'workspace', version, now: now.version }, 409)
  }
  await logEvent(tx, asker, 'changed', { kind: 'workspace', id: asker.workspaceId, version: version + 1 })
}

/** Every workspace, for the command line and start-up. */
export const allWorkspaces = (db: Kysely<Schema>): Promise<Workspace[]> =>
  read(db, { workspaceId: nowhere, as: 'system' }, (tx) =>
    tx.selectFrom('kernel.workspace').select(fields).orderBy('id').execute(),
  ) as Promise<Workspace[]>

/** The workspaces that an account is a member of; a sample first, for newcomers begin there. */
export const workspacesOf = (db: Kysely<Schema>, accountId: string): Promise<Workspace[]> =>
  read(db, { workspaceId: nowhere, as: 'system' }, (tx) =>
    tx
      .selectFrom('kernel.workspace as w')
      .select(fields)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('kernel.member as m')
            .select('m.id')
            .whereRef('m.workspace_id', '=', 'w.id')
            .where('m.account_id', '=', accountId)
            .where('m.deleted_at', 'is', null),
        ),
      )
      .orderBy('is_sample', 'desc')
      .orderBy('id')
      .execute(),
  ) as Promise<Workspace[]>

export const workspaceById = (db: Kysely<Schema>, id: string): Promise<Workspace | undefined> =>
  read(db, { workspaceId: id, as: 'system' }, (tx) =>
    tx.selectFrom('kernel.workspace').select(fields).where('id', '=', id).executeTakeFirst(),
  ) as Promise<Workspace | undefined>

/** Finds a workspace by its short name, whoever asks: an address gives nothing of it away but that it exists. */
export const workspaceBySlug = (db: Kysely<Schema>, slug: string): Promise<Workspace | undefined> =>
  read(db, { workspaceId: nowhere, as: 'system' }, (tx) =>
    tx.selectFrom('kernel.workspace').select(fields).where('slug', '=', slug).executeTakeFirst(),
  ) as Promise<Workspace | undefined>

export interface NewMember {
  name: string
  role: MemberRole
  organisationId?: string
  language?: Language
}

/** A person joins the workspace; signing in comes later, by a link or code that the coordinator hands over. */
export async function addMember(tx: WriteTx, asker: Asker, member: NewMember): Promise<string> {
  checkMember({ role: member.role, organisationId: member.organisationId ?? null })
  const id = newId()
  await tx
    .insertInto('kernel.member')
    .values({
      workspace_id: asker.workspaceId,
      id,
      name: member.name,
      role: member.role,
      organisation_id: member.organisationId ?? null,
      language: member.language ?? 'es',
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'member', id, version: 1 })
  return id
}
