import { EditorState } from 'prosemirror-state'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sideRange } from './at.ts'
import { removePiece } from './commands.ts'
import { docOf } from './content.ts'
import { newId } from './ids.ts'
import { Ledger } from './ledger.ts'
import type { Block, Change, News, SaveAnswer } from './protocol.ts'
import { Saver } from './saver.ts'

const block = (es: string): Block => ({
  ...{ id: newId(), version: 1, kind: 'paragraph', source: 'es' },
  ...{ es: [{ text: es }], en: [] },
})
const nothing: News = {
  ...{ others: [], gone: [], chips: [], acceptedBy: [], comments: null, order: null, seen: '2:2:' },
}

/** A page that may be hidden, its network, and a server that saves. */
class World {
  hidden = false
  asked: { path: string; changes?: Change[] }[] = []
  /** What the network does with the next requests. */
  answers: ('lost' | 'down')[] = []
  news: News | null = null
  readonly versions = new Map<string, number>()
  private readonly hears = new Map<string, () => void>()
  readonly kept = new Map<string, string>()

  constructor() {
    vi.stubGlobal('window', { setTimeout: (work: () => void, wait: number) => setTimeout(work, wait) })
    vi.stubGlobal('addEventListener', (name: string, work: () => void) => this.hears.set(name, work))
    const { isHidden } = { isHidden: () => this.hidden }
    vi.stubGlobal('document', {
      get hidden() {
        return isHidden()
      },
    })
    vi.stubGlobal('localStorage', {
      setItem: (key: string, words: string) => this.kept.set(key, words),
      removeItem: (key: string) => this.kept.delete(key),
    })
    vi.stubGlobal('fetch', (url: string, init: { body?: string }) => this.fetch(url, init.body))
  }

  private async fetch(url: string, body?: string): Promise<Response> {
    const { changes } = JSON.parse(body ?? '{}') as { changes?: Change[] }
    const what = this.answers.shift()
    this.asked.push({ path: url.replace(/\?.*/, ''), ...(changes ? { changes } : {}) })
    if (what === 'down') throw new TypeError('no network')
    const answer = changes ? Response.json(this.save(changes)) : this.newsAnswer()
    if (what === 'lost') throw new TypeError('the answer did not come')
    return answer
  }
  private newsAnswer(): Response {
    const { news } = this
    this.news = null
    return news ? Response.json(news) : new Response(null, { status: 204 })
  }
  private save(changes: readonly Change[]): SaveAnswer {
    const saved = changes.map(({ id }) => ({ id, version: (this.versions.get(id) ?? 1) + 1 }))
    for (const { id, version } of saved) this.versions.set(id, version)
    return { ...nothing, saved, conflicts: [] }
  }

  hide(hidden: boolean): void {
    this.hidden = hidden
    this.hears.get('visibilitychange')?.()
  }
  saves = () => this.asked.flatMap(({ changes }) => (changes ? [changes] : []))
}

let world: World
let state: EditorState
let saver: Saver
let heard: News[]
let shown: string[]
const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

beforeEach(() => {
  vi.useFakeTimers()
  world = new World()
  heard = []
  shown = []
  const blocks = [block('uno'), block('dos')]
  state = EditorState.create({ doc: docOf(blocks) })
  saver = new Saver({
    ...{ address: '/r', shelf: 'acuerdo-writer ana r', seen: '1:1:', ledger: new Ledger(blocks) },
    doc: () => state.doc,
    heard: (news) => heard.push(news),
    show: ({ state: now }) => shown.push(now),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const type = (words: string): void => {
  state = state.apply(state.tr.insertText(words, sideRange(state.doc.child(0), 0, 'es')?.to ?? 0))
  saver.touched()
}

describe('hearing of the others', () => {
  test('every eight seconds, less often where nothing happens, and without a word to who writes', async () => {
    await wait(80)
    expect(world.asked).toHaveLength(10)
    await wait(100)
    expect(world.asked).toHaveLength(15)
    expect(world.asked.every(({ path }) => path === '/r/news')).toBe(true)
    expect([heard, shown]).toEqual([[], []])
  })
  test('not at all while nobody sees the page; at once when somebody is back', async () => {
    world.hide(true)
    await wait(600)
    expect(world.asked).toEqual([])
    world.news = nothing
    world.hide(false)
    await wait(1)
    expect(world.asked).toHaveLength(1)
    expect(heard).toEqual([nothing])
  })
  test('who writes again after a while is told soon', async () => {
    await wait(100)
    const before = world.asked.length
    type('!')
    await wait(9)
    expect(world.asked.slice(before).map(({ path }) => path)).toEqual(['/r/save', '/r/news'])
  })
})

describe('what was sent and not answered', () => {
  test('is sent as it was before what was written since: one never meets oneself', async () => {
    world.answers = ['lost']
    type(' A')
    await wait(1)
    expect(shown.at(-1)).toBe('offline')
    type('B')
    await wait(5)
    const words = world.saves().map(([change]) => (change && 'content' in change ? change.content.es : null))
    expect(words).toEqual([[{ text: 'uno A' }], [{ text: 'uno A' }], [{ text: 'uno AB' }]])
    expect(shown.at(-1)).toBe('saved')
    expect(world.kept.size).toBe(0)
  })
  test('a removal that was undone meanwhile: it is brought back, and not thought to be there', async () => {
    const before = state.doc
    world.answers = ['lost']
    removePiece(0)(state, (tr) => {
      state = state.apply(tr)
    })
    saver.touched()
    await wait(1)
    state = EditorState.create({ doc: before })
    saver.touched()
    await wait(5)
    const id = String(before.child(0).attrs.id)
    expect(world.saves().map(([change]) => change)).toEqual([
      { id, version: 1, removed: true },
      { id, version: 1, removed: true },
      { id, version: 3, restored: true, after: null },
    ])
  })
  test('what went with a parting request is known when one is back', async () => {
    type(' A')
    world.hide(true)
    await wait(1)
    type('B')
    world.hide(false)
    await wait(5)
    const [first, again, then] = world.saves()
    expect(again).toEqual(first)
    expect(then).toMatchObject([{ version: 3, content: { es: [{ text: 'uno AB' }] } }])
  })
  test('without a network it stays on this computer, and is sent when there is one', async () => {
    world.answers = ['down', 'down', 'down']
    type(' A')
    await wait(10)
    expect(world.kept.size).toBe(1)
    await wait(20)
    expect(shown.at(-1)).toBe('saved')
    expect(world.kept.size).toBe(0)
  })
})
