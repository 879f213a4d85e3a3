/** One demand, and all that moves it: steps, endorsements, mandates, owners. */
import { said, textIn } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { backOr } from '../../../web/server/back.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, field, idOrNull, isDay, organisationChoices, organisationTyped, today } from '../../common.ts'
import { demandCrumbs, isOutside, missing, writesAsTeam, writesOwn } from '../common.tsx'
import { type RefusedStep, whoRaises } from '../pages/board.tsx'
import { DemandActions, DemandAside, DemandPage } from '../pages/demand-page.tsx'
import {
  endorseOwn,
  endorseTeam,
  endorseWords,
  mandateOwn,
  mandateTeam,
  mandateWords,
} from '../pages/forms.tsx'
import { type How, ranks, stages, teamHows } from '../rules.ts'
import { addOwners, type Demand, demandById, demandsOf, earlierWords } from '../store/demands.ts'
import {
  addMandate,
  endorse,
  endorsementsOf,
  mandatesOf,
  removeMandate,
  stepDemand,
  stepsOf,
  takeBack,
  undoStep,
} from '../store/steps.ts'
import { demandWords } from '../words.ts'

const idOf = (visit: Visit): string => visit.params.id ?? ''
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
  post('/demands/:id/owners', writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const demand = await demandById(tx, visit.asker, idOf(visit))
    if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
    const organisation = await organisationTyped(tx, visit.asker, field(form, 'organisation'))
    const raises = writesAsTeam(visit) && field(form, 'role') === 'raises'
    await addOwners(tx, visit.asker, demand.id, [organisation], raises)
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(visit.lang).page.ownerAdded)
  }),

  get('/demands/:id/endorse', writes('demand'), async (visit, tx) =>
    endorsePage(visit, tx, await demandById(tx, visit.asker, idOf(visit)), {
      values: { act: 'assembly', actedOn: today(visit), how: 'paper' },
    }),
  ),
  post('/demands/:id/endorse', writes('demand'), async (visit, tx) => {
    const { lang, asker } = visit
    const demand = await demandById(tx, asker, idOf(visit))
    const form = await visit.form()
    const asTeam = writesAsTeam(visit)
    const read = asTeam
      ? readForm(endorseTeam, form, endorseWords(lang), lang)
      : readForm(endorseOwn, form, endorseWords(lang), lang)
    if (!read.ok) return endorsePage(visit, tx, demand, read)
    const { value } = read
    const organisationId =
      'organisation' in value ? idOrNull(String(value.organisation)) : asker.organisationId
    if (!organisationId) throw new Problem('demand.noOrganisation')
    const unknown = await missing(tx, visit, endorseWords(lang), [
      ['organisation', 'organisation', organisationId],
    ])
    if (unknown.length > 0) return endorsePage(visit, tx, demand, { values: typed(form), errors: unknown })
    const late = value.actedOn > today(visit)
    if (late)
      return endorsePage(visit, tx, demand, {
        values: typed(form),
        errors: [ahead(visit, 'actedOn', value.actedOn)],
      })
    await endorse(
      tx,
      asker,
      demand.id,
      {
        organisationId,
        act: value.act,
        actedOn: value.actedOn,
        women: value.women ?? null,
        men: value.men ?? null,
        note: value.note ?? '',
        how: howOf(value, asTeam),
      },
      today(visit),
    )
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(lang).endorse.saved)
  }),
  post('/demands/:id/endorsements/:endorsement/take-back', writes('demand'), async (visit, tx) => {
    await takeBack(tx, visit.asker, idOf(visit), visit.params.endorsement ?? '', today(visit))
    return redirect(visit.to(`/demands/${idOf(visit)}`), demandWords(visit.lang).endorse.takenBack)
  }),

  get('/demands/:id/mandate', writes('demand'), async (visit, tx) =>
    mandatePage(visit, tx, await demandById(tx, visit.asker, idOf(visit)), {
      values: { body: 'assembly', heldOn: today(visit), how: 'paper' },
    }),
  ),
  post('/demands/:id/mandate', writes('demand'), async (visit, tx) => {
    const { lang, asker } = visit
    const demand = await demandById(tx, asker, idOf(visit))
    const form = await visit.form()
    const asTeam = writesAsTeam(visit)
    const read = asTeam
      ? readForm(mandateTeam, form, mandateWords(lang), lang)
      : readForm(mandateOwn, form, mandateWords(lang), lang)
    if (!read.ok) return mandatePage(visit, tx, demand, read)
    const { value } = read
    const organisationId =
      'organisation' in value ? idOrNull(String(value.organisation)) : asker.organisationId
    if (!organisationId) throw new Problem('demand.noOrganisation')
    const unknown = await missing(tx, visit, mandateWords(lang), [
      ['organisation', 'organisation', organisationId],
    ])
    if (unknown.length > 0) return mandatePage(visit, tx, demand, { values: typed(form), errors: unknown })
    const late = value.heldOn > today(visit)
    if (late)
      return mandatePage(visit, tx, demand, {
        values: typed(form),
        errors: [ahead(visit, 'heldOn', value.heldOn)],
      })
    await addMandate(
      tx,
      asker,
      demand.id,
      {
        organisationId,
        body: value.body,
        bodyName: value.bodyName ?? '',
        heldOn: value.heldOn,
        result: value.result,
        inFavour: value.inFavour ?? null,
        against: value.against ?? null,
        abstained: value.abstained ?? null,
        women: value.women ?? null,
        men: value.men ?? null,
        note: value.note ?? '',
        how: howOf(value, asTeam),
      },
      today(visit),
    )
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(lang).mandate.saved)
  }),
  post('/demands/:id/mandates/:mandate/remove', writes('demand'), async (visit, tx) => {
    await removeMandate(tx, visit.asker, idOf(visit), visit.params.mandate ?? '')
    return redirect(visit.to(`/demands/${idOf(visit)}`), demandWords(visit.lang).mandate.removed)
  }),
]

const ahead = (visit: Visit, name: string, day: string): FormError => ({
  field: name,
  text: demandWords(visit.lang).problems['demand.future']({ day }),
})

const typed = (form: FormData): FormValues =>
  Object.fromEntries([...form].map(([name, one]) => [name, typeof one === 'string' ? one : undefined]))

const howIn = (visit: Visit, form: FormData): How =>
  writesAsTeam(visit) ? (teamHows.find((how) => how === field(form, 'how')) ?? 'paper') : 'member'
const howOf = (value: object, asTeam: boolean): How =>
  asTeam && 'how' in value ? (teamHows.find((how) => how === value.how) ?? 'paper') : 'member'

/** What is to be mended, in words; null for what is no such thing. */
function sentenceOf(problem: unknown, lang: Visit['lang']): string | null {
  if (!(problem instanceof Problem)) return null
  const own: Readonly<Record<string, (values: Problem['values']) => string>> = demandWords(lang).problems
  return own[problem.code]?.(problem.values) ?? null
}

async function onePage(visit: Visit, tx: ReadTx, refused: RefusedStep | null = null): Promise<PageAnswer> {
  const { lang, asker, to } = visit
  const demand = await demandById(tx, asker, idOf(visit))
  const outside = isOutside(visit)
  const asTeam = writesAsTeam(visit)
  const others = outside || demand.votes === 0 ? [] : await demandsOf(tx, asker)
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
        <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, demand.id)} />
      </>
    ),
  })
}

interface Given {
  values: FormValues
  errors?: readonly FormError[]
}

async function endorsePage(visit: Visit, tx: ReadTx, demand: Demand, given: Given): Promise<Answer> {
  const { lang } = visit
  const words = demandWords(lang)
  const asTeam = writesAsTeam(visit)
  const common = {
    lang,
    words: endorseWords(lang),
    action: bare(visit, `/demands/${demand.id}/endorse`),
    cancelHref: bare(visit, `/demands/${demand.id}`),
    submit: asTeam ? words.endorse.saveTeam : words.endorse.save,
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
  }
  const controls = {
    actedOn: { width: 'medium' },
    women: { width: 'short' },
    men: { width: 'short' },
    note: { as: 'textarea', rows: 2 },
  } as const
  return formPage(
    visit,
    demand,
    words.endorse.title,
    words.endorse.ledeTeam,
    given,
    <>
      <p class="quoted">{said(demand.words, lang)}</p>
      {asTeam ? (
        <Form
          {...common}
          schema={endorseTeam}
          controls={{ ...controls, organisation: { options: await organisationChoices(tx, visit) } }}
        />
      ) : (
        <Form {...common} schema={endorseOwn} controls={controls} />
      )}
    </>,
  )
}

async function mandatePage(visit: Visit, tx: ReadTx, demand: Demand, given: Given): Promise<Answer> {
  const { lang } = visit
  const words = demandWords(lang)
  const common = {
    lang,
    words: mandateWords(lang),
    action: bare(visit, `/demands/${demand.id}/mandate`),
    cancelHref: bare(visit, `/demands/${demand.id}`),
    submit: words.mandate.save,
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
  }
  const short = { width: 'short' } as const
  const controls = {
    heldOn: { width: 'medium' },
    ...{ inFavour: short, against: short, abstained: short, women: short, men: short },
    note: { as: 'textarea', rows: 2 },
  } as const
  return formPage(
    visit,
    demand,
    words.mandate.title,
    words.mandate.lede,
    given,
    <>
      <p class="quoted">{said(demand.words, lang)}</p>
      {writesAsTeam(visit) ? (
        <Form
          {...common}
          schema={mandateTeam}
          controls={{ ...controls, organisation: { options: await organisationChoices(tx, visit) } }}
        />
      ) : (
        <Form {...common} schema={mandateOwn} controls={controls} />
      )}
    </>,
  )
}

const formPage = (
  visit: Visit,
  demand: Demand,
  title: string,
  lede: string,
  given: Given,
  main: ReturnType<typeof page>['main'],
): Answer =>
  page({
    title,
    lede,
    current: 'demands',
    crumbs: demandCrumbs(
      visit,
      {
        label: demandWords(visit.lang).page.of(whoRaises(demand, visit.lang)),
        href: bare(visit, `/demands/${demand.id}`),
      },
      { label: title },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    main,
  })
