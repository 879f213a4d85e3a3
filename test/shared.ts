import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe } from 'vitest'

/** The folder of real data beside the repository; it may be absent, and is never copied into it. */
const shared = resolve(import.meta.dirname, '../../shared/data')

export const hasShared = existsSync(shared)

/** Path of a real file, e.g. `sharedData('enoe/2019trim1_csv.zip')`. */
export const sharedData = (path: string): string => resolve(shared, path)

/** A `describe` that runs only where the real data are, and otherwise says why not. */
export function needsShared(title: string, body: () => void): void {
  if (!hasShared) console.log(`skipped: ${title} (no ../shared/data beside the repository)`)
  describe.skipIf(!hasShared)(title, body)
}
