import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flaws, type TestApp, testApp, type Visitor } from '../../../test/app.ts'
import { attachmentById } from '../../kernel/attachment.ts'
import { newId } from '../../kernel/id.ts'
import { placesOf } from '../../kernel/place.ts'
import { text } from '../../kernel/text.ts'
import { read, write } from '../../kernel/transaction.ts'
import { readFileText } from './files.ts'
import { gapRows, passageText } from './known.ts'
import { addPassage, passagesOf } from './passages.ts'
import { addDocument, filesOf } from './store.ts'
import { docx, odt, pdf, zip } from './testing/files.ts'
import { described, written } from './testing/seed.ts'

let app: TestApp
let open: string
let team: string
let shared: string
let passage: string
beforeAll(async () => {
  app = await testApp()
  await write(app.village.db, app.village.as('lucia'), async (tx, asker) => {
    const city = (await placesOf(tx, asker)).find(({ code }) => code === '09')?.id ?? ''
    open = await written(tx, asker, ['Las comerciantes piden recibo.', 'Otra página, otro asunto.'], {
      title: text('Permisos & «recibos»', 'Permits & receipts'),
      summary: text('Resumen <b>abierto</b>'),
    })
    passage = await addPassage(tx, asker, open, {
      page: 1,
      quote: 'piden recibo',
      translation: 'ask for a receipt',
    })
    team = await written(tx, asker, ['Sólo para el equipo.'], { title: text('Reservado'), audience: 'team' })
    shared = await written(tx, asker, ['Texto para todas las personas.'], {
      title: text('Publicado'),
      placeIds: [city],
      audience: 'public',
      rights: 'open',
    })
  })
})
afterAll(() => app.drop())

const here = '/evidence/library'
const upload = (files: Readonly<Record<string, Buffer | string>>): FormData => {
  const form = new FormData()
  for (const [name, bytes] of Object.entries(files))
    form.append('files', new File([new Uint8Array(Buffer.from(bytes))], name))
  return form
}
const readAll = async (id: string) => {
  const { village, services } = app
  const [newest] = await write(village.db, village.system, (tx, asker) => filesOf(tx, asker, id))
  await readFileText(
    { db: village.db, files: services.files, workspaceId: village.workspaceId },
    newest?.id ?? '',
  ).catch(() => {})
  return newest
}
const idIn = (location: string | null): string => /library\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''

describe('who may what', () => {
  const members: readonly Visitor[] = [
    'coordinator',
    'assistant',
    'researcher',
    'facilitator',
    'adviser',
    'leader',
    'official',
    'employer',
    'donor',
  ]
  const writers: readonly Visitor[] = ['coordinator', 'assistant', 'researcher']
  const inTeam: readonly Visitor[] = [...writers, 'facilitator', 'adviser']

  test.each(members)('%s by the table', async (who) => {
    const as = app.as(who)
    expect((await as.get(here)).status).toBe(200)
    expect((await as.get(`${here}/${open}/read`)).status).toBe(200)
    expect((await as.get(`${here}/passages/${passage}`)).status).toBe(200)
    expect((await as.get(`${here}/${team}`)).status).toBe(inTeam.includes(who) ? 200 : 404)
    const writes = writers.includes(who)
    for (const path of [
      '/new',
      '/link',
      '/import',
      `/${open}/edit`,
      `/${open}/file`,
      `/passages/${passage}/edit`,
    ])
      expect([path, (await as.get(here + path)).status]).toEqual([path, writes ? 200 : 403])
    if (!writes)
      for (const path of [
        `/${open}/remove`,
        `/${open}/passages`,
        '/bulk',
        `/passages/${passage}/remove`,
        `/${open}/text`,
        '/gaps/cell?topic=care&place=MX',
      ])
        expect([path, (await as.post(here + path, { id: open, page: '1', quote: 'recibo' })).status]).toEqual(
          [path, 403],
        )
    const exports = who === 'coordinator' || who === 'researcher'
    expect((await as.get(`${here}/list.csv`)).status).toBe(exports ? 200 : 403)
    expect((await as.get(`${here}/gaps.csv`)).status).toBe(exports ? 200 : 403)
  })
  test('nobody signed in sees what is published and nothing else; the text where it may be passed on', async () => {
    for (const visitor of ['public', 'stranger'] as const) {
      const as = app.as(visitor)
      expect((await as.get('/public/library')).html).toContain('Publicado')
      expect((await as.get('/public/library')).html).not.toMatch(/Permisos|Reservado/)
      expect((await as.get(`/public/library/${shared}`)).html).toContain('Texto para todas las personas.')
      expect((await as.get(`/public/library/${open}`)).status).toBe(404)
      expect([302, 303, 404]).toContain((await as.get(`${here}/${open}`)).status)
    }
  })
  test('ids that are guessed, or of something else, are not found', async () => {
    for (const id of [newId(), 'nada', '..%2f', passage])
      for (const path of ['', '/edit', '/read', '/file', '/text'])
        expect([id, path, (await app.get(`${here}/${id}${path}`)).status]).toEqual([id, path, 404])
    expect((await app.get(`${here}/passages/${open}`)).status).toBe(404)
    expect((await app.get(`${here}/gaps/cell?topic=nada&place=MX`)).status).toBe(404)
    expect((await app.get(`${here}/import/${newId()}`)).status).toBe(404)
  })
})

describe('files', () => {
  test('several at once: what is no document is told by its name, the rest goes on', async () => {
    const answer = await app.post(
      `${here}/new`,
      upload({
        'estudio_de_mercados.pdf': await pdf(['El mercado de la esquina abre a las seis.']),
        'pagina.pdf': '<!doctype html><title>x</title>',
        'foto.docx': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
        'varios.docx': await zip({ 'uno.docx': 'x' }),
        'vacio.pdf': '',
      }),
    )
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('Se agregó 1 documento; otros no')
    expect(answer.html).toMatch(/«pagina.pdf».*página web guardada/)
    expect(answer.html).toMatch(/«foto.docx».*imagen/)
    expect(answer.html).toMatch(/«varios.docx».*comprimido/)
    expect(answer.html).toMatch(/«vacio.pdf».*vacío/)
    expect((await app.get(`${here}?state=undescribed`)).html).toContain('estudio de mercados')
  })
  test('an OpenDocument is read by its headings and found by its words', async () => {
    const bytes = await odt(
      '<text:h text:outline-level="1">Banquetas</text:h><text:p>Permiso semifijo.</text:p>',
    )
    const id = idIn((await app.post(`${here}/new`, upload({ 'minuta.odt': bytes }))).location)
    await readAll(id)
    expect((await app.get(`${here}/${id}`)).html).toContain('1 apartado')
    expect((await app.get(`${here}?q=semifijos`)).html).toMatch(/<mark>semifijo<\/mark>/)
  })
  test('one is added, read, downloaded as a file by who sees it; the same again leads to it', async () => {
    const bytes = await docx(['# Acta', 'Se acordó pagar cada viernes.'])
    const added = await app.post(`${here}/new`, upload({ 'acta.docx': bytes }))
    const id = idIn(added.location)
    expect(added.location).toContain('/edit')
    expect((await app.get(here)).html).toContain('por describir')
    await readAll(id)
    const page = await app.get(`${here}/${id}`)
    expect(page.html).toContain('1 apartado')
    const attachment = /\/files\/([0-9a-f-]{36})/.exec(page.html)?.[1] ?? ''
    const file = (visitor: 'leader' | 'donor' | 'public') =>
      app
        .entrance(visitor)
        .then((entrance) =>
          read(app.village.db, entrance, (tx, asker) => attachmentById(tx, asker, attachment)),
        )
    expect((await file('leader')).name).toBe('acta.docx')
    await expect(file('public')).rejects.toMatchObject({ status: 404 })
    // Taken to the team alone, its file goes with it.
    await app.post(`${here}/${id}/edit`, { ...form, titleEs: 'Acta', audience: 'team', version: '1' })
    await expect(file('donor')).rejects.toMatchObject({ status: 404 })
    const again = await app.post(`${here}/new`, upload({ 'otra vez.docx': bytes }))
    expect(again.location).toContain(`/evidence/library/${id}`)
  })
  test.each([
    ['es', /«grande.pdf»: El archivo pasa de 1 MB.*Divídalo/],
    ['en', /“grande.pdf”: The file is over 1 MB.*Split/],
  ] as const)(
    'one that is too large is told by its name in %s, and the one beside it comes in',
    async (lang, said) => {
      const before = app.services.maxUpload
      app.services.maxUpload = 1e6
      const files = {
        'grande.pdf': Buffer.alloc(3e6, 65),
        [`chica-${lang}.txt`]: `Cuatro palabras en ${lang}.`,
      }
      const answer = await app.post(`${here}/new`, upload(files), lang)
      app.services.maxUpload = before
      expect(answer.status).toBe(422)
      expect(answer.html).toMatch(said)
      expect((await app.get(`${here}?state=undescribed`)).html).toContain(`chica-${lang}`)
    },
  )
  test('one with a password says so on its page; nothing typed is lost', async () => {
    const added = await app.post(
      `${here}/new`,
      upload({ 'cerrado.pdf': await pdf(['x'], { password: 'y' }) }),
    )
    const id = idIn(added.location)
    await app.post(`${here}/${id}/edit`, { ...form, titleEs: 'Informe cerrado', version: '1' })
    await readAll(id)
    const page = await app.get(`${here}/${id}`)
    expect(page.html).toContain('Informe cerrado')
    expect(page.html).toContain('tiene contraseña')
    expect((await app.get(`${here}/${id}`, 'en')).html).toContain('The file has a password')
  })
})

const form = {
  titleEs: 'Título',
  kind: 'study',
  language: 'es',
  quality: 'grey',
  rights: 'quote',
  audience: 'all',
}

describe('describing', () => {
  test('what is missing or wrong is said at its field, and what was typed stays', async () => {
    const answer = await app.post(`${here}/link`, {
      ...form,
      titleEs: '',
      published: 'ayer',
      places: 'Atlántida',
      authors: 'R. Luna',
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('value="R. Luna"')
    expect(answer.html).toContain('Escriba un año (2019)')
    const unknown = await app.post(`${here}/link`, {
      ...form,
      places: 'Atlántida',
      url: 'https://example.org/a',
    })
    expect(unknown.html).toContain('no se conoce')
    expect(unknown.html).toContain('value="Atlántida"')
    expect((await app.post(`${here}/link`, form)).html).toContain('necesita su dirección')
  })
  test('a link with place, group, topic and a topic of one’s own counts in the matrix', async () => {
    const sent = new FormData()
    for (const [name, value] of Object.entries({
      ...form,
      titleEs: 'Ley de prueba',
      url: 'https://example.org/ley',
      places: 'Iztapalapa',
      groups: 'domestic',
      newTopic: 'Guarderías en mercados',
    }))
      sent.append(name, value)
    for (const topic of ['care', 'rights']) sent.append('topics', topic)
    const answer = await app.post(`${here}/link`, sent)
    const page = await app.get(`${here}/${idIn(answer.location)}`)
    expect(page.html).toContain('Guarderías en mercados')
    const rows = await write(app.village.db, app.village.as('lucia'), (tx, asker) =>
      gapRows(tx, asker, '09', 'es'),
    )
    expect(
      rows
        .filter(({ held }) => held > 0)
        .map(({ topic, group }) => `${topic} ${group?.code}`)
        .toSorted(),
    ).toEqual(['care domestic', 'own_guarderias_en_mercados domestic', 'rights domestic'])
  })
  test('over somebody else’s words it is a 409 with both', async () => {
    const id = await write(app.village.db, app.village.as('lucia'), (tx, asker) =>
      addDocument(tx, asker, described()),
    )
    await app.post(`${here}/${id}/edit`, {
      ...form,
      titleEs: 'De Lucía',
      url: 'https://example.org',
      version: '1',
    })
    const late = await app
      .as('assistant')
      .post(`${here}/${id}/edit`, { ...form, titleEs: 'De Ana', url: 'https://example.org', version: '1' })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="De Ana"')
    expect((await app.get(`${here}/${id}`)).html).toContain('De Lucía')
  })
})

describe('reading and citing', () => {
  test('words that the page does not say are refused beside what was typed', async () => {
    const answer = await app.post(`${here}/${open}/passages`, {
      page: '1',
      quote: 'piden factura',
      translation: 'ask for',
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('no están tal cual en la página 1')
    expect(answer.html).toContain('piden factura')
  })
  test('the page marks its passages, or the words that were searched; nothing in it is markup', async () => {
    expect((await app.get(`${here}/${open}/read`)).html).toMatch(
      /<mark class="is-passage"[^>]*>piden recibo<\/mark>/,
    )
    expect((await app.get(`${here}/${open}/read?q=comerciante`)).html).toContain('<mark>comerciantes</mark>')
    const found = await app.get(`${here}?q=comerciante`)
    expect(found.html).toContain('<mark>comerciantes</mark>')
    expect((await app.get(`${here}/${open}`)).html).toContain('Resumen &lt;b&gt;abierto&lt;/b&gt;')
  })
  test('a passage made is a record that a report can ask for', async () => {
    const made = await app.post(`${here}/${open}/passages`, {
      page: '2',
      quote: 'otro asunto',
      translation: '',
    })
    const id = /passages\/([0-9a-f-]{36})/.exec(made.location ?? '')?.[1] ?? ''
    const asked = await write(app.village.db, app.village.as('dan'), (tx, asker) =>
      passageText(tx, asker, id, 'es'),
    )
    expect(asked).toMatchObject({ page: 2, holds: true, reference: 'Permisos & «recibos», apdo. 2' })
    expect(asked?.words.es?.text).toBe('otro asunto')
    expect(
      await write(app.village.db, app.village.stranger, (tx, asker) => passageText(tx, asker, id, 'es')),
    ).toBeNull()
  })
  test('removed and brought back', async () => {
    const removed = await app.post(`${here}/${open}/remove`)
    expect(removed.status).toBe(303)
    expect((await app.as('leader').get(`${here}/${open}`)).status).toBe(404)
    expect((await app.get(`${here}/${open}`)).html).toContain('Este documento se quitó')
    await app.post(`${here}/${open}/restore`)
    expect((await app.as('leader').get(`${here}/${open}`)).status).toBe(200)
    expect(
      await write(app.village.db, app.village.as('lucia'), (tx, asker) => passagesOf(tx, asker, open)),
    ).toHaveLength(2)
  })
})

test('a list is looked at, refused with row and reason, written, and what it added taken away', async () => {
  const list = [
    'Título\tClase\tTemas\tLugares\tCalidad\tURL',
    'Uno de la lista\tEstudio\tcuidados\tOaxaca\toficial\thttps://example.org/uno',
    'Permisos & «recibos»\tNorma\t\t\t\t',
  ]
  const give = (lines: readonly string[]) => {
    const sent = new FormData()
    sent.append('paste', lines.join('\n'))
    return app.post(`${here}/import`, sent)
  }
  const untitled = await give(['Autor\tAño', 'Xóchitl\t2019'])
  expect(untitled.html).toContain('No se encontró la columna del título')
  expect(untitled.html).toMatch(/<textarea[^>]*>Autor\tAño\r?\nXóchitl\t2019<\/textarea>/)
  const wrong = await give([...list, 'Otra\tnovela\t\t\t\t'])
  expect((await app.get(wrong.location ?? '')).html).toContain('Fila 4: el tipo «novela» no se conoce.')
  expect((await app.post(wrong.location ?? '')).status).toBe(422)
  const given = await give(list)
  expect((await app.get(given.location ?? '')).html).toContain('Agrega 1, actualiza 1, deja 0 como están.')
  await app.post(given.location ?? '')
  expect((await app.get(`${here}?q=lista`)).html).toContain('Uno de la lista')
  await app.post(`${given.location}/undo`)
  expect((await app.as('leader').get(`${here}?topic=care&place=20`)).html).not.toContain('Uno de la lista')
})

test('several are changed by the boxes of the list; nothing chosen is said', async () => {
  expect((await app.post(`${here}/bulk`, { add: 'care' })).status).toBe(422)
  const answer = await app.post(`${here}/bulk`, {
    id: open,
    add: 'income',
    quality: 'official',
    back: `${here}?topic=income`,
  })
  expect(answer.location).toContain('topic=income')
  expect((await app.get(`${here}?topic=income&quality=official`)).html).toContain('Permisos &amp;')
})

test('a gap is due on Today and moved on there', async () => {
  const cell = `${here}/gaps/cell?topic=violence&group=domestic&place=09`
  expect((await app.post(cell, { due: '2026-12-01', version: '0' })).status).toBe(422)
  await app.post(cell, {
    state: 'wanted',
    who: 'Tomás',
    due: '2020-01-01',
    note: 'Nada hay',
    priority: 'high',
    version: '0',
  })
  expect((await app.get(`${here}/gaps?place=09&show=high`)).html).toContain('prioridad alta')
  expect((await app.as('leader').get(cell)).html).not.toContain('Nada hay')
  const today = await app.get('/')
  const post = /action="[^"]*(\/evidence\/library\/gaps\/[0-9a-f-]{36}\/state)"/.exec(today.html)?.[1] ?? ''
  expect(today.html).toContain('Lo lleva Tomás.')
  expect((await app.as('leader').post(post, { state: 'closed', version: '1' })).status).toBe(403)
  await app.post(post, { state: 'closed', version: '1' })
  expect((await app.get('/')).html).not.toContain('Lo lleva Tomás.')
})

test('every page in both languages holds nothing that should not be in one', async () => {
  for (const lang of ['es', 'en'] as const)
    for (const path of [
      '',
      '?q=recibo',
      '/new',
      '/link',
      '/import',
      '/gaps',
      '/gaps?by=places',
      `/${open}`,
      `/${open}/edit`,
      `/${open}/read`,
      `/passages/${passage}`,
      `/passages/${passage}/edit`,
      '/gaps/cell?topic=care&place=MX',
    ])
      expect([path, flaws((await app.get(here + path, lang)).html)]).toEqual([path, []])
  expect((await app.get('/places/09')).html).toContain('Documentos')
})
