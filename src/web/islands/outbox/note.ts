/** A form that was filled in: its photographs made small, kept on the phone, and sent at once where there is signal. */
import { forget, keep, uuid } from './box.ts'
import { type Small, small } from './photo.ts'
import { box, deliver, type Posted, postsOf } from './posts.ts'
import type { Owner } from './queue.ts'
import { readForm } from './read-form.ts'
import { wordsIn } from './words.ts'

export { readAgain } from './read-form.ts'

export async function note(
  form: HTMLFormElement,
  before: Posted | undefined,
  say: (text: string) => void,
  owner: Owner,
  askWorker: () => Promise<void>,
): Promise<void> {
  const { holder } = owner
  const words = wordsIn(location.pathname)
  const queuePage = `${owner.home}/waiting`
  const send = form.querySelector<HTMLButtonElement>('button[type=submit]')
  if (send) send.disabled = true
  const chosen = [...(form.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [])]
  say(chosen.length > 0 ? words.small : '')
  const files: Exclude<Small, string>[] = []
  for (const file of chosen) {
    const made = await small(file)
    if (typeof made === 'string') {
      say(words[made])
      if (send) send.disabled = false
      return
    }
    files.push(made)
  }
  const read = readForm(form, owner)
  const entry: Posted = {
    ...read,
    id: uuid(),
    box,
    post: { ...read.post, files: files.length > 0 ? files : (before?.post.files ?? []) },
  }
  try {
    await keep([entry])
  } catch {
    say(words.full)
    if (send) send.disabled = false
    return
  }
  if (before) await forget([before.id])
  say('')
  await deliver(holder)
  const now = (await postsOf(holder)).find(({ id }) => id === entry.id)
  // Refused while she is looking at the form: what she typed stands there still.
  if (now?.post.state === 'refused') {
    await forget([now.id])
    say(now.post.reason ?? '')
    if (send) send.disabled = false
    return
  }
  if (now) await askWorker()
  location.assign(now && now.post.state !== 'waiting' ? `${queuePage}#${now.id}` : entry.post.page)
  // The same page with another place in it is not loaded again by itself.
  if (entry.post.page.split('#')[0] === location.pathname) location.reload()
}
