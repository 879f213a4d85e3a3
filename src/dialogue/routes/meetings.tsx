/** The meetings: lists, the month, one meeting, and all that is done with it before it is held. */
import { newId } from '../../kernel/id.ts'
import { type Language, said, type Text, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { EmptyState } from '../../web/components/notice.tsx'
import { FilterBar, Tabs, Toolbar } from '../../web/components/toolbar.tsx'
import { capital, dayOf, number, period } from '../../web/format.ts'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../web/server/route.ts'
import { calendarText, mediaType } from '../calendar.ts'
import {
  bare,
  countOf,
  crumbs,
  type DialogueServices,
  field,
  groupChoices,
  idOrNull,
  organisationChoices,
  organisationTyped,
  placeChoices,
  today,
  typedIn,
  unknownChoices,
  whole,
} from '../common.ts'
import { whenOf } from '../convocation.ts'
import { presentOf } from '../pages/attendance-pages.tsx'
import { agendaLines, meetingSchema, meetingValues, meetingWords } from '../pages/meeting-form.tsx'
import { MeetingTable, MonthTable } from '../pages/meeting-list.tsx'
import { MeetingAside, MeetingPage, type MeetingPageProps, MeetingSteps } from '../pages/meeting-page.tsx'
import { attendeesOf, headCountsOf, reachOf } from '../store/attendance.ts'
import { worded } from '../store/common.ts'
import {
  type Answer as AnswerGiven,
  giveAnswer,
  invitationById,
  invitationsOf,
  openLinks,
} from '../store/invitations.ts'
import {
  addMeeting,
  addParties,
  agendaOf,
  bringable,
  changeMeeting,
  type Meeting,
  type MeetingFields,
  meetingById,
  meetingsOf,
  partiesOf,
  removeParty,
  setAgenda,
  stepMeeting,
} from '../store/meetings.ts'
import { platformsOf } from '../store/platforms.ts'
import { wordsOf } from '../words.ts'
import { instantOf, monthOf } from '../zone.ts'

const idOf = (visit: Visit): string => visit.params.id ?? ''
const zoneOf = (visit: Visit): string => visit.workspace.timezone
/** Who may begin a meeting: those who write all, and a facilitator on her platforms. */
const mayBegin = ({ asker }: Visit): boolean =>
  ['coordinator', 'assistant', 'facilitator'].includes(asker.role)

/** The rooms beside each other. */
export function rooms(visit: Visit, current: 'upcoming' | 'month' | 'past' | 'platforms' | 'demands') {
  const words = wordsOf(visit.lang).list
  const seesMeetings = visit.asker.role !== 'donor'
  const place = visit.query.get('place')
  const all = [
    { key: 'upcoming', label: words.upcoming, href: visit.to('/meetings', { place }) },
    { key: 'month', label: words.month, href: visit.to('/meetings/month', { place }) },
    { key: 'past', label: words.past, href: visit.to('/meetings/past', { place }) },
    { key: 'platforms', label: words.platforms, href: visit.to('/platforms') },
    { key: 'demands', label: words.demands, href: visit.to('/demands') },
  ]
  return (
    <Tabs
      label={words.tabs}
      choices={all
        .filter(({ key }) => seesMeetings || key === 'demands')
        .map(({ key, label, href }) => ({ label, href, current: key === current }))}
    />
  )
}

export const meetingRoutes = (services: DialogueServices): Route[] => [
  get('/meetings', sees('meeting'), (visit, tx) => listPage(visit, tx, 'upcoming')),
  get('/meetings/past', sees('meeting'), (visit, tx) => listPage(visit, tx, 'past')),
  get('/meetings/month', sees('meeting'), monthPage),
  get('/meetings/new', writes('meeting'), async (visit, tx) =>
    formPage(visit, tx, null, {
      values: {
        platform: visit.query.get('platform') ?? undefined,
        day: visit.query.get('day') ?? undefined,
        from: '10:00',
        until: '12:00',
      },
    }),
  ),
  post('/meetings/new', writes('meeting'), async (visit, tx) => {
    const given = await readMeeting(visit, tx, null)
    if (!('fields' in given)) return given
    const id = await addMeeting(tx, visit.asker, given.fields)
    await setAgenda(tx, visit.asker, id, given.agenda)
    return redirect(visit.to(`/meetings/${id}`), wordsOf(visit.lang).form.saved)
  }),
  get('/meetings/:id', sees('meeting'), onePage),
  get('/meetings/:id/edit', writes('meeting'), async (visit, tx) => {
    const meeting = await writable(visit, tx)
    const agenda = await agendaOf(tx, visit.asker, meeting.id)
    return formPage(visit, tx, meeting, {
      values: meetingValues(meeting, agenda, visit.lang, zoneOf(visit)),
      version: meeting.version,
    })
  }),
  post('/meetings/:id/edit', writes('meeting'), async (visit, tx) => {
    const before = await writable(visit, tx)
    const given = await readMeeting(visit, tx, before)
    if (!('fields' in given)) return given
    await changeMeeting(tx, visit.asker, before.id, versionOf(await visit.form()), given.fields)
    await setAgenda(tx, visit.asker, before.id, given.agenda)
    await openLinks(tx, visit.asker, services.secret, await meetingById(tx, visit.asker, before.id))
    return redirect(visit.to(`/meetings/${before.id}`), wordsOf(visit.lang).form.changed)
  }),
  post('/meetings/:id/step', writes('meeting'), async (visit, tx) => {
    const state = await stepMeeting(tx, visit.asker, idOf(visit), field(await visit.form(), 'step'))
    await openLinks(tx, visit.asker, services.secret, await meetingById(tx, visit.asker, idOf(visit)))
    const next = state === 'convoked' ? '/convocation' : ''
    return redirect(visit.to(`/meetings/${idOf(visit)}${next}`), wordsOf(visit.lang).page.stepped[state])
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

/** What was answered in a form, of a person or of a link. */
export const answerIn = (form: FormData): AnswerGiven => {
  const answer = field(form, 'answer')
  return {
    answer: answer === 'yes' || answer === 'no' ? answer : 'pending',
    women: countOf(form, 'women', 999),
    men: countOf(form, 'men', 999),
    names: field(form, 'names').slice(0, 5000),
    children: countOf(form, 'children', 99),
    interpretation: field(form, 'interpretation').slice(0, 120),
    note: field(form, 'note').slice(0, 2000),
  }
}

/** Throws 403 where the person may read the meeting and not write it. */
export async function writable(visit: Visit, tx: ReadTx): Promise<Meeting> {
  const meeting = await meetingById(tx, visit.asker, idOf(visit))
  if (!meeting.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return meeting
}

const addButton = (visit: Visit) =>
  mayBegin(visit) ? (
    <ButtonLink href={visit.to('/meetings/new')} variant="primary">
      {wordsOf(visit.lang).list.add}
    </ButtonLink>
  ) : null

/** The choices above a list: which view, which place. */
async function tools(
  visit: Visit,
  tx: ReadTx,
  current: 'upcoming' | 'month' | 'past',
  keep: Record<string, string> = {},
) {
  const words = wordsOf(visit.lang).list
  const action = { upcoming: '/meetings', month: '/meetings/month', past: '/meetings/past' }[current]
  return (
    <>
      {rooms(visit, current)}
      <Toolbar end={<a href={visit.to('/meetings/feed')}>{words.feed}</a>}>
        <FilterBar
          lang={visit.lang}
          action={visit.to(action)}
          keep={keep}
          filters={[
            {
              name: 'place',
              label: words.place,
              value: visit.query.get('place') ?? '',
              options: [{ value: '', label: words.allPlaces }, ...(await placeChoices(tx, visit))],
            },
          ]}
        />
      </Toolbar>
    </>
  )
}

const placeId = (visit: Visit): string | undefined =>
  idOrNull(visit.query.get('place') ?? undefined) ?? undefined

async function listPage(visit: Visit, tx: ReadTx, view: 'upcoming' | 'past'): Promise<Answer> {
  const { lang, asker } = visit
  const words = wordsOf(lang).list
  const now = new Date()
  const filter = { placeId: placeId(visit), limit: 100 }
  const meetings =
    view === 'upcoming'
      ? await meetingsOf(tx, asker, { ...filter, from: new Date(now.getTime() - 6 * 3_600_000) })
      : await meetingsOf(tx, asker, { ...filter, to: now, newestFirst: true })
  const next = view === 'upcoming' ? meetings.find(({ state }) => state !== 'cancelled') : undefined
  const reach = await reachOf(tx, asker, { from: new Date(now.getTime() - 365 * 86_400_000), to: now })
  const none = meetings.length === 0 && reach.meetings === 0
  const lede = next
    ? words.lede(`${said(next.title, lang)}, ${whenOf(next, lang, zoneOf(visit))}`)
    : words.ledeNone
  return page({
    title: words.title,
    ...(view === 'upcoming' && !none ? { lede } : {}),
    current: 'meetings',
    actions: addButton(visit),
    toolbar: await tools(visit, tx, view),
    main: (
      <>
        {meetings.length > 0 ? (
          <MeetingTable
            lang={lang}
            zone={zoneOf(visit)}
            meetings={meetings}
            to={visit.to}
            caption={words[view]}
          />
        ) : none ? (
          <EmptyState title={words.empty} action={addButton(visit)}>
            <p>{words.emptyText}</p>
          </EmptyState>
        ) : (
          <p>{words.nothingHere}</p>
        )}
        {reach.meetings > 0 && (
          <p class="subtle">
            {words.reach(
              number(reach.meetings),
              number(reach.participations),
              number(reach.persons),
              number(reach.counted),
            )}
          </p>
        )}
      </>
    ),
  })
}

async function monthPage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const zone = zoneOf(visit)
  const day = today(visit)
  const asked = visit.query.get('month') ?? ''
  const month = monthOf(asked) ? asked : day.slice(0, 7)
  const around = monthOf(month)
  if (!around) throw new Problem('kernel.notFound', {}, 404)
  const meetings = await meetingsOf(tx, asker, {
    placeId: placeId(visit),
    from: new Date(Date.parse(around.first) - 7 * 86_400_000),
    to: new Date(Date.parse(around.next) + 8 * 86_400_000),
  })
  const words = wordsOf(lang).list
  const place = visit.query.get('place')
  const turn = (first: string) => visit.to('/meetings/month', { month: first.slice(0, 7), place })
  const here = meetings.filter(({ startsAt }) => dayOf(startsAt, zone).startsWith(month))
  return page({
    title: capital(period(month, lang)),
    current: 'meetings',
    crumbs: crumbs(visit, { label: period(month, lang) }),
    actions: addButton(visit),
    wide: true,
    toolbar: await tools(visit, tx, 'month', { month }),
    main: (
      <>
        <nav class="month-turn" aria-label={words.month}>
          <a href={turn(around.before)}>← {words.before}</a>
          <a href={turn(around.next)}>{words.after} →</a>
        </nav>
        {here.length === 0 && <p>{words.nothingHere}</p>}
        <MonthTable lang={lang} zone={zone} meetings={meetings} to={visit.to} month={month} today={day} />
      </>
    ),
  })
}

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const meeting = await meetingById(tx, asker, idOf(visit))
  const invitations = await invitationsOf(tx, asker, meeting.id)
  const offered = meeting.mayWrite ? await bringable(tx, asker, meeting) : []
  const attendees = meeting.state === 'held' ? await attendeesOf(tx, asker, meeting.id) : []
  const props: MeetingPageProps = {
    lang,
    zone: zoneOf(visit),
    to: visit.to,
    meeting,
    agenda: await agendaOf(tx, asker, meeting.id),
    parties: await partiesOf(tx, asker, meeting.id),
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

async function formPage(
  visit: Visit,
  tx: ReadTx,
  meeting: Meeting | null,
  given: { values: FormValues; errors?: readonly FormError[]; version?: number },
): Promise<Answer> {
  const { lang } = visit
  const words = wordsOf(lang)
  const platforms = (await platformsOf(tx, visit.asker)).filter(
    ({ mayWrite, endedOn, id }) => (mayWrite && !endedOn) || id === meeting?.platformId,
  )
  const path = meeting ? `/meetings/${meeting.id}` : '/meetings'
  return page({
    title: meeting ? words.form.edit : words.form.new,
    ...(meeting ? {} : { lede: words.form.lede }),
    current: 'meetings',
    crumbs: crumbs(
      visit,
      ...(meeting ? [{ label: said(meeting.title, lang), href: bare(visit, path) }] : []),
      {
        label: meeting ? words.form.edit : words.form.new,
      },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={meetingSchema}
        words={meetingWords(lang)}
        action={bare(visit, meeting ? `${path}/edit` : '/meetings/new')}
        cancelHref={bare(visit, path)}
        submit={words.form.save}
        values={given.values}
        {...(given.errors ? { errors: given.errors } : {})}
        {...(given.version ? { hidden: { version: given.version } } : {})}
        controls={{
          platform: { options: platforms.map(({ id, name }) => ({ value: id, label: said(name, lang) })) },
          place: { options: await placeChoices(tx, visit) },
          group: { options: await groupChoices(tx, visit) },
          convenor: { options: await organisationChoices(tx, visit) },
          day: { width: 'medium' },
          lastDay: { width: 'medium' },
          from: { width: 'short' },
          until: { width: 'short' },
          purpose: { as: 'textarea', rows: 3 },
          agenda: { as: 'textarea', rows: 6 },
        }}
      />
    ),
  })
}

/** The form as fields of a meeting, or the form again with what is to be corrected. */
async function readMeeting(visit: Visit, tx: WriteTx, before: Meeting | null) {
  const { lang } = visit
  const form = await visit.form()
  const read = readForm(meetingSchema, form, meetingWords(lang), lang)
  const again = (values: FormValues, errors: readonly FormError[]) =>
    formPage(visit, tx, before, { values, errors, ...(before ? { version: versionOf(form) } : {}) })
  if (!read.ok) return again(read.values, read.errors)
  const { value } = read
  const zone = zoneOf(visit)
  const startsAt = instantOf(value.day, value.from, zone)
  const endsAt = instantOf(value.lastDay ?? value.day, value.until, zone)
  if (!startsAt || !endsAt || endsAt <= startsAt) {
    return again(typedIn(form), [{ field: 'until', text: wordsOf(lang).problems['dialogue.endsBefore']() }])
  }
  const fields: MeetingFields = {
    kind: value.kind,
    platformId: idOrNull(value.platform),
    title: worded(before?.title ?? null, lang, value.title) ?? textIn(lang, value.title),
    purpose: worded(before?.purpose ?? null, lang, value.purpose),
    startsAt,
    endsAt,
    placeId: idOrNull(value.place),
    venue: value.venue ?? '',
    url: value.url ?? null,
    workerGroupId: idOrNull(value.group),
    convenorId: idOrNull(value.convenor),
    childcare: value.childcare,
    interpretation: value.interpretation ?? '',
  }
  // A facilitator is told about platforms that are not hers by the store.
  const platform = visit.asker.role === 'facilitator' ? null : fields.platformId
  const chosen = { place: fields.placeId, group: fields.workerGroupId, convenor: fields.convenorId, platform }
  const had = before ? [before.placeId, before.workerGroupId, before.convenorId, before.platformId] : []
  const unknown = await unknownChoices(tx, visit, meetingWords(lang), chosen, had)
  if (unknown.length > 0) return again(typedIn(form), unknown)
  const old = before ? await agendaOf(tx, visit.asker, before.id) : []
  return {
    fields,
    agenda: agendaLines(value.agenda ?? '').map((line, at) =>
      agendaItem(line, old[at]?.words ?? null, old, lang),
    ),
  }
}

/** A point keeps its translation where its words stayed, or where the page's language is the translation of the point in its place. */
function agendaItem(
  line: { words: string; minutes: number | null },
  inPlace: Text | null,
  old: readonly { words: Text }[],
  lang: Language,
) {
  const same = old.find(({ words }) => said(words, lang) === line.words)?.words
  const translated = inPlace && inPlace.source !== lang ? worded(inPlace, lang, line.words) : null
  return { words: same ?? translated ?? textIn(lang, line.words), minutes: line.minutes }
}
