/** Evidence and what phones send late, as each role meets them; refusals first. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, flaws, type TestApp, testApp, type Visitor } from '../../../test/app.ts'
import { attachmentById } from '../../kernel/attachment.ts'
import { newId } from '../../kernel/id.ts'
import { text } from '../../kernel/text.ts'
import { read, write } from '../../kernel/transaction.ts'
import { addMember } from '../../kernel/workspace.ts'
import { fromTelephone, lying, pngOf } from '../../platform/pictures/fixtures.ts'
import { holderOf } from '../../web/server/holder.ts'
import { addParty } from '../agreements/parties.ts'
import { addAgreement, agreementById } from '../agreements/store.ts'
import { evidenceOf, purgeEvidence } from './evidence.ts'
import { incidentsOf, noteIncident } from './follow-up.ts'
import { addCommitment, commitmentById } from './store.ts'

let app: TestApp
let due: string
let lasting: string
let incident: string
/** A colleague of the leader, in the same union. */
let colleague: Browser
const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
const today = day(0)

beforeAll(async () => {
  app = await testApp()
  const { village } = app
  ;[due, lasting] = await write(village.db, village.as('lucia'), async (tx, asker) => {
    const id = await addAgreement(tx, asker, {
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
      [village.organisations.domestic, 'workers'],
      [village.organisations.ministry, 'authority'],
    ] as const)
      await addParty(tx, asker, id, { organisationId, constituency })
    const agreement = await agreementById(tx, asker, id)
    const fields = {
      organisationId: village.organisations.ministry,
      office: '',
      milestone: null,
      budget: null,
      currency: null,
      budgetSource: '',
      placeId: null,
      workerGroupId: null,
    }
    const add = (words: string, lasts: boolean) =>
      addCommitment(
        tx,
        asker,
        agreement,
        null,
        { ...fields, words: text(words), dueOn: lasts ? null : day(20), lasts },
        day(40),
      )
    return [await add('Padrón de 80 personas', false), await add('No habrá desalojos', true)]
  })
  incident = newId()
  await write(village.db, village.as('rosa'), async (tx, asker) =>
    noteIncident(
      tx,
      asker,
      await commitmentById(tx, asker, today, lasting),
      {
        id: incident,
        kind: 'eviction',
        happenedOn: day(3),
        venue: 'Calle 5',
        women: 2,
        men: 1,
        words: text('Desalojo'),
        organisationId: village.organisations.domestic,
      },
      today,
    ),
  )
  const account = newId()
  await write(village.db, village.system, async (tx, asker) => {
    const member = await addMember(tx, asker, {
      name: 'Nieves Tapia',
      role: 'leader',
      organisationId: village.organisations.domestic,
    })
    await tx
      .insertInto('auth.user')
      .values({ id: account, name: 'Nieves Tapia', email: `${account}@invalid` })
      .execute()
    await tx.updateTable('kernel.member').set({ account_id: account }).where('id', '=', member).execute()
  })
  colleague = app.as({ account })
})
afterAll(() => app.drop())

const photo = async (): Promise<Blob> => new Blob([new Uint8Array(await fromTelephone(6))])
const formOf = (fields: Record<string, string>, ...files: [string, Blob][]): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, blob] of files) form.append('photos', blob, name)
  return form
}
/** The file itself, by its id alone, as `/files/:id` asks for it. */
const opens = async (visitor: Exclude<Visitor, 'stranger'> | 'berta', id: string) =>
  read(
    app.village.db,
    visitor === 'berta' ? app.village.as('berta') : await app.entrance(visitor),
    (tx, asker) => attachmentById(tx, asker, id),
  )
const shown = (commitment = due) =>
  read(app.village.db, app.village.as('lucia'), (tx, asker) => evidenceOf(tx, asker, commitment))
const inStore = (): number => {
  try {
    return readdirSync(join(app.services.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    ).length
  } catch {
    return 0
  }
}

describe('who may what', () => {
  it.each([
    ['public', 303, 401],
    ['stranger', 404, 404],
    ['facilitator', 403, 403],
    ['researcher', 403, 403],
    ['adviser', 403, 403],
    ['donor', 403, 403],
  ] as const)('%s shows nothing, and not a byte is kept', async (visitor, opens, sends) => {
    const browser = app.as(visitor)
    expect((await browser.get(`/commitments/${due}/evidence`)).status).toBe(opens)
    const form = formOf({}, ['a.jpg', await photo()])
    expect((await browser.post(`/commitments/${due}/evidence`, form)).status).toBe(sends)
    expect([await shown(), inStore()]).toEqual([[], 0])
  })
  it('nor a leader whose organisation is no party', async () => {
    const browser = app.as({ account: app.village.accounts.berta })
    expect((await browser.get(`/commitments/${due}/evidence`)).status).toBe(404)
    const form = formOf({}, ['a.jpg', await photo()])
    expect((await browser.post(`/commitments/${due}/evidence`, form)).status).toBe(404)
    expect([await shown(), inStore()]).toEqual([[], 0])
  })
  it.each([['nothing', [] as [string, Blob][], 'Elija al menos una foto']])(
    '%s is no evidence',
    async (_, files, said) => {
      const answer = await app
        .as('leader')
        .post(`/commitments/${due}/evidence`, formOf({ words: 'La obra' }, ...files))
      expect([answer.status, flaws(answer.html)]).toEqual([422, []])
      expect(answer.html).toContain(said)
      expect(answer.html).toContain('La obra')
    },
  )
  it.each([
    ['text called .jpg', async () => new Blob(['hola']), 'a.jpg', 422, 'no es una foto', 'is no photo'],
    [
      'a bomb',
      async () => new Blob([new Uint8Array(await pngOf(50_000, 50_000))]),
      'a.png',
      413,
      '50000 × 50000',
      '50000 × 50000',
    ],
    [
      'half of a photograph',
      async () => new Blob([new Uint8Array((await lying(400, 200).jpeg(90)).subarray(0, 1200))]),
      'a.jpg',
      422,
      'cortada o dañada',
      'cut off or damaged',
    ],
    ['a program', async () => new Blob(['MZ']), 'a.exe', 422, 'no es una foto', 'neither a photo'],
  ] as const)('%s is refused in words, in both languages', async (_, made, name, status, es, en) => {
    for (const [lang, said] of [
      ['es', es],
      ['en', en],
    ] as const) {
      const form = formOf({}, ['buena.jpg', await photo()], [name, await made()])
      const answer = await app.as('leader').post(`/commitments/${due}/evidence`, form, lang)
      expect([answer.status, answer.html.includes(said)]).toEqual([status, true])
      const sent = await app.as('leader').send(`/commitments/${due}/evidence`, form, lang)
      expect([sent.status, JSON.parse(sent.html).title.includes(said)]).toEqual([status, true])
    }
    expect([await shown(), inStore()]).toEqual([[], 0])
  })
})

describe('a photograph as evidence', () => {
  let id: string
  beforeAll(async () => {
    const form = formOf({ words: 'La ventanilla, cerrada' }, ['IMG_Rosa.jpg', await photo()])
    const answer = await app.as('leader').post(`/commitments/${due}/evidence`, form)
    expect(answer.location).toContain(`/commitments/${due}#evidence`)
    id = (await shown())[0]?.id ?? ''
  })

  it('asks for consent before the photograph is chosen, in both languages', async () => {
    for (const [lang, said] of [
      ['es', 'pida permiso a cada persona'],
      ['en', 'ask each person for permission'],
    ] as const) {
      const { html } = await app.as('leader').get(`/commitments/${due}/evidence`, lang)
      expect(html.indexOf(said)).toBeGreaterThan(0)
      expect(html.indexOf(said)).toBeLessThan(html.indexOf('type="file"'))
      expect(flaws(html)).toEqual([])
    }
  })
  it.each(['leader', 'official', 'coordinator', 'assistant', 'researcher', 'adviser', 'donor'] as const)(
    '%s sees it on the commitment’s page and opens it: pixels alone, under a name of ours',
    async (visitor) => {
      const browser = app.as(visitor)
      const { html } = await browser.get(`/commitments/${due}`)
      expect(html).toContain(`/evidence/${id}/small`)
      expect(html).toContain('La ventanilla, cerrada')
      expect(html).not.toContain('Rosa.jpg')
      const file = await opens(visitor, id)
      expect(file.name).toMatch(/^foto-\d{4}-\d\d-\d\d\.jpg$/)
      const { stream } = await app.services.files.open(file.sha256)
      expect(Buffer.concat(await stream.toArray()).toString('latin1')).not.toMatch(
        /Exif|Iztapalapa|Rosa|Telmex/,
      )
      expect(
        (await browser.get(`/commitments/${due}/evidence/${id}/small`)).headers.get('content-type'),
      ).toBe('image/jpeg')
    },
  )
  it.each(['facilitator', 'public', 'stranger', 'berta'] as const)(
    '%s does not, by any address',
    async (visitor) => {
      const browser = visitor === 'berta' ? app.as({ account: app.village.accounts.berta }) : app.as(visitor)
      const path = `/commitments/${due}/evidence/${id}/small`
      expect([303, 403, 404]).toContain((await browser.get(path)).status)
      if (visitor !== 'stranger') await expect(opens(visitor, id)).rejects.toMatchObject({ status: 404 })
    },
  )
  it('stands right way up', async () => {
    const { stream } = await app.services.files.open((await shown())[0]?.sha256 ?? '')
    const { width, height } = await new Transformer(Buffer.concat(await stream.toArray())).metadata()
    expect([width, height]).toEqual([40, 80])
  })
  it('does not say who took it, but to the log', async () => {
    const { db, workspaceId } = app.village
    const row = await read(db, app.village.as('ofelia'), (tx) =>
      tx.selectFrom('kernel.attachment').select('member_id').where('id', '=', id).executeTakeFirst(),
    )
    expect(row).toEqual({ member_id: null })
    const logged = await read(db, app.village.as('lucia'), (tx) =>
      tx
        .selectFrom('kernel.event')
        .select(['member_id', 'action'])
        .where('workspace_id', '=', workspaceId)
        .where('subject_id', '=', id)
        .execute(),
    )
    expect(logged).toEqual([{ member_id: app.village.members.rosa, action: 'created' }])
  })
  it('is taken away by whose it is or by the team, not by another party; and brought back', async () => {
    const taken = `/commitments/${due}/evidence/${id}/remove`
    for (const visitor of ['official', 'donor', 'researcher'] as const)
      expect([visitor, [403, 404].includes((await app.as(visitor).post(taken)).status)]).toEqual([
        visitor,
        true,
      ])
    expect((await app.as('official').get(`/commitments/${due}`)).html).not.toContain(taken)
    for (const visitor of ['leader', 'coordinator'] as const) {
      const answer = await app.as(visitor).post(taken)
      expect(decodeURIComponent(answer.headers.get('set-cookie') ?? '')).toContain(`/evidence/${id}/restore`)
      await expect(opens('leader', id)).rejects.toMatchObject({ status: 404 })
      expect((await app.as('leader').get(`/commitments/${due}`)).html).not.toContain(id)
      expect((await app.as(visitor).post(`/commitments/${due}/evidence/${id}/restore`)).status).toBe(303)
      expect((await opens('official', id)).id).toBe(id)
    }
  })
  it('of an incident stands beside it; of one of another commitment it is refused', async () => {
    expect((await app.as('leader').get(`/commitments/${lasting}/evidence`)).html).toContain(incident)
    const wrong = formOf({ incident }, ['a.jpg', await photo()])
    expect((await app.as('leader').post(`/commitments/${due}/evidence`, wrong)).status).toBe(403)
    const right = formOf({ incident }, ['a.jpg', await photo()])
    expect((await app.as('coordinator').post(`/commitments/${lasting}/evidence`, right)).status).toBe(303)
    const [one] = await shown(lasting)
    expect([one?.incidentId, one?.organisationId]).toEqual([incident, null])
    const { html } = await app.as('official').get(`/commitments/${lasting}`)
    expect(html.split(`/evidence/${one?.id}/small`).length - 1).toBe(2)
    expect(html).toContain('El programa')
  })
  it('taken away more than thirty days ago is erased, its bytes once nothing else has the same', async () => {
    const before = await shown()
    const again = formOf({}, ['b.jpg', await photo()])
    await app.as('leader').post(`/commitments/${due}/evidence`, again)
    const [second] = (await shown()).filter((one) => !before.some(({ id }) => id === one.id))
    const sha256 = second?.sha256 ?? ''
    const { db } = app.village
    const month = new Date(Date.now() + 31 * 86_400_000)
    for (const one of [second?.id ?? '', id])
      await app.as('leader').post(`/commitments/${due}/evidence/${one}/remove`)
    expect(await purgeEvidence(db, app.services.files)).toBe(0)
    const [ofIncident] = await shown(lasting)
    expect(ofIncident?.sha256).toBe(sha256)
    expect(await purgeEvidence(db, app.services.files, month)).toBe(2)
    expect(await app.services.files.verify(sha256)).toBe(true)
    await app.as('coordinator').post(`/commitments/${lasting}/evidence/${ofIncident?.id}/remove`)
    expect(await purgeEvidence(db, app.services.files, month)).toBe(1)
    expect(await app.services.files.verify(sha256)).toBe(false)
  })
})

describe('from a phone that was without signal', () => {
  const rosa = () => holderOf(app.village.accounts.rosa)
  const view = (more: Record<string, string> = {}) => ({
    entry: newId(),
    holder: rosa(),
    basis: '',
    value: 'not_met',
    decidedBy: 'leader',
    assessedOn: day(1),
    reason: 'Sigue cerrada',
    ...more,
  })
  const path = () => `/commitments/${due}/view`
  const send = async (
    fields: Record<string, string>,
    browser = app.as('leader'),
    lang: 'es' | 'en' = 'es',
  ) => {
    const answer = await browser.send(path(), formOf(fields, ['foto.jpg', await photo()]), lang)
    return { status: answer.status, said: JSON.parse(answer.html) }
  }
  const views = async () =>
    (
      await read(app.village.db, app.village.as('lucia'), (tx) =>
        tx
          .selectFrom('dialogue.assessment')
          .select(['id', 'value', 'assessed_on'])
          .where('commitment_id', '=', due)
          .execute(),
      )
    ).length

  it('what another person wrote is not saved under this session', async () => {
    expect(await send(view({ holder: holderOf('somebody else') }))).toMatchObject({
      status: 403,
      said: { title: expect.stringContaining('lo anotó otra persona') },
    })
  })
  it('with a session that ended it is told to sign in; of a commitment no longer hers, in words', async () => {
    const form = formOf(view(), ['foto.jpg', await photo()])
    expect((await app.as('public').send(path(), form)).status).toBe(401)
    const gone = await app
      .as({ account: app.village.accounts.berta })
      .send(path(), formOf({ ...view(), holder: holderOf(app.village.accounts.berta) }))
    expect([gone.status, JSON.parse(gone.html).title.length > 20]).toEqual([404, true])
  })
  it.each([
    ['es', 'ya no puede estar'],
    ['en', 'it cannot be'],
  ] as const)('what the rules refuse is told in %s', async (lang, said) => {
    const answer = await send(view({ value: 'not_due' }), app.as('leader'), lang)
    expect([answer.status, answer.said.title]).toEqual([422, expect.stringContaining(said)])
    const empty = await send(view({ value: '' }), app.as('leader'), lang)
    expect([empty.status, empty.said.code]).toEqual([422, 'commitments.incomplete'])
    expect(await views()).toBe(0)
  })
  it('arrives once, however often it is sent, also twice at the same moment', async () => {
    const fields = view()
    const both = await Promise.all([send(fields), send(fields)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect((await send(fields)).status).toBe(200)
    const given = (await shown()).filter(({ assessmentId }) => assessmentId === fields.entry)
    expect([await views(), given.length]).toEqual([1, 1])
    const { html } = await app.as('official').get(`/commitments/${due}`)
    expect(html).toContain('Sigue cerrada')
    expect(html.split(`/evidence/${given[0]?.id}/small`).length - 1).toBe(2)
  })
  it('her own queue is no conflict with herself', async () => {
    expect((await send(view({ value: 'partly_met', assessedOn: today }))).status).toBe(200)
    expect(await views()).toBe(2)
  })
  it('where a colleague spoke since, both are shown, nothing is written, and she decides', async () => {
    const { html } = await colleague.get(path())
    const seen = /name="basis" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const spoken = await colleague.post(path(), {
      basis: seen,
      value: 'in_progress',
      decidedBy: 'assembly',
      assessedOn: today,
      reason: 'Ya abren',
    })
    expect(spoken.status).toBe(303)
    const late = view({ basis: seen, assessedOn: day(1) })
    const answer = await send(late)
    expect(answer.status).toBe(409)
    expect(answer.said.meanwhile).toMatchObject({ day: today })
    expect(answer.said.meanwhile.lines.map(([, value]: [string, string]) => value)).toEqual(
      expect.arrayContaining(['En proceso', 'La asamblea', 'Ya abren', 'Nieves Tapia']),
    )
    expect(await views()).toBe(3)
    const { basis, day: then } = answer.said.meanwhile
    expect((await send({ ...late, basis, assessedOn: then })).status).toBe(200)
    expect(await views()).toBe(4)
    expect((await app.as('official').get(`/commitments/${due}`)).html).toContain('Ya abren')
  })
  it('without scripts the same is shown on the form, with what was typed', async () => {
    const stale = await colleague.post(path(), {
      basis: '',
      value: 'met',
      decidedBy: 'leader',
      assessedOn: today,
      reason: 'Ya quedó',
    })
    expect([stale.status, flaws(stale.html)]).toEqual([409, []])
    expect(stale.html).toContain('dio otra valoración mientras tanto')
    expect(stale.html).toContain('Ya quedó')
    expect(stale.html).toContain('Rosa Hernández')
    const basis = /name="basis" value="([^"]+)"/.exec(stale.html)?.[1] ?? ''
    expect(
      (await colleague.post(path(), { basis, value: 'met', decidedBy: 'leader', assessedOn: today })).status,
    ).toBe(303)
  })
  it('an incident arrives once with its photograph', async () => {
    const entry = newId()
    const fields = {
      entry,
      holder: rosa(),
      kind: 'seizure',
      happenedOn: today,
      words: 'Decomiso de un puesto',
    }
    for (const _ of [1, 2]) {
      const form = formOf(fields, ['foto.jpg', await photo()])
      expect((await app.as('leader').send(`/commitments/${lasting}/incidents/new`, form)).status).toBe(200)
    }
    const noted = await read(app.village.db, app.village.as('lucia'), (tx, asker) =>
      incidentsOf(tx, asker, lasting),
    )
    expect(noted.filter(({ id }) => id === entry)).toHaveLength(1)
    expect((await shown(lasting)).filter(({ incidentId }) => incidentId === entry)).toHaveLength(1)
  })
})

describe('what a phone keeps', () => {
  const marks = async (browser: Browser, path: string) => {
    const { headers } = await browser.get(path)
    return [headers.get('acuerdo-keep'), headers.get('acuerdo-holder')]
  }
  it('of whoever acts for an organisation: today, meetings, agreements, commitments and their forms', async () => {
    for (const path of [
      '/',
      '/meetings',
      '/agreements',
      '/commitments',
      `/commitments/${due}`,
      `/commitments/${due}/view`,
      `/commitments/${due}/evidence`,
      '/waiting',
    ])
      expect([path, ...(await marks(app.as('leader'), path))]).toEqual([
        path,
        '1',
        holderOf(app.village.accounts.rosa),
      ])
  })
  it('nothing of the team’s, of nobody’s, nor what is no page for her', async () => {
    for (const visitor of ['coordinator', 'adviser', 'donor'] as const)
      expect((await marks(app.as(visitor), `/commitments/${due}`))[0]).toBeNull()
    expect(await marks(app.as('leader'), '/places')).toEqual([null, holderOf(app.village.accounts.rosa)])
    expect((await app.as('coordinator').get('/')).html).not.toContain('data-holder')
  })
  it('says of each page whose it is, so that a phone hands it to nobody else', async () => {
    const [rosa, nieves] = [await marks(app.as('leader'), '/'), await marks(colleague, '/')]
    expect(rosa[1]).not.toBe(nieves[1])
    expect(rosa[1]).toMatch(/^[0-9a-f]{20}$/)
  })
})
