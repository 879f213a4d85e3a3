import { EditorState } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { positionOf, sideRange } from './at.ts'
import { move, removePiece } from './commands.ts'
import { docOf } from './content.ts'
import { newId } from './ids.ts'
import { invariants } from './invariants.ts'
import { Ledger } from './ledger.ts'
import type { Block, Change, Conflict, SaveAnswer } from './protocol.ts'

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
  constructor(blocks: readonly Block[]) {
    this.blocks = [...blocks]
  }
  save(changes: readonly Change[]): Pick<SaveAnswer, 'saved' | 'conflicts'> {
    const saved: { id: string; version: number }[] = []
    const conflicts: Conflict[] = []
    for (const change of changes) {
      const old = this.blocks.find(({ id }) => id === change.id)
      if ((old?.version ?? null) !== change.version && old) {
        conflicts.push({ id: change.id, theirs: old, by: 'Marta' })
        continue
      }
      const version = (change.version ?? 0) + 1
      saved.push({ id: change.id, version })
      if ('removed' in change) {
        this.blocks = this.blocks.filter(({ id }) => id !== change.id)
        continue
      }
      const made = { ...change.content, id: change.id, version } as Block
      const at = this.blocks.findIndex(({ id }) => id === change.id)
      if (at >= 0 && change.after === undefined) this.blocks[at] = made
      else {
        this.blocks = this.blocks.filter(({ id }) => id !== change.id)
        this.blocks.splice(this.blocks.findIndex(({ id }) => id === change.after) + 1, 0, made)
      }
    }
    return { saved, conflicts }
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
    this.state = EditorState.create({ doc: docOf(blocks), plugins: [invariants()] })
    this.ledger = new Ledger(blocks)
  }
  type(index: number, words: string): this {
    const end = sideRange(this.state.doc.child(index), positionOf(this.state.doc, index), 'es')?.to ?? 0
    this.state = this.state.apply(this.state.tr.insertText(words, end))
    return this
  }
  /** Sends, and hears of these others. */
  save(others: Partial<SaveAnswer> = {}): Change[] {
    const sent = this.ledger.changes(this.state.doc)
    const answer = {
      others: [],
      gone: [],
      seen: '',
      chips: [],
      order: null,
      ...this.server.save(sent),
      ...others,
    }
    this.ledger.saved(sent, answer)
    const tr = this.ledger.merge(this.state, answer)
    if (tr) this.state = this.state.apply(tr)
    return sent
  }
  hear(): void {
    this.save({ others: this.server.blocks, order: this.server.blocks.map(({ id }) => id) })
  }
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
    const desk = new Desk(new Server(three()))
    move(1)(desk.state.apply(desk.state.tr), (tr) => {
      desk.state = desk.state.apply(tr)
    })
    expect(desk.text()).toEqual(['dos', 'uno', 'tres'])
    expect(desk.save()).toHaveLength(1)
    expect(desk.server.text()).toEqual(['dos', 'uno', 'tres'])
    expect(desk.save()).toEqual([])
  })
  test('what is taken out goes, and comes back with its id where that is taken back', () => {
    const desk = new Desk(new Server(three()))
    const before = desk.state
    removePiece(positionOf(desk.state.doc, 1))(desk.state, (tr) => {
      desk.state = desk.state.apply(tr)
    })
    expect(desk.save()).toEqual([{ id: ids[1], version: 1, removed: true }])
    desk.state = before
    expect(desk.save()).toMatchObject([{ id: ids[1], version: 2, after: ids[0] }])
    expect(desk.server.text()).toEqual(['uno', 'dos', 'tres'])
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
      others: [block(2, 'tres', 2), block(3, 'nuevo')],
      gone: [ids[1]],
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
    test('what one wrote in a paragraph that the other took out can be kept', () => {
      const ana = new Desk(new Server(three()))
      ana.type(1, ' A')
      ana.ledger.merge(ana.state, {
        saved: [],
        conflicts: [],
        others: [],
        gone: [ids[1]],
        seen: '',
        chips: [],
        order: null,
      })
      expect(ana.ledger.conflicts.get(ids[1])).toMatchObject({ theirs: null })
      ana.server.blocks = [block(0, 'uno'), block(2, 'tres')]
      ana.choose(ids[1], 'mine')
      ana.save()
      expect(ana.server.text()).toEqual(['uno', 'dos A', 'tres'])
    })
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
