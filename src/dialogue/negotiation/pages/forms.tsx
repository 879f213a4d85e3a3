/** The forms of a negotiation: what they ask, in which words. */
import { z } from 'zod'
import { constituencies } from '../../../actors/index.ts'
import type { Language } from '../../../kernel/text.ts'
import { wordsOf } from '../../words.ts'
import { authorities, reportBacks } from '../rules.ts'
import { negotiationWords } from '../words.ts'

const day = z.iso.date()
const few = z.number().int().min(0).max(999).optional()
const many = z.number().int().min(0).max(1_000_000).optional()

export const negotiationSchema = z.object({
  title: z.string().min(1).max(300),
  purpose: z.string().max(10_000).optional(),
  platform: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
})
export function negotiationFormWords(lang: Language) {
  const { form } = negotiationWords(lang)
  return {
    title: { label: form.title, help: form.titleHelp },
    purpose: { label: form.purpose },
    platform: { label: form.platform, help: form.platformHelp },
    place: { label: form.place },
    group: { label: form.group },
  }
}

export const stepSchema = z.object({ on: day })
export const reasonedSchema = z.object({ on: day, reason: z.string().min(1).max(2000) })
export function stepWords(lang: Language) {
  const { step } = negotiationWords(lang)
  return { on: { label: step.on }, reason: { label: step.reason, help: step.reasonHelp } }
}

export const newSeatSchema = z.object({ organisation: z.string(), constituency: z.enum(constituencies) })
export function newSeatWords(lang: Language) {
  const { seat } = negotiationWords(lang)
  return {
    organisation: { label: seat.organisation },
    constituency: { label: seat.constituency, options: wordsOf(lang).constituencies },
  }
}

const said = {
  women: few,
  men: few,
  authority: z.enum(authorities).optional(),
  authorityOn: day.optional(),
  authorityNote: z.string().max(500).optional(),
}
const asked = {
  reportBack: z.enum(reportBacks).optional(),
  reportBackOn: day.optional(),
  reportBackWomen: many,
  reportBackMen: many,
  noReportBackReason: z.string().max(1000).optional(),
}
/** Whoever has no base to ask is not asked about one. */
export const authorityRoom = z.object(said)
export const seatSchema = z.object({ ...said, ...asked })
export function seatWords(lang: Language) {
  const { seat, authorities: authorityWords, reportBacks: backWords } = negotiationWords(lang)
  return {
    women: { label: seat.women },
    men: { label: seat.men },
    authority: { label: seat.authorityLabel, options: authorityWords },
    authorityOn: { label: seat.authorityOn },
    authorityNote: { label: seat.authorityNote, help: seat.authorityNoteHelp },
    reportBack: { label: seat.reportBackLabel, help: seat.reportBackHelp, options: backWords },
    reportBackOn: { label: seat.reportBackOn },
    reportBackWomen: { label: seat.reportBackWomen },
    reportBackMen: { label: seat.reportBackMen },
    noReportBackReason: { label: seat.noReportBack, help: seat.noReportBackHelp },
  }
}

export const pointSchema = z.object({ title: z.string().min(1).max(300), demand: z.string().optional() })
export function pointWords(lang: Language) {
  const { point } = negotiationWords(lang)
  return {
    title: { label: point.title, help: point.titleHelp },
    demand: { label: point.demand, help: point.demandHelp },
  }
}

const wording = z.string().max(8000).optional()
/** The language of the page first. */
export const wordingSchema = (lang: Language) =>
  z.object(lang === 'es' ? { es: wording, en: wording } : { en: wording, es: wording })
export const draftSchema = (lang: Language) =>
  wordingSchema(lang).extend({ answers: z.string().optional(), round: z.string().optional() })
export const recordSchema = (lang: Language) =>
  z.object({
    maker: z.string(),
    ...draftSchema(lang).shape,
    saidOn: day,
  })
export function offerFormWords(lang: Language, answering: boolean) {
  const { offer } = negotiationWords(lang)
  const other = { label: offer.words[lang === 'es' ? 'en' : 'es'], help: offer.otherHelp }
  const own = { label: offer.words[lang], help: answering ? offer.startHelp : offer.wordsHelp }
  return {
    es: lang === 'es' ? own : other,
    en: lang === 'en' ? own : other,
    maker: { label: offer.maker },
    answers: { label: offer.answers, help: offer.firstWord },
    round: { label: offer.round },
    saidOn: { label: offer.saidOn },
  }
}

export const acceptSchema = z.object({ on: day })
export const acceptTeamSchema = z.object({ party: z.string(), on: day })
export function acceptWords(lang: Language) {
  const { offer } = negotiationWords(lang)
  return { party: { label: offer.party }, on: { label: offer.acceptedOn } }
}

export const roundSchema = z.object({
  heldOn: day,
  meeting: z.string().optional(),
  note: z.string().max(10_000).optional(),
})
/** Once offers were made in it, its day and meeting stay. */
export const spokenRoundSchema = roundSchema.pick({ note: true })
export function roundWords(lang: Language) {
  const { round } = negotiationWords(lang)
  return {
    heldOn: { label: round.heldOn },
    meeting: { label: round.meeting, help: round.meetingHelp },
    note: { label: round.note },
  }
}
