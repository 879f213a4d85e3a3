/** The estimates of a vintage for a place, under which circumstances they may be shown, and the lines that say where they come from. */
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { date, period as periodWords } from '../../web/format.ts'
import type { Visit } from '../../web/server/route.ts'
import { namesOf } from '../enoe/index.ts'
import { overviewOf, type RawOverview, surveyDesign } from '../overview/estimates.ts'
import type { Selection } from '../overview/selection.ts'
import { type EvidenceServices, microdataOf } from '../services.ts'
import type { Vintage } from '../store.ts'
import { surveyName } from '../surveys.ts'
import { wordsOf } from '../words.ts'

/** The estimates of a place, or a problem that says which columns the file lacks for it. */
export async function estimatesFor(
  services: EvidenceServices,
  vintage: Vintage,
  place: string,
  group: string | null,
): Promise<RawOverview> {
  const outcome = await overviewOf(services.connect, microdataOf(services, vintage), { place, group })
  if ('lacks' in outcome)
    throw new Problem('evidence.placeLacks', {
      place,
      group: group ?? '',
      columns: namesOf(outcome.lacks, 'o/or'),
    })
  return outcome
}

export const circumstances = (visit: Visit, selection: Pick<Selection, 'level'>, revealed: boolean) => ({
  minimumCases: visit.workspace.minimumCases,
  level: selection.level,
  revealed,
})

/** `INEGI, ENOE, primer trimestre de 2019, microdatos…` */
export function sourceLine(visit: Visit, vintage: Vintage): string {
  const words = wordsOf(visit.lang).table
  // What we made up is not INEGI's, though it has the shape of its files.
  const source = vintage.isSample ? words.sampleSource : words.sourceLine
  const line = source(
    said(surveyName(vintage.survey), visit.lang),
    periodWords(vintage.period, visit.lang).toLocaleLowerCase('es'),
    vintage.weight.toUpperCase(),
  )
  return vintage.isSample
    ? `${line} ${words.sampleLine}`
    : `${line} ${words.vintage(vintage.number, date(vintage.importedAt, visit.lang))}.`
}

export function methodText(visit: Visit, services: EvidenceServices, vintage: Vintage): string {
  const words = wordsOf(visit.lang).table
  const design = surveyDesign(microdataOf(services, vintage))?.design
  const weight = vintage.weight.toUpperCase()
  return design?.strata && design.psu
    ? words.methodText(String(design.strata).toUpperCase(), String(design.psu).toUpperCase(), weight)
    : words.methodNone(weight)
}
