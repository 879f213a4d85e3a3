/** What a program without any workspace makes for itself: a sample to learn from, and an empty workspace of the person's own. */

import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Kysely } from 'kysely'
import { agreements } from '../sample/agreements.ts'
import { demands, policies, proposals } from '../sample/demands.ts'
import { documents, gaps } from '../sample/library.ts'
import { meetings, platforms } from '../sample/meetings.ts'
import { negotiations } from '../sample/negotiations.ts'
import { programme } from '../sample/programme.ts'
import { SAMPLE_PERIODS, writeSampleSurvey } from '../sample/survey.ts'
import { seedAgreements, seedDemands, seedDialogue, seedNegotiations } from './dialogue/index.ts'
import { addImport, type GivenFile, type RunSettings, runImport, seedLibrary } from './evidence/index.ts'
import { newId } from './kernel/id.ts'
import { text } from './kernel/text.ts'
import { type Asker, type WriteTx, write } from './kernel/transaction.ts'
import { addMember, allWorkspaces, createWorkspace } from './kernel/workspace.ts'
import type { Schema } from './platform/database/schema.ts'
import { enqueue, type JobKind } from './platform/jobs/index.ts'
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
      await seedLibrary(tx, asker, { documents, gaps, demands: raised, zone })
      await enqueue(tx, asker, sampleJob, {})
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

/** The made-up survey, written anew and brought in like one of INEGI's: two periods, so that change can be seen. */
export const sampleSurveyJob = (settings: Omit<RunSettings, 'onProgress' | 'signal'>): JobKind => ({
  name: 'sample.survey',
  steps: ['writing', 'importing'],
  async run(_payload, job) {
    const { db, files } = settings
    const folder = await mkdtemp(join(tmpdir(), 'acuerdo-sample-'))
    try {
      for (const [at, period] of SAMPLE_PERIODS.entries()) {
        const share = 100 / SAMPLE_PERIODS.length
        job.progress('writing', at * share)
        const written = await writeSampleSurvey({ period, to: join(folder, period), signal: job.signal })
        const given: GivenFile[] = []
        for (const path of written.files)
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
    return undefined
  },
})
