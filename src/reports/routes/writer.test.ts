import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, study, writerDesk } from '../../../test/journey/writer-desk.ts'
import { newId } from '../../kernel/id.ts'
import { type Block, plainSides } from '../content/model.ts'

let desk: Desk
beforeAll(async () => {
  desk = await writerDesk(study)
})
afterAll(() => desk?.stop())

const headers = (who: keyof Desk['app']['village']['accounts'], more: Record<string, string> = {}) => ({
  origin: desk.url,
  'x-test-account': desk.app.village.accounts[who],
  ...more,
})
const get = (path: string, who: Parameters<typeof headers>[0] = 'ana', lang: 'es' | 'en' = 'es') =>
  fetch(desk.address(lang) + path, { headers: headers(who) })
const send = (path: string, body: unknown, who: Parameters<typeof headers>[0] = 'ana') =>
  fetch(desk.address() + path, {
    method: 'POST',
    headers: headers(who, { 'content-type': 'application/json', accept: 'application/json' }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const submit = (path: string, form: Record<string, string>) =>
  fetch(desk.address() + path, {
    method: 'POST',
    headers: headers('ana'),
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
const blockWith = async (words: string): Promise<Block> => {
  const found = (await desk.blocks()).find((block) => JSON.stringify(block).includes(words))
  if (!found) throw new Error(`no block with ${words}`)
  return found
}

describe('who may write, and what is refused', () => {
  test('a leader, an official, a donor and a facilitator find no writer', async () => {
    for (const who of ['rosa', 'ofelia', 'dan', 'vera'] as const) {
      expect((await get('', who)).status).toBe(403)
      expect((await send('/save', { changes: [], seen: null }, who)).status).toBe(403)
      expect((await get('/find?q=a', who)).status).toBe(403)
      expect((await send('/comments', { body: 'x' }, who)).status).toBe(403)
    }
  })
  test('what no writer of ours sends is refused in words, and nothing is saved', async () => {
    const before = await desk.text()
    const id = newId()
    const paragraph = { kind: 'paragraph', source: 'es', es: [], en: [] }
    for (const body of [
      '{',
      'null',
      '{}',
      { changes: [{ id: 'x', version: null, content: paragraph }], seen: null },
      { changes: [{ id, version: 0, content: paragraph }], seen: null },
      {
        changes: [
          { id, version: null, content: { ...paragraph, es: [{ text: 'a', link: 'javascript:1' }] } },
        ],
        seen: null,
      },
      { changes: [{ id, version: null, content: { ...paragraph, kind: 'script' } }], seen: null },
      { changes: [], seen: 'ayer' },
      '{"changes":[],"seen":"\\u0000"}',
    ]) {
      const answer = await send('/save', body)
      expect([body, answer.status]).toEqual([body, 422])
      expect(await answer.json()).toMatchObject({ code: 'reports.content' })
    }
    expect(await desk.text()).toEqual(before)
  })
  test('a source that does not exist is not inserted; a block, a comment, an item of nowhere is not found', async () => {
    expect((await send('/bindings', { spec: { of: 'record', record: newId() } })).status).toBe(422)
    expect((await send('/bindings', { spec: { of: 'secret' } })).status).toBe(422)
    for (const path of [`/blocks/${newId()}/edit`, '/blocks/x/edit', `/bindings/${newId()}`, '/exhibits/x'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
    expect((await send(`/comments/${newId()}/resolve`, { resolved: true })).status).toBe(404)
  })
})

describe('the page', () => {
  test('holds the text for who has no scripts, and no style or handler of its own', async () => {
    const html = await (await get('')).text()
    expect(html).toContain('de las personas ocupadas trabaja en la informalidad')
    expect(html).toContain('56.9')
    expect(html).not.toMatch(/ style="|<script>|\son[a-z]+="|undefined|\[object /)
    expect(html.match(/blocks\/[0-9a-f-]{36}\/edit/g)?.length).toBe((await desk.blocks()).length)
  })
  test('search finds cells by name, in either language and without accents, and what it finds can be inserted', async () => {
    for (const [lang, q] of [
      ['es', 'tasa informalidad mujeres'],
      ['en', 'rate informal employment women'],
    ] as const) {
      const { found } = (await (await get(`/find?q=${encodeURIComponent(q)}`, 'ana', lang)).json()) as {
        found: { label: string; kind: string; spec: { sex?: string } }[]
      }
      expect(found[0]).toMatchObject({ kind: 'number', spec: { sex: 'women' } })
      const told = await send('/bindings', { spec: found[0]?.spec })
      expect(told.status).toBe(201)
      expect(await told.json()).toMatchObject({ chip: { is: 'number', moved: null } })
    }
    const { found } = (await (await get('/find?q=reuniones')).json()) as {
      found: { kind: string; label: string }[]
    }
    expect(found.some(({ kind }) => kind === 'list')).toBe(true)
  })
})

describe('a paragraph by its plain form', () => {
  test('is written in both languages, bound items kept; the form gives back what stands', async () => {
    const block = await blockWith('trabaja en la informalidad')
    const path = `/blocks/${block.id}/edit`
    const html = await (await get(path)).text()
    expect(html).toContain(`{{${desk.binding}:interval}}`)
    const answer = await submit(path, {
      action: 'save',
      version: String(block.version),
      kind: 'paragraph',
      level: '0',
      source: 'es',
      es: `Son **{{${desk.binding}:value}}** de cada cien.`,
      en: 'They are half.',
      valid: 'on',
    })
    expect(answer.status).toBe(303)
    expect(await blockWith('de cada cien')).toMatchObject({
      version: block.version + 1,
      es: [{ text: 'Son ' }, { bound: desk.binding, as: 'value' }, { text: ' de cada cien.' }],
      en: plainSides('', 'They are half.').en,
    })
  })
  test('over an older version both texts are shown with 409, and nothing is written over', async () => {
    const block = await blockWith('Domestic workers')
    const path = `/blocks/${block.id}/edit`
    const form = {
      action: 'save',
      kind: 'bullet',
      level: '0',
      source: 'es',
      en: 'Domestic workers',
      valid: 'on',
    }
    await submit(path, { ...form, version: String(block.version), es: 'Texto de la otra' })
    const late = await submit(path, { ...form, version: String(block.version), es: 'Texto mío' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Texto mío')
    expect(html).toContain('Texto de la otra')
    expect(html).toContain('Ana Ríos')
    expect((await desk.text()).join()).toContain('Texto de la otra')
    expect((await desk.text()).join()).not.toContain('Texto mío')
    // Saved again from that page, it stands.
    await submit(path, { ...form, version: String(block.version + 1), es: 'Texto mío' })
    expect((await desk.text()).join()).toContain('Texto mío')
  })
  test('moves, gets neighbours, is taken out, and is commented on', async () => {
    const order = async () => (await desk.blocks()).map(({ id }) => id)
    const block = await blockWith('Quiénes son')
    const at = (await order()).indexOf(block.id)
    const act = async (action: string) => {
      const { version } = await blockWith('Quiénes son')
      return submit(`/blocks/${block.id}/edit`, { action, version: String(version) })
    }
    await act('up')
    expect((await order()).indexOf(block.id)).toBe(at - 1)
    await act('down')
    expect((await order()).indexOf(block.id)).toBe(at)
    const before = (await order()).length
    expect((await act('after')).headers.get('location')).toMatch(/\/blocks\/[0-9a-f-]{36}\/edit$/)
    expect((await order()).length).toBe(before + 1)
    await submit('/comments', { blockId: block.id, body: '¿Quiénes más?', back: `/reports/${desk.report}` })
    expect(await (await get(`/blocks/${block.id}/edit`, 'joan')).text()).toContain('¿Quiénes más?')
    await act('remove')
    expect(await order()).not.toContain(block.id)
  })
})
