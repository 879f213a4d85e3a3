/** The minutes as a document for Word and PDF, in either language; what has no translation stays in its own and says so. */
import { type Language, said, type Text, wordsFor } from '../kernel/text.ts'
import type { Block, Document, Prose, Run } from '../platform/document/model.ts'
import { capital, date, number } from '../web/format.ts'
import { whenOf, whereOf } from './convocation.ts'
import { type Counted, type ItemKind, total } from './rules.ts'
import type { Headcount } from './store/attendance.ts'
import type { Meeting, Party } from './store/meetings.ts'
import type { MinuteItem, Minutes } from './store/minutes.ts'
import { wordsOf } from './words.ts'

export interface Recorded {
  meeting: Meeting
  minutes: Minutes
  parties: readonly Party[]
  present: readonly (Counted & { constituency: string })[]
  headCounts: readonly Headcount[]
  workspace: Text
  isSample: boolean
  zone: string
}

const tags = { es: 'es-MX', en: 'en-GB' } as const

export function minutesDocument(lang: Language, given: Recorded): Document {
  const { meeting, minutes, workspace, zone } = given
  const words = wordsOf(lang)
  const state = minutes.state === 'signed_off' ? [] : [words.minutesStates[minutes.state]]
  return {
    title: words.minutes.title(said(meeting.title, lang)),
    language: tags[lang],
    subtitle: [capital(whenOf(meeting, lang, zone)), whereOf(meeting, lang), ...state]
      .filter(Boolean)
      .join(' · '),
    foot: [said(workspace, lang), given.isSample && words.minutes.sampleFoot].filter(Boolean).join(' · '),
    author: said(workspace, lang),
    blocks: [
      ...participants(lang, given),
      ...proposal(lang, given),
      ...lines(lang, minutes.items),
      ...positions(lang, given),
    ],
  }
}

/** Who sat there: organisations and numbers, never names. */
function participants(lang: Language, { parties, present, headCounts }: Recorded): Block[] {
  const words = wordsOf(lang)
  const { sum, attendance } = words
  const row = (of: Counted & { constituency: string }, how: string): string[] => [
    `${words.constituencies[of.constituency] ?? of.constituency} (${how})`,
    number(of.women),
    number(of.men),
    number(of.others),
    number(total(of)),
  ]
  const rows = [
    ...present.map((one) => row(one, attendance.named.toLocaleLowerCase(lang))),
    ...headCounts.map((one) => row(one, attendance.counted.toLocaleLowerCase(lang))),
  ]
  const table: Block = {
    block: 'table',
    caption: attendance.participants,
    head: [attendance.of, sum.women, sum.men, sum.others, sum.total],
    rows,
  }
  return [
    { block: 'heading', level: 1, text: words.minutes.participants },
    {
      block: 'list',
      items: parties.map(
        (party) => `${said(party.organisation.name, lang)} (${words.constituencies[party.constituency]})`,
      ),
    },
    rows.length > 0 ? table : { block: 'paragraph', text: words.minutes.noneThere },
  ]
}

/** The words in this language, or in theirs, marked for whoever reads and for whoever listens. */
function prose(text: Text, lang: Language): Run[] {
  const shown = wordsFor(text, lang)
  if (shown.language === lang) return [{ text: shown.text }]
  const { untranslated, languages } = wordsOf(lang).minutes
  return [
    { text: shown.text, language: tags[shown.language] },
    { text: ` [${untranslated(languages[shown.language])}]` },
  ]
}

function proposal(lang: Language, { minutes }: Recorded): Block[] {
  if (!minutes.proposal) return []
  return [
    { block: 'heading', level: 1, text: wordsOf(lang).minutes.proposal },
    { block: 'paragraph', text: prose(minutes.proposal, lang) },
  ]
}

const order: readonly ItemKind[] = ['agreement', 'commitment', 'demand', 'dissent', 'note']

function lines(lang: Language, items: readonly MinuteItem[]): Block[] {
  const { section } = wordsOf(lang).minutes
  return order.flatMap((kind): Block[] => {
    const own = items.filter((item) => item.kind === kind)
    if (own.length === 0) return []
    return [
      { block: 'heading', level: 1, text: section[kind] },
      { block: 'list', numbered: true, items: own.map((item) => line(item, lang)) },
    ]
  })
}

function line(item: MinuteItem, lang: Language): Prose {
  const { minutes } = wordsOf(lang)
  const who: Run[] = item.organisation
    ? [{ text: `${said(item.organisation.name, lang)}: `, bold: true }]
    : []
  const after = [
    item.addressee && minutes.to(said(item.addressee.name, lang)),
    item.dueOn && minutes.dueBy(date(item.dueOn, lang)),
  ].filter(Boolean)
  return [
    ...who,
    ...prose(item.words, lang),
    ...(after.length > 0 ? [{ text: ` (${after.join('; ')})` }] : []),
  ]
}

function positions(lang: Language, { parties, minutes }: Recorded): Block[] {
  const words = wordsOf(lang)
  const { organisation, position, positionsTitle, signatures, signatureHead } = words.minutes
  const [who = '', name = '', signed = ''] = signatureHead
  if (parties.length === 0) return []
  if (minutes.state === 'draft')
    return [
      { block: 'heading', level: 1, text: signatures },
      {
        block: 'table',
        caption: signatures,
        head: [who, name, signed],
        rows: parties.map((party) => [said(party.organisation.name, lang), '', '']),
      },
    ]
  return [
    { block: 'heading', level: 1, text: positionsTitle },
    {
      block: 'table',
      caption: positionsTitle,
      head: [organisation, position, signed],
      rows: parties.map((party) => [
        said(party.organisation.name, lang),
        [
          words.positions[party.position],
          party.positionOn && date(party.positionOn, lang),
          party.positionNote,
        ]
          .filter(Boolean)
          .join('. '),
        '',
      ]),
    },
  ]
}
