/** What the routes of meetings share, and some of those of all rooms. */
import { threadOf } from '../../kernel/thread-near.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ThreadChanges } from '../../web/components/thread-changes.tsx'
import { Tabs } from '../../web/components/toolbar.tsx'
import type { Html } from '../../web/html.ts'
import { changesFor } from '../../web/server/changes.ts'
import type { Visit } from '../../web/server/route.ts'
import { countOf, field } from '../common.ts'
import type { Answer as AnswerGiven } from '../store/invitations.ts'
import { type Meeting, meetingById } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'

export const idOf = (visit: Visit): string => visit.params.id ?? ''
export const zoneOf = (visit: Visit): string => visit.workspace.timezone
/** Who may begin a meeting: those who write all, and a facilitator on her platforms. */
export const mayBegin = ({ asker }: Visit): boolean =>
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

/** What changed under a record, beside the form on which it is written anew; null where nothing moved. */
export async function besideForm(visit: Visit, tx: ReadTx, recordId: string): Promise<Html> {
  const changed = await changesFor(visit, tx, await threadOf(tx, visit.asker, recordId), { beside: true })
  return changed.changes.length > 0 ? <ThreadChanges {...changed} /> : null
}
