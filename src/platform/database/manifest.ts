import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../root.ts'

/** Raised when a program of before could not read what is written now. */
export const formatVersion = 1

/** First entry of a backup: what it is, readable even where the rest is missing. */
export const headName = 'acuerdo-backup.json'
/** Last entries: the list of everything, and its own sum. */
export const manifestName = 'manifest.json'
export const manifestSumName = 'manifest.sha256'

export const headSchema = z.object({
  format: z.literal('acuerdo-backup'),
  formatVersion: z.number().int().positive(),
  /** Version of the program that wrote it. */
  appVersion: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
})

export const manifestSchema = headSchema.extend({
  migrations: z.array(z.object({ name: z.string(), part: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      schema: z.string(),
      table: z.string(),
      /** In the order of the copied columns. */
      columns: z.array(z.string()),
      rows: z.number().int().nonnegative(),
      /** Path of the entry that holds the rows, in PostgreSQL's text format of COPY. */
      entry: z.string(),
    }),
  ),
  sequences: z.array(
    z.object({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() }),
  ),
  /** Every entry but the head, this list and its sum. */
  entries: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

export type Head = z.infer<typeof headSchema>
export type Manifest = z.infer<typeof manifestSchema>

/** The version of this program. */
export const appVersion = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
