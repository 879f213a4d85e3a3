import type { Template } from './model.ts'

const section = (
  level: 1 | 2,
  title: readonly [es: string, en: string],
  guidance: readonly [es: string, en: string],
  more: Partial<Template['sections'][number]> = {},
): Template['sections'][number] => ({
  title: { es: title[0], en: title[1] },
  level,
  guidance: { es: guidance[0], en: guidance[1] },
  ...more,
})

/** The study with which a focal city begins, comparable with other cities. */
export const inceptionStudy: Template = {
  key: 'inception-study',
  form: 'study',
  title: { es: 'Estudio inicial de una ciudad', en: 'Inception study of a focal city' },
  about: {
    es: 'Con qué empieza el trabajo en una ciudad: cifras, normas, programas, vacíos, actores, línea de base y lo que dijo la gente. De 40 a 80 páginas.',
    en: 'What work in a city begins with: figures, law, programmes, gaps, actors, baseline and what people said. Forty to eighty pages.',
  },
  asks: ['place', 'period', 'againstPeriod'],
  sections: [
    section(
      1,
      ['Resumen', 'Summary'],
      [
        'Una página: qué se encontró, qué falta saber y qué se propone hacer. Escríbala al final.',
        'One page: what was found, what is still unknown and what is proposed. Write it last.',
      ],
      { generate: 'highlights' },
    ),
    section(
      1,
      ['El empleo informal en la ciudad', 'Informal employment in the city'],
      [
        'Qué se entiende por empleo informal, quiénes son las personas trabajadoras de los sectores del programa y por qué importan. Diga de qué año son las cifras.',
        'What is meant by informal employment, who the workers of the programme’s sectors are, and why they matter. Say of which year the figures are.',
      ],
    ),
    section(
      1,
      ['Panorama estadístico', 'Statistical overview'],
      [
        'El programa escribió estos párrafos y cuadros con los microdatos; cada número lleva a su fuente. Corrija las palabras, no los números.',
        'The program wrote these paragraphs and tables from the microdata; every number leads to its source. Mend the words, not the numbers.',
      ],
      { generate: 'allFigures' },
    ),
    section(
      1,
      ['Normas y políticas', 'Law and policy'],
      [
        'Constitución, leyes, reglamentos, bandos y reglas de operación que protegen, omiten o sancionan a cada grupo; la autoridad que decide; y la práctica frente al texto. Cite el artículo.',
        'Constitution, laws, regulations, notices and rules of operation that protect, omit or penalise each group; the authority that decides; and practice against text. Cite the article.',
      ],
    ),
    section(
      2,
      ['Lo que protege y lo que omite', 'What protects and what omits'],
      [
        'Por grupo. Separe lo que dice la norma de lo que pasa.',
        'By group. Keep what the law says apart from what happens.',
      ],
      {
        table: {
          caption: { es: 'Normas por grupo', en: 'Law by group' },
          head: [
            { es: 'Norma y artículo', en: 'Instrument and article' },
            { es: 'Grupo', en: 'Group' },
            { es: 'Qué hace', en: 'What it does' },
            { es: 'En la práctica', en: 'In practice' },
            { es: 'Autoridad', en: 'Authority' },
          ],
          rows: 6,
        },
      },
    ),
    section(
      1,
      ['Programas de protección social', 'Social protection programmes'],
      [
        'Los que se ejecutan hoy: nombre, marco legal, dependencia, población, beneficios, presupuesto y gasto, personas beneficiarias por sexo, barreras.',
        'Those under implementation: name, legal framework, responsible body, target group, benefits, budget and spending, beneficiaries by sex, barriers.',
      ],
      {
        table: {
          caption: { es: 'Programas en ejecución', en: 'Programmes under implementation' },
          head: [
            { es: 'Programa', en: 'Programme' },
            { es: 'Dependencia', en: 'Responsible body' },
            { es: 'A quién llega', en: 'Whom it reaches' },
            { es: 'Beneficio', en: 'Benefit' },
            { es: 'Barreras', en: 'Barriers' },
          ],
          rows: 6,
        },
      },
    ),
    section(
      1,
      ['Qué se sabe y qué falta', 'What is known and what is missing'],
      [
        'Tema por sector y lugar: lo que hay, su calidad y lo que falta. La matriz de la biblioteca lo dice; aquí, lo que sigue de ella.',
        'Topic by sector and place: what there is, its quality and what is missing. The library’s matrix says so; here, what follows from it.',
      ],
      { generate: 'gaps' },
    ),
    section(
      1,
      ['Organizaciones, sindicatos y autoridades', 'Organisations, unions and authorities'],
      [
        'Quiénes son, a quién representan, cuántas personas declaran y cómo se relacionan. No escriba nombres de personas sin su permiso.',
        'Who they are, whom they represent, how many members they report and how they relate. Do not write names of people without their leave.',
      ],
      { generate: 'organisations' },
    ),
    section(
      1,
      ['Línea de base', 'Baseline'],
      [
        'Los valores contra los que se medirá el cambio, con su fuente y fecha. Complete las metas.',
        'The values against which change will be measured, with source and date. Fill in the targets.',
      ],
      { generate: 'baseline' },
    ),
    section(
      1,
      ['Lo que dijo la gente', 'What people said'],
      [
        'Hallazgos de grupos focales, encuestas y entrevistas, con citas que tengan consentimiento. Diga cuántas personas participaron, por sexo y grupo.',
        'Findings of focus groups, surveys and interviews, with quotes that have consent. Say how many people took part, by sex and group.',
      ],
    ),
    section(
      1,
      ['Qué sigue', 'What comes next'],
      [
        'De cada hallazgo, qué se hará con él: qué demanda, qué propuesta, con quién y cuándo.',
        'For each finding, what will be done with it: which demand, which proposal, with whom and when.',
      ],
    ),
    section(
      1,
      ['Cómo se hizo', 'How it was done'],
      [
        'Fuentes, fechas, métodos y límites. El programa escribió lo que toca a las cifras.',
        'Sources, dates, methods and limits. The program wrote what concerns the figures.',
      ],
      { generate: 'method' },
    ),
  ],
}
