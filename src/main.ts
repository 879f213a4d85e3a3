import type { Kysely } from 'kysely'
import { allWorkspaces } from './kernel/workspace.ts'
import { addressOf, listen } from './listen.ts'
import type { Settings } from './platform/config/index.ts'
import type { Schema } from './platform/database/schema.ts'
import type { Log } from './platform/log/index.ts'
import { openProgram, type Program } from './program.ts'
import { removeRunFile, writeRunFile } from './run-file.ts'

/** A program that serves. */
export interface Running {
  /** Where people open it, `http://localhost:4600`. */
  readonly url: string
  /** A one-time link that lets the person at this computer in, as coordinator; for an hour. */
  readonly signInLink: string
  /** Resolves when all is closed: it was asked to stop, or the database ended first (`failed`). */
  readonly ended: Promise<'stopped' | 'failed'>
  /** Lets requests and jobs end, then closes the database; leaves no process behind. */
  stop(): void
}

/** How long requests under way may take after a stop was asked for; a page that watches a job never ends by itself. */
const patienceMs = 1500
const day = 24 * 60 * 60 * 1000

/** Opens the database, migrates, listens, begins the jobs. Throws the Problems of its pieces, having closed what it opened. */
export async function start(settings: Settings, log: Log): Promise<Running> {
  let url = settings.publicUrl ?? ''
  const program = await openProgram({
    settings,
    log,
    publicUrl: () => url,
    addressOf: (request) => addressOf(request, settings.trustProxy),
  })
  try {
    const server = await listen((request) => program.app.fetch(request), settings)
    url ||= `http://${nameOf(settings.host)}:${server.port}`
    await program.work()
    const link = await program.signIn.startLink(await firstWorkspace(program.database.kysely))
    writeRunFile(settings.dataDir, url)
    const tidying = keepTidy(program, log)
    const { stop, asked } = stopping(program.database.server?.ended)
    const ended = asked.then(async (reason) => {
      if (reason === 'failed') log.error('the database ended')
      removeRunFile(settings.dataDir)
      await server.stop(patienceMs)
      await tidying.end()
      await program.close()
      return reason
    })
    return { url, signInLink: url + link.path, ended, stop }
  } catch (error) {
    await program.close()
    throw error
  }
}

/** A stop is asked for once, by a person or by the end of the database. */
function stopping(databaseEnded: Promise<void> | undefined) {
  let stop = (): void => {}
  const byPerson = new Promise<'stopped'>((resolve) => {
    stop = () => resolve('stopped')
  })
  const byDatabase = databaseEnded?.then(() => 'failed' as const)
  return { stop, asked: byDatabase ? Promise.race([byPerson, byDatabase]) : byPerson }
}

/** Loads what the first sign-in needs, and removes what has expired, now and once a day. */
function keepTidy(program: Program, log: Log): { end(): Promise<unknown> } {
  const tidy = (): Promise<void> => program.tidy().catch((err: unknown) => log.error({ err }, 'tidy'))
  let busy: Promise<unknown> = Promise.all([program.signIn.ready(), tidy()]).catch((err: unknown) =>
    log.error({ err }, 'sign-in'),
  )
  const timer = setInterval(() => {
    busy = tidy()
  }, day)
  return {
    end: () => {
      clearInterval(timer)
      return busy
    },
  }
}

/** The person's own workspace, where there is one beside the sample. */
async function firstWorkspace(db: Kysely<Schema>): Promise<string> {
  const all = await allWorkspaces(db)
  const first = all.find((workspace) => !workspace.isSample) ?? all[0]
  if (!first) throw new Error('a start without a workspace')
  return first.id
}

/** The name by which this computer reaches itself; passkeys do not work on a number. */
function nameOf(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
