/** The list of negotiations, a new one, changing one. */
import { said, textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { readForm } from '../../../web/components/form-schema.ts'
import { EmptyState, Notice } from '../../../web/components/notice.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, groupChoices, idOrNull, placeChoices, typedIn } from '../../common.ts'
import { missing } from '../../demands/common.tsx'
import { worded } from '../../store/common.ts'
import { platformsOf } from '../../store/platforms.ts'
import { negotiationFormWords, negotiationSchema } from '../pages/forms.tsx'
import { NegotiationTable } from '../pages/list.tsx'
import { seatsOf } from '../seats.ts'
import {
  addNegotiation,
  changeNegotiation,
  type Negotiation,
  type NegotiationFields,
  negotiationsOf,
} from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  crumbOf,
  type Given,
  inPage,
  negotiationCrumbs,
  negotiationPath,
  writableOne,
  writesAll,
} from './common.tsx'

type Typed = ReturnType<typeof negotiationSchema.parse>

export const negotiationListRoutes = (): Route[] => [
  get('/negotiations', sees('agreement'), async (visit, tx) => {
    const { lang, to, asker } = visit
    const words = negotiationWords(lang).list
    const add = writesAll(visit) ? (
      <ButtonLink href={to('/negotiations/new')} variant="primary">
        {words.add}
      </ButtonLink>
    ) : undefined
    return page({
      title: words.title,
      lede: words.lede,
      current: 'negotiation',
      actions: add,
      main: (
        <NegotiationTable
          lang={lang}
          to={to}
          negotiations={await negotiationsOf(tx, asker)}
          seats={await seatsOf(tx, asker)}
          empty={
            <EmptyState title={words.empty} action={add}>
              <p>{asker.organisationId === null ? words.emptyHelp : words.emptyOutside}</p>
            </EmptyState>
          }
        />
      ),
    })
  }),
  get('/negotiations/new', writes('agreement'), async (visit, tx) =>
    formPage(visit, tx, null, { values: { platform: visit.query.get('platform') ?? undefined } }),
  ),
  post('/negotiations/new', writes('agreement'), async (visit, tx) => {
    const form = await visit.form()
    const read = readForm(negotiationSchema, form, negotiationFormWords(visit.lang), visit.lang)
    if (!read.ok) return formPage(visit, tx, null, read)
    const fields = fieldsOf(visit, read.value, null)
    const errors = await unknown(visit, tx, fields, null)
    if (errors.length > 0) return formPage(visit, tx, null, { values: typedIn(form), errors })
    const id = await addNegotiation(tx, visit.asker, fields)
    return redirect(visit.to(`/negotiations/${id}`), negotiationWords(visit.lang).form.saved)
  }),
  get('/negotiations/:id/edit', writes('agreement'), async (visit, tx) => {
    const before = await writableOne(visit, tx)
    return formPage(visit, tx, before, {
      values: {
        title: inPage(before.title, visit),
        purpose: inPage(before.purpose, visit),
        platform: before.platformId ?? undefined,
        place: before.placeId ?? undefined,
        group: before.workerGroupId ?? undefined,
      },
    })
  }),
  post('/negotiations/:id/edit', writes('agreement'), async (visit, tx) => {
    const before = await writableOne(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== before.version)
      return formPage(visit, tx, before, { values: typedIn(form), conflict: true, status: 409 })
    const read = readForm(negotiationSchema, form, negotiationFormWords(visit.lang), visit.lang)
    if (!read.ok) return formPage(visit, tx, before, read)
    const fields = fieldsOf(visit, read.value, before)
    const errors = await unknown(visit, tx, fields, before)
    if (errors.length > 0) return formPage(visit, tx, before, { values: typedIn(form), errors })
    await changeNegotiation(tx, visit.asker, before, before.version, fields)
    return redirect(visit.to(negotiationPath(before)), negotiationWords(visit.lang).form.saved)
  }),
]

const fieldsOf = ({ lang }: Visit, typed: Typed, before: Negotiation | null): NegotiationFields => ({
  title: worded(before?.title ?? null, lang, typed.title) ?? textIn(lang, typed.title),
  purpose: worded(before?.purpose ?? null, lang, typed.purpose),
  platformId: idOrNull(typed.platform),
  placeId: idOrNull(typed.place),
  workerGroupId: idOrNull(typed.group),
})

const unknown = (visit: Visit, tx: ReadTx, fields: NegotiationFields, before: Negotiation | null) => {
  const fresh = (key: 'platformId' | 'placeId' | 'workerGroupId') =>
    fields[key] === before?.[key] ? null : fields[key]
  return missing(tx, visit, negotiationFormWords(visit.lang), [
    ['platform', 'platform', fresh('platformId')],
    ['place', 'place', fresh('placeId')],
    ['group', 'group', fresh('workerGroupId')],
  ])
}

async function formPage(visit: Visit, tx: ReadTx, before: Negotiation | null, given: Given): Promise<Answer> {
  const { lang, asker } = visit
  const { form } = negotiationWords(lang)
  const title = before ? form.editTitle : form.newTitle
  const path = before ? negotiationPath(before) : '/negotiations'
  const platforms = await platformsOf(tx, asker)
  return page({
    title,
    current: 'negotiation',
    crumbs: negotiationCrumbs(visit, ...(before ? [crumbOf(visit, before)] : []), { label: title }),
    ...(given.status ? { status: given.status } : given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && (
          <Notice kind="error" title={form.theirs}>
            <p>{form.conflict}</p>
          </Notice>
        )}
        {before && (given.conflict || !before.title[lang]) && (
          <blockquote class="as-typed">
            <span class="subtle">{given.conflict && form.nowSays}</span> <b>{said(before.title, lang)}</b>
            {before.purpose && <> · {said(before.purpose, lang)}</>}
          </blockquote>
        )}
        <Form
          lang={lang}
          schema={negotiationSchema}
          words={negotiationFormWords(lang)}
          action={bare(visit, before ? `${path}/edit` : '/negotiations/new')}
          cancelHref={bare(visit, path)}
          values={given.values}
          {...(given.errors ? { errors: given.errors } : {})}
          {...(before ? { hidden: { version: before.version } } : {})}
          controls={{
            purpose: { as: 'textarea', rows: 4 },
            platform: { options: platforms.map(({ id, name }) => ({ value: id, label: said(name, lang) })) },
            place: { options: await placeChoices(tx, visit) },
            group: { options: await groupChoices(tx, visit) },
          }}
        />
      </>
    ),
  })
}
