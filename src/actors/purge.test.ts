/** Thirty days after a removal nothing protected is left; what is named elsewhere keeps its name; names of accounts are closed. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { settle, type Village } from '../kernel/fixtures/people.ts'
import { organisationsOf } from '../kernel/member.ts'
import { text } from '../kernel/text.ts'
import { type Entrance, type ReadTx, read, write } from '../kernel/transaction.ts'
import { addFact, issueNamed, setFactRemoved } from './facts.ts'
import { addOrganisation, removeOrganisation } from './organisations.ts'
import { addPerson, changePerson, removePerson } from './people.ts'
import { purgeActors } from './purge.ts'
import { blank, person } from './testing.ts'

let at: FreshDatabase
let here: Village
beforeAll(async () => {
  at = await freshDatabase()
  here = await settle(at.database.kysely, 'prueba')
})
afterAll(() => at.drop())

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
const asked = <T>(query: (tx: ReadTx) => Promise<T>, who: Entrance = here.system) =>
  read(here.db, who, (tx) => query(tx))
/** Everything a table says, as text. */
const all = (table: string) =>
  asked(
    async (tx) =>
      (
        await sql<{
          all: string
        }>`select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as all from ${sql.table(table)} t`.execute(
          tx,
        )
      ).rows[0]?.all ?? '',
  )
const tables = [
  'actors.person',
  'actors.position',
  'actors.relation',
  'actors.membership',
  'actors.post',
  'actors.organisation',
  'kernel.organisation',
  'kernel.record',
  'kernel.record_version',
  'kernel.search_entry',
  'kernel.event',
]

describe('what was removed', () => {
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    await write(here.db, here.as('lucia'), async (tx, asker) => {
      const gone = await addOrganisation(tx, asker, {
        ...blank,
        name: text('Frente Efímero'),
        about: text('Efímera descripción'),
      })
      const named = await addOrganisation(tx, asker, {
        ...blank,
        name: text('Unión Nombrada'),
        about: text('Nombrada descripción'),
      })
      const issue = await issueNamed(tx, asker, text('Tema'))
      for (const id of [gone, named]) {
        await addFact(tx, asker, 'position', {
          organisation_id: id,
          issue_id: issue,
          observed_on: '2026-01-01',
          stance: -2,
          influence: null,
          interest: null,
          source: 'fuente reservada',
          note: null,
        })
        await addFact(tx, asker, 'relation', {
          kind: 'in_dispute',
          from_id: id,
          to_id: here.organisations.domestic,
          since: null,
          until: null,
          source: 'pleito reservado',
          note: null,
        })
      }
      ids.person = await addPerson(tx, asker, { ...person, name: 'Eulalia Pasajera', phone: '5510203040' })
      // She belongs to the one that goes and is not removed herself: the organisation stays named.
      await addPerson(tx, asker, { ...person, name: 'Justa Permanece', organisationId: named })
      const kept = await addFact(tx, asker, 'post', {
        organisation_id: here.organisations.domestic,
        title: 'Tesorera',
        is_leader: true,
        sex: 'woman',
        since: null,
        until: null,
        person_id: ids.person,
      })
      ids.post = kept
      const noted = await addFact(tx, asker, 'membership', {
        organisation_id: here.organisations.domestic,
        observed_on: '2026-01-01',
        total: 77_123,
        women: null,
        men: null,
        basis: 'reported',
        method: null,
        source: null,
      })
      await setFactRemoved(tx, asker, 'membership', noted, true)
      await removePerson(tx, asker, ids.person)
      for (const id of [gone, named]) await removeOrganisation(tx, asker, id)
      Object.assign(ids, { gone, named })
    })
  })

  it('is not offered to act for, though it can still be brought back', async () => {
    const offered = await read(here.db, here.as('lucia'), organisationsOf)
    expect(offered.map(({ id }) => id)).not.toContain(ids.gone)
    expect(offered).toHaveLength(3)
  })
  it('stays for thirty days', async () => {
    expect(await purgeActors(here.db, days(29))).toEqual({ people: 0, organisations: 0 })
    expect(await all('actors.person')).toContain('5510203040')
    expect(await all('actors.position')).toContain('fuente reservada')
  })
  it('is erased afterwards: no table holds it; the log names it by its id; what is named elsewhere keeps its name', async () => {
    expect(await purgeActors(here.db, days(31))).toEqual({ people: 1, organisations: 2 })
    for (const table of tables)
      expect(await all(table), table).not.toMatch(
        /Eulalia|5510203040|fuente reservada|pleito reservado|77123|Efímer|Nombrada descripción/,
      )
    expect(await all('kernel.organisation')).toContain('Unión Nombrada')
    expect(await all('actors.person')).toContain('Justa Permanece')
    expect(await all('actors.post')).toContain('Tesorera')
    const log = await all('kernel.event')
    for (const id of [ids.person, ids.gone, ids.named]) expect(log).toContain(id)
    // A second day changes nothing.
    expect(await purgeActors(here.db, days(32))).toEqual({ people: 0, organisations: 0 })
  })
})

describe('closed', () => {
  const names = (who: Entrance) =>
    asked(
      async (tx) =>
        (await tx.selectFrom('auth.user').select('name').orderBy('name').execute()).map(({ name }) => name),
      who,
    )
  it.each([
    ['ana', ['Ana Ríos']],
    ['tomas', ['Tomás Cruz']],
    ['rosa', ['Rosa Hernández']],
    ['ofelia', ['Ofelia Paz']],
    ['dan', ['Dan Moore']],
  ] as const)('%s reads no name of an account but her own', async (who, found) => {
    expect(await names(here.as(who))).toEqual(found)
  })
  it('nobody signed in reads any, and the coordinator none of another workspace', async () => {
    const other = await settle(here.db, 'otra-parte')
    expect(await names(here.stranger)).toEqual([])
    expect(await names(here.as('lucia'))).toHaveLength(9)
    await expect(
      write(here.db, here.as('lucia'), (tx) =>
        tx
          .updateTable('auth.user')
          .set({ name: 'X' })
          .where('id', '=', other.accounts.rosa)
          .executeTakeFirst(),
      ),
    ).resolves.toMatchObject({ numUpdatedRows: 0n })
  })
  it('a leader reads of a person who moved to her organisation only what stood since', async () => {
    const { domestic, vendors } = here.organisations
    const id = await write(here.db, here.as('lucia'), async (tx, asker) => {
      const given = { ...person, name: 'Paz Viajera', organisationId: domestic, notes: 'de su vida de antes' }
      const made = await addPerson(tx, asker, given)
      await changePerson(tx, asker, made, 1, { ...given, organisationId: vendors, notes: null })
      return made
    })
    const versions = (who: Entrance) =>
      asked(
        async (tx) =>
          (
            await tx
              .selectFrom('kernel.record_version')
              .select('version')
              .where('record_id', '=', id)
              .orderBy('version')
              .execute()
          ).map(({ version }) => version),
        who,
      )
    expect(await versions(here.as('berta'))).toEqual([2])
    expect(await versions(here.as('rosa'))).toEqual([])
    expect(await versions(here.as('ana'))).toEqual([1, 2])
  })
})
