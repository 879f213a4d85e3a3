import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../test/database.ts'
import { audience, inventKinds, put } from './fixtures/kinds.ts'
import { type PersonName, settle, type Village } from './fixtures/people.ts'
import { newId } from './id.ts'
import { addRecord, changeRecord, versionOf } from './record.ts'
import { asProgram, type Entrance, nowhere, read, write } from './transaction.ts'

const problem = (code: string, status?: number) =>
  expect.objectContaining({ name: 'Problem', code, ...(status ? { status } : {}) })

onBothServers('who sees and writes what', (fresh) => {
  let at: FreshDatabase
  let here: Village
  let elsewhere: Village
  beforeAll(async () => {
    at = await fresh()
    here = await settle(at.database.kysely, 'here')
    elsewhere = await settle(at.database.kysely, 'elsewhere')
    await inventKinds(here)
  })
  afterAll(() => at.drop())

  const seenBy = (who: Entrance, ids: readonly string[]): Promise<string[]> =>
    read(here.db, who, async (tx) => {
      const rows = await tx.selectFrom('kernel.record').select('id').where('id', 'in', ids).execute()
      return ids.filter((id) => rows.some((row) => row.id === id))
    })
  const everyone: PersonName[] = ['lucia', 'ana', 'tomas', 'vera', 'joan', 'rosa', 'berta', 'ofelia', 'dan']
  const whoSees = async (id: string): Promise<string[]> => {
    const found: string[] = []
    for (const person of everyone) if ((await seenBy(here.as(person), [id])).length > 0) found.push(person)
    return found
  }

  describe('outside of a transaction that has entered', () => {
    test('a query sees no row of any table of a workspace', async () => {
      await put(here, here.as('lucia'), 'sighting', 'Un dato')
      const { rows: tables } = await sql<{ name: string }>`
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
         where c.relkind in ('r', 'p') and n.nspname not in ('auth', 'platform', 'pgboss')`.execute(here.db)
      expect(tables.length).toBeGreaterThan(10)
      for (const { name } of [...tables, { name: 'kernel.workspace' }]) {
        const { rows } = await sql`select 1 from ${sql.raw(name)} limit 1`.execute(here.db)
        expect([name, rows]).toEqual([name, []])
      }
    })

    test('nothing can be written', async () => {
      const row = {
        workspace_id: here.workspaceId,
        id: newId(),
        kind: 'team',
        name: '{"source":"es","es":{"text":"x"}}',
      }
      await expect(here.db.insertInto('kernel.audience').values(row).execute()).rejects.toThrow(
        /row-level security/,
      )
      const changed = await here.db
        .updateTable('kernel.workspace')
        .set({ minimum_cases: 0 })
        .executeTakeFirst()
      expect(changed.numUpdatedRows).toBe(0n)
    })

    test('a transaction leaves nothing behind on its connection', async () => {
      await read(here.db, here.as('lucia'), async () => {})
      for (let i = 0; i < 10; i++) {
        const { rows } = await sql`select kernel.role() as role, kernel.workspace_id() as workspace`.execute(
          here.db,
        )
        expect(rows).toEqual([{ role: null, workspace: null }])
      }
    })
  })

  describe('an account of another workspace', () => {
    const asStranger = (): Entrance => ({
      workspaceId: here.workspaceId,
      accountId: elsewhere.accounts.lucia,
    })

    test('is the public here, even if it coordinates there', async () => {
      const asker = await read(here.db, asStranger(), async (_, who) => who)
      expect(asker).toMatchObject({ role: 'public', memberId: null, organisationId: null })
    })

    test('sees no record, member or event of this one, and writes none', async () => {
      const { id } = await put(here, here.as('lucia'), 'sighting', 'Un dato')
      expect(await seenBy(asStranger(), [id])).toEqual([])
      expect(await seenBy(elsewhere.as('lucia'), [id])).toEqual([])
      const found = await read(here.db, asStranger(), async (tx) => [
        ...(await tx.selectFrom('kernel.member').select('id').execute()),
        ...(await tx.selectFrom('kernel.event').select('id').execute()),
      ])
      expect(found).toEqual([])
      await expect(put(here, asStranger(), 'sighting', 'Ajeno')).rejects.toEqual(
        problem('kernel.notAllowed', 403),
      )
    })

    test('cannot write into this workspace from its own', async () => {
      const foreign = write(elsewhere.db, elsewhere.as('lucia'), (tx, asker) =>
        addRecord(
          tx,
          { ...asker, workspaceId: here.workspaceId },
          {
            id: newId(),
            kind: 'sighting',
            title: { source: 'es', es: { text: 'Ajeno' } },
            path: '/x',
            snapshot: {},
          },
        ),
      )
      await expect(foreign).rejects.toEqual(problem('kernel.notAllowed'))
    })
  })

  describe('a removed member', () => {
    test('is the public from the next request on', async () => {
      const set = (deleted: Date | null) =>
        write(here.db, here.as('lucia'), (tx) =>
          tx
            .updateTable('kernel.member')
            .set({ deleted_at: deleted })
            .where('id', '=', here.members.dan)
            .execute(),
        )
      await set(new Date())
      const role = () => read(here.db, here.as('dan'), async (_, asker) => asker.role)
      expect(await role()).toBe('public')
      await set(null)
      expect(await role()).toBe('donor')
    })
  })

  describe('who only reads', () => {
    test.each(['vera', 'joan', 'rosa', 'ofelia', 'dan'] as const)(
      '%s cannot add or change evidence',
      async (person) => {
        const record = await put(here, here.as('lucia'), 'sighting', 'Un dato')
        await expect(put(here, here.as(person), 'sighting', 'Otro')).rejects.toEqual(
          problem('kernel.notAllowed', 403),
        )
        const change = write(here.db, here.as(person), (tx, asker) => changeRecord(tx, asker, record, 1))
        await expect(change).rejects.toEqual(problem('kernel.notAllowed', 403))
      },
    )

    test('a reading transaction is refused any write by the database', async () => {
      const sneaky = read(here.db, here.as('lucia'), (tx) => sql`delete from kernel.event`.execute(tx))
      await expect(sneaky).rejects.toMatchObject({ code: '25006' })
    })

    test.each(['ana', 'tomas', 'joan', 'rosa', 'dan'] as const)(
      '%s sees neither members nor log, but herself',
      async (person) => {
        const found = await read(here.db, here.as(person), async (tx) => ({
          members: (await tx.selectFrom('kernel.member').select('id').execute()).map(({ id }) => id),
          events: await tx.selectFrom('kernel.event').select('id').execute(),
        }))
        expect(found).toEqual({ members: [here.members[person]], events: [] })
        const promote = write(here.db, here.as(person), (tx) =>
          tx
            .updateTable('kernel.member')
            .set({ role: 'coordinator' })
            .where('id', '=', here.members[person])
            .executeTakeFirst(),
        )
        expect((await promote).numUpdatedRows).toBe(0n)
      },
    )

    test('the log is only ever added to, by nobody in another name', async () => {
      const tamper = (work: Parameters<typeof write<unknown>>[2]) => write(here.db, here.as('lucia'), work)
      const changed = (await tamper((tx) =>
        tx.updateTable('kernel.event').set({ action: 'x' }).executeTakeFirst(),
      )) as { numUpdatedRows: bigint }
      const deleted = (await tamper((tx) => tx.deleteFrom('kernel.event').executeTakeFirst())) as {
        numDeletedRows: bigint
      }
      expect([changed.numUpdatedRows, deleted.numDeletedRows]).toEqual([0n, 0n])
      const event = (memberId: string | null) => ({
        workspace_id: here.workspaceId,
        id: newId(),
        member_id: memberId,
        action: 'x',
        subject_kind: 'x',
      })
      for (const memberId of [here.members.ana, null])
        await expect(
          tamper((tx) => tx.insertInto('kernel.event').values(event(memberId)).execute()),
        ).rejects.toEqual(problem('kernel.notAllowed'))
      const visitor = write(here.db, here.stranger, (tx) =>
        tx.insertInto('kernel.event').values(event(null)).execute(),
      )
      await expect(visitor).rejects.toEqual(problem('kernel.notAllowed'))
    })
  })

  describe('the public', () => {
    test('sees what is published and nothing else', async () => {
      const hidden = await put(here, here.as('lucia'), 'sighting', 'Interno')
      const team = await put(here, here.as('lucia'), 'sighting', 'Del equipo', { audienceId: here.team })
      const open = await put(here, here.as('lucia'), 'sighting', 'Publicado', { audienceId: here.everybody })
      expect(await seenBy(here.stranger, [hidden.id, team.id, open.id])).toEqual([open.id])
      const found = await read(here.db, here.stranger, (tx) =>
        tx.selectFrom('kernel.search_entry').select('id').where('kind', '=', 'sighting').execute(),
      )
      expect(found).toEqual([{ id: open.id }])
      expect(await whoSees(team.id)).toEqual(['lucia', 'ana', 'tomas', 'vera', 'joan'])
    })

    test('does not see what a published record said while it was private', async () => {
      const record = await put(here, here.as('lucia'), 'sighting', 'Borrador con un nombre')
      await write(here.db, here.as('lucia'), (tx, asker) =>
        changeRecord(
          tx,
          asker,
          { ...record, snapshot: { words: 'Sin nombre' }, audienceId: here.everybody },
          1,
        ),
      )
      const said = (who: Entrance, version: number) =>
        read(here.db, who, (tx, asker) => versionOf(tx, asker, record.id, version))
      expect(await said(here.stranger, 2)).toEqual({ words: 'Sin nombre' })
      await expect(said(here.stranger, 1)).rejects.toEqual(problem('kernel.notFound', 404))
      expect(await said(here.as('ana'), 1)).toEqual({ words: 'Borrador con un nombre' })
    })
  })

  describe('what an organisation demands', () => {
    const own = async (more: object = {}) =>
      put(here, here.as('rosa'), 'plea', 'Nuestra demanda', {
        organisationId: here.organisations.domestic,
        audienceId: await audience(here, 'organisation', [here.organisations.domestic]),
        ...more,
      })

    test('is seen by its own people alone while it is theirs', async () => {
      const plea = await own()
      expect(await whoSees(plea.id)).toEqual(['rosa'])
      expect(await seenBy(here.stranger, [plea.id])).toEqual([])
      await expect(
        write(here.db, here.as('berta'), (tx, asker) => changeRecord(tx, asker, plea, 1)),
      ).rejects.toEqual(problem('kernel.notFound'))
    })

    test('brought to a table is read there and by the team, and changed by its owner and the team only', async () => {
      const table = await audience(here, 'table', [here.organisations.domestic, here.organisations.vendors])
      const plea = await own({ audienceId: table })
      expect(await whoSees(plea.id)).toEqual(['lucia', 'ana', 'tomas', 'joan', 'rosa', 'berta'])
      const change = (person: PersonName, version: number) =>
        write(here.db, here.as(person), (tx, asker) => changeRecord(tx, asker, plea, version))
      for (const person of ['berta', 'tomas', 'joan'] as const)
        await expect(change(person, 1)).rejects.toEqual(problem('kernel.notAllowed'))
      expect(await change('rosa', 1)).toBe(2)
      expect(await change('ana', 2)).toBe(3)
    })

    test('published may be read by all, and still be changed by no other organisation', async () => {
      const plea = await own({ audienceId: here.everybody })
      expect(await seenBy(here.stranger, [plea.id])).toEqual([plea.id])
      for (const person of ['berta', 'ofelia', 'dan'] as const)
        await expect(
          write(here.db, here.as(person), (tx, asker) => changeRecord(tx, asker, plea, 1)),
        ).rejects.toEqual(problem('kernel.notAllowed'))
    })

    test('cannot be written in the name of another organisation', async () => {
      const forged = own({ organisationId: here.organisations.vendors })
      await expect(forged).rejects.toEqual(problem('kernel.notAllowed'))
      const plea = await own()
      const given = write(here.db, here.as('rosa'), (tx, asker) =>
        changeRecord(tx, asker, { ...plea, organisationId: here.organisations.vendors }, 1),
      )
      await expect(given).rejects.toEqual(problem('kernel.notAllowed'))
    })
  })

  test('what follows from a person’s deed is done as the program, and her role is her own again, even after a refusal', async () => {
    const roles = await write(here.db, here.as('rosa'), async (tx, asker) => {
      const role = async () =>
        (await sql<{ role: string }>`select kernel.role() as role`.execute(tx)).rows[0]?.role
      const during = await asProgram(tx, asker, role)
      const refused = asProgram(tx, asker, () => Promise.reject(new Error('a rule said no')))
      await expect(refused).rejects.toThrow('a rule said no')
      return [during, await role()]
    })
    expect(roles).toEqual(['system', 'leader'])
  })

  test('the program itself asks across workspaces, and only where it says so', async () => {
    const seen = await read(here.db, { workspaceId: nowhere, as: 'system' }, (tx) =>
      tx.selectFrom('kernel.workspace').select('slug').orderBy('slug').execute(),
    )
    expect(seen).toEqual([{ slug: 'elsewhere' }, { slug: 'here' }])
  })
})
