/** Today: what waits for the person who asks, and what to do first. */
import { surveysHere } from '../../evidence/index.ts'
import { may } from '../../kernel/access.ts'
import { organisationName } from '../../kernel/member.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { capital, date, time } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { clockOf } from '../../web/server/clock.ts'
import { get, type Route, type Visit } from '../../web/server/route.ts'
import { TodayPage, type TodayProps } from '../pages/today-page.tsx'
import { isAlone, linesFor } from '../today.ts'
import { wordsOf } from '../words.ts'

export const todayRoutes = (): Route[] => [
  get('', 'member', async (visit) => redirect(visit.to('/'))),
  get('/', 'member', async (visit, tx) => {
    const { lang, workspace, asker } = visit
    const words = wordsOf(lang).today
    const now = new Date()
    const organisation = await organisationName(tx, asker)
    const clock = clockOf(visit, now)
    const lines = await linesFor(visit, tx, clock)
    const writes = asker.role !== 'system' && may(asker.role, 'write', 'evidence')
    return page({
      title: words[partOfDay(time(now, workspace.timezone))](calledBy(asker.name ?? '')),
      subtitle: [
        capital(date(now, lang, 'long', workspace.timezone)),
        organisation && said(organisation, lang),
      ]
        .filter(Boolean)
        .join(' · '),
      ...(lines.length > 0 ? { lede: words.waiting(lines.length) } : {}),
      current: 'today',
      main: (
        <TodayPage
          lang={lang}
          clock={clock}
          lines={lines}
          to={visit.to}
          steps={lines.length === 0 ? await stepsFor(visit, tx, writes) : []}
          doing={writes}
        />
      ),
    })
  }),
]

/** Where to begin: who brings surveys and people is told what is still to be done, everybody else what there is to see. */
async function stepsFor(visit: Visit, tx: ReadTx, writes: boolean): Promise<TodayProps['steps']> {
  const words = wordsOf(visit.lang).today
  const surveys = await surveysHere(tx, visit)
  const step = (title: string, text: string, action: string, path: string) => ({
    title,
    text,
    action,
    href: visit.to(path),
  })
  const overview = step(words.seeOverview, words.seeOverviewText, words.see, '/evidence/overview')
  const bring = step(words.bring, words.bringText, words.bringIt, '/evidence/import')
  const invite = step(words.invite, words.inviteText, words.inviteOne, '/members/new')
  const places = step(words.seePlaces, words.seePlacesText, words.find, '/places')
  if (!writes)
    return [
      ...(surveys.any ? [overview] : []),
      places,
      step(words.seeGroups, words.seeGroupsText, words.see, '/groups'),
      ...(surveys.any ? [step(words.seeFigures, words.seeFiguresText, words.see, '/evidence/figures')] : []),
    ]
  return [
    ...(surveys.any ? [overview] : []),
    ...(surveys.real ? [] : [bring]),
    ...(visit.asker.role === 'coordinator' && (await isAlone(tx, visit.asker)) ? [invite] : []),
    places,
  ]
}

/** Mornings end at noon and evenings begin at seven, as people greet in Mexico. */
export function partOfDay(clock: string): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(clock.slice(0, 2))
  if (hour >= 4 && hour < 12) return 'morning'
  return hour >= 12 && hour < 19 ? 'afternoon' : 'evening'
}

/** The first name; where it is only a letter or an abbreviation (`Ma. Elena`), the name as it was given. */
export function calledBy(name: string): string {
  const [first = ''] = name.trim().split(/\s+/)
  return first.length < 3 || first.endsWith('.') ? name.trim() : first
}
