import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/platform/database/connect.ts'
import { installedBinaries } from '../src/platform/database/installed.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { startServer } from '../src/platform/database/server.ts'
import { makeSampleData } from './journey/first-start.ts'

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
    /** Socket on which the tests ask for what is made once a run: see test/ask.ts. */
    testRun: string
  }
}

/** What is made once: what the tests are told, and how it ends. */
interface Made {
  readonly told: string
  end(): Promise<void>
}

/**
 * What the files of one test run share: the servers, and the data of a first start. Each is made when the first test asks
 * for it, so a run without the database starts none; all end with the run, however it ends.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-test-'))
  const making: Record<string, (path: string) => Promise<Made>> = {
    '/embedded': (path) => startTestServer('embedded', path),
    '/installed': (path) => startTestServer('installed', path),
    '/sample': async (path) => {
      await makeSampleData(path)
      return { told: path, end: async () => {} }
    },
  }
  const made = new Map<string, Promise<Made>>()
  const make = (name: string): Promise<Made> => {
    const known = made.get(name) ?? making[name]?.(join(folder, name))
    if (!known) return Promise.reject(new Error('nobody makes it'))
    made.set(name, known)
    return known
  }
  const http = createServer((request, response) => {
    make(request.url ?? '').then(
      ({ told }) => response.end(told),
      (error: Error) => {
        response.statusCode = 500
        response.end(error.stack)
      },
    )
  })
  const socket = join(folder, 'ask')
  await new Promise<void>((resolve) => http.listen(socket, resolve))
  project.provide('testRun', socket)
  return async () => {
    http.close()
    for (const one of await Promise.allSettled(made.values()))
      if (one.status === 'fulfilled') await one.value.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startTestServer(kind: ServerKind, dataDir: string): Promise<Made> {
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
  return { told: JSON.stringify(told), end: () => server.stop() }
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
