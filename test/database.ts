import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe } from 'vitest'
import { type Database, openDatabase } from '../src/platform/database/connect.ts'
import { installedBinaries } from '../src/platform/database/installed.ts'
import { askTestRun } from './ask.ts'
import type { ServerKind, TestServer } from './global-setup.ts'

export interface FreshDatabase {
  readonly database: Database
  /** `postgres://` address of it, for a program of its own. */
  readonly url: string
  /** The same as a superuser, for whom row-level security does not hold: to check what is really there. */
  readonly adminUrl: string
  /** Closes it and removes it. */
  drop(): Promise<void>
}

/** The server that tests run on which do not say another: `ACUERDO_TEST_SERVER=installed` takes Debian's. */
const usual: ServerKind = process.env.ACUERDO_TEST_SERVER === 'installed' ? 'installed' : 'embedded'

/** A database of its own for one test file: a copy of the migrated template (about 50 ms), or an empty one. */
export async function freshDatabase(
  options: { server?: ServerKind; empty?: boolean; poolSize?: number } = {},
): Promise<FreshDatabase> {
  const server = await ask(options.server ?? usual)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(
    server,
    `create database ${name} owner acuerdo template ${options.empty ? 'template0' : server.template}`,
  )
  const url = server.url.replace('DATABASE', name)
  const { poolSize = 5 } = options
  const database = await openDatabase({ databaseUrl: url, dataDir: '', poolSize })
  return {
    database,
    url,
    adminUrl: server.adminUrl.replace('/postgres?', `/${name}?`),
    drop: async () => {
      await database.close()
      await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

/**
 * A `describe` that runs on the embedded PostgreSQL and on the one installed on this computer (Debian's 15).
 * `body` gets a function that makes a fresh database there. Where none is installed, the second says so and is skipped.
 */
export function onBothServers(
  title: string,
  body: (fresh: (options?: { empty?: boolean; poolSize?: number }) => Promise<FreshDatabase>) => void,
): void {
  describe(`${title} (embedded PostgreSQL)`, () =>
    body((options) => freshDatabase({ ...options, server: 'embedded' })))
  const installed = installedBinaries()
  if (!installed)
    console.log(`skipped: ${title} on an installed PostgreSQL (none found; apt install postgresql)`)
  describe.skipIf(!installed)(`${title} (installed PostgreSQL ${installed?.major ?? ''})`, () =>
    body((options) => freshDatabase({ ...options, server: 'installed' })),
  )
}

async function administer(server: TestServer, statement: string): Promise<void> {
  const client = new pg.Client(server.adminUrl)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const asked = new Map<ServerKind, Promise<TestServer>>()

function ask(kind: ServerKind): Promise<TestServer> {
  const known = asked.get(kind) ?? askTestRun(kind).then((told): TestServer => JSON.parse(told))
  asked.set(kind, known)
  return known
}
