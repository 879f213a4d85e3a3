import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeEngine, configureEngine, connect, withConnection } from './engine.ts'

const value = async (sql: string): Promise<unknown> =>
  withConnection(async (c) => (await c.runAndReadAll(sql)).getRowsJS()[0]?.[0])

let tempDir: string
beforeAll(async () => {
  tempDir = await mkdtemp(join(tmpdir(), 'engine-'))
  await mkdir(join(tempDir, '999999999')) // left by a process that ended
  configureEngine({ tempDir, memoryMb: 200, threads: 2 })
})
afterAll(async () => {
  await closeEngine()
  await rm(tempDir, { recursive: true })
})

describe('the microdata engine', () => {
  it('never fetches an extension', async () => {
    await expect(value("select * from 'x.xlsx'")).rejects.toThrow()
    expect(await value("select current_setting('autoinstall_known_extensions')")).toBe(false)
    expect(await value("select current_setting('autoload_known_extensions')")).toBe(false)
    await expect(value('select * from sqlite_scan(1, 2)')).rejects.toThrow()
  })

  it('keeps within the memory and threads it was given', async () => {
    expect(await value("select current_setting('memory_limit')")).toBe('190.7 MiB')
    expect(await value("select current_setting('threads')")).toBe(2n)
  })

  it('is one for the process: a table made by one connection is seen by another', async () => {
    await value('create table shared as select 7 as n')
    expect(await value('select n from shared')).toBe(7)
  })

  it('refuses new settings once it is open', async () => {
    await value('select 1')
    expect(() => configureEngine({ memoryMb: 1 })).toThrow('already open')
  })

  it('stops a query when the signal says so', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 30)
    await expect(
      withConnection(
        (c) => c.run('select sum(a.range * b.range) from range(1000000) a, range(1000000) b'),
        stop.signal,
      ),
    ).rejects.toThrow(/interrupt/i)
  })

  it('removes what a dead process left, and its own at the end', async () => {
    const connection = await connect()
    connection.closeSync()
    expect(await readdir(tempDir)).not.toContain('999999999')
    await closeEngine()
    expect(await readdir(tempDir)).toEqual([])
  })
})
