import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { networkOf } from './attempts.ts'
import { isToken, newCode, newToken, readCode } from './code.ts'
import { keepSecret, keyed, sameHash } from './secret.ts'

describe('a code that somebody types', () => {
  test.each(['', 'ACDE', 'ACDE-23467', 'ACDE-23!6', 'AODE-2346', 'ACDE-2316', 'áCDE-2346', '<script>'])(
    'cannot be %s',
    (typed) => expect(readCode(typed)).toBeNull(),
  )

  test.each(['ACDE-2346', 'acde2346', ' ac de 23 46 ', 'A-C-D-E-2-3-4-6', 'acde–2346', 'acde.2346'])(
    'may be written %s',
    (typed) => expect(readCode(typed)).toBe('ACDE2346'),
  )

  test('is forgiven what looks or sounds like another sign', () =>
    expect(readCode('ANZG-B346')).toBe('AM268346'))

  test('is drawn from 22 signs without those that are confused, and each is drawn', () => {
    const drawn = new Set(Array.from({ length: 500 }, newCode).join(''))
    drawn.delete('-')
    expect([...drawn].sort().join('')).toBe('2346789ACDEFHJKMPRTWXY')
  })

  test('reads back as it was made', () => {
    const code = newCode()
    expect(code).toMatch(/^\w{4}-\w{4}$/)
    expect(readCode(code)).toBe(code.replace('-', ''))
  })
})

test('the token of a link has 256 bits and nothing that an address would change', () => {
  expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(newToken()).not.toBe(newToken())
  expect(isToken("x' or 1=1")).toBe(false)
})

describe('the secret', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'acuerdo-secret-'))

  test('is refused when too short, wherever it comes from', () => {
    const dataDir = folder()
    expect(() => keepSecret({ setting: 'short', dataDir })).toThrow(
      expect.objectContaining({ code: 'kernel.signIn.secret' }),
    )
    writeFileSync(join(dataDir, 'secret'), '')
    expect(() => keepSecret({ dataDir })).toThrow(expect.objectContaining({ code: 'kernel.signIn.secret' }))
  })

  test('is made once, for its owner alone', () => {
    const dataDir = folder()
    const made = keepSecret({ dataDir })
    expect(keepSecret({ dataDir })).toBe(made)
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['secret'])
  })

  test('keys hashes so that one use does not fit another, and they are compared whole', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)]
    expect(keyed(one, 'invitation', 'x')).not.toBe(keyed(one, 'attempt', 'x'))
    expect(keyed(one, 'invitation', 'x')).not.toBe(keyed(other, 'invitation', 'x'))
    expect(sameHash(keyed(one, 'a', 'x'), keyed(one, 'a', 'x'))).toBe(true)
    expect(sameHash(keyed(one, 'a', 'x'), keyed(one, 'a', 'y'))).toBe(false)
    expect(sameHash('', 'x')).toBe(false)
  })
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2:aaaa::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network))
