/** Signing out of a phone: what is unsent is said first, and she decides; then nothing of hers stays. */
import { forget } from './box.ts'
import { button, element } from './dom.ts'
import { deliver, postsOf } from './posts.ts'
import type { Owner } from './queue.ts'
import { wordsIn } from './words.ts'

export async function leave(
  form: HTMLFormElement,
  { holder }: Owner,
  show: () => Promise<void>,
): Promise<void> {
  const words = wordsIn(location.pathname)
  const clear = () => clearPhone(form, holder)
  if ((await postsOf(holder)).length === 0) return clear()
  form.closest('details')?.removeAttribute('open')
  const dialog = element('dialog', { class: 'leave', attributes: { 'aria-labelledby': 'leave-title' } })
  const text = element('p', {
    text: words.leave.text((await postsOf(holder)).length),
    attributes: { role: 'status' },
  })
  dialog.append(
    element('h2', { text: words.leave.title, attributes: { id: 'leave-title' } }),
    text,
    element(
      'div',
      { class: 'actions' },
      button(
        words.leave.send,
        async () => {
          await deliver(holder)
          if ((await postsOf(holder)).length === 0) return clear()
          text.textContent = words.leave.still
        },
        'primary',
      ),
      button(words.leave.out, () => clear()),
      button(words.leave.stay, () => dialog.close(), 'tertiary'),
    ),
  )
  dialog.addEventListener('close', () => {
    dialog.remove()
    void show()
  })
  document.body.append(dialog)
  dialog.showModal()
}

async function clearPhone(form: HTMLFormElement, holder: string): Promise<void> {
  const words = wordsIn(location.pathname)
  await forget((await postsOf(holder)).map(({ id }) => id))
  if ('caches' in window) await caches.delete('acuerdo-pages')
  if (navigator.onLine) return form.submit()
  document.querySelector('dialog')?.close()
  document
    .querySelector('main')
    ?.prepend(
      element('p', { class: 'flash is-attention', text: words.leave.offline, attributes: { role: 'alert' } }),
    )
}
