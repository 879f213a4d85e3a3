import { sql } from 'kysely'
import { Problem } from '../platform/problem.ts'
import type { MemberRole } from './access.ts'
import { logEvent } from './event.ts'
import { isId, newId } from './id.ts'
import { overVersion } from './over-version.ts'
import { type Language, said, type Text, textIn } from './text.ts'
import type { Asker, ReadTx, WriteTx } from './transaction.ts'

/** Roles that act for an organisation and are nothing without one. */
export const actsForOrganisation = (role: MemberRole): boolean =>
  role === 'leader' || role === 'official' || role === 'employer'

/** Days for which a removed member can be brought back. */
export const undoDays = 30

export interface Member {
  id: string
  name: string
  role: MemberRole
  organisationId: string | null
  organisation: Text | null
  language: Language
  version: number
  /** Can sign in: has an account that she has used at least once. */
  hasAccess: boolean
  /** A code or link waits for her until then. */
  invitedUntil: Date | null
  removedAt: Date | null
}

const members = (tx: ReadTx, asker: Asker) =>
  tx
    .selectFrom('kernel.member as m')
    .leftJoin('kernel.organisation as o', (on) =>
      on.onRef('o.workspace_id', '=', 'm.workspace_id').onRef('o.id', '=', 'm.organisation_id'),
    )
    .where('m.workspace_id', '=', asker.workspaceId)
    .select((eb) => [
      'm.id',
      'm.name',
      'm.role',
      'm.organisation_id as organisationId',
      'o.name as organisation',
      'm.language',
      'm.version',
      'm.deleted_at as removedAt',
      eb('m.account_id', 'is not', null).as('hasAccess'),
      eb
        .selectFrom('auth.invitation as i')
        .select((i) => i.fn.max('i.expires_at').as('until'))
        .whereRef('i.workspace_id', '=', 'm.workspace_id')
        .whereRef('i.member_id', '=', 'm.id')
        .where('i.kind', '<>', 'start')
        .where('i.used_at', 'is', null)
        .where('i.expires_at', '>', sql<Date>`now()`)
        .as('invitedUntil'),
    ])

/** As a Spanish dictionary orders: ñ after n, accents and capitals aside. */
const { compare } = new Intl.Collator('es', { sensitivity: 'base', numeric: true })

/** Everybody in the workspace by name; those removed in the last 30 days too, at the end. */
export async function membersOf(tx: ReadTx, asker: Asker): Promise<Member[]> {
  const found = (await members(tx, asker)
    .where((eb) =>
      eb.or([
        eb('m.deleted_at', 'is', null),
        eb('m.deleted_at', '>', sql<Date>`now() - make_interval(days => ${undoDays}::int)`),
      ]),
    )
    .execute()) as Member[]
  const removed = (member: Member): number => (member.removedAt === null ? 0 : 1)
  return found.toSorted((a, b) => removed(a) - removed(b) || compare(a.name, b.name) || compare(a.id, b.id))
}

/** Throws `kernel.notFound` for one who is not there, or not for the asker to see. */
export async function memberById(tx: ReadTx, asker: Asker, id: string): Promise<Member> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const found = await members(tx, asker).where('m.id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found as Member
}

export interface MemberFields {
  name: string
  role: MemberRole
  organisationId: string | null
  language: Language
}

/** A leader, official or employer without an organisation would see nothing of her own and is refused. */
export function checkMember(fields: Pick<MemberFields, 'role' | 'organisationId'>): void {
  if (actsForOrganisation(fields.role) && fields.organisationId === null)
    throw new Problem('kernel.member.organisation')
}

/** Changes a member over the version that was read. The workspace keeps at least one coordinator. */
export async function changeMember(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: MemberFields,
): Promise<void> {
  checkMember(fields)
  const before = await memberById(tx, asker, id)
  if (before.role === 'coordinator' && fields.role !== 'coordinator') await keepOneCoordinator(tx, asker, id)
  const next = await overVersion(
    tx,
    asker,
    'kernel.member',
    { id, version },
    {
      name: fields.name,
      role: fields.role,
      organisation_id: fields.organisationId,
      language: fields.language,
    },
  )
  await logEvent(tx, asker, 'changed', { kind: 'member', id, version: next })
}

/** Takes a member out of the workspace at once; for 30 days she can be brought back as she was. */
export async function removeMember(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const member = await memberById(tx, asker, id)
  if (member.role === 'coordinator') await keepOneCoordinator(tx, asker, id)
  await setRemoved(tx, asker, id, true)
  await logEvent(tx, asker, 'deleted', { kind: 'member', id, version: member.version })
}

export async function restoreMember(tx: WriteTx, asker: Asker, id: string): Promise<void> {
  const member = await memberById(tx, asker, id)
  if (member.removedAt === null) return
  if (Date.now() - member.removedAt.getTime() > undoDays * 86_400_000)
    throw new Problem('kernel.notFound', {}, 404)
  await setRemoved(tx, asker, id, false)
  await logEvent(tx, asker, 'restored', { kind: 'member', id, version: member.version })
}

async function setRemoved(tx: WriteTx, asker: Asker, id: string, removed: boolean): Promise<void> {
  const changed = await tx
    .updateTable('kernel.member')
    .set({ deleted_at: removed ? sql<Date>`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Problem('kernel.notAllowed', {}, 403)
}

/** Two coordinators who take each other out at the same moment wait for one another here. */
async function keepOneCoordinator(tx: WriteTx, asker: Asker, leaving: string): Promise<void> {
  const coordinators = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('role', '=', 'coordinator')
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (coordinators.every(({ id }) => id === leaving)) throw new Problem('kernel.member.lastCoordinator')
}

export interface Organisation {
  id: string
  name: Text
}

/** One that was removed or merged stays where it is named, but nobody new acts for it. */
const isThere = sql<boolean>`not exists (
  select from kernel.record r
   where r.workspace_id = kernel.organisation.workspace_id and r.id = kernel.organisation.id and r.deleted_at is not null)`

/** Organisations that people can act for, by name; removed ones are left out. */
export async function organisationsOf(tx: ReadTx, asker: Asker): Promise<Organisation[]> {
  const found = (await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name'])
    .where('workspace_id', '=', asker.workspaceId)
    .where(isThere)
    .execute()) as Organisation[]
  return found.toSorted((a, b) => compare(said(a.name, 'es'), said(b.name, 'es')) || compare(a.id, b.id))
}

/** The name of an organisation, by default of the one that a leader, official or employer acts for; null: none, or not hers to see. */
export async function organisationName(
  tx: ReadTx,
  asker: Asker,
  id: string | null = asker.organisationId,
): Promise<Text | null> {
  if (!id) return null
  const found = await tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return (found?.name as Text | undefined) ?? null
}

/** An organisation by the name that was typed: the one that has it, whatever the case and accents, else a new one. */
export async function organisationNamed(
  tx: WriteTx,
  asker: Asker,
  name: string,
  language: Language,
): Promise<string> {
  const same = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where(
      sql<boolean>`lower(unaccent(${name})) in (lower(unaccent(name -> 'es' ->> 'text')), lower(unaccent(name -> 'en' ->> 'text')))`,
    )
    .where(isThere)
    .executeTakeFirst()
  if (same) return same.id
  const id = newId()
  await tx
    .insertInto('kernel.organisation')
    .values({ workspace_id: asker.workspaceId, id, name: JSON.stringify(textIn(language, name)) })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'organisation', id })
  return id
}
