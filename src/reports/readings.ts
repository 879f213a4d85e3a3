/** How reports are read in a thread: what changed in one, in words. */
import type { RecordReading } from '../web/server/hooks.ts'
import { tellFields } from '../web/server/tell.ts'

export const readings: Readonly<Record<string, RecordReading>> = {
  report_draft: {
    tell: (snapshot, clock) =>
      tellFields(snapshot, clock, [
        { name: 'title', es: 'Título', en: 'Title' },
        { name: 'startsOn', es: 'Desde', en: 'From' },
        { name: 'endsOn', es: 'Hasta', en: 'To' },
      ]),
    edit: ({ id }) => `/reports/${id}`,
    settle: ({ id }) => `/reports/${id}/read`,
  },
  report: {
    tell: (snapshot, clock) =>
      tellFields(snapshot, clock, [
        { name: 'title', es: 'Título', en: 'Title' },
        { name: 'number', es: 'Edición', en: 'Edition' },
        { name: 'signedOn', es: 'Firmada el', en: 'Signed on' },
        { name: 'reason', es: 'Por qué se retiró', en: 'Why it was withdrawn' },
      ]),
  },
}
