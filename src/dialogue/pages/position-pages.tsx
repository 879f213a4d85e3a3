/** What each party says to the minutes: entered by its own people, or noted for it with how it was given. */
import { type Language, said } from '../../kernel/text.ts'
import type { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import { notedHows, type PositionStep, positionMachine, stepsFrom } from '../rules.ts'
import type { Meeting, Party } from '../store/meetings.ts'
import type { Minutes } from '../store/minutes.ts'
import { wordsOf } from '../words.ts'

/** What was typed and could not be noted, and why. */
export interface RefusedPosition {
  partyId: string
  step: string
  note: string
  day: string
  how: string | null
  error: Problem
}

interface Props {
  lang: Language
  to(path: string): string
  meeting: Meeting
  minutes: Minutes
  parties: readonly Party[]
  own: Party | null
  today: string
  refused: RefusedPosition | null
}

/** Where her own organisation stands: under the lines that she is asked about, and above all that follows. */
export function OwnPosition(props: Props & { party: Party }) {
  const { lang, party, refused } = props
  const words = wordsOf(lang)
  const own = words.minutes
  const name = said(party.organisation.name, lang)
  const form = <PositionForm {...props} isOwn />
  if (party.position === 'pending')
    return (
      <Section title={own.ownTitle(name)} subtitle={own.ownLede} id="own-position">
        {form}
      </Section>
    )
  return (
    <Section title={own.ownTitle(name)} id="own-position">
      <p>
        <Said lang={lang} party={party} />
      </p>
      {party.positionNote && <p class="as-typed">{party.positionNote}</p>}
      <Disclosure summary={own.change} open={refused !== null}>
        {form}
      </Disclosure>
    </Section>
  )
}

/** The position in words, since when, and how it was given. */
const Said = ({ lang, party }: { lang: Language; party: Party }) => {
  const words = wordsOf(lang)
  const { minutes } = words
  return (
    <>
      <span class={`position is-${party.position}`}>{words.positions[party.position]}</span>
      {party.positionOn && (
        <span class="subtle">
          {' '}
          {minutes.since(date(party.positionOn, lang))}
          {party.positionHow && `, ${minutes.hows[party.positionHow]}`}
        </span>
      )}
    </>
  )
}

export function Positions(props: Props) {
  const { lang, meeting, minutes, parties, refused } = props
  const own = wordsOf(lang).minutes
  if (minutes.state === 'draft') return null
  const name = (party: Party): string => said(party.organisation.name, lang)
  return (
    <Section
      title={own.positionsTitle}
      subtitle={meeting.mayWrite ? own.positionsSub : undefined}
      id="positions"
    >
      <DataTable
        lang={lang}
        caption={own.positionsTitle}
        captionHidden
        rows={parties}
        label={{ head: own.organisation, cell: name }}
        columns={[
          {
            head: own.position,
            cell: (one) => (
              <>
                <Said lang={lang} party={one} />
                {one.positionNote && <p class="as-typed">{one.positionNote}</p>}
              </>
            ),
          },
        ]}
      />
      {meeting.mayWrite &&
        parties.map((party) => (
          <Disclosure summary={`${own.change}: ${name(party)}`} open={refused?.partyId === party.id}>
            {party.hasPeople ? <p>{own.theirs(name(party))}</p> : <PositionForm {...props} party={party} />}
          </Disclosure>
        ))}
    </Section>
  )
}

/** Short enough for a thumb: what she says, why, and a button; for the team also how it was given, and when. */
function PositionForm(props: Props & { party: Party; isOwn?: boolean }): Html {
  const { lang, to, meeting, minutes, party, today, isOwn = false } = props
  const words = wordsOf(lang)
  const own = words.minutes
  const refused = props.refused?.partyId === party.id ? props.refused : null
  const sentences: Record<string, (values: Problem['values']) => string> = words.problems
  const id = (name: string): string => `${name}-${party.id}`
  const steps: PositionStep[] = stepsFrom(positionMachine, party.position)
  const choice = (name: string, value: string, label: string, checked: boolean) => (
    <div class="ds-field">
      <input
        class="ds-input"
        type="radio"
        id={id(value)}
        name={name}
        value={value}
        required
        checked={checked}
      />
      <label class="ds-label" for={id(value)}>
        {label}
      </label>
    </div>
  )
  return (
    <form class="form" method="post" action={`${to(`/meetings/${meeting.id}/minutes/position`)}`}>
      {refused && (
        <Notice kind="error">
          {sentences[refused.error.code]?.(refused.error.values) ?? refused.error.code}
        </Notice>
      )}
      <input type="hidden" name="party" value={party.id} />
      <input type="hidden" name="text" value={minutes.circulatedAt?.toISOString() ?? ''} />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{own.position}</legend>
        {steps.map((step) =>
          choice(
            'step',
            step,
            isOwn ? words.ownSteps[step] : words.positionSteps[step],
            step === refused?.step,
          ),
        )}
      </fieldset>
      <div class="ds-field">
        <label class="ds-label" for={id('note')}>
          {isOwn ? own.ownNote : own.note}
        </label>
        <textarea class="ds-input" id={id('note')} name="note" rows={2} maxlength={5000}>
          {refused?.note ?? ''}
        </textarea>
      </div>
      {!isOwn && (
        <>
          <fieldset class="ds-fieldset">
            <legend class="ds-label">{own.how}</legend>
            {notedHows.map((how) => choice('how', how, own.howChoices[how], how === refused?.how))}
          </fieldset>
          <div class="ds-field is-medium">
            <label class="ds-label" for={id('day')}>
              {own.positionDay}
            </label>
            <input
              class="ds-input"
              type="date"
              id={id('day')}
              name="day"
              value={refused?.day ?? today}
              max={today}
              required
            />
          </div>
        </>
      )}
      <div class="actions">
        <Button variant={isOwn && party.position === 'pending' ? 'primary' : 'secondary'}>
          {isOwn ? own.ownSend : own.note_}
        </Button>
      </div>
    </form>
  )
}
