/** One demand, the steps that move it, and who owns it. */
import { isConflict } from '../../../kernel/over-version.ts'
import { said, textIn } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { backOr } from '../../../web/server/back.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { field, idOrNull, isDay, organisationChoices, organisationTyped, today } from '../../common.ts'
import type { RefusedNote } from '../../pages/note.tsx'
import { wordsOf } from '../../words.ts'
import { demandCrumbs, isOutside, writesAsTeam, writesOwn } from '../common.tsx'
import { DemandActions, DemandAside } from '../pages/aside.tsx'
import { type RefusedStep, whoRaises } from '../pages/board.tsx'
import { DemandPage } from '../pages/demand-page.tsx'
import { type How, ranks, stages, teamHows } from '../rules.ts'
import { addOwners, demandById, demandsOf, earlierWords } from '../store/demands.ts'
import { endorsementsOf } from '../store/endorsements.ts'
import { mandatesOf } from '../store/mandates.ts'
import { rewordSupport } from '../store/notes.ts'
import { whyNotRemove } from '../store/removal.ts'
import { rewordStep, stepDemand, stepsOf, undoStep } from '../store/steps.ts'
import { demandWords } from '../words.ts'

export const idOf = (visit: Visit): string => visit.params.id ?? ''
const mayEndorse = (visit: Visit): boolean => writesAsTeam(visit) || writesOwn(visit)

export const demandRoutes = (): Route[] => [
  get('/demands/:id', sees('demand'), (visit, tx) => onePage(visit, tx)),
  post('/demands/:id/step', writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const { lang, asker } = visit
    const typed = field(form, 'words').slice(0, 10_000)
    const takenOn = field(form, 'takenOn') || today(visit)
    const step = field(form, 'step')
    try {
      if (!isDay(takenOn)) throw new Problem('demand.noDay')
      const from = stages.find((stage) => stage === field(form, 'from')) ?? 'raised'
      const words = typed === '' ? null : textIn(lang, typed)
      const given = { step, from, takenOn, words, how: howIn(visit, form) }
      const stage = await stepDemand(tx, asker, idOf(visit), given, today(visit))
      return redirect(backOr(visit, form, `/demands/${idOf(visit)}`), demandWords(lang).moved[stage])
    } catch (problem) {
      // Nothing was written yet: the page again, with what was typed.
      const error = sentenceOf(problem, lang)
      if (error === null || typed === '') throw problem
      const answer = await onePage(visit, tx, { error, step, takenOn, words: typed })
      return { ...answer, status: problem instanceof Problem && problem.status === 409 ? 409 : 422 }
    }
  }),
  post('/demands/:id/undo', writes('demand'), async (visit, tx) => {
    const step = idOrNull(field(await visit.form(), 'step')) ?? idOf(visit)
    await undoStep(tx, visit.asker, idOf(visit), step)
    return redirect(visit.to(`/demands/${idOf(visit)}`), demandWords(visit.lang).page.undoneFlash)
  }),
  post('/demands/:id/steps/:step/note', writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const stepId = visit.params.step ?? ''
    const words = field(form, 'words').slice(0, 10_000)
    try {
      const given = { language: visit.lang, words, before: String(form.get('before') ?? '') }
      await rewordStep(tx, visit.asker, idOf(visit), stepId, given)
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      return { ...(await onePage(visit, tx, null, { stepId, words })), status: 409 as const }
    }
    return redirect(`${visit.to(`/demands/${idOf(visit)}`)}#history`, wordsOf(visit.lang).note.saved)
  }),
  supportNote('endorsement'),
  supportNote('mandate'),
  post('/demands/:id/owners', writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const demand = await demandById(tx, visit.asker, idOf(visit))
    if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
    const organisation = await organisationTyped(tx, visit.asker, field(form, 'organisation'))
    const raises = writesAsTeam(visit) && field(form, 'role') === 'raises'
    await addOwners(tx, visit.asker, demand.id, [organisation], raises)
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(visit.lang).page.ownerAdded)
  }),
]

/** The note of an endorsement or a mandate in the other language. */
const supportNote = (kind: 'endorsement' | 'mandate'): Route =>
  post(`/demands/:id/${kind}s/:${kind}/note`, writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const id = visit.params[kind] ?? ''
    const words = field(form, 'words').slice(0, 10_000)
    try {
      const given = { language: visit.lang, words, before: String(form.get('before') ?? '') }
      await rewordSupport(tx, visit.asker, idOf(visit), { table: `demand_${kind}`, id }, given)
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      return { ...(await onePage(visit, tx, null, { stepId: id, words })), status: 409 as const }
    }
    return redirect(`${visit.to(`/demands/${idOf(visit)}`)}#${kind}s`, wordsOf(visit.lang).note.saved)
  })

const howIn = (visit: Visit, form: FormData): How =>
  writesAsTeam(visit) ? (teamHows.find((how) => how === field(form, 'how')) ?? 'paper') : 'member'

/** What is to be mended, in words; null for what is no such thing. */
function sentenceOf(problem: unknown, lang: Visit['lang']): string | null {
  if (!(problem instanceof Problem)) return null
  const own: Readonly<Record<string, (values: Problem['values']) => string>> = demandWords(lang).problems
  return own[problem.code]?.(problem.values) ?? null
}

async function onePage(
  visit: Visit,
  tx: ReadTx,
  refused: RefusedStep | null = null,
  refusedNote: RefusedNote | null = null,
): Promise<PageAnswer> {
  const { lang, asker, to } = visit
  const demand = await demandById(tx, asker, idOf(visit))
  const outside = isOutside(visit)
  const asTeam = writesAsTeam(visit)
  const others = outside || demand.votes === 0 ? [] : await demandsOf(tx, asker)
  const thread = await threadOf(tx, asker, demand.id)
  const why = demand.mayWrite ? whyNotRemove(asker, demand) : null
  const open = others.filter(({ stage }) => stage !== 'agreed' && stage !== 'withdrawn')
  const props = {
    lang,
    to,
    today: today(visit),
    demand,
    steps: await stepsOf(tx, asker, demand.id),
    endorsements: await endorsementsOf(tx, asker, demand.id),
    mandates: await mandatesOf(tx, asker, demand.id),
    earlier: await earlierWords(tx, asker, demand.id),
    rank: ranks(open.map(({ id, priority, votes }) => ({ id, place: priority, votes }))).get(demand.id),
    organisationId: asker.organisationId,
    asTeam,
    mayEndorse: mayEndorse(visit),
    outside,
    choices: demand.mayWrite ? await organisationChoices(tx, visit) : [],
    refused,
    refusedNote,
    keeps: why && sentenceOf(why, lang),
    supports: thread.supports.map(({ title }) => said(title, lang)),
  }
  const words = demandWords(lang)
  const marks = [
    words.stages[demand.stage],
    demand.womensCaucus && words.caucus,
    demand.joint && words.joint,
  ].filter(Boolean)
  return page({
    title: words.page.of(whoRaises(demand, lang)),
    subtitle: marks.join(' · '),
    current: 'demands',
    crumbs: demandCrumbs(visit, { label: words.page.of(whoRaises(demand, lang)) }),
    actions: <DemandActions lang={lang} to={to} demand={demand} mayAgenda={mayEndorse(visit)} />,
    main: <DemandPage {...props} />,
    aside: (
      <>
        <DemandAside {...props} />
        <ThreadPanel lang={lang} to={to} thread={thread} />
      </>
    ),
  })
}
