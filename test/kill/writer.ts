import { openDatabase } from '../../src/platform/database/connect.ts'
import { findMigrations, type Migration, migrate } from '../../src/platform/database/migrate.ts'

/**
 * A program that starts the database on a folder, and then writes for ever: pairs of rows, each pair in a transaction,
 * from three hands at once. A number is written on a line of its own as soon as its commit was acknowledged.
 */
const table: Migration = {
  name: '20990101000000_kill.sql',
  part: 'kill',
  checksum: 'kill',
  sql: `create schema kill; create table kill.pair (n bigint, half text, primary key (n, half))`,
}
const [dataDir = '', first = '0', mode = 'write'] = process.argv.slice(2)
console.log('begin')
const database = await openDatabase({ dataDir })
console.log('open')
await migrate(database, [...findMigrations(), table])
console.log('ready')
// Ends without closing anything, as a fault in the program would.
if (mode === 'leave') process.exit(1)
if (mode === 'throw') throw new Error('a fault')

let next = Number(first)
const write = async (): Promise<never> => {
  for (;;) {
    const n = next++
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query(`insert into kill.pair values ($1, 'left')`, [n])
    await client.query(`insert into kill.pair values ($1, 'right')`, [n])
    await client.query('commit')
    client.release()
    console.log(n)
  }
}
await Promise.all([write(), write(), write()])
