/** The templates that the program mostly writes by itself: snapshot, fact sheet, brief, comparison. */
import type { Template } from './model.ts'

export const snapshotTemplate: Template = {
  key: 'snapshot',
  form: 'snapshot',
  title: { es: 'Panorama estadístico', en: 'Statistical snapshot' },
  about: {
    es: 'El empleo informal de un lugar en unas doce páginas: el país, las localidades más urbanizadas y la ciudad, y qué cambió. Se escribe solo.',
    en: 'Informal employment in a place, in about twelve pages: the nation, its more urbanised localities and the city, and what changed. It writes itself.',
  },
  asks: ['place', 'period', 'againstPeriod'],
  sections: [
    {
      title: { es: 'Lo más importante', en: 'Key points' },
      level: 1,
      guidance: {
        es: 'Los hallazgos por los que alguien preguntaría primero. Quite los que no hagan falta.',
        en: 'The findings that people would ask about first. Remove those that are not needed.',
      },
      generate: 'highlights',
    },
    {
      title: { es: 'Las cifras', en: 'The figures' },
      level: 1,
      guidance: {
        es: 'Cada número lleva a su fuente. Corrija las palabras, no los números.',
        en: 'Every number leads to its source. Edit the words, not the numbers.',
      },
      generate: 'figures',
    },
    {
      title: {
        es: 'Cómo se hicieron y cómo se leen las cifras',
        en: 'How the figures are made and how to read them',
      },
      level: 1,
      guidance: {
        es: 'Diga aquí si algo de su ciudad pide cautela.',
        en: 'Say here if anything about your city calls for caution.',
      },
      generate: 'method',
    },
  ],
}

export const factSheet: Template = {
  key: 'fact-sheet',
  form: 'fact_sheet',
  title: { es: 'Ficha informativa de un grupo', en: 'Fact sheet on a worker group' },
  about: {
    es: 'Quiénes son, cómo trabajan y qué piden las personas de un grupo, en dos páginas para llevar a la mesa.',
    en: 'Who the workers of a group are, how they work and what they ask for, in two pages to bring to the table.',
  },
  asks: ['group', 'place', 'period'],
  sections: [
    {
      title: { es: 'Cuántas personas son y cómo trabajan', en: 'How many they are and how they work' },
      level: 1,
      guidance: {
        es: 'Sale de la encuesta. Si ésta entrevistó a pocas personas del grupo, se deja fuera lo que no se puede afirmar.',
        en: 'This comes from the survey. If it interviewed few people of the group, what cannot be said is left out.',
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
        es: 'Los compromisos, con su fecha y quién responde por ellos.',
        en: 'The commitments, with their dates and who is responsible.',
      },
      generate: 'commitments',
    },
  ],
}

export const policyBrief: Template = {
  key: 'policy-brief',
  form: 'policy_brief',
  title: { es: 'Nota de política pública', en: 'Policy brief' },
  about: {
    es: 'Un problema, las opciones con su costo y quién decide, y la que se recomienda. Cuatro páginas.',
    en: 'A problem, the options with their cost and who decides, and the one recommended. Four pages.',
  },
  asks: ['place', 'period', 'group'],
  sections: [
    {
      title: { es: 'El problema', en: 'The problem' },
      level: 1,
      guidance: {
        es: 'En un párrafo: a quién afecta, cuánto y por qué. Deje una o dos de estas cifras y quite las demás.',
        en: 'In a paragraph: whom it affects, how much and why. Keep one or two of these figures and remove the rest.',
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
        es: 'De cada una: qué es, qué hay a favor y en contra, cuánto cuesta al año, por qué vía legal y quién decide. Si hubo un diálogo de política, inserte las suyas.',
        en: 'For each: what it is, what speaks for and against it, its annual cost, the legal route and who decides. If there was a policy dialogue, insert its options.',
      },
      table: {
        caption: { es: 'Opciones', en: 'Options' },
        head: [
          { es: 'Opción', en: 'Option' },
          { es: 'A favor', en: 'For' },
          { es: 'En contra', en: 'Against' },
          { es: 'Costo anual', en: 'Annual cost' },
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
        es: 'Una opción, por qué ésa, y el primer paso con su fecha.',
        en: 'One option, why this one, and the first step with its date.',
      },
    },
  ],
}

export const cityComparison: Template = {
  key: 'city-comparison',
  form: 'comparison',
  title: { es: 'Comparación de ciudades', en: 'City comparison' },
  about: {
    es: 'Las mismas variables en dos lugares, con qué tan comparables son y por qué.',
    en: 'The same variables in two places, with how comparable they are and why.',
  },
  asks: ['place', 'againstPlace', 'period'],
  sections: [
    {
      title: { es: 'Lado a lado', en: 'Side by side' },
      level: 1,
      guidance: {
        es: 'De un lugar fuera de México, inserte cifras publicadas, con su página. En «Comparabilidad» escriba Igual, Parecida o No comparable, y la razón: otra definición, otra edad, otro año.',
        en: 'For a place outside Mexico, insert published figures, with their page. Under “Comparability” write Same, Similar or Not comparable, and the reason: another definition, age range or year.',
      },
      generate: 'comparison',
    },
    {
      title: { es: 'Qué se observa', en: 'What it shows' },
      level: 1,
      guidance: {
        es: 'Compare sólo lo que es igual o parecido. Dos cifras cuyos intervalos se traslapan pueden no ser distintas.',
        en: 'Compare only what is the same or similar. Two figures whose intervals overlap may not differ.',
      },
    },
    {
      title: { es: 'Cómo se hizo', en: 'How it was made' },
      level: 1,
      guidance: {
        es: 'Diga la fuente y la definición que se usa en cada lugar.',
        en: 'Give the source and the definition used for each place.',
      },
      generate: 'method',
    },
  ],
}
