/** Drafts of the letters of the ladder, in both languages, from what the commitment says. A person changes and hands them in. */
import { type Language, said, type Text, text } from '../../kernel/text.ts'
import type { Document } from '../../platform/document/model.ts'
import { date } from '../../web/format.ts'
import type { Remedy } from './follow-up.ts'
import type { Rung } from './rules.ts'
import type { Commitment } from './store.ts'
import { commitmentWords } from './words.ts'

/** What a letter says of the commitment: where it was agreed, what, by when, and in whose name one writes. */
interface Facts {
  words: string
  source: string
  due: string
  owner: string
  sender: string
}

const es: Record<Rung, (facts: Facts) => string> = {
  reminder: ({ words, source, due, sender }) =>
    `Por medio de esta carta, ${sender} le recuerda con respeto el compromiso siguiente${source}:

«${words}»

${due}Le pedimos que nos informe por escrito qué se ha hecho, qué falta y para qué fecha quedará cumplido.

Quedamos a sus órdenes para una reunión de trabajo.`,
  mediation: ({ words, source, due, owner, sender }) =>
    `${sender} solicita su mediación. ${owner} se comprometió a lo siguiente${source}:

«${words}»

${due}Enviamos un recordatorio y el compromiso sigue sin cumplirse. Le pedimos que convoque a las partes a una reunión, que quede constancia escrita de lo que cada una exponga y que se fije un plazo nuevo.`,
  complaint: ({ words, source, due, owner, sender }) =>
    `${sender} presenta una queja formal porque ${owner} no ha cumplido el compromiso siguiente${source}:

«${words}»

${due}Pedimos que se investigue el incumplimiento, que se nos responda por escrito, con fundamento y dentro del plazo que marca la ley, y que se ordene lo necesario para que el compromiso se cumpla.

Anexamos copia del acuerdo y la relación de los hechos.`,
  press: ({ words, source, due, owner, sender }) =>
    `${owner} no ha cumplido lo que firmó${source}:

«${words}»

${due}${sender} lo recordó por escrito y sigue abierta al diálogo. Pedimos que se cumpla lo acordado y que se informe públicamente cuándo.`,
}

const en: Record<Rung, (facts: Facts) => string> = {
  reminder: ({ words, source, due, sender }) =>
    `With this letter ${sender} respectfully reminds you of the following commitment${source}:

“${words}”

${due}Please tell us in writing what has been done, what is still to be done, and by which day it will be met.

We are at your disposal for a working meeting.`,
  mediation: ({ words, source, due, owner, sender }) =>
    `${sender} asks you to mediate. ${owner} bound itself to the following${source}:

“${words}”

${due}We sent a reminder and the commitment is still not met. Please call the parties to a meeting, have what each of them says put on record, and set a new deadline.`,
  complaint: ({ words, source, due, owner, sender }) =>
    `${sender} lodges a formal complaint because ${owner} has not met the following commitment${source}:

“${words}”

${due}We ask that the breach be looked into, that we be answered in writing, with reasons and within the time set by law, and that what is needed be ordered so that the commitment is met.

A copy of the agreement and an account of the facts are attached.`,
  press: ({ words, source, due, owner, sender }) =>
    `${owner} has not met what it signed${source}:

“${words}”

${due}${sender} gave a reminder in writing and remains open to dialogue. We ask that what was agreed be met, and that the public be told when.`,
}

function factsOf(lang: Language, commitment: Commitment, sender: Text | null): Facts {
  const spanish = lang === 'es'
  const clause = commitment.clauseNumber
  const from = commitment.agreement ?? commitment.meeting
  const named = from && said(from, lang)
  const source = !named
    ? ''
    : spanish
      ? `, ${clause ? `de la cláusula ${clause} de` : 'acordado en'} «${named}»`
      : `, ${clause ? `of clause ${clause} of` : 'agreed in'} “${named}”`
  const day = commitment.dueOn && date(commitment.dueOn, lang)
  return {
    words: said(commitment.words, lang),
    source,
    due: !day ? '' : spanish ? `El plazo era el ${day}. ` : `It was due on ${day}. `,
    owner: commitment.organisation
      ? said(commitment.organisation.name, lang)
      : spanish
        ? 'La otra parte'
        : 'The other party',
    sender: sender ? said(sender, lang) : spanish ? 'este programa' : 'this programme',
  }
}

const start = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** `sender`: the organisation in whose name one writes; null: the programme. */
export const draftLetter = (rung: Rung, commitment: Commitment, sender: Text | null): Text =>
  text(start(es[rung](factsOf('es', commitment, sender))), start(en[rung](factsOf('en', commitment, sender))))

const tags = { es: 'es-MX', en: 'en-GB' } as const

/** The letter as a document for Word and PDF: place for date and signature, its text, paragraph by paragraph. */
export function letterDocument(
  lang: Language,
  given: {
    remedy: Remedy
    workspace: Text
    isSample: boolean
    sampleFoot: string
    day: string
  },
): Document {
  const { remedy, workspace } = given
  const sender = said(remedy.organisation?.name ?? workspace, lang)
  return {
    title: commitmentWords(lang).rungs[remedy.rung],
    language: tags[lang],
    subtitle: [remedy.addressee, date(remedy.sentOn ?? given.day, lang)].filter(Boolean).join(' · '),
    foot: [said(workspace, lang), given.isSample && given.sampleFoot].filter(Boolean).join(' · '),
    author: sender,
    blocks: [
      ...said(remedy.letter, lang)
        .split(/\n{2,}/)
        .map((paragraph) => ({ block: 'paragraph', text: paragraph }) as const),
      { block: 'paragraph', text: sender },
    ],
  }
}
