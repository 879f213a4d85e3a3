/** Forms that wait to be sent: each whole, by itself, in the order in which they were written; from a page or from the worker. */
import { forget, keep, type Post, post, type Sent, type Waiting, waiting } from './box.ts'

/** The box of forms. */
export const box = 'posts'

export type Posted = Waiting & { post: Post }
const isPosted = (entry: Waiting): entry is Posted => entry.post !== undefined

/** Everybody's on this phone, the oldest first. */
export const allPosts = async (): Promise<Posted[]> =>
  (await waiting(box)).filter(isPosted).toSorted((a, b) => (a.post.at < b.post.at ? -1 : 1))
export const postsOf = async (holder: string): Promise<Posted[]> =>
  (await allPosts()).filter((entry) => entry.post.holder === holder)

function bodyOf({ id, post: { fields, files, holder } }: Posted): FormData {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  body.set('entry', id)
  body.set('holder', holder)
  for (const { name, blob } of files) body.append('photos', blob, name)
  return body
}

/** Sends one, whatever became of it before; what arrived leaves the phone. */
export async function sendPost(entry: Posted): Promise<Sent> {
  const outcome = await post(entry.post.action, bodyOf(entry))
  if (outcome.state === 'sent') await forget([entry.id])
  else if (outcome.state !== 'offline') {
    const { reason: _, meanwhile: __, ...rest } = entry.post
    await keep([{ ...entry, post: { ...rest, ...outcome } }])
  }
  return outcome
}

/** Sends what waits of hers. What was refused, or what she is to decide, is not sent again by itself. True: all that waited arrived. */
export async function deliver(holder: string): Promise<boolean> {
  const work = async (): Promise<boolean> => {
    for (const entry of await postsOf(holder)) {
      if (entry.post.state === 'refused' || entry.post.state === 'meanwhile') continue
      const { state } = await sendPost(entry)
      if (state === 'offline' || state === 'signIn') return false
    }
    return true
  }
  // A page and the worker may come to it at the same moment; twice would do no harm, but cost.
  if (!('locks' in navigator)) return work()
  return navigator.locks.request('acuerdo-outbox', work)
}
