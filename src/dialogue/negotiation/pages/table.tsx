/** The negotiating table: each point with the newest word of each party beside the others'; for a wall, a phone, and paper. */
import { said } from '../../../kernel/text.ts'
import { Disclosure } from '../../../web/components/menu.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import { classes } from '../../../web/html.ts'
import type { Offer } from '../offers.ts'
import type { Point } from '../points.ts'
import type { Round } from '../rounds.ts'
import { binds } from '../rules.ts'
import type { Delegation, Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  type Addressed,
  answered,
  MarksLegend,
  newestOf,
  OfferCard,
  type OfferContext,
  PointMark,
  Said,
  type Shown,
  statesLine,
} from './marks.tsx'
import { SigningLine } from './page.tsx'

export interface TableProps extends Addressed {
  negotiation: Negotiation
  points: readonly Point[]
  seats: readonly Delegation[]
  rounds: readonly Round[]
  shown: Shown
}

export function TablePage(props: TableProps) {
  const { lang, negotiation, points, seats } = props
  const words = negotiationWords(lang).table
  return (
    <div class="table-of-points">
      <p>{statesLine(negotiation, lang)}</p>
      <ul class="table-seats" data-parties={seats.length}>
        {seats
          .filter(({ constituency }) => binds(constituency))
          .map((seat) => (
            <SeatLine lang={lang} seat={seat} state={negotiation.state} />
          ))}
      </ul>
      {points.some(({ offers }) => offers.some(({ answersId }) => answersId !== null)) && (
        <MarksLegend lang={lang} />
      )}
      {points.length === 0 && <Notice kind="plain" title={words.noPoints} />}
      {points.map((point, at) => (
        <PointSection {...props} point={point} number={at + 1} />
      ))}
    </div>
  )
}

/** Dates of mandate and report-back; of the limits of a mandate nothing. */
function SeatLine({
  lang,
  seat,
  state,
}: Pick<Addressed, 'lang'> & { seat: Delegation; state: Negotiation['state'] }) {
  const words = negotiationWords(lang)
  const dates = [
    seat.authority &&
      `${words.table.authority}: ${words.authorities[seat.authority].toLocaleLowerCase(lang)}, ${date(seat.authorityOn, lang)}`,
    seat.reportBack &&
      `${words.table.reportBack}: ${words.reportBacks[seat.reportBack].toLocaleLowerCase(lang)}, ${date(seat.reportBackOn, lang)}`,
  ].filter(Boolean)
  return (
    <li>
      <b>{said(seat.organisation.name, lang)}</b>
      {dates.length > 0 && <span class="kind">{dates.join(' · ')}</span>}
      <SigningLine lang={lang} seat={seat} state={state} />
    </li>
  )
}

/** Whose columns a point has: all who bind, and whoever else spoke. */
const columnsOf = (seats: readonly Delegation[], offers: readonly Offer[]): Delegation[] =>
  seats.filter(
    ({ constituency, organisationId }) =>
      binds(constituency) || offers.some((offer) => offer.organisationId === organisationId),
  )

function PointSection(props: TableProps & { point: Point; number: number }) {
  const { lang, to, negotiation, point, number } = props
  const words = negotiationWords(lang)
  const agreed = point.offers.find(({ id }) => id === point.agreedOfferId)
  const context = contextOf(props, point)
  return (
    <section class="point" id={`p-${point.id}`}>
      <div class="point-head">
        <h2>
          {number}. <Said lang={lang} text={point.title} />
        </h2>
        <PointMark lang={lang} state={point.state} />
        <a href={to(`/negotiations/${negotiation.id}/points/${point.id}`)}>
          {words.table.openPoint}
          <span class="vh"> {number}</span>
        </a>
      </div>
      {point.demandId && point.demand && (
        <p class="kind">
          {words.table.answersDemand}{' '}
          <a href={to(`/demands/${point.demandId}`)}>
            <Said lang={lang} text={point.demand} />
          </a>
        </p>
      )}
      {agreed ? (
        <>
          <div class="agreed-words">
            <h3>{words.table.agreedWords}</h3>
            <OfferCard context={context} offer={agreed} marked={false} />
          </div>
          <Disclosure summary={words.table.wayThere}>
            <Columns {...props} context={context} />
          </Disclosure>
        </>
      ) : point.state === 'set_aside' && point.offers.length > 0 ? (
        <Disclosure summary={words.table.wayThere}>
          <Columns {...props} context={context} />
        </Disclosure>
      ) : (
        point.state !== 'set_aside' && <Columns {...props} context={context} />
      )}
    </section>
  )
}

const contextOf = ({ lang, shown, rounds, seats }: TableProps, { offers }: Point): OfferContext => ({
  lang,
  shown,
  offers,
  rounds,
  seats,
})

/** The newest word of each party; her own draft under hers. */
export function Columns({
  lang,
  point,
  seats,
  context,
  actions,
}: Pick<TableProps, 'lang' | 'seats'> & {
  point: Point
  context: OfferContext
  actions?: (offer: Offer) => Parameters<typeof OfferCard>[0]['actions']
}) {
  const words = negotiationWords(lang).table
  const parties = columnsOf(seats, point.offers)
  return (
    <div
      class={classes('parties', context.shown === 'both' && 'is-both')}
      data-parties={Math.min(parties.length, 4)}
    >
      {parties.map((seat) => {
        const newest = newestOf(seat.organisationId, point.offers)
        const drafts = point.offers.filter(
          ({ sentOn, organisationId }) => sentOn === null && organisationId === seat.organisationId,
        )
        return (
          <div class="party">
            <h3>{said(seat.organisation.name, lang)}</h3>
            {newest ? (
              <OfferCard context={context} offer={newest} name={false} actions={actions?.(newest)} />
            ) : (
              <p class="subtle">{words.silent}</p>
            )}
            {drafts.map((draft) => (
              <OfferCard context={context} offer={draft} name={false} actions={actions?.(draft)} />
            ))}
          </div>
        )
      })}
    </div>
  )
}

export const hasMarks = (offers: readonly Offer[]): boolean =>
  offers.some((offer) => answered(offer, offers) !== undefined)
