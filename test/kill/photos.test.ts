/** The program is killed while photographs arrive: each view stands with its photograph, or not at all, and none twice. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, killDuring, kills, orphans, random, seed } from './harness.ts'

/** A kill and its restart take seconds: one here in `npm test`, a tenth of the long run's otherwise. */
const times = kills > 5 ? 15 : 1
let program: string
let dataDir: string

beforeAll(async () => {
  program = await buildProgram(join(import.meta.dirname, 'photographer.ts'))
  dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-photos-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test(`killed ${times} times while photographs are stored (seed ${seed}), nothing is half and nothing twice`, async () => {
  const chance = random(seed)
  let next = 0
  for (let kill = 0; kill < times; kill++) {
    const afterMs = 50 + Math.floor(chance() * 700)
    const run = await killDuring({
      program,
      args: [dataDir, String(next)],
      line: 'ready',
      afterMs,
      withAllOf: dataDir,
    })
    expect(run.killed, run.errors).toBe(true)
    expect(await orphans(dataDir, run.pid)).toEqual([])
    const answered = run.lines.filter((line) => /^\d+$/.test(line)).map(Number)
    const checked = await killDuring({ program, args: [dataDir, '0', 'check'], afterMs: null })
    const { views, lone } = JSON.parse(checked.lines.at(-1) ?? '{}') as {
      views: { n: number; isWhole: boolean }[]
      lone: number
    }
    expect(lone).toBe(0)
    expect(views.filter(({ isWhole }) => !isWhole)).toEqual([])
    const numbers = views.map(({ n }) => n)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toEqual(expect.arrayContaining(answered))
    // The phone sends again what was not answered, though it may have arrived.
    next = answered.at(-1) === undefined ? next : (answered.at(-1) ?? 0) + 1
  }
  // As many as can be are sent again from the beginning: all are known.
  expect(next).toBeGreaterThan(0)
}, 600_000)
