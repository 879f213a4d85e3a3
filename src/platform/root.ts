import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout (where package.json and the SQL migrations lie), from source and from the build alike. */
export const root = ((): string => {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(dir, 'package-lock.json'))) {
    const up = dirname(dir)
    if (up === dir) throw new Error('package-lock.json not found above the program')
    dir = up
  }
  return dir
})()
