/**
 * Many commitments updated in one list by keyboard: a party's views, or due days and offices by the team. Each line is a record of
 * its own: those that can be are saved, and of the others all that was typed comes back, with what stands where somebody else
 * wrote meanwhile (409) or what a rule says (422).
 */

import { isConflict } from '../../../kernel/over-version.ts'
import type { WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit } from '../../../web/server/route.ts'
import { wordsOf as webWords } from '../../../web/words.ts'
import { field, idOrNull, isDay, today } from '../../common.ts'
import { viewArrives } from '../giving.ts'
import { BulkForm, type BulkProps, type Line } from '../pages/bulk.tsx'
import { byUrgency } from '../pages/list.tsx'
import { deciders, values } from '../rules.ts'
import { type Commitment, changeCommitment, commitmentsOf } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { assesses, commitmentCrumbs, writesAll } from './common.ts'

const most = 200
const openOnes = (all: readonly Commitment[]): Commitment[] =>
  byUrgency(all)
    .filter(({ pace }) => pace !== 'kept')
    .slice(0, most)

/** What became of a line: written, left as it was, or refused. */
type Outcome = 'saved' | 'same' | Line

export const commitmentBulkRoutes = (): Route[] => [
  get('/commitments/update', sees('agreement'), async (visit, tx) => {
    if (!assesses(visit) && !writesAll(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return bulkPage(visit, openOnes(await commitmentsOf(tx, visit.asker, today(visit))))
  }),
  post('/commitments/update', sees('agreement'), async (visit, tx) => {
    if (!assesses(visit) && !writesAll(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { bulk } = commitmentWords(visit.lang)
    const form = await visit.form()
    const lines = new Map<string, Line>()
    let saved = 0
    for (const commitment of await commitmentsOf(tx, visit.asker, today(visit))) {
      const outcome = await lineOf(visit, tx, form, commitment)
      if (outcome === 'saved') saved++
      else if (outcome !== 'same') lines.set(commitment.id, outcome)
    }
    if (lines.size === 0)
      return redirect(visit.to('/commitments'), saved > 0 ? bulk.saved(saved) : bulk.nothing)
    const now = await commitmentsOf(tx, visit.asker, today(visit))
    // A line that was refused is shown, though it is open no more.
    const open = new Set(openOnes(now).map(({ id }) => id))
    const shown = now.filter(({ id }) => open.has(id) || lines.has(id))
    const answer = bulkPage(visit, shown, { lines, saved, typed: (name) => field(form, name) })
    const conflict = [...lines.values()].some((line) => 'meanwhile' in line)
    return { ...answer, status: conflict ? (409 as const) : (422 as const) }
  }),
]

/** Rules refuse before anything of a line is written, so the other lines stand. */
async function lineOf(visit: Visit, tx: WriteTx, form: FormData, one: Commitment): Promise<Outcome> {
  try {
    return await (assesses(visit) ? viewOf(visit, tx, form, one) : dueOf(visit, tx, form, one))
  } catch (problem) {
    if (isConflict(problem)) return { meanwhile: true, theirs: null }
    const { problems } = commitmentWords(visit.lang)
    if (!(problem instanceof Problem && Object.hasOwn(problems, problem.code))) throw problem
    return { error: problems[problem.code as keyof typeof problems](problem.values) }
  }
}

/** Her organisation's view, unless a colleague spoke since she opened the list. */
async function viewOf(visit: Visit, tx: WriteTx, form: FormData, one: Commitment): Promise<Outcome> {
  const typed = field(form, `view-${one.id}`)
  const value = values.find((known) => known === typed)
  if (!value) return 'same'
  const decided = field(form, 'decidedBy')
  const decidedBy = deciders.find((known) => known === decided) ?? 'leader'
  const basis = form.has(`basis-${one.id}`) ? { basis: idOrNull(field(form, `basis-${one.id}`)) } : {}
  const given = { value, decidedBy, assessedOn: today(visit), reason: null, ...basis }
  const done = await viewArrives(tx, visit.asker, one, given, { id: null, files: [] }, today(visit))
  return done.state === 'meanwhile' ? { meanwhile: true, theirs: done.theirs } : 'saved'
}

/** Day and office over the version that the list was opened on; a line that she left as it was asks for nothing. */
async function dueOf(visit: Visit, tx: WriteTx, form: FormData, one: Commitment): Promise<Outcome> {
  const name = { office: `office-${one.id}`, due: `due-${one.id}` }
  if (!form.has(name.office)) return 'same'
  const left = (typed: string) =>
    form.has(`was-${typed}`) && field(form, `was-${typed}`) === field(form, typed)
  if (left(name.office) && (!form.has(name.due) || left(name.due))) return 'same'
  const office = field(form, name.office).slice(0, 200)
  const typed = field(form, name.due)
  if (typed !== '' && !isDay(typed)) return { error: webWords(visit.lang).forms.errors.date }
  // Made permanent meanwhile, it has no day any more.
  const dueOn = one.lasts || typed === '' ? null : typed
  if (office === one.office && dueOn === one.dueOn) return 'same'
  const version = Number(field(form, `version-${one.id}`)) || 0
  await changeCommitment(tx, visit.asker, one, version, { ...one, office, dueOn })
  return 'saved'
}

function bulkPage(
  visit: Visit,
  commitments: readonly Commitment[],
  refused?: BulkProps['refused'],
): PageAnswer {
  const { lang, to, asker } = visit
  const { bulk } = commitmentWords(lang)
  const own = assesses(visit)
  return page({
    title: bulk.title,
    lede: own ? bulk.ledeOwn : bulk.ledeTeam,
    current: 'agreements',
    crumbs: commitmentCrumbs(visit, { label: bulk.title }),
    main: (
      <BulkForm
        lang={lang}
        to={to}
        commitments={commitments}
        own={own}
        organisationId={asker.organisationId}
        {...(refused ? { refused } : {})}
      />
    ),
  })
}
