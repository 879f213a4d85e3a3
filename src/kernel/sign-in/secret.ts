import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../../platform/problem.ts'

const shortest = 32

/**
 * The program's secret: the setting, else the file `secret` of the data directory, made once, readable by its owner alone.
 * A program killed in the middle leaves no half file; two that start together end with the same one.
 * Throws the Problem `kernel.signIn.secret` for one that is too short.
 */
export function keepSecret(from: { setting?: string | undefined; dataDir: string }): string {
  if (from.setting !== undefined) return long(from.setting, 'ACUERDO_SECRET')
  const file = join(from.dataDir, 'secret')
  const kept = read(file)
  if (kept !== null) return long(kept, file)
  mkdirSync(from.dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return long(readFileSync(file, 'utf8').trim(), file)
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    chmodSync(file, 0o600)
    return text
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function long(secret: string, where: string): string {
  if (secret.length < shortest) throw new Problem('kernel.signIn.secret', { where, shortest }, 503)
  return secret
}

/** A hash that only this program can make: `purpose` keeps hashes for one use from fitting another. */
export const keyed = (secret: string, purpose: string, value: string): string =>
  createHmac('sha256', secret).update(purpose).update('\0').update(value).digest('base64url')

/** Compares two hashes in a time that does not tell how much of them is equal. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
