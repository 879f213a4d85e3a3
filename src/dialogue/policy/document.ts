/** A policy dialogue as a document for Word and PDF; what has no translation stays in its own language and says so. */
import { type Language, said, type Text, wordsFor } from '../../kernel/text.ts'
import type { Block, Document, Run } from '../../platform/document/model.ts'
import { money } from '../../web/format.ts'
import { pointsOf } from './rules.ts'
import type { PolicyDialogue, PolicyOption } from './store.ts'
import { policyWords } from './words.ts'

const tags = { es: 'es-MX', en: 'en-GB' } as const

export interface Given {
  dialogue: PolicyDialogue
  options: readonly PolicyOption[]
  workspace: Text
  isSample: boolean
}

export function policyDocument(lang: Language, { dialogue, options, workspace, isSample }: Given): Document {
  const { page } = policyWords(lang)
  const prose = (title: string, text: Text | null): Block[] =>
    text
      ? [
          { block: 'heading', level: 1, text: title },
          { block: 'paragraph', text: runs(text, lang) },
        ]
      : []
  const recommended = options.find(({ id }) => id === dialogue.recommendedId)
  return {
    title: said(dialogue.title, lang),
    language: tags[lang],
    ...(dialogue.meeting ? { subtitle: said(dialogue.meeting.name, lang) } : {}),
    foot: [said(workspace, lang), isSample && page.sample].filter(Boolean).join(' · '),
    author: said(workspace, lang),
    blocks: [
      ...prose(page.purpose, dialogue.purpose),
      { block: 'heading', level: 1, text: page.options },
      ...options.flatMap((option) => optionBlocks(option, lang)),
      ...(recommended
        ? [
            { block: 'heading', level: 1, text: page.recommendation } as const,
            { block: 'paragraph', text: [{ text: said(recommended.name, lang), bold: true }] } as const,
            ...(dialogue.reason ? [{ block: 'paragraph', text: runs(dialogue.reason, lang) } as const] : []),
          ]
        : []),
      ...prose(page.outcome, dialogue.outcome),
    ],
  }
}

function runs(text: Text, lang: Language): Run[] {
  const shown = wordsFor(text, lang)
  if (shown.language === lang) return [{ text: shown.text }]
  const { untranslated, languages } = policyWords(lang).page
  return [
    { text: shown.text, language: tags[shown.language] },
    { text: ` [${untranslated(languages[shown.language])}]` },
  ]
}

/** `$1,250,000.00 MXN al año, lo paga la Secretaría`; that it is not known where nobody knows. */
export function costWords(option: PolicyOption, lang: Language): string {
  const { page, periods } = policyWords(lang)
  const payer = option.payer ? page.payer(option.payer) : ''
  if (option.costMinor === null || option.costPeriod === null)
    return [page.unknownCost, payer].filter(Boolean).join(', ')
  const amount = `${money(option.costMinor, option.currency)} ${periods[option.costPeriod]}`
  return [amount, payer].filter(Boolean).join(', ')
}

export const decidesWords = (option: PolicyOption, lang: Language): string =>
  option.decidesOrganisation ? said(option.decidesOrganisation.name, lang) : option.decides || '–'

function optionBlocks(option: PolicyOption, lang: Language): Block[] {
  const { page } = policyWords(lang)
  const points = (title: string, text: Text | null): Block[] =>
    text
      ? [
          { block: 'paragraph', text: [{ text: title, bold: true }] },
          { block: 'list', items: pointsOf(said(text, lang)) },
        ]
      : []
  const rows = [
    [page.cost, [costWords(option, lang), option.costNote].filter(Boolean).join('. ')],
    [page.legal, option.legalRoute ? said(option.legalRoute, lang) : '–'],
    [page.decides, decidesWords(option, lang)],
  ]
  return [
    { block: 'heading', level: 2, text: said(option.name, lang) },
    ...points(page.pros, option.pros),
    ...points(page.cons, option.cons),
    { block: 'table', caption: said(option.name, lang), head: [page.option, said(option.name, lang)], rows },
  ]
}
