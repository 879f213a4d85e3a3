/** The list of agreements, recording one, and changing its data. */
import { said, textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { EmptyState } from '../../../web/components/notice.tsx'
import { page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, groupChoices, idOrNull, placeChoices, typedIn } from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { worded } from '../../store/common.ts'
import { platformsOf } from '../../store/platforms.ts'
import { agreementFormWords, agreementSchema } from '../pages/forms.tsx'
import { AgreementTable } from '../pages/list.tsx'
import { agreementRooms } from '../rooms.tsx'
import {
  type Agreement,
  type AgreementFields,
  addAgreement,
  agreementsOf,
  changeAgreement,
} from '../store.ts'
import { agreementWords } from '../words.ts'
import { agreementCrumbs, writableOne } from './common.ts'

interface Given {
  values: FormValues
  errors?: readonly FormError[]
  conflict?: true
}

export const agreementListRoutes = (): Route[] => [
  get('/agreements', sees('agreement'), async (visit, tx) => {
    const { lang, to, asker } = visit
    const words = agreementWords(lang).list
    const agreements = await agreementsOf(tx, asker)
    const writesAll = asker.role === 'coordinator' || asker.role === 'assistant'
    const add = writesAll ? (
      <ButtonLink href={to('/agreements/new')} variant="primary">
        {words.add}
      </ButtonLink>
    ) : null
    return page({
      title: words.title,
      lede: words.lede,
      current: 'agreements',
      toolbar: agreementRooms(visit, 'agreements'),
      actions: add,
      main: (
        <AgreementTable
          lang={lang}
          to={to}
          agreements={agreements}
          empty={
            <EmptyState title={words.empty} action={add}>
              <p>{words.emptyHelp}</p>
            </EmptyState>
          }
        />
      ),
    })
  }),
  get('/agreements/new', writes('agreement'), async (visit, tx) =>
    formPage(visit, tx, null, {
      values: { authoritative: 'es', platform: idOrNull(visit.query.get('platform') ?? '') ?? undefined },
    }),
  ),
  post('/agreements/new', writes('agreement'), async (visit, tx) => {
    const read = await readFields(visit, tx, null)
    if ('given' in read) return formPage(visit, tx, null, read.given)
    const id = await addAgreement(tx, visit.asker, read.fields)
    return redirect(visit.to(`/agreements/${id}`), agreementWords(visit.lang).page.saved)
  }),
  get('/agreements/:id/edit', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    return formPage(visit, tx, agreement, { values: valuesOf(visit, agreement) })
  }),
  post('/agreements/:id/edit', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== agreement.version) {
      const answer = await formPage(visit, tx, agreement, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    const read = await readFields(visit, tx, agreement)
    if ('given' in read) return formPage(visit, tx, agreement, read.given)
    await changeAgreement(tx, visit.asker, agreement, agreement.version, read.fields)
    return redirect(visit.to(`/agreements/${agreement.id}`), agreementWords(visit.lang).page.saved)
  }),
]

async function readFields(
  visit: Visit,
  tx: ReadTx,
  before: Agreement | null,
): Promise<{ fields: AgreementFields } | { given: Given }> {
  const { lang } = visit
  const words = agreementFormWords(lang)
  const form = await visit.form()
  const read = readForm(agreementSchema, form, words, lang)
  if (!read.ok) return { given: read }
  const { value } = read
  const fields: AgreementFields = {
    title: worded(before?.title ?? null, lang, value.title) ?? textIn(lang, value.title),
    legalNature: value.nature,
    legalBasis: value.basis ?? '',
    authoritative: value.authoritative,
    validFrom: value.validFrom ?? null,
    validTo: value.validTo ?? null,
    platformId: idOrNull(value.platform),
    placeId: idOrNull(value.place),
    workerGroupId: idOrNull(value.group),
  }
  const errors = [
    ...(await missing(tx, visit, words, [
      ['platform', 'platform', fields.platformId === before?.platformId ? null : fields.platformId],
      ['place', 'place', fields.placeId === before?.placeId ? null : fields.placeId],
      ['group', 'group', fields.workerGroupId === before?.workerGroupId ? null : fields.workerGroupId],
    ])),
    ...(fields.validFrom && fields.validTo && fields.validTo < fields.validFrom
      ? [{ field: 'validTo', text: agreementWords(lang).form.dates }]
      : []),
  ]
  return errors.length > 0 ? { given: { values: typedIn(form), errors } } : { fields }
}

const valuesOf = ({ lang }: Visit, one: Agreement): FormValues => ({
  title: one.title[lang]?.text,
  nature: one.legalNature,
  basis: one.legalBasis,
  authoritative: one.authoritative,
  validFrom: one.validFrom ?? undefined,
  validTo: one.validTo ?? undefined,
  platform: one.platformId ?? undefined,
  place: one.placeId ?? undefined,
  group: one.workerGroupId ?? undefined,
})

async function formPage(visit: Visit, tx: ReadTx, agreement: Agreement | null, given: Given) {
  const { lang } = visit
  const { form } = agreementWords(lang)
  const title = agreement ? form.editTitle : form.newTitle
  const path = agreement ? `/agreements/${agreement.id}` : '/agreements'
  const platforms = (await platformsOf(tx, visit.asker)).map(({ id, name }) => ({
    value: id,
    label: said(name, lang),
  }))
  return page({
    title,
    ...(agreement ? {} : { lede: form.newLede }),
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && agreement && !agreement.title[lang] && (
          <blockquote class="as-typed">{said(agreement.title, lang)}</blockquote>
        )}
        <Form
          lang={lang}
          schema={agreementSchema}
          words={agreementFormWords(lang)}
          action={bare(visit, agreement ? `${path}/edit` : '/agreements/new')}
          cancelHref={bare(visit, path)}
          values={given.values}
          {...(given.conflict && agreement ? { now: valuesOf(visit, agreement) } : {})}
          {...(given.errors ? { errors: given.errors } : {})}
          {...(agreement ? { hidden: { version: agreement.version } } : {})}
          controls={{
            validFrom: { width: 'medium' },
            validTo: { width: 'medium' },
            platform: { options: platforms },
            place: { options: await placeChoices(tx, visit) },
            group: { options: await groupChoices(tx, visit) },
          }}
        />
      </>
    ),
  })
}
