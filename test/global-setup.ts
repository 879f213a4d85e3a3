import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/platform/database/connect.ts'
import { installedBinaries } from '../src/platform/database/installed.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { type RunningServer, startServer } from '../src/platform/database/server.ts'

/** Which PostgreSQL a test asks for. */
export type ServerKind = 'embedded' | 'installed'

/** What a test is told about a server: addresses as `postgres://` URLs without the database's name. */
export interface TestServer {
  /** The application's role on the embedded server; a superuser on the installed one, as an administrator may give. */
  readonly url: string
  readonly adminUrl: string
  /** A migrated database to copy. */
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket on which the tests ask for a server. */
    testServers: string
  }
}

/**
 * The servers of one test run. Each is started when the first test asks for it, so a run without the database starts
 * none; all end with the run, however it ends.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-test-'))
  const started = new Map<string, Promise<{ server: RunningServer; told: TestServer }>>()
  const start = (kind: ServerKind): Promise<{ server: RunningServer; told: TestServer }> => {
    const known = started.get(kind) ?? startTestServer(kind, join(folder, kind))
    started.set(kind, known)
    return known
  }
  const http = createServer((request, response) => {
    start(request.url === '/installed' ? 'installed' : 'embedded').then(
      ({ told }) => response.end(JSON.stringify(told)),
      (error: Error) => {
        response.statusCode = 500
        response.end(error.stack)
      },
    )
  })
  const socket = join(folder, 'ask')
  await new Promise<void>((resolve) => http.listen(socket, resolve))
  project.provide('testServers', socket)
  return async () => {
    http.close()
    for (const one of await Promise.allSettled(started.values())) {
      if (one.status === 'fulfilled') await one.value.server.stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startTestServer(kind: ServerKind, dataDir: string) {
  const binaries = kind === 'installed' ? installedBinaries() : undefined
  const server = await startServer({ dataDir, durable: false, ...(binaries ? { binaries } : {}) })
  const admin = `postgres://postgres@/DATABASE?host=${encodeURIComponent(server.host)}`
  const url = kind === 'installed' ? admin : admin.replace('postgres@', `${server.user}@`)
  const told: TestServer = {
    url,
    adminUrl: admin.replace('DATABASE', 'postgres'),
    template: 'acuerdo_template',
  }
  try {
    await makeTemplate(told, server.user)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { server, told }
}

async function makeTemplate(told: TestServer, owner: string): Promise<void> {
  const admin = new pg.Client(told.adminUrl)
  await admin.connect()
  await admin.query(`create database ${told.template} owner ${owner}`)
  await admin.end()
  const database = await openDatabase({
    databaseUrl: told.url.replace('DATABASE', told.template),
    dataDir: '',
  })
  try {
    await migrate(database)
  } finally {
    await database.close()
  }
}
