/** The whole program over HTTP in process, on a database that is there: who asks is said by a header. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Hono } from 'hono'
import type { Kysely } from 'kysely'
import {
  actorsLayoutJob,
  actorsPart,
  actorsReadJob,
  actorsUndoJob,
  actorsWriteJob,
} from '../src/actors/index.ts'
import { dialoguePart } from '../src/dialogue/index.ts'
import { type EvidenceServices, evidencePart } from '../src/evidence/index.ts'
import type { Schema } from '../src/platform/database/schema.ts'
import { openFiles } from '../src/platform/files/index.ts'
import { reportsPart } from '../src/reports/index.ts'
import { spacePart } from '../src/space/index.ts'
import { kernelProblems } from '../src/space/problem-sentence.ts'
import { createApp } from '../src/web/server/app.ts'
import type { Part } from '../src/web/server/route.ts'
import { shellPart } from '../src/web/server/shell-part.ts'
import { explain } from '../src/web/server/show.tsx'

export const origin = 'http://localhost:4600'
/** Header with the account of whoever asks. */
export const accountHeader = 'x-test-account'

export interface Program {
  app: Hono
  parts: readonly Part[]
  services: EvidenceServices
}

export function programOn(given: {
  db: Kysely<Schema>
  dataDir: string
  connect: () => Promise<DuckDBConnection>
  /** Short name of the workspace in which everybody begins. */
  home: string
  onFault: (error: unknown) => void
}): Program {
  const { db, dataDir } = given
  const services: EvidenceServices = {
    dataDir,
    connect: given.connect,
    files: openFiles(dataDir),
    maxUpload: 1e8,
    importJob: { name: 'evidence.import', steps: [], run: async () => undefined },
    explain: (problem, lang) => explain(parts, problem, lang),
  }
  const actors = {
    files: services.files,
    explain: services.explain,
    readJob: actorsReadJob(db, services.files),
    writeJob: actorsWriteJob(db, services.files),
    undoJob: actorsUndoJob(db),
    layoutJob: actorsLayoutJob(db),
  }
  const dialogue = {
    db,
    secret: 'a secret of the tests, long enough for all',
    files: services.files,
    publicUrl: () => origin,
  }
  const kernelPart: Part = { name: 'kernel', routes: [], nav: [], problems: kernelProblems }
  const parts = [
    spacePart(services),
    evidencePart(services),
    actorsPart(actors),
    dialoguePart(dialogue),
    reportsPart({ ...services, db }),
    kernelPart,
    shellPart,
  ]
  const app = createApp({
    db,
    parts,
    openPages: [],
    signInRequest: async () => null,
    accountOf: async (headers) => {
      const accountId = headers.get(accountHeader)
      return accountId ? { accountId, setCookie: [] } : null
    },
    home: async (_, lang) => `/${lang}/${given.home}/`,
    publicUrl: () => origin,
    log: () => {},
    logError: given.onFault,
    healthy: async () => true,
  })
  return { app, parts, services }
}
