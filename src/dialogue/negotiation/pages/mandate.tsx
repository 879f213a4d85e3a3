/** What a delegation may concede: written by its own people; read by the coordinator where it lets her. Nobody else has this page. */
import { said } from '../../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../../web/components/button.tsx'
import { Definitions } from '../../../web/components/lists.tsx'
import { Notice, Section } from '../../../web/components/notice.tsx'
import type { Concession } from '../mandate.ts'
import type { Point } from '../points.ts'
import type { Delegation, Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import type { Addressed } from './marks.tsx'

export const limitFields = ['wanted', 'least', 'note'] as const
export type LimitField = (typeof limitFields)[number]
export const limitName = (field: LimitField, pointId: string | null): string => `${field}-${pointId ?? 'all'}`
export const longest = 4000

interface Subject {
  id: string | null
  title: string
}
const subjects = ({ lang, points }: { lang: Addressed['lang']; points: readonly Point[] }): Subject[] => [
  ...points.map(({ id, title }, at) => ({ id, title: `${at + 1}. ${said(title, lang)}` })),
  { id: null, title: negotiationWords(lang).mandate.whole },
]

export interface MandateProps extends Addressed {
  negotiation: Negotiation
  points: readonly Point[]
  seat: Delegation
  limits: readonly Concession[]
  /** Says whether the limits are still those that the form was opened on. */
  seen: string
  /** What was typed over others' changes. */
  typed?: FormData
}

export function OwnMandate(props: MandateProps) {
  const { lang, to, negotiation, seat, limits, typed } = props
  const words = negotiationWords(lang).mandate
  const here = `/negotiations/${negotiation.id}/mandate`
  return (
    <>
      <WhoSees {...props} />
      {typed && (
        <Notice kind="error" title={words.conflict}>
          <p>{words.again}</p>
        </Notice>
      )}
      <form class="form is-wide" method="post" action={to(here)}>
        <input type="hidden" name="seen" value={props.seen} />
        {subjects(props).map(({ id, title }) => (
          <fieldset class="ds-fieldset mandate-point">
            <legend class="ds-label">{title}</legend>
            {limitFields.map((field) => {
              const name = limitName(field, id)
              const stands =
                limits.find(({ pointId, delegationId }) => pointId === id && delegationId === seat.id)?.[
                  field
                ] ?? ''
              const given = typed?.get(name)
              const value = typeof given === 'string' ? given : stands
              return (
                <div class="ds-field">
                  <label class="ds-label" for={name}>
                    {words[field]}
                  </label>
                  {typed && value !== stands && stands !== '' && (
                    <div data-field="description" id={`${name}-now`}>
                      {words.now} <q class="as-typed">{stands}</q>
                    </div>
                  )}
                  <textarea
                    class="ds-input"
                    id={name}
                    name={name}
                    rows={field === 'note' ? 2 : 3}
                    maxlength={longest}
                  >
                    {value}
                  </textarea>
                </div>
              )
            })}
          </fieldset>
        ))}
        <Buttons>
          <Button variant="primary">{words.save}</Button>
          <ButtonLink href={to(`/negotiations/${negotiation.id}`)} variant="tertiary">
            {negotiationWords(lang).tabs.page}
          </ButtonLink>
        </Buttons>
      </form>
    </>
  )
}

/** In plain words who reads it now, and the switch. */
function WhoSees({ lang, to, negotiation, seat }: MandateProps) {
  const words = negotiationWords(lang).mandate
  return (
    <div class="who-sees">
      <h2>{words.whoSees}</h2>
      <p>{seat.discloses ? words.youAndHer : words.onlyYou}</p>
      {!seat.discloses && <p class="subtle">{words.showHelp}</p>}
      <form method="post" action={to(`/negotiations/${negotiation.id}/mandate/disclose`)}>
        <Button name="disclose" value={seat.discloses ? 'no' : 'yes'}>
          {seat.discloses ? words.hide : words.show}
        </Button>
      </form>
    </div>
  )
}

/** Read-only, of each delegation that lets her. */
export function DisclosedMandates(props: {
  lang: Addressed['lang']
  points: readonly Point[]
  seats: readonly Delegation[]
  limits: readonly Concession[]
}) {
  const { lang, seats, limits } = props
  const words = negotiationWords(lang).mandate
  return (
    <>
      {seats.map((seat) => {
        const own = limits.filter(({ delegationId }) => delegationId === seat.id)
        return (
          <Section title={said(seat.organisation.name, lang)}>
            {own.length === 0 && <p class="subtle">{words.nothing}</p>}
            {subjects(props).map(({ id, title }) => {
              const limit = own.find(({ pointId }) => pointId === id)
              return limit ? (
                <>
                  <h3>{title}</h3>
                  <Definitions
                    wide
                    items={limitFields
                      .filter((field) => limit[field] !== '')
                      .map((field) => ({
                        term: words[field],
                        value: <span class="as-typed">{limit[field]}</span>,
                      }))}
                  />
                </>
              ) : null
            })}
          </Section>
        )
      })}
    </>
  )
}
