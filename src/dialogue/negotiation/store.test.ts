/** Refusals first: what a delegation may concede and an offer that was not sent are found by nobody else, whatever she asks. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { type PersonName, settle, type Village } from '../../kernel/fixtures/people.ts'
import { said, text } from '../../kernel/text.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { concessionsOf, disclose, saveConcessions } from './mandate.ts'
import {
  acceptOffer,
  changeOffer,
  makeOffer,
  ownDelegation,
  sendOffer,
  takeBackAcceptance,
  withdrawOffer,
} from './offers.ts'
import { addPoint, pointsOf } from './points.ts'
import {
  addDelegation,
  addNegotiation,
  delegationsOf,
  negotiationById,
  negotiationsOf,
  removeDelegation,
  saveDelegation,
  stepNegotiation,
} from './store.ts'

const secret = 'Aceptaríamos 60 lugares'
const day = '2026-03-02'

onBothServers('a negotiation', (fresh) => {
  let database: FreshDatabase
  let village: Village
  let id: string
  let pointId: string
  const as = <T>(person: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>) =>
    write(village.db, village.as(person), work)
  const sees = <T>(person: PersonName, work: (tx: ReadTx, asker: Asker) => Promise<T>) =>
    read(village.db, village.as(person), work)
  const point = async (tx: ReadTx, asker: Asker) => {
    const [found] = await pointsOf(tx, asker, id)
    if (!found) throw new Error('no point')
    return found
  }
  const seat = async (tx: ReadTx, asker: Asker, organisationId: string) => {
    const found = (await delegationsOf(tx, asker, id)).find((one) => one.organisationId === organisationId)
    if (!found) throw new Error('no delegation')
    return found
  }

  beforeAll(async () => {
    database = await fresh()
    village = await settle(database.database.kysely, 'mesa')
    const { vendors, ministry } = village.organisations
    id = await as('lucia', async (tx, asker) => {
      const made = await addNegotiation(tx, asker, {
        title: text('Mesa del corredor Ejemplo', 'Example corridor table'),
        purpose: null,
        platformId: null,
        placeId: null,
        workerGroupId: null,
      })
      await addDelegation(tx, asker, made, { organisationId: vendors, constituency: 'workers' })
      await addDelegation(tx, asker, made, { organisationId: ministry, constituency: 'authority' })
      pointId = await addPoint(tx, asker, made, { title: text('Lugares', 'Pitches'), demandId: null })
      await stepNegotiation(tx, asker, await negotiationById(tx, asker, made), 'open', {
        on: day,
      })
      return made
    })
    await as('berta', async (tx, asker) => {
      const own = await ownDelegation(tx, asker, id)
      if (!own) throw new Error('Berta has a delegation')
      await saveConcessions(tx, asker, own, [{ pointId, wanted: '120 lugares', least: secret, note: '' }])
      await makeOffer(tx, asker, await negotiationById(tx, asker, id), await point(tx, asker), own, {
        words: text('Ciento veinte lugares fijos'),
        answersId: null,
        roundId: null,
        sentOn: null,
      })
    })
  })
  afterAll(() => database.drop())

  it.each(['lucia', 'ana', 'tomas', 'vera', 'joan', 'rosa', 'ofelia', 'dan'] as const)(
    '%s finds neither limits nor an offer that was not sent, by no query',
    async (person) => {
      const found = await sees(person, async (tx, asker) => ({
        limits: await concessionsOf(tx, asker, id),
        all: (await sql<{ n: number }>`select count(*)::int as n from dialogue.concession`.execute(tx))
          .rows[0]?.n,
        offers: (await sql<{ n: number }>`select count(*)::int as n from dialogue.offer`.execute(tx)).rows[0]
          ?.n,
        read: (await pointsOf(tx, asker, id)).flatMap(({ offers }) => offers),
        logged: (
          await sql<{
            n: number
          }>`select count(*)::int as n from kernel.event where subject_kind = 'offer'`.execute(tx)
        ).rows[0]?.n,
      }))
      expect(found).toEqual({ limits: [], all: 0, offers: 0, read: [], logged: 0 })
    },
  )
  it.each(['rosa', 'vera'] as const)(
    '%s, who does not sit there, finds no negotiation at all',
    async (person) => {
      expect(await sees(person, negotiationsOf)).toEqual([])
      await expect(sees(person, (tx, asker) => negotiationById(tx, asker, id))).rejects.toThrow(
        'kernel.notFound',
      )
    },
  )
  it.each(['berta', 'ofelia', 'joan', 'dan', 'tomas'] as const)('%s gives nobody a seat', async (person) => {
    await expect(
      as(person, (tx, asker) =>
        addDelegation(tx, asker, id, {
          organisationId: village.organisations.domestic,
          constituency: 'workers',
        }),
      ),
    ).rejects.toThrow('kernel.notAllowed')
  })
  it('the other party does not write for this one: neither its authority, nor an offer, nor limits', async () => {
    const { vendors } = village.organisations
    await expect(
      as('ofelia', async (tx, asker) => {
        const theirs = await seat(tx, asker, vendors)
        await saveDelegation(tx, asker, theirs.id, { ...theirs, authority: 'vote', authorityOn: day })
      }),
    ).rejects.toThrow('kernel.notAllowed')
    await expect(
      as('ofelia', async (tx, asker) => {
        const theirs = await seat(tx, asker, vendors)
        await makeOffer(tx, asker, await negotiationById(tx, asker, id), await point(tx, asker), theirs, {
          words: text('Cero lugares'),
          answersId: null,
          roundId: null,
          sentOn: day,
        })
      }),
    ).rejects.toThrow('kernel.notAllowed')
    await expect(
      as('ofelia', (tx, asker) =>
        tx
          .insertInto('dialogue.concession')
          .values({
            workspace_id: asker.workspaceId,
            id: village.workspaceId,
            delegation_id: sql`(select id from dialogue.delegation where organisation_id = ${vendors})`,
            organisation_id: asker.organisationId ?? '',
            least: 'x',
          })
          .execute(),
      ),
    ).rejects.toThrow('kernel.notAllowed')
  })
  it('a delegation does not move to another table, nor to another constituency', async () => {
    await expect(
      as('berta', async (tx, asker) => {
        const own = await ownDelegation(tx, asker, id)
        await tx
          .updateTable('dialogue.delegation')
          .set({ constituency: 'academia' })
          .where('id', '=', own?.id ?? '')
          .execute()
      }),
    ).rejects.toThrow('kernel.notAllowed')
  })
  it('the coordinator makes no draft in the name of a party, and does not disclose for it', async () => {
    await expect(
      as('lucia', async (tx, asker) => {
        const theirs = await seat(tx, asker, village.organisations.vendors)
        await makeOffer(tx, asker, await negotiationById(tx, asker, id), await point(tx, asker), theirs, {
          words: text('x'),
          answersId: null,
          roundId: null,
          sentOn: null,
        })
      }),
    ).rejects.toThrow('kernel.notAllowed')
    await expect(
      as('lucia', (tx) => tx.updateTable('dialogue.delegation').set({ discloses: true }).execute()),
    ).rejects.toThrow('kernel.notAllowed')
  })

  describe('once the delegation discloses', () => {
    beforeAll(() =>
      as('berta', async (tx, asker) => {
        const own = await ownDelegation(tx, asker, id)
        if (own) await disclose(tx, asker, own, true)
      }),
    )
    afterAll(() =>
      as('berta', async (tx, asker) => {
        const own = await ownDelegation(tx, asker, id)
        if (own) await disclose(tx, asker, own, false)
      }),
    )
    it('the coordinator reads its limits and its draft, and nobody else does', async () => {
      const read = (tx: ReadTx, asker: Asker) =>
        Promise.all([
          concessionsOf(tx, asker, id).then((limits) => limits.map(({ least }) => least)),
          pointsOf(tx, asker, id).then((points) => points[0]?.offers.length),
        ])
      expect(await sees('lucia', read)).toEqual([[secret], 1])
      for (const person of ['ana', 'tomas', 'joan', 'ofelia'] as const)
        expect(await sees(person, read)).toEqual([[], 0])
    })
  })

  it('two who rewrite one draft: the second is told, and nothing is lost', async () => {
    await as('berta', async (tx, asker) => {
      const [offer] = (await point(tx, asker)).offers
      if (!offer) throw new Error('Berta reads her draft')
      await changeOffer(tx, asker, offer, 1, text('Ciento diez lugares fijos'))
      await expect(changeOffer(tx, asker, offer, 1, text('Cien lugares'))).rejects.toThrow('kernel.conflict')
      expect(said((await point(tx, asker)).offers[0]?.words ?? text(''), 'es')).toBe(
        'Ciento diez lugares fijos',
      )
    })
  })

  it('sent, it is read by the table, and stays as it was said', async () => {
    await as('berta', async (tx, asker) => {
      const [offer] = (await point(tx, asker)).offers
      if (!offer) throw new Error('no offer')
      await sendOffer(tx, asker, await negotiationById(tx, asker, id), offer, { on: day, version: 2 })
    })
    const [offer] = await sees('ofelia', async (tx, asker) => (await point(tx, asker)).offers)
    expect([offer?.kind, offer?.sentOn, said(offer?.words ?? text(''), 'es')]).toEqual([
      'demand',
      day,
      'Ciento diez lugares fijos',
    ])
    for (const person of ['berta', 'lucia'] as const)
      await expect(
        as(person, (tx) =>
          tx
            .updateTable('dialogue.offer')
            .set({ words: JSON.stringify(text('Otra cosa')) })
            .execute(),
        ),
      ).rejects.toThrow('an offer that was sent is not changed')
    for (const person of ['berta', 'lucia'] as const)
      await expect(as(person, (tx) => tx.deleteFrom('dialogue.offer').execute())).rejects.toThrow(
        'is not removed',
      )
  })

  it('the last party to accept settles the point; taking that back opens it again', async () => {
    const counter = await as('ofelia', async (tx, asker) => {
      const here = await negotiationById(tx, asker, id)
      const own = await ownDelegation(tx, asker, id)
      const now = await point(tx, asker)
      const [demand] = now.offers
      if (!own || !demand) throw new Error('nothing to answer')
      await expect(
        acceptOffer(tx, asker, now, demand, await seat(tx, asker, village.organisations.vendors), day),
      ).rejects.toThrow()
      const made = await makeOffer(tx, asker, here, now, own, {
        words: text('Ochenta lugares fijos'),
        answersId: demand.id,
        roundId: null,
        sentOn: null,
      })
      const draft = (await point(tx, asker)).offers.find((one) => one.id === made)
      if (draft) await sendOffer(tx, asker, here, draft, { on: day, version: 1 })
      return made
    })
    await as('berta', async (tx, asker) => {
      const [now, own] = [await point(tx, asker), await ownDelegation(tx, asker, id)]
      const offer = now.offers.find((one) => one.id === counter)
      if (!offer || !own) throw new Error('no counter-offer')
      expect(offer.kind).toBe('counter_offer')
      await acceptOffer(tx, asker, now, offer, own, day)
      const settled = await point(tx, asker)
      expect([settled.state, settled.agreedOfferId]).toEqual(['agreed', counter])
      await expect(withdrawOffer(tx, asker, settled, offer, day)).rejects.toThrow('negotiation.agreedAlready')
      await takeBackAcceptance(tx, asker, await negotiationById(tx, asker, id), offer, own)
      expect((await point(tx, asker)).state).toBe('open')
      await acceptOffer(tx, asker, await point(tx, asker), offer, own, day)
    })
  })

  it('who spoke keeps her seat, and with every point settled the negotiation is concluded', async () => {
    await as('lucia', async (tx, asker) => {
      await expect(
        removeDelegation(tx, asker, await seat(tx, asker, village.organisations.vendors)),
      ).rejects.toThrow('negotiation.spokeAlready')
      const state = await stepNegotiation(tx, asker, await negotiationById(tx, asker, id), 'conclude', {
        on: day,
      })
      expect(state).toBe('concluded')
    })
    await expect(
      as('lucia', async (tx, asker) =>
        stepNegotiation(tx, asker, await negotiationById(tx, asker, id), 'break_off', {
          on: day,
        }),
      ),
    ).rejects.toThrow('dialogue.step')
  })
})
