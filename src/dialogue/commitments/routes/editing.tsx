/** A commitment from a clause, and changing one. */
import { said, type Text, textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../../web/server/route.ts'
import { type Clause, clausesOf } from '../../agreements/clauses.ts'
import { type Agreement, agreementById } from '../../agreements/store.ts'
import {
  bare,
  groupChoices,
  idOrNull,
  organisationChoices,
  placeChoices,
  today,
  typedIn,
} from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { besideForm } from '../../routes/common.tsx'
import { worded } from '../../store/common.ts'
import { firstWords } from '../name.ts'
import { commitmentFormWords, commitmentSchema } from '../pages/forms.tsx'
import { addCommitment, type Commitment, type CommitmentFields, changeCommitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { commitmentCrumbs, writableOne } from './common.ts'

type Given = { values: FormValues; errors?: readonly FormError[]; conflict?: true }
type Typed = ReturnType<typeof commitmentSchema.parse>

export const commitmentEditingRoutes = (): Route[] => [
  get('/agreements/:id/commitments/new', writes('agreement'), async (visit, tx) => {
    const agreement = await writableAgreement(visit, tx)
    const clause = idOrNull(visit.query.get('clause') ?? '') ?? undefined
    const values = {
      clause,
      place: agreement.placeId ?? undefined,
      group: agreement.workerGroupId ?? undefined,
      currency: 'MXN',
    }
    return newPage(visit, tx, agreement, { values })
  }),
  post('/agreements/:id/commitments/new', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableAgreement(visit, tx)
    const form = await visit.form()
    const read = readForm(commitmentSchema, form, commitmentFormWords(lang), lang)
    if (!read.ok) return newPage(visit, tx, agreement, read)
    const fields = fieldsOf(read.value, null, visit)
    const clauses = await clausesOf(tx, asker, agreement.id)
    const clause = clauses.find(({ id }) => id === read.value.clause) ?? null
    const errors = [...(await unknown(tx, visit, fields, null)), ...ruled(visit, fields)]
    if (errors.length > 0) return newPage(visit, tx, agreement, { values: typedIn(form), errors })
    const id = await addCommitment(tx, asker, agreement, clause, fields, agreement.signedOn ?? today(visit))
    return redirect(visit.to(`/commitments/${id}`), commitmentWords(lang).page.saved)
  }),
  get('/commitments/:id/edit', writes('agreement'), async (visit, tx) => {
    const commitment = await writableOne(visit, tx)
    return editPage(visit, tx, commitment, { values: valuesOf(visit, commitment) })
  }),
  post('/commitments/:id/edit', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const commitment = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(commitmentSchema, form, commitmentFormWords(lang), lang)
    if (versionOf(form) !== commitment.version) {
      const answer = await editPage(visit, tx, commitment, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    if (!read.ok) return editPage(visit, tx, commitment, read)
    const fields = fieldsOf(read.value, commitment, visit)
    const errors = [...(await unknown(tx, visit, fields, commitment)), ...ruled(visit, fields)]
    if (errors.length > 0) return editPage(visit, tx, commitment, { values: typedIn(form), errors })
    await changeCommitment(tx, asker, commitment, commitment.version, fields)
    return redirect(visit.to(`/commitments/${commitment.id}`), commitmentWords(lang).page.saved)
  }),
]

async function writableAgreement(visit: Visit, tx: ReadTx): Promise<Agreement> {
  const agreement = await agreementById(tx, visit.asker, visit.params.id ?? '')
  if (!agreement.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return agreement
}

const fieldsOf = (value: Typed, before: Commitment | null, { lang }: Visit): CommitmentFields => ({
  words: worded(before?.words ?? null, lang, value.words) ?? textIn(lang, value.words),
  organisationId: idOrNull(value.organisation),
  office: value.office ?? '',
  milestone: worded(before?.milestone ?? null, lang, value.milestone),
  dueOn: value.dueOn ?? null,
  lasts: value.lasts,
  budget: value.budget ?? null,
  currency: value.budget === undefined ? null : (value.currency ?? null),
  budgetSource: value.budgetSource ?? '',
  placeId: idOrNull(value.place),
  workerGroupId: idOrNull(value.group),
})

/** What the rules say of the fields together, each on its field. */
function ruled({ lang }: Visit, fields: CommitmentFields): FormError[] {
  const { problems } = commitmentWords(lang)
  return [
    ...(fields.lasts && fields.dueOn !== null
      ? [{ field: 'dueOn', text: problems['commitments.lastsOrDue']() }]
      : []),
    ...(fields.budget !== null && fields.currency === null
      ? [{ field: 'currency', text: problems['commitments.currency']() }]
      : []),
  ]
}

const unknown = (tx: ReadTx, visit: Visit, fields: CommitmentFields, before: Commitment | null) =>
  missing(tx, visit, commitmentFormWords(visit.lang), [
    [
      'organisation',
      'organisation',
      fields.organisationId === before?.organisationId ? null : fields.organisationId,
    ],
    ['place', 'place', fields.placeId === before?.placeId ? null : fields.placeId],
    ['group', 'group', fields.workerGroupId === before?.workerGroupId ? null : fields.workerGroupId],
  ])

/** In the language of the page; where there is no translation yet an empty field, with the source beside it. */
const own = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text

const valuesOf = (visit: Visit, one: Commitment): FormValues => ({
  words: own(one.words, visit),
  organisation: one.organisationId ?? undefined,
  office: one.office,
  milestone: own(one.milestone, visit),
  dueOn: one.dueOn ?? undefined,
  lasts: one.lasts ? 'true' : undefined,
  budget: one.budget === null ? undefined : String(one.budget),
  currency: one.currency ?? 'MXN',
  budgetSource: one.budgetSource,
  place: one.placeId ?? undefined,
  group: one.workerGroupId ?? undefined,
})

const clauseChoices = (visit: Visit, clauses: readonly Clause[]) => [
  { value: '', label: commitmentWords(visit.lang).form.wholeAgreement },
  ...clauses
    .filter(({ endedOn }) => endedOn === null)
    .map(({ id, number, words }) => ({
      value: id,
      label: `${number}. ${said(words, visit.lang).slice(0, 80)}`,
    })),
]

async function controlsOf(visit: Visit, tx: ReadTx) {
  return {
    words: { as: 'textarea', rows: 3 },
    milestone: { as: 'textarea', rows: 2 },
    organisation: { options: await organisationChoices(tx, visit) },
    dueOn: { width: 'medium' },
    budget: { width: 'medium' },
    currency: { width: 'short' },
    place: { options: await placeChoices(tx, visit) },
    group: { options: await groupChoices(tx, visit) },
  } as const
}

async function newPage(visit: Visit, tx: ReadTx, agreement: Agreement, given: Given) {
  const { lang, asker } = visit
  const { form } = commitmentWords(lang)
  return page({
    title: form.newTitle,
    lede: said(agreement.title, lang),
    current: 'agreements',
    crumbs: commitmentCrumbs(visit, { label: form.newTitle }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={commitmentSchema}
        words={commitmentFormWords(lang)}
        action={bare(visit, `/agreements/${agreement.id}/commitments/new`)}
        cancelHref={bare(visit, `/agreements/${agreement.id}`)}
        values={given.values}
        {...(given.errors ? { errors: given.errors } : {})}
        controls={{
          ...(await controlsOf(visit, tx)),
          clause: { options: clauseChoices(visit, await clausesOf(tx, asker, agreement.id)) },
        }}
      />
    ),
  })
}

async function editPage(visit: Visit, tx: ReadTx, commitment: Commitment, given: Given) {
  const { lang } = visit
  const words = commitmentWords(lang)
  const { form } = words
  const source = commitment.words[lang] ? null : commitment.words
  return page({
    title: form.editTitle,
    current: 'agreements',
    crumbs: commitmentCrumbs(
      visit,
      { label: firstWords(commitment, lang), href: bare(visit, `/commitments/${commitment.id}`) },
      { label: form.editTitle },
    ),
    ...(given.errors ? { status: 422 as const } : {}),
    aside: await besideForm(visit, tx, commitment.id),
    main: (
      <>
        {source && <blockquote class="as-typed">{said(source, lang)}</blockquote>}
        <Form
          lang={lang}
          schema={commitmentSchema.omit({ clause: true })}
          words={commitmentFormWords(lang)}
          action={bare(visit, `/commitments/${commitment.id}/edit`)}
          cancelHref={bare(visit, `/commitments/${commitment.id}`)}
          values={given.values}
          {...(given.conflict ? { now: valuesOf(visit, commitment) } : {})}
          {...(given.errors ? { errors: given.errors } : {})}
          hidden={{ version: commitment.version }}
          controls={await controlsOf(visit, tx)}
        />
      </>
    ),
  })
}
