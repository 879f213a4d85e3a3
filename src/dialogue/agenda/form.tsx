/** The form of a proposal: what it asks, and what was typed. */
import { z } from 'zod'
import { said, type Text, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import {
  bare,
  field,
  groupChoices,
  idOrNull,
  organisationChoices,
  placeChoices,
  today,
  typedIn,
} from '../common.ts'
import { demandCrumbs, missing, writesAsTeam } from '../demands/common.tsx'
import { besideForm } from '../routes/common.tsx'
import { worded } from '../store/common.ts'
import { platformsOf } from '../store/platforms.ts'
import { levels, proposalSteps, routes, routesOf } from './rules.ts'
import type { Proposal, ProposalFields } from './store.ts'
import { agendaWords } from './words.ts'

const day = z.iso.date()
const base = {
  title: z.string().min(1).max(300),
  summary: z.string().max(10_000).optional(),
  level: z.enum(levels),
  route: z.enum(routes),
  authority: z.string().optional(),
  champion: z.string().max(300).optional(),
  deadlineOn: day.optional(),
  deadlineBasis: z.string().max(500).optional(),
  deadlineStep: z.enum(proposalSteps).optional(),
  platform: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
}
const ownSchema = z.object({ ...base, draftedOn: day.optional() })
const teamSchema = z.object({ ...base, organisation: z.string().optional(), draftedOn: day.optional() })

function formWords(visit: Visit) {
  const { form, levels: levelWords, routes: routeWords, steps } = agendaWords(visit.lang)
  return {
    title: { label: form.title },
    summary: { label: form.summary },
    level: { label: form.level, options: levelWords },
    route: { label: form.route, help: form.routeHelp, options: routeWords },
    authority: { label: form.authority },
    organisation: { label: form.organisation, help: form.organisationHelp },
    champion: { label: form.champion, help: form.championHelp },
    deadlineOn: { label: form.deadlineOn },
    deadlineBasis: { label: form.deadlineBasis, help: form.deadlineBasisHelp },
    deadlineStep: { label: form.deadlineStep, options: steps },
    platform: { label: form.platform },
    place: { label: form.place },
    group: { label: form.group },
    draftedOn: { label: form.draftedOn },
  }
}

const own = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text

export const valuesOf = (visit: Visit, proposal: Proposal): FormValues => ({
  title: own(proposal.title, visit),
  summary: own(proposal.summary, visit),
  level: proposal.level,
  route: proposal.route,
  authority: proposal.authority?.id,
  organisation: proposal.organisation?.id,
  champion: proposal.champion || undefined,
  deadlineOn: proposal.deadlineOn ?? undefined,
  deadlineBasis: own(proposal.deadlineBasis, visit),
  deadlineStep: proposal.deadlineStep ?? undefined,
  platform: proposal.platform?.id,
  place: proposal.place?.id,
  group: proposal.workerGroup?.id,
  draftedOn: proposal.taken[0]?.on,
})

interface Given {
  values: FormValues
  errors?: readonly FormError[]
  version?: number
  conflict?: true
}

export async function formPage(visit: Visit, tx: ReadTx, proposal: Proposal | null, given: Given) {
  const { lang, asker } = visit
  const { form, list } = agendaWords(lang)
  const title = proposal ? form.editTitle : form.newTitle
  const path = proposal ? `/agenda/${proposal.id}` : '/agenda'
  const organisations = await organisationChoices(tx, visit)
  const demand = given.values.demand
  const basis = typeof demand === 'string' && idOrNull(demand) ? await titleOf(tx, visit, demand) : null
  const common = {
    lang,
    words: formWords(visit),
    action: bare(visit, proposal ? `${path}/edit` : '/agenda/new'),
    cancelHref: bare(visit, path),
    values: given.values,
    ...(given.conflict && proposal ? { now: valuesOf(visit, proposal) } : {}),
    hidden: {
      ...(given.version ? { version: given.version } : {}),
      ...(basis && typeof demand === 'string' ? { demand } : {}),
    },
    ...(given.errors ? { errors: given.errors } : {}),
  }
  const controls = {
    summary: { as: 'textarea', rows: 5 },
    authority: { options: organisations },
    platform: {
      options: (await platformsOf(tx, asker)).map(({ id, name }) => ({ value: id, label: said(name, lang) })),
    },
    place: { options: await placeChoices(tx, visit) },
    group: { options: await groupChoices(tx, visit) },
    deadlineOn: { width: 'medium' },
    draftedOn: { width: 'medium' },
  } as const
  return page({
    title,
    ...(proposal ? {} : { lede: form.newLede }),
    current: 'demands',
    crumbs: demandCrumbs(visit, { label: list.title, href: bare(visit, '/agenda') }, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    aside: proposal ? await besideForm(visit, tx, proposal.id) : null,
    main: (
      <>
        {given.conflict && proposal && !proposal.title[lang] && (
          <blockquote class="as-typed">
            <span class="subtle">{form.theirs}</span> {said(proposal.title, lang)}
            {proposal.summary ? `\n${said(proposal.summary, lang)}` : ''}
          </blockquote>
        )}
        {basis && (
          <p>
            {form.rests}: <b>{basis}</b>
          </p>
        )}
        {writesAsTeam(visit) ? (
          <Form
            {...common}
            schema={teamSchema}
            controls={{ ...controls, organisation: { options: organisations } }}
          />
        ) : (
          <Form {...common} schema={ownSchema} controls={controls} />
        )}
      </>
    ),
  })
}

async function titleOf(tx: ReadTx, visit: Visit, id: string): Promise<string | null> {
  const found = await tx
    .selectFrom('kernel.record')
    .select('title')
    .where('workspace_id', '=', visit.asker.workspaceId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return found ? said(found.title as unknown as Text, visit.lang) : null
}

export async function readProposal(visit: Visit, tx: WriteTx, before: Proposal | null) {
  const { lang, asker } = visit
  const form = await visit.form()
  const words = formWords(visit)
  const read = writesAsTeam(visit)
    ? readForm(teamSchema, form, words, lang)
    : readForm(ownSchema, form, words, lang)
  const demand = idOrNull(field(form, 'demand'))
  const again = (values: FormValues, errors: readonly FormError[]) =>
    formPage(visit, tx, before, {
      values: { ...values, ...(demand ? { demand } : {}) },
      errors,
      ...(before ? { version: before.version } : {}),
    })
  if (!read.ok) return again(read.values, read.errors)
  const { value } = read
  const fields: ProposalFields = {
    title: worded(before?.title ?? null, lang, value.title) ?? textIn(lang, value.title),
    summary: worded(before?.summary ?? null, lang, value.summary),
    route: value.route,
    level: value.level,
    authorityId: idOrNull(value.authority),
    organisationId: 'organisation' in value ? idOrNull(value.organisation as string) : null,
    champion: value.champion ?? '',
    deadlineOn: value.deadlineOn ?? null,
    deadlineBasis: worded(before?.deadlineBasis ?? null, lang, value.deadlineBasis),
    deadlineStep: value.deadlineStep ?? null,
    platformId: idOrNull(value.platform),
    placeId: idOrNull(value.place),
    workerGroupId: idOrNull(value.group),
  }
  // An organisation's own people put forward what is theirs.
  if (!writesAsTeam(visit)) fields.organisationId = before?.organisation?.id ?? asker.organisationId
  const problems = agendaWords(lang).problems
  const kept = (id: string | null, had: string | undefined) => (id === had ? null : id)
  const errors = [
    ...(routesOf[fields.level].includes(fields.route)
      ? []
      : [{ field: 'route', text: problems['agenda.routeOfLevel']() }]),
    ...(fields.deadlineOn && fields.deadlineBasis === null
      ? [{ field: 'deadlineBasis', text: problems['agenda.deadlineBasis']() }]
      : []),
    ...(await missing(tx, visit, words, [
      ['authority', 'organisation', fields.authorityId],
      ['organisation', 'organisation', fields.organisationId],
      ['platform', 'platform', kept(fields.platformId, before?.platform?.id)],
      ['place', 'place', kept(fields.placeId, before?.place?.id)],
      ['group', 'group', kept(fields.workerGroupId, before?.workerGroup?.id)],
    ])),
  ]
  if (errors.length > 0) return again(typedIn(form), errors)
  return { fields, demand, draftedOn: value.draftedOn ?? today(visit) }
}
