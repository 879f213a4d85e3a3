/** What a convocation says, as text for WhatsApp and mail; and its addresses. */
import { type Language, said } from '../kernel/text.ts'
import { date, time } from '../web/format.ts'
import type { AgendaItem, Meeting } from './store/meetings.ts'
import { wordsOf } from './words.ts'

export interface Convoked {
  meeting: Meeting
  agenda: readonly AgendaItem[]
  /** The person it is addressed to; empty: nobody by name. */
  addressee: string
  /** Who convenes, as it is to be read. */
  convenor: string
  /** Where the answer is given; null: none was made. */
  link: string | null
  zone: string
}

/** `sábado 21 de noviembre de 2026, de 10:00 a 12:30`; over midnight with both days. */
export function whenOf(meeting: Pick<Meeting, 'startsAt' | 'endsAt'>, lang: Language, zone: string): string {
  const { startsAt, endsAt } = meeting
  const words = wordsOf(lang).when
  const day = date(startsAt, lang, 'long', zone)
  const last = date(endsAt, lang, 'long', zone)
  if (day === last) return words.oneDay(day, time(startsAt, zone), time(endsAt, zone))
  return words.days(day, time(startsAt, zone), last, time(endsAt, zone))
}

export const whereOf = ({ venue, place }: Pick<Meeting, 'venue' | 'place'>, lang: Language): string =>
  [venue, place ? said(place.name, lang) : ''].filter(Boolean).join(', ')

/** The whole text, in plain lines that survive any messenger. */
export function convocationText(lang: Language, given: Convoked): string {
  const { meeting, agenda, addressee, convenor, link, zone } = given
  const words = wordsOf(lang).convocation
  const where = whereOf(meeting, lang)
  const paragraphs = [
    addressee ? words.dear(addressee) : words.dearAll,
    words.invites(convenor, said(meeting.title, lang)),
    [
      `${words.when}: ${whenOf(meeting, lang, zone)}`,
      where && `${words.where}: ${where}`,
      meeting.url && `${words.online}: ${meeting.url}`,
    ]
      .filter(Boolean)
      .join('\n'),
    meeting.purpose ? said(meeting.purpose, lang) : '',
    agenda.length > 0
      ? [`${words.agenda}:`, ...agenda.map((item, at) => `${at + 1}. ${said(item.words, lang)}`)].join('\n')
      : '',
    [
      meeting.childcare ? words.childcare : '',
      meeting.interpretation ? words.interpretation(meeting.interpretation) : '',
    ]
      .filter(Boolean)
      .join(' '),
    link ? `${words.answer}\n${link}` : '',
  ]
  return paragraphs.filter(Boolean).join('\n\n')
}

/** Digits as wa.me wants them: with the country's code, Mexico's where ten digits were given; empty: no number. */
export function whatsappNumber(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '')
  return digits.length === 10 ? `52${digits}` : digits.length >= 11 && digits.length <= 15 ? digits : ''
}

/** Opens WhatsApp with the text written; without a number it asks whom to send it to. */
export const whatsappLink = (phone: string, text: string): string =>
  `https://wa.me/${whatsappNumber(phone)}?text=${encodeURIComponent(text)}`

export const mailLink = (subject: string, text: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`
