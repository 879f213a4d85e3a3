/** Who stands behind a demand: endorsements, mandates, and the scan of a mandate's act. */
import { said, textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { FileDrop } from '../../../web/components/file-drop.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../../web/server/route.ts'
import { receiveFiles } from '../../../web/server/upload.ts'
import { bare, type DialogueServices, idOrNull, organisationChoices, today, typedIn } from '../../common.ts'
import { demandCrumbs, missing, writesAsTeam } from '../common.tsx'
import { whoRaises } from '../pages/board.tsx'
import {
  endorseOwn,
  endorseTeam,
  endorseWords,
  mandateOwn,
  mandateTeam,
  mandateWords,
} from '../pages/forms.tsx'
import { type How, teamHows } from '../rules.ts'
import { type Demand, demandById } from '../store/demands.ts'
import { endorse, takeBack } from '../store/endorsements.ts'
import {
  addAct,
  addMandate,
  type Mandate,
  mandatesOf,
  removeMandate,
  restoreMandate,
} from '../store/mandates.ts'
import { demandWords } from '../words.ts'
import { idOf } from './demand.tsx'

/** A scanned act of a few pages. */
const maxAct = 20_000_000

export const supportRoutes = (services: DialogueServices): Route[] => [
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
    if (unknown.length > 0) return endorsePage(visit, tx, demand, { values: typedIn(form), errors: unknown })
    const late = value.actedOn > today(visit)
    if (late)
      return endorsePage(visit, tx, demand, {
        values: typedIn(form),
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
        note: value.note ? textIn(lang, value.note) : null,
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
    if (unknown.length > 0) return mandatePage(visit, tx, demand, { values: typedIn(form), errors: unknown })
    const late = value.heldOn > today(visit)
    if (late)
      return mandatePage(visit, tx, demand, {
        values: typedIn(form),
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
        note: value.note ? textIn(lang, value.note) : null,
        how: howOf(value, asTeam),
      },
      today(visit),
    )
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(lang).mandate.saved)
  }),
  post('/demands/:id/mandates/:mandate/remove', writes('demand'), async (visit, tx) => {
    await removeMandate(tx, visit.asker, idOf(visit), visit.params.mandate ?? '')
    return redirect(
      `${visit.to(`/demands/${idOf(visit)}`)}#mandates`,
      demandWords(visit.lang).mandate.removed,
      visit.to(`/demands/${idOf(visit)}/mandates/${visit.params.mandate}/restore`),
    )
  }),
  post('/demands/:id/mandates/:mandate/restore', writes('demand'), async (visit, tx) => {
    await restoreMandate(tx, visit.asker, idOf(visit), visit.params.mandate ?? '')
    return redirect(
      `${visit.to(`/demands/${idOf(visit)}`)}#mandates`,
      demandWords(visit.lang).mandate.restored,
    )
  }),
  get('/demands/:id/mandates/:mandate/act', writes('demand'), async (visit, tx) => {
    const { demand, mandate } = await ownMandate(visit, tx)
    return actPage(visit, demand, mandate)
  }),
  work('POST', '/demands/:id/mandates/:mandate/act', writes('demand'), async (visit) => {
    // Before a byte is kept: whether she may at all.
    const { mandate } = await visit.read((tx) => ownMandate(visit, tx))
    const { files } = await receiveFiles(visit.request, services.files, { maxBytes: maxAct, maxFiles: 1 })
    const [file] = files
    const mediaType = file && kinds[file.name.split('.').at(-1)?.toLowerCase() ?? '']
    if (!file || !mediaType) throw new Problem('demand.actKind')
    await visit.write((tx) => addAct(tx, visit.asker, idOf(visit), mandate, { ...file, mediaType }))
    return redirect(
      `${visit.to(`/demands/${idOf(visit)}`)}#mandates`,
      demandWords(visit.lang).mandate.actSaved,
    )
  }),
]

const kinds: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/** A mandate that she noted: for her own organisation, or as the team for another. */
async function ownMandate(visit: Visit, tx: ReadTx): Promise<{ demand: Demand; mandate: Mandate }> {
  const demand = await demandById(tx, visit.asker, idOf(visit))
  const mandate = (await mandatesOf(tx, visit.asker, demand.id)).find(({ id }) => id === visit.params.mandate)
  if (!mandate) throw new Problem('kernel.notFound', {}, 404)
  const hers = writesAsTeam(visit)
    ? mandate.how !== 'member'
    : mandate.how === 'member' && mandate.organisation.id === visit.asker.organisationId
  if (!hers) throw new Problem('kernel.notAllowed', {}, 403)
  return { demand, mandate }
}

function actPage(visit: Visit, demand: Demand, mandate: Mandate): Answer {
  const { lang } = visit
  const words = demandWords(lang).mandate
  return formPage(
    visit,
    demand,
    words.actTitle,
    words.actLede,
    { values: {} },
    <>
      <p class="quoted">{said(demand.words, lang)}</p>
      {mandate.act && (
        <p>
          {words.actNow} <a href={visit.to(`/files/${mandate.act.id}`)}>{mandate.act.name}</a>
        </p>
      )}
      <FileDrop
        lang={lang}
        action={visit.to(`/demands/${demand.id}/mandates/${mandate.id}/act`)}
        label={words.actFile}
        help={words.actHelp}
        accept=".pdf,.jpg,.jpeg,.png"
        maxBytes={maxAct}
        submit={words.actSubmit}
      />
    </>,
  )
}

const ahead = (visit: Visit, name: string, day: string): FormError => ({
  field: name,
  text: demandWords(visit.lang).problems['demand.future']({ day }),
})

const howOf = (value: object, asTeam: boolean): How =>
  asTeam && 'how' in value ? (teamHows.find((how) => how === value.how) ?? 'paper') : 'member'

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
