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
    en: 'Where the work in a city starts: figures, law, programmes, gaps, actors, baseline and what people said. Forty to eighty pages.',
  },
  asks: ['place', 'period', 'againstPeriod'],
  sections: [
    section(
      1,
      ['Resumen', 'Summary'],
      [
        'Una página: qué se encontró, qué falta saber y qué se propone hacer. Escríbala al final; las cifras principales ya están.',
        'One page: what was found, what is still unknown and what is proposed. Write it last; the main figures are there already.',
      ],
      { generate: 'highlights' },
    ),
    section(
      1,
      ['El empleo informal en la ciudad', 'Informal employment in the city'],
      [
        'Qué se entiende por empleo informal, quiénes son las personas trabajadoras de los sectores del programa y por qué importan. Diga de qué año son las cifras.',
        'What is meant by informal employment, who the workers of the programme’s sectors are, and why they matter. Say which year the figures are for.',
      ],
    ),
    section(
      1,
      ['Panorama estadístico', 'Statistical overview'],
      [
        'Estos párrafos y cuadros salen de los microdatos y cada número lleva a su fuente. Corrija las palabras, no los números.',
        'These paragraphs and tables come from the microdata, and every number leads to its source. Edit the words, not the numbers.',
      ],
      { generate: 'allFigures' },
    ),
    section(
      1,
      ['Normas y políticas', 'Law and policy'],
      [
        'Constitución, leyes, reglamentos, bandos y reglas de operación que protegen, omiten o sancionan a cada grupo; la autoridad que decide, y la práctica frente al texto. Cite el artículo.',
        'Constitution, laws, regulations, municipal orders (bandos) and programme rules of operation that protect, leave out or penalise each group; the authority that decides; and practice compared with the text. Cite the article.',
      ],
    ),
    section(
      2,
      ['Lo que protege y lo que omite', 'What the law protects and what it leaves out'],
      [
        'Por grupo. Separe lo que dice la norma de lo que ocurre.',
        'By group. Keep what the law says apart from what happens.',
      ],
      {
        table: {
          caption: { es: 'Normas por grupo', en: 'Law by group' },
          head: [
            { es: 'Norma y artículo', en: 'Instrument and article' },
            { es: 'Grupo', en: 'Group' },
            { es: 'Protege, omite o sanciona', en: 'Protects, omits or penalises' },
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
        'Los que están en operación: nombre, marco legal, dependencia responsable, población a la que se dirigen, beneficios, presupuesto y gasto, personas beneficiarias por sexo y barreras de acceso.',
        'Those in operation: name, legal framework, responsible body, target group, benefits, budget and expenditure, beneficiaries by sex, and barriers to access.',
      ],
      {
        table: {
          caption: { es: 'Programas en operación', en: 'Programmes in operation' },
          head: [
            { es: 'Programa', en: 'Programme' },
            { es: 'Dependencia', en: 'Responsible body' },
            { es: 'A quién llega', en: 'Whom it reaches' },
            { es: 'Beneficio', en: 'Benefit' },
            { es: 'Barreras de acceso', en: 'Barriers to access' },
          ],
          rows: 6,
        },
      },
    ),
    section(
      1,
      ['Qué se sabe y qué falta', 'What is known and what is missing'],
      [
        'Por tema, sector y lugar: lo que hay, su calidad y lo que falta. El cuadro sale de la biblioteca; escriba qué se desprende de él.',
        'By topic, sector and place: what there is, its quality and what is missing. The table comes from the library; write what follows from it.',
      ],
      { generate: 'gaps' },
    ),
    section(
      1,
      ['Organizaciones, sindicatos y autoridades', 'Organisations, unions and authorities'],
      [
        'Quiénes son, a quién representan, cuántas personas declaran y cómo se relacionan. No escriba el nombre de nadie sin su permiso.',
        'Who they are, whom they represent, how many members they report and how they relate to one another. Name nobody without their permission.',
      ],
      { generate: 'organisations' },
    ),
    section(
      1,
      ['Línea de base', 'Baseline'],
      [
        'Los valores contra los que se medirá el cambio, con su fuente y su fecha. Complete las metas.',
        'The values against which change will be measured, with their source and date. Fill in the targets.',
      ],
      { generate: 'baseline' },
    ),
    section(
      1,
      ['Lo que dijo la gente', 'What people said'],
      [
        'Hallazgos de los grupos focales, las encuestas y las entrevistas, con citas de quienes dieron su consentimiento. Diga cuántas personas participaron, por sexo y grupo.',
        'Findings from focus groups, surveys and interviews, with quotes from people who gave their consent. Say how many people took part, by sex and group.',
      ],
    ),
    section(
      1,
      ['Qué sigue', 'Next steps'],
      [
        'De cada hallazgo, qué se hará con él: qué demanda o propuesta, con quién y cuándo.',
        'For each finding, what will be done with it: which demand or proposal, with whom and when.',
      ],
    ),
    section(
      1,
      ['Cómo se hizo el estudio', 'How the study was made'],
      [
        'Fuentes, fechas, métodos y límites. Lo que toca a las cifras ya está escrito.',
        'Sources, dates, methods and limits. What concerns the figures is written already.',
      ],
      { generate: 'method' },
    ),
  ],
}
