/** The forms of a commitment, a view of it, an incident, a letter: what they ask, in which words. */
import { z } from 'zod'
import type { Language } from '../../../kernel/text.ts'
import { evidenceWords } from '../evidence-words.ts'
import { deciders, incidentKinds, values } from '../rules.ts'
import { commitmentWords } from '../words.ts'

const day = z.iso.date()
const people = z.number().int().min(0).max(1_000_000).optional()

export const commitmentSchema = z.object({
  clause: z.string().optional(),
  words: z.string().min(1).max(4000),
  organisation: z.string().optional(),
  office: z.string().max(200).optional(),
  milestone: z.string().max(2000).optional(),
  dueOn: day.optional(),
  lasts: z.boolean(),
  budget: z.number().min(0).max(99_999_999_999).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  budgetSource: z.string().max(300).optional(),
  place: z.string().optional(),
  group: z.string().optional(),
})

export function commitmentFormWords(lang: Language) {
  const { form } = commitmentWords(lang)
  return {
    clause: { label: form.clause },
    words: { label: form.words },
    organisation: { label: form.organisation },
    office: { label: form.office, help: form.officeHelp },
    milestone: { label: form.milestone, help: form.milestoneHelp },
    dueOn: { label: form.dueOn },
    lasts: { label: form.lasts },
    budget: { label: form.budget },
    currency: {
      label: form.currency,
      help: form.currencyHelp,
      errors: { invalid_format: form.currencyHelp },
    },
    budgetSource: { label: form.budgetSource },
    place: { label: form.place },
    group: { label: form.group },
  }
}

export const viewSchema = z.object({
  value: z.enum(values),
  decidedBy: z.enum(deciders),
  assessedOn: day,
  reason: z.string().max(2000).optional(),
})

export function viewWords(lang: Language) {
  const { page, values: valueWords, deciders: deciderWords } = commitmentWords(lang)
  return {
    value: { label: page.value, options: valueWords },
    decidedBy: { label: page.decidedBy, options: deciderWords },
    assessedOn: { label: page.assessedOn },
    reason: { label: page.reason, help: page.reasonHelp },
  }
}

const incident = {
  kind: z.enum(incidentKinds),
  happenedOn: day,
  venue: z.string().max(300).optional(),
  women: people,
  men: people,
  words: z.string().min(1).max(4000),
}
export const incidentOwn = z.object(incident)
export const incidentTeam = z.object({ organisation: z.string(), ...incident })

export function incidentWords(lang: Language) {
  const { page, incidentKinds: kinds } = commitmentWords(lang)
  return {
    organisation: { label: page.reportedBy },
    kind: { label: page.kind, options: kinds },
    happenedOn: { label: page.happenedOn },
    venue: { label: page.venue },
    women: { label: page.women },
    men: { label: page.men },
    words: { label: page.words, help: page.wordsHelp },
  }
}

export const evidenceSchema = z.object({
  words: z.string().max(500).optional(),
  incident: z.string().optional(),
})

export function evidenceFormWords(lang: Language) {
  const words = evidenceWords(lang)
  return {
    words: { label: words.words, help: words.wordsHelp },
    incident: { label: words.incident },
  }
}

export const letterSchema = z.object({
  addressee: z.string().max(300).optional(),
  letter: z.string().min(1).max(20_000),
  answerDueOn: day.optional(),
})

export function letterWords(lang: Language) {
  const { letter } = commitmentWords(lang)
  return {
    addressee: { label: letter.addressee },
    letter: { label: letter.letter, help: letter.letterHelp },
    answerDueOn: { label: letter.answerDueOn },
  }
}
