/** What the dialogue brings to Today: meetings near or not settled, commitments due or overdue. */
import { sql } from 'kysely'
import { may } from '../kernel/access.ts'
import { said, type Text } from '../kernel/text.ts'
import type { Asker, ReadTx } from '../kernel/transaction.ts'
import { dayOf, time } from '../web/format.ts'
import type { Clock, Settling, TodayLine } from '../web/server/hooks.ts'
import { viewWords } from './commitments/pages/forms.tsx'
import { deciders, lastWords, paceOf, values } from './commitments/rules.ts'
import { wordsOn } from './commitments/store.ts'
import { seatsAll } from './store/common.ts'
import { wordsOf } from './words.ts'

export const dialogueToday = async (tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> => [
  ...(await meetingLines(tx, asker, clock)),
  ...(await commitmentLines(tx, asker, clock)),
]

// Meetings ------------------------------------------------------------------------------------------------------------

interface NearMeeting {
  id: string
  title: Text
  startsAt: Date
  endsAt: Date
  venue: string
  state: 'planned' | 'convoked' | 'held'
  minutes: string | null
}

/** Those of the next two weeks for all who see them; past ones that nobody closed, for whoever may write them. */
async function meetingLines(tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> {
  const { rows } = await sql<NearMeeting>`
    select m.id, m.title, m.starts_at as "startsAt", m.ends_at as "endsAt", m.venue, m.state, n.state as minutes
      from dialogue.meeting m
      left join dialogue.minutes n on n.workspace_id = m.workspace_id and n.meeting_id = m.id
     where m.workspace_id = ${asker.workspaceId} and m.state <> 'cancelled'
       and m.starts_at > ${clock.now}::timestamptz - interval '60 days' and m.starts_at < ${clock.now}::timestamptz + interval '14 days'
       and (m.ends_at >= ${clock.now}::timestamptz or m.state <> 'held' or n.state is null or n.state <> 'signed_off')
       and not exists (select from kernel.record r where r.workspace_id = m.workspace_id and r.id = m.id and r.deleted_at is not null)
     order by m.starts_at limit 60`.execute(tx)
  const writes = seatsAll(asker)
  return rows.flatMap((meeting) => {
    const isPast = meeting.endsAt < clock.now
    if (isPast && !writes) return []
    return isPast ? pastLine(meeting, clock) : comingLine(meeting, writes, clock)
  })
}

function comingLine(meeting: NearMeeting, writes: boolean, { lang, zone }: Clock): TodayLine {
  const words = wordsOf(lang).todayLines
  const path = `/meetings/${meeting.id}`
  return {
    kind: words.meeting,
    title: meeting.title,
    path,
    due: dayOf(meeting.startsAt, zone),
    time: time(meeting.startsAt, zone),
    ...(meeting.venue ? { note: meeting.venue } : {}),
    settle: [
      writes && meeting.state === 'planned'
        ? { label: words.convoke, post: `${path}/step`, values: { step: 'convoke' } }
        : { label: words.open, path },
    ],
  }
}

/** Was it held? Then its minutes are written and signed off. */
function pastLine(meeting: NearMeeting, { lang, zone }: Clock): TodayLine {
  const words = wordsOf(lang).todayLines
  const path = `/meetings/${meeting.id}`
  const held = meeting.state === 'held'
  const steps: Settling[] = held
    ? [
        {
          label: meeting.minutes === 'circulated' ? words.seeMinutes : words.writeMinutes,
          path: meeting.minutes === 'circulated' ? `${path}/minutes` : `${path}/minutes/edit`,
        },
      ]
    : [
        { label: words.wasHeld, post: `${path}/step`, values: { step: 'hold' } },
        { label: words.wasNot, post: `${path}/step`, values: { step: 'cancel' } },
      ]
  return {
    kind: held ? words.minutes : words.meeting,
    title: meeting.title,
    path: held ? `${path}/minutes` : path,
    due: dayOf(meeting.startsAt, zone),
    note: held
      ? words.minutesWait[meeting.minutes === 'circulated' ? 'circulated' : 'draft']
      : words.unclosed,
    settle: steps,
  }
}

// Commitments ---------------------------------------------------------------------------------------------------------

interface DueCommitment {
  id: string
  words: Text
  organisation: Text | null
  dueOn: string
}

/** Days before its day from which a commitment stands here. */
const ahead = 30

/** For whoever writes them or says how they stand: those due that nobody has called kept. */
async function commitmentLines(tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> {
  const { role } = asker
  if (role === 'system' || !(may(role, 'write', 'agreement') || may(role, 'write', 'assessment'))) return []
  const { rows } = await sql<DueCommitment>`
    select c.id, c.words, c.due_on as "dueOn",
           (select o.name from kernel.organisation o where o.workspace_id = c.workspace_id and o.id = c.organisation_id) as organisation
      from dialogue.commitment c
     where c.workspace_id = ${asker.workspaceId} and not c.lasts and c.due_on <= ${clock.today}::date + ${ahead}::int
     order by c.due_on, c.id limit 120`.execute(tx)
  const given = await wordsOn(
    tx,
    asker,
    rows.map(({ id }) => id),
  )
  const words = wordsOf(clock.lang).todayLines
  // The team acts for no party: it looks, and says nothing in a party's name.
  const says = may(role, 'write', 'assessment')
  return rows.flatMap((one): TodayLine[] => {
    const last = lastWords(given.filter(({ commitmentId }) => commitmentId === one.id))
    const pace = paceOf({ dueOn: one.dueOn, lasts: false }, last, clock.today)
    if (pace === 'kept') return []
    const path = `/commitments/${one.id}`
    return [
      {
        kind: words.commitment,
        title: one.words,
        path,
        due: one.dueOn,
        ...(one.organisation ? { note: said(one.organisation, clock.lang) } : {}),
        ...(pace === 'broken' || pace === 'disputed' ? { mark: words.paces[pace] } : {}),
        settle: says
          ? [saidHere(one, last, asker, clock), { label: words.withReason, path: `${path}/view` }]
          : [{ label: words.open, path }],
      },
    ]
  })
}

/** Her organisation's view, chosen in the line: what it is, and who decided; with a reason on the page of its own. */
function saidHere(
  { id, dueOn }: DueCommitment,
  last: readonly { id: string; organisationId: string }[],
  { organisationId }: Asker,
  { lang, today }: Clock,
): Settling {
  const words = wordsOf(lang).todayLines
  const form = viewWords(lang)
  const own = last.find((one) => one.organisationId === organisationId)
  return {
    label: words.sayHow,
    post: `/commitments/${id}/view`,
    values: { assessedOn: today, basis: own?.id ?? '' },
    fields: [
      {
        name: 'value',
        label: form.value.label,
        // Once it is overdue nobody says that it is not due yet.
        options: values
          .filter((value) => value !== 'not_due' || dueOn >= today)
          .map((value) => ({ value, label: form.value.options[value] })),
      },
      {
        name: 'decidedBy',
        label: form.decidedBy.label,
        options: deciders.map((value) => ({ value, label: form.decidedBy.options[value] })),
      },
    ],
    submit: words.saySave,
  }
}
