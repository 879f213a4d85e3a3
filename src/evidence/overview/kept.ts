/** Estimates kept as JSON beside the Parquet that they are of. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { contrasted, tables } from '../enoe/index.ts'
import type { Microdata } from './estimates.ts'

/** Definitions as they are now: a change of any of them makes kept estimates old and is written into cited figures. */
export const catalogue = createHash('sha256')
  .update(JSON.stringify([tables, contrasted, 'kept format 3']))
  .digest('hex')
  .slice(0, 12)

const underWay = new Map<string, Promise<unknown>>()

/**
 * Keeps an estimate as JSON beside the Parquet: a page costs a scan once per vintage, place, group and version of the
 * definitions. Two who ask at once wait for one scan.
 */
export async function kept<T>(
  data: Pick<Microdata, 'folder'>,
  name: string,
  connect: () => Promise<DuckDBConnection>,
  compute: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const file = join(data.folder, 'estimates', `${name}.${catalogue}.json`)
  const earlier = await readFile(file, 'utf8').catch(() => null)
  if (earlier !== null) return JSON.parse(earlier) as T
  const running = underWay.get(file) as Promise<T> | undefined
  if (running) return running
  const work = (async () => {
    const connection = await connect()
    try {
      const found = await compute(connection)
      await mkdir(join(data.folder, 'estimates'), { recursive: true })
      const temporary = `${file}.${process.pid}.part`
      await writeFile(temporary, JSON.stringify(found))
      await rename(temporary, file)
      return found
    } finally {
      connection.closeSync()
    }
  })().finally(() => underWay.delete(file))
  underWay.set(file, work)
  return work
}
