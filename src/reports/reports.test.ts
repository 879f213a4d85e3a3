/** A snapshot from template to edition: who may, what stands in it, what a newer delivery of the survey does to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { read, write } from '../kernel/transaction.ts'
import { htmlOf } from '../platform/document/index.ts'
import { both } from './bound/places.ts'
import { resolve } from './bound/resolve.ts'
import type { Value } from './bound/value.ts'
import { worded } from './bound/wording.ts'
import { hashOf } from './content/frozen.ts'
import { sentenceWith } from './content/sentences.ts'
import { documentOf } from './output/document.ts'
import { outputWords } from './output/words.ts'
import { bindingsOfReport } from './store/bindings.ts'
import { blocksOf, saveBlocks } from './store/blocks.ts'
import { editionById, editionsOf } from './store/editions.ts'

let app: TestApp
/** Address of the snapshot, `/reports/…`. */
let report: string
const id = () => report.slice('/reports/'.length)
const asLucia = <T>(work: Parameters<typeof read<T>>[2]) =>
  read(app.village.db, app.village.as('lucia'), work)
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const begin = async (template: string, form: Record<string, string>): Promise<string> => {
  const answer = await app.post(`/reports/new/${template}`, form)
  expect(answer.status).toBe(303)
  return /\/reports\/[0-9a-f-]{36}/.exec(answer.location ?? '')?.[0] ?? ''
}

beforeAll(async () => {
  app = await testApp()
  await app.addSurvey('2024T1', { informalInTheCity: 140 })
  await app.addSurvey('2024T2')
  report = await begin('snapshot', { place: '09', period: '2024T2', againstPeriod: '2024T1', level: '90' })
}, 90_000)
afterAll(() => app.drop())

describe('what is refused', () => {
  it.each(['leader', 'official', 'employer', 'donor', 'facilitator'] as const)(
    'a draft, to %s: its page, its text, its files, its thread',
    async (role) => {
      for (const path of ['', '/read', '/versions', '/sign', '/about', '/file/es/docx', '/find?q=a'])
        expect((await app.as(role).get(`${report}${path}`)).status, path).toBeGreaterThanOrEqual(403)
      expect((await app.as(role).get('/search?q=Panorama')).html).not.toContain(report)
      expect((await app.as(role).post(`${report}/sign`, {})).status).toBe(403)
      const shelf = await app.as(role).get('/reports')
      expect(shelf.status).toBe(303)
      expect(shelf.location).toContain('/editions')
    },
  )
  it('everything, to the public and to a stranger', async () => {
    for (const visitor of ['public', 'stranger'] as const)
      for (const path of ['/reports', report, '/editions', `${report}/read`])
        expect((await app.as(visitor).get(path)).html).not.toContain('Panorama estadístico: ')
  })
  it('signing and publishing, to who only writes', async () => {
    for (const role of ['assistant', 'researcher', 'adviser'] as const)
      expect((await app.as(role).post(`${report}/sign`, {})).status).toBe(403)
  })
  it('content that is none of ours, whole: nothing of it is saved', async () => {
    const before = await asLucia((tx, asker) => blocksOf(tx, asker, id()))
    const script = { text: 'x', link: 'javascript:alert(1)' }
    await expect(
      write(app.village.db, app.village.as('lucia'), (tx, asker) =>
        saveBlocks(tx, asker, id(), {
          seen: null,
          changes: [
            {
              id: newId(),
              version: null,
              content: { kind: 'paragraph', source: 'es', es: [{ text: 'a' }], en: [] },
            },
            {
              id: newId(),
              version: null,
              content: { kind: 'paragraph', source: 'es', es: [script], en: [] },
            },
          ],
        }),
      ),
    ).rejects.toMatchObject({ code: 'reports.content' })
    expect(await asLucia((tx, asker) => blocksOf(tx, asker, id()))).toEqual(before)
  })
  it('a fact sheet without its group and a donor report without its time: the form says what is missing', async () => {
    const sheet = await app.post('/reports/new/fact-sheet', { place: '09', period: '2024T2' })
    expect(sheet.status).toBe(422)
    const donor = await app.post('/reports/new/donor-report', {
      startsOn: '2026-06-30',
      endsOn: '2026-01-01',
    })
    expect(donor.status).toBe(422)
    expect(donor.html).toContain('El segundo día es anterior al primero.')
  })
})

describe('a snapshot that wrote itself', () => {
  it('says what is true of the made-up survey, in sentences of both languages', async () => {
    const es = plain((await app.get(`${report}/read`)).html)
    expect(es).toMatch(/tienen un empleo informal, de un total de .{3,40} ocupadas: el 50\.0 % \( ?IC 90 %: /)
    expect(es).toContain('es decir, cerca de la mitad')
    expect(es).toMatch(
      /la tasa de informalidad laboral en la Ciudad de México bajó: el cambio, −20\.0 puntos/,
    )
    const en = plain((await app.get(`${report}/read?in=en`, 'en')).html)
    expect(en).toMatch(
      /are in informal employment, out of a total of .{3,40} employed: 50\.0 % \( ?90 % CI: /,
    )
    expect(en).toMatch(/the informal employment rate in Mexico City fell/)
  })
  it('leads from every number to its source', async () => {
    const { html } = await app.get(`${report}/read`)
    expect(html).toMatch(/href="[^"]*\/evidence\/estimate\?[^"]*row=informal[^"]*"[^>]*>50\.0/)
    expect(html).toMatch(/href="[^"]*\/evidence\/overview\/informality\?/)
  })
  it('is a page without flaws, in both languages, in every room', async () => {
    for (const lang of ['es', 'en'] as const)
      for (const path of [
        '/reports',
        '/reports/new',
        '/reports/new/snapshot',
        '/reports/templates',
        `${report}/read`,
        `${report}/versions`,
        `${report}/sign`,
        `${report}/about`,
        '/editions',
      ]) {
        const { html, status } = await app.get(path, lang)
        expect(status, path).toBe(200)
        expect(flaws(html), path).toEqual([])
      }
  })
  it.each(['docx', 'pdf', 'html', 'xlsx'])('is a file: %s', async (kind) => {
    const answer = await app.get(`${report}/file/es/${kind}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain(kind)
  })
})

describe('a series through time', () => {
  it('has every period that was imported, the earliest first', async () => {
    const asker = await asLucia(async (_, one) => one)
    const context = {
      read: <T>(work: (tx: never) => Promise<T>) => asLucia((tx) => work(tx as never)) as Promise<T>,
      asker,
      services: app.services,
      minimumCases: 30,
      today: '2026-11-21',
      zone: 'America/Mexico_City',
    }
    const [city, nation] = await resolve(context as never, [
      { of: 'series', indicator: 'til1', place: '09', level: 90 },
      { of: 'series', indicator: 'til1', place: 'MX', level: 90 },
    ])
    const values = (value: Value | undefined) =>
      value?.is === 'chart' ? value.rows.map(({ key, figures }) => [key, figures[0]?.value?.toFixed(1)]) : []
    expect(values(city?.value)).toEqual([
      ['2024T1', '70.0'],
      ['2024T2', '50.0'],
    ])
    expect(values(nation?.value)[1]).toEqual(['2024T2', '60.3'])
    expect(city?.value).toMatchObject({
      title: { es: expect.stringContaining('por periodo. Ciudad de México') },
    })
  })
})

describe('moments and what changed since', () => {
  it('a moment is kept, and a changed word is shown as changed', async () => {
    expect((await app.post(`${report}/versions`, { name: 'enviado a la asesora' })).status).toBe(303)
    const [, paragraph] = await asLucia(async (tx, asker) =>
      (await blocksOf(tx, asker, id())).filter(({ kind }) => kind === 'paragraph'),
    )
    if (!paragraph) throw new Error('the snapshot has paragraphs')
    const { id: block, version, ...content } = paragraph
    await write(app.village.db, app.village.as('ana'), (tx, asker) =>
      saveBlocks(tx, asker, id(), {
        seen: null,
        changes: [
          {
            id: block,
            version,
            content: {
              ...content,
              es: [...content.es, { text: ' Palabra nueva.' }],
              en: [...content.en, { text: ' New word.' }],
            } as never,
          },
        ],
      }),
    )
    const { html } = await app.get(`${report}/versions`)
    const href = /\/versions\/[0-9a-f-]{36}/.exec(html)?.[0] ?? ''
    const since = await app.get(`${report}${href}`)
    expect(since.html).toMatch(/<ins>[^<]*Palabra[^<]*<\/ins>/)
    expect(since.html).not.toMatch(/<del>/)
    expect(flaws(since.html)).toEqual([])
  })
  it('two who write one paragraph: the second is shown the first’s text, and nothing is lost', async () => {
    const [block] = await asLucia(async (tx, asker) =>
      (await blocksOf(tx, asker, id())).filter(({ kind }) => kind === 'paragraph'),
    )
    if (!block) throw new Error('the snapshot has paragraphs')
    const { id: blockId, version, ...content } = block
    const save = (who: 'lucia' | 'ana', words: string) =>
      write(app.village.db, app.village.as(who), (tx, asker) =>
        saveBlocks(tx, asker, id(), {
          seen: null,
          changes: [
            {
              id: blockId,
              version,
              content: { ...content, es: [{ text: words }], en: [{ text: words }] } as never,
            },
          ],
        }),
      )
    const [first, second] = [await save('lucia', 'Lucía escribió'), await save('ana', 'Ana escribió')]
    expect(first.saved).toEqual([{ id: blockId, version: version + 1 }])
    expect(second.saved).toEqual([])
    expect(second.conflicts).toMatchObject([{ id: blockId, theirs: { es: [{ text: 'Lucía escribió' }] } }])
    // The same save a second time is one.
    expect((await save('lucia', 'Lucía escribió')).saved).toEqual([{ id: blockId, version: version + 1 }])
    await write(app.village.db, app.village.as('lucia'), (tx, asker) =>
      saveBlocks(tx, asker, id(), {
        seen: null,
        changes: [{ id: blockId, version: version + 1, content: content as never }],
      }),
    )
  })
})

describe('signed', () => {
  let edition: string
  let before: { es: string; sha256: string }
  const shown = async (lang: 'es' | 'en') =>
    asLucia(async (tx, asker) => {
      const { content } = await editionById(tx, asker, edition)
      const status = both((one) => outputWords(one).draft)
      return htmlOf(documentOf(content, lang, { status, to: null, marks: false }))
    })

  it('by the coordinator, once nothing stands in the way', async () => {
    const stops = await app.get(`${report}/sign`)
    expect(plain(stops.html)).toContain('Nada impide firmar.')
    const answer = await app.post(`${report}/sign`, { note: 'Primera' })
    expect(answer.status).toBe(303)
    edition = /[0-9a-f-]{36}/.exec(answer.location ?? '')?.[0] ?? ''
    const [one] = await asLucia((tx, asker) => editionsOf(tx, asker))
    expect(one).toMatchObject({ id: edition, number: 1 })
    const after = plain((await app.get(`${report}/sign`)).html)
    expect(after).toContain('El texto está firmado como edición 1.')
    expect(after).not.toContain('Nada impide firmar.')
    before = { es: await shown('es'), sha256: one?.sha256 ?? '' }
  })
  it('is read by everybody of the workspace and by nobody else until it is published', async () => {
    for (const role of ['leader', 'official', 'donor', 'facilitator'] as const)
      expect((await app.as(role).get(`/editions/${edition}`)).status).toBe(200)
    expect((await app.as('public').get(`/public/reports/${edition}`)).status).toBe(404)
    expect((await app.as('donor').post(`/editions/${edition}/publish`, { open: '1' })).status).toBe(403)
    expect((await app.post(`/editions/${edition}/publish`, { open: '1' })).status).toBe(303)
    const everybody = await app.as('public').get(`/public/reports/${edition}`)
    expect(everybody.status).toBe(200)
    const [main = ''] = /<main[\s\S]*<\/main>/.exec(everybody.html) ?? []
    const inside = [...main.matchAll(/href="(\/[^"]*)"/g)].map(([, href]) => href)
    expect(inside.filter((href) => !href?.includes('/public/reports'))).toEqual([])
    expect((await app.as('public').get(`/public/reports/${edition}/file/en/pdf`)).status).toBe(200)
  })
  it('nobody changes it by SQL, the coordinator neither', async () => {
    await write(app.village.db, app.village.as('lucia'), async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('reports.edition')
        .set({ signed_by: 'otra' })
        .where('id', '=', edition)
        .executeTakeFirst()
      expect(numUpdatedRows).toBe(0n)
    })
  })
  it('a newer delivery leaves it as it was and marks exactly the sentences that moved', async () => {
    // The same file of the first period again, with fewer informal workers: only what looks back at it moves.
    await app.addSurvey('2024T1', { informalInTheCity: 120 })
    const { html } = await app.get(`${report}/read`)
    const moved = await asLucia(async (tx, asker) =>
      (await bindingsOfReport(tx, asker, id())).filter((one) => one.moved),
    )
    expect(moved.length).toBeGreaterThan(0)
    for (const { spec } of moved) expect(['change', 'changes']).toContain(spec.of)
    const sentences = await asLucia(async (tx, asker) => {
      const blocks = await blocksOf(tx, asker, id())
      return moved.flatMap((one) =>
        blocks
          .filter(({ kind }) => kind !== 'exhibit')
          .map((block) => sentenceWith(block.es, one.id, () => '·'))
          .filter((words) => words !== ''),
      )
    })
    for (const words of sentences)
      expect(words).toMatch(/^(Entre el primero y el segundo trimestre de 2024|El número|La tasa|Tampoco)/)
    expect(plain(html)).toContain('cambiaron en su fuente')
    expect(await shown('es')).toBe(before.es)
    const again = await asLucia((tx, asker) => editionById(tx, asker, edition))
    expect(hashOf(again.content)).toBe(before.sha256)
    expect((await app.post(`${report}/sign`, {})).status).toBe(409)
    expect((await app.get('/')).html).toContain('datos cambiaron')
  })
  it('taking the new over settles it, and the next edition says the new', async () => {
    const said = async () =>
      asLucia(async (tx, asker) =>
        (await bindingsOfReport(tx, asker, id()))
          .filter(({ spec }) => spec.of === 'change' && spec.indicator === 'til1')
          .map(({ held }) => worded(held, 'value', 'es')),
      )
    expect(new Set(await said())).toEqual(new Set(['−20.0 puntos porcentuales']))
    expect((await app.post(`${report}/accept`, {})).status).toBe(303)
    expect(new Set(await said())).toEqual(new Set(['−10.0 puntos porcentuales']))
    await app.post(`${report}/step`, { step: 'write_on' })
    const answer = await app.post(`${report}/sign`, {})
    expect(answer.status).toBe(303)
    expect(
      await asLucia(async (tx, asker) => (await editionsOf(tx, asker)).map(({ number }) => number)),
    ).toEqual([2, 1])
  })
  it('withdrawn, it stays with its reason and is no longer public', async () => {
    expect(
      (await app.post(`/editions/${edition}/withdraw`, { reason: 'Hay una edición nueva' })).status,
    ).toBe(303)
    expect((await app.as('public').get(`/public/reports/${edition}`)).status).toBe(404)
    expect((await app.as('donor').get(`/editions/${edition}`)).html).toContain('Hay una edición nueva')
  })
})

describe('the other templates', () => {
  it.each([
    ['inception-study', { place: '09', period: '2024T2' }, 'Línea de base'],
    ['fact-sheet', { place: '09', period: '2024T2', group: 'domestic' }, 'Qué piden'],
    ['policy-brief', { place: '09', period: '2024T2' }, 'Lo que se recomienda'],
    [
      'donor-report',
      { startsOn: '2026-01-01', endsOn: '2026-12-31', place: 'MX' },
      'Reuniones celebradas: 0',
    ],
    [
      'city-comparison',
      { place: '09', againstPlace: '20', period: '2024T2' },
      'Igual: misma encuesta, definición y periodo',
      // Under each figure its interval, and a line on how to read them.
      'Bajo cada estimación, su intervalo de confianza al 90',
    ],
  ] as const)('%s begins with its sections and what can be written', async (template, form, ...words) => {
    const at = await begin(template, form)
    const { html, status } = await app.get(`${at}/read`)
    expect(status).toBe(200)
    for (const one of words) expect(plain(html)).toContain(one)
    expect(flaws(html)).toEqual([])
    expect((await app.get(`${at}/file/en/docx`)).status).toBe(200)
  })
  it('one of the workspace’s own is made from another, written as lines, removed and brought back', async () => {
    const copied = await app.post('/reports/templates/copy', { template: 'policy-brief' })
    const edit = /\/reports\/templates\/[0-9a-f-]{36}\/edit/.exec(copied.location ?? '')?.[0] ?? ''
    const page = await app.get(edit)
    expect(page.html).toContain('# El problema | The problem')
    const version = /name="version" value="(\d+)"/.exec(page.html)?.[1] ?? ''
    const bad = await app.post(edit, { name: 'Mi nota', form: 'other', sections: '> sin título', version })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('No se entiende el renglón 1')
    const good = await app.post(edit, {
      name: 'Mi nota',
      form: 'other',
      sections: '# Uno | One\n> Qué va | What goes',
      version,
    })
    expect(good.status).toBe(303)
    const at = edit.replace('/edit', '')
    expect((await app.get('/reports/new')).html).toContain('Mi nota')
    await app.post(`${at}/remove`, {})
    expect((await app.get('/reports/new')).html).not.toContain('Mi nota')
    await app.post(`${at}/restore`, {})
    expect((await app.get('/reports/new')).html).toContain('Mi nota')
  })
  it('a draft is removed and brought back', async () => {
    const at = await begin('policy-brief', { place: '09', period: '2024T2' })
    const version = /name="version" value="(\d+)"/.exec((await app.get(`${at}/about`)).html)?.[1] ?? ''
    expect((await app.post(`${at}/remove`, { version })).status).toBe(303)
    expect((await app.get(`${at}/read`)).status).toBe(404)
    expect((await app.post(`${at}/restore`, {})).status).toBe(303)
    expect((await app.get(`${at}/read`)).status).toBe(200)
  })
})
