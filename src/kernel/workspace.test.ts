import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../test/database.ts'
import { eventsOf, logEvent } from './event.ts'
import { type PersonName, settle, type Village } from './fixtures/people.ts'
import {
  changeMember,
  type Member,
  type MemberFields,
  memberById,
  membersOf,
  organisationNamed,
  organisationsOf,
  removeMember,
  restoreMember,
} from './member.ts'
import { placesOf, workerGroupsOf } from './place.ts'
import { said, text } from './text.ts'
import { type Entrance, read, write } from './transaction.ts'
import {
  addMember,
  allWorkspaces,
  changeWorkspace,
  createWorkspace,
  workspaceBySlug,
  workspaceOf,
  workspacesOf,
} from './workspace.ts'

const problem = (code: string, status?: number) =>
  expect.objectContaining({ name: 'Problem', code, ...(status ? { status } : {}) })

onBothServers('a workspace and its members', (fresh) => {
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
  })
  const lucia = () => here.as('lucia')

  describe('a workspace', () => {
    test.each(['', 'ab', 'Con Espacios', 'acentó', '-a-b', 'sign-in', 'account', 'x'.repeat(61), "x'--"])(
      'cannot have the short name %j',
      (slug) =>
        expect(createWorkspace(here.db, { slug, name: text('x') })).rejects.toEqual(problem('kernel.slug')),
    )

    test('cannot take the short name of another, and leaves nothing behind', async () => {
      const before = (await allWorkspaces(here.db)).length
      await expect(createWorkspace(here.db, { slug: here.slug, name: text('Otro') })).rejects.toEqual(
        problem('kernel.slugTaken', 409),
      )
      expect(await allWorkspaces(here.db)).toHaveLength(before)
    })

    test('begins with Mexico, its 32 states and 16 boroughs, and eight worker groups', async () => {
      const [places, groups] = await read(
        here.db,
        lucia(),
        async (tx, asker) => [await placesOf(tx, asker), await workerGroupsOf(tx, asker)] as const,
      )
      const kinds = (kind: string) => places.filter((place) => place.kind === kind)
      expect([
        kinds('country').length,
        kinds('state').length,
        kinds('municipality').length,
        groups.length,
      ]).toEqual([1, 32, 16, 8])
      const iztapalapa = places.find((place) => place.code === '09007')
      expect(said(iztapalapa?.name ?? text(''), 'es')).toBe('Iztapalapa')
      expect(places.find((place) => place.id === iztapalapa?.parentId)?.code).toBe('09')
    })

    test('is found by its short name; an account finds those it is a member of, and no others', async () => {
      expect((await workspaceBySlug(here.db, here.slug))?.id).toBe(here.workspaceId)
      expect(await workspaceBySlug(here.db, 'nowhere')).toBeUndefined()
      expect((await workspacesOf(here.db, here.accounts.rosa)).map((one) => one.slug)).toEqual([here.slug])
    })

    test('is changed by the coordinator alone, over the version she read', async () => {
      const change = (who: Entrance, version: number) =>
        write(here.db, who, (tx, asker) =>
          changeWorkspace(tx, asker, version, {
            name: text('Nuevo', 'New'),
            minimumCases: 50,
            intervalLevel: 95,
          }),
        )
      for (const person of ['ana', 'tomas', 'rosa', 'dan'] as const)
        await expect(change(here.as(person), 1)).rejects.toEqual(problem('kernel.notAllowed', 403))
      await change(lucia(), 1)
      await expect(change(lucia(), 1)).rejects.toEqual(problem('kernel.conflict', 409))
      const now = await read(here.db, lucia(), (tx, asker) => workspaceOf(tx, asker))
      expect(now).toMatchObject({ minimumCases: 50, intervalLevel: 95, version: 2 })
    })
  })

  describe('members', () => {
    const list = (who = lucia()) => read(here.db, who, (tx, asker) => membersOf(tx, asker))
    const one = (person: PersonName): Promise<Member> =>
      read(here.db, here.system, (tx, asker) => memberById(tx, asker, here.members[person]))
    const change = async (
      person: PersonName,
      fields: Partial<MemberFields>,
      who = lucia(),
      version?: number,
    ) => {
      const { name, role, organisationId, language, version: now } = await one(person)
      return write(here.db, who, (tx, asker) =>
        changeMember(tx, asker, here.members[person], version ?? now, {
          name,
          role,
          organisationId,
          language,
          ...fields,
        }),
      )
    }

    test('are listed to the coordinator, as a Spanish dictionary orders them; others find only themselves', async () => {
      await write(here.db, lucia(), async (tx, asker) => {
        for (const name of ['Ñusta', 'Nuria', 'ópalo', 'Zoé'])
          await addMember(tx, asker, { name, role: 'donor' })
      })
      expect((await list()).map((member) => member.name)).toEqual([
        'Ana Ríos',
        'Berta Luna',
        'Dan Moore',
        'Joan Price',
        'Lucía Méndez',
        'Nuria',
        'Ñusta',
        'Ofelia Paz',
        'ópalo',
        'Rosa Hernández',
        'Tomás Cruz',
        'Vera Solís',
        'Zoé',
      ])
      expect((await list(here.as('ana'))).map((member) => member.name)).toEqual(['Ana Ríos'])
      expect(await list(here.stranger)).toEqual([])
    })

    test('of another workspace are not found, nor is what is no id', async () => {
      const other = await settle(here.db, `other-${turn}`)
      for (const id of [other.members.rosa, 'x', "'; drop table kernel.member"])
        await expect(read(here.db, lucia(), (tx, asker) => memberById(tx, asker, id))).rejects.toEqual(
          problem('kernel.notFound', 404),
        )
    })

    test('who act for an organisation need one', async () => {
      const add = (organisationId?: string) =>
        write(here.db, lucia(), (tx, asker) =>
          addMember(tx, asker, {
            name: 'Eva',
            role: 'leader',
            ...(organisationId ? { organisationId } : {}),
          }),
        )
      await expect(add()).rejects.toEqual(problem('kernel.member.organisation'))
      await add(here.organisations.domestic)
      await expect(change('ana', { role: 'official' })).rejects.toEqual(problem('kernel.member.organisation'))
    })

    test('are added, changed and removed by nobody but the coordinator', async () => {
      for (const person of ['ana', 'rosa', 'dan'] as const) {
        await expect(
          write(here.db, here.as(person), (tx, asker) =>
            addMember(tx, asker, { name: 'Eva', role: 'coordinator' }),
          ),
        ).rejects.toEqual(problem('kernel.notAllowed', 403))
        await expect(change('berta', { name: 'x' }, here.as(person))).rejects.toEqual(
          problem('kernel.notFound'),
        )
        await expect(change(person, { role: 'coordinator' }, here.as(person))).rejects.toEqual(
          problem('kernel.notAllowed'),
        )
        await expect(
          write(here.db, here.as(person), (tx, asker) => removeMember(tx, asker, here.members[person])),
        ).rejects.toEqual(problem('kernel.notAllowed'))
      }
    })

    test('changed meanwhile by another are shown, not overwritten', async () => {
      await change('rosa', { name: 'Rosa H.' })
      await expect(change('rosa', { name: 'Rosa' }, lucia(), 1)).rejects.toEqual(
        problem('kernel.conflict', 409),
      )
      expect((await one('rosa')).name).toBe('Rosa H.')
    })

    test('include one coordinator always, even if two take each other out at the same moment', async () => {
      await expect(change('lucia', { role: 'adviser' })).rejects.toEqual(
        problem('kernel.member.lastCoordinator'),
      )
      await expect(
        write(here.db, lucia(), (tx, asker) => removeMember(tx, asker, here.members.lucia)),
      ).rejects.toEqual(problem('kernel.member.lastCoordinator'))
      await change('ana', { role: 'coordinator' })
      const remove = (person: PersonName) =>
        write(here.db, here.system, (tx, asker) => removeMember(tx, asker, here.members[person]))
      await Promise.allSettled([remove('lucia'), remove('ana')])
      const left = (await list(here.system)).filter(
        (member) => member.role === 'coordinator' && !member.removedAt,
      )
      expect(left).toHaveLength(1)
    })

    test('removed are back as they were within 30 days, and not after', async () => {
      await write(here.db, lucia(), (tx, asker) => removeMember(tx, asker, here.members.rosa))
      expect((await list()).at(-1)).toMatchObject({ name: 'Rosa Hernández', removedAt: expect.any(Date) })
      const role = () => read(here.db, here.as('rosa'), async (_, asker) => asker.role)
      expect(await role()).toBe('public')
      const restore = () =>
        write(here.db, lucia(), (tx, asker) => restoreMember(tx, asker, here.members.rosa))
      await restore()
      expect(await role()).toBe('leader')
      await write(here.db, here.system, (tx) =>
        tx
          .updateTable('kernel.member')
          .set({ deleted_at: new Date(Date.now() - 31 * 86_400_000) })
          .where('id', '=', here.members.rosa)
          .execute(),
      )
      await expect(restore()).rejects.toEqual(problem('kernel.notFound', 404))
      expect((await list()).some((member) => member.name === 'Rosa Hernández')).toBe(false)
    })

    test('name an organisation once, however they write it', async () => {
      const name = (as: string) =>
        write(here.db, lucia(), (tx, asker) => organisationNamed(tx, asker, as, 'es'))
      expect(await name('SINDICATO de trabajadoras del hogar')).toBe(here.organisations.domestic)
      expect(await name('Union de Comerciantes')).toBe(here.organisations.vendors)
      await name('Cooperativa de recicladoras')
      const all = await read(here.db, lucia(), (tx, asker) => organisationsOf(tx, asker))
      expect(all.map((organisation) => said(organisation.name, 'es'))).toEqual([
        'Cooperativa de recicladoras',
        'Secretaría del Trabajo',
        'Sindicato de trabajadoras del hogar',
        'Unión de comerciantes',
      ])
    })
  })

  describe('the log', () => {
    const events = (at: Parameters<typeof eventsOf>[2] = {}, who = lucia()) =>
      read(here.db, who, (tx, asker) => eventsOf(tx, asker, at))

    test('is shown to the coordinator alone', async () => {
      for (const person of ['ana', 'rosa'] as const)
        expect((await events({}, here.as(person))).events).toEqual([])
    })

    test('turns its pages of 50 down and up again, missing and repeating nothing', async () => {
      await write(here.db, here.system, async (tx, asker) => {
        for (let i = 0; i < 130; i++) await logEvent(tx, asker, 'exported', { kind: 'figure' })
      })
      const total = (
        await read(here.db, here.system, (tx) =>
          tx.selectFrom('kernel.event').select('id').where('workspace_id', '=', here.workspaceId).execute(),
        )
      ).length
      const pages = [await events()]
      for (let older = pages[0]?.older; older; older = pages.at(-1)?.older)
        pages.push(await events({ before: older }))
      const ids = pages.flatMap((page) => page.events.map((event) => event.id))
      expect([pages[0]?.newer, pages.at(-1)?.older, ids.length, new Set(ids).size]).toEqual([
        null,
        null,
        total,
        total,
      ])
      expect(ids).toEqual(ids.toSorted().reverse())
      const back = await events({ after: pages[1]?.newer ?? '' })
      expect(back.events).toEqual(pages[0]?.events)
      expect([back.newer, back.older]).toEqual([null, pages[0]?.older])
    })
  })
})
