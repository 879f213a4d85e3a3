import { type Text, text } from '../kernel/text.ts'

/** The surveys that the importer recognises, as INEGI calls them. */
const surveys: Readonly<Record<string, { name: Text; long: Text }>> = {
  enoe: {
    name: text('ENOE', 'ENOE'),
    long: text(
      'Encuesta Nacional de Ocupación y Empleo (ENOE)',
      'National Survey of Occupation and Employment (ENOE)',
    ),
  },
  enoe_n: {
    name: text('ENOE-N', 'ENOE-N'),
    long: text(
      'Encuesta Nacional de Ocupación y Empleo, nueva edición (ENOE-N)',
      'National Survey of Occupation and Employment, new edition (ENOE-N)',
    ),
  },
  etoe: {
    name: text('ETOE', 'ETOE'),
    long: text(
      'Encuesta Telefónica de Ocupación y Empleo (ETOE)',
      'Telephone Survey of Occupation and Employment (ETOE)',
    ),
  },
}

export const surveyName = (survey: string): Text => surveys[survey]?.name ?? text(survey, survey)
export const surveyLongName = (survey: string): Text => surveys[survey]?.long ?? text(survey, survey)
