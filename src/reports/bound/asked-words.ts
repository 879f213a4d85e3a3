/** Words of what is counted and listed. */
import type { Language } from '../../kernel/text.ts'

const es = {
  counts: {
    meetings: 'Reuniones celebradas',
    participations: 'Participaciones en reuniones',
    agreements: 'Acuerdos firmados',
    clauses: 'Cláusulas de los acuerdos firmados',
    commitments: 'Compromisos',
    commitmentsMet: 'Compromisos cumplidos',
    demands: 'Demandas planteadas',
    organisations: 'Organizaciones',
  },
  definitions: {
    meetings: 'Reuniones registradas como celebradas en el periodo.',
    participations:
      'Asistencias con nombre más las contadas sin nombre, en las reuniones celebradas. Quien fue a tres reuniones cuenta tres veces.',
    agreements: 'Acuerdos cuya firma está registrada en el periodo.',
    clauses: 'Cláusulas vigentes de los acuerdos firmados en el periodo.',
    commitments: 'Compromisos asumidos en el periodo, en un acuerdo o en una minuta.',
    commitmentsMet:
      'Compromisos asumidos en el periodo que todas las partes que los han valorado dan por cumplidos.',
    demands: 'Demandas planteadas en el periodo.',
    organisations: 'Organizaciones registradas del lugar y del grupo del informe.',
  },
  lists: {
    meetings: 'Reuniones',
    agreements: 'Acuerdos',
    commitments: 'Compromisos',
    demands: 'Demandas',
    organisations: 'Organizaciones',
    gaps: 'Qué se sabe y qué falta, por tema y grupo',
    documents: 'Documentos',
  },
  heads: {
    date: 'Fecha',
    kind: 'Tipo',
    place: 'Lugar',
    raised: 'Planteada',
    by: 'De quién',
    stage: 'Etapa',
    signed: 'Firma',
    clauses: 'Cláusulas',
    state: 'Estado',
    owes: 'A cargo de',
    due: 'Fecha límite',
    represents: 'A quién representa',
    members: 'Integrantes',
    author: 'Autoría',
    year: 'Año',
    quality: 'Calidad',
    general: 'En general',
  },
  reported: 'declarada',
  always: 'todo el tiempo registrado',
  span: (from: string | null, to: string | null): string =>
    from && to ? `del ${from} al ${to}` : from ? `desde el ${from}` : `hasta el ${to}`,
  records: (span: string, today: string): string =>
    `Registros propios del programa, ${span}, consultados el ${today}.`,
}

const en: typeof es = {
  counts: {
    meetings: 'Meetings held',
    participations: 'Participations in meetings',
    agreements: 'Agreements signed',
    clauses: 'Clauses of the agreements signed',
    commitments: 'Commitments',
    commitmentsMet: 'Commitments met',
    demands: 'Demands raised',
    organisations: 'Organisations',
  },
  definitions: {
    meetings: 'Meetings recorded as held in the period.',
    participations:
      'Attendances by name plus those counted without names, at the meetings held. Somebody who came to three meetings counts three times.',
    agreements: 'Agreements whose signing is recorded in the period.',
    clauses: 'Clauses in force of the agreements signed in the period.',
    commitments: 'Commitments made in the period, in an agreement or in minutes.',
    commitmentsMet: 'Commitments made in the period that every party that has assessed them considers met.',
    demands: 'Demands raised in the period.',
    organisations: 'Organisations on record for the place and group of the report.',
  },
  lists: {
    meetings: 'Meetings',
    agreements: 'Agreements',
    commitments: 'Commitments',
    demands: 'Demands',
    organisations: 'Organisations',
    gaps: 'What is known and what is missing, by topic and group',
    documents: 'Documents',
  },
  heads: {
    date: 'Date',
    kind: 'Type',
    place: 'Place',
    raised: 'Date raised',
    by: 'Raised by',
    stage: 'Stage',
    signed: 'Signed',
    clauses: 'Clauses',
    state: 'Status',
    owes: 'Responsible',
    due: 'Due date',
    represents: 'Represents',
    members: 'Members',
    author: 'Author',
    year: 'Year',
    quality: 'Quality',
    general: 'In general',
  },
  reported: 'reported',
  always: 'all time on record',
  span: (from, to) => (from && to ? `from ${from} to ${to}` : from ? `since ${from}` : `until ${to}`),
  records: (span, today) => `The programme’s own records, ${span}, consulted on ${today}.`,
}

export const askedWords = (lang: Language): typeof es => ({ es, en })[lang]
