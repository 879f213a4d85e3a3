/** How states and offers look wherever they stand: words first, signs and colours repeat them. */
import { type Language, otherLanguage, said, stateOf, type Text, wordsFor } from '../../../kernel/text.ts'
import { date } from '../../../web/format.ts'
import { classes, type Html } from '../../../web/html.ts'
import { changed } from '../changed.ts'
import type { Offer } from '../offers.ts'
import type { Round } from '../rounds.ts'
import type { NegotiationState, PointState } from '../rules.ts'
import type { Delegation, Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'

export interface Addressed {
  lang: Language
  to(path: string, query?: Record<string, string | number | null | undefined>): string
}

export const StateMark = ({ lang, state }: { lang: Language; state: NegotiationState }) => (
  <span class={classes('pace', `is-${state}`)}>{negotiationWords(lang).states[state]}</span>
)
export const PointMark = ({ lang, state }: { lang: Language; state: PointState }) => (
  <span class={classes('pace', `is-point-${state}`)}>{negotiationWords(lang).pointStates[state]}</span>
)

/** Text in the language in which it is, said to readers where that is not the page's. */
export function Said({ lang, text, as = 'span' }: { lang: Language; text: Text; as?: 'span' | 'p' }) {
  const { text: words, language } = wordsFor(text, lang)
  const tongue = language === lang ? undefined : language
  return as === 'p' ? (
    <p class="as-typed" lang={tongue}>
      {words}
    </p>
  ) : (
    <span lang={tongue}>{words}</span>
  )
}

/** The words of an offer in one language, marked against those that it answers. */
function Marked({ lang, words, before }: { lang: Language; words: string; before: string | undefined }) {
  const table = negotiationWords(lang).table
  const pieces = before === undefined ? null : changed(before, words)
  if (!pieces)
    return (
      <>
        {before !== undefined && <span class="offer-new">{table.rewritten}</span>}
        {words}
      </>
    )
  return (
    <>
      {pieces.map(({ text, as }) =>
        as === 'same' ? (
          text
        ) : as === 'added' ? (
          <ins>
            <span class="vh">{table.addedStart}</span>
            {text}
            <span class="vh">{table.end}</span>
          </ins>
        ) : (
          <del>
            <span class="vh">{table.removedStart}</span>
            {text}
            <span class="vh">{table.end}</span>
          </del>
        ),
      )}
    </>
  )
}

/** Which languages the texts of a table are shown in. */
export type Shown = Language | 'both'

/** The words of an offer, in one language or in both beside each other; `before`: the words that it answers. */
export function OfferWords(props: { lang: Language; shown: Shown; words: Text; before?: Text | null }) {
  const { lang, shown, words, before } = props
  const { table, languages } = negotiationWords(lang)
  const both = shown === 'both'
  const sides = both ? [lang, otherLanguage(lang)] : [wordsFor(words, shown).language]
  return (
    <div class={classes('offer-words', both && 'is-both')}>
      {sides.map((side) => {
        const own = words[side]?.text
        const state = stateOf(words, side)
        return (
          <div>
            {(both || side !== shown) && <span class="kind">{languages[side]}</span>}
            {own === undefined ? (
              <p class="subtle">{table.noTranslation}</p>
            ) : (
              <p class="as-typed" lang={side}>
                <Marked lang={lang} words={own} before={before?.[side]?.text} />
              </p>
            )}
            {state === 'outdated' && <span class="kind">{table.outdatedTranslation}</span>}
          </div>
        )
      })}
    </div>
  )
}

export interface OfferContext {
  lang: Language
  shown: Shown
  /** All offers of the point that the asker may read. */
  offers: readonly Offer[]
  rounds: readonly Round[]
  seats: readonly Delegation[]
}

export const answered = (offer: Offer, offers: readonly Offer[]): Offer | undefined =>
  offers.find(({ id }) => id === offer.answersId)

/** `Contraoferta · 2 mar 2026 · Ronda 2 · contesta a la demanda de …` */
export function offerNote(offer: Offer, { lang, offers, rounds }: OfferContext, dated = true): string {
  const words = negotiationWords(lang)
  const answer = answered(offer, offers)
  const round = rounds.find(({ id }) => id === offer.roundId)
  return [
    words.kinds[offer.kind],
    dated && offer.sentOn && date(offer.sentOn, lang),
    round && words.page.round(round.number),
    answer &&
      words.table.answers(
        words.kinds[answer.kind].toLocaleLowerCase(lang),
        said(answer.organisation.name, lang),
      ),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** One offer: who and when, its words, who accepts it; `actions` below. */
export function OfferCard(props: {
  context: OfferContext
  offer: Offer
  name?: boolean
  marked?: boolean
  /** False where its day stands beside it. */
  dated?: boolean
  actions?: Html
}) {
  const { context, offer, name = true, marked = true } = props
  const { lang, offers, seats, shown } = context
  const words = negotiationWords(lang).table
  const isDraft = offer.sentOn === null
  const own = seats.some((seat) => seat.own && seat.organisationId === offer.organisationId)
  const accepted = seats.filter(({ organisationId }) => offer.acceptedBy.includes(organisationId))
  return (
    <div class={classes('offer', isDraft && 'is-draft', offer.withdrawnOn && 'is-withdrawn')}>
      {isDraft && <p class="offer-mark">{own ? words.draft : words.draftShown}</p>}
      {name && <p class="offer-name">{said(offer.organisation.name, lang)}</p>}
      <p class="kind">{offerNote(offer, context, props.dated)}</p>
      {offer.withdrawnOn && <p class="offer-mark">{words.withdrawn(date(offer.withdrawnOn, lang))}</p>}
      <OfferWords
        lang={lang}
        shown={shown}
        words={offer.words}
        before={marked ? (answered(offer, offers)?.words ?? null) : null}
      />
      {accepted.length > 0 && (
        <p class="offer-accepted">
          {words.acceptedBy(accepted.map(({ organisation }) => said(organisation.name, lang)).join(', '))}
        </p>
      )}
      {props.actions}
    </div>
  )
}

/** The newest offer of a party that still stands; else its newest. Drafts aside. */
export function newestOf(organisationId: string, offers: readonly Offer[]): Offer | undefined {
  const own = offers.filter((one) => one.organisationId === organisationId && one.sentOn !== null)
  return own.findLast(({ withdrawnOn }) => withdrawnOn === null) ?? own.at(-1)
}

/** How the marks are read, where there are some. */
export const MarksLegend = ({ lang }: { lang: Language }) => {
  const words = negotiationWords(lang).table
  return (
    <p class="offer-legend">
      {words.marks} <ins>{words.added}</ins> · <del>{words.removed}</del> {words.against}
    </p>
  )
}

/** Its state and since when; with the reason, where that does not stand below. */
export const statesLine = (negotiation: Negotiation, lang: Language, reason = true): Html => (
  <>
    <StateMark lang={lang} state={negotiation.state} />
    {negotiation.stateOn && (
      <span class="subtle"> {negotiationWords(lang).page.since(date(negotiation.stateOn, lang))}</span>
    )}
    {reason && negotiation.stateReason && (
      <>
        {' · '}
        <Said lang={lang} text={negotiation.stateReason} />
      </>
    )}
  </>
)
