import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposalsOf } from '../src/dialogue/agenda/store.ts'
import { stages } from '../src/dialogue/demands/rules.ts'
import { demandsOf } from '../src/dialogue/demands/store/demands.ts'
import { pointsOf } from '../src/dialogue/negotiation/points.ts'
import { negotiationsOf } from '../src/dialogue/negotiation/store.ts'
import { sampleWorkspace } from '../src/first-start.ts'
import { walk } from '../src/kernel/thread.ts'
import { read } from '../src/kernel/transaction.ts'
import { allWorkspaces } from '../src/kernel/workspace.ts'
import { type FreshDatabase, freshDatabase } from '../test/database.ts'
import { actors } from './actors.ts'
import { agreements } from './agreements.ts'
import { demands, proposals } from './demands.ts'
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
  it('lead to demands and proposals of the sample’s organisations, too', () => {
    for (const code of [
      ...demands.flatMap(({ owners, to, endorsed = [] }) => [
        ...owners,
        to ?? owners[0],
        ...endorsed.map(({ by }) => by),
      ]),
      ...proposals.flatMap(({ authority, organisation = authority }) => [authority, organisation]),
    ])
      expect([code, known.get(code ?? '')?.real ?? (known.has(code ?? '') ? false : 'unknown')]).toEqual([
        code,
        false,
      ])
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
      demands: signed.filter(({ kind }) => kind === 'demand').length + demands.length,
      commitments:
        signed.filter(({ kind }) => kind === 'commitment').length +
        agreements.flatMap(({ commitments }) => commitments).length,
      more: true,
    })
  })

  it('has a negotiation whose points are settled, and one in a deadlock with a draft that only its own people read', async () => {
    const [workspace] = await allWorkspaces(at.database.kysely)
    const entrance = { workspaceId: workspace?.id ?? '', as: 'system' } as const
    await read(at.database.kysely, entrance, async (tx, asker) => {
      const found = await negotiationsOf(tx, asker)
      expect(found.map(({ state, agreed, points }) => [state, agreed, points])).toEqual([
        ['deadlocked', 0, 3],
        ['concluded', 3, 4],
      ])
      const offers = (await pointsOf(tx, asker, found[0]?.id ?? '')).flatMap((point) => point.offers)
      expect(offers.filter(({ sentOn }) => sentOn === null).length).toBe(1)
    })
  })

  it('has demands in every stage, and a chain from a published figure to a proposal on a borough’s agenda', async () => {
    const [workspace] = await allWorkspaces(at.database.kysely)
    const entrance = { workspaceId: workspace?.id ?? '', as: 'system' } as const
    await read(at.database.kysely, entrance, async (tx, asker) => {
      const all = await demandsOf(tx, asker)
      expect(new Set(all.map(({ stage }) => stage))).toEqual(new Set(stages))
      expect(all.filter(({ womensCaucus }) => womensCaucus).length).toBe(2)
      const joint = all.find((demand) => demand.joint)
      const counted = joint?.owners.map(({ owns, endorsedVersion }) => owns && endorsedVersion !== null)
      expect([...(counted ?? [])].sort()).toEqual([false, true, true])
      const found = await proposalsOf(tx, asker)
      expect(found.map(({ route }) => route).sort()).toEqual(proposals.map(({ route }) => route).sort())
      const rules = found.find(({ level, budgetedOn }) => level === 'borough' && budgetedOn !== null)
      const basis = await walk(tx, asker, rules?.id ?? '', 'basis')
      // Passages of the library and their documents stand beside the figure.
      const beside = new Set(['passage', 'document'])
      expect(
        basis.filter(({ kind }) => !beside.has(kind)).map(({ kind, distance }) => [kind, distance]),
      ).toEqual([
        ['demand', 1],
        ['published_figure', 2],
      ])
    })
  })
})
