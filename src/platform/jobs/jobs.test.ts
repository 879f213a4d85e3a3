import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { newId } from '../../kernel/id.ts'
import { text } from '../../kernel/text.ts'
import { read, write } from '../../kernel/transaction.ts'
import { createWorkspace } from '../../kernel/workspace.ts'
import { createLog } from '../log/index.ts'
import { Problem } from '../problem.ts'
import { root } from '../root.ts'
import { cancelJob, enqueue, type Job, type JobKind, type Jobs, jobOf, startJobs, watchJob } from './index.ts'

const nowhere = '00000000-0000-0000-0000-000000000000'

onBothServers('jobs', (fresh) => {
  let at: FreshDatabase
  let workspaceId: string
  let started: Jobs[] = []
  let faults: string[] = []
  beforeEach(async () => {
    at = await fresh()
    faults = []
    workspaceId = await createWorkspace(at.database.kysely, { slug: 'ciudad', name: text('Ciudad', 'City') })
  })
  afterEach(async () => {
    await Promise.all(started.map((jobs) => jobs.stop()))
    started = []
    await at.drop()
  })

  const db = () => at.database.kysely
  const work = async (...kinds: JobKind[]): Promise<Jobs> => {
    const jobs = await startJobs({
      database: at.database,
      kinds,
      asProgram: (body) => write(db(), { workspaceId: nowhere, as: 'system' }, body),
      log: createLog('error', { write: (line) => faults.push(line) }, false),
      everyMs: 200,
    })
    started.push(jobs)
    return jobs
  }
  const ask = (kind: JobKind, payload = {}): Promise<string> =>
    write(db(), { workspaceId, as: 'system' }, (tx, asker) => enqueue(tx, asker, kind, payload))
  const look = (id: string) => read(db(), { workspaceId, as: 'system' }, (tx, asker) => jobOf(tx, asker, id))
  const cancel = (id: string) =>
    write(db(), { workspaceId, as: 'system' }, (tx, asker) => cancelJob(tx, asker, id))
  const states = async (id: string): Promise<Job[]> => {
    const seen: Job[] = []
    for await (const job of watchJob(() => look(id), { everyMs: 100 })) seen.push(job)
    return seen
  }
  const ended = async (id: string): Promise<Job | undefined> => (await states(id)).at(-1)

  const kind = (run: JobKind['run'], name = 'test.count'): JobKind => ({
    name,
    steps: ['one', 'two'],
    run,
  })
  const untilAborted: JobKind['run'] = async (_, job) => {
    job.progress('one', 10)
    await delay(60_000, undefined, { signal: job.signal })
    return undefined
  }

  test('a payload with anything but ids is refused', async () => {
    await expect(ask(kind(untilAborted), { file: 'Rosa.csv' })).rejects.toThrow('ids only')
  })

  test('asked for in a transaction that fails, it is never begun', async () => {
    let begun = 0
    const counting = kind(async () => {
      begun++
      return undefined
    })
    await work(counting)
    await expect(
      write(db(), { workspaceId, as: 'system' }, async (tx, asker) => {
        await enqueue(tx, asker, counting, {})
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    await delay(500)
    expect(begun).toBe(0)
  })

  test('a visitor from the public sees no job, nor can end one', async () => {
    const id = await ask(kind(untilAborted))
    await read(db(), { workspaceId, as: 'public' }, async (tx, asker) =>
      expect(await jobOf(tx, asker, id)).toBeUndefined(),
    )
    await write(db(), { workspaceId, as: 'public' }, async (tx, asker) =>
      expect(await cancelJob(tx, asker, id)).toBe(false),
    )
    expect(await look(id)).toMatchObject({ state: 'queued' })
  })

  test('a problem ends it, with its code and values for the person', async () => {
    const failing = kind(async () => {
      throw new Problem('import.noWeight', { file: 'coe1.csv' })
    })
    await work(failing)
    expect(await ended(await ask(failing))).toMatchObject({
      state: 'failed',
      problem: { code: 'import.noWeight', values: { file: 'coe1.csv' } },
    })
    expect(faults).toEqual([])
  })

  test('a fault of ours is told with the number under which the log has it', async () => {
    const broken = kind(async () => {
      throw new TypeError('undefined is not a function')
    })
    await work(broken)
    const id = await ask(broken)
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'jobs.fault', values: { job: id } },
    })
    expect(faults.join()).toContain(id)
  })

  test('its steps are seen as they come, and what came of it at the end', async () => {
    const result = { vintageId: newId() }
    const given = { importId: newId() }
    let seen: unknown
    const counting = kind(async (payload, job) => {
      seen = { payload, workspaceId: job.workspaceId, memberId: job.memberId }
      for (const [step, percent] of [
        ['one', 25],
        ['two', 75],
      ] as const) {
        job.progress(step, percent)
        await delay(600)
      }
      return result
    })
    await work(counting)
    const all = await states(await ask(counting, given))
    const line = all.map(({ state, step, percent }) => `${state} ${step} ${percent}`)
    expect(line).toEqual(
      ['queued null 0', 'running null 0', 'running one 25', 'running two 75', 'done two 100'].filter(
        // The first two may pass faster than anybody looks.
        (state) => line.includes(state) || !/null/.test(state),
      ),
    )
    expect(all.at(-1)).toMatchObject({ result, problem: null })
    expect(seen).toEqual({ payload: given, workspaceId, memberId: null })
  })

  test('one that waits is canceled at once and never begun', async () => {
    let begun = 0
    const counting = kind(async () => {
      begun++
      return undefined
    })
    const id = await ask(counting)
    expect(await cancel(id)).toBe(true)
    expect(await look(id)).toMatchObject({ state: 'canceled' })
    await work(counting)
    await delay(500)
    expect(begun).toBe(0)
    expect(await cancel(id)).toBe(false)
  })

  test('one that runs is stopped within two seconds', async () => {
    const long = kind(untilAborted)
    await work(long)
    const id = await ask(long)
    for await (const job of watchJob(() => look(id), { everyMs: 50 })) {
      if (job.step === 'one') await cancel(id)
    }
    const job = await look(id)
    expect(job).toMatchObject({ state: 'canceled', cancelAsked: true, problem: null })
    expect(faults).toEqual([])
  })

  test('a stop of the program gives it back, and the next start begins it anew', async () => {
    const long = kind(untilAborted)
    const first = await work(long)
    const id = await ask(long)
    for await (const job of watchJob(() => look(id), { everyMs: 50 })) if (job.step) break
    await first.stop()
    started = []
    expect(await look(id)).toMatchObject({ state: 'queued', step: null, percent: 0 })
    await work(kind(async () => ({ doneId: id })))
    expect(await ended(id)).toMatchObject({ state: 'done', result: { doneId: id } })
  })

  test('two workers do a job once', async () => {
    const begun: string[] = []
    const counting = kind(async (_, job) => {
      begun.push(job.id)
      await delay(20)
      return undefined
    })
    await work(counting)
    await work(counting)
    const ids = await Promise.all(Array.from({ length: 10 }, () => ask(counting)))
    await Promise.all(ids.map(ended))
    expect(begun.toSorted()).toEqual(ids.toSorted())
  }, 60_000)

  test('killed with its program, it is begun again at the next start; after three times no more', async () => {
    const long = kind(async () => undefined, 'test.hang')
    const id = await ask(long)
    const folder = mkdtempSync(join(tmpdir(), 'acuerdo-jobs-'))
    try {
      const script = await program(folder)
      let begunAt: number | undefined
      for (let times = 1; times <= 3; times++) {
        const child = spawn(process.execPath, [script, at.url], { stdio: ['ignore', 'ignore', 'inherit'] })
        const exited = new Promise((resolve) => child.once('exit', resolve))
        for await (const job of watchJob(() => look(id), { everyMs: 50 })) {
          if (job.percent !== 50 || job.startedAt?.getTime() === begunAt) continue
          begunAt = job.startedAt?.getTime()
          break
        }
        child.kill('SIGKILL')
        await exited
        expect(await look(id)).toMatchObject({ state: 'running' })
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    await work(long)
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'jobs.interrupted', values: { times: 3 } },
    })
  }, 60_000)
})

/** A program of its own that does `test.hang` until it is killed. */
async function program(folder: string): Promise<string> {
  const outfile = join(folder, 'hang.mjs')
  await build({
    stdin: {
      resolveDir: root,
      contents: `
        import { openDatabase } from './src/platform/database/connect.ts'
        import { createLog } from './src/platform/log/index.ts'
        import { startJobs } from './src/platform/jobs/index.ts'
        import { write } from './src/kernel/transaction.ts'
        const database = await openDatabase({ databaseUrl: process.argv[2], dataDir: '' })
        const hang = { name: 'test.hang', steps: ['one'], run: (_, job) => {
          job.progress('one', 50)
          return new Promise(() => {})
        } }
        await startJobs({ database, kinds: [hang], log: createLog('silent'), everyMs: 200,
          asProgram: (work) => write(database.kysely, { workspaceId: '${nowhere}', as: 'system' }, work) })`,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    external: ['pg-native'],
    // Packages written as CommonJS ask for require.
    banner: {
      js: "import * as commonJs from 'node:module'; const require = commonJs.createRequire(import.meta.url)",
    },
  })
  writeFileSync(join(folder, 'package-lock.json'), '{}')
  return outfile
}
