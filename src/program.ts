/** The program put together: database, microdata, files, jobs, sign-in, parts, and the app that answers over HTTP. */
import { join } from 'node:path'
import type { Hono } from 'hono'
import {
  actorsLayoutJob,
  actorsPart,
  actorsReadJob,
  actorsUndoJob,
  actorsWriteJob,
  purgeActors,
} from './actors/index.ts'
import { type DialogueServices, dialoguePart, purgeDialogue } from './dialogue/index.ts'
import {
  type EvidenceServices,
  evidencePart,
  importJob,
  libraryJob,
  purgeLibrary,
  sweepMicrodata,
} from './evidence/index.ts'
import { ownWorkspace, sampleSurveyJob, sampleWorkspace } from './first-start.ts'
import { createLookups } from './kernel/sign-in/lookups.ts'
import { keepSecret } from './kernel/sign-in/secret.ts'
import { createSignIn, type SignIn } from './kernel/sign-in/sign-in.ts'
import type { Language } from './kernel/text.ts'
import { nowhere, write } from './kernel/transaction.ts'
import { workspacesOf } from './kernel/workspace.ts'
import type { Settings } from './platform/config/index.ts'
import { type Database, openDatabase } from './platform/database/connect.ts'
import { migrate } from './platform/database/migrate.ts'
import { type FileStore, openFiles } from './platform/files/index.ts'
import { startJobs } from './platform/jobs/index.ts'
import { describe, type Log, logRequest } from './platform/log/index.ts'
import { closeEngine, configureEngine, connect } from './platform/microdata/engine.ts'
import type { Problem } from './platform/problem.ts'
import { purgeReports, reportsPart } from './reports/index.ts'
import { openPages, peoplePart, spacePart } from './space/index.ts'
import { redirect } from './web/server/answer.ts'
import { createApp, type OpenPage } from './web/server/app.ts'
import type { Part } from './web/server/route.ts'
import { shellPart } from './web/server/shell-part.ts'
import { explain } from './web/server/show.tsx'

export interface Program {
  database: Database
  files: FileStore
  signIn: SignIn
  evidence: EvidenceServices
  app: Hono
  /** The sentence of a problem, whatever part it is of. */
  explain(problem: Problem, lang: Language): string
  /** Makes the first workspaces and begins to do the jobs that wait; the command line leaves both to the server. */
  work(): Promise<void>
  /** Once a day: removes what has expired, and what was removed more than thirty days ago. */
  tidy(): Promise<void>
  close(): Promise<void>
}

export interface ProgramOptions {
  settings: Settings
  log: Log
  /** The address that people use; asked at the first request, for the port is known only then. */
  publicUrl: () => string
  /** The address of a request's device. */
  addressOf: (request: Request) => string
  /** The command line beside a running program uses its database; a second program is refused. */
  whenRunning?: 'refuse' | 'use'
}

export async function openProgram(options: ProgramOptions): Promise<Program> {
  const { settings, log, publicUrl } = options
  const { dataDir } = settings
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    dataDir,
    poolSize: settings.databaseConnections,
    log: (line) => log.debug({ postgres: line }, 'database'),
    ...(options.whenRunning ? { whenRunning: options.whenRunning } : {}),
  })
  try {
    await migrate(database)
    await ownWorkspace(database.kysely)
    return assemble(options, database)
  } catch (error) {
    await database.close()
    throw error
  }

  function assemble({ addressOf }: ProgramOptions, { kysely: db }: Database): Program {
    configureEngine({
      tempDir: join(dataDir, 'temporary'),
      memoryMb: Math.round(settings.microdataMemory / 1e6),
    })
    const files = openFiles(dataDir)
    const secret = keepSecret({ dataDir, setting: settings.secret })
    const signIn = createSignIn({
      db,
      publicUrl,
      secret,
      addressOf,
      log: (message) => log.error({ message }, 'sign-in'),
    })
    const run = { db, files, dataDir, connect }
    const importing = importJob(run, db, files)
    const explained = (problem: Problem, lang: Language): string => explain(parts, problem, lang)
    const evidence: EvidenceServices = {
      dataDir,
      connect,
      files,
      maxUpload: settings.maxUpload,
      importJob: importing,
      explain: explained,
    }
    const actors = {
      files,
      explain: explained,
      readJob: actorsReadJob(db, files),
      writeJob: actorsWriteJob(db, files),
      undoJob: actorsUndoJob(db),
      layoutJob: actorsLayoutJob(db),
    }
    const lookups = createLookups()
    const dialogue: DialogueServices = {
      db,
      secret,
      files,
      publicUrl,
      lookup: (request, hash, find) => lookups(addressOf(request), hash, find),
    }
    const people = { signIn, db, publicUrl, files }
    const parts: readonly Part[] = [
      peoplePart(people),
      spacePart(evidence),
      evidencePart(evidence),
      actorsPart(actors),
      dialoguePart(dialogue),
      reportsPart({ ...evidence, db: database.kysely }),
      shellPart,
    ]
    const sample = sampleSurveyJob(run)
    let jobs: { stop(): Promise<void> } | undefined

    /** From the sample to where the person's own data go: never into the sample itself. */
    const realData: OpenPage = {
      method: 'GET',
      path: '/real-data',
      handle: async (request, lang) => {
        const account = await signIn.accountOf(request.headers)
        const mine = account ? await workspacesOf(db, account.accountId) : []
        const own = mine.find((workspace) => !workspace.isSample)
        return redirect(own ? `/${lang}/${own.slug}/evidence/import` : `/${lang}/account`)
      },
    }

    const app = createApp({
      db,
      parts,
      openPages: [...openPages(people), realData],
      signInRequest: (request) => signIn.handler(request),
      accountOf: (headers) => signIn.accountOf(headers),
      home: async (account, lang, last) => {
        const mine = account ? await workspacesOf(db, account) : []
        const first = mine.find((workspace) => workspace.slug === last) ?? mine[0]
        return first ? `/${lang}/${first.slug}` : `/${lang}/sign-in`
      },
      publicUrl,
      log: (line) => logRequest(log, line),
      logError: (error) => log.error(describe(error), 'request'),
      healthy: () =>
        database.pool.query('select 1').then(
          () => true,
          () => false,
        ),
    })

    return {
      database,
      files,
      signIn,
      evidence,
      app,
      explain: explained,
      async work() {
        await files.tidy()
        await sweepMicrodata(db, dataDir)
        await sampleWorkspace(db, sample, secret)
        jobs = await startJobs({
          database,
          kinds: [
            importing,
            libraryJob({ db, files }),
            sample,
            actors.readJob,
            actors.writeJob,
            actors.undoJob,
            actors.layoutJob,
          ],
          asProgram: (tx) => write(db, { workspaceId: nowhere, as: 'system' }, tx),
          log,
        })
      },
      async tidy() {
        await signIn.tidy()
        // What named an organisation goes before it.
        await purgeDialogue(db, files)
        await purgeActors(db)
        await purgeLibrary(db)
        await purgeReports(db)
      },
      async close() {
        await jobs?.stop()
        await closeEngine()
        await database.close()
      },
    }
  }
}
