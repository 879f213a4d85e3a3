import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../platform/root.ts'

let manifest: Record<string, string> | undefined

/** Where `bin/build.mjs` puts what a browser loads; the server hands these files out under `/assets/`. */
export const assetsDir = join(root, 'dist/assets')

/**
 * The address of a built file by its plain name: `asset('app.css')` is `/assets/app-3KXQ2M7A.css`.
 * Without a build (tests of components) the plain name is used.
 */
export function asset(name: string): string {
  manifest ??= readManifest()
  return manifest[name] ?? `/assets/${name}`
}

function readManifest(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(join(assetsDir, 'manifest.json'), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
