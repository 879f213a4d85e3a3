/**
 * Saves while one writes: a second after the last word, and before the page is left. What has not arrived stays on this computer, by
 * person and report, so that an error, an ended session or a lost connection lose nothing. Every few seconds it hears of the others.
 */

import type { Node } from 'prosemirror-model'
import { newId } from './ids.ts'
import type { Ledger } from './ledger.ts'
import type { Change, SaveAnswer } from './protocol.ts'

export type Standing =
  | { state: 'saved' | 'typing' | 'saving' | 'offline' | 'signedOut' }
  /** The server does not take it; `why` in its words. */
  | { state: 'refused'; why: string }

export interface SaverSettings {
  /** Where to post. */
  address: string
  /** By which this computer keeps what is unsent: person and report. */
  shelf: string
  seen: string
  ledger: Ledger
  doc(): Node
  /** The answer came: versions are noted already; brings in what others wrote. */
  heard(answer: SaveAnswer): void
  show(standing: Standing): void
}

/** Changes in one request: a large paste goes in several. */
const atOnce = 150
const pause = { typing: 900, others: 8000, retry: [2000, 5000, 10_000, 20_000] }

export class Saver {
  private timer = 0
  private poll = 0
  private keeping = 0
  private busy = false
  private failures = 0
  private seen: string
  private readonly own = `${newId()}`

  constructor(private readonly at: SaverSettings) {
    this.seen = at.seen
    addEventListener('pagehide', () => this.leave())
    addEventListener('online', () => this.soon(0))
    addEventListener('visibilitychange', () => (document.hidden ? this.leave() : this.soon(0)))
    this.hear()
  }

  /** Something was typed. */
  touched(): void {
    if (!this.busy) this.at.show({ state: 'typing' })
    clearTimeout(this.keeping)
    this.keeping = window.setTimeout(() => this.keep(), 250)
    if (this.failures === 0) this.soon(pause.typing)
  }

  get isClean(): boolean {
    return this.at.ledger.changes(this.at.doc(), true).length === 0
  }

  soon(wait: number): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.save(), wait)
  }

  /** On this computer, until the server has it. */
  private keep(): void {
    const changes = this.at.ledger.changes(this.at.doc(), true)
    try {
      const key = `${this.at.shelf} ${this.own}`
      if (changes.length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), changes }))
    } catch {
      // No room, or not allowed: then the server alone keeps it.
    }
  }

  /** Before the page goes: kept here, and sent as far as a parting request may carry. */
  private leave(): void {
    this.keep()
    const changes = this.at.ledger.changes(this.at.doc())
    const body = JSON.stringify({ changes, seen: this.seen })
    if (changes.length === 0 || body.length > 60_000 || this.busy) return
    void fetch(this.at.address, { method: 'POST', headers, body, keepalive: true }).catch(() => undefined)
  }

  private hear(): void {
    clearTimeout(this.poll)
    this.poll = window.setTimeout(() => {
      if (!document.hidden && !this.busy && this.failures === 0) void this.save()
      this.hear()
    }, pause.others)
  }

  /** What the server did not take, as it was sent: not sent again until it is written anew. */
  private readonly refused = new Map<string, string>()

  /** What is to be sent now. */
  private due(): Change[] {
    return this.at.ledger
      .changes(this.at.doc())
      .filter((change) => this.refused.get(change.id) !== JSON.stringify(change))
  }

  async save(): Promise<void> {
    if (this.busy) return this.soon(300)
    this.busy = true
    try {
      const changes = this.due().slice(0, atOnce)
      if (changes.length > 0) this.at.show({ state: 'saving' })
      // One paragraph that is refused keeps none of the others from being saved.
      if ((await this.send(changes)) === 'refused')
        for (const change of changes) if ((await this.send([change])) === 'later') break
    } finally {
      this.busy = false
    }
    this.keep()
    if (this.failures > 0) return
    if (this.due().length > 0) this.soon(pause.typing)
    else if (this.refused.size > 0) this.at.show({ state: 'refused', why: this.why })
    else this.at.show({ state: 'saved' })
  }

  private why = ''

  private async send(changes: readonly Change[]): Promise<'done' | 'later' | 'refused'> {
    let answer: Response
    let told: unknown
    try {
      answer = await fetch(this.at.address, {
        method: 'POST',
        headers,
        body: JSON.stringify({ changes, seen: this.seen }),
      })
      if (answer.redirected || answer.status === 401) return this.later('signedOut')
      if (answer.status >= 500 || answer.status === 429) return this.later('offline')
      told = await answer.json()
    } catch {
      return this.later('offline')
    }
    this.failures = 0
    if (!answer.ok) {
      this.why = (told as { title?: string }).title ?? String(answer.status)
      const [only] = changes
      if (changes.length <= 1 && only) this.refused.set(only.id, JSON.stringify(only))
      return changes.length > 1 ? 'refused' : 'done'
    }
    const heard = told as SaveAnswer
    for (const { id } of heard.saved) this.refused.delete(id)
    this.seen = heard.seen
    this.at.ledger.saved(changes, heard)
    this.at.heard(heard)
    return 'done'
  }

  private later(state: 'offline' | 'signedOut'): 'later' {
    this.keep()
    this.at.show({ state })
    this.soon(pause.retry[Math.min(this.failures, pause.retry.length - 1)] ?? 20_000)
    this.failures++
    return 'later'
  }
}

const headers = { 'content-type': 'application/json', accept: 'application/json' }

/** What earlier visits of this person kept of this report and never sent, oldest first; each is taken from its shelf. */
export function unsent(shelf: string): Change[] {
  const found: { at: number; changes: Change[] }[] = []
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(`${shelf} `))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: number; changes: Change[] } | null
      if (kept && Array.isArray(kept.changes)) found.push(kept)
      localStorage.removeItem(key)
    }
  } catch {
    // Not to be read: then there is nothing.
  }
  return found.sort((a, b) => a.at - b.at).flatMap(({ changes }) => changes)
}
