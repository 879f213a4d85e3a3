import { closeHistory, history, undo } from 'prosemirror-history'
import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { positionOf, sideRange } from './at.ts'
import { mergeBack, move, removePiece } from './commands.ts'
import { docOf } from './content.ts'
import { newId } from './ids.ts'
import { invariants } from './invariants.ts'
import { type Came, Ledger } from './ledger.ts'
import type { Block, Change, Conflict, Language, News, SaveAnswer } from './protocol.ts'

const ids = Array.from({ length: 6 }, (_, n) => newId(1_700_000_000_000 + n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const block = (n: number, es: string, version = 1): Block => ({
  id: ids[n] ?? '',
  version,
  kind: 'paragraph',
  source: 'es',
  es: [{ text: es }],
  en: [],
})

/** The server as the ledger sees it: keeps versions, refuses what is written over an older one. */
class Server {
  blocks: Block[]
  readonly removed = new Map<string, Block>()
  constructor(blocks: readonly Block[]) {
    this.blocks = [...blocks]
  }
  save(changes: readonly Change[]): Pick<SaveAnswer, 'saved' | 'conflicts'> {
    const saved: { id: string; version: number }[] = []
    const conflicts: Conflict[] = []
    for (const change of changes) {
      const { id } = change
      const [old, gone] = [this.blocks.find((one) => one.id === id), this.removed.get(id)]
      const stands = old ?? gone
      if (stands && stands.version !== change.version) {
        conflicts.push({ id, theirs: old ?? null, version: stands.version, by: 'Marta' })
        continue
      }
      const version = (change.version ?? 0) + 1
      saved.push({ id, version })
      if ('removed' in change) {
        this.blocks = this.blocks.filter((one) => one.id !== id)
        if (old) this.removed.set(id, { ...old, version })
        continue
      }
      const made = { ...('content' in change ? change.content : gone), id, version } as Block
      this.removed.delete(id)
      const at = this.blocks.findIndex((one) => one.id === id)
      if (at >= 0 && change.after === undefined) this.blocks[at] = made
      else {
        this.blocks = this.blocks.filter((one) => one.id !== id)
        this.blocks.splice(this.blocks.findIndex((one) => one.id === change.after) + 1, 0, made)
      }
    }
    return { saved, conflicts }
  }
  /** Everything, as if one had never heard. */
  news(): Pick<News, 'others' | 'gone' | 'order'> {
    return {
      others: this.blocks.map((one) => ({ ...one, by: 'Marta' })),
      gone: [...this.removed.values()].map(({ id, version }) => ({ id, version, by: 'Marta' })),
      order: this.blocks.map(({ id }) => id),
    }
  }
  text(): string[] {
    return this.blocks.map(({ es }) => (es[0] && 'text' in es[0] ? es[0].text : ''))
  }
}

class Desk {
  state: EditorState
  ledger: Ledger
  constructor(
    readonly server: Server,
    blocks = server.blocks,
  ) {
    this.state = EditorState.create({
      doc: docOf(blocks),
      plugins: [history({ newGroupDelay: 0 }), invariants()],
    })
    this.ledger = new Ledger(blocks)
  }
  type(index: number, words: string, lang: Language = 'es'): this {
    const end = sideRange(this.state.doc.child(index), positionOf(this.state.doc, index), lang)?.to ?? 0
    this.state = this.state.apply(this.state.tr.insertText(words, end))
    return this
  }
  run(command: Command): this {
    command(this.state, (tr) => {
      this.state = this.state.apply(tr)
    })
    return this
  }
  remove(index: number): this {
    return this.run(removePiece(positionOf(this.state.doc, index)))
  }
  /** Sends, and hears of these others. */
  save(others: Partial<SaveAnswer> = {}): Change[] {
    const sent = this.ledger.changes(this.state.doc)
    const answer = {
      others: [],
      gone: [],
      seen: '',
      chips: [],
      acceptedBy: [],
      comments: null,
      order: null,
      ...this.server.save(sent),
      ...others,
    }
    this.ledger.saved(sent, answer)
    this.take(answer)
    return sent
  }
  /** Sends, and hears of everybody. */
  hear(): void {
    this.save()
    this.take(this.server.news())
  }
  private take(news: Pick<News, 'others' | 'gone' | 'order'>): void {
    const { tr, came } = this.ledger.merge(this.state, news)
    if (tr) this.state = this.state.apply(tr)
    this.told = came
  }
  /** What came in with the last answer. */
  told: readonly Came[] = []
  choose(id: string, choice: 'mine' | 'theirs' | 'both'): void {
    this.state = this.state.apply(this.ledger.resolve(this.state, id, choice))
  }
  text(): string[] {
    return this.state.doc.children.map((piece) => piece.child(0).textContent)
  }
}

const three = () => [block(0, 'uno'), block(1, 'dos'), block(2, 'tres')]

describe('what is sent', () => {
  test('nothing where nothing changed, one block where one changed', () => {
    const desk = new Desk(new Server(three()))
    expect(desk.save()).toEqual([])
    expect(desk.type(1, '!').save()).toMatchObject([
      { id: ids[1], version: 1, content: { es: [{ text: 'dos!' }] } },
    ])
    expect(desk.save()).toEqual([])
    expect(desk.server.text()).toEqual(['uno', 'dos!', 'tres'])
  })
  test('one moved block is one change, whichever way', () => {
    const desk = new Desk(new Server(three())).run(move(1))
    expect(desk.text()).toEqual(['dos', 'uno', 'tres'])
    expect(desk.save()).toHaveLength(1)
    expect(desk.server.text()).toEqual(['dos', 'uno', 'tres'])
    expect(desk.save()).toEqual([])
  })
})

describe('what was taken out comes back by undoing, with its id', () => {
  test('as it was, once that had been saved', () => {
    const desk = new Desk(new Server(three())).remove(1)
    expect(desk.save()).toEqual([{ id: ids[1], version: 1, removed: true }])
    expect(desk.run(undo).save()).toEqual([{ id: ids[1], version: 2, restored: true, after: ids[0] }])
    expect(desk.server.blocks.map(({ id }) => id)).toEqual(ids.slice(0, 3))
    expect(desk.save()).toEqual([])
    expect(desk.type(1, '!').save()).toMatchObject([{ id: ids[1], version: 3 }])
    expect(desk.server.text()).toEqual(['uno', 'dos!', 'tres'])
  })
  test('where words in it had not been saved before it went: with those words', () => {
    const desk = new Desk(new Server(three())).type(1, ' más')
    desk.state = desk.state.apply(closeHistory(desk.state.tr))
    desk.remove(1).save()
    expect(desk.run(undo).save()).toMatchObject([{ id: ids[1], content: { es: [{ text: 'dos más' }] } }])
    expect(desk.server.text()).toEqual(['uno', 'dos más', 'tres'])
  })
  test('two paragraphs that were joined', () => {
    const desk = new Desk(new Server(three()))
    const at = sideRange(desk.state.doc.child(1), positionOf(desk.state.doc, 1), 'es')?.from ?? 0
    desk.state = desk.state.apply(desk.state.tr.setSelection(TextSelection.create(desk.state.doc, at)))
    desk.run(mergeBack).save()
    expect(desk.server.text()).toEqual(['unodos', 'tres'])
    desk.run(undo).save()
    expect(desk.server.blocks.map(({ id }) => id)).toEqual(ids.slice(0, 3))
    expect(desk.server.text()).toEqual(['uno', 'dos', 'tres'])
  })
  test('even after all was taken out and others wrote on', () => {
    const server = new Server(three())
    const desk = new Desk(server)
    desk.remove(2).remove(1).save()
    new Desk(server).type(0, ' M').save()
    desk.hear()
    desk.run(undo).run(undo).save()
    expect(server.text()).toEqual(['uno M', 'dos', 'tres'])
    expect(desk.text()).toEqual(server.text())
  })
  test('on this computer its words are kept, not only that it came back', () => {
    const desk = new Desk(new Server(three())).remove(1)
    desk.save()
    desk.run(undo)
    expect(desk.ledger.changes(desk.state.doc, true)).toMatchObject([{ content: { es: [{ text: 'dos' }] } }])
  })
})

describe('two people in one report', () => {
  test('each in her own paragraph: both texts are there, nobody is asked', () => {
    const server = new Server(three())
    const [ana, marta] = [new Desk(server), new Desk(server)]
    ana.type(0, ' A').save()
    marta.type(2, ' M').hear()
    ana.hear()
    for (const desk of [ana, marta]) {
      expect(desk.text()).toEqual(['uno A', 'dos', 'tres M'])
      expect(desk.ledger.conflicts.size).toBe(0)
      expect(desk.save()).toEqual([])
    }
  })
  test('a new paragraph, a moved one and one taken out by the other fall into place', () => {
    const server = new Server(three())
    const ana = new Desk(server)
    server.blocks = [block(2, 'tres', 2), block(3, 'nuevo'), block(0, 'uno')]
    ana.type(0, '!')
    ana.save({
      others: [
        { ...block(2, 'tres', 2), by: 'Marta' },
        { ...block(3, 'nuevo'), by: 'Marta' },
      ],
      gone: [{ id: ids[1], version: 2, by: 'Marta' }],
      order: [ids[2], ids[3], ids[0]],
    })
    expect(ana.text()).toEqual(['tres', 'nuevo', 'uno!'])
    expect(ana.save()).toEqual([])
    expect(server.text()).toEqual(['tres', 'nuevo', 'uno!'])
  })
  describe('in the same paragraph both texts stay until one has chosen', () => {
    const both = () => {
      const server = new Server(three())
      const [ana, marta] = [new Desk(server), new Desk(server)]
      marta.type(1, ' M').save()
      ana.type(1, ' A').save()
      expect(ana.ledger.conflicts.get(ids[1])).toMatchObject({
        by: 'Marta',
        theirs: { es: [{ text: 'dos M' }] },
      })
      expect([ana.text()[1], server.text()[1]]).toEqual(['dos A', 'dos M'])
      // Meanwhile she writes on: it is hers, and is not sent.
      ana.type(1, 'B')
      expect(ana.save()).toEqual([])
      return { server, ana }
    }
    test.each([
      ['mine', ['uno', 'dos AB', 'tres']],
      ['theirs', ['uno', 'dos M', 'tres']],
      ['both', ['uno', 'dos M', 'dos AB', 'tres']],
    ] as const)('%s', (choice, wanted) => {
      const { server, ana } = both()
      ana.choose(ids[1], choice)
      ana.save()
      expect(ana.text()).toEqual(wanted)
      expect(server.text()).toEqual(wanted)
      expect(ana.ledger.conflicts.size).toBe(0)
      expect(ana.save()).toEqual([])
    })
    test('who typed the same is not asked', () => {
      const server = new Server(three())
      const [ana, marta] = [new Desk(server), new Desk(server)]
      marta.type(1, '!').save()
      ana.type(1, '!').save()
      expect(ana.ledger.conflicts.size).toBe(0)
    })
    test('what one wrote in a paragraph that the other took out can be kept, and is the same paragraph', () => {
      const server = new Server(three())
      const [ana, marta] = [new Desk(server), new Desk(server)]
      marta.remove(1).save()
      ana.type(1, ' A').hear()
      expect(ana.ledger.conflicts.get(ids[1])).toMatchObject({ theirs: null, by: 'Marta' })
      ana.choose(ids[1], 'mine')
      ana.save()
      expect(server.blocks.map(({ id }) => id)).toEqual(ids.slice(0, 3))
      expect(server.text()).toEqual(['uno', 'dos A', 'tres'])
    })
    test('what one took out while the other wrote in it is back, and one is told', () => {
      const server = new Server(three())
      const [ana, marta] = [new Desk(server), new Desk(server)]
      marta.type(1, ' M').save()
      ana.remove(1).save()
      expect(ana.text()).toEqual(['uno', 'dos M', 'tres'])
      expect(ana.told).toEqual([{ id: ids[1], by: 'Marta', how: 'back' }])
      expect(ana.save()).toEqual([])
      expect(server.text()).toEqual(['uno', 'dos M', 'tres'])
    })
  })
  test('one writes the original and the other its translation: both stand, and the translation lags', () => {
    const server = new Server([{ ...block(0, 'uno'), en: [{ text: 'one' }] } as Block])
    const [ana, marta] = [new Desk(server), new Desk(server)]
    marta.type(0, ' M', 'en').save()
    ana.type(0, ' A').save()
    expect(ana.ledger.conflicts.size).toBe(0)
    ana.save()
    expect(server.blocks[0]).toMatchObject({
      es: [{ text: 'uno A' }],
      en: [{ text: 'one M' }],
      outdated: true,
      version: 3,
    })
  })
  test('what others write moves neither the caret nor what one may still take back', () => {
    const server = new Server([{ ...block(0, 'uno'), en: [{ text: 'one' }] } as Block])
    const [ana, marta] = [new Desk(server), new Desk(server)]
    ana.type(0, ' A').save()
    const place = sideRange(ana.state.doc.child(0), 0, 'es')?.to ?? 0
    ana.state = ana.state.apply(ana.state.tr.setSelection(TextSelection.create(ana.state.doc, place)))
    marta.hear()
    marta.type(0, ' of M', 'en').save()
    ana.hear()
    expect(ana.state.selection.head).toBe(place)
    ana.run(undo).save()
    expect(server.blocks[0]).toMatchObject({ es: [{ text: 'uno' }], en: [{ text: 'one of M' }] })
  })
  test('each is told who wrote, once; of oneself one is told nothing', () => {
    const server = new Server(three())
    const [ana, marta] = [new Desk(server), new Desk(server)]
    marta.type(2, ' M').save()
    ana.hear()
    expect(ana.told).toEqual([{ id: ids[2], by: 'Marta', how: 'written' }])
    ana.hear()
    expect(ana.told).toEqual([])
    marta.hear()
    expect(marta.told).toEqual([])
  })
})

describe('what was kept on this computer', () => {
  test('comes back and is sent where the server stands as it was', () => {
    const server = new Server(three())
    const before = new Desk(server).type(0, ' A')
    const kept = before.ledger.changes(before.state.doc, true)
    const desk = new Desk(server)
    const tr = desk.ledger.recover(desk.state, kept)
    if (tr) desk.state = desk.state.apply(tr)
    desk.save()
    expect(server.text()).toEqual(['uno A', 'dos', 'tres'])
  })
  test('is a conflict where somebody wrote meanwhile, and nothing where it had arrived after all', () => {
    const server = new Server(three())
    const ana = new Desk(server).type(0, ' A')
    const kept = ana.ledger.changes(ana.state.doc, true)
    ana.save()
    const again = new Desk(server)
    expect(again.ledger.recover(again.state, kept)).toBe(null)
    new Desk(server).type(0, ' M').save()
    const desk = new Desk(server)
    const tr = desk.ledger.recover(desk.state, kept)
    if (tr) desk.state = desk.state.apply(tr)
    expect(desk.text()[0]).toBe('uno A')
    expect(desk.ledger.conflicts.get(ids[0])).toMatchObject({ theirs: { es: [{ text: 'uno A M' }] } })
  })
})
