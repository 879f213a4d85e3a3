/** One meeting: shown, moved on, its parties, their answers; removed and brought back. */
import { newId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { backOr } from '../../web/server/back.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../web/server/route.ts'
import { calendarText, mediaType } from '../calendar.ts'
import {
  crumbs,
  type DialogueServices,
  field,
  idOrNull,
  organisationChoices,
  organisationTyped,
  whole,
} from '../common.ts'
import { presentOf } from '../pages/attendance-pages.tsx'
import { MeetingAside, MeetingPage, type MeetingPageProps, MeetingSteps } from '../pages/meeting-page.tsx'
import { attendeesOf, headCountsOf } from '../store/attendance.ts'
import { giveAnswer, invitationById, invitationsOf, openLinks } from '../store/invitations.ts'
import {
  addParties,
  agendaOf,
  bringable,
  meetingById,
  partiesOf,
  removeParty,
  stepMeeting,
} from '../store/meetings.ts'
import { ownParty } from '../store/positions.ts'
import { removeMeeting, restoreMeeting } from '../store/removal.ts'
import { wordsOf } from '../words.ts'
import { answerIn, idOf, writable, zoneOf } from './common.tsx'

export const meetingRoutes = (services: DialogueServices): Route[] => [
  get('/meetings/:id', sees('meeting'), onePage),
  post('/meetings/:id/step', writes('meeting'), async (visit, tx) => {
    const form = await visit.form()
    const state = await stepMeeting(tx, visit.asker, idOf(visit), field(form, 'step'))
    await openLinks(tx, visit.asker, services.secret, await meetingById(tx, visit.asker, idOf(visit)))
    const next = state === 'convoked' ? '/convocation' : ''
    // From Today one stays there, but to read the invitation that was opened.
    const after = `/meetings/${idOf(visit)}${next}`
    return redirect(
      state === 'convoked' ? visit.to(after) : backOr(visit, form, after),
      wordsOf(visit.lang).page.stepped[state],
    )
  }),
  post('/meetings/:id/remove', writes('meeting'), async (visit, tx) => {
    const { id } = await writable(visit, tx)
    await removeMeeting(tx, visit.asker, id)
    return redirect(`${visit.to('/meetings')}#removed`, wordsOf(visit.lang).removal.meetingRemoved)
  }),
  post('/meetings/:id/restore', writes('meeting'), async (visit, tx) => {
    await restoreMeeting(tx, visit.asker, idOf(visit))
    await openLinks(tx, visit.asker, services.secret, await meetingById(tx, visit.asker, idOf(visit)))
    return redirect(visit.to(`/meetings/${idOf(visit)}`), wordsOf(visit.lang).removal.meetingRestored)
  }),
  post('/meetings/:id/parties', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const name = field(await visit.form(), 'organisation')
    const id = await organisationTyped(tx, visit.asker, name)
    const offered = await bringable(tx, visit.asker, meeting)
    if (offered && !offered.includes(id)) throw new Problem('dialogue.notOnPlatform', { name }, 403)
    await addParties(tx, visit.asker, meeting.id, [id])
    await openLinks(tx, visit.asker, services.secret, meeting)
    return redirect(`${visit.to(`/meetings/${meeting.id}`)}#parties`, wordsOf(visit.lang).page.added)
  }),
  post('/meetings/:id/parties/:party/remove', writes('meeting'), async (visit, tx) => {
    await removeParty(tx, visit.asker, idOf(visit), visit.params.party ?? '')
    return redirect(`${visit.to(`/meetings/${idOf(visit)}`)}#parties`, wordsOf(visit.lang).page.removed)
  }),
  // An answer is the invited organisation's own, or noted by whoever writes the meeting; the database decides.
  post('/meetings/:id/answer', sees('meeting'), async (visit, tx) => {
    const form = await visit.form()
    const meeting = await meetingById(tx, visit.asker, idOf(visit))
    const invitation = await invitationById(
      tx,
      visit.asker,
      meeting.id,
      idOrNull(field(form, 'invitation')) ?? newId(),
    )
    const by = meeting.mayWrite ? 'team' : 'member'
    await giveAnswer(tx, visit.asker, meeting, invitation.id, answerIn(form), by)
    return meeting.mayWrite
      ? redirect(visit.to(`/meetings/${meeting.id}/convocation`), wordsOf(visit.lang).answer.thanksOwn)
      : redirect(visit.to(`/meetings/${meeting.id}`), wordsOf(visit.lang).answer.thanksOwn)
  }),
  get('/meetings/:id/meeting.ics', sees('meeting'), async (visit, tx) => {
    const meeting = await meetingById(tx, visit.asker, idOf(visit))
    const title = said(meeting.title, visit.lang)
    const body = calendarText([meeting], {
      lang: visit.lang,
      name: title,
      addressOf: (one) => whole(services, visit, `/meetings/${one.id}`),
    })
    return download({ name: `${title}.ics`, mediaType, body })
  }),
]

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const meeting = await meetingById(tx, asker, idOf(visit))
  const invitations = await invitationsOf(tx, asker, meeting.id)
  const offered = meeting.mayWrite ? await bringable(tx, asker, meeting) : []
  const attendees = meeting.state === 'held' ? await attendeesOf(tx, asker, meeting.id) : []
  const parties = await partiesOf(tx, asker, meeting.id)
  const mine = ownParty(asker, parties)
  const props: MeetingPageProps = {
    lang,
    zone: zoneOf(visit),
    to: visit.to,
    meeting,
    agenda: await agendaOf(tx, asker, meeting.id),
    parties,
    awaitsPosition: mine?.position === 'pending' && meeting.minutes !== null && meeting.minutes !== 'draft',
    invitations,
    own: meeting.mayWrite
      ? null
      : (invitations.find(({ organisation }) => organisation.id === asker.organisationId) ?? null),
    present: presentOf(attendees),
    headCounts: await headCountsOf(tx, asker, meeting.id),
    choices: meeting.mayWrite
      ? (await organisationChoices(tx, visit)).filter(({ value }) => offered?.includes(value) ?? true)
      : [],
  }
  const words = wordsOf(lang)
  return page({
    title: said(meeting.title, lang),
    subtitle: `${words.meetingKinds[meeting.kind]} · ${words.meetingStates[meeting.state]}`,
    current: 'meetings',
    crumbs: crumbs(visit, { label: said(meeting.title, lang) }),
    actions: <MeetingSteps {...props} />,
    main: <MeetingPage {...props} />,
    aside: <MeetingAside {...props} />,
  })
}
