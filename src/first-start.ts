/** What a program without any workspace makes for itself: a sample to learn from, and an empty workspace of the person's own. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Kysely } from 'kysely'
import { agreements } from '../sample/agreements.ts'
import { demands, policies, proposals } from '../sample/demands.ts'
import { documents, gaps } from '../sample/library.ts'
import { passages as count, marketCount, workers } from '../sample/market-count.ts'
import { meetings, platforms } from '../sample/meetings.ts'
import { negotiations } from '../sample/negotiations.ts'
import { programme } from '../sample/programme.ts'
import { donorReport, snapshot } from '../sample/reports.ts'
import { SAMPLE_PERIODS, writeSampleSurvey } from '../sample/survey.ts'
import { seedAgreements, seedDemands, seedDialogue, seedNegotiations } from './dialogue/index.ts'
import {
  addImport,
  type GivenFile,
  type RunSettings,
  runImport,
  seedFile,
  seedLibrary,
} from './evidence/index.ts'
import { newId } from './kernel/id.ts'
import { text } from './kernel/text.ts'
import { type Asker, type WriteTx, write } from './kernel/transaction.ts'
import { addMember, allWorkspaces, createWorkspace } from './kernel/workspace.ts'
import type { Schema } from './platform/database/schema.ts'
import { pdfOf } from './platform/document/index.ts'
import { enqueue, type JobKind, type Payload, type RunningJob } from './platform/jobs/index.ts'
import { Problem } from './platform/problem.ts'
import { seedReports } from './reports/index.ts'
import { addSampleActors } from './sample-actors.ts'
import { addSampleFigures } from './sample-figures.ts'

export const sampleSlug = 'muestra'
export const ownSlug = 'mi-programa'

/** Makes the person's own workspace where there is none: the command line writes into it before anything was started, too. */
export async function ownWorkspace(db: Kysely<Schema>): Promise<void> {
  if ((await allWorkspaces(db)).some((workspace) => !workspace.isSample)) return
  await createWorkspace(db, { slug: ownSlug, name: text('Mi programa', 'My programme') }, (tx, asker) =>
    addMember(tx, asker, { name: 'Coordinación', role: 'coordinator' }),
  )
}

/** Makes the sample where there is none, and asks for its survey; whole or not at all, so that a second start ends what a kill cut. */
export async function sampleWorkspace(db: Kysely<Schema>, sampleJob: JobKind, secret: string): Promise<void> {
  if ((await allWorkspaces(db)).some((workspace) => workspace.isSample)) return
  await createWorkspace(
    db,
    { slug: sampleSlug, name: text(programme.name.es, programme.name.en), isSample: true },
    async (tx, asker) => {
      await addGroups(tx, asker)
      const organisations = await addPeople(tx, asker)
      const zone = 'America/Mexico_City'
      const tables = await seedDialogue(tx, asker, { platforms, meetings, organisations, secret, zone })
      const raised = await seedDemands(tx, asker, {
        ...{ demands, proposals, policies, organisations, zone },
        platforms: tables,
        figures: await addSampleFigures(tx, asker),
      })
      await seedNegotiations(tx, asker, {
        ...{ negotiations, organisations, zone },
        platforms: tables,
        demands: raised,
      })
      await seedAgreements(tx, asker, { agreements, organisations, demands: raised, zone })
      const library = await seedLibrary(tx, asker, { documents, gaps, demands: raised, zone })
      await enqueue(tx, asker, sampleJob, {
        ...named('document', library.get('market_count')),
        ...named('demand', raised.get(count.find(({ demand }) => demand)?.demand ?? '')),
      })
    },
  )
}

/** The organisations and the members who act for them; returns the organisations' ids by their code. */
async function addPeople(tx: WriteTx, asker: Asker): Promise<Map<string, string>> {
  const ids = await addSampleActors(tx, asker)
  for (const { name, role, organisation, language } of programme.members) {
    const organisationId = organisation === undefined ? undefined : ids.get(organisation)
    await addMember(tx, asker, { name, role, language, ...(organisationId ? { organisationId } : {}) })
  }
  return ids
}

async function addGroups(tx: WriteTx, asker: Asker): Promise<void> {
  await tx
    .insertInto('kernel.worker_group')
    .values(
      programme.groups.map(({ code, name }, at) => ({
        workspace_id: asker.workspaceId,
        id: newId(),
        code,
        name: JSON.stringify(text(name.es, name.en)),
        position: 100 + at,
      })),
    )
    .execute()
}

const named = (name: string, id: string | undefined): Payload => (id === undefined ? {} : { [name]: id })

type Run = Omit<RunSettings, 'onProgress' | 'signal'>

/**
 * What takes longer than a person waits for: the made-up survey, written anew and brought in like one of INEGI's (two periods, so that
 * change can be seen); a PDF for the library, read and cited by page; the reports that rest on both.
 */
export const sampleSurveyJob = (settings: Run): JobKind => ({
  name: 'sample.survey',
  steps: ['writing', 'importing', 'reporting'],
  async run({ document, demand }, job) {
    const cited = document ? addMarketCount(settings, job, document, demand ?? null) : Promise.resolve(null)
    // Told where it is waited for.
    cited.catch(() => {})
    await importSurvey(settings, job)
    job.signal.throwIfAborted()
    job.progress('reporting', 90)
    // On a machine that cannot set type, the reports go without the quotation.
    const passage = await cited.catch((error: unknown) => {
      if (error instanceof Problem) return null
      throw error
    })
    await addReports(settings, job, passage)
    return undefined
  },
})

async function importSurvey(settings: Run, job: RunningJob): Promise<void> {
  const { db, files } = settings
  const folder = await mkdtemp(join(tmpdir(), 'acuerdo-sample-'))
  try {
    for (const [at, period] of SAMPLE_PERIODS.entries()) {
      const share = 90 / SAMPLE_PERIODS.length
      job.progress('writing', at * share)
      const made = await writeSampleSurvey({ period, to: join(folder, period), signal: job.signal })
      const given: GivenFile[] = []
      for (const path of made.files)
        given.push({ name: basename(path), ...(await files.put(createReadStream(path))) })
      job.progress('importing', (at + 0.5) * share)
      const importId = await write(db, { workspaceId: job.workspaceId, as: 'system' }, (tx, asker) =>
        addImport(tx, asker, given, true),
      )
      await runImport({ ...settings, signal: job.signal }, job.workspaceId, importId)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Returns the passage in which the count is. */
async function addMarketCount(
  { db, files }: Run,
  { workspaceId, signal }: RunningJob,
  documentId: string,
  demand: string | null,
): Promise<string | null> {
  const bytes = await pdfOf(marketCount, { signal })
  const ids = await seedFile(
    { db, files, workspaceId, signal },
    {
      documentId,
      name: 'conteo_mercados_2022.pdf',
      bytes,
      passages: count.map((one) => ({ ...one, supports: one.demand ? demand : null })),
    },
  )
  return ids[0] ?? null
}

async function addReports(settings: Run, { workspaceId }: RunningJob, passage: string | null): Promise<void> {
  const workspace = (await allWorkspaces(settings.db)).find(({ id }) => id === workspaceId)
  if (!workspace) return
  await write(settings.db, { workspaceId, as: 'system' }, (tx, asker) =>
    seedReports(tx, asker, {
      snapshot: { ...snapshot, typed: workers.typed, counted: workers.counted, passage },
      donor: donorReport,
      workspace,
      services: settings,
    }),
  )
}
