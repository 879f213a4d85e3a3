/**
 * What a part may add to the pages that gather from all parts: Today, a place, a worker group, and what changed in a record.
 * Each is asked within the transaction of the person who looks, so that row-level security decides what it finds.
 */
import type { Language, Text } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { TitlePlace } from '../../kernel/translate.ts'

/** The moment and the language in which a person looks. */
export interface Clock {
  now: Date
  /** The day in the workspace's zone, `2026-11-21`. */
  today: string
  /** IANA zone of the workspace. */
  zone: string
  lang: Language
}

/** The one thing that settles a line: a page to go to, or what is posted there and then. Paths are within the workspace. */
export type Settling =
  | { label: string; path: string }
  /** The handler gives `redirect(backOr(visit, form, …))`, so that the person stays where she was. */
  | { label: string; post: string; values?: Readonly<Record<string, string | readonly string[]>> }
  /** What is typed or chosen in the line itself goes with it; opened by its label, sent by `submit`. */
  | {
      label: string
      post: string
      values?: Readonly<Record<string, string | readonly string[]>>
      fields: readonly SettlingField[]
      submit: string
    }

/** A text to type, or one of several to choose; all are wanted. */
export type SettlingField =
  | { name: string; label: string; value?: string; most: number; language: Language }
  | { name: string; label: string; options: readonly { value: string; label: string }[] }

/** One line of Today. */
export interface TodayLine {
  /** What it is, in the language of the clock: `Compromiso`, `Plazo legal`. */
  kind: string
  title: Text
  /** Its page, within the workspace. */
  path: string
  /** The day by which, `2026-11-30`; null: to be looked at, by no day of its own. */
  due: string | null
  /** The hour, `10:00`, of what begins on that day. */
  time?: string
  /** What else must be known: who owes it, where it is. */
  note?: string
  /** One or two words with attention: `desactualizado`. */
  mark?: string
  /** The action that settles it first; one or two others after it. */
  settle: readonly Settling[]
}

/** A place with all that lies in it (the place itself first), or a worker group; `code` as their pages' addresses have it. */
export type Where =
  | { code: string; placeIds: readonly string[]; workerGroupId?: undefined }
  | { code: string; workerGroupId: string; placeIds?: undefined }

/** In this order on the page. */
export const aboutKinds = [
  'figures',
  'documents',
  'actors',
  'demands',
  'proposals',
  'negotiations',
  'agreements',
  'commitments',
  'meetings',
] as const

/** What a part knows of a place or a group: the newest few, how many there are, and where they all are. */
export interface AboutSection {
  kind: (typeof aboutKinds)[number]
  title: string
  /** All that the asker may see; the page shows nothing of a section of none. */
  count: number
  /** The newest, at most five. */
  items: readonly AboutItem[]
  /** The list of them all, within the workspace, with its filters; null where there is none. */
  all: string | null
}

export interface AboutItem {
  title: Text
  /** Within the workspace. */
  path: string
  /** Who, when, in what state: `Sindicato de trabajadoras · planteada el 3 mar 2026`. */
  note?: string
  mark?: string
}

/** One field of a record as a person reads it. */
export interface Told {
  label: string
  value: string
}

/** How a kind of citable record is read in its threads. */
export interface RecordReading {
  /** The fields of a version's snapshot in words, in the order of its page; never raw data. Older shapes of it included. */
  tell(snapshot: unknown, clock: Clock): readonly Told[]
  /** Where a record of this kind is written anew, within the workspace; null: it is not written but replaced or amended. */
  edit?(record: { id: string; path: string }): string | null
  /** Where it is decided whether it holds, for a kind that has a way of its own (a cited figure takes the new value or keeps its own). */
  settle?(record: { id: string; path: string }): string | null
  /** Where its title is kept, so that a missing translation may be typed wherever it is asked for. */
  title?: TitlePlace
}

export interface Hooks {
  /**
   * Pages, as their routes name them, that a phone may keep for reading without signal, of whoever acts for an organisation:
   * never what is the team's alone, nor what a party keeps from the others.
   */
  offline?: readonly string[]
  /** What is due or waits for the person who asks, in any order; at most 200 lines. */
  today?(tx: ReadTx, asker: Asker, clock: Clock): Promise<readonly TodayLine[]>
  /** What the part knows of a place with all below it, or of a worker group. */
  about?(tx: ReadTx, asker: Asker, where: Where, clock: Clock): Promise<readonly AboutSection[]>
  /** Its kinds of citable record (`kernel.record_kind`), by kind. */
  records?: Readonly<Record<string, RecordReading>>
}
