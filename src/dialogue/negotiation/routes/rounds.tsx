/** Rounds: added, changed, put away and brought back by the team. */
import { said, type Text } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Button } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, readForm } from '../../../web/components/form-schema.ts'
import { date } from '../../../web/format.ts'
import { type Answer, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../../web/server/route.ts'
import { bare, idOrNull, today, typedIn } from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { worded } from '../../store/common.ts'
import { meetingsOf } from '../../store/meetings.ts'
import { roundSchema, roundWords, spokenRoundSchema } from '../pages/forms.tsx'
import { addRound, changeRound, type Round, removeRound, restoreRound, roundsOf } from '../rounds.ts'
import type { Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import { formPage, type Given, inPage, negotiationPath, notFound, writableOne } from './common.tsx'

export const roundRoutes = (): Route[] => [
  get('/negotiations/:id/rounds/new', writes('agreement'), async (visit, tx) =>
    roundPage(visit, tx, await writableOne(visit, tx), null, { values: { heldOn: today(visit) } }),
  ),
  post('/negotiations/:id/rounds/new', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const negotiation = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(roundSchema, form, roundWords(lang), lang)
    if (!read.ok) return roundPage(visit, tx, negotiation, null, read)
    const meetingId = idOrNull(read.value.meeting)
    const errors = await unknownMeeting(visit, tx, meetingId)
    if (errors.length > 0) return roundPage(visit, tx, negotiation, null, { values: typedIn(form), errors })
    const { heldOn, note } = read.value
    await addRound(tx, asker, negotiation.id, { meetingId, heldOn, note: worded(null, lang, note) })
    return redirect(toRounds(visit, negotiation), negotiationWords(lang).round.saved)
  }),
  get('/negotiations/:id/rounds/:round', writes('agreement'), async (visit, tx) => {
    const { negotiation, round } = await oneRound(visit, tx)
    return roundPage(visit, tx, negotiation, round, { values: valuesOf(visit, round) })
  }),
  post('/negotiations/:id/rounds/:round', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const { negotiation, round } = await oneRound(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== round.version)
      return roundPage(visit, tx, negotiation, round, {
        values: typedIn(form),
        conflict: true,
        status: 409,
      })
    const read = round.spoken
      ? readForm(spokenRoundSchema, form, roundWords(lang), lang)
      : readForm(roundSchema, form, roundWords(lang), lang)
    if (!read.ok) return roundPage(visit, tx, negotiation, round, read)
    const { heldOn = round.heldOn, meeting = '', note }: Typed = read.value
    const meetingId = round.spoken ? round.meetingId : idOrNull(meeting)
    const errors = meetingId === round.meetingId ? [] : await unknownMeeting(visit, tx, meetingId)
    if (errors.length > 0) return roundPage(visit, tx, negotiation, round, { values: typedIn(form), errors })
    const fields = { meetingId, heldOn, note: worded(round.note, lang, note) }
    await changeRound(tx, asker, round, round.version, fields)
    return redirect(toRounds(visit, negotiation), negotiationWords(lang).round.saved)
  }),
  post('/negotiations/:id/rounds/:round/remove', writes('agreement'), async (visit, tx) => {
    const { negotiation, round } = await oneRound(visit, tx)
    await removeRound(tx, visit.asker, round)
    return redirect(
      toRounds(visit, negotiation),
      negotiationWords(visit.lang).round.removed(round.number),
      visit.to(negotiationPath(negotiation, `/rounds/${round.id}/restore`)),
    )
  }),
  post('/negotiations/:id/rounds/:round/restore', writes('agreement'), async (visit, tx) => {
    const negotiation = await writableOne(visit, tx)
    await restoreRound(tx, visit.asker, negotiation.id, visit.params.round ?? '')
    return redirect(toRounds(visit, negotiation), negotiationWords(visit.lang).round.restored)
  }),
]

const valuesOf = (visit: Visit, round: Round) => ({
  heldOn: round.heldOn,
  meeting: round.meetingId ?? undefined,
  note: inPage(round.note, visit),
})

interface Typed {
  heldOn?: string
  meeting?: string | undefined
  note?: string | undefined
}

const toRounds = (visit: Visit, negotiation: Negotiation): string =>
  `${visit.to(negotiationPath(negotiation))}#rounds`

async function oneRound(visit: Visit, tx: ReadTx): Promise<{ negotiation: Negotiation; round: Round }> {
  const negotiation = await writableOne(visit, tx)
  const round = (await roundsOf(tx, visit.asker, negotiation.id)).find(({ id }) => id === visit.params.round)
  if (!round) throw notFound()
  return { negotiation, round }
}

const unknownMeeting = (visit: Visit, tx: ReadTx, meetingId: string | null): Promise<FormError[]> =>
  missing(tx, visit, roundWords(visit.lang), [['meeting', 'meeting', meetingId]])

/** Meetings that are rounds in the calendar; the one that the round names stays among them. */
async function meetingChoices(visit: Visit, tx: ReadTx, { platformId }: Negotiation, round: Round | null) {
  const meetings = await meetingsOf(tx, visit.asker, {
    ...(platformId ? { platformId } : {}),
    newestFirst: true,
    limit: 200,
  })
  const choice = (id: string, title: Text) => ({ value: id, label: said(title, visit.lang) })
  const found = meetings
    .filter(({ kind }) => kind === 'negotiation_round')
    .map(({ id, title }) => choice(id, title))
  const kept =
    round?.meetingId && round.meeting && !found.some(({ value }) => value === round.meetingId)
      ? [choice(round.meetingId, round.meeting)]
      : []
  return [...kept, ...found]
}

async function roundPage(
  visit: Visit,
  tx: ReadTx,
  negotiation: Negotiation,
  round: Round | null,
  given: Given,
): Promise<Answer> {
  const { lang, to } = visit
  const words = negotiationWords(lang)
  const here = negotiationPath(negotiation, `/rounds/${round?.id ?? 'new'}`)
  const common = {
    lang,
    words: roundWords(lang),
    action: bare(visit, here),
    cancelHref: bare(visit, negotiationPath(negotiation)),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
    ...(given.conflict && round ? { now: valuesOf(visit, round) } : {}),
    ...(round ? { hidden: { version: round.version } } : {}),
  }
  const note = { as: 'textarea', rows: 3 } as const
  return formPage(visit, negotiation, given, {
    title: round ? words.round.editTitle(round.number) : words.round.title,
    subtitle: said(negotiation.title, lang),
    main: (
      <>
        {round?.spoken ? (
          <>
            <p>{words.round.spoken(date(round.heldOn, lang))}</p>
            <Form {...common} schema={spokenRoundSchema} controls={{ note }} />
          </>
        ) : (
          <Form
            {...common}
            schema={roundSchema}
            controls={{
              heldOn: { width: 'medium' },
              meeting: { options: await meetingChoices(visit, tx, negotiation, round) },
              note,
            }}
          />
        )}
        {round && !round.spoken && (
          <form method="post" action={to(`${here}/remove`)}>
            <Button variant="tertiary" danger>
              {words.round.remove}
            </Button>
          </form>
        )}
      </>
    ),
  })
}
