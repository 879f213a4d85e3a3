/** Raising a demand, alone or joint, and changing its words. */
import { said, type Text, textIn } from '../../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../../web/server/route.ts'
import {
  bare,
  groupChoices,
  idOrNull,
  organisationChoices,
  placeChoices,
  today,
  typedIn,
} from '../../common.ts'
import { besideForm } from '../../routes/common.tsx'
import { worded } from '../../store/common.ts'
import { platformsOf } from '../../store/platforms.ts'
import { demandCrumbs, missing, writesAsTeam } from '../common.tsx'
import { whoRaises } from '../pages/board.tsx'
import { editSchema, formWords, Originals, ownerFields, ownSchema, teamSchema } from '../pages/forms.tsx'
import { teamHows } from '../rules.ts'
import {
  addDemand,
  changeDemand,
  type Demand,
  type DemandFields,
  demandById,
  demandsOf,
} from '../store/demands.ts'
import { demandWords } from '../words.ts'

export const editingRoutes = (): Route[] => [
  get('/demands/new', writes('demand'), async (visit, tx) => {
    const joint = visit.query.get('joint')
    return newPage(visit, tx, {
      values: { raisedOn: today(visit), how: 'paper' },
      joint: joint === null ? null : [joint],
    })
  }),
  post('/demands/new', writes('demand'), async (visit, tx) => {
    const { lang, asker } = visit
    const form = await visit.form()
    const asTeam = writesAsTeam(visit)
    const originals = form
      .getAll('originals')
      .flatMap((one) => (typeof one === 'string' ? (idOrNull(one) ?? []) : []))
    const joint = form.has('joint') ? originals : null
    const read = asTeam
      ? readForm(teamSchema, form, formWords(lang), lang)
      : readForm(ownSchema, form, formWords(lang), lang)
    if (!read.ok) return newPage(visit, tx, { ...read, joint })
    const { value } = read
    const owners = asTeam
      ? ownerFields.map((name) => idOrNull((value as Record<string, unknown>)[name] as string))
      : []
    const fields = fieldsOf(value, null, visit)
    const errors = [
      ...(await unknown(tx, visit, fields)),
      ...(await missing(
        tx,
        visit,
        formWords(lang),
        owners.map((id, i) => [ownerFields[i] ?? 'owner1', 'organisation', id] as const),
      )),
      ...(joint !== null && originals.length < 2
        ? [{ field: 'originals', text: demandWords(lang).problems['demand.originals']() }]
        : []),
      ...(value.raisedOn > today(visit)
        ? [{ field: 'raisedOn', text: demandWords(lang).problems['demand.future']({ day: value.raisedOn }) }]
        : []),
    ]
    if (errors.length > 0) return newPage(visit, tx, { values: typedIn(form), errors, joint })
    const how = 'how' in value ? (teamHows.find((one) => one === value.how) ?? 'paper') : 'member'
    const own = asker.organisationId ? [asker.organisationId] : []
    const id = await addDemand(
      tx,
      asker,
      {
        ...fields,
        ownerIds: asTeam ? [...new Set(owners.filter((one) => one !== null))] : own,
        raisedOn: value.raisedOn,
        how,
        ...(joint === null ? {} : { originals: joint }),
      },
      today(visit),
    )
    return redirect(visit.to(`/demands/${id}`), demandWords(lang).form.saved)
  }),
  get('/demands/:id/edit', writes('demand'), async (visit, tx) => {
    const demand = await writable(visit, tx)
    return editPage(visit, tx, demand, { values: valuesOf(visit, demand), version: demand.version })
  }),
  post('/demands/:id/edit', writes('demand'), async (visit, tx) => {
    const { lang, asker } = visit
    const demand = await writable(visit, tx)
    const form = await visit.form()
    const version = versionOf(form)
    const read = readForm(editSchema, form, formWords(lang), lang)
    if (version !== demand.version) {
      // What was typed is given back beside what stands now, over its version: nothing is lost, nothing overwritten unseen.
      const answer = await editPage(visit, tx, demand, {
        values: typedIn(form),
        version: demand.version,
        conflict: true,
        ...(read.ok ? {} : { errors: read.errors }),
      })
      return { ...answer, status: 409 as const }
    }
    if (!read.ok) return editPage(visit, tx, demand, { ...read, version })
    const fields = fieldsOf(read.value, demand, visit)
    const errors = await unknown(tx, visit, fields, demand)
    if (errors.length > 0) return editPage(visit, tx, demand, { values: typedIn(form), errors, version })
    try {
      await changeDemand(tx, asker, demand.id, version, fields, read.value.reason ?? '')
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'demand.wordsReason') throw problem
      const text = demandWords(lang).problems['demand.wordsReason']()
      return editPage(visit, tx, demand, {
        values: typedIn(form),
        errors: [{ field: 'reason', text }],
        version,
      })
    }
    return redirect(visit.to(`/demands/${demand.id}`), demandWords(lang).form.saved)
  }),
]

async function writable(visit: Visit, tx: ReadTx): Promise<Demand> {
  const demand = await demandById(tx, visit.asker, visit.params.id ?? '')
  if (!demand.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return demand
}

interface Typed {
  words: string
  problem?: string | undefined
  addressee?: string | undefined
  platform?: string | undefined
  place?: string | undefined
  group?: string | undefined
  caucus: boolean
}

const fieldsOf = (value: Typed, before: Demand | null, { lang }: Visit): DemandFields => ({
  words: worded(before?.words ?? null, lang, value.words) ?? textIn(lang, value.words),
  problem: worded(before?.problem ?? null, lang, value.problem),
  addresseeId: idOrNull(value.addressee),
  platformId: idOrNull(value.platform),
  placeId: idOrNull(value.place),
  workerGroupId: idOrNull(value.group),
  womensCaucus: value.caucus,
})

/** Choices that are not there; what the demand had before may stay, though the asker does not see it. */
const unknown = (
  tx: ReadTx | WriteTx,
  visit: Visit,
  fields: DemandFields,
  before: Demand | null = null,
): Promise<FormError[]> =>
  missing(tx, visit, formWords(visit.lang), [
    ['addressee', 'organisation', fields.addresseeId],
    ['platform', 'platform', fields.platformId === before?.platform?.id ? null : fields.platformId],
    ['place', 'place', fields.placeId === before?.place?.id ? null : fields.placeId],
    ['group', 'group', fields.workerGroupId === before?.workerGroup?.id ? null : fields.workerGroupId],
  ])

/** In the language of the page; where there is no translation yet an empty field, with the source beside it. */
const own = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text

const valuesOf = (visit: Visit, demand: Demand): FormValues => ({
  words: own(demand.words, visit),
  problem: own(demand.problem, visit),
  addressee: demand.addressee?.id,
  platform: demand.platform?.id,
  place: demand.place?.id,
  group: demand.workerGroup?.id,
  caucus: demand.womensCaucus ? 'true' : undefined,
})

interface Given {
  values: FormValues
  errors?: readonly FormError[]
}

async function controlsOf(visit: Visit, tx: ReadTx) {
  const organisations = await organisationChoices(tx, visit)
  const platforms = (await platformsOf(tx, visit.asker)).map(({ id, name }) => ({
    value: id,
    label: said(name, visit.lang),
  }))
  const owner = { options: organisations }
  return {
    words: { as: 'textarea', rows: 3 },
    problem: { as: 'textarea', rows: 5 },
    reason: { as: 'textarea', rows: 2 },
    addressee: { options: organisations },
    platform: { options: platforms },
    place: { options: await placeChoices(tx, visit) },
    group: { options: await groupChoices(tx, visit) },
    raisedOn: { width: 'medium' },
    ...{ owner1: owner, owner2: owner, owner3: owner, owner4: owner },
  } as const
}

async function newPage(visit: Visit, tx: ReadTx, given: Given & { joint: readonly string[] | null }) {
  const { lang, asker } = visit
  const { form } = demandWords(lang)
  const { joint } = given
  const title = joint === null ? form.newTitle : form.jointTitle
  const open = joint === null ? [] : (await demandsOf(tx, asker)).filter(({ stage }) => stage !== 'withdrawn')
  const common = {
    lang,
    words: formWords(lang),
    action: bare(visit, '/demands/new'),
    cancelHref: bare(visit, '/demands'),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
    children: joint === null ? null : <Originals lang={lang} demands={open} chosen={joint} />,
  }
  const controls = await controlsOf(visit, tx)
  const { reason: _reason, ...team } = controls
  const { owner1: _1, owner2: _2, owner3: _3, owner4: _4, ...single } = team
  return page({
    title,
    lede: joint === null ? form.newLede : form.jointLede,
    current: 'demands',
    crumbs: demandCrumbs(visit, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: writesAsTeam(visit) ? (
      <Form {...common} schema={teamSchema} controls={team} />
    ) : (
      <Form {...common} schema={ownSchema} controls={single} />
    ),
  })
}

async function editPage(
  visit: Visit,
  tx: ReadTx,
  demand: Demand,
  given: Given & { version: number; conflict?: true },
) {
  const { lang } = visit
  const { form, page: pageWords } = demandWords(lang)
  const {
    owner1: _1,
    owner2: _2,
    owner3: _3,
    owner4: _4,
    raisedOn: _5,
    ...controls
  } = await controlsOf(visit, tx)
  const source = demand.words[lang] ? null : demand.words
  return page({
    title: form.editTitle,
    current: 'demands',
    crumbs: demandCrumbs(
      visit,
      { label: pageWords.of(whoRaises(demand, lang)), href: bare(visit, `/demands/${demand.id}`) },
      { label: form.editTitle },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    aside: await besideForm(visit, tx, demand.id),
    main: (
      <>
        {source && (
          <blockquote class="as-typed">
            <span class="subtle">{form.theirs}</span> {said(demand.words, lang)}
            {demand.problem ? `\n${said(demand.problem, lang)}` : ''}
          </blockquote>
        )}
        <Form
          lang={lang}
          schema={editSchema}
          words={formWords(lang)}
          action={bare(visit, `/demands/${demand.id}/edit`)}
          cancelHref={bare(visit, `/demands/${demand.id}`)}
          values={given.values}
          {...(given.conflict ? { now: valuesOf(visit, demand) } : {})}
          {...(given.errors ? { errors: given.errors } : {})}
          hidden={{ version: given.version }}
          controls={controls}
        />
      </>
    ),
  }) satisfies Answer
}
