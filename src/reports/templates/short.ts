/** The templates that the program mostly writes by itself: snapshot, fact sheet, brief, comparison. */
import type { Template } from './model.ts'

export const snapshotTemplate: Template = {
  key: 'snapshot',
  form: 'snapshot',
  title: { es: 'Panorama estadístico', en: 'Statistical snapshot' },
  about: {
    es: 'El empleo informal de un lugar en unas doce páginas: país, zonas más urbanizadas y ciudad, y qué cambió. Se escribe solo.',
    en: 'Informal employment in a place in some twelve pages: nation, more urbanised areas and city, and what changed. It writes itself.',
  },
  asks: ['place', 'period', 'againstPeriod'],
  sections: [
    {
      title: { es: 'Lo más importante', en: 'Key points' },
      level: 1,
      guidance: {
        es: 'Los hallazgos que alguien preguntaría primero. Quite los que no hagan falta.',
        en: 'The findings that somebody would ask for first. Take out those that are not needed.',
      },
      generate: 'highlights',
    },
    {
      title: { es: 'Las cifras', en: 'The figures' },
      level: 1,
      guidance: {
        es: 'Cada número lleva a su fuente. Corrija las palabras, no los números.',
        en: 'Every number leads to its source. Mend the words, not the numbers.',
      },
      generate: 'figures',
    },
    {
      title: { es: 'Cómo se hicieron y cómo se leen', en: 'How they are made and read' },
      level: 1,
      guidance: {
        es: 'Diga aquí si algo de su ciudad pide cautela.',
        en: 'Say here if something about your city calls for caution.',
      },
      generate: 'method',
    },
  ],
}

export const factSheet: Template = {
  key: 'fact-sheet',
  form: 'fact_sheet',
  title: { es: 'Ficha de un grupo', en: 'Fact sheet for a worker group' },
  about: {
    es: 'Quiénes son, cómo trabajan y qué piden las personas de un grupo, en dos páginas para llevar a la mesa.',
    en: 'Who the workers of a group are, how they work and what they ask for, in two pages to bring to the table.',
  },
  asks: ['group', 'place', 'period'],
  sections: [
    {
      title: { es: 'Cuántas personas y cómo trabajan', en: 'How many, and how they work' },
      level: 1,
      guidance: {
        es: 'Se escribe solo con la encuesta. Si el grupo tiene pocos casos, el programa deja fuera lo que no se puede decir.',
        en: 'Writes itself from the survey. If few of the group were asked, the program leaves out what cannot be said.',
      },
      generate: 'groupFacts',
    },
    {
      title: { es: 'Qué piden', en: 'What they ask for' },
      level: 1,
      guidance: {
        es: 'Las demandas del grupo, en sus palabras, con la organización que las planteó.',
        en: 'The group’s demands, in its words, with the organisation that raised them.',
      },
      generate: 'demands',
    },
    {
      title: { es: 'Qué se acordó', en: 'What was agreed' },
      level: 1,
      guidance: {
        es: 'Compromisos con fecha y quién los debe.',
        en: 'Commitments with their date and who owes them.',
      },
      generate: 'commitments',
    },
  ],
}

export const policyBrief: Template = {
  key: 'policy-brief',
  form: 'policy_brief',
  title: { es: 'Nota de política', en: 'Policy brief' },
  about: {
    es: 'Un problema, las opciones con lo que cuestan y quién decide, y la que se recomienda. Cuatro páginas.',
    en: 'A problem, the options with what they cost and who decides, and the one recommended. Four pages.',
  },
  asks: ['place', 'period', 'group'],
  sections: [
    {
      title: { es: 'El problema', en: 'The problem' },
      level: 1,
      guidance: {
        es: 'En un párrafo: a quién le pasa, cuánto y por qué. Ponga una o dos cifras con su fuente.',
        en: 'In a paragraph: to whom it happens, how much and why. Use one or two figures with their source.',
      },
      generate: 'highlights',
    },
    {
      title: { es: 'Qué se pide', en: 'What is asked' },
      level: 1,
      guidance: {
        es: 'La demanda, en palabras de quienes la plantearon.',
        en: 'The demand, in the words of those who raised it.',
      },
    },
    {
      title: { es: 'Las opciones', en: 'The options' },
      level: 1,
      guidance: {
        es: 'De cada una: qué es, a favor, en contra, costo al año, vía legal y quién decide. Inserte las del diálogo de política si lo hubo.',
        en: 'Of each: what it is, in favour, against, cost a year, legal route and who decides. Insert those of the policy dialogue if there was one.',
      },
      table: {
        caption: { es: 'Opciones', en: 'Options' },
        head: [
          { es: 'Opción', en: 'Option' },
          { es: 'A favor', en: 'In favour' },
          { es: 'En contra', en: 'Against' },
          { es: 'Costo al año', en: 'Cost a year' },
          { es: 'Vía legal', en: 'Legal route' },
          { es: 'Quién decide', en: 'Who decides' },
        ],
        rows: 3,
      },
    },
    {
      title: { es: 'Lo que se recomienda', en: 'What is recommended' },
      level: 1,
      guidance: {
        es: 'Una opción, por qué esa, y el primer paso con fecha.',
        en: 'One option, why that one, and the first step with a date.',
      },
    },
  ],
}

export const cityComparison: Template = {
  key: 'city-comparison',
  form: 'comparison',
  title: { es: 'Comparación de ciudades', en: 'City comparison' },
  about: {
    es: 'Las mismas variables en dos lugares, con una marca de qué tan comparables son y por qué.',
    en: 'The same variables in two places, with a flag of how comparable they are and why.',
  },
  asks: ['place', 'againstPlace', 'period'],
  sections: [
    {
      title: { es: 'Lado a lado', en: 'Side by side' },
      level: 1,
      guidance: {
        es: 'De un lugar fuera de México inserte cifras publicadas, con su página. En «Comparabilidad» escriba Igual, Parecida o No comparable, y la razón: otra definición, otra edad, otro año.',
        en: 'Of a place outside Mexico insert published figures, with their page. Under “Comparability” write Same, Similar or Not comparable, and the reason: another definition, age or year.',
      },
      generate: 'comparison',
    },
    {
      title: { es: 'Qué se ve', en: 'What can be seen' },
      level: 1,
      guidance: {
        es: 'Hable sólo de lo que es igual o parecido. Dos cifras cuyos intervalos se enciman pueden no ser distintas.',
        en: 'Speak only of what is the same or similar. Two figures whose intervals overlap may not differ.',
      },
    },
    {
      title: { es: 'Cómo se hizo', en: 'How it was done' },
      level: 1,
      guidance: {
        es: 'Diga la fuente y la definición de cada lugar.',
        en: 'Say the source and definition of each place.',
      },
      generate: 'method',
    },
  ],
}
