import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../test/database.ts'
import { audience, draft, inventKinds, type Kind, put } from './fixtures/kinds.ts'
import { type PersonName, settle, type Village } from './fixtures/people.ts'
import { newId } from './id.ts'
import { addRecord, type CitableRecord, changeRecord, type Revision, versionOf } from './record.ts'
import { reword, said } from './text.ts'
import { confirm, type LinkKind, linkRecords, staleMarks, walk } from './thread.ts'
import { type Entrance, read, write } from './transaction.ts'

const problem = (code: string, status?: number) =>
  expect.objectContaining({ name: 'Problem', code, ...(status ? { status } : {}) })

onBothServers('records and their threads', (fresh) => {
  let at: FreshDatabase
  let here: Village
  let turn = 0
  beforeAll(async () => {
    at = await fresh()
  })
  afterAll(() => at.drop())
  beforeEach(async () => {
    turn += 1
    here = await settle(at.database.kysely, `village-${turn}`)
    await inventKinds(here)
  })

  const lucia = () => here.as('lucia')
  const link = (record: string, basis: string, kind: LinkKind = 'supports', who: Entrance = lucia()) =>
    write(here.db, who, (tx, asker) => linkRecords(tx, asker, { record, basis, kind }))
  const change = (
    record: CitableRecord,
    version: number,
    more: Partial<CitableRecord> = {},
    who = lucia(),
    reason?: Revision,
  ) => write(here.db, who, (tx, asker) => changeRecord(tx, asker, { ...record, ...more }, version, reason))
  const steps = (id: string, direction: 'basis' | 'supports', who: Entrance = lucia()) =>
    read(here.db, who, (tx, asker) => walk(tx, asker, id, direction))
  const names = async (id: string, direction: 'basis' | 'supports', who?: Entrance) =>
    (await steps(id, direction, who)).map((step) => said(step.title, 'es'))
  const marksOf = (id: string, who: Entrance = lucia()) =>
    read(here.db, who, (tx, asker) => staleMarks(tx, asker, id))

  /** `a ← b ← c …`: each rests on the one before. */
  async function chain(...of: readonly CitableRecord[]): Promise<void> {
    for (const [i, record] of of.entries()) {
      const basis = of[i - 1]
      if (basis)
        await write(here.db, here.system, (tx, asker) =>
          linkRecords(tx, asker, { record: record.id, basis: basis.id, kind: 'supports' }),
        )
    }
  }
  const several = (kind: Kind, count: number, more: Partial<CitableRecord> = {}) =>
    Promise.all(
      Array.from({ length: count }, (_, i) => put(here, here.system, kind, `${kind} ${i + 1}`, more)),
    )

  describe('versions', () => {
    test('a change over an older version is refused and changes nothing', async () => {
      const record = await put(here, lucia(), 'sighting', 'Uno')
      expect(await change(record, 1, { snapshot: { words: 'Dos' } })).toBe(2)
      await expect(change(record, 1, { snapshot: { words: 'Otra' } })).rejects.toMatchObject({
        code: 'kernel.conflict',
        status: 409,
        values: { version: 1, now: 2 },
      })
      const kept = await read(here.db, lucia(), (tx, asker) => versionOf(tx, asker, record.id, 2))
      expect(kept).toEqual({ words: 'Dos' })
    })

    test('of two that change it at the same moment one gets through', async () => {
      const record = await put(here, lucia(), 'sighting', 'Uno')
      const both = await Promise.allSettled([change(record, 1), change(record, 1, {}, here.as('ana'))])
      expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('each is kept as it was said, and a version that never was is not found', async () => {
      const record = await put(here, lucia(), 'sighting', 'Uno')
      await change(record, 1, { snapshot: { words: 'Dos' } })
      const said = (version: number) =>
        read(here.db, lucia(), (tx, asker) => versionOf(tx, asker, record.id, version))
      expect([await said(1), await said(2)]).toEqual([{ words: 'Uno' }, { words: 'Dos' }])
      await expect(said(3)).rejects.toEqual(problem('kernel.notFound', 404))
    })

    test('a change keeps what it does not speak of: audience, owner, endorsement', async () => {
      const record = await put(here, here.as('rosa'), 'plea', 'Uno', {
        organisationId: here.organisations.domestic,
        audienceId: await audience(here, 'organisation', [here.organisations.domestic]),
        endorsed: true,
      })
      const { organisationId: _o, audienceId: _a, endorsed: _e, ...title } = record
      await change({ ...title, title: reword(record.title, 'es', 'Dos') }, 1, {}, here.as('rosa'))
      const row = await read(here.db, here.as('rosa'), (tx) =>
        tx
          .selectFrom('kernel.record')
          .select(['organisation_id', 'audience_id', 'endorsed', 'title'])
          .where('id', '=', record.id)
          .executeTakeFirstOrThrow(),
      )
      expect(row).toEqual({
        organisation_id: record.organisationId,
        audience_id: record.audienceId,
        endorsed: true,
        title: { source: 'es', es: { text: 'Dos' } },
      })
      const { rows } = await read(here.db, here.stranger, (tx) =>
        sql`select 1 from kernel.search_entry where id = ${record.id}`.execute(tx),
      )
      expect(rows).toEqual([])
    })

    test('what fails half-way leaves nothing: neither record nor version nor log', async () => {
      const record = draft('sighting', 'Uno')
      await expect(
        write(here.db, lucia(), async (tx, asker) => {
          await addRecord(tx, asker, record)
          throw new Error('the part failed')
        }),
      ).rejects.toThrow('the part failed')
      const left = await read(here.db, here.system, async (tx) => [
        ...(await tx.selectFrom('kernel.record').select('id').where('id', '=', record.id).execute()),
        ...(await tx.selectFrom('kernel.event').select('id').where('subject_id', '=', record.id).execute()),
        ...(await tx.selectFrom('kernel.search_entry').select('id').where('id', '=', record.id).execute()),
      ])
      expect(left).toEqual([])
    })

    test('the log says who made which version, and nothing of what it said', async () => {
      const record = await put(here, lucia(), 'sighting', 'Uno')
      await change(record, 1, {}, here.as('ana'))
      const events = await read(here.db, lucia(), (tx) =>
        tx.selectFrom('kernel.event').selectAll().where('subject_id', '=', record.id).orderBy('id').execute(),
      )
      expect(events).toMatchObject([
        { member_id: here.members.lucia, action: 'created', subject_version: 1 },
        { member_id: here.members.ana, action: 'changed', subject_version: 2 },
      ])
      expect(JSON.stringify(events)).not.toContain('Uno')
    })

    test('it is found by its words in both languages, with and without accents, in its newest wording', async () => {
      const record = await put(here, lucia(), 'sighting', 'Informalidad en la construcción')
      await change(
        {
          ...record,
          title: reword(
            reword(record.title, 'es', 'Empleo en la construcción'),
            'en',
            'Construction workers',
          ),
        },
        1,
      )
      const find = async (words: string) => {
        const { rows } = await read(here.db, lucia(), (tx) =>
          sql<{
            id: string
          }>`select id from kernel.search_entry where kind = 'sighting' and (words @@ websearch_to_tsquery('kernel.es', ${words}) or words @@ websearch_to_tsquery('kernel.en', ${words}))`.execute(
            tx,
          ),
        )
        return rows.length
      }
      expect([await find('construccion'), await find('worker'), await find('informalidad')]).toEqual([
        1, 1, 0,
      ])
    })
  })

  describe('a link', () => {
    test('to what one does not see, to what is not there, or on what one may not write, is refused', async () => {
      const mine = await put(here, here.as('rosa'), 'plea', 'Nuestra', {
        organisationId: here.organisations.domestic,
      })
      const hidden = await put(here, here.as('berta'), 'plea', 'Suya', {
        organisationId: here.organisations.vendors,
      })
      const open = await put(here, lucia(), 'sighting', 'Un dato')
      await expect(link(mine.id, hidden.id, 'supports', here.as('rosa'))).rejects.toEqual(
        problem('kernel.notFound', 404),
      )
      await expect(link(mine.id, here.workspaceId, 'supports', here.as('rosa'))).rejects.toEqual(
        problem('kernel.notFound'),
      )
      await expect(link(open.id, mine.id, 'supports', here.as('rosa'))).rejects.toEqual(
        problem('kernel.notAllowed', 403),
      )
      await link(mine.id, open.id, 'supports', here.as('rosa'))
      expect(await names(mine.id, 'basis', here.as('rosa'))).toEqual(['Un dato'])
    })

    test('to itself or round in a circle is refused', async () => {
      const [a, b, c] = (await several('sighting', 3)) as [CitableRecord, CitableRecord, CitableRecord]
      await chain(a, b, c)
      await expect(link(a.id, a.id)).rejects.toEqual(problem('kernel.circle'))
      await expect(link(a.id, c.id)).rejects.toEqual(problem('kernel.circle'))
    })

    test('made twice is one', async () => {
      const [a, b] = (await several('sighting', 2)) as [CitableRecord, CitableRecord]
      await link(b.id, a.id)
      await link(b.id, a.id)
      expect(await names(b.id, 'basis')).toEqual(['sighting 1'])
    })

    test('pins the version it cites', async () => {
      const [a, b] = (await several('sighting', 2)) as [CitableRecord, CitableRecord]
      await change(a, 1)
      await link(b.id, a.id, 'quotes')
      await change(a, 2)
      expect(await steps(b.id, 'basis')).toMatchObject([
        { id: a.id, citedVersion: 2, version: 3, link: 'quotes', distance: 1, via: b.id },
      ])
    })
  })

  describe('a thread', () => {
    test('is walked both ways in one query each', async () => {
      const [a, b, c, d] = (await several('sighting', 4)) as [
        CitableRecord,
        CitableRecord,
        CitableRecord,
        CitableRecord,
      ]
      await chain(a, b, d)
      await chain(a, c, d)
      const asked: string[] = []
      await read(here.db, lucia(), async (tx, asker) => {
        const counting = new Proxy(tx, {
          get: (of, name) => {
            if (name !== 'getExecutor') return Reflect.get(of, name)
            return () => {
              asked.push('query')
              return of.getExecutor()
            }
          },
        })
        await walk(counting, asker, d.id, 'basis')
      })
      expect(asked).toHaveLength(1)
      expect(await names(d.id, 'basis')).toEqual(
        expect.arrayContaining(['sighting 1', 'sighting 2', 'sighting 3']),
      )
      const up = await steps(a.id, 'supports')
      expect(up.map((step) => [step.distance, said(step.title, 'es'), step.via])).toEqual(
        expect.arrayContaining([
          [1, 'sighting 2', a.id],
          [1, 'sighting 3', a.id],
          [2, 'sighting 4', b.id],
          [2, 'sighting 4', c.id],
        ]),
      )
      expect(up).toHaveLength(4)
      expect(up.map((step) => step.distance)).toEqual([1, 1, 2, 2])
    })

    test('is not walked through what one does not see', async () => {
      const figure = await put(here, lucia(), 'sighting', 'Cifra', { audienceId: here.everybody })
      const secret = await put(here, here.as('rosa'), 'plea', 'Secreta', {
        organisationId: here.organisations.domestic,
      })
      const open = await put(here, here.as('berta'), 'plea', 'Abierta', {
        organisationId: here.organisations.vendors,
        audienceId: here.everybody,
      })
      await chain(figure, secret, open)
      expect(await names(figure.id, 'supports', here.as('rosa'))).toEqual(['Secreta', 'Abierta'])
      expect(await names(figure.id, 'supports', here.as('berta'))).toEqual([])
      expect(await names(open.id, 'basis', here.stranger)).toEqual([])
    })

    test('of two thousand records is walked to its end', async () => {
      const ids = Array.from({ length: 2001 }, () => newId())
      await write(here.db, here.system, async (tx) => {
        await sql`insert into kernel.record (workspace_id, id, kind, title, path)
          select ${here.workspaceId}::uuid, id, 'sighting', '{"source":"es","es":{"text":"x"}}', '/' from unnest(${ids}::uuid[]) id`.execute(
          tx,
        )
        await sql`insert into kernel.record_version (workspace_id, record_id, version)
          select ${here.workspaceId}::uuid, id, 1 from unnest(${ids}::uuid[]) id`.execute(tx)
        await sql`insert into kernel.link (workspace_id, id, kind, basis_id, basis_version, record_id)
          select ${here.workspaceId}::uuid, gen_random_uuid(), 'supports', (${ids}::uuid[])[n / 3 + 1], 1, (${ids}::uuid[])[n + 2]
            from generate_series(0, 1999) n`.execute(tx)
      })
      expect(await steps(ids[0] ?? '', 'supports')).toHaveLength(2000)
    })
  })

  describe('when a source changes', () => {
    /** A figure, six pleas of organisations that the changer does not see, a sighting that closes the chain. */
    async function longThread() {
      const first = await put(here, lucia(), 'sighting', 'Cifra')
      const unseen = await several('plea', 7, {
        organisationId: here.organisations.vendors,
        audienceId: await audience(here, 'organisation', [here.organisations.vendors]),
      })
      const last = await put(here, lucia(), 'sighting', 'Párrafo')
      await chain(first, ...unseen, last)
      return { first, unseen, last }
    }

    test('the mark spreads over eight links in the same transaction, through what the changer does not see', async () => {
      const { first, unseen, last } = await longThread()
      expect(await names(first.id, 'supports', here.as('ana'))).toEqual([])
      await write(here.db, here.as('ana'), async (tx, asker) => {
        await changeRecord(tx, asker, first, 1)
        expect(await staleMarks(tx, asker, last.id)).toMatchObject([
          { sourceId: first.id, sourceVersion: 2, reason: 'revised', effect: 'stale' },
        ])
        // The right to see all was lent to the marking alone.
        const { rows } = await sql`select kernel.role() as role`.execute(tx)
        expect(rows).toEqual([{ role: 'assistant' }])
        expect(
          await tx
            .selectFrom('kernel.record')
            .select('id')
            .where('id', '=', unseen[0]?.id ?? '')
            .execute(),
        ).toEqual([])
      })
      for (const one of unseen) expect(await marksOf(one.id, here.as('berta'))).toHaveLength(1)
      expect(await marksOf(first.id)).toEqual([])
    })

    test('nothing is marked if the change does not land', async () => {
      const { first, last } = await longThread()
      await expect(
        write(here.db, lucia(), async (tx, asker) => {
          await changeRecord(tx, asker, first, 1)
          throw new Error('later')
        }),
      ).rejects.toThrow('later')
      expect(await marksOf(last.id)).toEqual([])
    })

    test.each(['revised', 'replaced', 'withdrawn', 'amended'] as const)(
      'the mark says it was %s',
      async (reason) => {
        const [a, b] = (await several('sighting', 2)) as [CitableRecord, CitableRecord]
        await chain(a, b)
        await change(a, 1, {}, lucia(), reason)
        expect(await marksOf(b.id)).toMatchObject([{ reason }])
      },
    )

    test('what rests on another thing is not marked', async () => {
      const [a, b, c] = (await several('sighting', 3)) as [CitableRecord, CitableRecord, CitableRecord]
      await chain(a, b)
      await chain(a, c)
      await change(b, 1)
      expect([await marksOf(a.id), await marksOf(c.id)]).toEqual([[], []])
    })

    test('what others endorsed shows the team that its basis was revised, and nobody else; the mark passes through', async () => {
      const figure = await put(here, lucia(), 'sighting', 'Cifra')
      const endorsed = await put(here, here.as('rosa'), 'plea', 'Avalada', {
        organisationId: here.organisations.domestic,
        audienceId: here.everybody,
        endorsed: true,
      })
      const prose = await put(here, lucia(), 'sighting', 'Párrafo', { audienceId: here.everybody })
      await chain(figure, endorsed, prose)
      await change(figure, 1)
      const effects = async (id: string, who?: Entrance) =>
        (await marksOf(id, who)).map((mark) => mark.effect)
      for (const person of ['lucia', 'ana', 'tomas', 'vera', 'joan'] as const)
        expect([person, await effects(endorsed.id, here.as(person))]).toEqual([person, ['basis_revised']])
      for (const person of ['rosa', 'berta', 'ofelia', 'dan'] as const)
        expect([person, await effects(endorsed.id, here.as(person))]).toEqual([person, []])
      expect(await effects(endorsed.id, here.stranger)).toEqual([])
      expect(await effects(prose.id)).toEqual(['stale'])
      const markIn = async (person: PersonName) =>
        (await steps(figure.id, 'supports', here.as(person))).map((step) => step.mark)
      expect(await markIn('lucia')).toEqual(['basis_revised', 'stale'])
      expect(await markIn('rosa')).toEqual([null, 'stale'])
    })

    test('a mark whose source one does not see is still shown, without its name', async () => {
      const hidden = await put(here, here.as('berta'), 'plea', 'Suya', {
        organisationId: here.organisations.vendors,
        audienceId: await audience(here, 'organisation', [here.organisations.vendors]),
      })
      const prose = await put(here, lucia(), 'sighting', 'Párrafo')
      await chain(hidden, prose)
      await change(hidden, 1, {}, here.as('berta'))
      expect(await marksOf(prose.id)).toMatchObject([
        { sourceId: hidden.id, sourceTitle: null, sourceVersion: 2 },
      ])
    })
  })

  describe('a person confirms', () => {
    async function marked() {
      const [a, b, c] = (await several('sighting', 3)) as [CitableRecord, CitableRecord, CitableRecord]
      await chain(a, b, c)
      await change(a, 1)
      return { a, b, c }
    }
    const settle_ = (record: string, source: string, who: Entrance = lucia(), version?: number) =>
      write(here.db, who, (tx, asker) => confirm(tx, asker, record, source, version))

    test('only if she may write the record', async () => {
      const { a, b } = await marked()
      await expect(settle_(b.id, a.id, here.as('joan'))).rejects.toEqual(problem('kernel.notAllowed', 403))
      await expect(settle_(b.id, a.id, here.stranger)).rejects.toEqual(problem('kernel.notFound', 404))
      expect(await marksOf(b.id)).toHaveLength(1)
    })

    test('only what is marked, and only the version that she read', async () => {
      const { a, b } = await marked()
      await expect(settle_(a.id, b.id)).rejects.toEqual(problem('kernel.notFound', 404))
      await change(a, 2)
      await expect(settle_(b.id, a.id, lucia(), 2)).rejects.toEqual(problem('kernel.conflict', 409))
      expect(await marksOf(b.id)).toHaveLength(1)
      await settle_(b.id, a.id, lucia(), 3)
      expect(await marksOf(b.id)).toEqual([])
    })

    test('and her record cites the source as it stands, while what rests on it waits for its own people', async () => {
      const { a, b, c } = await marked()
      expect((await steps(b.id, 'basis'))[0]).toMatchObject({ citedVersion: 1, version: 2 })
      await settle_(b.id, a.id, here.as('ana'))
      expect((await steps(b.id, 'basis'))[0]).toMatchObject({ citedVersion: 2, version: 2 })
      expect([await marksOf(b.id), (await marksOf(c.id)).length]).toEqual([[], 1])
      await change(a, 2)
      expect((await marksOf(b.id)).length).toBe(1)
    })

    test('marks wait in the order in which they came, and a second change does not make one younger', async () => {
      const { a, b } = await marked()
      const [before] = await marksOf(b.id)
      await change(a, 2, {}, lucia(), 'withdrawn')
      expect(await marksOf(b.id)).toMatchObject([
        { since: before?.since, reason: 'withdrawn', sourceVersion: 3 },
      ])
    })
  })
})
