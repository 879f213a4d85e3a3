/** Attendance at a desk: the list, who is noted, and doors for phones. */
import { isConflict } from '../../kernel/over-version.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { QrCode } from '../../web/components/qr.tsx'
import { type PageAnswer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { bare, crumbs, type DialogueServices, field, idOrNull, whole } from '../common.ts'
import { convocationText, whatsappLink } from '../convocation.ts'
import { entriesInForm } from '../entries.ts'
import {
  AttendanceClosed,
  AttendanceDesk,
  AttendanceList,
  PresenceTable,
  presentOf,
} from '../pages/attendance-pages.tsx'
import { type Invited, InvitePage } from '../pages/invite-page.tsx'
import {
  attendeesOf,
  doorsOf,
  doorToken,
  endDoor,
  headCountsOf,
  noteEntries,
  openDoor,
  removeAttendee,
} from '../store/attendance.ts'
import {
  type Invitation,
  invitationById,
  invitationsOf,
  invitationToken,
  renewLink,
  setContact,
} from '../store/invitations.ts'
import { agendaOf, type Meeting, partiesOf } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'
import { writable } from './common.tsx'

const idOf = (visit: Visit): string => visit.params.id ?? ''

export const attendanceRoutes = (services: DialogueServices): Route[] => [
  get('/meetings/:id/attendance', writes('meeting'), async (visit, tx) => {
    const { lang, asker } = visit
    const meeting = await writable(visit, tx)
    const words = wordsOf(lang).attendance
    const parties = await partiesOf(tx, asker, meeting.id)
    const attendees = await attendeesOf(tx, asker, meeting.id)
    const headCounts = await headCountsOf(tx, asker, meeting.id)
    const doors = (await doorsOf(tx, asker, meeting.id)).map((door) => {
      const link = whole(services, visit, `/door/${doorToken(services.secret, door.id)}`)
      return {
        door,
        link,
        qr: <QrCode text={link} label={link} />,
        whatsapp: whatsappLink('', words.doorText(said(meeting.title, lang), link)),
      }
    })
    const here = visit.to(`/meetings/${meeting.id}/attendance`)
    return page({
      title: words.listTitle,
      subtitle: said(meeting.title, lang),
      lede: words.listLede,
      current: 'meetings',
      crumbs: crumbs(
        visit,
        { label: said(meeting.title, lang), href: bare(visit, `/meetings/${meeting.id}`) },
        { label: words.title },
      ),
      main: (
        <>
          <AttendanceClosed lang={lang} meeting={meeting} />
          <PresenceTable lang={lang} present={presentOf(attendees)} headCounts={headCounts} />
          <AttendanceList
            lang={lang}
            action={here}
            parties={parties}
            invitations={await invitationsOf(tx, asker, meeting.id)}
            attendees={attendees}
            headCounts={headCounts}
          />
          <AttendanceDesk
            lang={lang}
            zone={visit.workspace.timezone}
            here={here}
            attendees={attendees}
            parties={parties}
            doors={doors}
          />
        </>
      ),
    })
  }),
  post('/meetings/:id/attendance', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const words = wordsOf(visit.lang).attendance
    const parties = await partiesOf(tx, visit.asker, meeting.id)
    const entries = entriesInForm(
      await visit.form(),
      visit.lang,
      parties,
      `member ${visit.asker.memberId}`,
      new Date(),
    )
    const { noted, again } = await noteEntries(tx, visit.asker, services.secret, meeting, parties, entries)
    const said = entries.length === 0 ? words.nothing : words.saved(noted, again)
    return redirect(visit.to(`/meetings/${meeting.id}/attendance`), said)
  }),
  post('/meetings/:id/attendance/remove', writes('meeting'), async (visit, tx) => {
    await removeAttendee(
      tx,
      visit.asker,
      idOf(visit),
      idOrNull(field(await visit.form(), 'id')) ?? idOf(visit),
    )
    return redirect(visit.to(`/meetings/${idOf(visit)}/attendance`), wordsOf(visit.lang).attendance.removed)
  }),
  post('/meetings/:id/attendance/doors', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    await openDoor(
      tx,
      visit.asker,
      services.secret,
      meeting,
      field(await visit.form(), 'label').slice(0, 100),
    )
    return redirect(
      `${visit.to(`/meetings/${meeting.id}/attendance`)}#doors`,
      wordsOf(visit.lang).attendance.doorMade,
    )
  }),
  post('/meetings/:id/attendance/doors/:door/end', writes('meeting'), async (visit, tx) => {
    await endDoor(tx, visit.asker, idOf(visit), visit.params.door ?? '')
    return redirect(
      `${visit.to(`/meetings/${idOf(visit)}/attendance`)}#doors`,
      wordsOf(visit.lang).attendance.doorEnded,
    )
  }),

  get('/meetings/:id/convocation', writes('meeting'), async (visit, tx) =>
    convocationPage(services, visit, tx, await writable(visit, tx)),
  ),
  post('/meetings/:id/convocation/:invitation', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const form = await visit.form()
    const id = idOrNull(visit.params.invitation) ?? meeting.id
    const typed = {
      addressee: field(form, 'addressee').slice(0, 200),
      phone: field(form, 'phone').slice(0, 30),
    }
    const before = await invitationById(tx, visit.asker, meeting.id, id)
    try {
      await setContact(tx, visit.asker, services.secret, before, versionOf(form), typed)
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      const shown = await convocationPage(services, visit, tx, meeting, { id, typed })
      return { ...shown, status: 409 as const }
    }
    return redirect(visit.to(`/meetings/${meeting.id}/convocation`), wordsOf(visit.lang).invite.saved)
  }),
  post('/meetings/:id/convocation/:invitation/link', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const id = idOrNull(visit.params.invitation) ?? meeting.id
    await renewLink(tx, visit.asker, services.secret, meeting.id, id)
    return redirect(visit.to(`/meetings/${meeting.id}/convocation`), wordsOf(visit.lang).invite.renewed)
  }),
]

/** The invitations; `refused`: a contact that somebody else wrote meanwhile, with what was typed over it. */
async function convocationPage(
  services: DialogueServices,
  visit: Visit,
  tx: ReadTx,
  meeting: Meeting,
  refused?: { id: string; typed: { addressee: string; phone: string } },
): Promise<PageAnswer> {
  const { lang, asker, workspace } = visit
  const agenda = await agendaOf(tx, asker, meeting.id)
  const words = wordsOf(lang).invite
  const one = (invitation: Invitation): Invited => {
    const path = `/answer/${invitationToken(services.secret, invitation)}`
    const link = invitation.hasLink && meeting.state === 'convoked' ? whole(services, visit, path) : null
    const text = (language: 'es' | 'en'): string =>
      convocationText(language, {
        meeting,
        agenda,
        addressee: invitation.addressee,
        convenor: said(meeting.convenor?.name ?? workspace.name, language),
        // The page behind it in the language of the text.
        link: link?.replace(`/${lang}/${workspace.slug}/`, `/${language}/${workspace.slug}/`) ?? null,
        zone: workspace.timezone,
      })
    const typed = refused?.id === invitation.id ? { typed: refused.typed } : {}
    return { invitation, link, texts: { es: text('es'), en: text('en') }, ...typed }
  }
  const invitations = await invitationsOf(tx, asker, meeting.id)
  const parties = await partiesOf(tx, asker, meeting.id)
  const inOrder = parties.flatMap((party) =>
    invitations.filter(({ organisation }) => organisation.id === party.organisation.id),
  )
  return page({
    title: words.title,
    subtitle: said(meeting.title, lang),
    lede: words.lede,
    current: 'meetings',
    islands: ['copy'],
    crumbs: crumbs(
      visit,
      { label: said(meeting.title, lang), href: bare(visit, `/meetings/${meeting.id}`) },
      { label: words.title },
    ),
    main: (
      <InvitePage
        lang={lang}
        zone={workspace.timezone}
        to={visit.to}
        meeting={meeting}
        invited={inOrder.map(one)}
      />
    ),
  })
}
