/** What a person typed → the place, organisation or group that is meant. */
import { sql } from 'kysely'
import { isId } from '../kernel/id.ts'
import { type Place, placesOf, type WorkerGroup, workerGroupsOf } from '../kernel/place.ts'
import { said, type Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'

/** A name as it is compared, the same as `actors.plain` in the database. */
export const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

export interface Finder {
  /** By INEGI's code or by name; of several with one name the widest (Oaxaca is the state, not a municipality). */
  place(typed: string): string | undefined
  group(typed: string): string | undefined
  places: readonly Place[]
  groups: readonly WorkerGroup[]
}

/** All places and groups of the workspace, ready to be looked up. */
export async function finderOf(tx: ReadTx, asker: Asker): Promise<Finder> {
  const places = await placesOf(tx, asker)
  const groups = await workerGroupsOf(tx, asker)
  const placeBy = byName(places)
  const groupBy = byName(groups)
  return {
    places,
    groups,
    place: (typed) => placeBy.get(plain(typed)) ?? placeBy.get(plain(typed).padStart(2, '0')),
    group: (typed) => groupBy.get(plain(typed)),
  }
}

function byName(things: readonly { id: string; code: string; name: Text }[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { id, code, name } of things)
    for (const key of [code, said(name, 'es'), said(name, 'en')].map(plain))
      if (!found.has(key)) found.set(key, id)
  return found
}

/** The organisation of this name, initials or id; where there is none, those whose names look most like it. */
export async function organisationTyped(
  tx: ReadTx,
  asker: Asker,
  typed: string,
): Promise<{ id: string } | { alike: string[] }> {
  const words = plain(typed)
  const { rows } = await sql<{ id: string; name: Text; same: boolean }>`
    select o.id, k.name,
           o.id = ${isId(typed) ? typed : null}::uuid
           or ${words} in (actors.plain(k.name -> 'es' ->> 'text'), actors.plain(k.name -> 'en' ->> 'text'), actors.plain(o.acronym)) as same
      from actors.organisation o join kernel.organisation k on k.workspace_id = o.workspace_id and k.id = o.id
     where o.workspace_id = ${asker.workspaceId} and o.deleted_at is null
       and (o.id = ${isId(typed) ? typed : null}::uuid or o.plain_name like '%' || ${words} || '%' or ${words} <% o.plain_name)
     order by 3 desc nulls last, word_similarity(${words}, o.plain_name) desc, o.id limit 4`.execute(tx)
  const [first] = rows
  return first?.same ? { id: first.id } : { alike: rows.map(({ name }) => said(name, 'es')) }
}
