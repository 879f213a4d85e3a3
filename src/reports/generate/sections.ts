/** What the program writes into a section of a template, by the section's generator. */
import { period as periodWords } from '../../web/format.ts'
import type { Context } from '../bound/context.ts'
import { readingOf } from '../bound/reading.ts'
import type { SpecOf } from '../bound/spec.ts'
import type { ReportFields } from '../store/reports.ts'
import type { Generator } from '../templates/model.ts'
import { comparison } from './comparison.ts'
import { type Item, type Sentence, sentence } from './draft.ts'
import { chaptersOf, method, placeOf } from './snapshot.ts'
import { groupFacts } from './statistics/group.ts'
import { highlights, statistics } from './statistics/index.ts'
import { cell, type OfPlace } from './statistics/of.ts'

type Given = Omit<ReportFields, 'title' | 'form'>

/** Nothing where the report has not been told what the section needs: a place and a period, a time. */
export async function sectionItems(context: Context, given: Given, generator: Generator): Promise<Item[]> {
  const { place, period, againstPeriod, againstPlace, group, level } = given
  const of = place !== null && period !== null ? { place, period, againstPeriod, group: null, level } : null
  switch (generator) {
    case 'highlights':
      return of ? highlights(await chaptersOf(context, of)) : []
    case 'figures':
    case 'allFigures':
      return of ? statistics(await chaptersOf(context, of), { full: generator === 'allFigures' }) : []
    case 'method':
      return method(level).slice(1)
    case 'groupFacts':
      return of && group !== null ? groupFacts(context, { ...of, group }) : []
    case 'comparison':
      return of && againstPlace !== null ? comparison(context, { ...of, againstPlace }) : []
    case 'baseline':
      return of ? baseline(await placeOf(await readingOf(context), of, of.place)) : []
    case 'account':
      return account(given)
    default:
      return [{ kind: 'exhibit', spec: { of: 'list', what: generator, ...asked(given) } }]
  }
}

const asked = ({ startsOn, endsOn, place, group }: Given): Omit<SpecOf<'list'>, 'of' | 'what'> => ({
  from: startsOn,
  to: endsOn,
  // The country is everywhere.
  place: place === 'MX' ? null : place,
  group,
})

/** A count of the report's own time, place and group. */
export const countIn = (given: Given, what: SpecOf<'count'>['what']): { spec: SpecOf<'count'> } => ({
  spec: { of: 'count', what, ...asked(given) },
})

/** What the time brought, in numbers. */
function account(given: Given): Item[] {
  const count = (what: SpecOf<'count'>['what']) => countIn(given, what)
  const line = (es: string, en: string, parts: Sentence['parts']): Item => ({
    kind: 'bullet',
    sentences: [sentence(es, en, parts)],
  })
  // A count stands behind its name, so that the line holds for one and for none.
  return [
    line(
      'Reuniones celebradas: {meetings}; participaciones en ellas: {participations}.',
      'Meetings held: {meetings}; participations in them: {participations}.',
      { meetings: count('meetings'), participations: count('participations') },
    ),
    line('Demandas planteadas: {demands}.', 'Demands raised: {demands}.', { demands: count('demands') }),
    line(
      'Acuerdos firmados: {agreements}; cláusulas vigentes en ellos: {clauses}.',
      'Agreements signed: {agreements}; clauses in force in them: {clauses}.',
      { agreements: count('agreements'), clauses: count('clauses') },
    ),
    line(
      'Compromisos asumidos: {commitments}; cumplidos hasta hoy: {met}.',
      'Commitments made: {commitments}; met to date: {met}.',
      { commitments: count('commitments'), met: count('commitmentsMet') },
    ),
  ]
}

/** The values against which change will be measured. */
function baseline(of: OfPlace): Item[] {
  const row = (es: string, en: string, part: ReturnType<typeof cell>) => [
    sentence(es, en),
    sentence('{value}', '{value}', { value: part }),
    sentence(periodWords(of.period, 'es', 'short'), periodWords(of.period, 'en', 'short')),
    null,
  ]
  return [
    {
      kind: 'table',
      caption: { es: 'Línea de base', en: 'Baseline' },
      head: [
        { es: 'Indicador', en: 'Indicator' },
        { es: 'Valor', en: 'Value' },
        { es: 'Periodo', en: 'Period' },
        { es: 'Meta y fecha', en: 'Target and date' },
      ],
      rows: [
        row(
          'Tasa de informalidad laboral (TIL1)',
          'Informal employment rate (TIL1)',
          cell(of, 'informality', 'informal', 'share', 'total', 'interval'),
        ),
        row(
          'TIL1, mujeres',
          'TIL1, women',
          cell(of, 'informality', 'informal', 'share', 'women', 'interval'),
        ),
        row('TIL1, hombres', 'TIL1, men', cell(of, 'informality', 'informal', 'share', 'men', 'interval')),
        row(
          'Personas en empleo informal',
          'People in informal employment',
          cell(of, 'informality', 'informal', 'number', 'total', 'interval'),
        ),
        row(
          'Personas con acceso a instituciones de salud por su trabajo',
          'People with access to health institutions through their job',
          cell(of, 'health', 'access', 'share', 'total', 'interval'),
        ),
        row(
          'Ingreso por hora trabajada, mediana',
          'Median income per hour worked',
          cell(of, 'income', 'medianhourly', 'value', 'total', 'interval'),
        ),
        row(
          'Personas que trabajan más de 48 horas a la semana',
          'People who work over 48 hours a week',
          cell(of, 'hours', 'over48', 'share', 'total', 'interval'),
        ),
      ],
    },
  ]
}
