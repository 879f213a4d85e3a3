/** Demands by stage: four columns on the way, three of what is over; on a phone one list after the other. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { EmptyState, Notice } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import type { Html } from '../../../web/html.ts'
import { stepsFrom } from '../../rules.ts'
import { demandMachine, isByHand, type Stage, stepsByHand, teamHows } from '../rules.ts'
import type { Demand } from '../store/demands.ts'
import { demandWords } from '../words.ts'

export interface BoardProps {
  lang: Language
  to(path: string): string
  /** The board's own address within the workspace, to come back to it. */
  here: string
  today: string
  demands: readonly Demand[]
  ranks: ReadonlyMap<string, number>
  /** The addressee's side: it sees what was presented, and no priorities. */
  outside: boolean
  /** Notes for others and says how it is known; an organisation's own people enter what is theirs. */
  asTeam: boolean
  filtered: boolean
  add: Html
}

const onTheWay: readonly Stage[] = ['raised', 'endorsed', 'presented', 'answered']
const over: readonly Stage[] = ['agreed', 'refused', 'withdrawn']
/** Cards of one column; more are behind a filter. */
const mostCards = 60

export function Board(props: BoardProps) {
  const { lang, demands, outside } = props
  const words = demandWords(lang)
  if (demands.length === 0)
    return props.filtered ? (
      <p>{words.board.nothing}</p>
    ) : (
      <EmptyState title={words.board.empty} action={props.add}>
        <p>{outside ? words.board.emptyOfficial : words.board.emptyText}</p>
      </EmptyState>
    )
  const shown = onTheWay.filter((stage) => !outside || stage === 'presented' || stage === 'answered')
  return (
    <>
      <div class="board" data-columns={shown.length}>
        {shown.map((stage) => (
          <Column {...props} stage={stage} />
        ))}
      </div>
      {demands.some(({ stage }) => over.includes(stage)) && (
        <section class="board-over" aria-labelledby="over">
          <h2 id="over">{words.board.closed}</h2>
          <div class="board" data-columns={over.length}>
            {over.map((stage) => (
              <Column {...props} stage={stage} level={3} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}

function Column(props: BoardProps & { stage: Stage; level?: 2 | 3 }) {
  const { lang, demands, ranks, stage, level = 2 } = props
  const words = demandWords(lang)
  const own = demands
    .filter((demand) => demand.stage === stage)
    .toSorted((a, b) => (ranks.get(a.id) ?? 999) - (ranks.get(b.id) ?? 999))
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="board-column" aria-labelledby={`stage-${stage}`}>
      <Heading id={`stage-${stage}`}>
        {words.columns[stage]} <span class="board-count">{own.length}</span>
      </Heading>
      {own.length === 0 ? (
        <p class="subtle">{words.board.none}</p>
      ) : (
        <ul>
          {own.slice(0, mostCards).map((demand) => (
            <Card {...props} demand={demand} />
          ))}
        </ul>
      )}
      {own.length > mostCards && <p class="subtle">{words.board.more(own.length - mostCards)}</p>}
    </section>
  )
}

/** Names of those who own it, or the meeting together. */
export const whoRaises = (demand: Demand, lang: Language): string =>
  demand.owners
    .filter(({ owns }) => owns)
    .map(({ name }) => said(name, lang))
    .join(', ') || demandWords(lang).together

function Card(props: BoardProps & { demand: Demand }) {
  const { lang, to, demand, ranks, outside } = props
  const words = demandWords(lang)
  const shown = wordsFor(demand.words, lang)
  const rank = ranks.get(demand.id)
  const marks = [
    demand.womensCaucus && words.caucus,
    demand.joint && words.joint,
    !outside && rank !== undefined && words.board.rank(rank),
    !outside && demand.endorsed > 0 && words.board.endorsements(demand.endorsed),
  ].filter(Boolean)
  return (
    <li class="board-card" id={`d-${demand.id}`}>
      <a href={to(`/demands/${demand.id}`)} lang={shown.language === lang ? undefined : shown.language}>
        {shown.text}
      </a>
      <p class="subtle">
        {whoRaises(demand, lang)}
        {demand.addressee && <> · {words.board.to(said(demand.addressee.name, lang))}</>}
      </p>
      <p class="board-marks">
        {marks.map((mark) => (
          <span>{mark}</span>
        ))}
        <span class="subtle">{words.board.since(date(demand.lastOn, lang))}</span>
      </p>
      {demand.mayWrite && handSteps(demand.stage).length > 0 && (
        <details class="board-move">
          <summary aria-label={words.board.moveThis(shown.text)}>{words.board.move}</summary>
          <MoveForm {...props} prefix={demand.id} />
        </details>
      )}
    </li>
  )
}

/** Steps of the table that a person takes, in the order in which they are usual. */
export const handSteps = (stage: Stage): string[] =>
  stepsByHand.filter((step) => (stepsFrom(demandMachine, stage) as string[]).includes(step) && isByHand(step))

/** A step that was refused: why, and what was typed. */
export interface RefusedStep {
  error: string
  step: string
  takenOn: string
  words: string
}

/** The next step: which, when, in what words. A day in the past is fine; what must be there the database says. */
export function MoveForm({
  lang,
  to,
  here,
  today,
  asTeam,
  demand,
  prefix,
  refused,
}: Pick<BoardProps, 'lang' | 'to' | 'here' | 'today' | 'asTeam'> & {
  demand: Demand
  prefix: string
  refused?: RefusedStep | null
}) {
  const words = demandWords(lang)
  const { move } = words
  return (
    <form class="form" method="post" action={to(`/demands/${demand.id}/step`)}>
      {refused && <Notice kind="error" title={refused.error} />}
      <input type="hidden" name="from" value={demand.stage} />
      <input type="hidden" name="back" value={here} />
      <div class="ds-field">
        <label class="ds-label" for={`${prefix}-step`}>
          {move.step}
        </label>
        <select class="ds-input" id={`${prefix}-step`} name="step">
          {handSteps(demand.stage).map((step) => (
            <option value={step} selected={refused?.step === step}>
              {words.steps[step as keyof typeof words.steps]}
            </option>
          ))}
        </select>
      </div>
      <div class="ds-field">
        <label class="ds-label" for={`${prefix}-day`}>
          {move.day}
        </label>
        <input
          class="ds-input"
          type="date"
          id={`${prefix}-day`}
          name="takenOn"
          value={refused?.takenOn ?? today}
          max={today}
          required
        />
      </div>
      <div class="ds-field">
        <label class="ds-label" for={`${prefix}-words`}>
          {move.words}
        </label>
        <textarea class="ds-input" id={`${prefix}-words`} name="words" rows={2} maxlength={10_000}>
          {refused?.words}
        </textarea>
      </div>
      {asTeam && <HowField lang={lang} id={`${prefix}-how`} label={move.how} />}
      <div class="actions">
        <Button>{move.save}</Button>
      </div>
    </form>
  )
}

/** How the team knows it: from paper, said, by message. */
export const HowField = ({ lang, id, label }: { lang: Language; id: string; label: string }) => (
  <div class="ds-field">
    <label class="ds-label" for={id}>
      {label}
    </label>
    <select class="ds-input" id={id} name="how">
      {teamHows.map((how) => (
        <option value={how}>{demandWords(lang).hows[how]}</option>
      ))}
    </select>
  </div>
)
