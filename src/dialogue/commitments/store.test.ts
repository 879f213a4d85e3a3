/** Refusals first: each party says only its own, who said it stays hidden, and a letter is read once it was sent. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/database.ts'
import { type PersonName, settle, type Village } from '../../kernel/fixtures/people.ts'
import { newId } from '../../kernel/id.ts'
import { said, text } from '../../kernel/text.ts'
import { walk } from '../../kernel/thread.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { addMember } from '../../kernel/workspace.ts'
import { addClause, clausesOf } from '../agreements/clauses.ts'
import { addParty } from '../agreements/parties.ts'
import { addAgreement, agreementById } from '../agreements/store.ts'
import {
  changeRemedy,
  draftRemedy,
  giveView,
  incidentsOf,
  noteIncident,
  remediesOf,
  removeIncident,
  stepRemedy,
  viewsOf,
} from './follow-up.ts'
import { addCommitment, changeCommitment, commitmentById, commitmentsOf } from './store.ts'

const today = '2026-07-10'
const view = { decidedBy: 'committee', assessedOn: '2026-07-05', reason: null } as const

let database: FreshDatabase
let village: Village
let due: string
let lasting: string
const as = <T>(person: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>) =>
  write(village.db, village.as(person), work)
const sees = <T>(person: PersonName, work: (tx: ReadTx, asker: Asker) => Promise<T>) =>
  read(village.db, village.as(person), work)
const one = (id: string) => (tx: ReadTx, asker: Asker) => commitmentById(tx, asker, today, id)

beforeAll(async () => {
  database = await freshDatabase()
  village = await settle(database.database.kysely, 'compromisos')
  ;[due, lasting] = await as('lucia', async (tx, asker) => {
    const agreementId = await addAgreement(tx, asker, {
      title: text('Convenio Ejemplo', 'Example agreement'),
      legalNature: 'minutes',
      legalBasis: '',
      authoritative: 'es',
      validFrom: null,
      validTo: null,
      platformId: null,
      placeId: null,
      workerGroupId: null,
    })
    for (const [organisationId, constituency] of [
      [village.organisations.vendors, 'workers'],
      [village.organisations.ministry, 'authority'],
    ] as const)
      await addParty(tx, asker, agreementId, { organisationId, constituency })
    const agreement = await agreementById(tx, asker, agreementId)
    await addClause(tx, asker, agreement, {
      number: '1',
      words: text('La Secretaría empadrona a 80 personas.'),
    })
    const [clause] = await clausesOf(tx, asker, agreementId)
    const common = {
      organisationId: village.organisations.ministry,
      office: 'Dirección de padrones',
      milestone: null,
      budget: 250000,
      currency: 'MXN',
      budgetSource: '',
      placeId: null,
      workerGroupId: null,
    }
    const fields = {
      ...common,
      words: text('Padrón de 80 personas', 'Roll of 80 people'),
      dueOn: '2026-06-30',
      lasts: false,
    }
    await expect(
      addCommitment(tx, asker, agreement, null, { ...fields, words: text(' ') }, today),
    ).rejects.toThrow('commitments.words')
    await expect(
      addCommitment(tx, asker, agreement, null, { ...fields, currency: null }, today),
    ).rejects.toThrow('commitments.currency')
    await expect(
      addCommitment(tx, asker, agreement, null, { ...fields, lasts: true }, today),
    ).rejects.toThrow('commitments.lastsOrDue')
    return [
      await addCommitment(tx, asker, agreement, clause ?? null, fields, '2026-03-05'),
      await addCommitment(
        tx,
        asker,
        agreement,
        null,
        { ...common, words: text('No habrá desalojos'), dueOn: null, lasts: true },
        '2026-03-05',
      ),
    ]
  })
})
afterAll(() => database.drop())

it('follows from its clause, and is due before what is not', async () => {
  const all = await sees('dan', (tx, asker) => commitmentsOf(tx, asker, today))
  expect(
    all.map(({ words, pace, clauseNumber, budget }) => [said(words, 'es'), pace, clauseNumber, budget]),
  ).toEqual([
    ['Padrón de 80 personas', 'overdue', '1', 250000],
    ['No habrá desalojos', 'lasting', null, 250000],
  ])
  const basis = await sees('lucia', (tx, asker) => walk(tx, asker, due, 'basis'))
  expect(basis.map(({ kind, link }) => [kind, link])).toEqual([['clause', 'becomes']])
})
it.each(['rosa', 'vera'] as const)('%s, who is of no party, finds none', async (person) => {
  expect(await sees(person, (tx, asker) => commitmentsOf(tx, asker, today))).toEqual([])
})
it.each(['lucia', 'ana', 'dan', 'joan', 'tomas'] as const)(
  '%s gives no view: she acts for no party',
  async (person) => {
    await expect(
      as(person, async (tx, asker) =>
        giveView(tx, asker, await one(due)(tx, asker), { ...view, value: 'met' }, today),
      ),
    ).rejects.toThrow('kernel.notAllowed')
  },
)
it('whose organisation is no party gives none either, though she guessed the address', async () => {
  await expect(
    as('rosa', async (tx, asker) =>
      giveView(tx, asker, await one(due)(tx, asker), { ...view, value: 'met' }, today),
    ),
  ).rejects.toThrow('kernel.notFound')
  const known = await sees('lucia', one(due))
  await expect(
    as('rosa', (tx, asker) => giveView(tx, asker, known, { ...view, value: 'met' }, today)),
  ).rejects.toThrow('kernel.notAllowed')
})
it('changed by two at once: the second is told', async () => {
  const before = await sees('lucia', one(due))
  await as('lucia', (tx, asker) =>
    changeCommitment(tx, asker, before, before.version, { ...before, office: 'Dirección de vía pública' }),
  )
  await expect(
    as('ana', (tx, asker) =>
      changeCommitment(tx, asker, before, before.version, { ...before, office: 'Otra' }),
    ),
  ).rejects.toThrow('kernel.conflict')
})

describe('what the parties say', () => {
  const id = newId()
  beforeAll(async () => {
    await as('berta', async (tx, asker) => {
      const commitment = await one(due)(tx, asker)
      await giveView(
        tx,
        asker,
        commitment,
        { ...view, value: 'in_progress', assessedOn: '2026-06-01' },
        today,
      )
      expect(
        await giveView(
          tx,
          asker,
          commitment,
          { ...view, id, value: 'not_met', reason: text('Nadie vino a empadronar') },
          today,
        ),
      ).toBe(true)
      // The same one sent twice by a phone with bad signal.
      expect(await giveView(tx, asker, commitment, { ...view, id, value: 'not_met' }, today)).toBe(false)
    })
    await as('ofelia', async (tx, asker) =>
      giveView(tx, asker, await one(due)(tx, asker), { ...view, value: 'met', decidedBy: 'leader' }, today),
    )
  })
  it('is shown side by side where they differ, with its history', async () => {
    const commitment = await sees('dan', one(due))
    expect([
      commitment.pace,
      commitment.said.map(({ organisation, value }) => [said(organisation.name, 'es'), value]),
    ]).toEqual([
      'disputed',
      [
        ['Unión de comerciantes', 'not_met'],
        ['Secretaría del Trabajo', 'met'],
      ],
    ])
    expect((await sees('dan', (tx, asker) => viewsOf(tx, asker, due))).map(({ value }) => value)).toEqual([
      'met',
      'not_met',
      'in_progress',
    ])
  })
  it('hides the person from the other parties, the donor and the rest of the team', async () => {
    const who = (tx: ReadTx, asker: Asker) =>
      viewsOf(tx, asker, due).then((views) => views.map((one) => one.who !== null))
    const seen = (tx: ReadTx) =>
      tx
        .selectFrom('dialogue.assessor')
        .select('id')
        .execute()
        .then((rows) => rows.length)
    expect(await sees('lucia', seen)).toBe(3)
    expect([await sees('berta', seen), await sees('ofelia', seen)]).toEqual([2, 1])
    for (const person of ['ana', 'tomas', 'vera', 'joan', 'dan', 'rosa'] as const)
      expect([person, await sees(person, seen), (await sees(person, who)).some(Boolean)]).toEqual([
        person,
        0,
        false,
      ])
  })
  it('names to a leader the colleague of her own organisation who gave it, and no other party’s person to anybody', async () => {
    const { vendors } = village.organisations
    const pilar = await write(village.db, village.system, async (tx, asker) => {
      const [account, member] = [
        newId(),
        await addMember(tx, asker, { name: 'Pilar Colega', role: 'leader', organisationId: vendors }),
      ]
      await tx
        .insertInto('auth.user')
        .values({ id: account, name: 'Pilar', email: `${account}@invalid` })
        .execute()
      await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
      return { workspaceId: village.workspaceId, accountId: account }
    })
    const [hers] = await sees('berta', async (tx, asker) =>
      (await viewsOf(tx, asker, due)).filter(({ organisationId }) => organisationId === vendors),
    )
    const named = (tx: ReadTx, asker: Asker) =>
      viewsOf(tx, asker, due).then((views) => views.map(({ who }) => who))
    const asked = (tx: ReadTx) =>
      sql<{ name: string | null }>`select dialogue.assessor_name(${hers?.id ?? ''}) as name`
        .execute(tx)
        .then(({ rows }) => rows[0]?.name)
    for (const person of ['ofelia', 'ana', 'tomas', 'vera', 'joan', 'dan', 'rosa'] as const) {
      expect([person, await sees(person, asked)]).toEqual([person, null])
      expect((await sees(person, named)).join()).not.toContain('Berta')
    }
    expect(await read(village.db, village.stranger, asked)).toBe(null)
    // Asking gives nobody another role than her own.
    expect(
      await sees('ofelia', async (tx) => {
        await asked(tx)
        return (await tx.selectFrom('kernel.member').select('id').execute()).length
      }),
    ).toBe(1)
    const { rows } = await read(village.db, pilar, (tx) =>
      sql<{ seen: number }>`select count(*)::int as seen from kernel.member`.execute(tx),
    )
    // She reads no other member in the list of members, and the name where her organisation spoke.
    expect([rows[0]?.seen, await read(village.db, pilar, named)]).toEqual([
      1,
      [null, 'Berta Luna', 'Berta Luna'],
    ])
    expect(await sees('lucia', named)).toEqual(['Ofelia Paz', 'Berta Luna', 'Berta Luna'])
  })
  it('is never changed afterwards, nor taken away', async () => {
    for (const person of ['berta', 'lucia'] as const) {
      await as(person, async (tx) => {
        const changed = await tx.updateTable('dialogue.assessment').set({ value: 'met' }).executeTakeFirst()
        const gone = await tx.deleteFrom('dialogue.assessment').executeTakeFirst()
        expect([changed.numUpdatedRows, gone.numDeletedRows]).toEqual([0n, 0n])
      })
    }
  })
})

describe('incidents', () => {
  const given = {
    kind: 'eviction',
    happenedOn: '2026-07-01',
    venue: 'Corredor Ejemplo',
    women: 12,
    men: 3,
    words: text('Retiraron los puestos de madrugada'),
  } as const
  it('are noted against what lasts, by those affected; the office takes none away', async () => {
    const organisationId = village.organisations.vendors
    await expect(
      as('berta', async (tx, asker) =>
        noteIncident(tx, asker, await one(due)(tx, asker), { ...given, organisationId }, today),
      ),
    ).rejects.toThrow('commitments.incidentOnce')
    await expect(
      as('ofelia', async (tx, asker) =>
        noteIncident(tx, asker, await one(lasting)(tx, asker), { ...given, organisationId }, today),
      ),
    ).rejects.toThrow('kernel.notAllowed')
    const id = newId()
    await as('berta', async (tx, asker) => {
      const commitment = await one(lasting)(tx, asker)
      expect(await noteIncident(tx, asker, commitment, { ...given, id, organisationId }, today)).toBe(true)
      expect(await noteIncident(tx, asker, commitment, { ...given, id, organisationId }, today)).toBe(false)
    })
    await expect(as('ofelia', (tx, asker) => removeIncident(tx, asker, id))).rejects.toThrow(
      'kernel.notAllowed',
    )
    const [incident] = await sees('ofelia', (tx, asker) => incidentsOf(tx, asker, lasting))
    expect([incident?.kind, incident?.women, (await sees('dan', one(lasting))).incidents]).toEqual([
      'eviction',
      12,
      1,
    ])
  })
})

describe('the ladder', () => {
  const letter = {
    letter: text('Le recordamos el compromiso'),
    addressee: 'Dirección de padrones',
    answerDueOn: null,
  }
  it('is not climbed past a rung, nor while nothing is broken', async () => {
    await expect(
      as('lucia', async (tx, asker) =>
        draftRemedy(tx, asker, await one(due)(tx, asker), { ...letter, rung: 'press' }),
      ),
    ).rejects.toThrow('commitments.rungClosed')
    await expect(
      as('lucia', async (tx, asker) =>
        draftRemedy(tx, asker, await one(lasting)(tx, asker), { ...letter, rung: 'reminder' }),
      ),
    ).rejects.toThrow('commitments.rungClosed')
  })
  it('a draft is the team’s and that organisation’s; sent, the table reads it and it stays', async () => {
    await as('berta', async (tx, asker) =>
      draftRemedy(tx, asker, await one(due)(tx, asker), { ...letter, rung: 'reminder' }),
    )
    const found = (tx: ReadTx, asker: Asker) => remediesOf(tx, asker, due)
    expect([(await sees('berta', found)).length, (await sees('lucia', found)).length]).toEqual([1, 1])
    for (const person of ['ofelia', 'dan', 'rosa'] as const)
      expect([person, await sees(person, found)]).toEqual([person, []])
    await as('berta', async (tx, asker) => {
      const [draft] = await found(tx, asker)
      if (draft) await stepRemedy(tx, asker, draft, 'send', { on: '2026-07-06', answer: '' })
    })
    const [sent] = await sees('ofelia', found)
    expect([sent?.state, sent?.sentOn]).toEqual(['sent', '2026-07-06'])
    await as('berta', async (tx, asker) => {
      const [now] = await found(tx, asker)
      if (!now) throw new Error('no letter')
      await expect(changeRemedy(tx, asker, now, now.version, letter)).rejects.toThrow(
        'commitments.letterSent',
      )
      await expect(stepRemedy(tx, asker, now, 'answer', { on: today, answer: ' ' })).rejects.toThrow(
        'commitments.answerWords',
      )
    })
  })
})
