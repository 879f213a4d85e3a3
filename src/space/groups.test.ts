import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { cite } from '../evidence/figures.ts'
import { workerGroupsOf } from '../kernel/place.ts'
import { read, write } from '../kernel/transaction.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ survey: '2024T1' })
})
afterAll(() => app.drop())

const text = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>|<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string, lang: 'es' | 'en' = 'es'): Promise<string> =>
  text((await app.get(path, lang)).html)
const names = () =>
  read(app.village.db, app.village.system, async (tx, asker) =>
    (await workerGroupsOf(tx, asker)).map(({ code }) => code),
  )

/** Adds a group and gives its code. */
async function added(es: string, en = ''): Promise<string> {
  const { location, html } = await app.post('/groups/new', { es, en })
  if (!location) throw new Error(text(html))
  return location.split('/').at(-1) ?? ''
}

describe('who may not', () => {
  it.each(['facilitator', 'adviser', 'leader', 'official', 'donor', 'stranger'] as const)(
    '%s changes nothing',
    async (role) => {
      const code = await added(`De ${role}`)
      const visitor = app.as(role)
      for (const path of ['/groups/new', `/groups/${code}/edit`]) {
        expect([403, 404], path).toContain((await visitor.get(path)).status)
        expect([403, 404], path).toContain((await visitor.post(path, { es: 'Otro', version: '1' })).status)
      }
      for (const act of ['remove', 'restore'])
        expect([403, 404]).toContain((await visitor.post(`/groups/${code}/${act}`)).status)
      expect(await names()).toContain(code)
      if (role !== 'stranger')
        expect((await visitor.get(`/groups/${code}`)).html).not.toMatch(/\/edit|\/remove/)
    },
  )

  it('nobody renames or removes one of the common groups', async () => {
    for (const answer of [
      await app.get('/groups/domestic/edit'),
      await app.post('/groups/domestic/edit', { es: 'Otro', version: '1' }),
      await app.post('/groups/domestic/remove'),
    ]) {
      expect(answer.status).toBe(409)
      expect(answer.html).toContain('común a todos los espacios')
    }
    expect(await names()).toContain('domestic')
  })
})

describe('the list', () => {
  it('has people, share of women and informality of each group that the file can tell', async () => {
    // Eight women in each of 32 states, each for 200.
    expect(await page('/groups')).toMatch(
      /Personas trabajadoras del hogar 51,200 \S+ alta 100\.0 \S+ alta 100\.0 \S+ alta/,
    )
  })
  it('of a state keeps back what rests on too few', async () =>
    expect(await page('/groups?place=20')).toContain(
      'Personas trabajadoras del hogar No se publica: 8 casos',
    ))
  it('takes a place that it does not know for the whole country', async () =>
    expect(await page("/groups?place='--")).toContain('51,200'))
  it('says of an own group that no survey counts it', async () => {
    await added('Organilleros')
    expect(await page('/groups')).toContain('Organilleros grupo de este espacio: las encuestas no tienen')
  })
})

describe('the page of a group', () => {
  it('has its key figures, how it is counted, and what is approximate about it', async () => {
    const html = await page('/groups/domestic')
    expect(html).toMatch(
      /Personas 51,200 .* De la población ocupada 4\.0 % .* Mujeres 100\.0 % .* Con empleo informal 100\.0 %/,
    )
    expect(html).toContain(
      'La lectura que se usó (2024-T1) Personas ocupadas que trabajan para un hogar (SCIAN 8140)',
    )
    expect(html).toContain('Qué tiene de aproximado El archivo no trae la ocupación')
  })

  it('takes the other reading where the file lacks the columns of the best one', async () => {
    const old = await testApp()
    await old.addSurvey('2019T1', { without: ['p3', 'p4a', 'p4f'] })
    const html = text((await old.get('/groups/domestic')).html)
    expect(html).toContain('Ningún archivo de este espacio permite contarlo')
    expect(html).toContain('falta P3, P4A o TUE2')
    await old.drop()
  })

  it('lists the figures that were cited of it', async () => {
    const { village } = app
    const vintage = await app.addSurvey('2023T1')
    await write(village.db, village.as('lucia'), async (tx, asker) => {
      const group = (await workerGroupsOf(tx, asker)).find(({ code }) => code === 'domestic')
      await cite(tx, asker, {
        title: {
          source: 'es',
          es: { text: 'Trabajadoras del hogar citadas' },
          en: { text: 'Domestic workers cited', state: 'current' },
        },
        dataFileId: vintage.dataFileId,
        vintageId: vintage.id,
        spec: {
          place: 'MX',
          group: null,
          table: 'groups',
          row: 'domestic',
          column: 'number',
          sex: 'total',
          level: 90,
          catalogue: 'x',
        },
        estimate: { estimate: 51_200, se: 0, n: 256 },
        placeId: null,
        groupId: group?.id ?? null,
      })
    })
    expect(await page('/groups/domestic')).toContain('Trabajadoras del hogar citadas')
    expect(await page('/groups/domestic', 'en')).toContain('Domestic workers cited')
    expect(await page('/groups/street_vendors')).not.toContain('hogar citadas')
  })
})

describe('adding', () => {
  it('refuses a group without a name, and keeps what was typed', async () => {
    const refused = await app.post('/groups/new', { es: ' ', en: '' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Escriba el nombre al menos en un idioma.')
    const long = await app.post('/groups/new', { es: 'x'.repeat(201), en: 'Long' })
    expect(long.status).toBe(422)
    expect(long.html).toContain('value="Long"')
    expect(flaws(long.html)).toEqual([])
  })

  it.each(['Personas trabajadoras del hogar', 'PERSONAS  trabajadoras DEL hógar'])(
    'refuses “%s”: there is one',
    async (es) => {
      const refused = await app.post('/groups/new', { es, en: '' })
      expect(refused.status).toBe(422)
      expect(refused.html).toContain('Ya hay un grupo que se llama «Personas trabajadoras del hogar»')
      expect(refused.html).toContain(`value="${es}"`)
    },
  )

  it('takes it into lists, search and what waits for a translation, and shows no tag in its name', async () => {
    const code = await added('Lustradores <b>de calzado</b>')
    expect(code).toBe('lustradores_b_de_calzado_b')
    expect((await app.get('/groups')).html).not.toContain('<b>de calzado')
    expect((await app.get('/search?q=lustrador')).html).toContain(`/groups/${code}`)
    expect(await page(`/groups/${code}`)).toContain(
      'Español Lustradores &lt;b&gt;de calzado&lt;/b&gt; texto original Inglés sin traducir',
    )
    expect((await app.get('/')).html).toContain(`/groups/${code}/edit`)
    expect(await page(`/groups/${code}`, 'en')).toContain('Lustradores')
  })
})

describe('renaming', () => {
  it('leaves an untouched translation out of date, and is found by the new name', async () => {
    const code = await added('Músicos', 'Musicians')
    const done = await app.post(`/groups/${code}/edit`, {
      es: 'Músicas y músicos de la calle',
      en: 'Musicians',
      version: '1',
    })
    expect(done.status).toBe(303)
    expect(await page(`/groups/${code}`)).toContain('Inglés Musicians traducción atrasada')
    expect((await app.get('/search?q=calle')).html).toContain(`/groups/${code}`)
    await app.post(`/groups/${code}/edit`, {
      es: 'Músicas y músicos de la calle',
      en: 'Musicians',
      holds: 'true',
      version: '2',
    })
    expect(await page(`/groups/${code}`)).toContain('Inglés Musicians traducción al día')
  })

  it('over a version that somebody changed meanwhile: 409, both are shown, nothing is lost and nothing overwritten', async () => {
    const code = await added('Payasos')
    await app.as('assistant').post(`/groups/${code}/edit`, { es: 'Payasos y mimos', en: '', version: '1' })
    const late = await app.post(`/groups/${code}/edit`, {
      es: 'Payasas y payasos',
      en: 'Clowns',
      version: '1',
    })
    expect(late.status).toBe(409)
    const said = text(late.html)
    expect(said).toContain('Como está ahora Payasos y mimos')
    expect(said).toContain('Lo que usted escribió Payasas y payasos')
    expect(late.html).toContain('value="Clowns"')
    expect(late.html).toMatch(/name="version" value="2"/)
    expect(flaws(late.html)).toEqual([])
    expect(await page(`/groups/${code}`)).toContain('Payasos y mimos')
    // Having seen both, the person saves hers.
    expect(
      (await app.post(`/groups/${code}/edit`, { es: 'Payasas y payasos', en: 'Clowns', version: '2' }))
        .status,
    ).toBe(303)
    expect(await page(`/groups/${code}`)).toContain('Payasas y payasos')
  })

  it('to the name of another group is refused', async () => {
    const code = await added('Globeros')
    const refused = await app.post(`/groups/${code}/edit`, {
      es: 'Comerciantes en vía pública',
      en: '',
      version: '1',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Ya hay un grupo')
  })

  it.each(['', 'x', '99', '-1', '1e99'])('over the version “%s” writes nothing', async (version) => {
    const code = await added(`Versión ${version}`)
    const answer = await app.post(`/groups/${code}/edit`, { es: 'Otra', en: '', version })
    expect([409, 422]).toContain(answer.status)
    expect(await page(`/groups/${code}`)).toContain('Versión')
  })
})

describe('removing', () => {
  it('takes it out of lists and search, keeps what is linked to it, and can be undone for thirty days', async () => {
    const code = await added('Cerillitos', 'Baggers')
    expect((await app.post(`/groups/${code}/remove`)).status).toBe(303)
    expect(await names()).not.toContain(code)
    expect((await app.get(`/groups/${code}`)).status).toBe(404)
    expect((await app.get('/search?q=cerillitos')).html).not.toContain(`/groups/${code}`)
    expect(await page('/groups')).toContain('Quitados en los últimos 30 días')
    expect((await app.as('donor').get('/groups')).html).not.toContain('Cerillitos')

    expect((await app.post(`/groups/${code}/restore`)).status).toBe(303)
    expect(await names()).toContain(code)
    expect((await app.get('/search?q=cerillitos')).html).toContain(`/groups/${code}`)
    expect((await app.post(`/groups/${code}/restore`)).status).toBe(409)
  })

  it('cannot be undone later', async () => {
    const code = await added('Voceadores')
    await app.post(`/groups/${code}/remove`)
    await write(app.village.db, app.village.system, (tx) =>
      tx
        .updateTable('kernel.worker_group')
        .set({ deleted_at: sql`now() - interval '31 days'` })
        .where('code', '=', code)
        .execute(),
    )
    expect((await app.post(`/groups/${code}/restore`)).status).toBe(409)
    expect((await app.get('/groups')).html).not.toContain('Voceadores')
  })

  it('leaves its name free, and cannot come back while another has it', async () => {
    const first = await added('Estibadores')
    await app.post(`/groups/${first}/remove`)
    const second = await added('Estibadores')
    expect(second).toBe('estibadores_2')
    const refused = await app.post(`/groups/${first}/restore`)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Ya hay un grupo que se llama «Estibadores»')
  })
})
