import type { Kysely } from 'kysely'
import type { Resource, Verb } from '../../kernel/access.ts'
import type { Language } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import type { Schema } from '../../platform/database/schema.ts'
import type { Problem } from '../../platform/problem.ts'
import type { PartKey } from '../nav.tsx'
import type { Answer } from './answer.ts'
import type { Hooks } from './hooks.ts'

/** One request of one asker, with all that a handler may need of it. Paths are within the workspace, without language. */
export interface Visit {
  lang: Language
  /** Path as the route wrote it, filled: `/evidence/overview/09`. */
  path: string
  query: URLSearchParams
  params: Readonly<Record<string, string>>
  asker: Asker
  /** Whose session it is, in a word that says nothing of her (`holder.ts`); null: nobody's. */
  holder: string | null
  workspace: Workspace
  request: Request
  /** Address of a page of this workspace in this language: `visit.to('/places/09')` → `/es/muestra/places/09`. */
  to(path: string, query?: Record<string, string | number | null | undefined>): string
  /** The form that was sent; files included. */
  form(): Promise<FormData>
  /** Own transactions, for handlers made with `work`. */
  read<T>(work: (tx: ReadTx, asker: Asker) => Promise<T>): Promise<T>
  write<T>(work: (tx: WriteTx, asker: Asker) => Promise<T>): Promise<T>
  db: Kysely<Schema>
  /** All parts of the program, for pages that gather from them (`hooks.ts`). */
  parts: readonly Part[]
}

/** What the asker must at least be allowed; row by row the database decides. */
export type Access = { verb: Verb; resource: Resource } | 'member' | 'anyone'

export type Route =
  | { method: 'GET'; path: string; access: Access; handle: (visit: Visit, tx: ReadTx) => Promise<Answer> }
  | { method: 'POST'; path: string; access: Access; handle: (visit: Visit, tx: WriteTx) => Promise<Answer> }
  | { method: 'GET' | 'POST'; path: string; access: Access; work: (visit: Visit) => Promise<Answer> }

export const sees = (resource: Resource): Access => ({ verb: 'see', resource })
export const writes = (resource: Resource): Access => ({ verb: 'write', resource })
export const exports = (resource: Resource): Access => ({ verb: 'export', resource })

/** A page or data: reads in one repeatable-read transaction that the database keeps from writing. */
export const get = (
  path: string,
  access: Access,
  handle: (visit: Visit, tx: ReadTx) => Promise<Answer>,
): Route => ({
  method: 'GET',
  path,
  access,
  handle,
})

/** A change: committed if it answers, rolled back if it returns or throws a problem. */
export const post = (
  path: string,
  access: Access,
  handle: (visit: Visit, tx: WriteTx) => Promise<Answer>,
): Route => ({
  method: 'POST',
  path,
  access,
  handle,
})

/** Long work (an upload, an estimate over microdata, a stream): opens short transactions itself through the visit. */
export const work = (
  method: 'GET' | 'POST',
  path: string,
  access: Access,
  handler: (visit: Visit) => Promise<Answer>,
): Route => ({
  method,
  path,
  access,
  work: handler,
})

/** An entry of the left column; its words are the shell's. */
export interface NavEntry {
  part: PartKey
  /** Within the workspace, e.g. `/evidence`. */
  path: string
  access: Access
}

/** What a part brings to the program; what it adds to pages that gather from all parts is optional (`hooks.ts`). */
export interface Part extends Hooks {
  name: string
  routes: readonly Route[]
  nav: readonly NavEntry[]
  /** Sentences for the codes of its problems. */
  problems: Record<Language, Record<string, (values: Problem['values']) => string>>
}
