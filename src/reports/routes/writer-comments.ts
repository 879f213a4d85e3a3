/** Comments beside the text: from the writer as JSON, from the plain form as a form. */
import { z } from 'zod'
import { isId } from '../../kernel/id.ts'
import type { WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Answer, data, redirect } from '../../web/server/answer.ts'
import { backOr } from '../../web/server/back.ts'
import { post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { remarkOf } from '../pages/writer-data.ts'
import { writerWords } from '../pages/writer-words.ts'
import { addComment, commentsOf, removeComment, resolveComment } from '../store/comments.ts'
import { isJson, jsonOf } from './writer-json.ts'

const access = writes('report_draft')
const schema = z.object({
  id: z.uuid().optional(),
  body: z.string().max(5000),
  blockId: z.uuid().nullable().optional(),
  answersId: z.uuid().nullable().optional(),
})

export const writerCommentRoutes = (): Route[] => [
  post('/reports/:id/comments', access, async (visit, tx) => {
    const { id, body, blockId = null, answersId = null } = await typed(visit)
    const comment = { ...(id ? { id } : {}), body, blockId, answersId }
    await addComment(tx, visit.asker, visit.params.id ?? '', comment)
    return done(visit, tx, writerWords(visit.lang).block.sent)
  }),
  post('/reports/:id/comments/:comment/resolve', access, async (visit, tx) => {
    const resolved = isJson(visit.request)
      ? (await jsonOf(visit.request, z.object({ resolved: z.boolean() }))).resolved
      : (await visit.form()).get('resolved') === 'yes'
    await resolveComment(tx, visit.asker, visit.params.id ?? '', commentId(visit), resolved)
    return done(visit, tx)
  }),
  post('/reports/:id/comments/:comment/remove', access, async (visit, tx) => {
    await removeComment(tx, visit.asker, visit.params.id ?? '', commentId(visit))
    return done(visit, tx)
  }),
]

function commentId(visit: Visit): string {
  const id = visit.params.comment ?? ''
  if (!isId(id)) throw new Problem('kernel.notFound', {}, 404)
  return id
}

async function typed(visit: Visit): Promise<z.infer<typeof schema>> {
  if (isJson(visit.request)) return jsonOf(visit.request, schema)
  const form = await visit.form()
  const blockId = String(form.get('blockId') ?? '')
  return { body: String(form.get('body') ?? ''), blockId: isId(blockId) ? blockId : null }
}

/** The island hears all comments as they are now; a form goes back to where it came from. */
async function done(visit: Visit, tx: WriteTx, flash?: string): Promise<Answer> {
  const { asker, lang, workspace } = visit
  const id = visit.params.id ?? ''
  if (!isJson(visit.request)) return redirect(backOr(visit, await visit.form(), `/reports/${id}`), flash)
  const comments = await commentsOf(tx, asker, id)
  return data({ comments: comments.map((one) => remarkOf(one, lang, asker.memberId, workspace.timezone)) })
}
