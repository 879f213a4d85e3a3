import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Problem } from './platform/problem.ts'

export interface Listening {
  readonly port: number
  /** Takes no more requests, lets those under way end for up to `ms`, then cuts them. */
  stop(ms: number): Promise<void>
}

type Fetch = (request: Request) => Response | Promise<Response>

/** The first port that is tried where none was asked for, and how many are. */
export const usualPort = 4600
const tries = 100

/** An upload of the largest file over a slow line; Node cuts a request after five minutes otherwise. */
const hour = 60 * 60 * 1000

const addresses = new WeakMap<Request, string>()

/** The address of the device that a request came from; behind a trusted proxy the last one it wrote down. */
export function addressOf(request: Request, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || addresses.get(request) || 'unknown'
}

/**
 * Answers HTTP on `host`. Without a port the first free one from 4600 on is taken; a port that was asked for and is
 * taken is the Problem `start.portTaken`, an address that is not this computer's `start.notOurs`.
 */
export async function listen(
  fetch: Fetch,
  options: { host: string; port: number | undefined },
): Promise<Listening> {
  const handler = getRequestListener((request, env) => {
    addresses.set(request, ('incoming' in env && env.incoming.socket.remoteAddress) || '')
    return fetch(request)
  })
  // A browser that is told `localhost` may try either of the two first.
  const hosts = options.host === 'localhost' ? ['127.0.0.1', '::1'] : [options.host]
  const first = options.port ?? usualPort
  for (let port = first; port < first + tries; port++) {
    const servers = await openAll(handler, hosts, port)
    if (servers) return listening(servers)
    if (options.port !== undefined) break
  }
  throw new Problem('start.portTaken', { port: first }, 503)
}

/** One server an address, or none at all where the port is taken on one of them. */
async function openAll(
  handler: ReturnType<typeof getRequestListener>,
  hosts: readonly string[],
  port: number,
): Promise<Server[] | undefined> {
  const servers: Server[] = []
  let real = port
  for (const host of hosts) {
    const server = createServer({ requestTimeout: hour }, handler)
    try {
      await open(server, host, real)
      servers.push(server)
      real = (server.address() as AddressInfo).port
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A computer without IPv6 has no ::1.
      if (servers.length > 0 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue
      for (const opened of servers) opened.close()
      if (code === 'EADDRINUSE') return undefined
      if (code === 'EACCES') throw new Problem('start.portForbidden', { port }, 503)
      if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
        throw new Problem('start.notOurs', { host }, 503)
      throw error
    }
  }
  return servers
}

const open = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })

function listening(servers: readonly Server[]): Listening {
  const address = servers[0]?.address() as AddressInfo | undefined
  return {
    port: address?.port ?? 0,
    async stop(ms) {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
      for (const server of servers) server.closeIdleConnections()
      const cut = setTimeout(() => {
        for (const server of servers) server.closeAllConnections()
      }, ms)
      await Promise.all(closed)
      clearTimeout(cut)
    },
  }
}
