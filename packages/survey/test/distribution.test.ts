import { describe, expect, it } from 'vitest'
import { betaQuantile, normalQuantile, studentQuantile } from '../src/distribution.ts'

/** Values of R 4.6 (qnorm, qt, qbeta), printed to 15 digits. */
describe('quantiles agree with R', () => {
  it('normal', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.95996398454005, 13)
    expect(normalQuantile(0.95)).toBeCloseTo(1.64485362695147, 13)
    expect(normalQuantile(0.5)).toBe(0)
  })

  it('Student', () => {
    // qt(.975, 1) is tan(π · 0.475); qt(p, 2) = (2p − 1)·√(2/(4p(1 − p)))
    expect(studentQuantile(0.975, 1)).toBeCloseTo(Math.tan(Math.PI * 0.475), 10)
    expect(studentQuantile(0.95, 2)).toBeCloseTo(0.9 * Math.sqrt(2 / (4 * 0.95 * 0.05)), 12)
    expect(studentQuantile(0.025, 14)).toBeCloseTo(-2.1447866879178, 11)
    expect(studentQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.975))
    expect(studentQuantile(0.975, 0)).toBeNaN()
  })

  it('beta', () => {
    // With a = 1 the distribution is 1 − (1 − x)^b; with b = 1 it is x^a.
    expect(betaQuantile(0.1, 1, 5)).toBeCloseTo(1 - 0.9 ** 0.2, 13)
    expect(betaQuantile(0.3, 4, 1)).toBeCloseTo(0.3 ** 0.25, 13)
  })
})
