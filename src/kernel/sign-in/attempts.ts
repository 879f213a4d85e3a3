import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { keyed } from './secret.ts'

interface Limit {
  /** Failures in a row before any wait. */
  free: number
  /** Seconds of the first wait; each further one is twice as long. */
  first: number
  longest: number
}

export const limits = {
  network: { free: 10, first: 15, longest: 3600 },
  name: { free: 5, first: 15, longest: 900 },
} as const satisfies Record<string, Limit>

/** Who is counted: a network by its address, or a short name (or account) that is tried. */
export interface Source {
  kind: keyof typeof limits
  value: string
}

/** The address of one household or phone: IPv4 whole, IPv6 by its first 64 bits. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Counts an attempt as failed before it is made, so that parallel ones do not slip through; `forgive` takes it back.
 * Throws `kernel.signIn.wait` with the seconds that are left. Written at once, outside of any transaction.
 */
export async function count(db: Kysely<Schema>, secret: string, source: Source): Promise<void> {
  const { free, first, longest } = limits[source.kind]
  const bucket = bucketOf(secret, source)
  const failures = sql`case when a.last_at < now() - interval '1 day' then 1 else a.failures + 1 end`
  const counted = await sql`
    insert into auth.attempt as a (bucket, failures) values (${bucket}, 1)
    on conflict (bucket) do update set
      failures = ${failures},
      last_at = now(),
      blocked_until = case when ${failures} <= ${free}::int then a.blocked_until else now() + make_interval(secs =>
        least(${first}::int * power(2, least(${failures} - ${free}::int - 1, 20)), ${longest}::int)) end
    where a.blocked_until <= now()
    returning 1`.execute(db)
  if (counted.rows.length > 0) return
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from blocked_until - now()))::int as seconds from auth.attempt where bucket = ${bucket}`.execute(
    db,
  )
  throw new Problem('kernel.signIn.wait', { seconds: Math.max(1, rows[0]?.seconds ?? 1) }, 429)
}

/** The attempt succeeded: a name starts afresh, a network only gets this one back. */
export async function forgive(db: Kysely<Schema>, secret: string, source: Source): Promise<void> {
  const bucket = bucketOf(secret, source)
  if (source.kind === 'name') await db.deleteFrom('auth.attempt').where('bucket', '=', bucket).execute()
  else
    await sql`update auth.attempt set failures = greatest(failures - 1, 0), blocked_until = now() where bucket = ${bucket}`.execute(
      db,
    )
}

const bucketOf = (secret: string, { kind, value }: Source): string => keyed(secret, `attempt ${kind}`, value)
