/** The forms of an agreement, a clause, a party, an amendment: what they ask, in which words. */
import { z } from 'zod'
import { constituencies } from '../../../actors/index.ts'
import { type Language, languages } from '../../../kernel/text.ts'
import { authorities, reportBacks } from '../../negotiation/rules.ts'
import { wordsOf } from '../../words.ts'
import { legalNatures } from '../rules.ts'
import { agreementWords } from '../words.ts'

const day = z.iso.date().optional()

export const agreementSchema = z.object({
  title: z.string().min(1).max(300),
  nature: z.enum(legalNatures),
  basis: z.string().max(500).optional(),
  authoritative: z.enum(languages),
  validFrom: day,
  validTo: day,
  platform: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
})

export function agreementFormWords(lang: Language) {
  const { form, natures, languages: names } = agreementWords(lang)
  return {
    title: { label: form.title },
    nature: { label: form.nature, options: natures },
    basis: { label: form.basis, help: form.basisHelp },
    authoritative: { label: form.authoritative, help: form.authoritativeHelp, options: names },
    validFrom: { label: form.validFrom },
    validTo: { label: form.validTo },
    platform: { label: form.platform },
    place: { label: form.place },
    group: { label: form.group },
  }
}

/** Longest clause. */
const most = 10_000
export const clauseSchema = z.object({
  number: z.string().min(1).max(20),
  words: z.string().max(most).optional(),
  wordsEn: z.string().max(most).optional(),
})
export const amendSchema = z.object({
  ...clauseSchema.shape,
  reason: z.string().min(1).max(2000),
})
export const removalSchema = z.object({ reason: z.string().min(1).max(2000) })

export function clauseWords(lang: Language) {
  const { form } = agreementWords(lang)
  return {
    number: { label: form.number, help: form.numberHelp },
    words: { label: form.words },
    wordsEn: { label: form.wordsEn },
    reason: { label: form.amendReason },
  }
}

export const newPartySchema = z.object({ organisation: z.string(), constituency: z.enum(constituencies) })

export const partySchema = z.object({
  capacity: z.string().max(200).optional(),
  names: z.string().max(1000).optional(),
  authority: z.enum(authorities).optional(),
  authorityOn: day,
  authorityNote: z.string().max(500).optional(),
  reportBack: z.enum(reportBacks).optional(),
  reportBackOn: day,
  noReportBackReason: z.string().max(2000).optional(),
})

export function partyWords(lang: Language) {
  const words = agreementWords(lang)
  const { form } = words
  return {
    organisation: { label: form.organisation },
    constituency: { label: form.constituency, options: wordsOf(lang).constituencies },
    capacity: { label: form.capacity, help: form.capacityHelp },
    names: { label: form.names, help: form.namesHelp },
    authority: { label: form.authority, options: words.authorities },
    authorityOn: { label: form.authorityOn },
    authorityNote: { label: form.authorityNote },
    reportBack: { label: form.reportBack, options: words.reportBacks },
    reportBackOn: { label: form.reportBackOn },
    noReportBackReason: { label: form.noReportBackReason, help: form.noReportBackHelp },
  }
}
