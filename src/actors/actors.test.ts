/** Organisations and people through the pages: refusals first, then added, found, changed, taken away and brought back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

const idIn = (location: string | null): string => /([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? 'no id'
const plainly = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

async function add(form: Record<string, string>, at = app): Promise<string> {
  const { status, location, html } = await at.post('/actors/new', form)
  expect(status, plainly(html)).toBe(303)
  return idIn(location)
}

describe('refused', () => {
  it.each(['researcher', 'facilitator', 'adviser', 'leader', 'official', 'donor'] as const)(
    '%s writes no organisation and no person',
    async (role) => {
      const visitor = app.as(role)
      const id = app.village.organisations.vendors
      for (const path of ['/actors/new', '/actors/people/new', `/actors/${id}/edit`])
        expect((await visitor.get(path)).status, path).toBe(403)
      for (const path of ['/actors/new', `/actors/${id}/edit`, `/actors/${id}/remove`, `/actors/${id}/files`])
        expect((await visitor.post(path, { name: 'X' })).status, path).toBe(403)
      expect((await visitor.post(`/actors/${id}/post/new`, { title: 'X' })).status).toBe(403)
    },
  )
  it.each([
    ['/actors/new', { name: '' }, 'Este dato hace falta'],
    ['/actors/new', { name: 'X', place: 'Atlantis' }, 'no se conoce'],
    ['/actors/new', { name: 'X', website: 'javascript:alert(1)' }, 'dirección web completa'],
    ['/actors/people/new', { name: 'X', phone: '123' }, 'diez dígitos'],
    ['/actors/people/new', { name: 'X', organisation: 'Union de comerciante' }, 'Unión de comerciantes?'],
  ])('%s with %o says what is wrong, and keeps what was typed', async (path, form, sentence) => {
    const { status, html } = await app.post(path, form)
    expect(status).toBe(422)
    expect(plainly(html)).toContain(sentence)
    expect(flaws(html)).toEqual([])
  })
  it.each([
    ['membership', { observed_on: '2026-01-01', basis: 'reported' }, 'al menos un número'],
    ['membership', { observed_on: '2026-01-01', basis: 'reported', total: '5', women: '6' }, 'suman más'],
    ['membership', { observed_on: '2026-01-01', basis: 'documented', total: '5' }, 'cómo se documentó'],
    ['post', { title: 'Tesorera', since: '2026-01-02', until: '2026-01-01' }, 'antes de empezar'],
    ['relation', { kind: 'funds', other: 'Nadie conocido' }, 'No hay ninguna organización con ese nombre'],
    ['relation', { kind: 'funds', other: 'union de comerciantes' }, 'consigo misma'],
    ['position', { issue: 'Reubicación', observed_on: '2026-01-01' }, 'Diga al menos'],
  ])('%s with %o', async (kind, form, sentence) => {
    const { status, html } = await app.post(`/actors/${app.village.organisations.vendors}/${kind}/new`, form)
    expect(status).toBe(422)
    expect(plainly(html)).toContain(sentence)
  })
})

describe('an organisation', () => {
  it('is added with all that is known, found whatever the accents, and shown in both languages', async () => {
    const id = await add({
      name: 'Unión de Pepenadoras Ñandú, A.C.',
      nameEn: 'Ñandú Waste Pickers’ Union',
      acronym: 'UPÑ',
      constituency: 'workers',
      legalForm: 'civil_association',
      membershipBased: 'yes',
      groups: 'waste_pickers',
      place: '09007',
      places: 'Oaxaca, 09',
      about: 'Separan residuos en la planta de San Juan de Aragón.',
    })
    for (const words of ['pepenadoras', 'PEPENADORAS NANDU', 'upñ', 'residuos', 'aragon', 'pepenadora'])
      expect((await app.get(`/actors?q=${encodeURIComponent(words)}`)).html, words).toContain(id)
    expect((await app.get('/search?q=nandu')).html).toContain(id)
    for (const filter of [
      'place=09',
      'place=20',
      'group=waste_pickers',
      'constituency=workers',
      'place=09007',
    ])
      expect((await app.get(`/actors?${filter}`)).html, filter).toContain(id)
    for (const filter of ['place=14', 'group=domestic', 'constituency=donor', 'q=zapatos'])
      expect((await app.get(`/actors?${filter}`)).html, filter).not.toContain(id)
    const page = await app.get(`/actors/${id}`)
    expect(plainly(page.html)).toMatch(/UPÑ · Personas trabajadoras · Iztapalapa/)
    expect(flaws(page.html)).toEqual([])
    expect(plainly((await app.get(`/actors/${id}`, 'en')).html)).toContain('Ñandú Waste Pickers’ Union')
  })

  it('is shown, not overwritten, where somebody else was quicker', async () => {
    const id = await add({ name: 'Cooperativa La Prisa' })
    expect(
      (await app.post(`/actors/${id}/edit`, { name: 'Cooperativa La Calma', version: '1' })).status,
    ).toBe(303)
    const late = await app.post(`/actors/${id}/edit`, { name: 'Cooperativa Tardía', version: '1' })
    expect(late.status).toBe(409)
    expect(plainly(late.html)).toContain('Cooperativa La Calma')
    expect(late.html).toContain('value="Cooperativa Tardía"')
    expect((await app.get('/actors?q=tardia')).html).not.toContain(id)
    expect((await app.get('/search?q=calma')).html).toContain(id)
  })

  it('is taken away and brought back', async () => {
    const id = await add({ name: 'Frente Efímero' })
    expect((await app.post(`/actors/${id}/remove`)).status).toBe(303)
    for (const path of ['/actors?q=efimero', '/search?q=efimero'])
      expect((await app.get(path)).html).not.toContain(`/actors/${id}"`)
    expect((await app.get('/actors')).html).toContain(`/actors/${id}/restore`)
    expect((await app.post(`/actors/${id}/edit`, { name: 'X', version: '1' })).status).toBe(404)
    expect((await app.post(`/actors/${id}/restore`)).status).toBe(303)
    for (const path of ['/actors?q=efimero', '/search?q=efimero'])
      expect((await app.get(path)).html).toContain(`/actors/${id}"`)
  })

  it('stands for several groups, and keeps them all when something else is changed', async () => {
    const form = new FormData()
    for (const [name, value] of [
      ['name', 'Frente de Varios'],
      ['groups', 'street_vendors'],
      ['groups', 'waste_pickers'],
    ] as const)
      form.append(name, value)
    const { location } = await app.post('/actors/new', form)
    const id = idIn(location)
    const edit = (await app.get(`/actors/${id}/edit`)).html
    expect(edit.match(/name="groups"[^>]*checked/g)).toHaveLength(2)
    expect((await app.get('/actors?group=street_vendors')).html).toContain(id)
    expect((await app.get('/actors?group=waste_pickers')).html).toContain(id)
    expect((await app.post('/actors/new', { name: 'X', groups: 'atlantes' })).status).toBe(422)
  })

  it('made by inviting a member is one like every other', async () => {
    const id = app.village.organisations.domestic
    expect((await app.get('/search?q=hogar')).html).toContain(`/actors/${id}`)
    expect(plainly((await app.get(`/actors/${id}`)).html)).toContain('No se sabe')
  })

  it('has files: the team’s, a register of members above all, unless somebody says otherwise', async () => {
    const id = await add({ name: 'Con archivo' })
    const attach = (name: string, more: Record<string, string> = {}) => {
      const form = new FormData()
      for (const [field, value] of Object.entries(more)) form.set(field, value)
      form.set('files', new File(['x'], name))
      return app.post(`/actors/${id}/files`, form)
    }
    expect((await attach('padron.csv')).status).toBe(303)
    expect((await attach('estatutos.pdf', { everybody: 'true' })).status).toBe(303)
    for (const [role, seesAll] of [
      ['assistant', true],
      ['adviser', true],
      ['leader', false],
      ['official', false],
      ['donor', false],
    ] as const) {
      const { html } = await app.as(role).get(`/actors/${id}`)
      expect([role, html.includes('padron.csv'), html.includes('estatutos.pdf')]).toEqual([
        role,
        seesAll,
        true,
      ])
    }
  })
})

describe('what is noted of it', () => {
  it('members over time: the newest is what the list says; a removed one can be brought back', async () => {
    const id = await add({ name: 'Sindicato de Prueba Uno' })
    const note = (form: Record<string, string>) => app.post(`/actors/${id}/membership/new`, form)
    await note({
      observed_on: '2024-05-01',
      basis: 'documented',
      method: 'padrón',
      total: '1,200',
      women: '900',
    })
    await note({ observed_on: '2026-05-01', basis: 'reported', women: '1000', men: '500' })
    const row = plainly((await app.get('/actors?q=prueba+uno')).html)
    expect(row).toContain('1,500')
    const page = (await app.get(`/actors/${id}`)).html
    expect(plainly(page)).toContain('66.7')
    const fact = /membership\/([0-9a-f-]{36})/.exec(page)?.[1] ?? ''
    expect((await app.post(`/actors/${id}/membership/${fact}/remove`)).status).toBe(200)
    expect(plainly((await app.get('/actors?q=prueba+uno')).html)).toContain('1,200')
    await app.post(`/actors/${id}/membership/${fact}/restore`)
    expect(plainly((await app.get('/actors?q=prueba+uno')).html)).toContain('1,500')
    const corrected = { observed_on: '2026-05-01', basis: 'reported', total: '1600' }
    expect((await app.post(`/actors/${id}/membership/${fact}`, { ...corrected, version: '1' })).status).toBe(
      303,
    )
    expect((await app.post(`/actors/${id}/membership/${fact}`, { ...corrected, version: '1' })).status).toBe(
      409,
    )
  })

  it('a relation is read from both ends, and noted once', async () => {
    const [union, network] = [
      await add({ name: 'Unión Alfa' }),
      await add({ name: 'Red Omega', acronym: 'ROM' }),
    ]
    const form = { kind: 'member_of', other: 'rom', since: '2020-01-01', source: 'estatutos' }
    expect((await app.post(`/actors/${union}/relation/new`, form)).status).toBe(303)
    expect((await app.post(`/actors/${union}/relation/new`, form)).status).toBe(409)
    expect(plainly((await app.get(`/actors/${union}`)).html)).toMatch(/Red Omega Es integrante de/)
    expect(plainly((await app.get(`/actors/${network}`)).html)).toMatch(/Unión Alfa Tiene como integrante a/)
  })

  it('a position is written by coordinator and researcher, not by the assistant, and each date is kept', async () => {
    const id = await add({ name: 'Secretaría Dudosa' })
    const form = { issue: 'Ley de vía pública', observed_on: '2026-01-01', stance: '-1', influence: '5' }
    expect((await app.as('assistant').post(`/actors/${id}/position/new`, form)).status).toBe(403)
    expect((await app.as('researcher').post(`/actors/${id}/position/new`, form)).status).toBe(303)
    await app.post(`/actors/${id}/position/new`, {
      ...form,
      issue: 'ley de via publica',
      observed_on: '2026-03-01',
      stance: '1',
    })
    const page = plainly((await app.as('adviser').get(`/actors/${id}`)).html)
    expect(page).toMatch(/Se inclina a favor.*Se inclina en contra/)
    expect(page.match(/Ley de vía pública/g)).toHaveLength(2)
  })

  it('a self-assessment is for the leader of that organisation alone', async () => {
    const { domestic, vendors } = app.village.organisations
    const marks = Object.fromEntries(
      ['elections', 'assemblies', 'accounts', 'women', 'records', 'renewal'].map((one) => [one, '2']),
    )
    const form = { ...marks, assessedOn: '2026-02-01', notes: 'Rotar la tesorería' }
    expect((await app.post(`/actors/${domestic}/self`, form)).status).toBe(404)
    expect((await app.as('leader').post(`/actors/${vendors}/self`, form)).status).toBe(404)
    expect((await app.as('leader').post(`/actors/${domestic}/self`, form)).status).toBe(303)
    expect((await app.as('leader').get(`/actors/${domestic}`)).html).toContain('Rotar la tesorería')
    expect((await app.get(`/actors/${domestic}`)).html).not.toContain('Rotar la tesorería')
  })
})

describe('a person', () => {
  it('is added to an organisation, holds a post, is found by name, changed, removed, brought back', async () => {
    const id = app.village.organisations.domestic
    const made = await app.post('/actors/people/new', {
      name: 'Eulalia Ñuño',
      organisation: 'sindicato de trabajadoras del hogar',
      phone: '55 1234 9876',
      channel: 'whatsapp',
      languages: 'español, mixteco de Tlaxiaco',
    })
    const person = idIn(made.location)
    expect((await app.get(`/actors/people/${person}`)).html).toContain('wa.me/525512349876')
    await app.post(`/actors/${id}/post/new`, {
      title: 'Vocera',
      is_leader: 'true',
      sex: 'woman',
      person_id: person,
    })
    expect((await app.get(`/actors/${id}`)).html).toContain('Eulalia Ñuño')
    expect((await app.as('leader').get('/actors/people?q=nuno')).html).toContain('Eulalia')
    expect((await app.get('/search?q=eulalia')).html).toContain(person)
    const later = {
      name: 'Eulalia Ñuño Paz',
      organisation: 'Sindicato de trabajadoras del hogar',
      version: '1',
    }
    expect((await app.post(`/actors/people/${person}/edit`, later)).status).toBe(303)
    expect((await app.post(`/actors/people/${person}/edit`, later)).status).toBe(409)
    await app.post(`/actors/people/${person}/remove`)
    expect((await app.get('/search?q=eulalia')).html).not.toContain(person)
    expect((await app.get(`/actors/people/${person}`)).status).toBe(404)
    await app.post(`/actors/people/${person}/restore`)
    expect((await app.get('/search?q=eulalia')).html).toContain(person)
  })

  it('is erased for good where the law says so: her name is nowhere, her post stays', async () => {
    const id = app.village.organisations.vendors
    const made = await app.post('/actors/people/new', {
      name: 'Olvidada Pérez',
      organisation: 'Unión de comerciantes',
    })
    const person = idIn(made.location)
    await app.post(`/actors/${id}/post/new`, { title: 'Presidenta', is_leader: 'true', person_id: person })
    expect((await app.as('leader').post(`/actors/people/${person}/erase`)).status).toBe(403)
    expect((await app.post(`/actors/people/${person}/erase`)).status).toBe(303)
    for (const path of [`/actors/${id}`, '/actors/people', '/search?q=olvidada'])
      expect((await app.get(path)).html, path).not.toContain('Olvidada Pérez')
    expect((await app.get(`/actors/${id}`)).html).toContain('Presidenta')
  })
})
