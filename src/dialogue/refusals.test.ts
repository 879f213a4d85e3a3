/**
 * Every page and download of the meetings, asked by every role: who gets in is read from the table *who may what*, and what one
 * organisation keeps (phone, names, notes, its answer, its link) or the team alone (stance, drafts) is on none of another's.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, type TestApp, testApp, type Visitor } from '../../test/app.ts'
import { addPerson } from '../actors/people.ts'
import { person } from '../actors/testing.ts'
import { type Role, ruleFor } from '../kernel/access.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { bornOf } from './store/born.ts'

const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''
const [domestic, vendors, ministry] = [
  'Sindicato de trabajadoras del hogar',
  'Unión de comerciantes',
  'Secretaría del Trabajo',
]
/** What the vendors keep for themselves and the team's contacts. */
const theirs = [
  '5557654321',
  'Filomena Xicoténcatl',
  'Petra Reservada',
  'Juana Anotada',
  'Venimos con miedo al operativo',
]
/** What is the team's alone. */
const teams = ['Se opone en secreto', 'Frase todavía en borrador', 'Mesa ajena y callada']

let app: TestApp
const id = {
  meeting: '',
  other: '',
  platform: '',
  party: '',
  invitation: '',
  scan: '',
  commitment: '',
  feed: '',
  answer: '',
}

beforeAll(async () => {
  app = await testApp()
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const begin = async (title: string, parties: string[]): Promise<string> => {
    const at = idIn(
      (
        await app.post('/meetings/new', {
          kind: 'forum',
          title,
          day,
          from: '10:00',
          until: '12:00',
          childcare: 'true',
        })
      ).location,
    )
    for (const organisation of parties) await app.post(`/meetings/${at}/parties`, { organisation })
    return at
  }
  id.platform = idIn(
    (await app.post('/platforms/new', { name: 'Mesa de todas', among: 'officials', kind: 'forum' })).location,
  )
  for (const organisation of [domestic, ministry])
    await app.post(`/platforms/${id.platform}/members`, { organisation })
  id.meeting = await begin('Mesa compartida', [domestic, vendors, ministry])
  id.other = await begin('Mesa ajena y callada', [vendors])
  const path = `/meetings/${id.meeting}`
  await app.post(`${path}/step`, { step: 'convoke' })
  const { html } = await app.get(`${path}/convocation`)
  const section = html.split('<section').find((one) => one.includes(`<h2>${vendors}`)) ?? ''
  id.invitation = /name="invitation" value="([^"]+)"/.exec(section)?.[1] ?? ''
  await app.post(`${path}/convocation/${id.invitation}`, {
    addressee: 'Filomena Xicoténcatl',
    phone: '5557654321',
    version: '1',
  })
  id.answer = /\/answer\/([\w-]{43})/.exec(section)?.[1] ?? ''
  await app.as('public').post(`/answer/${id.answer}`, {
    ...{
      answer: 'yes',
      women: '2',
      names: 'Petra Reservada',
      note: 'Venimos con miedo al operativo',
      children: '3',
    },
  })
  await app.post(`${path}/step`, { step: 'hold' })
  await app.post(`${path}/attendance`, {
    organisation: app.village.organisations.vendors,
    names: 'Juana Anotada, m',
  })
  const line = (words: string, kind: string) => ({
    ...{ version: '0', proposal: '', next: 'read', 'kind.0': kind, 'words.0': words, 'id.0': '' },
    ...{ 'organisation.0': '', 'addressee.0': '', 'due.0': '' },
  })
  await app.post(`${path}/minutes/edit`, line('Publicar los requisitos', 'commitment'))
  for (const step of ['circulate', 'sign_off']) await app.post(`${path}/minutes/step`, { step })
  const minutes = (await app.get(`${path}/minutes`)).html
  const change = minutes.split('<details').find((one) => one.includes(`Cambiar: ${vendors}`)) ?? ''
  id.party = /name="party" value="([^"]+)"/.exec(change)?.[1] ?? ''
  const scan = new FormData()
  scan.set('file', new File(['%PDF-1.7'], 'firmada.pdf'))
  await app.post(`${path}/minutes/scan`, scan)
  id.scan = /\/files\/([0-9a-f-]{36})/.exec((await app.get(`${path}/minutes`)).html)?.[1] ?? ''
  await app.post(`/meetings/${id.other}/step`, { step: 'hold' })
  await app.post(`/meetings/${id.other}/minutes/edit`, line('Frase todavía en borrador', 'note'))
  await app.as('leader').post('/meetings/feed')
  id.feed = /\/calendar\/[\w-]{43}\.ics/.exec((await app.as('leader').get('/meetings/feed')).html)?.[0] ?? ''
  const { village } = app
  id.commitment = await read(
    village.db,
    village.as('lucia'),
    async (tx, asker) => (await bornOf(tx, asker, 'commitment'))[0]?.id ?? '',
  )
  await write(village.db, village.as('lucia'), async (tx, asker) => {
    await addPerson(tx, asker, {
      ...person,
      name: 'Filomena Xicoténcatl',
      phone: '5557654321',
      organisationId: village.organisations.vendors,
    })
    const issue = newId()
    const at = { workspace_id: village.workspaceId }
    await tx
      .insertInto('actors.issue')
      .values({ ...at, id: issue, name: JSON.stringify(text('Permisos')) })
      .execute()
    await tx
      .insertInto('actors.position')
      .values({
        ...at,
        id: newId(),
        organisation_id: village.organisations.vendors,
        issue_id: issue,
        observed_on: '2026-11-01',
        stance: 1,
        note: 'Se opone en secreto',
      })
      .execute()
  })
})
afterAll(() => app.drop())

it('stands on what was really there', () => {
  expect(Object.entries(id).filter(([, one]) => one === '')).toEqual([])
})

const meetingPages = [
  '',
  '/minutes',
  '/minutes/minutes.es.docx',
  '/minutes/minutes.en.docx',
  '/minutes/minutes.es.pdf',
  '/meeting.ics',
]
const writingPages = ['/edit', '/convocation', '/attendance']
const rooms = [
  '/meetings',
  '/meetings/past',
  '/meetings/month',
  '/meetings/feed',
  '/platforms',
  '/demands',
  '/log',
  '/actors',
  '/',
]
const everything = (): string[] => [
  ...['', '/minutes', '/meeting.ics', ...writingPages, '/minutes/edit'].flatMap((page) => [
    `/meetings/${id.meeting}${page}`,
    `/meetings/${id.other}${page}`,
  ]),
  ...[...rooms, `/platforms/${id.platform}`, `/commitments/${id.commitment}`, `/files/${id.scan}`],
  ...[...theirs, ...teams].map((words) => `/search?q=${encodeURIComponent(words)}`),
  ...[
    `/answer/${id.answer.slice(0, -2)}xx`,
    `/meetings/${id.party}`,
    `/platforms/${id.invitation}`,
    '/meetings/not-an-id',
  ],
]

/** What a page says; of a search not the words that were asked for. */
const said = (path: string, { html }: { html: string }): string =>
  (path.startsWith('/search')
    ? html.replaceAll(/value="[^"]*"|<title>[^<]*|<h1>[^<]*|href="[^"]*"/g, '')
    : html
  ).replaceAll(/\r\n /g, '')

/** An employer sits where the official sits: the same person in the other role. */
const acting = (role: 'official' | 'employer') =>
  write(app.village.db, app.village.system, (tx) =>
    tx.updateTable('kernel.member').set({ role }).where('id', '=', app.village.members.ofelia).execute(),
  )
const roles = [
  'coordinator',
  'assistant',
  'researcher',
  'facilitator',
  'adviser',
  'leader',
  'official',
  'employer',
  'donor',
] as const
const visitorOf = (role: Role): Exclude<Visitor, 'stranger'> =>
  role === 'employer' ? 'official' : (role as Exclude<Visitor, 'stranger'>)

describe.each([...roles, 'public', 'stranger'] as const)('%s', (role) => {
  const visitor = role === 'stranger' ? role : visitorOf(role)
  const answers = new Map<string, Promise<Answered>>()
  /** A page as this role gets it, asked once for all that is checked of it. */
  const page = (path: string): Promise<Answered> => {
    const answer = answers.get(path) ?? app.as(visitor).get(path)
    answers.set(path, answer)
    return answer
  }
  beforeAll(async () => {
    if (role === 'employer') await acting('employer')
  })
  afterAll(async () => {
    if (role === 'employer') await acting('official')
  })

  /** What the table says of a page that needs `verb`, of the meeting at which leader and official sit, or of the other. */
  const status = (verb: 'see' | 'write', shared: boolean): number => {
    if (role === 'public') return 303 // to sign in
    if (role === 'stranger') return 404
    const rule = ruleFor(role, 'meeting')
    if (rule[verb].length === 0) return 403
    const seen =
      rule.see.includes('all') ||
      (shared && (role === 'leader' || role === 'official' || role === 'employer'))
    return seen ? 200 : 404
  }
  it('gets into the pages that the table gives, and no other', async () => {
    const answered = async (path: string): Promise<[string, number]> => [path, (await page(path)).status]
    for (const of of meetingPages)
      for (const [meeting, shared] of [
        [id.meeting, true],
        [id.other, false],
      ] as const) {
        const path = `/meetings/${meeting}${of}`
        expect(await answered(path)).toEqual([path, status('see', shared)])
      }
    for (const of of writingPages) {
      const path = `/meetings/${id.meeting}${of}`
      expect(await answered(path)).toEqual([path, status('write', true)])
    }
    for (const path of ['/meetings', '/meetings/past', '/meetings/month', '/platforms'])
      expect(await answered(path)).toEqual([path, role === 'facilitator' ? 200 : status('see', true)])
  })
  it('finds on no page, download, search, calendar or error what is for others', async () => {
    const hidden = [
      ...(role !== 'stranger' && ruleFor(role, 'leader_contact').see.includes('all') ? [] : theirs),
      ...(role !== 'stranger' && ruleFor(role, 'meeting').see.includes('all') ? [] : teams),
    ]
    const found: string[] = []
    for (const path of [...everything(), ...(role === 'leader' ? [id.feed] : [])]) {
      const answer = await page(path)
      expect([path, answer.status < 500]).toEqual([path, true])
      for (const words of hidden) if (said(path, answer).includes(words)) found.push(`${words} on ${path}`)
    }
    expect(found).toEqual([])
    // What is hidden from others is there to be found: by whom the table lets find it.
    if (role !== 'coordinator') return
    const all = await Promise.all(everything().map(async (path) => said(path, await page(path))))
    expect(
      [...theirs, 'Frase todavía en borrador'].filter((words) => !all.some((one) => one.includes(words))),
    ).toEqual([])
  })
  it('writes in the name of another organisation by no guessed id', async () => {
    if (role === 'coordinator' || role === 'assistant') return
    const path = `/meetings/${id.meeting}`
    for (const [to, form] of [
      [`${path}/answer`, { invitation: id.invitation, answer: 'no' }],
      [`${path}/convocation/${id.invitation}`, { addressee: 'x', phone: '5550000000' }],
      [`${path}/convocation/${id.invitation}/link`, {}],
      [`${path}/minutes/position`, { party: id.party, step: 'agree', how: 'room' }],
      [`${path}/minutes/position`, { party: 'x', step: 'agree' }],
      [`${path}/parties/${id.party}/remove`, {}],
      [`${path}/remove`, {}],
    ] as const) {
      const answer = await app.as(visitor).post(to, form)
      expect([to, answer.status >= 400 && answer.status < 500]).toEqual([to, true])
      for (const words of theirs) expect(answer.html).not.toContain(words)
    }
    const { html } = await app.get(`${path}/convocation`)
    for (const words of theirs.slice(0, 2)) expect(html).toContain(words)
  })
})
