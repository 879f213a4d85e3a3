import { afterAll, beforeAll, expect, test } from 'vitest'
import { onBothServers } from '../../test/database.ts'
import {
  addAttachment,
  attachmentById,
  attachmentsOf,
  removeAttachment,
  restoreAttachment,
} from './attachment.ts'
import { type PersonName, settle, type Village } from './fixtures/people.ts'
import { read, write } from './transaction.ts'

onBothServers('attachments', (fresh) => {
  let village: Village
  let drop: () => Promise<void>
  let scan: string
  let mandate: string
  const minutes = {
    sha256: 'a'.repeat(64),
    bytes: 4_100_000,
    mediaType: 'application/pdf',
    name: 'Minuta firmada.pdf',
  }

  beforeAll(async () => {
    const opened = await fresh()
    drop = opened.drop
    village = await settle(opened.database.kysely, 'programa')
    scan = await write(village.db, village.as('ana'), (tx, asker) =>
      addAttachment(tx, asker, { ...minutes, resource: 'evidence' }),
    )
    mandate = await write(village.db, village.as('rosa'), (tx, asker) =>
      addAttachment(tx, asker, {
        ...minutes,
        name: 'Límites.pdf',
        resource: 'mandate',
        organisationId: village.organisations.domestic,
      }),
    )
  })
  afterAll(() => drop())

  const sees = (person: PersonName, id: string) =>
    read(village.db, village.as(person), (tx, asker) => attachmentById(tx, asker, id))

  test.each(['berta', 'ofelia', 'dan', 'ana', 'tomas', 'lucia'] as const)(
    '%s does not find the limits of another organisation’s mandate',
    async (person) => {
      await expect(sees(person, mandate)).rejects.toMatchObject({ code: 'kernel.notFound' })
    },
  )

  test('the public and another workspace find nothing', async () => {
    for (const entrance of [{ workspaceId: village.workspaceId, as: 'public' } as const, village.stranger])
      await expect(
        read(village.db, entrance, (tx, asker) => attachmentById(tx, asker, scan)),
      ).rejects.toMatchObject({ code: 'kernel.notFound' })
  })

  test('what is no id is not found, instead of a fault', async () => {
    await expect(sees('lucia', '../../etc/passwd')).rejects.toMatchObject({ code: 'kernel.notFound' })
  })

  test('a donor cannot add one', async () => {
    await expect(
      write(village.db, village.as('dan'), (tx, asker) =>
        addAttachment(tx, asker, { ...minutes, resource: 'evidence' }),
      ),
    ).rejects.toMatchObject({ name: 'Problem' })
  })

  test('its own organisation finds its mandate, everybody who sees evidence the scan', async () => {
    expect(await sees('rosa', mandate)).toMatchObject({ name: 'Límites.pdf', bytes: 4_100_000 })
    for (const person of ['rosa', 'dan', 'tomas'] as const)
      expect((await sees(person, scan)).name).toBe('Minuta firmada.pdf')
  })

  test('removing can be undone', async () => {
    await write(village.db, village.as('ana'), (tx, asker) => removeAttachment(tx, asker, scan))
    await expect(sees('lucia', scan)).rejects.toMatchObject({ code: 'kernel.notFound' })
    await write(village.db, village.as('ana'), (tx, asker) => restoreAttachment(tx, asker, scan))
    expect(await sees('lucia', scan)).toMatchObject({ id: scan })
    expect(
      await read(village.db, village.as('lucia'), (tx, asker) => attachmentsOf(tx, asker, scan)),
    ).toEqual([])
  })
})
