/** How precise an estimate is called, by its coefficient of variation: the survey library's rule, INEGI's three classes. */
export { type PrecisionClass as Precision, precisionOf } from '@acuerdo/survey/words'
