/** Design effects: what clustering and unequal weights cost, before the field and after it. */
import { positive, refused } from './size.ts'

/**
 * The design effect to plan with: (1 + (m − 1)·ρ) · (1 + cv²), clustering times unequal weights.
 *
 * @param perCluster m, answers per PSU expected
 * @param intraclass ρ, how alike the people of a PSU are, up to 1 (labour force surveys: 0.02–0.2 by variable)
 * @param weightCv coefficient of variation of the weights, as a share (0.5, not 50)
 * @throws SurveyError `specification` where a number is out of its range
 * @see Kish, Survey Sampling (1965), 5.4 and 8.2; Kish (1992), Journal of Official Statistics 8, 183–200
 */
export function plannedDeff({
  perCluster = 1,
  intraclass = 0,
  weightCv = 0,
}: {
  perCluster?: number
  intraclass?: number
  weightCv?: number
}): number {
  const where = 'plannedDeff'
  if (!(perCluster >= 1 && perCluster < Infinity))
    throw refused(where, `perCluster is ${perCluster}: it must be 1 or more`)
  if (!(intraclass <= 1 && 1 + (perCluster - 1) * intraclass >= 0))
    throw refused(where, `intraclass is ${intraclass}: it must lie between −1/(perCluster − 1) and 1`)
  if (!(weightCv >= 0 && weightCv < Infinity))
    throw refused(where, `weightCv is ${weightCv}: it must be 0 or more`)
  return (1 + (perCluster - 1) * intraclass) * (1 + weightCv * weightCv)
}

/**
 * Kish's effect of unequal weights, n·Σw²/(Σw)² = 1 + cv²(w): how much they would raise the variance if they had nothing to do with the answers.
 * Weights of 0 (who did not answer) are left out.
 * @throws SurveyError `specification` naming the place of a weight that is missing or negative, or where all are 0
 */
export function weightingEffect(weights: readonly number[]): number {
  let n = 0
  let sum = 0
  let squares = 0
  weights.forEach((weight, row) => {
    if (!(weight >= 0 && weight < Infinity))
      throw refused('weightingEffect', `the weight of row ${row} is ${weight}`, { row, column: 'weight' })
    if (weight > 0) n++
    sum += weight
    squares += weight * weight
  })
  positive(n, 'number of weights above 0', 'weightingEffect')
  return (n * squares) / (sum * sum)
}
