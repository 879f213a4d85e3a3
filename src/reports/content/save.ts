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
  /** Back where it was, as it was. */
  | { id: string; version: number; restored: true }

export interface SaveAnswer {
  saved: readonly { id: string; version: number }[]
  /** Not written: somebody else was first. `theirs` is null where it was taken out. */
  conflicts: readonly { id: string; theirs: Block | null; by: string | null }[]
  /** Blocks that others wrote since `seen`, and those they took out. */
  others: readonly Block[]
  gone: readonly string[]
  /** To be sent as `seen` next time. */
  seen: string
  /** Items newly named by texts of others. */
  bindings: readonly Binding[]
}

export interface SaveRequest {
  changes: readonly Change[]
  /** When the writer last heard of the report, as the last answer said it; null: never. */
  seen: string | null
}
