/** Offers on a point: drafted, changed, sent, withdrawn and accepted by a delegation; noted from paper by the team. */
import { type Language, otherLanguage, type Text } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit } from '../../../web/server/route.ts'
import { field, idOrNull, isDay, today, typedIn } from '../../common.ts'
import {
  acceptOffer,
  changeOffer,
  discardOffer,
  makeOffer,
  type Offer,
  sendOffer,
  takeBackAcceptance,
  withdrawOffer,
} from '../offers.ts'
import {
  acceptSchema,
  acceptTeamSchema,
  acceptWords,
  draftSchema,
  offerFormWords,
  recordSchema,
  wordingSchema,
} from '../pages/forms.tsx'
import { pointIn } from '../points.ts'
import { roundsOf } from '../rounds.ts'
import { negotiationWords } from '../words.ts'
import { type AtPoint, atPoint, checkDay, negotiationPath, notFound, ruled } from './common.tsx'
import { acceptPage, draftPage, newPage, sendPage, wordingOf } from './offer-pages.tsx'

export const offerRoutes = (): Route[] => [
  get('/negotiations/:id/points/:point/offers/new', sees('agreement'), async (visit, tx) => {
    const at = await mayWrite(visit, tx)
    const asked = at.point.offers.find(
      ({ id, sentOn }) => sentOn !== null && id === visit.query.get('answers'),
    )
    const rounds = await roundsOf(tx, visit.asker, at.negotiation.id)
    const values: FormValues = {
      ...(asked ? { answers: asked.id, ...wordingOf(asked.words) } : {}),
      round: rounds.at(-1)?.id,
      saidOn: rounds.at(-1)?.heldOn ?? today(visit),
    }
    return newPage(visit, at, rounds, { values }, asked !== undefined)
  }),
  post('/negotiations/:id/points/:point/offers/new', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const at = await mayWrite(visit, tx)
    const { negotiation, point, own, seats } = at
    const rounds = await roundsOf(tx, asker, negotiation.id)
    const form = await visit.form()
    const words = offerFormWords(lang, false)
    const read = own
      ? readForm(draftSchema(lang), form, words, lang)
      : readForm(recordSchema(lang), form, words, lang)
    if (!read.ok) return newPage(visit, at, rounds, read)
    const { value } = read
    const maker = own ?? seats.find(({ id }) => 'maker' in value && id === value.maker)
    const sentOn = 'saidOn' in value ? String(value.saidOn) : null
    if (!maker) throw notFound()
    try {
      if (sentOn) checkDay(visit, sentOn)
      await makeOffer(tx, asker, negotiation, point, maker, {
        words: textOf(lang, value, null),
        answersId: idOrNull(value.answers),
        roundId: rounds.find(({ id }) => id === value.round)?.id ?? null,
        sentOn: own ? null : sentOn,
      })
    } catch (problem) {
      return newPage(visit, at, rounds, ruled(visit, problem, typedIn(form), onField(lang)))
    }
    const told = negotiationWords(lang).offer
    return redirect(pointAddress(visit, at), own ? told.saved : told.recorded)
  }),

  get('/negotiations/:id/points/:point/offers/:offer', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await ownDraft(visit, tx)
    return draftPage(visit, at, offer, { values: wordingOf(offer.words) })
  }),
  post('/negotiations/:id/points/:point/offers/:offer', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const { at, offer } = await ownDraft(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== offer.version)
      return draftPage(visit, at, offer, { values: typedIn(form), conflict: true, status: 409 })
    const read = readForm(wordingSchema(lang), form, offerFormWords(lang, false), lang)
    if (!read.ok) return draftPage(visit, at, offer, read)
    try {
      await changeOffer(tx, asker, offer, offer.version, textOf(lang, read.value, offer.words))
    } catch (problem) {
      return draftPage(visit, at, offer, ruled(visit, problem, typedIn(form), onField(lang)))
    }
    return redirect(pointAddress(visit, at), negotiationWords(lang).offer.saved)
  }),
  post('/negotiations/:id/points/:point/offers/:offer/discard', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await ownDraft(visit, tx)
    await discardOffer(tx, visit.asker, offer)
    return redirect(pointAddress(visit, at), negotiationWords(visit.lang).point.discarded)
  }),
  get('/negotiations/:id/points/:point/offers/:offer/send', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await ownDraft(visit, tx)
    return sendPage(visit, tx, at, offer, { values: {} })
  }),
  post('/negotiations/:id/points/:point/offers/:offer/send', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await ownDraft(visit, tx)
    const version = versionOf(await visit.form())
    // What is sent is what she read: a draft changed meanwhile is shown again.
    if (version !== offer.version)
      return sendPage(visit, tx, at, offer, { values: {}, conflict: true, status: 409 })
    try {
      await sendOffer(tx, visit.asker, at.negotiation, offer, { on: today(visit), version })
    } catch (problem) {
      return sendPage(visit, tx, at, offer, ruled(visit, problem, {}))
    }
    return redirect(pointAddress(visit, at), negotiationWords(visit.lang).offer.sent)
  }),

  post('/negotiations/:id/points/:point/offers/:offer/withdraw', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await sentOffer(visit, tx)
    const mine = at.own?.organisationId === offer.organisationId
    if (!mine && !at.negotiation.mayWrite) return new Problem('kernel.notAllowed', {}, 403)
    const typed = field(await visit.form(), 'on')
    const on = isDay(typed) ? typed : today(visit)
    checkDay(visit, on)
    await withdrawOffer(tx, visit.asker, at.point, offer, on)
    return redirect(pointAddress(visit, at), negotiationWords(visit.lang).point.withdrew)
  }),
  get('/negotiations/:id/points/:point/offers/:offer/accept', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await sentOffer(visit, tx)
    accepting(at)
    return acceptPage(visit, tx, at, offer, { values: { on: today(visit) } })
  }),
  post('/negotiations/:id/points/:point/offers/:offer/accept', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const { at, offer } = await sentOffer(visit, tx)
    accepting(at)
    const form = await visit.form()
    const read = at.own
      ? readForm(acceptSchema, form, acceptWords(lang), lang)
      : readForm(acceptTeamSchema, form, acceptWords(lang), lang)
    if (!read.ok) return acceptPage(visit, tx, at, offer, read)
    const { value } = read
    const party = at.own ?? at.seats.find(({ id }) => 'party' in value && id === value.party)
    if (!party) throw notFound()
    if (at.negotiation.state === 'concluded' || at.negotiation.state === 'broken_off')
      return new Problem('negotiation.over', {}, 409)
    try {
      checkDay(visit, value.on)
      await acceptOffer(tx, asker, at.point, offer, party, value.on)
    } catch (problem) {
      return acceptPage(
        visit,
        tx,
        at,
        offer,
        ruled(visit, problem, typedIn(form), { 'negotiation.future': 'on' }),
      )
    }
    const now = await pointIn(tx, asker, at.negotiation, at.point.id)
    const words = negotiationWords(lang).point
    return redirect(pointAddress(visit, at), now.state === 'agreed' ? words.settled : words.accepted)
  }),
  post('/negotiations/:id/points/:point/offers/:offer/take-back', sees('agreement'), async (visit, tx) => {
    const { at, offer } = await sentOffer(visit, tx)
    accepting(at)
    const chosen = field(await visit.form(), 'party')
    const party = at.own ?? at.seats.find(({ id }) => id === chosen)
    if (!party) throw notFound()
    await takeBackAcceptance(tx, visit.asker, at.negotiation, offer, party)
    return redirect(pointAddress(visit, at), negotiationWords(visit.lang).point.tookBack)
  }),
]

const pointAddress = (visit: Visit, { negotiation, point }: AtPoint): string =>
  visit.to(negotiationPath(negotiation, `/points/${point.id}`))

/** Speaks for a delegation, or notes for the team. */
function accepting({ own, negotiation }: AtPoint): void {
  if (!own && !negotiation.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
}
async function mayWrite(visit: Visit, tx: ReadTx): Promise<AtPoint> {
  const at = await atPoint(visit, tx)
  accepting(at)
  return at
}

async function offerAt(visit: Visit, tx: ReadTx): Promise<{ at: AtPoint; offer: Offer }> {
  const at = await atPoint(visit, tx)
  const offer = at.point.offers.find(({ id }) => id === visit.params.offer)
  if (!offer) throw notFound()
  return { at, offer }
}

/** A draft of the asker's own delegation: to all others, who may not know of it, it is not there. */
async function ownDraft(visit: Visit, tx: ReadTx) {
  const found = await offerAt(visit, tx)
  if (found.at.own?.organisationId !== found.offer.organisationId) throw notFound()
  if (found.offer.sentOn !== null) throw new Problem('negotiation.sentAlready', {}, 409)
  return found
}

async function sentOffer(visit: Visit, tx: ReadTx) {
  const found = await offerAt(visit, tx)
  if (found.offer.sentOn === null) throw notFound()
  return found
}

// Words ---------------------------------------------------------------------------------------------------------------

/** An empty offer is said at the field of the page's language; a day at its own. */
const onField = (lang: Language) => ({
  'negotiation.offerWords': lang,
  'negotiation.future': 'saidOn',
})

/** Both languages as they were typed together; the source is the one it had, else the page's where that says something. */
function textOf(
  lang: Language,
  typed: { es?: string | undefined; en?: string | undefined },
  before: Text | null,
): Text {
  const wanted = before?.source ?? lang
  const source = typed[wanted] ? wanted : typed[otherLanguage(wanted)] ? otherLanguage(wanted) : wanted
  const other = otherLanguage(source)
  const translation = typed[other]
  return {
    source,
    [source]: { text: typed[source] ?? '' },
    ...(translation ? { [other]: { text: translation, state: 'current' as const } } : {}),
  }
}
