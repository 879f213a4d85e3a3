/**
 * A page kept for work without signal: this page and what it is made of, and only until it is not needed any more. The service
 * worker (`worker.ts`) hands it out where the network does not answer. Needs HTTPS or localhost.
 */
const pages = 'acuerdo-door'
const parts = 'acuerdo-assets'

/** False: this browser or this address cannot keep it. */
export async function keepPage(worker: string, until: string): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return false
  try {
    await navigator.serviceWorker.register(worker, { scope: worker.replace(/[^/]*$/, '') })
    const assets = performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    await (await caches.open(parts)).addAll([...new Set(assets.map(({ pathname }) => pathname))])
    const page = await fetch(location.pathname)
    if (!page.ok) return false
    const kept = new Response(await page.blob(), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': page.headers.get('content-security-policy') ?? '',
        'x-until': until,
      },
    })
    await (await caches.open(pages)).put(location.pathname, kept)
    return true
  } catch {
    return false
  }
}

/** The list has arrived, or its time is over: no copy stays here. */
export async function dropPage(): Promise<void> {
  if ('caches' in window) await (await caches.open(pages)).delete(location.pathname)
}
