/** One negotiation: where it stands, its points, who sits there and what each still lacks, its rounds, its agreement. */
import { said, textIn } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { capital, date, list, number } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import { Note } from '../../pages/note.tsx'
import { RemovedList } from '../../pages/removal.tsx'
import { stepsFrom } from '../../rules.ts'
import { wordsOf } from '../../words.ts'
import type { AwayPoint, Point } from '../points.ts'
import type { Round } from '../rounds.ts'
import { binds, negotiationMachine, signingOf } from '../rules.ts'
import type { Delegation, Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import { type Addressed, PointMark, Said, statesLine } from './marks.tsx'

export interface NegotiationPageProps extends Addressed {
  negotiation: Negotiation
  points: readonly Point[]
  seats: readonly Delegation[]
  rounds: readonly Round[]
  /** Agreements drafted from it, that the asker may see. */
  agreements: readonly { id: string; title: Negotiation['title'] }[]
  /** Whether she completes this delegation: her own, or any from paper. */
  completes(seat: Delegation): boolean
  /** Points that were put away and on which her own organisation has a draft. */
  away: readonly AwayPoint[]
  /** What was typed over a reason that somebody else wrote meanwhile. */
  typedReason?: string
  /** Rounds that were put away, for who may bring them back. */
  roundsAway: readonly Round[]
}

export function NegotiationPage(props: NegotiationPageProps) {
  const { lang, negotiation } = props
  return (
    <>
      <div>
        <p>{statesLine(negotiation, lang, false)}</p>
        {negotiation.stateReason && (
          <Note
            lang={lang}
            note={negotiation.stateReason}
            action={negotiation.mayWrite ? props.to(`/negotiations/${negotiation.id}/reason`) : null}
            typed={props.typedReason ?? null}
          />
        )}
      </div>
      {negotiation.purpose && <Said lang={lang} text={negotiation.purpose} as="p" />}
      {negotiation.mayWrite && <Steps {...props} />}
      {props.away.length > 0 && (
        <Notice title={negotiationWords(lang).point.awayTitle}>
          {negotiationWords(lang).point.away(
            list(
              props.away.map(({ name }) => `«${said(name, lang)}»`),
              lang,
            ),
          )}
        </Notice>
      )}
      <Points {...props} />
      <Seats {...props} />
      <Rounds {...props} />
      <AgreementSection {...props} />
    </>
  )
}

/** Of the way on first; what ends it last. */
function Steps({ lang, to, negotiation, points }: NegotiationPageProps) {
  const words = negotiationWords(lang)
  const settled =
    points.some(({ state }) => state === 'agreed') &&
    points.every(({ state }) => state === 'agreed' || state === 'set_aside')
  const steps = stepsFrom(negotiationMachine, negotiation.state)
  return (
    <nav class="actions" aria-label={words.page.next}>
      {steps.map((step) => (
        <ButtonLink
          href={to(`/negotiations/${negotiation.id}/steps/${step}`)}
          variant={
            step === 'open' || step === 'resume' || (step === 'conclude' && settled) ? 'primary' : 'secondary'
          }
        >
          {words.steps[step].do}
        </ButtonLink>
      ))}
    </nav>
  )
}

function Points({ lang, to, negotiation, points }: NegotiationPageProps) {
  const words = negotiationWords(lang)
  const { page } = words
  const here = `/negotiations/${negotiation.id}`
  const lastWord = ({ offers }: Point): Html => {
    const last = offers.findLast(({ sentOn, withdrawnOn }) => sentOn !== null && withdrawnOn === null)
    if (!last) return <span class="subtle">{page.noWord}</span>
    return `${words.kinds[last.kind]}: ${said(last.organisation.name, lang)}, ${date(last.sentOn, lang)}`
  }
  return (
    <Section
      title={page.points}
      subtitle={page.pointsSub(negotiation.agreed, negotiation.points)}
      id="points"
      actions={
        <>
          {points.length > 0 && <ButtonLink href={to(`${here}/table`)}>{page.toTable}</ButtonLink>}
          {negotiation.mayWrite && <ButtonLink href={to(`${here}/points`)}>{page.manage}</ButtonLink>}
        </>
      }
    >
      <DataTable
        lang={lang}
        caption={page.points}
        captionHidden
        rows={points}
        label={{
          head: page.point,
          cell: (one) => (
            <a href={to(`${here}/points/${one.id}`)}>
              <Said lang={lang} text={one.title} />
            </a>
          ),
        }}
        columns={[
          { head: page.state, cell: ({ state }) => <PointMark lang={lang} state={state} />, narrow: 'main' },
          { head: page.lastWord, cell: lastWord },
        ]}
        empty={<p>{page.noPoints}</p>}
      />
    </Section>
  )
}

const people = ({ women, men }: Delegation, lang: Addressed['lang']): Html => {
  const { seat } = negotiationWords(lang)
  return women === null && men === null ? null : seat.counts(number(women), number(men))
}

function authority(seat: Delegation, lang: Addressed['lang']): Html {
  const words = negotiationWords(lang)
  if (!seat.authority) return <span class="subtle">{words.seat.none}</span>
  return (
    <>
      {words.authorities[seat.authority]}, {date(seat.authorityOn, lang)}
      {seat.authorityNote && <span class="kind">{seat.authorityNote}</span>}
    </>
  )
}

function reportBack(seat: Delegation, lang: Addressed['lang']): Html {
  const words = negotiationWords(lang)
  if (seat.reportBack)
    return (
      <>
        {words.reportBacks[seat.reportBack]}, {date(seat.reportBackOn, lang)}
        {(seat.reportBackWomen !== null || seat.reportBackMen !== null) && (
          <span class="kind">
            {words.seat.counts(number(seat.reportBackWomen), number(seat.reportBackMen))}
          </span>
        )}
      </>
    )
  if (seat.noReportBackReason) return `${words.seat.notAsked} ${seat.noReportBackReason}`
  return (
    <span class="subtle">{seat.constituency === 'workers' ? words.seat.notYet : words.seat.notNeeded}</span>
  )
}

/** Where a delegation stands towards a signature; what it lacks, as a list; said, too, where it lacks nothing. */
export function SigningLine({
  lang,
  seat,
  state,
}: {
  lang: Addressed['lang']
  seat: Delegation
  state: Negotiation['state']
}) {
  const words = negotiationWords(lang)
  if (!binds(seat.constituency)) return <span class="subtle">{words.accompanies}</span>
  const signing = signingOf(state, seat, seat.parties)
  if (signing.is === 'over') return <span class="subtle">{words.signing[signing.state]}</span>
  if (signing.is === 'signed' || signing.lacks.length === 0)
    return (
      <span class="pace is-point-agreed is-wrapped">
        {signing.is === 'signed' ? words.signing.signed(date(signing.on, lang)) : words.lacksNothing}
      </span>
    )
  return (
    <ul class="plain-list">
      {signing.lacks.map((one) => (
        <li class="is-attention">{words.lacks[one]}</li>
      ))}
    </ul>
  )
}

function Seats(props: NegotiationPageProps) {
  const { lang, to, negotiation, seats, completes } = props
  const words = negotiationWords(lang)
  const { page, seat } = words
  const here = `/negotiations/${negotiation.id}/delegations`
  const actions = (one: Delegation): Html =>
    completes(one) ? (
      <div class="actions">
        <ButtonLink href={to(`${here}/${one.id}`)} variant={one.own ? 'primary' : 'tertiary'}>
          {one.own ? seat.editOwn : seat.edit}
          {!one.own && <span class="vh"> ({said(one.organisation.name, lang)})</span>}
        </ButtonLink>
      </div>
    ) : null
  return (
    <Section
      title={page.seats}
      subtitle={page.seatsSub}
      id="delegations"
      actions={
        negotiation.mayWrite ? <ButtonLink href={to(`${here}/new`)}>{page.addSeat}</ButtonLink> : undefined
      }
    >
      <DataTable
        lang={lang}
        caption={page.seats}
        captionHidden
        rows={seats}
        label={{
          head: seat.organisation,
          cell: (one) => (
            <>
              {said(one.organisation.name, lang)}
              <span class="kind">{wordsOf(lang).constituencies[one.constituency]}</span>
              <span class="kind">{people(one, lang)}</span>
            </>
          ),
        }}
        columns={[
          { head: seat.authority, cell: (one) => authority(one, lang) },
          { head: seat.reportBack, cell: (one) => reportBack(one, lang) },
          {
            head: seat.lacks,
            cell: (one) => <SigningLine lang={lang} seat={one} state={negotiation.state} />,
          },
          ...(seats.some(completes)
            ? [{ head: <span class="vh">{seat.edit}</span>, narrowHead: '', cell: actions }]
            : []),
        ]}
        empty={<p>{page.noSeats}</p>}
      />
    </Section>
  )
}

/** Taking a seat away, on the page of a delegation: rarely done, so not in the table. */
export const RemoveSeat = ({ lang, action }: { lang: Addressed['lang']; action: string }) => (
  <form method="post" action={action}>
    <Button variant="tertiary" danger>
      {negotiationWords(lang).seat.remove}
    </Button>
  </form>
)

function Rounds({ lang, to, negotiation, rounds, roundsAway }: NegotiationPageProps) {
  const { page } = negotiationWords(lang)
  const here = `/negotiations/${negotiation.id}/rounds`
  return (
    <Section
      title={page.rounds}
      id="rounds"
      actions={
        negotiation.mayWrite ? <ButtonLink href={to(`${here}/new`)}>{page.addRound}</ButtonLink> : undefined
      }
    >
      {rounds.length === 0 ? (
        <p>{page.noRounds}</p>
      ) : (
        <ol class="timeline">
          {rounds.map((round) => (
            <li>
              <time datetime={round.heldOn}>{date(round.heldOn, lang)}</time>
              <div>
                <b>{page.round(round.number)}</b>
                {round.meetingId && round.meeting && (
                  <>
                    {' · '}
                    <a href={to(`/meetings/${round.meetingId}`)}>{said(round.meeting, lang)}</a>
                  </>
                )}
                {round.note && <Said lang={lang} text={round.note} as="p" />}
                {negotiation.mayWrite && (
                  <p>
                    <a href={to(`${here}/${round.id}`)}>
                      {page.editRound}
                      <span class="vh"> {round.number}</span>
                    </a>
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      <RemovedList
        lang={lang}
        title={page.roundsAway}
        removed={roundsAway.map(({ id, number, heldOn }) => ({
          id,
          name: textIn(lang, `${page.round(number)}, ${date(heldOn, lang)}`),
        }))}
        restore={(id) => to(`${here}/${id}/restore`)}
      />
    </Section>
  )
}

function AgreementSection({ lang, to, negotiation, points, agreements }: NegotiationPageProps) {
  const { page } = negotiationWords(lang)
  const ready = points.some(({ state }) => state === 'agreed')
  if (agreements.length === 0 && !ready) return null
  return (
    <Section
      title={page.agreement}
      subtitle={negotiation.mayWrite && agreements.length === 0 ? page.draftSub : undefined}
      id="agreement"
      actions={
        negotiation.mayWrite && ready && agreements.length === 0 ? (
          <ButtonLink
            href={to(`/negotiations/${negotiation.id}/agreement`)}
            variant={negotiation.state === 'concluded' ? 'primary' : 'secondary'}
          >
            {page.draft}
          </ButtonLink>
        ) : undefined
      }
    >
      {agreements.length > 0 ? (
        <ul class="plain-list">
          {agreements.map(({ id, title }) => (
            <li>
              <a href={to(`/agreements/${id}`)}>
                <Said lang={lang} text={title} />
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{page.noAgreement}</p>
      )}
    </Section>
  )
}

export function NegotiationFacts({ lang, to, negotiation }: Addressed & { negotiation: Negotiation }) {
  const { page } = negotiationWords(lang)
  const { platform, place, workerGroup } = negotiation
  return (
    <Definitions
      items={[
        {
          term: page.started,
          value: negotiation.startedOn ? date(negotiation.startedOn, lang) : page.notStarted,
        },
        ...(platform
          ? [
              {
                term: page.platform,
                value: <a href={to(`/platforms/${platform.id}`)}>{said(platform.name, lang)}</a>,
              },
            ]
          : []),
        ...(place ? [{ term: page.place, value: said(place.name, lang) }] : []),
        ...(workerGroup ? [{ term: page.group, value: capital(said(workerGroup.name, lang)) }] : []),
      ]}
    />
  )
}
