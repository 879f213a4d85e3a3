import type { Problem } from '../../platform/problem.ts'
import type { Html } from '../html.ts'
import type { PartKey } from '../nav.tsx'
import type { ShellProps } from '../page.tsx'

/** What a handler gives back; one wrapper turns it into a response. */
export type Answer = PageAnswer | Redirect | Download | Data | Events | Problem

export interface PageAnswer
  extends Pick<
    ShellProps,
    | 'title'
    | 'subtitle'
    | 'lede'
    | 'crumbs'
    | 'actions'
    | 'toolbar'
    | 'aside'
    | 'wide'
    | 'islands'
    | 'refresh'
  > {
  answer: 'page'
  main: Html
  /** The part whose entry of the left column is lit; by default the one that the route belongs to. */
  current?: PartKey
  status?: 200 | 404 | 409 | 422 | 429
}

export interface Redirect {
  answer: 'redirect'
  /** Full address, from `visit.to`. */
  to: string
  /** A sentence shown once on the next page. */
  flash?: string
  /** Beside it a button that takes back what was done: where it posts to, from `visit.to`; it sends `back`, see `backOr`. */
  undo?: string
  headers?: Headers
}

export interface Download {
  answer: 'download'
  name: string
  mediaType: string
  /** A function is asked only where the reader does not have this `tag` already. */
  body: string | Uint8Array | ReadableStream<Uint8Array> | (() => string)
  /** By what it is known whether it changed (ETag): whoever has it is told so with a 304, without the body. */
  tag?: string
  /** Shown in the browser instead of saved, e.g. an SVG within a page. */
  inline?: boolean
  /** Never changes under its address: the phone of whoever may see it may keep it for reading without signal. */
  keeps?: boolean
}

export interface Data {
  answer: 'data'
  value: unknown
  /** 204: nothing to say, and no body. */
  status?: 200 | 201 | 202 | 204 | 409
  /** A sentence shown once on the next page that the person opens. */
  flash?: string
}

/** Server-sent events, until the iterator ends or the reader leaves. */
export interface Events {
  answer: 'events'
  events: (signal: AbortSignal) => AsyncIterable<{ event: string; data: unknown }>
}

export const page = (content: Omit<PageAnswer, 'answer'>): PageAnswer => ({ answer: 'page', ...content })
export const redirect = (to: string, flash?: string, undo?: string): Redirect => ({
  answer: 'redirect',
  to,
  ...(flash ? { flash } : {}),
  ...(undo ? { undo } : {}),
})
export const download = (content: Omit<Download, 'answer'>): Download => ({ answer: 'download', ...content })
export const data = (value: unknown, status?: Data['status'], flash?: string): Data => ({
  answer: 'data',
  value,
  ...(status ? { status } : {}),
  ...(flash ? { flash } : {}),
})
export const events = (stream: Events['events']): Events => ({ answer: 'events', events: stream })
