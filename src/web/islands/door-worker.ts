/**
 * The service worker of the doors: the network first; where it does not answer, the page that was kept, until its time is over.
 * It keeps nothing of its own accord but the assets, which hold nobody's data.
 */
const worker = self as unknown as {
  addEventListener(type: string, listener: (event: never) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: Location
}
interface Extended {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extended {
  request: Request
  respondWith(answer: Promise<Response>): void
}

worker.addEventListener('install', (event: Extended) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event: Extended) =>
  event.waitUntil(Promise.all([worker.clients.claim(), sweep()])),
)
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else event.respondWith(fetch(request).catch(() => page(pathname)))
})

/** Assets never change under their name. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open('acuerdo-assets')
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

async function page(pathname: string): Promise<Response> {
  await sweep()
  return (await (await caches.open('acuerdo-door')).match(pathname)) ?? Response.error()
}

/** Pages whose time is over go. */
async function sweep(): Promise<void> {
  const cache = await caches.open('acuerdo-door')
  for (const request of await cache.keys()) {
    const until = (await cache.match(request))?.headers.get('x-until')
    if (!until || Date.parse(until) < Date.now()) await cache.delete(request)
  }
}
