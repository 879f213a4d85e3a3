/** What stood before points were records, notes were texts and demands had several owners on their threads is kept by the migrations. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { settle, type Village } from '../kernel/fixtures/people.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { threadOf } from '../kernel/thread-near.ts'
import { read, write } from '../kernel/transaction.ts'
import { findMigrations, migrate } from '../platform/database/migrate.ts'
import { stepsOf } from './agenda/steps.ts'
import { proposalById } from './agenda/store.ts'
import { demandById } from './demands/store/demands.ts'
import { endorsementsOf } from './demands/store/endorsements.ts'
import { mandatesOf } from './demands/store/mandates.ts'
import { pointsOf } from './negotiation/points.ts'
import { roundsOf } from './negotiation/rounds.ts'
import { negotiationById } from './negotiation/store.ts'

let at: FreshDatabase
let here: Village
const [negotiation, point, demand, proposal, round, table] = Array.from({ length: 6 }, newId)

beforeAll(async () => {
  at = await freshDatabase({ empty: true })
  const all = findMigrations()
  await migrate(
    at.database,
    all.filter(({ name }) => name < '20261121000930'),
  )
  here = await settle(at.database.kysely, 'antes')
  const { workspaceId: w, organisations: org } = here
  await write(here.db, here.system, async (tx) => {
    const json = (words: string) => JSON.stringify(text(words))
    const record = (
      id: string | undefined,
      kind: string,
      title: string,
      path: string,
      audience: string | null,
    ) => sql`
      insert into kernel.record (workspace_id, id, kind, title, path, audience_id, organisation_id)
      values (${w}, ${id}, ${kind}, ${json(title)}, ${path}, ${audience}, ${kind === 'demand' ? org.domestic : null})`
    for (const statement of [
      sql`insert into kernel.audience (workspace_id, id, kind, name) values (${w}, ${table}, 'table', ${json('Mesa')})`,
      sql`insert into dialogue.demand (workspace_id, id, words, organisation_id, raised_on) values (${w}, ${demand}, ${json('Que haya')}, ${org.domestic}, '2026-01-02')`,
      sql`insert into dialogue.demand_owner (workspace_id, id, demand_id, organisation_id, owns) values (${w}, ${newId()}, ${demand}, ${org.vendors}, true)`,
      record(demand, 'demand', 'Que haya', `/demands/${demand}`, null),
      sql`insert into dialogue.negotiation (workspace_id, id, title, audience_id, state, state_reason)
          values (${w}, ${negotiation}, ${json('Mesa')}, ${table}, 'deadlocked', 'No aceptan la cuota')`,
      sql`insert into dialogue.demand_endorsement (workspace_id, id, demand_id, organisation_id, act, acted_on, words_version, how, note)
          values (${w}, ${newId()}, ${demand}, ${org.domestic}, 'assembly', '2026-01-03', 1, 'paper', ' ')`,
      sql`insert into dialogue.demand_mandate (workspace_id, id, demand_id, organisation_id, body, held_on, result, how, note)
          values (${w}, ${newId()}, ${demand}, ${org.domestic}, 'assembly', '2026-01-03', 'majority', 'paper', 'A mano alzada')`,
      record(negotiation, 'negotiation', 'Mesa', `/negotiations/${negotiation}`, table ?? null),
      sql`insert into dialogue.point (workspace_id, id, negotiation_id, position, title, demand_id) values (${w}, ${point}, ${negotiation}, 1, ${json('Descanso')}, ${demand})`,
      sql`insert into dialogue.negotiation_round (workspace_id, id, negotiation_id, number, held_on) values (${w}, ${round}, ${negotiation}, 1, '2026-02-02')`,
      sql`insert into dialogue.proposal (workspace_id, id, title, route, level, deadline_on, deadline_basis, budget_note)
          values (${w}, ${proposal}, ${json('Reglas')}, 'executive', 'borough', '2026-03-03', 'Ley, artículo 89', '')`,
      record(proposal, 'proposal', 'Reglas', `/agenda/${proposal}`, null),
      sql`insert into dialogue.proposal_step (workspace_id, id, proposal_id, step, state, state_before, taken_on, note)
          values (${w}, ${newId()}, ${proposal}, 'draft', 'drafted', '', '2026-01-02', ''),
                 (${w}, ${newId()}, ${proposal}, 'submit', 'submitted', 'drafted', '2026-01-03', 'Con sello')`,
    ])
      await statement.execute(tx)
    await sql`
      insert into kernel.record_version (workspace_id, record_id, version, snapshot)
      select workspace_id, id, 1, '{}' from kernel.record where workspace_id = ${w} and kind in ('demand', 'negotiation', 'proposal')`.execute(
      tx,
    )
  })
  await migrate(at.database, all)
})
afterAll(() => at.drop())

it('a point is a record that rests on its demand, found by its table', async () => {
  const found = await read(here.db, here.as('lucia'), async (tx, asker) => ({
    points: await pointsOf(tx, asker, negotiation ?? ''),
    rests: (await threadOf(tx, asker, point ?? '')).rests.map(({ id, link }) => [id, link]),
    rounds: await roundsOf(tx, asker, negotiation ?? ''),
  }))
  expect(found.points.map(({ id, version }) => [id, version])).toEqual([[point, 1]])
  expect(found.rests).toEqual([[demand, 'answers']])
  expect(found.rounds.map(({ number, version, spoken }) => [number, version, spoken])).toEqual([
    [1, 1, false],
  ])
})

it('a note and the basis of a deadline are Spanish texts, and an empty one says nothing', async () => {
  const found = await read(here.db, here.as('lucia'), async (tx, asker) => ({
    proposal: await proposalById(tx, asker, proposal ?? ''),
    steps: await stepsOf(tx, asker, proposal ?? ''),
  }))
  expect(found.proposal.deadlineBasis).toEqual({ source: 'es', es: { text: 'Ley, artículo 89' } })
  expect(found.proposal.budgetNote).toBeNull()
  expect(found.steps.map(({ note }) => note)).toEqual([null, { source: 'es', es: { text: 'Con sello' } }])
})

it('the reason of a deadlock and the note of a mandate are Spanish texts, too, and an empty one says nothing', async () => {
  const found = await read(here.db, here.as('lucia'), async (tx, asker) => [
    (await negotiationById(tx, asker, negotiation ?? '')).stateReason,
    (await endorsementsOf(tx, asker, demand ?? ''))[0]?.note,
    (await mandatesOf(tx, asker, demand ?? ''))[0]?.note,
  ])
  expect(found).toEqual([
    { source: 'es', es: { text: 'No aceptan la cuota' } },
    null,
    { source: 'es', es: { text: 'A mano alzada' } },
  ])
})

it('each owner of a demand decides on its thread; none of it is public', async () => {
  for (const person of ['rosa', 'berta'] as const) {
    const { writes } = await read(here.db, here.as(person), (tx, asker) => threadOf(tx, asker, demand ?? ''))
    expect([person, writes]).toEqual([person, true])
  }
  const { publishedAt } = await read(here.db, here.as('lucia'), (tx, asker) =>
    demandById(tx, asker, demand ?? ''),
  )
  expect(publishedAt).toBeNull()
})
