/**
 * For whoever acts for an organisation: pages kept for reading without signal, forms (`form[data-queue]`) that wait on the phone
 * until they can be sent, the queue, and signing out of a phone that others use, too. Every form sends itself without this script.
 */
import { copyWords } from './outbox/copy-words.ts'
import { element, link } from './outbox/dom.ts'
import { deliver, type Posted, postsOf } from './outbox/posts.ts'
import type { Owner } from './outbox/queue.ts'

const { holder = '', home = '' } = document.body.dataset
const owner: Owner = { holder, home }
const words = copyWords(location.pathname)
const queuePage = `${home}/waiting`
const main = document.querySelector('main')
/** What forms and the queue need; on other pages it is not fetched. */
const queue = () => import('./outbox/queue.ts')
const writing = () => import('./outbox/note.ts')
const leaving = () => import('./outbox/leave.ts')
/** The page as it came, before this script writes on it. */
const asCame = document.documentElement.outerHTML
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
    const wanted = [...document.querySelectorAll<HTMLAnchorElement>('a[data-keep]')]
    const works = wanted.length > 0 || document.querySelector('form[data-queue]') !== null
    if (works) await Promise.all([queue(), writing(), leaving()])
    const parts = await caches.open('acuerdo-assets')
    const needed = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
      .map(({ pathname }) => pathname)
    for (const path of new Set(needed))
      if (!(await parts.match(path, { ignoreVary: true }))) await parts.add(path)
    await keepThis()
    if (!works) return
    for (const { pathname } of wanted) await fetchPage(pathname)
    const pages = await caches.open('acuerdo-pages')
    if (!(await pages.match(queuePage))) await fetchPage(queuePage)
  } catch {
    // Without HTTPS, or without room: the page works with signal alone.
  }
}
/** The first page came before the worker; one that says what was just done is kept without saying so. */
async function keepThis(): Promise<void> {
  if (!('keeps' in document.body.dataset)) return
  const at = location.pathname + location.search
  const done = document.querySelector('.flash.is-done')
  if (!done && (await (await caches.open('acuerdo-pages')).match(at))) return
  const html = new DOMParser().parseFromString(asCame, 'text/html')
  for (const said of html.querySelectorAll('.flash.is-done')) said.remove()
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ at, holder, html: `<!doctype html>${html.documentElement.outerHTML}` })
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
  if (place) await (await queue()).drawQueue(place, owner, () => {})
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
    void postsOf(holder).then(async (all) => {
      before = all.find(({ id }) => id === from)
      if (before) (await writing()).readAgain(form, before)
    })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!form.checkValidity()) form.reportValidity()
    else void writing().then(({ note }) => note(form, before, say, owner, askWorker))
  })
}

/** Signing out of a phone: what is unsent is said first, then nothing of hers stays. */
function guard(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void leaving().then(
      ({ leave }) => leave(form, owner, show),
      // Not on this phone: no form was opened here, so nothing waits.
      async () => {
        await caches?.delete('acuerdo-pages')
        form.submit()
      },
    )
  })
}
