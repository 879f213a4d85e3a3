/** A report at one moment with all that it shows: what is exported, kept as a version, signed. */
import { createHash } from 'node:crypto'
import type { Value, Words } from '../bound/value.ts'
import type { Form } from '../templates/model.ts'
import type { Block } from './model.ts'

export interface Frozen {
  form: Form
  title: Words
  /** Lines of the title page: place, period, group, time. */
  lines: readonly Words[]
  /** Who publishes it: the workspace's name. */
  author: Words
  isSample: boolean
  blocks: readonly Block[]
  /** What each bound item says, by its id. */
  values: Readonly<Record<string, Value>>
  /** Items that have moved since, in a draft. */
  moved: readonly string[]
}

/** Keys in order, so that the same content has the same hash wherever it was kept. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

export const hashOf = (frozen: Frozen): string => createHash('sha256').update(canonical(frozen)).digest('hex')
