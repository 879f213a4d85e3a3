/** What a report has to be told before its sections can be written: nobody is asked for what no section uses. Pure. */
import type { Form, Generator, Question, Section } from './model.ts'

/** In the order in which the form asks. */
const questions: readonly Question[] = ['group', 'place', 'againstPlace', 'period', 'againstPeriod', 'time']

const ofGenerator: Readonly<Record<Generator, readonly Question[]>> = {
  highlights: ['place', 'period', 'againstPeriod'],
  figures: ['place', 'period', 'againstPeriod'],
  allFigures: ['place', 'period', 'againstPeriod'],
  // The confidence of the intervals is asked with the period.
  method: ['period'],
  groupFacts: ['group', 'place', 'period'],
  comparison: ['place', 'againstPlace', 'period'],
  baseline: ['place', 'period'],
  organisations: ['place'],
  // What was done, was done in a time; demands and commitments stand beside facts that have none, too.
  account: ['place', 'time'],
  meetings: ['place', 'time'],
  agreements: ['place', 'time'],
  commitments: ['place'],
  demands: ['place'],
  gaps: ['place'],
  documents: ['place'],
}

/** A kind of report is of something whether or not a section is written by the program. */
const ofForm: Readonly<Partial<Record<Form, readonly Question[]>>> = {
  fact_sheet: ['group'],
  comparison: ['againstPlace'],
  donor_report: ['time'],
}

export function questionsOf(form: Form, sections: readonly Pick<Section, 'generate'>[]): Question[] {
  const wanted = new Set<Question>(ofForm[form])
  for (const { generate } of sections)
    for (const one of generate ? ofGenerator[generate] : []) wanted.add(one)
  return questions.filter((one) => wanted.has(one))
}
