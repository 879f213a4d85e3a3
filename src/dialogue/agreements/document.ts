/** The agreement as a document for Word and PDF: clauses with Spanish and English side by side, parties, places to sign. */
import { type Language, said, type Text } from '../../kernel/text.ts'
import type { Block, Document } from '../../platform/document/model.ts'
import { date } from '../../web/format.ts'
import { wordsOf } from '../words.ts'
import type { Clause } from './clauses.ts'
import { validity } from './pages/list.tsx'
import type { Signatory } from './parties.ts'
import type { Agreement } from './store.ts'
import { agreementWords } from './words.ts'

export interface Printed {
  agreement: Agreement
  clauses: readonly Clause[]
  parties: readonly Signatory[]
  workspace: Text
  isSample: boolean
}

const tags = { es: 'es-MX', en: 'en-GB' } as const
/** A row that is longer than a page could not be printed: long paragraphs are cut between sentences, letters. */
const mostInRow = 900

/** Paragraphs as rows are short enough for one; a sentence is never cut, a row may be one long sentence. */
export function pieces(text: string): string[] {
  return text.split(/\n+/).flatMap((paragraph) => {
    if (paragraph.length <= mostInRow) return paragraph.trim() === '' ? [] : [paragraph.trim()]
    const rows = ['']
    for (const sentence of paragraph.split(/(?<=[.;:])\s+/)) {
      const last = rows.at(-1) ?? ''
      if (last !== '' && last.length + sentence.length > mostInRow) rows.push(sentence)
      else rows[rows.length - 1] = last === '' ? sentence : `${last} ${sentence}`
    }
    return rows
  })
}

/** One clause as rows: its number once, then paragraph beside paragraph. */
export function clauseRows(clause: Clause, missing: string): string[][] {
  const es = pieces(clause.words.es?.text ?? missing)
  const en = pieces(clause.words.en?.text ?? missing)
  return Array.from({ length: Math.max(es.length, en.length, 1) }, (_, i) => [
    i === 0 ? clause.number : '',
    es[i] ?? '',
    en[i] ?? '',
  ])
}

export function agreementDocument(lang: Language, given: Printed): Document {
  const { agreement, clauses, parties, workspace } = given
  const words = agreementWords(lang)
  const shared = wordsOf(lang).minutes
  const decides = (language: Language): string =>
    `${words.document[language]}${agreement.authoritative === language ? ` (${words.document.decides})` : ''}`
  const name = (party: Signatory): string => said(party.organisation.name, lang)
  const signing = (party: Signatory): string[] => [
    name(party),
    [party.names, party.capacity].filter(Boolean).join(', '),
    party.authority
      ? [
          words.authorities[party.authority],
          party.authorityOn && date(party.authorityOn, lang),
          party.authorityNote,
        ]
          .filter(Boolean)
          .join(', ')
      : words.page.notRecorded,
    party.signedOn ? date(party.signedOn, lang) : '________________',
  ]
  const blocks: Block[] = [
    { block: 'heading', level: 1, text: words.document.parties },
    {
      block: 'list',
      items: parties.map((party) => `${name(party)} (${wordsOf(lang).constituencies[party.constituency]})`),
    },
    { block: 'heading', level: 1, text: words.page.clauses },
    {
      block: 'table',
      caption: words.page.clauses,
      head: [words.document.clause, decides('es'), decides('en')],
      rows: clauses
        .filter(({ endedOn }) => endedOn === null)
        .flatMap((clause) => clauseRows(clause, words.page.noTranslation)),
      columns: [{}, { language: tags.es }, { language: tags.en }],
    },
    { block: 'heading', level: 1, text: words.document.signatures },
    {
      block: 'table',
      caption: words.document.signatures,
      head: [words.page.party, words.page.names, words.page.authority, words.page.signature],
      rows: parties.map(signing),
    },
  ]
  return {
    title: said(agreement.title, lang),
    language: tags[lang],
    subtitle: [
      words.natures[agreement.legalNature],
      words.states[agreement.state],
      validity(agreement, lang),
    ].join(' · '),
    foot: [said(workspace, lang), given.isSample && shared.sampleFoot].filter(Boolean).join(' · '),
    author: said(workspace, lang),
    blocks,
  }
}
