/** Who may what of agreements and what follows: read from the table *who may what*, and asked of the database for every role. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'
import { type Resource, type Role, ruleFor, type Scope, type Verb } from '../../kernel/access.ts'
import { type PersonName, settle, type Village } from '../../kernel/fixtures/people.ts'
import { newId } from '../../kernel/id.ts'
import { text } from '../../kernel/text.ts'
import { type Entrance, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { addMember } from '../../kernel/workspace.ts'
import { giveView } from '../commitments/follow-up.ts'
import { addCommitment, commitmentById } from '../commitments/store.ts'
import { seatFacilitator } from '../store/platforms.ts'
import { addClause } from './clauses.ts'
import { addParty } from './parties.ts'
import { addAgreement, agreementById } from './store.ts'

const people = {
  coordinator: 'lucia',
  assistant: 'ana',
  researcher: 'tomas',
  facilitator: 'vera',
  adviser: 'joan',
  leader: 'rosa',
  official: 'ofelia',
  donor: 'dan',
} as const satisfies Partial<Record<Role, PersonName>>
const roles = [...(Object.keys(people) as (keyof typeof people)[]), 'employer', 'public'] as const

let at: FreshDatabase
let here: Village
let employer: Entrance
/** Hers: of the leader's, the official's, the employer's and the facilitator's table. Other: of nobody's of them. */
const ids = { hers: '', other: '' }
const today = '2026-07-10'
const as = (role: (typeof roles)[number]): Entrance =>
  role === 'public' ? here.stranger : role === 'employer' ? employer : here.as(people[role])

beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'acuerdos')
  const { domestic, vendors, ministry } = here.organisations
  const accountId = newId()
  employer = { workspaceId: here.workspaceId, accountId }
  await write(here.db, here.system, async (tx, asker) => {
    const id = await addMember(tx, asker, { name: 'Elena', role: 'employer', organisationId: ministry })
    await tx
      .insertInto('auth.user')
      .values({ id: accountId, name: 'Elena', email: `${accountId}@invalid` })
      .execute()
    await tx.updateTable('kernel.member').set({ account_id: accountId }).where('id', '=', id).execute()
  })
  for (const [key, parties, who] of [
    ['hers', [domestic, ministry], 'rosa'],
    ['other', [vendors], 'berta'],
  ] as const) {
    const commitment = await write(here.db, here.as('lucia'), async (tx, asker) => {
      const id = await addAgreement(tx, asker, {
        title: text(`Convenio ${key}`),
        legalNature: 'minutes',
        legalBasis: '',
        authoritative: 'es',
        validFrom: null,
        validTo: null,
        platformId: null,
        placeId: null,
        workerGroupId: null,
      })
      ids[key] = id
      for (const organisationId of parties)
        await addParty(tx, asker, id, { organisationId, constituency: 'workers' })
      const agreement = await agreementById(tx, asker, id)
      await addClause(tx, asker, agreement, { number: '1', words: text('Cláusula') })
      if (key === 'hers') await seatFacilitator(tx, asker, agreement.audienceId, here.members.vera)
      return addCommitment(
        tx,
        asker,
        agreement,
        null,
        {
          words: text('Compromiso'),
          organisationId: null,
          office: '',
          milestone: null,
          dueOn: null,
          lasts: false,
          budget: null,
          currency: null,
          budgetSource: '',
          placeId: null,
          workerGroupId: null,
        },
        today,
      )
    })
    await write(here.db, here.as(who), async (tx, asker) => {
      const view = {
        value: 'met',
        decidedBy: 'leader',
        assessedOn: today,
        reason: text('Porque sí'),
      } as const
      await giveView(tx, asker, await commitmentById(tx, asker, today, commitment), view, today)
    })
  }
})
afterAll(() => at.drop())

/** How many of the two agreements a scope reaches: all both, one's table's hers. */
const reached = (role: Role, verb: Verb, resource: Resource): number => {
  const scopes: readonly Scope[] = ruleFor(role, resource)[verb]
  return scopes.includes('all') ? 2 : scopes.includes('table') ? 1 : 0
}
const count = (role: (typeof roles)[number], table: string): Promise<number> =>
  read(here.db, as(role), async (tx) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx)
    return rows[0]?.n ?? -1
  })

describe.each(roles)('%s', (role) => {
  it('sees agreements, clauses and commitments as the table says, in lists, records and searches', async () => {
    const expected = reached(role, 'see', 'agreement')
    for (const table of ['agreement', 'clause', 'commitment'])
      expect([table, await count(role, `dialogue.${table}`)]).toEqual([table, expected])
    const found = await read(here.db, as(role), async (tx) => {
      const { rows } = await sql<{ kind: string; records: number; entries: number }>`
        select kind, count(*)::int as records,
               (select count(*)::int from kernel.search_entry e where e.kind = r.kind) as entries
          from kernel.record r where kind in ('agreement', 'clause', 'commitment') group by kind order by kind`.execute(
        tx,
      )
      return rows
    })
    expect(found).toEqual(
      expected === 0
        ? []
        : ['agreement', 'clause', 'commitment'].map((kind) => ({
            kind,
            records: expected,
            entries: expected,
          })),
    )
  })
  it('sees assessments with their reasons as the table says', async () => {
    const expected = reached(role, 'see', 'assessment')
    for (const table of ['assessment', 'assessment_reason'])
      expect([table, await count(role, `dialogue.${table}`)]).toEqual([table, expected])
  })
  it('sees who gave one as the table says', async () => {
    const scopes: readonly Scope[] = ruleFor(role, 'assessor').see
    // Of her own organisation the leader gave one; the office gave none.
    const expected = scopes.includes('all') ? 2 : role === 'leader' ? 1 : 0
    expect(await count(role, 'dialogue.assessor')).toBe(expected)
  })
  it('writes agreements as the table says', async () => {
    const writes = ruleFor(role, 'agreement').write.includes('all')
    const changed = write(here.db, as(role), async (tx: WriteTx) => {
      const { numUpdatedRows } = await tx
        .updateTable('dialogue.agreement')
        .set({ legal_basis: role })
        .executeTakeFirst()
      return Number(numUpdatedRows)
    })
    expect(await changed).toBe(writes ? 2 : 0)
  })
})
