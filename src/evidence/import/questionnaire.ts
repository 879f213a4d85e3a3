import type { Quarter } from './types.ts'

/**
 * ENOE asks with two questionnaires. The extended one (first quarters since 2009, some before) has a question more in section 3
 * and one in section 5, so the same letter asks something else: P3K1 is the type of contract there and the year-end bonus in the
 * basic one. Columns of the extended one are renamed to the basic one's, so that a name means one thing in every quarter.
 *
 * Sources: INEGI, "Reconstrucción de variables de la ENOE", 3.7 and 10.10 (P5C_THRS extended, P5B_THRS basic); ILO Department of
 * Statistics, processing of MEX_ENOE (P3J and P3K1 extended, P3I and P3J1 basic; P5C–P5E extended, P5B–P5D basic; quarters).
 */
export type Questionnaire = 'basic' | 'extended'

const extendedMarks = ['p3j', 'p3q', 'p3m1', 'p5c_thrs', 'p5e_thrs', 'p5g1', 'p11_1', 'p11_h2']
const basicMarks = ['p3j1', 'p5b_thrs', 'p5d_thrs', 'p5f1', 'p9_h1', 'p9_h2']

/** By the columns, and where they don't tell, by the quarter. */
export function questionnaireOf(columns: ReadonlySet<string>, { year, quarter }: Quarter): Questionnaire {
  const marked = (marks: readonly string[]) => marks.some((name) => columns.has(name))
  if (marked(extendedMarks) !== marked(basicMarks)) return marked(extendedMarks) ? 'extended' : 'basic'
  if (year >= 2009) return quarter === 1 ? 'extended' : 'basic'
  if (year >= 2007) return quarter === 2 ? 'extended' : 'basic'
  return year === 2005 || quarter <= 2 ? 'extended' : 'basic'
}

const moved: readonly (readonly [extended: RegExp, basic: string])[] = [
  [/^p3j$/, 'p3i'],
  [/^p3k([12])$/, 'p3j$1'],
  [/^p3l([123459])$/, 'p3k$1'],
  [/^p3q$/, 'p3l'],
  [/^p5c_(\w+)$/, 'p5b_$1'],
  [/^p5d$/, 'p5c'],
  [/^p5e1$/, 'p5d1'],
  [/^p5e_(\w+)$/, 'p5d_$1'],
  [/^p5f$/, 'p5e'],
  [/^p5g(\d+)$/, 'p5f$1'],
]

/** Asks something that the basic questionnaire does not, under a name that means something else there. */
const own = /^(p3i|p9_[hm]?\d+)$/

/** The name that a column of the extended questionnaire gets: the basic one's for the same question, `…_ext` for its own. */
export function basicName(extended: string): string {
  for (const [from, to] of moved) if (from.test(extended)) return extended.replace(from, to)
  return own.test(extended) ? `${extended}_ext` : extended
}
