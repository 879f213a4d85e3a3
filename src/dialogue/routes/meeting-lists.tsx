/** The meetings as lists and as a month, for all and for one place. */
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Pages } from '../../web/components/lists.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { capital, dayOf, number, period } from '../../web/format.ts'
import { type Answer, page } from '../../web/server/answer.ts'
import { get, type Route, sees, type Visit } from '../../web/server/route.ts'
import { crumbs, idOrNull, placeChoices, today } from '../common.ts'
import { whenOf } from '../convocation.ts'
import { Awaiting, MeetingTable, MonthTable } from '../pages/meeting-list.tsx'
import { RemovedList } from '../pages/removal.tsx'
import { reachOf } from '../store/attendance.ts'
import { meetingsOf } from '../store/meetings.ts'
import { awaitedOf } from '../store/positions.ts'
import { removedOf } from '../store/removal.ts'
import { wordsOf } from '../words.ts'
import { monthOf } from '../zone.ts'
import { mayBegin, rooms, zoneOf } from './common.tsx'

export const meetingListRoutes = (): Route[] => [
  get('/meetings', sees('meeting'), (visit, tx) => listPage(visit, tx, 'upcoming')),
  get('/meetings/past', sees('meeting'), (visit, tx) => listPage(visit, tx, 'past')),
  get('/meetings/month', sees('meeting'), monthPage),
]

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

/** Meetings on a page of a list. */
const pageLength = 50

async function listPage(visit: Visit, tx: ReadTx, view: 'upcoming' | 'past'): Promise<Answer> {
  const { lang, asker, query } = visit
  const words = wordsOf(lang)
  const now = new Date()
  const after = idOrNull(query.get('after') ?? undefined)
  const span =
    view === 'upcoming' ? { from: new Date(now.getTime() - 6 * 3_600_000) } : { to: now, newestFirst: true }
  const found = await meetingsOf(tx, asker, {
    ...span,
    placeId: placeId(visit),
    after,
    limit: pageLength + 1,
  })
  const meetings = found.slice(0, pageLength)
  const next = view === 'upcoming' && !after ? meetings.find(({ state }) => state !== 'cancelled') : undefined
  const reach = await reachOf(tx, asker, { from: new Date(now.getTime() - 365 * 86_400_000), to: now })
  const none = meetings.length === 0 && reach.meetings === 0
  const lede = next
    ? words.list.lede(`${said(next.title, lang)}, ${whenOf(next, lang, zoneOf(visit))}`)
    : words.list.ledeNone
  const here = view === 'upcoming' ? '/meetings' : '/meetings/past'
  const turn = (to: string | null | undefined) =>
    visit.to(here, { place: query.get('place'), after: to ?? null })
  return page({
    title: words.list.title,
    ...(view === 'upcoming' && !none && !after ? { lede } : {}),
    current: 'meetings',
    actions: addButton(visit),
    toolbar: await tools(visit, tx, view),
    main: (
      <>
        <Awaiting lang={lang} to={visit.to} awaited={view === 'upcoming' ? await awaitedOf(tx, asker) : []} />
        {meetings.length > 0 ? (
          <MeetingTable
            lang={lang}
            zone={zoneOf(visit)}
            meetings={meetings}
            to={visit.to}
            caption={words.list[view]}
          />
        ) : none ? (
          <EmptyState title={words.list.empty} action={addButton(visit)}>
            <p>{words.list.emptyText}</p>
          </EmptyState>
        ) : (
          <p>{words.list.nothingHere}</p>
        )}
        <Pages
          lang={lang}
          {...(after ? { newer: turn(null) } : {})}
          {...(found.length > pageLength ? { older: turn(meetings.at(-1)?.id) } : {})}
        />
        {reach.meetings > 0 && (
          <p class="subtle">
            {words.list.reach(
              number(reach.meetings),
              number(reach.participations),
              number(reach.persons),
              number(reach.counted),
            )}
          </p>
        )}
        <RemovedList
          lang={lang}
          removed={mayBegin(visit) ? await removedOf(tx, asker, 'meeting') : []}
          restore={(id) => visit.to(`/meetings/${id}/restore`)}
        />
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
