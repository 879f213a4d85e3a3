import type { Template } from './model.ts'

/** What the programme tells who funds it of a time: what was done, what came of it, what it cost. */
export const donorReport: Template = {
  key: 'donor-report',
  form: 'donor_report',
  title: { es: 'Informe al donante', en: 'Donor report' },
  about: {
    es: 'Lo que pasó en un periodo: avances, reuniones, acuerdos y compromisos contados de los registros, historias, riesgos y dinero.',
    en: 'What happened in a period: progress, meetings, agreements and commitments counted from the records, stories, risks and money.',
  },
  asks: ['time', 'place'],
  sections: [
    {
      title: { es: 'Lo que se logró', en: 'What was achieved' },
      level: 1,
      guidance: {
        es: 'Media página. Empiece por lo que cambió para las personas trabajadoras, no por las actividades.',
        en: 'Half a page. Begin with what changed for workers, not with activities.',
      },
      generate: 'account',
    },
    {
      title: { es: 'Avance por resultado', en: 'Progress by result' },
      level: 1,
      guidance: {
        es: 'De cada resultado del proyecto: el indicador, la meta, el valor de hoy y por qué.',
        en: 'Of each result of the project: the indicator, the target, the value today and why.',
      },
      table: {
        caption: { es: 'Resultados', en: 'Results' },
        head: [
          { es: 'Resultado', en: 'Result' },
          { es: 'Indicador', en: 'Indicator' },
          { es: 'Línea de base', en: 'Baseline' },
          { es: 'Meta', en: 'Target' },
          { es: 'Hoy', en: 'Today' },
        ],
        rows: 5,
      },
    },
    {
      title: { es: 'Actividades y reuniones', en: 'Activities and meetings' },
      level: 1,
      guidance: {
        es: 'La lista sale de los registros. Diga qué salió de las principales.',
        en: 'The list comes from the records. Say what came of the main ones.',
      },
      generate: 'meetings',
    },
    {
      title: { es: 'Acuerdos', en: 'Agreements' },
      level: 1,
      guidance: {
        es: 'Qué se firmó, con quién, y qué obliga.',
        en: 'What was signed, with whom, and what it binds to.',
      },
      generate: 'agreements',
    },
    {
      title: { es: 'Compromisos y cómo van', en: 'Commitments and where they stand' },
      level: 1,
      guidance: {
        es: 'Donde las partes valoran distinto, diga las dos valoraciones. De los incumplidos, qué se hizo.',
        en: 'Where the parties see it differently, give both views. Of those not met, what was done.',
      },
      generate: 'commitments',
    },
    {
      title: { es: 'Demandas', en: 'Demands' },
      level: 1,
      guidance: {
        es: 'Las que se plantearon en el periodo y en qué etapa están.',
        en: 'Those raised in the period and their stage.',
      },
      generate: 'demands',
    },
    {
      title: { es: 'Historias', en: 'Stories' },
      level: 1,
      guidance: {
        es: 'Una o dos, con el consentimiento de quien la cuenta. Cambie el nombre si no lo dio.',
        en: 'One or two, with the consent of who tells it. Change the name if it was not given.',
      },
    },
    {
      title: { es: 'Riesgos y aprendizajes', en: 'Risks and lessons' },
      level: 1,
      guidance: {
        es: 'Qué salió mal, qué se aprendió, qué puede impedir lo que sigue y qué se hará.',
        en: 'What went wrong, what was learnt, what may stand in the way and what will be done.',
      },
      table: {
        caption: { es: 'Riesgos', en: 'Risks' },
        head: [
          { es: 'Riesgo', en: 'Risk' },
          { es: 'Qué tan probable', en: 'How likely' },
          { es: 'Qué se hace', en: 'What is done' },
        ],
        rows: 4,
      },
    },
    {
      title: { es: 'Dinero', en: 'Money' },
      level: 1,
      guidance: {
        es: 'Por renglón del presupuesto, en la moneda del convenio. Explique las diferencias de más de 10 %.',
        en: 'By budget line, in the currency of the grant. Explain differences over 10 %.',
      },
      table: {
        caption: { es: 'Presupuesto y gasto', en: 'Budget and spending' },
        head: [
          { es: 'Renglón', en: 'Budget line' },
          { es: 'Presupuesto', en: 'Budget' },
          { es: 'Gasto del periodo', en: 'Spent in the period' },
          { es: 'Gasto acumulado', en: 'Spent to date' },
          { es: 'Diferencia', en: 'Difference' },
        ],
        rows: 6,
      },
    },
    {
      title: { es: 'Qué sigue', en: 'What comes next' },
      level: 1,
      guidance: {
        es: 'Lo principal del periodo que viene, con fechas.',
        en: 'The main things of the next period, with dates.',
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
