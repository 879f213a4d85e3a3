/** What comes in by a link, when it should not or cannot: refusals a person understands, never a fault of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { settle } from '../kernel/fixtures/people.ts'
import { placesOf, workerGroupsOf } from '../kernel/place.ts'
import { textIn } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { attendeesOf } from './store/attendance.ts'
import { addPlatform } from './store/platforms.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

const union = 'Sindicato de trabajadoras del hogar'
const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const linkIn = (html: string, kind: string): string => new RegExp(`/${kind}/[\\w-]{43}`).exec(html)?.[0] ?? ''
const fields = (more: Record<string, string> = {}): Record<string, string> => ({
  kind: 'working_table',
  title: 'Mesa',
  day: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  from: '10:00',
  until: '12:00',
  ...more,
})
const step = (id: string, name: string) => app.post(`/meetings/${id}/step`, { step: name })

/** A convoked meeting with one party and a door. */
async function meetingWithDoor(): Promise<{ id: string; door: string }> {
  const id = idIn((await app.post('/meetings/new', fields())).location)
  await app.post(`/meetings/${id}/parties`, { organisation: union })
  await step(id, 'convoke')
  await app.post(`/meetings/${id}/attendance/doors`, { label: 'Felipa' })
  return { id, door: linkIn((await app.get(`/meetings/${id}/attendance`)).html, 'door') }
}
const entry = (name: string, more: object = {}) => ({
  kind: 'attendance',
  id: crypto.randomUUID(),
  at: new Date().toISOString(),
  organisationId: app.village.organisations.domestic,
  name,
  sex: 'woman',
  ...more,
})
const send = (door: string, entries: unknown) =>
  app.as('public').post(door, { entries: JSON.stringify(entries) })
const present = (id: string) =>
  read(app.village.db, app.village.as('lucia'), (tx, asker) => attendeesOf(tx, asker, id))

describe('who was there is not changed any more', () => {
  it('once the minutes are signed off: not at the door, at the desk, by taking away or by a new door', async () => {
    const { id, door } = await meetingWithDoor()
    await step(id, 'hold')
    const before = [entry('María López')]
    expect((await send(door, before)).status).toBe(200)
    await app.post(`/meetings/${id}/minutes/edit`, {
      version: '0',
      proposal: '',
      next: 'read',
      'kind.0': 'note',
      'words.0': 'Se habló de permisos',
      'id.0': '',
      'organisation.0': '',
      'addressee.0': '',
      'due.0': '',
    })
    for (const name of ['circulate', 'sign_off'])
      expect((await app.post(`/meetings/${id}/minutes/step`, { step: name })).status).toBe(303)
    const refused = await send(door, [entry('Tarde Después')])
    expect([refused.status, refused.html.includes('minuta')]).toEqual([409, true])
    expect((await app.as('public').post(door, { names: 'Otra Tarde' })).status).toBe(409)
    expect((await app.post(`/meetings/${id}/attendance`, { names: 'En la mesa' })).status).toBe(409)
    expect((await app.post(`/meetings/${id}/attendance/doors`, { label: 'x' })).status).toBe(409)
    const [maria] = await present(id)
    expect((await app.post(`/meetings/${id}/attendance/remove`, { id: maria?.id ?? '' })).status).toBe(409)
    expect((await present(id)).map(({ name }) => name)).toEqual(['María López'])
    // What had arrived before is known: a phone that missed the answer hears so and can let go of it.
    expect(JSON.parse((await send(door, before)).html)).toEqual({ noted: 0, again: 1 })
    expect((await app.as('public').get(door)).html).toContain('La minuta de esta reunión está firme')
    expect((await app.get(`/meetings/${id}/attendance`)).html).toContain(
      'La minuta de esta reunión está firme',
    )
    // An amendment opens it again.
    await app.post(`/meetings/${id}/minutes/step`, { step: 'amend' })
    expect((await send(door, [entry('Tarde Después')])).status).toBe(200)
  })
  it('where the meeting was cancelled', async () => {
    const { id, door } = await meetingWithDoor()
    await step(id, 'cancel')
    const refused = await send(door, [entry('María López')])
    expect([refused.status, refused.html.includes('se canceló')]).toEqual([409, true])
    expect((await app.post(`/meetings/${id}/attendance`, { names: 'En la mesa' })).status).toBe(409)
    expect(await present(id)).toEqual([])
  })
})

describe('a dead link', () => {
  it('locks nobody out, however often a phone tries it', async () => {
    const { door } = await meetingWithDoor()
    await app.as('leader').post('/meetings/feed')
    const feed = linkIn((await app.as('leader').get('/meetings/feed')).html, 'calendar')
    for (let n = 0; n < 25; n++) expect((await send(`/door/${'C'.repeat(43)}`, [])).status).toBe(404)
    expect((await app.as('public').get(`${feed}.ics`)).status).toBe(200)
    expect((await app.as('public').get(door)).status).toBe(200)
  })
})

describe('lines that are no names', () => {
  it('a mark alone is nobody, and the other lines of the list arrive', async () => {
    const { id, door } = await meetingWithDoor()
    const organisation = app.village.organisations.domestic
    expect(
      (await app.as('public').post(door, { organisation, names: ', m\nRosa Hernández, m' })).status,
    ).toBe(303)
    expect((await app.post(`/meetings/${id}/attendance`, { organisation, names: 'Sol\n; h' })).status).toBe(
      303,
    )
    expect((await send(door, [entry(','), entry('Luz Paz')])).status).toBe(200)
    expect((await present(id)).map(({ name }) => name)).toEqual(['Luz Paz', 'Rosa Hernández', 'Sol'])
  })
  it.each([
    ['a name with NUL', { name: 'Rosa\u0000Paz' }],
    ['a date before all calendars', { at: '-005000-01-01T00:00:00Z' }],
    [
      'a device with NUL',
      { kind: 'head_count', constituency: 'workers', device: 'a\u0000', women: 1, men: 0, others: 0 },
    ],
  ])('%s is refused and no fault', async (_, more) => {
    const { door } = await meetingWithDoor()
    expect((await send(door, [entry('Rosa', more)])).status).toBe(400)
  })
})

describe('ids of another workspace', () => {
  // Real ones, of the workspace beside this: the database would refuse them as unknown.
  const foreign: Record<string, string> = {}
  beforeAll(async () => {
    const beside = await settle(app.village.db, 'al-lado')
    await write(app.village.db, beside.as('lucia'), async (tx, asker) => {
      foreign.convenor = beside.organisations.domestic
      foreign.place = (await placesOf(tx, asker))[0]?.id ?? crypto.randomUUID()
      foreign.group = (await workerGroupsOf(tx, asker))[0]?.id ?? crypto.randomUUID()
      const name = textIn('es', 'De al lado')
      const none = {
        convenorId: null,
        rules: null,
        placeId: null,
        workerGroupId: null,
        startedOn: null,
        endedOn: null,
      }
      foreign.platform = await addPlatform(tx, asker, { name, among: 'officials', kind: 'forum', ...none })
    })
  })
  it.each([
    ['place', 'Lugar'],
    ['group', 'Grupo de personas trabajadoras'],
    ['convenor', 'Quién convoca'],
    ['platform', 'Plataforma'],
  ] as const)('a meeting’s %s: the form comes back and names the field', async (field, label) => {
    const given = fields({ [field]: foreign[field] ?? '', title: 'Con lo ajeno' })
    const answer = await app.post('/meetings/new', given)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(`Lo elegido en «${label}`)
    expect(answer.html).toContain('Con lo ajeno')
    const id = idIn((await app.post('/meetings/new', fields())).location)
    expect((await app.post(`/meetings/${id}/edit`, { ...given, version: '1' })).status).toBe(422)
  })
  it.each(['place', 'group', 'convenor'] as const)('a platform’s %s', async (field) => {
    const given = { name: 'Ajena', among: 'officials', kind: 'forum', [field]: foreign[field] ?? '' }
    const answer = await app.post('/platforms/new', given)
    expect([answer.status, answer.html.includes('Lo elegido en «')]).toEqual([422, true])
  })
})

describe('an answer link that went astray', () => {
  const invitationIn = (html: string): string => /convocation\/([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''
  const here = async (id: string) => (await app.get(`/meetings/${id}/convocation`)).html
  const opens = async (link: string) => (await app.as('public').get(link)).status

  it('opens no more once the number is corrected, and the new one does', async () => {
    const { id } = await meetingWithDoor()
    const before = await here(id)
    const path = `/meetings/${id}/convocation/${invitationIn(before)}`
    const link = linkIn(before, 'answer')
    // A first number, another name, or the same number written otherwise leave the link as it was sent.
    for (const contact of [
      { addressee: 'Rosa', phone: '55 1234 5678', version: '1' },
      { addressee: 'Rosa Paz', phone: '(55) 1234-5678', version: '2' },
    ])
      expect((await app.post(path, contact)).status).toBe(303)
    expect([linkIn(await here(id), 'answer'), await opens(link)]).toEqual([link, 200])
    await app.post(path, { addressee: 'Rosa Paz', phone: '55 8765 4321', version: '3' })
    const next = linkIn(await here(id), 'answer')
    expect([next === link, await opens(link), await opens(next)]).toEqual([false, 404, 200])
    expect((await app.as('public').post(link, { answer: 'no' })).status).toBe(404)
    // A later change of the meeting keeps the new one.
    await step(id, 'cancel')
    expect([await opens(link), await opens(next)]).toEqual([404, 200])
  })
  it('two who write one contact lose nothing: the second reads both, and no link ends', async () => {
    const { id } = await meetingWithDoor()
    const before = await here(id)
    const path = `/meetings/${id}/convocation/${invitationIn(before)}`
    const version = /name="version" value="(\d+)"/.exec(before)?.[1] ?? ''
    const first = { addressee: 'Rosa Paz', phone: '55 1234 5678', version }
    expect((await app.as('assistant').post(path, first)).status).toBe(303)
    const second = await app.post(path, { addressee: 'Rosa Hernández', phone: '55 1234 5678', version })
    expect([second.status, flaws(second.html)]).toEqual([409, []])
    for (const words of [
      'Otra persona cambió esto',
      '<q class="as-typed">Rosa Paz</q>',
      'value="Rosa Hernández"',
    ])
      expect(second.html).toContain(words)
    expect(second.html.split('Ahora dice:').length - 1).toBe(1)
    expect([linkIn(await here(id), 'answer'), (await here(id)).includes('value="Rosa Paz"')]).toEqual([
      linkIn(before, 'answer'),
      true,
    ])
    const again = { addressee: 'Rosa Hernández', phone: '55 1234 5678', version: String(Number(version) + 1) }
    expect((await app.post(path, again)).status).toBe(303)
    expect(await here(id)).toContain('value="Rosa Hernández"')
    // Her organisation answers; whom it goes to is not hers to write, whatever version she names.
    for (const guess of ['1', '2', '3', '99'])
      expect((await app.as('leader').post(path, { ...again, version: guess })).status).toBe(403)
  })
  it('is replaced by a button, by those who write the meeting', async () => {
    const { id } = await meetingWithDoor()
    const before = await here(id)
    const path = `/meetings/${id}/convocation/${invitationIn(before)}/link`
    const link = linkIn(before, 'answer')
    expect((await app.as('leader').post(path)).status).toBe(403)
    expect(await opens(link)).toBe(200)
    expect((await app.post(path)).status).toBe(303)
    const next = linkIn(await here(id), 'answer')
    expect([next === link, await opens(link), await opens(next)]).toEqual([false, 404, 200])
  })
})
