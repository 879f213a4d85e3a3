/** One commitment: its page, a party's view of it, incidents against it. */
import { placesOf, workerGroupsOf } from '../../../kernel/place.ts'
import { said, textIn } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, idOrNull, organisationChoices, today, typedIn } from '../../common.ts'
import {
  giveView,
  type IncidentGiven,
  incidentsOf,
  noteIncident,
  remediesOf,
  removeIncident,
  viewsOf,
} from '../follow-up.ts'
import { incidentOwn, incidentTeam, incidentWords, viewSchema, viewWords } from '../pages/forms.tsx'
import { CommitmentPage } from '../pages/page.tsx'
import { rungsOpen } from '../rules.ts'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { assesses, commitmentCrumbs, readOne, writesAll } from './common.ts'

interface Given {
  values: FormValues
  errors?: readonly FormError[]
}

export const commitmentRoutes = (): Route[] => [
  get('/commitments/:id', sees('agreement'), onePage),

  get('/commitments/:id/view', writes('assessment'), async (visit, tx) =>
    viewPage(visit, await readOne(visit, tx), { values: { assessedOn: today(visit), decidedBy: 'leader' } }),
  ),
  post('/commitments/:id/view', writes('assessment'), async (visit, tx) => {
    const { lang, asker } = visit
    const commitment = await readOne(visit, tx)
    const form = await visit.form()
    const read = readForm(viewSchema, form, viewWords(lang), lang)
    if (!read.ok) return viewPage(visit, commitment, read)
    const { value, decidedBy, assessedOn, reason } = read.value
    try {
      const given = { value, decidedBy, assessedOn, reason: reason ? textIn(lang, reason) : null }
      await giveView(tx, asker, commitment, given, today(visit))
    } catch (problem) {
      const field = onField(problem, viewFields)
      if (!field) throw problem
      return viewPage(visit, commitment, { values: typedIn(form), errors: [toldOn(visit, problem, field)] })
    }
    return redirect(`${visit.to(`/commitments/${commitment.id}`)}#views`, commitmentWords(lang).page.given)
  }),

  get('/commitments/:id/incidents/new', sees('agreement'), async (visit, tx) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return incidentPage(visit, tx, await readOne(visit, tx), { values: { happenedOn: today(visit) } })
  }),
  post('/commitments/:id/incidents/new', sees('agreement'), async (visit, tx) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { lang, asker } = visit
    const commitment = await readOne(visit, tx)
    const form = await visit.form()
    const read = asker.organisationId
      ? readForm(incidentOwn, form, incidentWords(lang), lang)
      : readForm(incidentTeam, form, incidentWords(lang), lang)
    if (!read.ok) return incidentPage(visit, tx, commitment, read)
    const { value } = read
    const typed = 'organisation' in value ? idOrNull(String(value.organisation)) : null
    const organisationId = asker.organisationId ?? (await known(tx, visit, typed))
    const given: IncidentGiven = {
      organisationId,
      kind: value.kind,
      happenedOn: value.happenedOn,
      venue: value.venue ?? '',
      women: value.women ?? null,
      men: value.men ?? null,
      words: textIn(lang, value.words),
    }
    try {
      await noteIncident(tx, asker, commitment, given, today(visit))
    } catch (problem) {
      const field = onField(problem, incidentFields)
      if (!field) throw problem
      return incidentPage(visit, tx, commitment, {
        values: typedIn(form),
        errors: [toldOn(visit, problem, field)],
      })
    }
    return redirect(
      `${visit.to(`/commitments/${commitment.id}`)}#incidents`,
      commitmentWords(lang).page.noted,
    )
  }),
  post('/commitments/:id/incidents/:incident/remove', sees('agreement'), async (visit, tx) => {
    const commitment = await readOne(visit, tx)
    const id = idOrNull(visit.params.incident)
    if (!id) return new Problem('kernel.notFound', {}, 404)
    await removeIncident(tx, visit.asker, id)
    return redirect(
      `${visit.to(`/commitments/${commitment.id}`)}#incidents`,
      commitmentWords(visit.lang).page.removed,
    )
  }),
]

const notes = (visit: Visit): boolean => assesses(visit) || writesAll(visit)

async function known(tx: ReadTx, visit: Visit, id: string | null): Promise<string> {
  const found =
    id &&
    (await tx
      .selectFrom('kernel.organisation')
      .select('id')
      .where('workspace_id', '=', visit.asker.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst())
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found.id
}

/** Which field a rule is about, so that the form is shown again with what was typed. */
const viewFields = {
  'commitments.futureView': 'assessedOn',
  'commitments.wasDue': 'value',
  'commitments.lastsOn': 'value',
}
const incidentFields = { 'commitments.futureView': 'happenedOn', 'commitments.incidentWords': 'words' }
const onField = (problem: unknown, fields: Readonly<Record<string, string>>): string | undefined =>
  problem instanceof Problem ? fields[problem.code] : undefined

function toldOn(visit: Visit, problem: unknown, field: string): FormError {
  const { problems } = commitmentWords(visit.lang)
  if (!(problem instanceof Problem)) throw problem
  return { field, text: problems[problem.code as keyof typeof problems](problem.values) }
}

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = commitmentWords(lang)
  const commitment = await readOne(visit, tx)
  const remedies = await remediesOf(tx, asker, commitment.id)
  const place = (await placesOf(tx, asker)).find(({ id }) => id === commitment.placeId)
  const group = (await workerGroupsOf(tx, asker)).find(({ id }) => id === commitment.workerGroupId)
  // Whoever owes it does not write letters to itself.
  const climbs = writesAll(visit) || (assesses(visit) && asker.organisationId !== commitment.organisationId)
  return page({
    title: words.list.one,
    current: 'agreements',
    crumbs: commitmentCrumbs(visit, { label: words.list.one }),
    actions:
      writesAll(visit) && commitment.mayWrite ? (
        <ButtonLink href={to(`/commitments/${commitment.id}/edit`)}>{words.page.edit}</ButtonLink>
      ) : undefined,
    main: (
      <CommitmentPage
        lang={lang}
        to={to}
        commitment={commitment}
        place={place ? said(place.name, lang) : null}
        group={group ? said(group.name, lang) : null}
        views={await viewsOf(tx, asker, commitment.id)}
        incidents={await incidentsOf(tx, asker, commitment.id)}
        remedies={remedies}
        rungs={climbs ? rungsOpen(commitment.pace, commitment.said, remedies) : []}
        assesses={assesses(visit)}
        notes={notes(visit)}
        organisationId={asker.organisationId}
      />
    ),
    aside: <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, commitment.id)} />,
  })
}

const formPage = (
  visit: Visit,
  commitment: Commitment,
  title: string,
  given: Given,
  main: Parameters<typeof page>[0]['main'],
): Answer =>
  page({
    title,
    current: 'agreements',
    crumbs: commitmentCrumbs(
      visit,
      { label: commitmentWords(visit.lang).list.one, href: bare(visit, `/commitments/${commitment.id}`) },
      { label: title },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        <p class="quoted">{said(commitment.words, visit.lang)}</p>
        {main}
      </>
    ),
  })

function viewPage(visit: Visit, commitment: Commitment, given: Given): Answer {
  const { lang } = visit
  const words = commitmentWords(lang).page
  return formPage(
    visit,
    commitment,
    words.give,
    given,
    <Form
      lang={lang}
      schema={viewSchema}
      words={viewWords(lang)}
      action={bare(visit, `/commitments/${commitment.id}/view`)}
      cancelHref={bare(visit, `/commitments/${commitment.id}`)}
      values={given.values}
      {...(given.errors ? { errors: given.errors } : {})}
      controls={{
        value: { as: 'radio' },
        assessedOn: { width: 'medium' },
        reason: { as: 'textarea', rows: 3 },
      }}
    />,
  )
}

async function incidentPage(visit: Visit, tx: ReadTx, commitment: Commitment, given: Given): Promise<Answer> {
  const { lang, asker } = visit
  const words = commitmentWords(lang).page
  const common = {
    lang,
    words: incidentWords(lang),
    action: bare(visit, `/commitments/${commitment.id}/incidents/new`),
    cancelHref: bare(visit, `/commitments/${commitment.id}`),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
  }
  const controls = {
    happenedOn: { width: 'medium' },
    women: { width: 'short' },
    men: { width: 'short' },
    words: { as: 'textarea', rows: 3 },
  } as const
  return formPage(
    visit,
    commitment,
    words.note,
    given,
    asker.organisationId ? (
      <Form {...common} schema={incidentOwn} controls={controls} />
    ) : (
      <Form
        {...common}
        schema={incidentTeam}
        controls={{ ...controls, organisation: { options: await organisationChoices(tx, visit) } }}
      />
    ),
  )
}
