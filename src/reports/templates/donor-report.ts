import type { Template } from './model.ts'

/** What the programme tells who funds it of a time: what was done, what came of it, what it cost. */
export const donorReport: Template = {
  key: 'donor-report',
  form: 'donor_report',
  title: { es: 'Informe al donante', en: 'Donor report' },
  about: {
    es: 'Lo que pasó en un periodo: avances por resultado; reuniones, acuerdos y compromisos, contados de los registros; historias, riesgos y finanzas.',
    en: 'What happened in a period: progress by result; meetings, agreements and commitments, counted from the records; stories, risks and finances.',
  },
  asks: ['time', 'place'],
  sections: [
    {
      title: { es: 'Lo que se logró', en: 'What was achieved' },
      level: 1,
      guidance: {
        es: 'Media página. Empiece por lo que cambió para las personas trabajadoras, no por las actividades. La cuenta de abajo sale de los registros.',
        en: 'Half a page. Begin with what changed for workers, not with activities. The counts below come from the records.',
      },
      generate: 'account',
    },
    {
      title: { es: 'Avance por resultado', en: 'Progress by result' },
      level: 1,
      guidance: {
        es: 'De cada resultado del proyecto: el indicador, la línea de base, la meta, el valor de hoy y a qué se debe.',
        en: 'For each result of the project: the indicator, the baseline, the target, the value today and the reason for it.',
      },
      table: {
        caption: { es: 'Avance por resultado', en: 'Progress by result' },
        head: [
          { es: 'Resultado', en: 'Result' },
          { es: 'Indicador', en: 'Indicator' },
          { es: 'Línea de base', en: 'Baseline' },
          { es: 'Meta', en: 'Target' },
          { es: 'Valor actual', en: 'Current value' },
        ],
        rows: 5,
      },
    },
    {
      title: { es: 'Actividades y reuniones', en: 'Activities and meetings' },
      level: 1,
      guidance: {
        es: 'La lista sale de los registros. Diga qué resultó de las reuniones principales.',
        en: 'The list comes from the records. Say what came of the main meetings.',
      },
      generate: 'meetings',
    },
    {
      title: { es: 'Acuerdos', en: 'Agreements' },
      level: 1,
      guidance: {
        es: 'Qué se firmó, con quién y a qué obliga a cada parte.',
        en: 'What was signed, with whom, and what it commits each party to.',
      },
      generate: 'agreements',
    },
    {
      title: { es: 'Compromisos y su cumplimiento', en: 'Commitments and where they stand' },
      level: 1,
      guidance: {
        es: 'Si las partes los valoran distinto, dé las dos valoraciones. De los incumplidos, diga qué se hizo.',
        en: 'Where the parties assess them differently, give both assessments. For those not met, say what was done.',
      },
      generate: 'commitments',
    },
    {
      title: { es: 'Demandas', en: 'Demands' },
      level: 1,
      guidance: {
        es: 'Las que se plantearon en el periodo y en qué etapa están.',
        en: 'Those raised in the period, and the stage they have reached.',
      },
      generate: 'demands',
    },
    {
      title: { es: 'Historias', en: 'Stories' },
      level: 1,
      guidance: {
        es: 'Una o dos, con el consentimiento de quien las cuenta. Si no consintió que se diga su nombre, cámbielo.',
        en: 'One or two, with the consent of the person who tells them. Change the name unless they agreed to its use.',
      },
    },
    {
      title: { es: 'Riesgos y aprendizajes', en: 'Risks and lessons' },
      level: 1,
      guidance: {
        es: 'Qué salió mal, qué se aprendió, qué puede impedir lo que sigue y qué se hará al respecto.',
        en: 'What went wrong, what was learnt, what may stand in the way and what will be done about it.',
      },
      table: {
        caption: { es: 'Riesgos', en: 'Risks' },
        head: [
          { es: 'Riesgo', en: 'Risk' },
          { es: 'Probabilidad', en: 'Likelihood' },
          { es: 'Qué se hace', en: 'Mitigation' },
        ],
        rows: 4,
      },
    },
    {
      title: { es: 'Finanzas', en: 'Finances' },
      level: 1,
      guidance: {
        es: 'Por renglón del presupuesto, en la moneda del convenio. Explique las diferencias de más de 10\u202f%.',
        en: 'By budget line, in the currency of the grant. Explain differences of more than 10\u202f%.',
      },
      table: {
        caption: { es: 'Presupuesto y gasto', en: 'Budget and expenditure' },
        head: [
          { es: 'Renglón del presupuesto', en: 'Budget line' },
          { es: 'Presupuesto', en: 'Budget' },
          { es: 'Gasto del periodo', en: 'Spent in the period' },
          { es: 'Gasto acumulado', en: 'Spent to date' },
          { es: 'Diferencia', en: 'Difference' },
        ],
        rows: 6,
      },
    },
    {
      title: { es: 'Qué sigue', en: 'Next steps' },
      level: 1,
      guidance: {
        es: 'Lo principal del periodo que viene, con fechas.',
        en: 'The main steps of the next period, with dates.',
      },
    },
    {
      title: { es: 'Anexos', en: 'Annexes' },
      level: 1,
      guidance: {
        es: 'Minutas, acuerdos firmados, fotos con consentimiento, notas de prensa.',
        en: 'Minutes, signed agreements, photographs with consent, press cuttings.',
      },
    },
  ],
}
