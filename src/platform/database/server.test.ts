import { spawn } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findRunning, type RunningServer, startServer } from './server.ts'
import { embeddedBinaries, makeLinks } from './server-binaries.ts'
import { processState } from './server-process.ts'
import { chooseUser } from './server-user.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-server-'))
const dataDir = join(folder, 'data')
const cluster = join(dataDir, `postgres-${embeddedBinaries().major}`)
let server: RunningServer | undefined

const start = async (settings: { dataDir?: string } = {}): Promise<RunningServer> => {
  server = await startServer({ dataDir, durable: false, ...settings })
  return server
}
const ask = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row | undefined> => {
  if (!server) throw new Error('not started')
  const { host, port, user, database } = server
  const client = new pg.Client({ host, port, user, database })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows[0]
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  await start()
  await server?.stop()
})
afterEach(() => server?.stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a start that is refused', () => {
  it('names the process that holds the data', async () => {
    const { pid } = await start()
    await expect(startServer({ dataDir })).rejects.toMatchObject({
      code: 'database.running',
      values: { pid, path: cluster },
    })
  })

  it('says that the data are of another version', async () => {
    const old = join(folder, 'old')
    mkdirSync(join(old, 'postgres-17'), { recursive: true })
    await expect(startServer({ dataDir: old })).rejects.toMatchObject({
      code: 'database.otherVersion',
      values: { found: '17', path: join(old, 'postgres-17') },
    })
  })

  it('says which folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(startServer({ dataDir: join(folder, 'file/data') })).rejects.toMatchObject({
      code: 'database.cannotMake',
    })
  })

  it('says why PostgreSQL does not start', async () => {
    const broken = join(folder, 'broken')
    mkdirSync(join(broken, `postgres-${embeddedBinaries().major}`), { recursive: true, mode: 0o700 })
    await expect(startServer({ dataDir: broken })).rejects.toMatchObject({
      code: 'database.start',
      values: { reason: expect.stringContaining('could not access the server configuration file') },
    })
  })

  it('names the platform that has no binaries', () => {
    expect(() => embeddedBinaries('sunos', 'x64')).toThrow(
      expect.objectContaining({ code: 'database.platform' }),
    )
  })
})

it('makes the links that npm could not pack, once', () => {
  const home = join(folder, 'package')
  mkdirSync(join(home, 'native/lib'), { recursive: true })
  writeFileSync(join(home, 'native/lib/libpq.so.5.18'), 'a library')
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]
  writeFileSync(join(home, 'native/pg-symlinks.json'), JSON.stringify(links))
  makeLinks(home)
  makeLinks(home)
  expect(readlinkSync(join(home, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
  expect(readFileSync(join(home, 'native/lib/libpq.so.5'), 'utf8')).toBe('a library')
})

describe.skipIf(process.getuid?.() !== 0)('as root, where namespaces are refused', () => {
  it('says plainly when nobody cannot enter the path', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(join(closed, 'data'), { recursive: true, mode: 0o700 })
    chmodSync(closed, 0o700)
    await expect(chooseUser(join(closed, 'data'), embeddedBinaries().bin, true)).rejects.toMatchObject({
      code: 'database.notEntered',
      values: { user: 'nobody', path: closed },
    })
  })

  it('takes nobody where the path is open', async () => {
    expect((await chooseUser('/tmp', '/usr/bin', true)).name).toBe('nobody')
  })

  it('runs as nobody in a data directory that stays closed to everybody', async () => {
    const path = process.env.PATH
    const programs = join(folder, 'programs')
    mkdirSync(programs)
    // Everything that is needed, but no unshare.
    for (const name of ['sh', 'true', 'test', 'sleep', 'rm'])
      symlinkSync(`/usr/bin/${name}`, join(programs, name))
    chmodSync(folder, 0o711)
    process.env.PATH = programs
    try {
      const { pid } = await start({ dataDir: join(folder, 'nobody') })
      expect(await ask('select 1 as one')).toEqual({ one: 1 })
      expect(statSync(`/proc/${pid}`).uid).toBe(65534)
      expect(statSync(join(folder, 'nobody')).mode & 0o777).toBe(0o711)
      await server?.stop()
    } finally {
      process.env.PATH = path
    }
    // Later, where namespaces are allowed again, the cluster is still nobody's.
    await start({ dataDir: join(folder, 'nobody') })
    expect(await ask('select 1 as one')).toEqual({ one: 1 })
  })

  it('and where they are allowed, a folder closed to all but root works', async () => {
    const closed = join(folder, 'closed')
    chmodSync(closed, 0o700)
    await start({ dataDir: join(closed, 'data') })
    expect(await ask('select 1 as one')).toEqual({ one: 1 })
  })
})

describe('a running server', () => {
  it('starts on existing data in under a second', async () => {
    const began = performance.now()
    await start()
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('has no TCP port and a socket folder for this user alone', async () => {
    const { host } = await start()
    expect(await ask('show listen_addresses')).toEqual({ listen_addresses: '' })
    expect(statSync(host).mode & 0o777).toBe(0o700)
  })

  it('is reached by a role that cannot step over row-level security, and does not wait for ever', async () => {
    await start()
    expect(
      await ask(`select current_user::text as role, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
                        current_setting('statement_timeout') as statement,
                        current_setting('idle_in_transaction_session_timeout') as idle,
                        current_setting('jit') as jit, current_setting('fsync') as fsync
                   from pg_roles where rolname = current_user`),
    ).toEqual({
      role: 'acuerdo',
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      statement: '1min',
      idle: '1min',
      jit: 'off',
      fsync: 'off',
    })
  })

  it('writes with UTF-8 and an order of its own', async () => {
    await start()
    expect(
      await ask(`select pg_encoding_to_char(encoding) as encoding, datcollate as collate
                   from pg_database where datname = current_database()`),
    ).toEqual({ encoding: 'UTF8', collate: 'C.UTF-8' })
  })

  it('is found by another program while it runs, and no longer after it', async () => {
    const { host, port } = await start()
    expect(findRunning(dataDir)).toEqual({ host, port })
    await server?.stop()
    expect(findRunning(dataDir)).toBeUndefined()
  })

  it('has its socket elsewhere where the path would be too long for one', async () => {
    const long = join(folder, 'una-carpeta-con-un-nombre-muy-largo'.repeat(3), 'data')
    const { host } = await start({ dataDir: long })
    expect(Buffer.byteLength(`${host}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107)
    expect(await ask('select 1 as one')).toEqual({ one: 1 })
    await server?.stop()
    expect(() => statSync(host)).toThrow('ENOENT')
  })

  it('ends with everything it started', async () => {
    const { pid } = await start()
    await server?.stop()
    expect(processState(pid).state).toBe('gone')
  })
})

describe('after a death', () => {
  it('waits for a zombie, and starts when it has been collected', async () => {
    const { pid, parent } = await zombie()
    writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1\n5432\n/tmp\n\n\nready   \n`)
    const began = Date.now()
    const starting = start()
    await sleep(700)
    parent.kill('SIGKILL')
    await starting
    expect(Date.now() - began).toBeGreaterThan(650)
    expect(await ask('select 1 as one')).toEqual({ one: 1 })
  })

  it('does not take another program for a server because it has the old pid', async () => {
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.ppid}\n${cluster}\n1\n5432\n/tmp\n\n\nready   \n`,
    )
    await start()
    expect(await ask('select 1 as one')).toEqual({ one: 1 })
  })

  it('clears away what a killed initdb left', async () => {
    const left = join(dataDir, `postgres-${embeddedBinaries().major}.new-999999999`)
    mkdirSync(left)
    await start()
    expect(() => statSync(left)).toThrow('ENOENT')
  })
})

/** A process that has ended and whose parent, a sleeping one, does not collect it. */
async function zombie() {
  const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (text) => resolve(Number(text))),
  )
  for (let i = 0; i < 500 && processState(pid).state !== 'zombie'; i++) await sleep(10)
  expect(processState(pid).state).toBe('zombie')
  return { pid, parent }
}
