/** One point on one screen: what lies on the table, what the asker may do with it, and all that was said. */
import { said } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Icon } from '../../../web/components/icon.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import { stepsFrom } from '../../rules.ts'
import type { Offer } from '../offers.ts'
import type { Point } from '../points.ts'
import type { Round } from '../rounds.ts'
import { binds, pointMachine } from '../rules.ts'
import type { Delegation, Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  type Addressed,
  MarksLegend,
  newestOf,
  OfferCard,
  type OfferContext,
  PointMark,
  Said,
} from './marks.tsx'
import { Columns, hasMarks } from './table.tsx'

export interface PointPageProps extends Addressed {
  negotiation: Negotiation
  points: readonly Point[]
  point: Point
  seats: readonly Delegation[]
  rounds: readonly Round[]
  /** The delegation that the asker speaks for. */
  own: Delegation | null
  today: string
}

export function PointPage(props: PointPageProps) {
  const { lang, to, negotiation, point, seats, rounds } = props
  const words = negotiationWords(lang)
  const context: OfferContext = { lang, shown: 'both', offers: point.offers, rounds, seats }
  const sent = point.offers.filter(({ sentOn }) => sentOn !== null)
  const agreed = sent.find(({ id }) => id === point.agreedOfferId)
  return (
    <>
      <p>
        <PointMark lang={lang} state={point.state} />
      </p>
      {point.demandId && point.demand && (
        <p>
          <span class="subtle">{words.table.answersDemand}</span>{' '}
          <a href={to(`/demands/${point.demandId}`)}>
            <Said lang={lang} text={point.demand} />
          </a>
        </p>
      )}
      {negotiation.mayWrite && <PointSteps {...props} />}
      {agreed && (
        <div class="agreed-words">
          <h2>{words.table.agreedWords}</h2>
          <OfferCard context={context} offer={agreed} marked={false} actions={actionsOn(props, agreed)} />
        </div>
      )}
      {!agreed && (
        <Section title={words.point.words} id="words" actions={<Speak {...props} />}>
          {hasMarks(point.offers) && <MarksLegend lang={lang} />}
          <Columns
            lang={lang}
            point={point}
            seats={seats}
            context={context}
            actions={(offer) => actionsOn(props, offer)}
          />
        </Section>
      )}
      <Section title={words.point.history} subtitle={words.point.historySub} id="history">
        {sent.length === 0 ? (
          <p>{words.point.noHistory}</p>
        ) : (
          <ol class="timeline offers">
            {sent.map((offer) => (
              <li>
                <time datetime={offer.sentOn ?? undefined}>{date(offer.sentOn, lang)}</time>
                <OfferCard context={{ ...context, shown: lang }} offer={offer} dated={false} />
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Neighbours {...props} />
    </>
  )
}

/** Goes on: words may be written, sent, accepted. */
const goesOn = ({ state }: Negotiation): boolean => state !== 'concluded' && state !== 'broken_off'
const isLive = (point: Point): boolean => point.state === 'open' || point.state === 'deadlocked'

function PointSteps({ lang, to, negotiation, point }: PointPageProps) {
  const words = negotiationWords(lang).pointSteps
  const steps = stepsFrom(pointMachine, point.state)
  if (steps.length === 0 || !goesOn(negotiation)) return null
  return (
    <form
      class="actions"
      method="post"
      action={to(`/negotiations/${negotiation.id}/points/${point.id}/step`)}
    >
      {steps.map((step) => (
        <Button name="step" value={step}>
          {words[step]}
        </Button>
      ))}
    </form>
  )
}

/** Her organisation's next word, or what the team heard at the table. */
function Speak({ lang, to, negotiation, point, own }: PointPageProps): Html {
  const words = negotiationWords(lang).point
  if (!goesOn(negotiation) || !isLive(point)) return null
  const here = `/negotiations/${negotiation.id}/points/${point.id}/offers/new`
  if (own) {
    const drafted = point.offers.some(
      ({ sentOn, organisationId }) => sentOn === null && organisationId === own.organisationId,
    )
    return drafted ? null : (
      <ButtonLink href={to(here)} variant="primary">
        {words.write}
      </ButtonLink>
    )
  }
  return negotiation.mayWrite && negotiation.state !== 'preparing' ? (
    <ButtonLink href={to(here)}>{words.record}</ButtonLink>
  ) : null
}

/** What the asker may do with one offer. */
function actionsOn(props: PointPageProps, offer: Offer): Html {
  const { lang, to, negotiation, point, own, seats } = props
  const words = negotiationWords(lang).point
  if (!goesOn(negotiation)) return null
  const here = `/negotiations/${negotiation.id}/points/${point.id}/offers/${offer.id}`
  const mine = own !== null && own.organisationId === offer.organisationId
  if (offer.sentOn === null)
    return mine ? (
      <div class="actions">
        {negotiation.state !== 'preparing' && isLive(point) && (
          <ButtonLink href={to(`${here}/send`)} variant="primary">
            {words.send}
          </ButtonLink>
        )}
        {isLive(point) && <ButtonLink href={to(here)}>{words.edit}</ButtonLink>}
        <form method="post" action={to(`${here}/discard`)}>
          <Button variant="tertiary">{words.discard}</Button>
        </form>
      </div>
    ) : null
  if (offer.withdrawnOn !== null) return null
  const parties = own ? [own] : negotiation.mayWrite ? seats : []
  const others = parties.filter(
    ({ organisationId, constituency }) => organisationId !== offer.organisationId && binds(constituency),
  )
  const waiting = others.filter(({ organisationId }) => !offer.acceptedBy.includes(organisationId))
  const accepted = others.filter(({ organisationId }) => offer.acceptedBy.includes(organisationId))
  const withdraws = point.agreedOfferId !== offer.id && (mine || negotiation.mayWrite)
  const drafted = point.offers.some(
    (one) => one.sentOn === null && one.organisationId === own?.organisationId,
  )
  const answers = own !== null && !mine && isLive(point) && !drafted
  return (
    <div class="actions offer-actions">
      {waiting.length > 0 && point.state === 'open' && negotiation.state !== 'preparing' && (
        <ButtonLink href={to(`${here}/accept`)}>{own ? words.accept : words.acceptOther}</ButtonLink>
      )}
      {answers && (
        <ButtonLink
          href={to(`/negotiations/${negotiation.id}/points/${point.id}/offers/new`, { answers: offer.id })}
        >
          {words.answer}
        </ButtonLink>
      )}
      {accepted.map((party) => (
        <form method="post" action={to(`${here}/take-back`)}>
          <input type="hidden" name="party" value={party.id} />
          <Button variant="tertiary">
            {own ? words.takeBack : words.takeBackOf(said(party.organisation.name, lang))}
          </Button>
        </form>
      ))}
      {withdraws && <Withdraw {...props} offer={offer} action={to(`${here}/withdraw`)} />}
    </div>
  )
}

function Withdraw({ lang, offer, action, today }: PointPageProps & { offer: Offer; action: string }) {
  const words = negotiationWords(lang).point
  return (
    <details class="offer-more">
      <summary>{words.withdraw}</summary>
      <p>{words.withdrawHelp}</p>
      <form class="form" method="post" action={action}>
        <div class="ds-field is-medium">
          <label class="ds-label" for={`w-${offer.id}`}>
            {words.day}
          </label>
          <input class="ds-input" type="date" id={`w-${offer.id}`} name="on" value={today} />
        </div>
        <div class="actions">
          <Button danger>{words.withdrawDo}</Button>
        </div>
      </form>
    </details>
  )
}

function Neighbours({ lang, to, negotiation, points, point }: PointPageProps) {
  const words = negotiationWords(lang).point
  const at = points.findIndex(({ id }) => id === point.id)
  const [before, after] = [points[at - 1], points[at + 1]]
  const href = ({ id }: Point): string => to(`/negotiations/${negotiation.id}/points/${id}`)
  if (!before && !after) return null
  return (
    <nav class="pages-nav" aria-label={negotiationWords(lang).page.points}>
      {before ? (
        <a rel="prev" href={href(before)}>
          <Icon name="left" /> {words.before}: {said(before.title, lang)}
        </a>
      ) : (
        <span />
      )}
      {after ? (
        <a rel="next" href={href(after)}>
          {words.after}: {said(after.title, lang)} <Icon name="right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

/** The offers that another may answer: each party's newest that stands. */
export const answerable = (point: Point, seats: readonly Delegation[]): Offer[] =>
  seats.flatMap(({ organisationId }) => {
    const newest = newestOf(organisationId, point.offers)
    return newest && newest.withdrawnOn === null ? [newest] : []
  })
