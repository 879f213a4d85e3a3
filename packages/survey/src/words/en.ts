/** The sentences in English, plain and British. */
import type { Words } from './es.ts'

export const en: Words = {
  noError: {
    noDesign:
      'How precise it is cannot be said: the design of the sample (strata and primary units) is not known',
    noDegreesOfFreedom:
      'No interval can be given: the cases come from so few primary sampling units that there is nothing to compare them with',
    openInterval: 'No full interval can be given: one of its limits lies beyond the values in the sample',
    negativeVariance:
      'no margin of error can be given: the group has too few sample units for the likeness between periods to be measured',
    oneRow: 'one case alone does not show how much it varies',
    emptyDomain: 'the sample holds no case',
    zeroDenominator: 'the base on which it would be calculated is zero',
    noReplicates: 'No replicate of the sample gives the figure, so how precise it is cannot be said',
    lonelyPsu:
      'How precise it is cannot be said: each stratum holds a single primary sampling unit, with nothing to compare it with',
  },
  variance: {
    taylor:
      'The error was calculated by Taylor linearisation, with the strata and primary units of the sample',
    none: 'The survey weights were used; without the design of the sample the error cannot be calculated',
    jackknife: 'The error was calculated from replicates of the sample (jackknife)',
    brr: 'The error was calculated from replicates of the sample (balanced half-samples)',
    bootstrap: 'The error was calculated from replicates of the sample (bootstrap)',
    replicates: 'The error was calculated from replicates of the sample',
  },
  unknownVariance: 'The error was calculated by the design of the sample',
  calibrated: ', with weights adjusted to known totals of the population',
  z: (times) => `; the interval is ±${times} standard errors`,
  finding: (label, value) => `${label} is estimated at ${value}`,
  cannot: (label, reason) => `${label} cannot be estimated: ${reason}`,
  interval: (level, low, high) =>
    `With a confidence of ${level}, the true value lies between ${low} and ${high}`,
  confidence: (of100) =>
    `If the survey were repeated with many samples like this one, the interval would hold the true value in about ${of100} of every 100`,
  noFullInterval: 'The sample is too small to give a full interval',
  precision: {
    high: (cv) => `Its precision is high (coefficient of variation ${cv})`,
    moderate: (cv) => `Its precision is moderate (coefficient of variation ${cv})`,
    low: (cv) => `Its precision is low (coefficient of variation ${cv}): use with caution`,
  },
  precisions: { high: 'high', moderate: 'moderate', low: 'low' },
  caution: 'use with caution',
  cases: (n, one) => `It rests on ${n} ${one ? 'case' : 'cases'} of the sample`,
  few: (n, one, minimum) =>
    `It rests on only ${n} ${one ? 'case' : 'cases'} of the sample, fewer than ${minimum}: take it as a hint, not as a firm figure`,
  fewPsus: (psus) =>
    `The cases come from ${psus} primary sampling units; with so few, the margin of error is itself uncertain`,
  fewDf: 'The cases come from very few primary sampling units, so the margin of error is itself uncertain',
  missing: (n, one) =>
    one ? `${n} case that lacks the answer was left out` : `${n} cases that lack the answer were left out`,
  noneInSample: 'The sample holds no such case; that does not prove that the population holds none',
  allInSample: 'All cases of the sample are so; that does not prove that the population holds no exception',
  exact:
    'The calculated error is zero: so it comes out where all cases give the same, or where the total was already known',
  heap: (share, value) =>
    `Many people report the same round figure (${share} give exactly ${value}), so the interval is narrower than what is really known`,
  heapZero: (share, value) =>
    `Many people report the same round figure (${share} give exactly ${value}), and so the calculated error is zero; that is no certainty`,
  pooled: (count, periods) =>
    `It pools ${count} periods (${periods}): it is an average of them and does not say what happened in each`,
  change: {
    up: (label, from, to, gap, a, b) =>
      `Between ${from} and ${to}, ${label} rose by ${gap}: from ${a} to ${b}`,
    down: (label, from, to, gap, a, b) =>
      `Between ${from} and ${to}, ${label} fell by ${gap}: from ${a} to ${b}`,
    unclear: (label, from, to, gap, a, b) =>
      `The data do not tell whether ${label} rose or fell between ${from} and ${to}: the estimates are ${a} and ${b}, and the difference (${gap}) is within the survey's error`,
    cannot: (label, from, to) => `Whether ${label} changed between ${from} and ${to} cannot be said`,
    brief: { up: 'rose', down: 'fell', unclear: 'whether it rose or fell cannot be told' },
    intervalUp: (level, low, high) => `With a confidence of ${level}, it rose by between ${low} and ${high}`,
    intervalDown: (level, low, high) =>
      `With a confidence of ${level}, it fell by between ${low} and ${high}`,
    intervalUnclear: (level, down, up) =>
      `With a confidence of ${level}, there may have been anything from a fall of ${down} to a rise of ${up}`,
    lowPrecision: 'At least one of the two estimates has low precision: use with caution',
  },
  changeMethod: {
    matched: 'The error of the change takes account of the sample units that are in both periods',
    independent:
      'The error of the change treats the two periods as independent samples; where they share dwellings, the interval is usually wider than need be',
    stacked:
      'The error of the change comes from joining both files as if they were one sample; it serves only to compare methods',
  },
  contrast: {
    above: (label, a, b, gap) => `${label} is higher ${a} than ${b}: the difference is ${gap}`,
    below: (label, a, b, gap) => `${label} is lower ${a} than ${b}: the difference is ${gap}`,
    unclear: (label, a, b, gap) =>
      `The data do not tell whether ${label} is higher ${a} or ${b}: the difference observed (${gap}) is within the survey's error`,
    cannot: (label, a, b) => `Whether ${label} is higher ${a} or ${b} cannot be said`,
    brief: { higher: (side) => `higher ${side}`, unclear: 'which is higher cannot be told' },
    values: (x, y) => ` (${x} against ${y})`,
    interval: (level, low, high) =>
      `With a confidence of ${level}, the true difference lies between ${low} and ${high}`,
    intervalUnclear: (level, less, more, a) =>
      `With a confidence of ${level}, the true difference may be anything from ${less} less to ${more} more ${a}`,
  },
  quotient: {
    told: (label, a, b, times) => `${label}: the figure ${a} is ${times} times the figure ${b}`,
    unclear: (label, a, b, times) =>
      `The data do not tell whether ${label} is higher ${a} or ${b}: one figure is ${times} times the other, and the interval includes 1`,
    interval: (level, low, high) => `With a confidence of ${level}, it is between ${low} and ${high} times`,
  },
  poolMethod: {
    matched: 'The error takes account of the sample units that stand in several periods',
    independent:
      'The error treats the periods as independent samples; where they share dwellings, it usually comes out too small',
    stacked:
      'The error treats the periods as one sample; where they share dwellings, it may come out too large or too small',
  },
  briefNone: 'without an error, nothing can be said',
  contrastMethod: 'The error of the comparison takes account of both groups coming from one sample',
}
