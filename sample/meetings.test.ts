import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleWorkspace } from '../src/first-start.ts'
import { read } from '../src/kernel/transaction.ts'
import { allWorkspaces } from '../src/kernel/workspace.ts'
import { type FreshDatabase, freshDatabase } from '../test/database.ts'
import { actors } from './actors.ts'
import { meetings, platforms } from './meetings.ts'

describe('the made-up meetings', () => {
  const known = new Map(actors.map((actor) => [actor.code, actor]))
  const named = [
    ...platforms.flatMap(({ members }) => members.map(({ organisation }) => organisation)),
    ...meetings.flatMap(({ parties = [], present = [], minutes }) => [
      ...parties,
      ...present.map(({ organisation }) => organisation),
      ...(minutes?.positions.map(({ organisation }) => organisation) ?? []),
      ...(minutes?.lines.flatMap(({ who, to }) => [who, to].filter((code) => code !== undefined)) ?? []),
    ]),
  ]
  it('are of organisations of the sample, none of which exists', () => {
    for (const code of named) expect([code, known.get(code)?.real ?? false]).toEqual([code, false])
    for (const code of named) expect(known.has(code), code).toBe(true)
  })
  it('are a year, of all eight kinds, some ahead', () => {
    expect(new Set(meetings.map(({ kind }) => kind)).size).toBe(8)
    expect(meetings.filter(({ day }) => day > 0).length).toBeGreaterThanOrEqual(3)
    expect(Math.min(...meetings.map(({ day }) => day))).toBeLessThan(-300)
  })
})

describe('a first start', () => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await freshDatabase()
    const job = { name: 'sample.survey', steps: [], run: async () => undefined }
    await sampleWorkspace(at.database.kysely, job, 'a secret of the tests, long enough for all')
  })
  afterAll(() => at.drop())

  it('writes them, with minutes that gave birth to demands and commitments, and people counted once', async () => {
    const [workspace] = await allWorkspaces(at.database.kysely)
    const counts = await read(
      at.database.kysely,
      { workspaceId: workspace?.id ?? '', as: 'system' },
      async (tx) => {
        const count = async (
          table: 'dialogue.platform' | 'dialogue.meeting' | 'dialogue.demand' | 'dialogue.commitment',
        ): Promise<number> =>
          Number(
            (
              await tx
                .selectFrom(table)
                .select((eb) => eb.fn.countAll().as('n'))
                .executeTakeFirstOrThrow()
            ).n,
          )
        const people = await tx
          .selectFrom('dialogue.participation')
          .select((eb) => [eb.fn.countAll().as('all'), eb.fn.count('person_key').distinct().as('persons')])
          .executeTakeFirstOrThrow()
        return {
          platforms: await count('dialogue.platform'),
          meetings: await count('dialogue.meeting'),
          demands: await count('dialogue.demand'),
          commitments: await count('dialogue.commitment'),
          more: Number(people.all) > Number(people.persons),
        }
      },
    )
    const signed = meetings.flatMap(({ minutes }) => (minutes?.signedOff ? minutes.lines : []))
    expect(counts).toEqual({
      platforms: platforms.length,
      meetings: meetings.length,
      demands: signed.filter(({ kind }) => kind === 'demand').length,
      commitments: signed.filter(({ kind }) => kind === 'commitment').length,
      more: true,
    })
  })
})
