import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Binaries } from './server-binaries.ts'

/** A PostgreSQL server installed on this computer (Debian's package, or on the PATH); undefined where none is. */
export function installedBinaries(): Binaries | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'initdb'))
  for (const program of [...onPath, ...debian()]) {
    if (!existsSync(program)) continue
    const bin = dirname(realpathSync(program))
    if (!existsSync(join(bin, 'postgres'))) continue
    const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
    return { bin, major: Number(/\s(\d+)/.exec(version)?.[1]) }
  }
  return undefined
}

function debian(): string[] {
  const folder = '/usr/lib/postgresql'
  if (!existsSync(folder)) return []
  const newestFirst = readdirSync(folder).sort((a, b) => Number(b) - Number(a))
  return newestFirst.map((version) => join(folder, version, 'bin/initdb'))
}
