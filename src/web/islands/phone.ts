/**
 * For whoever acts for an organisation: pages kept for reading without signal, forms (`form[data-queue]`) that wait on the phone
 * until they can be sent, the queue, and signing out of a phone that others use, too. Every form sends itself without this script.
 */
import { forget, keep, uuid, waiting } from './outbox/box.ts'
import { button, element, link } from './outbox/dom.ts'
import { type Small, small } from './outbox/photo.ts'
import { box, deliver, type Posted, postsOf } from './outbox/posts.ts'
import { drawQueue, type Owner } from './outbox/queue.ts'
import { readAgain, readForm } from './outbox/read-form.ts'
import { wordsIn } from './outbox/words.ts'

const { holder = '', home = '' } = document.body.dataset
const owner: Owner = { holder, home, words: wordsIn(location.pathname) }
const { words } = owner
const queuePage = `${home}/waiting`
const main = document.querySelector('main')
const isQueue = location.pathname === queuePage

if (holder !== '' && main) begin()

function begin(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-queue]')) enhance(form)
  for (const form of document.querySelectorAll<HTMLFormElement>('form[action$="/sign-out"]')) guard(form)
  addEventListener('online', () => void attempt())
  // A phone that wakes up does not always say that it is online.
  setInterval(() => void attempt(), 30_000)
  void show().then(attempt)
  if (document.readyState === 'complete') void later()
  else addEventListener('load', () => void later())
}

/** After the page stands: what is needed to read it without signal. */
async function later(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return
  try {
    navigator.serviceWorker.addEventListener('message', () => void show())
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
    if (!navigator.onLine) return
    const parts = await caches.open('acuerdo-assets')
    const needed = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
      .map(({ pathname }) => pathname)
    for (const path of new Set(needed))
      if (!(await parts.match(path, { ignoreVary: true }))) await parts.add(path)
    const pages = await caches.open('acuerdo-pages')
    const at = location.pathname + location.search
    // The first page came before the worker; one that says what was just done is kept without saying so.
    if (!(await pages.match(at)) || document.querySelector('.flash.is-done')) await fetchPage(at)
    for (const wanted of document.querySelectorAll<HTMLAnchorElement>('a[data-keep]'))
      await fetchPage(wanted.pathname)
    if (!(await pages.match(queuePage))) await fetchPage(queuePage)
  } catch {
    // Without HTTPS, or without room: the page works with signal alone.
  }
}
/** The worker keeps what passes. */
const fetchPage = async (path: string) =>
  void (await (await fetch(path, { headers: { accept: 'text/html' } })).text())

let busy = false
async function attempt(): Promise<void> {
  if (busy || (await postsOf(holder)).length === 0) return
  busy = true
  const had = await states()
  const arrived = await deliver(holder)
  busy = false
  if ((await states()) !== had) await show()
  if (!arrived) await askWorker()
}
const states = async () => (await postsOf(holder)).map(({ id, post }) => id + post.state).join()

/** Sent by the browser itself when there is signal, though no page is open; where it can. */
async function askWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const sync = (registration as unknown as { sync?: { register(tag: string): Promise<void> } })?.sync
  await sync?.register('outbox').catch(() => {})
}

/** The line above every page that says what waits, and on its own page the queue itself. */
async function show(): Promise<void> {
  const hers = await postsOf(holder)
  const place = document.querySelector<HTMLElement>('[data-waiting]')
  if (place) await drawQueue(place, owner, () => {})
  let bar = document.querySelector('.outbox-bar')
  if (hers.length === 0 || isQueue) return bar?.remove()
  if (!bar) {
    bar = element('div', { class: 'outbox outbox-bar', attributes: { role: 'status' } })
    main?.prepend(bar)
  }
  const asking = hers.filter(({ post }) => post.state !== 'waiting').length
  bar.replaceChildren(
    `${words.queue(hers.length)} ${asking > 0 ? `${words.decide(asking)} ` : ''}`,
    link(words.see, queuePage),
  )
}

function enhance(form: HTMLFormElement): void {
  const said = element('p', { class: 'ds-validation-message', attributes: { role: 'alert' } })
  said.hidden = true
  form.querySelector('.actions')?.before(said)
  const say = (text: string): void => {
    said.textContent = text
    said.hidden = text === ''
    if (text !== '') said.scrollIntoView({ block: 'center' })
  }
  const from = /^#entry=([\w-]+)$/.exec(location.hash)?.[1]
  let before: Posted | undefined
  if (from)
    void postsOf(holder).then((all) => {
      before = all.find(({ id }) => id === from)
      if (before) readAgain(form, before)
    })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!form.checkValidity()) form.reportValidity()
    else void note(form, before, say)
  })
}

async function note(
  form: HTMLFormElement,
  before: Posted | undefined,
  say: (text: string) => void,
): Promise<void> {
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

/** Signing out of a phone: what is unsent is said first, then nothing of hers stays. */
function guard(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void leave(form)
  })
}

async function leave(form: HTMLFormElement): Promise<void> {
  if ((await postsOf(holder)).length === 0) return clear(form)
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
          if ((await postsOf(holder)).length === 0) return clear(form)
          text.textContent = words.leave.still
        },
        'primary',
      ),
      button(words.leave.out, () => clear(form)),
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

async function clear(form: HTMLFormElement): Promise<void> {
  await forget((await waiting(box)).filter((entry) => entry.post?.holder === holder).map(({ id }) => id))
  if ('caches' in window) await caches.delete('acuerdo-pages')
  if (navigator.onLine) return form.submit()
  document.querySelector('dialog')?.close()
  main?.prepend(
    element('p', { class: 'flash is-attention', text: words.leave.offline, attributes: { role: 'alert' } }),
  )
}
