/** Words of what is counted and listed. */
import type { Language } from '../../kernel/text.ts'

const es = {
  counts: {
    meetings: 'Reuniones que se hicieron',
    participations: 'Participaciones en reuniones',
    agreements: 'Acuerdos firmados',
    clauses: 'Cláusulas de los acuerdos firmados',
    commitments: 'Compromisos',
    commitmentsMet: 'Compromisos cumplidos',
    demands: 'Demandas planteadas',
    organisations: 'Organizaciones',
  },
  definitions: {
    meetings: 'Reuniones registradas como hechas en el periodo.',
    participations:
      'Asistencias con nombre más las contadas sin nombre. Quien fue a tres reuniones cuenta tres veces.',
    agreements: 'Acuerdos cuya firma está registrada en el periodo.',
    clauses: 'Cláusulas vigentes de los acuerdos firmados en el periodo.',
    commitments: 'Compromisos asumidos en el periodo, en un acuerdo o en una minuta.',
    commitmentsMet:
      'Compromisos asumidos en el periodo que todas las partes que opinaron valoran como cumplidos.',
    demands: 'Demandas planteadas en el periodo.',
    organisations: 'Organizaciones registradas, del lugar y del grupo que se piden.',
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
    by: 'Quién',
    stage: 'Etapa',
    signed: 'Firma',
    clauses: 'Cláusulas',
    state: 'Estado',
    owes: 'A cargo de',
    due: 'Vence',
    represents: 'A quién representa',
    members: 'Integrantes',
    author: 'De quién',
    year: 'Año',
    quality: 'Calidad',
    general: 'En general',
  },
  reported: 'declarada',
  always: 'todo el tiempo registrado',
  span: (from: string | null, to: string | null): string =>
    from && to ? `del ${from} al ${to}` : from ? `desde el ${from}` : `hasta el ${to}`,
  records: (span: string, today: string): string =>
    `Registros de este espacio de trabajo, ${span}, consultados el ${today}.`,
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
      'Attendances by name plus those counted without names. Somebody who came to three meetings counts three times.',
    agreements: 'Agreements whose signing is recorded in the period.',
    clauses: 'Clauses in force of the agreements signed in the period.',
    commitments: 'Commitments taken on in the period, in an agreement or in minutes.',
    commitmentsMet: 'Commitments taken on in the period that every party that gave a view holds to be met.',
    demands: 'Demands raised in the period.',
    organisations: 'Organisations on record, of the place and group asked for.',
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
    kind: 'Kind',
    place: 'Place',
    raised: 'Raised',
    by: 'By',
    stage: 'Stage',
    signed: 'Signed',
    clauses: 'Clauses',
    state: 'State',
    owes: 'Owed by',
    due: 'Due',
    represents: 'Represents',
    members: 'Members',
    author: 'By',
    year: 'Year',
    quality: 'Quality',
    general: 'In general',
  },
  reported: 'reported',
  always: 'all time on record',
  span: (from, to) => (from && to ? `from ${from} to ${to}` : from ? `since ${from}` : `until ${to}`),
  records: (span, today) => `Records of this workspace, ${span}, asked on ${today}.`,
}

export const askedWords = (lang: Language): typeof es => ({ es, en })[lang]
