/** Who stands behind a demand: endorsements, and mandates with the scans of their acts. */
import { type Language, said, type Text } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { bytes, date, number } from '../../../web/format.ts'
import { Note } from '../../pages/note.tsx'
import { standing } from '../rules.ts'
import type { Endorsement } from '../store/endorsements.ts'
import type { Mandate } from '../store/mandates.ts'
import { demandWords } from '../words.ts'
import type { DemandPageProps } from './demand-page.tsx'

const peopleOf = ({ women, men }: { women: number | null; men: number | null }, lang: Language): string =>
  women === null && men === null ? '–' : demandWords(lang).people(women ?? 0, men ?? 0)

/** What else is to be known of them, below their table: for the demand's owners and the team, as its other notes are. */
function SupportNotes(
  props: DemandPageProps & {
    of: 'endorsements' | 'mandates'
    notes: readonly {
      id: string
      organisation: Endorsement['organisation']
      day: string
      note: Text | null
      mine: boolean
    }[]
  },
) {
  const { lang, to, demand, outside, refusedNote, mayEndorse, of } = props
  const notes = outside ? [] : props.notes.filter(({ note }) => note !== null)
  if (notes.length === 0) return null
  return (
    <ol class="timeline">
      {notes.map(({ id, organisation, day, note, mine }) => (
        <li>
          <time datetime={day}>{date(day, lang)}</time>
          <div>
            <span class="subtle">{said(organisation.name, lang)}</span>
            {note && (
              <Note
                lang={lang}
                note={note}
                action={mine && mayEndorse ? to(`/demands/${demand.id}/${of}/${id}/note`) : null}
                typed={refusedNote?.stepId === id ? refusedNote.words : null}
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

export function Endorsements(props: DemandPageProps) {
  const { lang, to, demand, endorsements, organisationId, mayEndorse, asTeam } = props
  const words = demandWords(lang)
  const { page } = words
  const read = endorsements.map((one) => ({ ...one, organisationId: one.organisation.id }))
  const own = organisationId ? standing(organisationId, read, demand.wordsVersion) : 'none'
  const label = asTeam ? page.endorseFor : own === 'earlier' ? page.again : page.endorse
  const mine = (one: Endorsement): boolean =>
    one.withdrawnOn === null &&
    (asTeam ? one.how !== 'member' : organisationId !== null && one.organisation.id === organisationId)
  const state = (one: Endorsement): string =>
    [
      words.acts[one.act],
      one.withdrawnOn && page.takenBack(date(one.withdrawnOn, lang)),
      !one.withdrawnOn && one.wordsVersion < demand.wordsVersion && page.ofEarlier,
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <Section
      title={page.endorsements}
      subtitle={page.endorsementsSub}
      id="endorsements"
      actions={
        mayEndorse && own !== 'now' && demand.stage !== 'withdrawn' ? (
          <ButtonLink href={to(`/demands/${demand.id}/endorse`)}>{label}</ButtonLink>
        ) : undefined
      }
    >
      <DataTable
        lang={lang}
        caption={page.endorsements}
        captionHidden
        rows={endorsements}
        label={{ head: page.organisation, cell: (one) => said(one.organisation.name, lang) }}
        columns={[
          { head: page.act, cell: state },
          { head: page.day, cell: (one) => date(one.actedOn, lang) },
          { head: page.who, cell: (one) => peopleOf(one, lang) },
          { head: page.known, cell: (one) => words.hows[one.how] },
          ...(mayEndorse
            ? [
                {
                  head: <span class="vh">{page.takeBack}</span>,
                  narrowHead: '',
                  cell: (one: Endorsement) =>
                    mine(one) ? (
                      <form
                        method="post"
                        action={to(`/demands/${demand.id}/endorsements/${one.id}/take-back`)}
                      >
                        <Button variant="tertiary">
                          {page.takeBack}
                          <span class="vh"> ({said(one.organisation.name, lang)})</span>
                        </Button>
                      </form>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<p>{page.noEndorsements}</p>}
      />
      <SupportNotes
        {...props}
        of="endorsements"
        notes={endorsements.map((one) => ({ ...one, day: one.actedOn, mine: mine(one) }))}
      />
    </Section>
  )
}

export function Mandates(props: DemandPageProps) {
  const { lang, to, demand, mandates, mayEndorse, asTeam, organisationId } = props
  const words = demandWords(lang)
  const { page } = words
  const votes = (one: Mandate): string =>
    one.inFavour === null
      ? words.results[one.result]
      : `${words.results[one.result]} (${page.votes(number(one.inFavour), number(one.against ?? 0), number(one.abstained ?? 0))})`
  const mine = (one: Mandate): boolean =>
    asTeam ? one.how !== 'member' : one.organisation.id === organisationId && one.how === 'member'
  return (
    <Section
      title={page.mandates}
      subtitle={page.mandatesSub}
      id="mandates"
      actions={
        mayEndorse ? (
          <ButtonLink href={to(`/demands/${demand.id}/mandate`)}>{page.addMandate}</ButtonLink>
        ) : undefined
      }
    >
      <DataTable
        lang={lang}
        caption={page.mandates}
        captionHidden
        rows={mandates}
        label={{ head: page.organisation, cell: (one) => said(one.organisation.name, lang) }}
        columns={[
          { head: page.body, cell: (one) => one.bodyName || words.bodies[one.body] },
          { head: page.day, cell: (one) => date(one.heldOn, lang) },
          { head: page.result, cell: votes },
          { head: page.who, cell: (one) => peopleOf(one, lang) },
          {
            head: page.actFile,
            cell: ({ act }) =>
              act ? (
                <>
                  <a href={to(`/files/${act.id}`)}>{act.name}</a>{' '}
                  <span class="subtle">{bytes(act.bytes)}</span>
                </>
              ) : (
                '–'
              ),
          },
          ...(mayEndorse
            ? [
                {
                  head: <span class="vh">{page.remove}</span>,
                  narrowHead: '',
                  cell: (one: Mandate) =>
                    mine(one) ? (
                      <div class="actions">
                        <ButtonLink
                          variant="tertiary"
                          href={to(`/demands/${demand.id}/mandates/${one.id}/act`)}
                        >
                          {one.act ? page.replaceAct : page.addAct}
                          <span class="vh"> ({said(one.organisation.name, lang)})</span>
                        </ButtonLink>
                        <form method="post" action={to(`/demands/${demand.id}/mandates/${one.id}/remove`)}>
                          <Button variant="tertiary">
                            {page.remove}
                            <span class="vh"> ({said(one.organisation.name, lang)})</span>
                          </Button>
                        </form>
                      </div>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<p>{page.noMandates}</p>}
      />
      <SupportNotes
        {...props}
        of="mandates"
        notes={mandates.map((one) => ({ ...one, day: one.heldOn, mine: mine(one) }))}
      />
    </Section>
  )
}
