/**
 * What a writer sends and gets back. Blocks are saved one by one, each over the version that was read, so that two people in one
 * report meet only where they wrote the same paragraph; then both texts are shown and none is lost.
 */
import type { Binding } from '../bound/value.ts'
import type { Block, BlockContent } from './model.ts'

export type Change =
  /** A new block (`version` null) or a new text of one. `after`: the block before it; null: the first. Undefined: where it is. */
  | { id: string; version: number | null; content: BlockContent; after?: string | null }
  | { id: string; version: number; removed: true }
  /** Back as it was when it was taken out, over the version that this made; `after` as above. */
  | { id: string; version: number; restored: true; after?: string | null }

/** Who wrote it; null: the asker herself, or the program. */
export type Written = Block & { by: string | null }
export interface Gone {
  id: string
  /** The version that taking it out made. */
  version: number
  by: string | null
}

export interface Conflict {
  id: string
  /** Null: taken out. */
  theirs: Block | null
  /** The version that stands. */
  version: number
  by: string | null
}

/** What happened in a report since its writer last heard. */
export interface News {
  others: readonly Written[]
  gone: readonly Gone[]
  /** Items that moved, were taken over or inserted, and those that the texts of others name. */
  bindings: readonly Binding[]
  /** Names of others who took over what had moved. */
  acceptedBy: readonly string[]
  /** Whether somebody commented, or settled a comment. */
  commented: boolean
  /** To be sent as `seen` next time. */
  seen: string
}

export interface SaveAnswer extends News {
  saved: readonly { id: string; version: number }[]
  /** Not written: somebody else was first. */
  conflicts: readonly Conflict[]
}

export interface SaveRequest {
  changes: readonly Change[]
  /** When the writer last heard of the report, as the last answer said it; null: never. */
  seen: string | null
}
