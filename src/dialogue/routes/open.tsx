/**
 * What opens by a link alone: a party's answer, attendance at the door, a calendar. The token is all that is known of the
 * person; the program acts for her, on the one meeting that the token is for, and shows nothing else.
 */
import { said } from '../../kernel/text.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { type Answer, data, download, page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, work } from '../../web/server/route.ts'
import { type CalendarSettings, calendarTag, calendarText, mediaType } from '../calendar.ts'
import { crumbs, type DialogueServices, whole } from '../common.ts'
import { entriesFrom, entriesInForm } from '../entries.ts'
import { byToken, tokenFor } from '../links.ts'
import { AnswerPage } from '../pages/answer-pages.tsx'
import { AttendanceClosed, AttendanceList } from '../pages/attendance-pages.tsx'
import { attendeesOf, doorByHash, headCountsOf, noteEntries } from '../store/attendance.ts'
import { feedByHash, feedOf, makeFeed } from '../store/feeds.ts'
import { giveAnswer, type Invitation, invitationByHash, invitationsOf } from '../store/invitations.ts'
import { agendaOf, type Meeting, meetingById, meetingsOf, partiesOf } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'
import { answerIn } from './common.tsx'

/** As the program, in this workspace. */
const asProgram = (visit: Visit) => ({ workspaceId: visit.workspace.id, as: 'system' as const })

export const openRoutes = (services: DialogueServices): Route[] => {
  const { db } = services
  const token = (visit: Visit): string => visit.params.token ?? ''

  const find = <T,>(
    visit: Visit,
    look: (tx: ReadTx, asker: Asker, hash: string) => Promise<T | null>,
  ): Promise<T> =>
    byToken(
      services.secret,
      token(visit),
      (hash) => read(db, asProgram(visit), (tx, asker) => look(tx, asker, hash)),
      (hash, find) => (services.lookup ? services.lookup(visit.request, hash, find) : find()),
    )

  async function answerPage(visit: Visit, done = false): Promise<Answer> {
    const { lang } = visit
    const found = await find<{ invitation: Invitation; meeting: Meeting }>(visit, async (tx, asker, hash) => {
      const invitation = await invitationByHash(tx, asker, hash)
      return invitation && { invitation, meeting: await meetingById(tx, asker, invitation.meetingId) }
    })
    const agenda = await read(db, asProgram(visit), (tx, asker) => agendaOf(tx, asker, found.meeting.id))
    const words = wordsOf(lang)
    return page({
      title: said(found.meeting.title, lang),
      subtitle: words.answer.for(said(found.invitation.organisation.name, lang)),
      main: (
        <AnswerPage
          {...found}
          lang={lang}
          zone={visit.workspace.timezone}
          agenda={agenda}
          action={visit.to(`/answer/${token(visit)}`)}
          calendar={visit.to(`/answer/${token(visit)}/meeting.ics`)}
          done={done}
        />
      ),
    })
  }

  /** The list as a phone keeps it: parties, and the names of those who are expected. */
  async function doorPage(visit: Visit): Promise<Answer> {
    const { lang } = visit
    const words = wordsOf(lang).attendance
    const door = await find(visit, doorByHash)
    return read(db, asProgram(visit), async (tx, asker) => {
      const meeting = await meetingById(tx, asker, door.meetingId)
      const action = visit.to(`/door/${token(visit)}`)
      return page({
        title: words.listTitle,
        subtitle: said(meeting.title, lang),
        lede: words.listLede,
        islands: ['attendance'],
        main: (
          <>
            <AttendanceClosed lang={lang} meeting={meeting} />
            <AttendanceList
              lang={lang}
              action={action}
              parties={await partiesOf(tx, asker, meeting.id)}
              invitations={await invitationsOf(tx, asker, meeting.id)}
              attendees={await attendeesOf(tx, asker, meeting.id)}
              headCounts={await headCountsOf(tx, asker, meeting.id)}
              island={{
                'data-outbox': token(visit).slice(0, 12),
                'data-worker': '/worker.js',
                'data-until': door.expiresAt.toISOString(),
                'data-words': JSON.stringify({ ...words.phone, waiting: words.phone.waiting('{n}') }),
              }}
            />
          </>
        ),
      })
    })
  }

  async function atDoor(visit: Visit): Promise<Answer> {
    const door = await find(visit, doorByHash)
    const form = await visit.form()
    // A phone's outbox sends its lines as they were written, and wants numbers back.
    const sent = form.get('entries')
    return write(db, asProgram(visit), async (tx: WriteTx, asker) => {
      const meeting = await meetingById(tx, asker, door.meetingId)
      const parties = await partiesOf(tx, asker, meeting.id)
      const entries =
        typeof sent === 'string'
          ? entriesFrom(sent)
          : entriesInForm(form, visit.lang, parties, `door ${door.id}`, new Date())
      const { noted, again } = await noteEntries(tx, asker, services.secret, meeting, parties, entries)
      if (sent !== null) return data({ noted, again })
      const words = wordsOf(visit.lang).attendance
      return redirect(
        visit.to(`/door/${token(visit)}`),
        entries.length === 0 ? words.nothing : words.saved(noted, again),
      )
    })
  }

  return [
    work('GET', '/answer/:token', 'anyone', (visit) => answerPage(visit, visit.query.has('done'))),
    work('POST', '/answer/:token', 'anyone', async (visit) => {
      const invitation = await find(visit, invitationByHash)
      const given = answerIn(await visit.form())
      await write(db, asProgram(visit), async (tx, asker) =>
        giveAnswer(
          tx,
          asker,
          await meetingById(tx, asker, invitation.meetingId),
          invitation.id,
          given,
          'link',
        ),
      )
      return redirect(visit.to(`/answer/${token(visit)}`, { done: 1 }))
    }),
    work('GET', '/answer/:token/meeting.ics', 'anyone', async (visit) => {
      const invitation = await find(visit, invitationByHash)
      const meeting = await read(db, asProgram(visit), (tx, asker) =>
        meetingById(tx, asker, invitation.meetingId),
      )
      const name = said(meeting.title, visit.lang)
      const addressOf = () => whole(services, visit, `/answer/${token(visit)}`)
      // Without its platform: the link is for one meeting.
      const body = calendarText([{ ...meeting, platform: null }], { lang: visit.lang, name, addressOf })
      return download({ name: `${name}.ics`, mediaType, body })
    }),

    work('GET', '/door/:token', 'anyone', doorPage),
    work('POST', '/door/:token', 'anyone', atDoor),

    get('/meetings/feed', 'member', async (visit, tx) => feedPage(visit, tx)),
    post('/meetings/feed', 'member', async (visit, tx) => {
      await makeFeed(tx, visit.asker, services.secret)
      return redirect(visit.to('/meetings/feed'), wordsOf(visit.lang).feed.made)
    }),
    work('GET', '/calendar/:token', 'anyone', async (visit) => {
      const asked = token(visit).replace(/\.ics$/, '')
      const feed = await byToken(services.secret, asked, (hash) =>
        read(db, asProgram(visit), (tx, asker) => feedByHash(tx, asker, hash)),
      )
      // As the person herself: row by row the database gives what she may see today.
      return read(db, { workspaceId: visit.workspace.id, accountId: feed.accountId }, async (tx, asker) => {
        if (!asker.memberId) throw new Problem('dialogue.linkGone', {}, 404)
        // The latest five hundred: what is to come is never cut off for what was.
        const given = { from: new Date(Date.now() - 365 * 86_400_000), newestFirst: true }
        const meetings = asker.role === 'donor' ? [] : await meetingsOf(tx, asker, given)
        const settings: CalendarSettings = {
          lang: visit.lang,
          name: wordsOf(visit.lang).feed.name(said(visit.workspace.name, visit.lang)),
          addressOf: (meeting) => whole(services, visit, `/meetings/${meeting.id}`),
        }
        return download({
          ...{ name: 'acuerdo.ics', mediaType, inline: true },
          tag: calendarTag(meetings, settings),
          body: () => calendarText(meetings, settings),
        })
      })
    }),
  ]

  async function feedPage(visit: Visit, tx: ReadTx): Promise<Answer> {
    const { lang } = visit
    const words = wordsOf(lang).feed
    const feed = await feedOf(tx, visit.asker)
    const address = feed
      ? whole(services, visit, `/calendar/${tokenFor(services.secret, 'calendar', feed.seed)}.ics`)
      : null
    return page({
      title: words.title,
      lede: words.lede,
      current: 'meetings',
      islands: ['copy'],
      crumbs: crumbs(visit, { label: wordsOf(lang).list.feed }),
      main: (
        <form class="form" method="post" action={visit.to('/meetings/feed')}>
          {address && (
            <div class="ds-field">
              <label class="ds-label" for="feed">
                {words.address}
              </label>
              <div data-field="description">{words.how}</div>
              <textarea class="ds-input" id="feed" rows={3} readonly>
                {address}
              </textarea>
            </div>
          )}
          <div class="actions">
            {address && (
              <button class="ds-button" type="button" hidden data-copy="feed" data-copied={words.copied}>
                {words.copy}
              </button>
            )}
            <Button variant={address ? 'tertiary' : 'primary'}>{address ? words.renew : words.make}</Button>
          </div>
        </form>
      ),
    })
  }
}
