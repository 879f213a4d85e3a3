import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desk, study, writerDesk } from '../../../test/journey/writer-desk.ts'
import { newId } from '../../kernel/id.ts'
import type { News, SaveAnswer } from '../../web/islands/writer/protocol.ts'
import { type Block, plainSides } from '../content/model.ts'
import { saveBlocks } from '../store/blocks.ts'

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
      expect((await get('/news?seen=1:1:', who)).status).toBe(403)
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
      { changes: [{ id, version: 1, restored: false }], seen: null },
      { changes: [{ id, version: 1, removed: true, restored: true }], seen: null },
      ...['ayer', '2026-11-21T10:00:00Z', '0:0:', '5:3:', '3:5:4,4', '3:5:9', '3::'].map((seen) => ({
        ...{ changes: [], seen },
      })),
      '{"changes":[],"seen":"\\u0000"}',
    ]) {
      const answer = await send('/save', body)
      expect([body, answer.status]).toEqual([body, 422])
      expect(await answer.json()).toMatchObject({ code: 'reports.content' })
    }
    expect(await desk.text()).toEqual(before)
    for (const seen of ['', 'ayer', '5:3:', '3:5:9'])
      expect([seen, (await get(`/news?seen=${seen}`)).status]).toEqual([seen, 422])
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

/** What the page brings along, of when it last heard. */
const opened = async (who: Parameters<typeof headers>[0] = 'ana'): Promise<string> =>
  /"seen":"([^"]+)"/.exec(await (await get('', who)).text())?.[1] ?? ''
const heard = async (seen: string, who: Parameters<typeof headers>[0] = 'ana'): Promise<News | null> => {
  const answer = await get(`/news?seen=${encodeURIComponent(seen)}`, who)
  expect([200, 204]).toContain(answer.status)
  return answer.status === 204 ? null : ((await answer.json()) as News)
}
const saved = async (change: object, who: Parameters<typeof headers>[0] = 'ana') => {
  const answer = await send('/save', { changes: [change], seen: null }, who)
  expect(answer.status).toBe(200)
  return (await answer.json()) as SaveAnswer
}
const wordsOf = ({ id: _, version: __, ...content }: Block) => content

describe('a paragraph that was taken out', () => {
  test('comes back with its id, its words, its place and its comments, and only over the removal', async () => {
    const order = async () => (await desk.blocks()).map(({ id }) => id)
    const [before, block] = [await order(), await blockWith('nunca he tenido seguro')]
    const { id, version } = block
    await send('/comments', { body: '¿Quién lo dijo?', blockId: id })
    expect((await saved({ id, version, removed: true })).saved).toEqual([{ id, version: version + 1 }])
    expect(await order()).not.toContain(id)
    // Over what stood before it went it is no undoing: somebody else took it out.
    expect((await saved({ id, version, restored: true })).conflicts).toMatchObject([
      { id, theirs: null, version: version + 1, by: 'Ana Ríos' },
    ])
    const back = { id, version: version + 1, restored: true, after: before[before.indexOf(id) - 1] }
    expect((await saved(back)).saved).toEqual([{ id, version: version + 2 }])
    // The same a second time is one.
    expect((await saved(back)).saved).toEqual([{ id, version: version + 2 }])
    expect(await order()).toEqual(before)
    expect(wordsOf(await blockWith('nunca he tenido seguro'))).toEqual(wordsOf(block))
    expect(await (await get(`/blocks/${id}/edit`)).text()).toContain('¿Quién lo dijo?')
  })
  test('where somebody brought it back and wrote on, that is shown and not written over', async () => {
    const { id, version, ...content } = await blockWith('nunca he tenido seguro')
    await saved({ id, version, removed: true })
    const es = [{ text: 'Nunca he tenido seguro, dijo doña Carmen.' }]
    await saved({ id, version: version + 1, content: { ...content, es } }, 'joan')
    const { saved: none, conflicts } = await saved({ id, version: version + 1, restored: true })
    expect(none).toEqual([])
    expect(conflicts).toMatchObject([{ id, theirs: { es }, version: version + 2 }])
    await saved({ id, version: version + 2, content })
  })
})

describe('what others did, asked every few seconds', () => {
  test('nothing happened: nothing is sent', async () => {
    const answer = await get(`/news?seen=${encodeURIComponent(await opened())}`)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  })
  test('a paragraph that was written and one that was taken out, with the name of who did it', async () => {
    const seen = await opened()
    const block = await blockWith('Street vendors')
    const { id, version, ...content } = block
    const made = newId()
    const es = [{ text: 'Comerciantes' }]
    await saved({ id, version, content: { ...content, es } }, 'joan')
    await saved({ id: made, version: null, content: { ...content, es: [], en: [] }, after: id }, 'joan')
    await saved({ id: made, version: 1, removed: true }, 'joan')
    const news = await heard(seen)
    expect(news).toMatchObject({
      others: [{ id, version: version + 1, es, by: 'Joan Price' }],
      gone: [{ id: made, version: 2, by: 'Joan Price' }],
      acceptedBy: [],
      comments: null,
    })
    expect(news?.order).toEqual((await desk.blocks()).map((one) => one.id))
    expect(await heard(news?.seen ?? '')).toBe(null)
    // Of her own she is told without a name: it may be another window of hers.
    expect(await heard(seen, 'joan')).toMatchObject({ others: [{ id, by: null }] })
    await saved({ id, version: version + 1, content })
  })
  test('a save hears of others, and not of itself', async () => {
    const seen = await opened()
    const [a, b] = [await blockWith('Street vendors'), await blockWith('Quiénes son')]
    const again = ({ id, version, ...content }: Block) => ({ id, version, content })
    await saved(again(a), 'joan')
    const answer = await send('/save', { changes: [again(b)], seen })
    expect(await answer.json()).toMatchObject({
      saved: [{ id: b.id }],
      others: [{ id: a.id, by: 'Joan Price' }],
    })
  })
  test('a figure that moved, and that somebody took over', async () => {
    const seen = await opened()
    await desk.move(57.4)
    const news = await heard(seen)
    expect(news).toMatchObject({ chips: [{ id: desk.binding, moved: { is: 'number' } }], acceptedBy: [] })
    await send('/bindings/accept', { ids: [desk.binding] }, 'joan')
    const after = await heard(news?.seen ?? '')
    expect(after).toMatchObject({
      chips: [{ id: desk.binding, moved: null }],
      acceptedBy: ['Joan Price'],
      others: [],
      order: null,
    })
    expect(after?.chips[0]?.worded.value.es).toContain('57.4')
  })
  test('a comment, as all comments stand', async () => {
    const seen = await opened()
    await send('/comments', { body: 'Falta la fuente' }, 'joan')
    const news = await heard(seen)
    expect(news?.comments?.at(-1)).toMatchObject({ body: 'Falta la fuente', by: 'Joan Price', mine: false })
    expect(news).toMatchObject({ others: [], chips: [] })
  })
  test('what was under way when one last heard, and is committed later', async () => {
    const { id, version, ...content } = await blockWith('Quiénes son')
    let seen = ''
    await desk.meanwhile(async (tx, asker) => {
      await saveBlocks(tx, asker, desk.report, { changes: [{ id, version, content }], seen: null })
      seen = await opened()
      expect(await heard(seen)).toBe(null)
    })
    expect(await heard(seen)).toMatchObject({ others: [{ id, version: version + 1 }] })
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
