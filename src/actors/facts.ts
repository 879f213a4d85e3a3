/** What is noted of an organisation, dated and with its source: members, posts, relations, positions. */
import { sql } from 'kysely'
import { logEvent } from '../kernel/event.ts'
import { isId, newId } from '../kernel/id.ts'
import { notOver } from '../kernel/over-version.ts'
import type { Text } from '../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { Problem } from '../platform/problem.ts'
import type { RelationKind, Sex, Stance } from './rules.ts'

export const factKinds = ['membership', 'post', 'relation', 'position'] as const
export type FactKind = (typeof factKinds)[number]

interface Kept {
  id: string
  version: number
}

export interface MembershipFields {
  observed_on: string
  total: number | null
  women: number | null
  men: number | null
  basis: 'reported' | 'documented'
  method: string | null
  source: string | null
}
export interface PostFields {
  title: string
  is_leader: boolean
  sex: Sex | null
  since: string | null
  until: string | null
  person_id: string | null
}
export interface RelationFields {
  kind: RelationKind
  from_id: string
  to_id: string
  since: string | null
  until: string | null
  source: string | null
  note: string | null
}
export interface PositionFields {
  issue_id: string
  observed_on: string
  stance: Stance | null
  influence: number | null
  interest: number | null
  source: string | null
  note: string | null
}
/** Columns of each kind of fact, as they are written; `organisation_id` beside them, but for relations. */
export interface FactFields {
  membership: MembershipFields & { organisation_id: string }
  post: PostFields & { organisation_id: string }
  relation: RelationFields
  position: PositionFields & { organisation_id: string }
}
export type Fact<K extends FactKind> = FactFields[K] & Kept

/** The columns that the day stands in, newest first. */
const newest = {
  membership: sql`observed_on desc`,
  post: sql`until desc nulls first, is_leader desc, since desc nulls last`,
  relation: sql`until desc nulls first, kind, since desc nulls last`,
  position: sql`observed_on desc`,
} as const

const table = (kind: FactKind) => sql.table(`actors.${kind}`)

/** All of one kind for an organisation, of what the asker may see: the open and the newest first. */
export async function factsOf<K extends FactKind>(
  tx: ReadTx,
  asker: Asker,
  kind: K,
  organisationId: string,
): Promise<Fact<K>[]> {
  const about =
    kind === 'relation'
      ? sql`${organisationId}::uuid in (from_id, to_id)`
      : sql`organisation_id = ${organisationId}`
  const { rows } = await sql<Fact<K>>`
    select * from ${table(kind)}
     where workspace_id = ${asker.workspaceId} and ${about} and deleted_at is null
     order by ${newest[kind]}, id desc`.execute(tx)
  return rows
}

/** One; `kernel.notFound` where it is not there, removed, or not for the asker to see. */
export async function factById<K extends FactKind>(
  tx: ReadTx,
  asker: Asker,
  kind: K,
  id: string,
): Promise<Fact<K>> {
  const { rows } = isId(id)
    ? await sql<Fact<K>>`
        select * from ${table(kind)} where workspace_id = ${asker.workspaceId} and id = ${id} and deleted_at is null`.execute(
        tx,
      )
    : { rows: [] }
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

export async function addFact<K extends FactKind>(
  tx: WriteTx,
  asker: Asker,
  kind: K,
  given: FactFields[K],
): Promise<string> {
  const id = newId()
  const row = { ...given, workspace_id: asker.workspaceId, id, version: 1 }
  await refusals(
    sql`insert into ${table(kind)} select * from jsonb_populate_record(null::${table(kind)}, ${JSON.stringify(row)}::jsonb)`.execute(
      tx,
    ),
  )
  await logged(tx, asker, given)
  return id
}

/** Writes over the version that was read; a newer one in the meantime is the Problem `kernel.conflict`. */
export async function changeFact<K extends FactKind>(
  tx: WriteTx,
  asker: Asker,
  kind: K,
  id: string,
  version: number,
  given: FactFields[K],
): Promise<void> {
  await factById(tx, asker, kind, id)
  const columns = sql.join(Object.keys(given).map((column) => sql.ref(column)))
  const { numAffectedRows } = await refusals(
    sql`update ${table(kind)} t set version = version + 1, (${columns}) =
          (select ${columns} from jsonb_populate_record(null::${table(kind)}, ${JSON.stringify(given)}::jsonb))
        where workspace_id = ${asker.workspaceId} and id = ${id} and version = ${version}`.execute(tx),
  )
  if (!numAffectedRows) throw await notOver(tx, asker, `actors.${kind}`, { id, version })
  await logged(tx, asker, given)
}

/** Takes one away, or brings it back within thirty days. */
export async function setFactRemoved(
  tx: WriteTx,
  asker: Asker,
  kind: FactKind,
  id: string,
  removed: boolean,
): Promise<void> {
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  const { rows } = await refusals(
    sql<FactFields[FactKind]>`
      update ${table(kind)} set deleted_at = ${removed ? sql`now()` : sql`null`}
       where workspace_id = ${asker.workspaceId} and id = ${id}
         and ${removed ? sql`deleted_at is null` : sql`deleted_at > now() - interval '30 days'`}
      returning *`.execute(tx),
  )
  const [found] = rows
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  await logged(tx, asker, found)
}

const logged = (tx: WriteTx, asker: Asker, given: object) => {
  const id = 'organisation_id' in given ? given.organisation_id : (given as RelationFields).from_id
  return logEvent(tx, asker, 'changed', { kind: 'organisation', id: String(id) })
}

/** What the database refuses, as a person can mend it. */
async function refusals<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23505' && constraint === 'relation_once') throw new Problem('actors.relationTwice', {}, 409)
    // A key that names nothing here, or what is not for this person to name.
    if (code === '23503') throw new Problem('kernel.notFound', {}, 404)
    throw error
  }
}

export interface Issue {
  id: string
  name: Text
}

/** What positions are taken on, by name; none for whoever does not see positions. */
export async function issuesOf(tx: ReadTx, asker: Asker): Promise<Issue[]> {
  const { rows } = await sql<Issue>`
    select id, name from actors.issue where workspace_id = ${asker.workspaceId}
     order by name -> (name ->> 'source') ->> 'text' collate "es-x-icu", id`.execute(tx)
  return rows
}

/** An issue by its name, whatever the capitals and accents, else a new one; returns its id. */
export async function issueNamed(tx: WriteTx, asker: Asker, name: Text): Promise<string> {
  const words = name[name.source]?.text ?? ''
  const { rows } = await sql<{ id: string }>`
    select id from actors.issue where workspace_id = ${asker.workspaceId}
       and actors.plain(${words}) in (actors.plain(name -> 'es' ->> 'text'), actors.plain(name -> 'en' ->> 'text'))`.execute(
    tx,
  )
  if (rows[0]) return rows[0].id
  const id = newId()
  await sql`insert into actors.issue (workspace_id, id, name) values (${asker.workspaceId}, ${id}, ${JSON.stringify(name)})`.execute(
    tx,
  )
  return id
}

export interface SelfAssessment {
  id: string
  assessedOn: string
  answers: Readonly<Record<string, number>>
  notes: string | null
}

/** How an organisation judged itself, newest first: the database gives it to its own people and to nobody else. */
export async function selfAssessmentsOf(
  tx: ReadTx,
  asker: Asker,
  organisationId: string,
): Promise<SelfAssessment[]> {
  const { rows } = await sql<SelfAssessment>`
    select id, assessed_on as "assessedOn", answers, notes from actors.self_assessment
     where workspace_id = ${asker.workspaceId} and organisation_id = ${organisationId} order by assessed_on desc, id desc`.execute(
    tx,
  )
  return rows
}

export async function addSelfAssessment(
  tx: WriteTx,
  asker: Asker,
  organisationId: string,
  given: Omit<SelfAssessment, 'id'>,
): Promise<void> {
  await sql`
    insert into actors.self_assessment (workspace_id, id, organisation_id, assessed_on, answers, notes)
    values (${asker.workspaceId}, ${newId()}, ${organisationId}, ${given.assessedOn}, ${JSON.stringify(given.answers)}, ${given.notes})`.execute(
    tx,
  )
}

/** The posts that somebody holds or held, newest first. */
export async function postsOfPerson(tx: ReadTx, asker: Asker, personId: string): Promise<Fact<'post'>[]> {
  const { rows } = await sql<Fact<'post'>>`
    select * from actors.post where workspace_id = ${asker.workspaceId} and person_id = ${personId} and deleted_at is null
     order by ${newest.post}, id desc`.execute(tx)
  return rows
}
