/** How records of the dialogue are read in a thread: what changed in one, in words. Snapshots are the fields of their forms. */
import type { TitlePlace } from '../kernel/translate.ts'
import type { RecordReading } from '../web/server/hooks.ts'
import { type Field, tellFields } from '../web/server/tell.ts'

const words: Field = { name: 'words', es: 'Dice', en: 'It says' }
const title: Field = { name: 'title', es: 'Título', en: 'Title' }
const who: Field = { name: 'organisation', es: 'Quién', en: 'Who' }
const addressee: Field = { name: 'addressee', es: 'A quién se dirige', en: 'Addressee' }
const due: Field = { name: 'dueOn', es: 'Vence', en: 'Due' }
const purpose: Field = { name: 'purpose', es: 'Para qué', en: 'Purpose' }
const reason: Field = { name: 'reason', es: 'Motivo', en: 'Reason' }

const reading = (
  fields: readonly Field[],
  edit?: (record: { id: string; path: string }) => string | null,
): RecordReading => ({
  tell: (snapshot, clock) => tellFields(snapshot, clock, fields),
  ...(edit ? { edit } : {}),
})

const told: Readonly<Record<string, RecordReading>> = {
  platform: reading(
    [
      { name: 'name', es: 'Nombre', en: 'Name' },
      { name: 'rules', es: 'Reglas', en: 'Rules' },
      { name: 'startedOn', es: 'Desde', en: 'Since' },
      { name: 'endedOn', es: 'Hasta', en: 'Until' },
    ],
    ({ id }) => `/platforms/${id}/edit`,
  ),
  meeting: reading(
    [
      title,
      purpose,
      { name: 'venue', es: 'Sede', en: 'Venue' },
      { name: 'interpretation', es: 'Interpretación', en: 'Interpretation' },
      { name: 'childcare', es: 'Cuidado infantil', en: 'Childcare' },
    ],
    ({ id }) => `/meetings/${id}/edit`,
  ),
  minute_item: reading([words, who, addressee, due]),
  demand: reading(
    [
      words,
      { name: 'problem', es: 'Problema', en: 'Problem' },
      who,
      addressee,
      due,
      { name: 'womensCaucus', es: 'Del grupo de mujeres', en: 'Of the women’s caucus' },
      reason,
    ],
    ({ id }) => `/demands/${id}/edit`,
  ),
  proposal: reading(
    [
      title,
      words,
      { name: 'summary', es: 'Resumen', en: 'Summary' },
      {
        name: 'route',
        es: 'Camino',
        en: 'Route',
        codes: {
          legislative: { es: 'legislativo', en: 'legislative' },
          executive: { es: 'ejecutivo', en: 'executive' },
        },
      },
      { name: 'deadlineOn', es: 'Plazo', en: 'Deadline' },
      { name: 'deadlineBasis', es: 'Fundamento del plazo', en: 'Basis of the deadline' },
    ],
    ({ id }) => `/agenda/${id}/edit`,
  ),
  policy_dialogue: reading([
    title,
    purpose,
    reason,
    { name: 'outcome', es: 'Resultado', en: 'Outcome' },
    { name: 'outcomeOn', es: 'Fecha del resultado', en: 'Day of the outcome' },
  ]),
  policy_option: reading([
    { name: 'name', es: 'Nombre', en: 'Name' },
    { name: 'pros', es: 'A favor', en: 'In favour' },
    { name: 'cons', es: 'En contra', en: 'Against' },
    { name: 'legalRoute', es: 'Vía legal', en: 'Legal route' },
    { name: 'decides', es: 'Quién decide', en: 'Who decides' },
    { name: 'payer', es: 'Quién paga', en: 'Who pays' },
  ]),
  negotiation: reading([title, purpose]),
  point: reading([title], ({ path }) => `${path}/edit`),
  agreement: reading(
    [
      title,
      { name: 'legalNature', es: 'Naturaleza legal', en: 'Legal nature' },
      { name: 'validFrom', es: 'Vigente desde', en: 'Valid from' },
      { name: 'validTo', es: 'Vigente hasta', en: 'Valid to' },
    ],
    ({ id }) => `/agreements/${id}/edit`,
  ),
  clause: reading([{ name: 'number', es: 'Número', en: 'Number' }, words]),
  commitment: reading(
    [
      words,
      who,
      { name: 'office', es: 'Oficina', en: 'Office' },
      { name: 'milestone', es: 'Hito', en: 'Milestone' },
      due,
      { name: 'lasts', es: 'Permanente', en: 'Lasting' },
      { name: 'budget', es: 'Presupuesto', en: 'Budget' },
      { name: 'currency', es: 'Moneda', en: 'Currency' },
    ],
    ({ id }) => `/commitments/${id}/edit`,
  ),
  assessment: reading([
    {
      name: 'value',
      es: 'Valoración',
      en: 'Assessment',
      codes: {
        not_due: { es: 'todavía no vence', en: 'not due yet' },
        in_progress: { es: 'en proceso', en: 'in progress' },
        partly_met: { es: 'cumplido en parte', en: 'partly met' },
        met: { es: 'cumplido', en: 'met' },
        not_met: { es: 'no cumplido', en: 'not met' },
        unknown: { es: 'no se puede saber', en: 'cannot be known' },
      },
    },
    { name: 'assessedOn', es: 'Fecha', en: 'Day' },
  ]),
}

/** Where their titles are kept; the lines of minutes that parties have are not translated by the way. */
const titles: Readonly<Record<string, TitlePlace>> = {
  platform: { table: 'dialogue.platform', column: 'name', field: 'name' },
  meeting: { table: 'dialogue.meeting', column: 'title', field: 'title' },
  demand: { table: 'dialogue.demand', column: 'words', field: 'words' },
  proposal: { table: 'dialogue.proposal', column: 'title', field: 'title' },
  policy_dialogue: { table: 'dialogue.policy_dialogue', column: 'title', field: 'title' },
  policy_option: { table: 'dialogue.policy_option', column: 'name', field: 'name' },
  negotiation: { table: 'dialogue.negotiation', column: 'title', field: 'title' },
  point: { table: 'dialogue.point', column: 'title', field: 'title' },
  agreement: { table: 'dialogue.agreement', column: 'title', field: 'title', counts: true },
  clause: { table: 'dialogue.clause', column: 'words', field: 'words', counts: true },
  commitment: { table: 'dialogue.commitment', column: 'words', field: 'words' },
}

export const readings: Readonly<Record<string, RecordReading>> = Object.fromEntries(
  Object.entries(told).map(([kind, one]) => {
    const title = titles[kind]
    return [kind, title ? { ...one, title } : one]
  }),
)
