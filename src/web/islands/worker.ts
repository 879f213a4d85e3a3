/**
 * The service worker of the whole program: the network first; where it does not answer, the copy that this phone keeps of the page,
 * with the hour of the copy on it. It keeps the pages that the server lets it keep (`acuerdo-keep`), for whoever is signed in
 * (`acuerdo-holder`) and for nobody else, and those that a door's page asked for (`outbox/shelf.ts`). It also sends what waits
 * in the outbox when the phone has signal again and no page is open.
 */
import { copyWords } from './outbox/copy-words.ts'
import { deliver } from './outbox/posts.ts'

const worker = self as unknown as {
  addEventListener(type: string, listener: (event: never) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void>; matchAll(): Promise<{ postMessage(message: string): void }[]> }
  location: Location
}
interface Extended {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extended {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Syncing extends Extended {
  tag: string
}

const kept = 'acuerdo-pages'
const doors = 'acuerdo-door'
const parts = 'acuerdo-assets'
/** In the cache of kept pages: whose they are. */
const holderAt = '/holder'
const days = 14
const mostPages = 120
const mostParts = 60
/** As strict as the server's own. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
/** How long a network that does not answer is waited for where there is a copy. */
const patience = 10_000

worker.addEventListener('install', (event: Extended) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event: Extended) =>
  event.waitUntil(Promise.all([worker.clients.claim(), sweep()])),
)
worker.addEventListener('sync', (event: Syncing) => {
  if (event.tag === 'outbox') event.waitUntil(deliverKept())
})
worker.addEventListener(
  'message',
  (event: Extended & { data: { at: string; html: string; holder: string } }) =>
    event.waitUntil(takeFrom(event.data)),
)
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate') event.respondWith(page(event))
  else if (pathname.endsWith('/small')) event.respondWith(picture(event))
  else if (request.headers.get('accept') === 'text/html') event.respondWith(network(event))
})

const keyOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}

/** Assets never change under their name. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(parts)
  const found = await cache.match(request, { ignoreVary: true })
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) {
    await cache.put(request, answer.clone())
    await shorten(cache, mostParts)
  }
  return answer
}

async function page(event: Fetching): Promise<Response> {
  const key = keyOf(event.request)
  const copy = async () => (await doorPage(key)) ?? (await copyOf(key))
  const late = new Promise<null>((done) => setTimeout(() => done(null), patience))
  try {
    const answer = network(event)
    const first = await Promise.race([answer, late])
    return first ?? (await copy()) ?? (await answer)
  } catch {
    return (await copy()) ?? notKept(key)
  }
}

/** A small picture never changes under its address. */
async function picture(event: Fetching): Promise<Response> {
  return (await stored(keyOf(event.request))) ?? network(event)
}

async function network(event: Fetching): Promise<Response> {
  const answer = await fetch(event.request)
  event.waitUntil(take(keyOf(event.request), answer.clone()))
  return answer
}

let taking: Promise<void> = Promise.resolve()
/** One after the other: of two first answers for another person the second would clear away what the first kept. */
function take(key: string, answer: Response): Promise<void> {
  const now = () => takeOne(key, answer)
  taking = taking.then(now, now)
  return taking
}

/** Notes whose the phone is, and keeps the answer where the server lets it. */
async function takeOne(key: string, answer: Response): Promise<void> {
  const holder = answer.headers.get('acuerdo-holder')
  if (holder !== null && holder !== (await holderNow())) {
    // Another person, or nobody: what the last one read leaves the phone first.
    await caches.delete(kept)
    await (await caches.open(kept)).put(holderAt, new Response(holder))
  }
  const owner = await holderNow()
  if (!answer.ok || answer.headers.get('acuerdo-keep') !== '1' || owner === '-' || owner === '') return
  const headers = new Headers({ 'x-kept-at': new Date().toISOString(), 'x-holder': owner })
  for (const name of ['content-type', 'content-security-policy']) {
    const value = answer.headers.get(name)
    if (value) headers.set(name, value)
  }
  const cache = await caches.open(kept)
  // Anew, so that the oldest are the first.
  await cache.delete(key)
  await cache.put(key, new Response(await answer.blob(), { headers }))
  await shorten(cache, mostPages)
}

/** A page that came before this worker did, or that said what was just done, as its own script hands it over. */
async function takeFrom({ at, html, holder }: { at: string; html: string; holder: string }): Promise<void> {
  const owner = await holderNow()
  if (owner !== '' && owner !== holder) return
  const headers = {
    'acuerdo-holder': holder,
    'acuerdo-keep': '1',
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  }
  await take(at, new Response(html, { headers }))
}

const holderNow = async (): Promise<string> => (await (await caches.open(kept)).match(holderAt))?.text() ?? ''

async function shorten(cache: Cache, most: number): Promise<void> {
  const keys = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== holderAt)
  for (const request of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(request)
}

/** What is kept of hers, and not too old. */
async function stored(key: string): Promise<Response | undefined> {
  const cache = await caches.open(kept)
  const found = await cache.match(key, { ignoreVary: true })
  if (!found || found.headers.get('x-holder') !== (await holderNow())) return undefined
  const age = Date.now() - Date.parse(found.headers.get('x-kept-at') ?? '')
  if (age < days * 86_400_000) return found
  await cache.delete(key)
  return undefined
}

/** The copy, saying that it is one and of when. */
async function copyOf(key: string): Promise<Response | undefined> {
  const found = await stored(key)
  if (!found) return undefined
  const words = copyWords(key)
  const at = words.moment(new Date(found.headers.get('x-kept-at') ?? ''))
  const note = `<p class="flash is-attention" role="status">${words.copy(at)}</p>`
  const html = (await found.text()).replace(/<main[^>]*>/, (main) => main + note)
  return new Response(html, { headers: found.headers })
}

/** A page that is not on this phone says so, and names those that are. */
async function notKept(key: string): Promise<Response> {
  const words = copyWords(key)
  const cache = await caches.open(kept)
  const lines: string[] = []
  for (const request of [...(await cache.keys())].reverse()) {
    const at = keyOf(request)
    // Forms are reached from their pages.
    if (!at.startsWith(`/${words.lang}/`) || /\/(small|view|evidence|new|waiting)$/.test(at)) continue
    const found = await stored(at)
    const title = found && titleOf(await found.text(), at, words.today)
    if (found && title)
      lines.push(
        `<li><a href="${at.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">${title}</a> <small class="subtle">${words.moment(new Date(found.headers.get('x-kept-at') ?? ''))}</small></li>`,
      )
  }
  const style = (await (await caches.open(parts)).keys()).map(keyOf).findLast((at) => at.endsWith('.css'))
  const list = lines.length > 0 ? `<h2>${words.keptHere}</h2><ul class="kept">${lines.join('')}</ul>` : ''
  const html = `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><title>${words.noSignal}</title><meta name="viewport" content="width=device-width, initial-scale=1">${style ? `<link rel="stylesheet" href="${style}">` : ''}</head><body class="alone"><header class="top"><a class="wordmark" href="/${words.lang}"><b>acuerdo</b></a></header><main id="main"><h1>${words.noSignal}</h1><p class="lede">${words.notKept}</p><div class="card">${list}<p class="actions"><a class="ds-button" href="">${words.tryAgain}</a></p></div></main></body></html>`
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'",
    },
  })
}

/** What a page is about, as HTML: the words of a commitment rather than that it is one. */
function titleOf(html: string, at: string, today: string): string | undefined {
  if (/^\/e[sn]\/[^/]+\/?$/.test(at)) return today
  return (/<p class="quoted"[^>]*>([^<]+)</.exec(html) ??
    /<title>([^<]*?)(?: · [^·<]*)?<\/title>/.exec(html))?.[1]
}

/** The page of a door, which its own page asked to be kept, until its time is over. */
async function doorPage(key: string): Promise<Response | undefined> {
  await sweep()
  return (await caches.open(doors)).match(key)
}

async function sweep(): Promise<void> {
  const cache = await caches.open(doors)
  for (const request of await cache.keys()) {
    const until = (await cache.match(request))?.headers.get('x-until')
    if (!until || Date.parse(until) < Date.now()) await cache.delete(request)
  }
}

async function deliverKept(): Promise<void> {
  const holder = await holderNow()
  if (holder === '' || holder === '-') return
  const arrived = await deliver(holder)
  for (const client of await worker.clients.matchAll()) client.postMessage('outbox')
  // Refused by the network again: the browser asks later.
  if (!arrived) throw new Error('still without signal')
}
