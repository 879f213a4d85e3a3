/** The README's table of agreement, made from a run: feature by feature, agreed or not offered. */
import type { Outcome } from './reference.ts'

/** What the features of a reference set are called for a reader; the first that fits. Others stand under their own name. */
const NAMES: [RegExp, string][] = [
  [/proportion-ci/, 'proportion intervals: logit, xlogit, mean, asin, beta'],
  [/quantile-interpolated/, 'quantiles interpolated between rows (hang on the order of equal rows)'],
  [/quantile/, 'quantiles math and school, with Woodruff intervals mean, xlogit, asin, beta; of domains too'],
  [/^lonely-psu/, 'five lonely-PSU policies × domain adjustment'],
  [/^change between/, 'change between periods, matched'],
  [/^difference-quarters/, 'difference of periods: independent, and with the covariance of common PSUs'],
  [
    /^(difference-domains|ratio-of-domain-means|domain-covariance)/,
    'contrasts and ratios of domains, with covariance',
  ],
  [/^(domain|subset|pitfall)/, 'domains and subsets: totals, means, ratios, degrees of freedom'],
  [/^calibration/, 'post-stratification, raking, calibration linear, raking and logit; domains'],
  [/^replicate/, 'replicate weights JK1, JKn, BRR, Fay, bootstrap, subbootstrap; domains, quantiles'],
  [/^two-stage/, 'finite populations of two stages; ultimate clusters'],
  [/^variance/, 'variance of a number (svyvar)'],
  [/^test/, 'tests (svyttest, svychisq)'],
  [
    /^(total|mean|proportion|ratio|df)/,
    'totals, means, proportions, ratios, with variance matrices and design effects wor and wr; degrees of freedom',
  ],
]

export function featureTable(outcomes: readonly Outcome[]): string {
  const rows = new Map<string, { agreed: number; failed: number; notOffered: number; optional: number }>()
  for (const { feature, state, optional } of outcomes) {
    const name = NAMES.find(([pattern]) => pattern.test(feature))?.[1] ?? feature
    const row = rows.get(name) ?? { agreed: 0, failed: 0, notOffered: 0, optional: 0 }
    rows.set(name, row)
    if (state === 'passed') row.agreed++
    else if (state === 'failed') row.failed++
    else if (optional) row.optional++
    else row.notOffered++
  }
  const lines = [...rows].map(([name, { agreed, failed, notOffered, optional }]) => {
    const states = [
      ...(failed > 0 ? ['DISAGREES'] : []),
      ...(agreed > 0 && failed === 0 ? ['agreed'] : []),
      ...(notOffered > 0 ? ['not offered'] : []),
      ...(agreed + failed + notOffered === 0 ? ['optional, not compared'] : []),
    ]
    return `| ${name} | ${states.join(', ')} | ${agreed} | ${failed} | ${notOffered} | ${optional} |`
  })
  return [
    '| feature | | cases that agree | disagree | not offered | optional, not compared |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines.sort(),
  ].join('\n')
}
