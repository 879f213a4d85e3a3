/** Refusals first: no signature without authority and base, no edit after signing, no public page without every party. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { type PersonName, settle, type Village } from '../../kernel/fixtures/people.ts'
import { reword, said, type Text, text } from '../../kernel/text.ts'
import { staleMarks } from '../../kernel/thread.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import {
  addClause,
  amendmentsOf,
  answerAmendment,
  changeClause,
  clausesOf,
  proposeAmendment,
  removeClause,
  stepAmendment,
  translateClause,
} from './clauses.ts'
import { addParty, consentToPublish, type Signatory, saveParty, signatoriesOf, signParty } from './parties.ts'
import { addAgreement, agreementById, agreementsOf, publish, stepAgreement } from './store.ts'

const day = '2026-03-02'
const fields = {
  title: text('Convenio del corredor Ejemplo', 'Example corridor agreement'),
  legalNature: 'coordination_agreement',
  legalBasis: '',
  authoritative: 'es',
  validFrom: null,
  validTo: null,
  platformId: null,
  placeId: null,
  workerGroupId: null,
} as const

onBothServers('an agreement', (fresh) => {
  let database: FreshDatabase
  let village: Village
  let id: string
  const as = <T>(person: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>) =>
    write(village.db, village.as(person), work)
  const sees = <T>(person: PersonName, work: (tx: ReadTx, asker: Asker) => Promise<T>) =>
    read(village.db, village.as(person), work)
  const now = (tx: ReadTx, asker: Asker) => agreementById(tx, asker, id)
  const party = async (tx: ReadTx, asker: Asker, organisationId: string): Promise<Signatory> => {
    const found = (await signatoriesOf(tx, asker, id)).find((one) => one.organisationId === organisationId)
    if (!found) throw new Error('no party')
    return found
  }
  const first = async (tx: ReadTx, asker: Asker) => {
    const [clause] = await clausesOf(tx, asker, id)
    if (!clause) throw new Error('no clause')
    return clause
  }
  const step = (name: string, reason = '') =>
    as('lucia', async (tx, asker) =>
      stepAgreement(tx, asker, await now(tx, asker), name, { on: day, reason }),
    )

  beforeAll(async () => {
    database = await fresh()
    village = await settle(database.database.kysely, 'convenio')
    id = await as('lucia', async (tx, asker) => {
      const made = await addAgreement(tx, asker, fields)
      for (const [organisationId, constituency] of [
        [village.organisations.vendors, 'workers'],
        [village.organisations.ministry, 'authority'],
      ] as const)
        await addParty(tx, asker, made, { organisationId, constituency })
      const agreement = await agreementById(tx, asker, made)
      await addClause(tx, asker, agreement, {
        number: '1',
        words: text('Ochenta lugares fijos.', 'Eighty fixed pitches.'),
      })
      await addClause(tx, asker, agreement, { number: '2', words: text('Baños limpios cada día.') })
      return made
    })
  })
  afterAll(() => database.drop())

  it.each(['rosa', 'vera'] as const)('%s, who is no party, does not find it', async (person) => {
    expect(await sees(person, agreementsOf)).toEqual([])
    await expect(sees(person, now)).rejects.toThrow('kernel.notFound')
  })
  it.each(['tomas', 'joan', 'berta', 'ofelia', 'dan'] as const)(
    '%s reads it and writes nothing of it',
    async (person) => {
      expect(said((await sees(person, now)).title, 'es')).toBe('Convenio del corredor Ejemplo')
      for (const work of [
        async (tx: WriteTx, asker: Asker) => addAgreement(tx, asker, fields),
        async (tx: WriteTx, asker: Asker) =>
          addClause(tx, asker, await now(tx, asker), { number: '9', words: text('x') }),
        async (tx: WriteTx, asker: Asker) =>
          stepAgreement(tx, asker, await now(tx, asker), 'close', { on: day, reason: '' }),
        async (tx: WriteTx, asker: Asker) =>
          addParty(tx, asker, id, {
            organisationId: village.organisations.domestic,
            constituency: 'workers',
          }),
      ])
        await expect(as(person, work)).rejects.toThrow('kernel.notAllowed')
    },
  )
  it('the public finds nothing of it', async () => {
    expect(await read(village.db, village.stranger, agreementsOf)).toEqual([])
  })

  it('two who write one clause: the second is told, and the first text stands', async () => {
    await as('lucia', async (tx, asker) => {
      const clause = await first(tx, asker)
      await changeClause(tx, asker, await now(tx, asker), clause, 1, {
        number: '1',
        words: reword(clause.words, 'es', 'Ochenta y dos lugares fijos.'),
      })
    })
    await expect(
      as('ana', async (tx, asker) => {
        const clause = await first(tx, asker)
        await changeClause(tx, asker, await now(tx, asker), clause, 1, { number: '1', words: text('Otra') })
      }),
    ).rejects.toThrow('kernel.conflict')
    expect(said((await sees('lucia', first)).words, 'es')).toBe('Ochenta y dos lugares fijos.')
  })

  it('nobody signs a draft, and no party signs without what binds it', async () => {
    const sign = (person: PersonName, organisationId: string) =>
      as(person, async (tx, asker) =>
        signParty(tx, asker, await now(tx, asker), await party(tx, asker, organisationId), day),
      )
    await expect(sign('lucia', village.organisations.vendors)).rejects.toThrow('agreements.notClosed')
    await step('close')
    await expect(sign('lucia', village.organisations.vendors)).rejects.toThrow('agreements.lacks.authority')
    await expect(step('sign')).rejects.toThrow('agreements.notAllSigned')
    await as('berta', async (tx, asker) => {
      const own = await party(tx, asker, village.organisations.vendors)
      await saveParty(tx, asker, own, { ...own, authority: 'vote', authorityOn: day }, 'Berta Luna')
    })
    await expect(sign('berta', village.organisations.vendors)).rejects.toThrow('agreements.lacks.report_back')
    // Another party's people write nothing of it.
    await expect(
      as('ofelia', async (tx, asker) => {
        const theirs = await party(tx, asker, village.organisations.vendors)
        await saveParty(tx, asker, theirs, { ...theirs, reportBack: 'accepted', reportBackOn: day })
      }),
    ).rejects.toThrow('kernel.notAllowed')
    await as('berta', async (tx, asker) => {
      const own = await party(tx, asker, village.organisations.vendors)
      await saveParty(tx, asker, own, { ...own, reportBack: 'accepted', reportBackOn: day })
    })
    await sign('berta', village.organisations.vendors)
    await expect(step('sign')).rejects.toThrow('agreements.notAllSigned')
  })
  it('names of who signs are read by their own people and the team, by nobody else', async () => {
    const names = (tx: ReadTx, asker: Asker) =>
      signatoriesOf(tx, asker, id).then((all) => all.map((one) => one.names))
    expect(await sees('berta', names)).toEqual(['Berta Luna', null])
    expect(await sees('lucia', names)).toEqual(['Berta Luna', null])
    for (const person of ['ofelia', 'tomas', 'joan', 'dan'] as const)
      expect(await sees(person, names)).toEqual([null, null])
  })
  it('by SQL alone nothing stands signed that lacks something', async () => {
    await expect(
      as('lucia', (tx) =>
        tx.updateTable('dialogue.agreement').set({ state: 'signed', signed_on: day }).execute(),
      ),
    ).rejects.toThrow('an agreement is signed by two parties or more')
  })
  it('a text that is opened again is signed anew', async () => {
    await step('reopen')
    expect(
      await sees('lucia', (tx, asker) =>
        signatoriesOf(tx, asker, id).then((all) => all.map((one) => one.signedOn)),
      ),
    ).toEqual([null, null])
    await step('close')
  })
  it('stands once every party has signed, on the day of the last signature', async () => {
    await as('lucia', async (tx, asker) => {
      const office = await party(tx, asker, village.organisations.ministry)
      await saveParty(tx, asker, office, { ...office, authority: 'legal_powers', authorityOn: day })
    })
    for (const [organisationId, on] of [
      [village.organisations.vendors, '2026-03-05'],
      [village.organisations.ministry, '2026-03-04'],
    ] as const)
      await as('lucia', async (tx, asker) =>
        signParty(tx, asker, await now(tx, asker), await party(tx, asker, organisationId), on),
      )
    expect(await step('sign')).toBe('signed')
    expect((await sees('dan', now)).signedOn).toBe('2026-03-05')
  })

  describe('after signing', () => {
    it('no clause is edited, added or taken out, by no function and by no statement', async () => {
      await expect(
        as('lucia', async (tx, asker) => {
          const clause = await first(tx, asker)
          await changeClause(tx, asker, await now(tx, asker), clause, clause.version, {
            number: '1',
            words: text('x'),
          })
        }),
      ).rejects.toThrow('agreements.notDraft')
      await expect(
        as('lucia', async (tx, asker) =>
          removeClause(tx, asker, await now(tx, asker), await first(tx, asker)),
        ),
      ).rejects.toThrow('agreements.notDraft')
      await expect(
        as('lucia', (tx) =>
          tx
            .updateTable('dialogue.clause')
            .set({ words: JSON.stringify(text('x')) })
            .execute(),
        ),
      ).rejects.toThrow('amended, not edited')
      await expect(as('lucia', (tx) => tx.deleteFrom('dialogue.clause').execute())).rejects.toThrow(
        'amended, not added or removed',
      )
      await expect(
        as('lucia', (tx) =>
          tx.updateTable('dialogue.agreement').set({ state: 'draft', signed_on: null }).execute(),
        ),
      ).rejects.toThrow('not made a draft again')
      await expect(
        as('lucia', (tx) => tx.updateTable('dialogue.signatory').set({ authority: 'consensus' }).execute()),
      ).rejects.toThrow('stays as it was')
    })
    it('a missing translation is still written beside the authoritative words', async () => {
      await as('ana', async (tx, asker) => {
        const clause = (await clausesOf(tx, asker, id))[1]
        if (!clause) throw new Error('no clause')
        const words: Text = reword(clause.words, 'en', 'Toilets cleaned every day.')
        await translateClause(tx, asker, await now(tx, asker), clause, clause.version, words)
      })
      expect(
        await sees('dan', (tx, asker) =>
          clausesOf(tx, asker, id).then((all) => said(all[1]?.words ?? text(''), 'en')),
        ),
      ).toBe('Toilets cleaned every day.')
      expect(await sees('lucia', staleMarks)).toEqual([])
    })
    it('an amendment changes the words once every party agrees; the words before are kept', async () => {
      const parties = [village.organisations.vendors, village.organisations.ministry]
      const amendment = await as('lucia', async (tx, asker) =>
        proposeAmendment(tx, asker, await now(tx, asker), {
          kind: 'change',
          clause: await first(tx, asker),
          after: text('Noventa lugares fijos.', 'Ninety fixed pitches.'),
          reason: 'Creció el corredor',
          on: '2026-06-01',
        }),
      )
      const one = async (tx: ReadTx, asker: Asker) => {
        const found = (await amendmentsOf(tx, asker, id)).find((other) => other.id === amendment)
        if (!found) throw new Error('no amendment')
        return found
      }
      const adopt = () =>
        as('lucia', async (tx, asker) =>
          stepAmendment(
            tx,
            asker,
            await now(tx, asker),
            parties,
            await one(tx, asker),
            'adopt',
            '2026-06-10',
          ),
        )
      await as('berta', async (tx, asker) =>
        answerAmendment(tx, asker, await one(tx, asker), {
          organisationId: parties[0] ?? '',
          answer: 'agrees',
          on: '2026-06-02',
        }),
      )
      await expect(adopt()).rejects.toThrow('agreements.notAllAgree')
      await expect(
        as('berta', async (tx, asker) =>
          answerAmendment(tx, asker, await one(tx, asker), {
            organisationId: parties[1] ?? '',
            answer: 'agrees',
            on: '2026-06-02',
          }),
        ),
      ).rejects.toThrow('kernel.notAllowed')
      await as('ofelia', async (tx, asker) =>
        answerAmendment(tx, asker, await one(tx, asker), {
          organisationId: parties[1] ?? '',
          answer: 'agrees',
          on: '2026-06-09',
        }),
      )
      expect(await adopt()).toBe('in_force')
      const kept = await sees('dan', one)
      expect([said((await sees('dan', first)).words, 'es'), kept.before && said(kept.before, 'es')]).toEqual([
        'Noventa lugares fijos.',
        'Ochenta y dos lugares fijos.',
      ])
      await expect(adopt()).rejects.toThrow('dialogue.step')
    })
    it('is public only while every party agrees', async () => {
      const publicly = (tx: ReadTx, asker: Asker) =>
        Promise.all([agreementsOf(tx, asker), clausesOf(tx, asker, id), signatoriesOf(tx, asker, id)])
      const open = () => as('lucia', async (tx, asker) => publish(tx, asker, await now(tx, asker), true))
      await as('berta', async (tx, asker) =>
        consentToPublish(tx, asker, await party(tx, asker, village.organisations.vendors), day),
      )
      await expect(open()).rejects.toThrow('agreements.notAllPublish')
      await expect(
        as('lucia', (tx) => tx.updateTable('dialogue.agreement').set({ published_at: sql`now()` }).execute()),
      ).rejects.toThrow('public only when every party agrees')
      await as('ofelia', async (tx, asker) =>
        consentToPublish(tx, asker, await party(tx, asker, village.organisations.ministry), day),
      )
      await open()
      const [agreements, clauses, signatories] = await read(village.db, village.stranger, publicly)
      expect([agreements.length, clauses.length]).toEqual([1, 2])
      expect(signatories.map(({ organisation, names }) => [said(organisation.name, 'es'), names])).toEqual([
        ['Unión de comerciantes', null],
        ['Secretaría del Trabajo', null],
      ])
      // One party takes its consent back: the page is gone at once.
      await as('berta', async (tx, asker) =>
        consentToPublish(tx, asker, await party(tx, asker, village.organisations.vendors), null),
      )
      expect(await read(village.db, village.stranger, publicly)).toEqual([[], [], []])
      expect((await sees('lucia', now)).publishedAt).toBeNull()
    })
    it('is ended, or terminated with its reason, and that is the end', async () => {
      await expect(step('terminate')).rejects.toThrow('agreements.reasonWanted')
      expect(await step('terminate', 'La alcaldía se desistió')).toBe('terminated')
      await expect(step('sign')).rejects.toThrow('dialogue.step')
    })
  })
})
