/** The rooms of one report, and those of all reports, as tabs. */
import { said } from '../kernel/text.ts'
import { Tabs } from '../web/components/toolbar.tsx'
import type { Crumb } from '../web/page.tsx'
import type { Visit } from '../web/server/route.ts'
import { bare } from './services.ts'
import type { Report } from './store/reports.ts'
import { wordsOf } from './words.ts'

const paths = { write: '', read: '/read', versions: '/versions', sign: '/sign', about: '/about' } as const
export type Room = keyof typeof paths

export function reportRooms(visit: Visit, report: Pick<Report, 'id' | 'moved'>, current: Room) {
  const { rooms } = wordsOf(visit.lang)
  return (
    <Tabs
      label={wordsOf(visit.lang).list.title}
      choices={(Object.keys(paths) as Room[]).map((room) => ({
        label: rooms[room],
        href: visit.to(`/reports/${report.id}${paths[room]}`),
        current: room === current,
        ...(room === 'read' && report.moved > 0 ? { count: report.moved } : {}),
      }))}
    />
  )
}

export const reportCrumbs = (
  visit: Visit,
  report: Pick<Report, 'id' | 'title'>,
  ...more: Crumb[]
): Crumb[] => [
  { label: wordsOf(visit.lang).list.title, href: bare(visit, '/reports') },
  // The title heads the page itself, and its tabs lead to the other rooms: only deeper pages need the way back to it.
  ...(more.length > 1
    ? [{ label: clipped(said(report.title, visit.lang)), href: bare(visit, `/reports/${report.id}`) }]
    : []),
  ...(more.length > 0 ? more : [{ label: clipped(said(report.title, visit.lang)) }]),
]

/** Up to the colon or comma that comes first: «Panorama estadístico», so that the way back stays on one line. */
export const clipped = (title: string): string =>
  title.length > 40 ? (/^[^:,]{6,40}/.exec(title)?.[0] ?? title) : title

const shelves = { reports: '/reports', editions: '/editions', templates: '/reports/templates' } as const

/** Drafts and templates are the team's; signed reports everybody's. */
export const shelfTabs = (visit: Visit, current: keyof typeof shelves) => (
  <Tabs
    label={wordsOf(visit.lang).list.title}
    choices={(Object.keys(shelves) as (keyof typeof shelves)[]).map((shelf) => ({
      label: wordsOf(visit.lang).tabs[shelf],
      href: visit.to(shelves[shelf]),
      current: shelf === current,
    }))}
  />
)
