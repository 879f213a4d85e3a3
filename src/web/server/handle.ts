import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import { isId } from '../../kernel/id.ts'
import type { Language } from '../../kernel/text.ts'
import { type Asker, type Entrance, read, write } from '../../kernel/transaction.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import type { Answer } from './answer.ts'
import { formOf } from './form.ts'
import type { Part, Route, Visit } from './route.ts'

/** Runs a handler in its transaction: an answer commits, a problem (returned or thrown) rolls back. */
export async function handle(
  c: Context,
  db: Kysely<Schema>,
  route: Route,
  who: { lang: Language; workspace: Workspace; asker: Asker; entrance: Entrance; holder: string | null },
  parts: readonly Part[],
): Promise<Answer> {
  const { lang, workspace, entrance } = who
  const url = new URL(c.req.url)
  const prefix = `/${lang}/${workspace.slug}`
  const { lang: _lang, workspace: _slug, ...params } = c.req.param() as Record<string, string>
  // Every `:id` of a route is one of ours; what cannot be one is not asked of the database.
  if (params.id !== undefined && !isId(params.id)) return new Problem('kernel.notFound', {}, 404)
  const visit: Visit = {
    lang,
    workspace,
    asker: who.asker,
    holder: who.holder,
    path: url.pathname.slice(prefix.length) || '/',
    query: url.searchParams,
    params,
    request: c.req.raw,
    to: (path, query = {}) => {
      const search = new URLSearchParams()
      for (const [name, value] of Object.entries(query))
        if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
      return prefix + path + (search.size > 0 ? `?${search}` : '')
    },
    form: () => formOf(c.req.raw),
    read: (work) => read(db, entrance, work),
    write: (work) => write(db, entrance, work),
    db,
    parts,
  }
  if ('work' in route) return route.work(visit)
  if (route.method === 'GET') return read(db, entrance, (tx) => route.handle(visit, tx))
  return write(db, entrance, async (tx) => {
    const answer = await route.handle(visit, tx)
    if (answer instanceof Problem) throw answer
    return answer
  })
}
