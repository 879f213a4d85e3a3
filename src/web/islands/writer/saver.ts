/**
 * Saves while one writes: a second after the last word, and before the page is left. What has not arrived stays on this computer, by
 * person and report, so that an error, an ended session or a lost connection lose nothing. Every few seconds, as long as the page is
 * seen, it hears of the others.
 */

import type { Node } from 'prosemirror-model'
import { newId } from './ids.ts'
import type { Ledger } from './ledger.ts'
import type { Change, News, SaveAnswer } from './protocol.ts'

export type Standing =
  /** `held`: all but what two wrote, which waits for a person. */
  | { state: 'saved' | 'held' | 'typing' | 'saving' | 'offline' | 'signedOut' }
  /** The server does not take it; `why` in its words. */
  | { state: 'refused'; why: string }

export interface SaverSettings {
  /** Of the report: what is saved and what is new lie beneath. */
  address: string
  /** By which this computer keeps what is unsent: person and report. */
  shelf: string
  seen: string
  ledger: Ledger
  doc(): Node
  /** The answer came: versions are noted already; brings in what others wrote. */
  heard(news: News): void
  show(standing: Standing): void
}

/** Changes in one request: a large paste goes in several. */
const atOnce = 150
/** Where nothing has happened for a while one asks less often. */
const pause = { typing: 900, others: 8000, quiet: 20_000, retry: [2000, 5000, 10_000, 20_000] }
const isQuietAfter = 10

export class Saver {
  private timer = 0
  private poll = 0
  private keeping = 0
  private busy = false
  private failures = 0
  /** How often one asked in vain since anything happened. */
  private vain = 0
  /** Goes up with each save: what was asked before it is old news. */
  private turn = 0
  private seen: string
  private readonly own = `${newId()}`
  /** Sent, and no answer came: perhaps it arrived. It is sent again as it was before anything else, so that it is known. */
  private unanswered: readonly Change[] | null = null
  /** What the server did not take, as it was sent: not sent again until it is written anew. */
  private readonly refused = new Map<string, string>()
  private why = ''

  constructor(private readonly at: SaverSettings) {
    this.seen = at.seen
    addEventListener('pagehide', () => this.leave())
    addEventListener('online', () => this.soon(0))
    addEventListener('visibilitychange', () => (document.hidden ? this.leave() : this.back()))
    this.listen()
  }

  /** Something was typed. */
  touched(): void {
    if (!this.busy) this.at.show({ state: 'typing' })
    clearTimeout(this.keeping)
    this.keeping = window.setTimeout(() => this.keep(), 250)
    if (this.failures === 0) this.soon(pause.typing)
    if (this.vain >= isQuietAfter) {
      this.vain = 0
      this.listen()
    }
  }

  /** Whether the server has all that stands here. */
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
    clearTimeout(this.poll)
    this.keep()
    const changes = this.unanswered ?? this.due()
    const body = JSON.stringify({ changes, seen: this.seen })
    if (changes.length === 0 || body.length > 60_000 || this.busy) return
    this.unanswered = changes
    void fetch(`${this.at.address}/save`, { method: 'POST', headers, body, keepalive: true }).catch(
      () => undefined,
    )
  }

  private back(): void {
    this.soon(0)
    this.vain = 0
    this.listen(0)
  }

  /** While the page is seen; who reads without writing hears it, too. */
  private listen(wait = this.vain < isQuietAfter ? pause.others : pause.quiet): void {
    clearTimeout(this.poll)
    this.poll = window.setTimeout(async () => {
      if (document.hidden) return
      if (!this.busy && this.failures === 0) await this.ask()
      this.listen()
    }, wait)
  }

  private async ask(): Promise<void> {
    const { turn } = this
    const answer = await this.reach(`/news?seen=${encodeURIComponent(this.seen)}`)
    this.vain++
    if (!answer || turn !== this.turn || answer.status === 204) return
    if (answer.ok) this.hear(answer.told as News)
    else this.at.show({ state: 'refused', why: reasonOf(answer) })
  }

  private hear(news: News): void {
    this.vain = 0
    this.seen = news.seen
    this.at.heard(news)
  }

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
      await this.sendDue()
    } finally {
      this.busy = false
    }
    this.keep()
    if (this.failures > 0) return
    if (this.due().length > 0) this.soon(pause.typing)
    else if (this.refused.size > 0) this.at.show({ state: 'refused', why: this.why })
    else this.at.show({ state: this.at.ledger.conflicts.size > 0 ? 'held' : 'saved' })
  }

  private async sendDue(): Promise<void> {
    if (this.unanswered && (await this.send(this.unanswered)) === 'later') return
    const changes = this.due().slice(0, atOnce)
    if (changes.length === 0) {
      if (this.failures > 0) await this.ask()
      return
    }
    this.at.show({ state: 'saving' })
    // One paragraph that is refused keeps none of the others from being saved.
    if ((await this.send(changes)) === 'refused')
      for (const change of changes) if ((await this.send([change])) === 'later') break
  }

  private async send(changes: readonly Change[]): Promise<'done' | 'later' | 'refused'> {
    this.turn++
    this.unanswered = changes
    const answer = await this.reach('/save', { changes, seen: this.seen })
    if (!answer) return 'later'
    this.unanswered = null
    if (!answer.ok) {
      this.why = reasonOf(answer)
      const [only] = changes
      if (changes.length <= 1 && only) this.refused.set(only.id, JSON.stringify(only))
      return changes.length > 1 ? 'refused' : 'done'
    }
    const heard = answer.told as SaveAnswer
    for (const { id } of heard.saved) this.refused.delete(id)
    this.at.ledger.saved(changes, heard)
    this.hear(heard)
    return 'done'
  }

  /** Null: no answer of ours came, and one tries again later. */
  private async reach(path: string, body?: object): Promise<Answered | null> {
    try {
      const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
      const answer = await fetch(this.at.address + path, { ...init, headers })
      const { ok, status } = answer
      if (answer.redirected || status === 401) return this.later('signedOut')
      if (status >= 500 || status === 429) return this.later('offline')
      const told: unknown = status === 204 ? null : await answer.json()
      this.failures = 0
      return { ok, status, told }
    } catch {
      return this.later('offline')
    }
  }

  private later(state: 'offline' | 'signedOut'): null {
    this.keep()
    this.at.show({ state })
    this.soon(pause.retry[Math.min(this.failures, pause.retry.length - 1)] ?? 20_000)
    this.failures++
    return null
  }
}

interface Answered {
  ok: boolean
  status: number
  told: unknown
}
const reasonOf = ({ status, told }: Answered): string =>
  (told as { title?: string } | null)?.title ?? String(status)

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
