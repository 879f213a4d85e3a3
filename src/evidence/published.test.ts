import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../test/database.ts'
import { hasShared, sharedData } from '../../test/shared.ts'
import { eventsOf } from '../kernel/event.ts'
import { type PersonName, settle, type Village } from '../kernel/fixtures/people.ts'
import { newId } from '../kernel/id.ts'
import { addRecord } from '../kernel/record.ts'
import { text } from '../kernel/text.ts'
import { linkRecords, staleMarks } from '../kernel/thread.ts'
import { read, write } from '../kernel/transaction.ts'
import { openFiles } from '../platform/files/index.ts'
import { createApp } from '../web/server/app.ts'
import { explain } from '../web/server/show.tsx'
import { evidencePart } from './part.ts'
import { publishedFor, removePublished, restorePublished, typePublished } from './published.ts'
import type { EvidenceServices } from './services.ts'

const header = 'period,level,geo,sheet,row,path,indicator,breakdown,estimate,cv_pct,se,li90,ls90'
const rate = 'Tasa de informalidad laboral 1 (TIL1)'
const chapter = '10. Tasas'
const line = (change: Partial<Record<string, string>> = {}): string => {
  const cells: Record<string, string> = {
    period: '2019Q1',
    level: 'Nacional',
    geo: 'Nacional y tamaño de localidad',
    sheet: 'Total_119',
    row: '285',
    path: `${chapter} > Tasas calculadas contra la población ocupada > ${rate}`,
    indicator: rate,
    breakdown: 'Total',
    estimate: '56.8828',
    cv_pct: '0.444789',
    se: '0.25300833',
    li90: '56.467',
    ls90: '57.299',
    ...change,
  }
  return header
    .split(',')
    .map((name) => `"${cells[name] ?? ''}"`)
    .join(',')
}
const csv = (...lines: string[]): string => [header, ...lines].join('\n')

onBothServers('figures that others published', (fresh) => {
  let at: FreshDatabase
  let here: Village
  let app: Hono
  let dataDir: string
  let who: PersonName | null = 'lucia'
  let turn = 0
  const faults: unknown[] = []

  beforeAll(async () => {
    at = await fresh()
    dataDir = await mkdtemp(join(tmpdir(), 'acuerdo-published-'))
    const services: EvidenceServices = {
      dataDir,
      connect: () => Promise.reject(new Error('no microdata here')),
      files: openFiles(dataDir),
      maxUpload: 1e9,
      importJob: { name: 'evidence.import', steps: [], run: async () => ({}) },
      explain: (problem, lang) => explain(parts, problem, lang),
    }
    const parts = [evidencePart(services)]
    app = createApp({
      db: at.database.kysely,
      parts,
      openPages: [],
      signInRequest: async () => null,
      accountOf: async () => (who ? { accountId: here.accounts[who], setCookie: [] } : null),
      home: async () => '/',
      publicUrl: () => 'http://localhost',
      log: () => {},
      logError: (error) => faults.push(error),
      healthy: async () => true,
    })
  })
  afterAll(async () => {
    await at.drop()
    await rm(dataDir, { recursive: true })
    expect(faults).toEqual([])
  })
  beforeEach(async () => {
    turn += 1
    who = 'lucia'
    here = await settle(at.database.kysely, `village-${turn}`)
  })

  const address = (path: string, lang = 'es') =>
    `http://localhost/${lang}/${here.slug}/evidence/published${path}`
  const page = async (path: string, lang = 'es') => (await app.request(address(path, lang))).text()
  const send = (path: string, fields: Record<string, string | File> = {}, lang = 'es') => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    return app.request(address(path, lang), { method: 'POST', body, headers: { origin: 'http://localhost' } })
  }
  const give = (content: string | Uint8Array<ArrayBuffer>, name = 'cuadro.csv', lang = 'es') =>
    send('/import', { files: new File([content], name) }, lang)
  const pathOf = (answer: Response): string =>
    new URL(answer.headers.get('location') ?? '', 'http://localhost').pathname.split(
      '/evidence/published',
    )[1] ?? ''
  const flashOf = (answer: Response): string =>
    decodeURIComponent(/flash=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '')
  /** Uploads and confirms; returns the path of the import. */
  const bring = async (content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<string> => {
    const path = pathOf(await give(content, name))
    expect((await send(path)).status).toBe(303)
    return path
  }
  const count = () =>
    read(here.db, here.system, async (tx, asker) => {
      const { n } = await tx
        .selectFrom('evidence.published_figure')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('workspace_id', '=', asker.workspaceId)
        .executeTakeFirstOrThrow()
      return Number(n)
    })
  const til1 = (place = 'MX') =>
    read(here.db, here.as('lucia'), (tx, asker) =>
      publishedFor(tx, asker, { period: '2019T1', places: [place], indicators: ['til1'] }),
    )
  const only = async (place?: string) => {
    const [found] = (await til1(place)).filter(({ sex }) => sex === 'total')
    if (!found) throw new Error('no published figure')
    return found
  }
  const typed = {
    period: '2019T1',
    place: 'MX',
    indicator: 'til1',
    sex: 'total',
    value: '56.9',
    cv: '0.44',
    producer: 'INEGI',
    title: 'Comunicado de prensa núm. 235/19',
    page: '3',
    url: 'https://www.inegi.org.mx/',
    date: '2019-05-16',
  }

  describe('are refused', () => {
    it.each(['dan', 'rosa', 'ofelia', 'vera', 'joan'] as const)(
      'to %s, who may read and not write',
      async (person) => {
        const path = pathOf(await give(csv(line())))
        who = person
        expect((await app.request(address(''))).status).toBe(200)
        for (const [where, fields] of [
          ['/new', typed],
          [path, {}],
          [`${path}/undo`, {}],
          [`/${newId()}/cite`, {}],
        ] as const)
          expect((await send(where, fields)).status, where).toBe(403)
        expect((await give(csv(line()))).status).toBe(403)
        expect((await app.request(address('.csv'))).status).toBe(403)
        expect(await count()).toBe(0)
      },
    )

    it('to the public', async () => {
      await bring(csv(line()))
      who = null
      expect((await app.request(address(''))).headers.get('location')).toContain('/sign-in')
      expect((await give(csv(line()))).status).toBe(401)
      const seen = await read(here.db, { workspaceId: here.workspaceId, as: 'public' }, (tx) =>
        tx.selectFrom('evidence.published_figure').select('id').execute(),
      )
      expect(seen).toEqual([])
    })

    it('by the database too, whatever the page lets through', async () => {
      await bring(csv(line()))
      const figure = await only()
      await expect(
        write(here.db, here.as('dan'), (tx, asker) => typePublished(tx, asker, { ...figure, path: null })),
      ).rejects.toMatchObject({ code: 'kernel.notAllowed' })
    })

    it.each([
      ['other columns', 'a,b\n1,2', 'faltan columnas'],
      ['only titles', header, 'no trae ninguna cifra'],
      ['letters', csv(line({ estimate: 'mucho' })), 'renglón 2, la columna estimate'],
      ['a formula for a number', csv(line({ cv_pct: '=1+1' })), 'renglón 2, la columna cv_pct'],
      ['a formula for a row', csv(line({ indicator: '=HYPERLINK(1)' })), 'no se reconoce el indicador'],
      ['an error below zero', csv(line({ se: '-1' })), 'no puede ser'],
      ['limits the wrong way round', csv(line({ ls90: '50' })), 'no puede ser'],
      ['an unknown place', csv(line({ level: 'Entidades', geo: 'Texas' })), 'no se reconoce la entidad'],
      ['an open quotation mark', `${header}\n"abierta`, 'comillas que no cierran'],
      ['one figure twice', csv(line(), line({ sheet: 'Total_119 (2)' })), 'dos veces la misma cifra'],
      ['bytes of something else', 'GIF89a\0\0\0', 'No es un CSV ni un XLS'],
    ])('in a file with %s, and nothing is written', async (_, content, sentence) => {
      const answer = await give(content)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(sentence)
      expect(await count()).toBe(0)
    })

    it('in a cut gzip, in English too', async () => {
      const answer = await give(Uint8Array.of(0x1f, 0x8b, 8, 0, 1), 'x.csv.gz', 'en')
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('The compressed file is incomplete')
    })

    it('when typed without what they count, with nothing typed lost', async () => {
      const { indicator: _, ...rest } = typed
      const answer = await send('/new', {
        ...rest,
        value: '=2+2',
        period: 'ayer',
        low: '50',
        url: 'javascript:alert(1)',
      })
      expect(answer.status).toBe(422)
      const html = await answer.text()
      for (const kept of ['=2+2', 'ayer', 'Comunicado de prensa núm. 235/19', 'javascript:alert(1)'])
        expect(html).toContain(`value="${kept}"`)
      expect(html).toContain('Escriba un trimestre como 2019T1')
      expect(html).toContain('https://')
      expect(await count()).toBe(0)
      const second = await (await send('/new', { ...rest, low: '57', high: '58' })).text()
      expect(second).toContain('Elija un indicador o diga aquí')
      expect(second).toContain('El valor debe estar entre los dos límites')
    })
  })

  describe('when typed', () => {
    it('are records at once, with their decimals, source and place', async () => {
      const answer = await send('/new', { ...typed, value: '56.90' })
      expect(flashOf(answer)).toBe('La cifra está guardada y se puede citar.')
      expect(await only()).toMatchObject({ value: 56.9, decimals: 2, cv: 0.44, cvDecimals: 2, version: 1 })
      const html = await page(pathOf(answer))
      for (const fact of [
        '56.90',
        'Comunicado de prensa',
        '16 may 2019',
        'citada, versión 1',
        'href="https://www.inegi.org.mx/"',
      ])
        expect(html).toContain(fact)
      expect(await page(pathOf(answer), 'en')).toContain('Informal employment rate (TIL1)')
    })

    it('go and come back, and what rests on them is told', async () => {
      await send('/new', typed)
      const { id } = await only()
      const sentence = newId()
      await write(here.db, here.as('lucia'), async (tx, asker) => {
        await addRecord(tx, asker, {
          id: sentence,
          kind: 'figure',
          title: text('Frase'),
          path: '/x',
          snapshot: {},
        })
        await linkRecords(tx, asker, { record: sentence, basis: id, kind: 'supports' })
      })
      await write(here.db, here.as('lucia'), (tx, asker) => removePublished(tx, asker, id))
      expect(await til1()).toEqual([])
      const marks = await read(here.db, here.as('lucia'), (tx, asker) => staleMarks(tx, asker, sentence))
      expect(marks).toMatchObject([{ sourceId: id, reason: 'withdrawn' }])
      expect(await page(`/${id}`)).toContain('Recuperarla')
      await write(here.db, here.as('lucia'), (tx, asker) => restorePublished(tx, asker, id))
      expect(await til1()).toHaveLength(1)
    })
  })

  describe('when a typed one is corrected', () => {
    const correct = (id: string, fields: Record<string, string>, version = '1') =>
      send(`/${id}/edit`, { ...typed, version, ...fields })

    it('are refused to whoever may only read, and where they are somebody else’s print', async () => {
      await send('/new', typed)
      const { id } = await only()
      for (const person of ['dan', 'rosa', 'vera'] as const) {
        who = person
        expect((await app.request(address(`/${id}/edit`))).status).toBe(403)
        expect((await correct(id, { value: '57' })).status).toBe(403)
      }
      who = 'lucia'
      expect((await correct(id, { value: 'mucho' })).status).toBe(422)
      expect(await only()).toMatchObject({ value: 56.9, version: 1 })
      await bring(csv(line({ geo: 'Nacional y tamaño de localidad', breakdown: 'Rural' })))
      const [rural] = (await til1('MX/rural')).filter(({ importId }) => importId !== null)
      expect((await app.request(address(`/${rural?.id}/edit`))).status).toBe(409)
      expect((await correct(rural?.id ?? '', { value: '57' }, '1')).status).toBe(409)
    })

    it('show again what was typed, become a new version, are logged, and mark what rests on them', async () => {
      await send('/new', { ...typed, value: '56.90', low: '56.4', high: '57.3', level: '90' })
      const { id } = await only()
      const form = await page(`/${id}/edit`)
      for (const kept of ['56.90', '0.44', '56.4', '57.3', 'Comunicado de prensa núm. 235/19', '2019-05-16'])
        expect(form).toContain(`value="${kept}"`)
      const sentence = newId()
      await write(here.db, here.as('lucia'), async (tx, asker) => {
        await addRecord(tx, asker, {
          id: sentence,
          kind: 'figure',
          title: text('Frase'),
          path: '/x',
          snapshot: {},
        })
        await linkRecords(tx, asker, { record: sentence, basis: id, kind: 'supports' })
      })
      const answer = await correct(id, { value: '56.8', page: '4' })
      expect(flashOf(answer)).toBe('La cifra está corregida. Lo que se apoya en ella quedó marcado.')
      expect(await only()).toMatchObject({
        value: 56.8,
        decimals: 1,
        low: null,
        version: 2,
        source: { page: '4' },
      })
      const marks = await read(here.db, here.as('lucia'), (tx, asker) => staleMarks(tx, asker, sentence))
      expect(marks).toMatchObject([{ sourceId: id, reason: 'revised' }])
      const { events } = await read(here.db, here.as('lucia'), (tx, asker) => eventsOf(tx, asker))
      expect(events.find(({ subjectId, action }) => subjectId === id && action === 'changed')).toMatchObject({
        version: 2,
        kind: 'published_figure',
      })
      expect(await page(`/${id}`)).toContain('Corregir')
    })

    it('stay as they are when nothing was changed', async () => {
      await send('/new', typed)
      const { id } = await only()
      expect(flashOf(await correct(id, {}))).toBe('No cambió nada: la cifra sigue igual.')
      expect(await only()).toMatchObject({ version: 1 })
    })

    it('show what somebody else saved meanwhile, and keep what she wrote', async () => {
      await send('/new', typed)
      const { id } = await only()
      await correct(id, { value: '57.1' })
      const answer = await correct(id, { value: '58.3' })
      expect(answer.status).toBe(409)
      const html = await answer.text()
      expect(html).toContain('Alguien más corrigió esta cifra')
      expect(html).toContain('57.1')
      expect(html).toContain('value="58.3"')
      expect(await only()).toMatchObject({ value: 57.1, version: 2 })
      // The form now carries the version that she was shown.
      expect((await correct(id, { value: '58.3' }, '2')).status).toBe(303)
      expect(await only()).toMatchObject({ value: 58.3, version: 3 })
    })

    it('cannot be cited or corrected once they are taken away', async () => {
      await send('/new', typed)
      const { id } = await only()
      await send(`/${id}/remove`)
      expect((await send(`/${id}/cite`)).status).toBe(404)
      expect((await correct(id, { value: '57' }, '2')).status).toBe(404)
      expect(await page(`/${id}`)).not.toContain('Corregir')
    })
  })

  describe('when a file of them is brought in', () => {
    it('say first what would change, and nothing is written until a person confirms', async () => {
      const path = pathOf(await give(csv(line())))
      expect(await page(path)).toContain('Agrega 1, cambia 0, deja igual 0.')
      expect(await page(path, 'en')).toContain('Adds 1, updates 0, leaves 0.')
      expect(await count()).toBe(0)
      expect(flashOf(await send(path))).toBe('Las cifras están guardadas.')
      expect(await count()).toBe(1)
    })

    it('do nothing the second time, and say so', async () => {
      const path = await bring(csv(line()))
      const again = await give(csv(line()), 'otro nombre.csv')
      expect(pathOf(again)).toBe(path)
      expect(flashOf(again)).toContain('no se hizo nada')
      await send(path)
      expect(await count()).toBe(1)
    })

    it('are read in Latin-1, as Excel writes it', async () => {
      const latin = new Uint8Array(Buffer.from(csv(line()), 'latin1'))
      await bring(latin)
      expect(await only()).toMatchObject({ value: 56.8828, decimals: 4 })
    })

    it('are no records until somebody cites one; a later file makes it a new version and marks what rests on it', async () => {
      await bring(csv(line()))
      const { id, version } = await only()
      expect(version).toBeNull()
      expect(await page(`/${id}`)).toContain('sin citar')
      expect(flashOf(await send(`/${id}/cite`))).toContain('Cifra citada')
      expect((await only()).version).toBe(1)
      const sentence = newId()
      await write(here.db, here.as('lucia'), async (tx, asker) => {
        await addRecord(tx, asker, {
          id: sentence,
          kind: 'figure',
          title: text('Frase'),
          path: '/x',
          snapshot: {},
        })
        await linkRecords(tx, asker, { record: sentence, basis: id, kind: 'supports' })
      })
      const later = pathOf(await give(csv(line({ estimate: '56.9001' }))))
      const preview = await page(later)
      expect(preview).toContain('Agrega 0, cambia 1, deja igual 0.')
      expect(preview).toContain('56.9001')
      await send(later)
      expect(await only()).toMatchObject({ id, value: 56.9001, version: 2 })
      const marks = await read(here.db, here.as('lucia'), (tx, asker) => staleMarks(tx, asker, sentence))
      expect(marks).toMatchObject([{ sourceId: id, reason: 'replaced' }])
      expect(await page(`/${id}`)).toContain('Frase')
    })

    it('are taken back whole: the later file first, then the earlier', async () => {
      const first = await bring(csv(line()))
      const second = await bring(
        csv(line({ estimate: '56.9001' }), line({ sheet: 'Mujeres_119', estimate: '57.7' })),
      )
      expect(await count()).toBe(2)
      const refused = await send(`${first}/undo`)
      expect(refused.status).toBe(409)
      expect(await refused.text()).toContain('Deshaga primero el posterior')
      expect(flashOf(await send(`${second}/undo`))).toContain('se deshizo')
      expect(await count()).toBe(1)
      expect(await only()).toMatchObject({ value: 56.8828, low: 56.467, cvDecimals: 6 })
      expect((await send(`${second}/undo`)).status).toBe(409)
      await send(`${first}/undo`)
      expect(await count()).toBe(0)
      expect(await bring(csv(line()))).not.toBe(first)
    })

    it('show words of a hostile file as words', async () => {
      await bring(csv(line({ sheet: '=cmd|x <script>alert(1)</script>' })))
      const { id } = await only()
      expect(await page(`/${id}`)).not.toContain('<script>alert')
      const file = await (await app.request(address('.csv'))).text()
      expect(file).toContain(`'=cmd|x`)
    })
  })

  describe.skipIf(!hasShared)('INEGI’s own tables', { timeout: 120_000 }, () => {
    const bytes = (name: string) => new Uint8Array(readFileSync(sharedData(`inegi/${name}`)))

    it('come in as CSV, and the XLS of the same quarter then has nothing to add', async () => {
      await bring(bytes('indicadores_2019T1_nacional.csv.gz'), 'indicadores_2019T1_nacional.csv.gz')
      expect(await count()).toBe(4212)
      expect(await only()).toMatchObject({
        value: 56.8828,
        cv: 0.444789,
        low: 56.467,
        high: 57.299,
        level: 90,
      })
      expect(await only('MX/more')).toMatchObject({ value: 44.9276 })
      const xls = pathOf(await give(bytes('2019_trim_1_Nacional.xls'), '2019_trim_1_Nacional.xls'))
      expect(await page(xls)).toContain('deja igual 4,212')
      const plain = new Uint8Array(gunzipSync(bytes('indicadores_2019T1_nacional.csv.gz')))
      expect(await page(pathOf(await give(plain)))).toContain('deja igual 4,212')
    })

    it('come in with the 32 states, are listed 50 a page and filtered', async () => {
      await bring(bytes('indicadores_2023T4_nacional_estatal.csv.gz'), 'x.csv.gz')
      expect(await count()).toBe(27_246)
      const first = await page('')
      const older = /href="[^"]*(\?[^"]*after=[^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect(older).not.toBe('')
      const rows = (html: string) => [...html.matchAll(/published\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
      expect(rows(first)).toHaveLength(50)
      expect(rows(await page(older)).filter((id) => rows(first).includes(id))).toEqual([])
      const cdmx = await page('?place=09&indicator=til1')
      expect(rows(cdmx)).toHaveLength(3)
      expect(cdmx).toContain('Ciudad de México')
    })
  })
})
