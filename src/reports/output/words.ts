/** What a report says of itself in its files. */
import type { Language } from '../../kernel/text.ts'
import type { Form } from '../templates/model.ts'

const es = {
  forms: {
    study: 'Estudio inicial',
    snapshot: 'Panorama estadístico',
    fact_sheet: 'Ficha informativa',
    policy_brief: 'Nota de política pública',
    donor_report: 'Informe al donante',
    comparison: 'Comparación de ciudades',
    other: 'Informe',
  } as Readonly<Record<Form, string>>,
  sample: 'Datos de muestra, inventados',
  untranslated: 'sin traducir',
  moved: 'La fuente de este cuadro o de esta gráfica cambió y nadie ha decidido todavía si se toma lo nuevo.',
  gone: (name: string, reason: string) => `Aquí iba «${name}». ${reason}`,
  goneUnknown: 'Aquí iba algo que ya no está.',
  goneShort: (name: string) => `ya no está: ${name}`,
  none: (title: string) => `${title}: no hay ningún registro.`,
  span: (from: string, to: string) => `Del ${from} al ${to}`,
  draft: 'Borrador',
  snapshotTitle: (where: string) => `Empleo informal en ${where}`,
  against: (period: string) => `Comparado con ${period}`,
  generated: (day: string) => `Generado el ${day}`,
  edition: (number: number, day: string) => `Edición ${number}, firmada el ${day}`,
}

const en: typeof es = {
  forms: {
    study: 'Inception study',
    snapshot: 'Statistical snapshot',
    fact_sheet: 'Fact sheet',
    policy_brief: 'Policy brief',
    donor_report: 'Donor report',
    comparison: 'City comparison',
    other: 'Report',
  },
  sample: 'Sample data, made up',
  untranslated: 'not translated',
  moved:
    'The source of this table or chart has changed and nobody has decided yet whether to take the new data.',
  gone: (name, reason) => `Here stood “${name}”. ${reason}`,
  goneUnknown: 'Here stood something that is no longer there.',
  goneShort: (name) => `no longer there: ${name}`,
  none: (title) => `${title}: none on record.`,
  span: (from, to) => `${from} to ${to}`,
  draft: 'Draft',
  snapshotTitle: (where) => `Informal employment in ${where}`,
  against: (period) => `Compared with ${period}`,
  generated: (day) => `Generated on ${day}`,
  edition: (number, day) => `Edition ${number}, signed on ${day}`,
}

export const outputWords = (lang: Language): typeof es => ({ es, en })[lang]
