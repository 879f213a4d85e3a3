/** Clauses of a draft, translations of signed ones, and amendments. */
import { reword, said, type Text, textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { Notice } from '../../../web/components/notice.tsx'
import { type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, field, idOrNull, today, typedIn } from '../../common.ts'
import { besideForm } from '../../routes/common.tsx'
import {
  type Amendment,
  addClause,
  amendmentsOf,
  answerAmendment,
  type Clause,
  changeClause,
  clausesOf,
  orderClauses,
  proposeAmendment,
  removeClause,
  stepAmendment,
  translateClause,
} from '../clauses.ts'
import { SideBySide } from '../pages/clauses.tsx'
import { amendSchema, clauseSchema, clauseWords, removalSchema } from '../pages/forms.tsx'
import { signatoriesOf } from '../parties.ts'
import type { Agreement } from '../store.ts'
import { agreementWords } from '../words.ts'
import { agreementCrumbs, readOne, speaks, writableOne } from './common.ts'

type Given = { values: FormValues; errors?: readonly FormError[]; conflict?: true }
type Typed = { number: string; words?: string | undefined; wordsEn?: string | undefined }

export const clauseRoutes = (): Route[] => [
  get('/agreements/:id/clauses/new', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const next = String((await clausesOf(tx, visit.asker, agreement.id)).length + 1)
    return clausePage(visit, tx, agreement, null, { values: { number: next } })
  }),
  post('/agreements/:id/clauses/new', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(clauseSchema, form, clauseWords(lang), lang)
    if (!read.ok) return clausePage(visit, tx, agreement, null, read)
    const words = wordsTyped(agreement, null, read.value)
    if (!words)
      return clausePage(visit, tx, agreement, null, {
        values: typedIn(form),
        errors: [nothing(visit, agreement)],
      })
    const id = await addClause(tx, asker, agreement, { number: read.value.number, words })
    return redirect(`${visit.to(`/agreements/${agreement.id}`)}#c-${id}`, agreementWords(lang).page.saved)
  }),
  get('/agreements/:id/clauses/:clause/edit', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const clause = await clauseIn(visit, tx, agreement)
    return clausePage(visit, tx, agreement, clause, { values: valuesOf(clause) })
  }),
  post('/agreements/:id/clauses/:clause/edit', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableOne(visit, tx)
    const clause = await clauseIn(visit, tx, agreement)
    const form = await visit.form()
    if (versionOf(form) !== clause.version) {
      // What was typed is given back beside what stands now, over its version: nobody's text is lost.
      const answer = await clausePage(visit, tx, agreement, clause, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    const read = readForm(clauseSchema, form, clauseWords(lang), lang)
    if (!read.ok) return clausePage(visit, tx, agreement, clause, read)
    const words = wordsTyped(agreement, clause.words, read.value)
    if (!words)
      return clausePage(visit, tx, agreement, clause, {
        values: typedIn(form),
        errors: [nothing(visit, agreement)],
      })
    await changeClause(tx, asker, agreement, clause, clause.version, { number: read.value.number, words })
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#c-${clause.id}`,
      agreementWords(lang).page.saved,
    )
  }),
  get('/agreements/:id/clauses/:clause/translate', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const clause = await clauseIn(visit, tx, agreement)
    return translatePage(visit, agreement, clause, { values: valuesOf(clause) })
  }),
  post('/agreements/:id/clauses/:clause/translate', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableOne(visit, tx)
    const clause = await clauseIn(visit, tx, agreement)
    const form = await visit.form()
    if (versionOf(form) !== clause.version) {
      const answer = translatePage(visit, agreement, clause, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    const other = agreement.authoritative === 'en' ? 'es' : 'en'
    const typed = field(form, other === 'en' ? 'wordsEn' : 'words').slice(0, 10_000)
    if (typed === '')
      return translatePage(visit, agreement, clause, {
        values: typedIn(form),
        errors: [
          {
            field: other === 'en' ? 'wordsEn' : 'words',
            text: agreementWords(lang).problems['agreements.clauseWords'](),
          },
        ],
      })
    await translateClause(tx, asker, agreement, clause, clause.version, reword(clause.words, other, typed))
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#c-${clause.id}`,
      agreementWords(lang).page.saved,
    )
  }),
  post('/agreements/:id/clauses/:clause/move', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const clause = await clauseIn(visit, tx, agreement)
    const by = field(await visit.form(), 'by') === '-1' ? -1 : 1
    const ids = (await clausesOf(tx, visit.asker, agreement.id)).map(({ id }) => id)
    const at = ids.indexOf(clause.id)
    const other = ids[at + by]
    if (other) {
      ids[at] = other
      ids[at + by] = clause.id
      await orderClauses(tx, visit.asker, agreement, ids)
    }
    return redirect(`${visit.to(`/agreements/${agreement.id}`)}#c-${clause.id}`)
  }),
  post('/agreements/:id/clauses/:clause/remove', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    await removeClause(tx, visit.asker, agreement, await clauseIn(visit, tx, agreement))
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#clauses`,
      agreementWords(visit.lang).page.saved,
    )
  }),

  get('/agreements/:id/amend', writes('agreement'), async (visit, tx) => {
    const agreement = await writableOne(visit, tx)
    const clause = await chosenClause(visit, tx, agreement)
    const next = String((await clausesOf(tx, visit.asker, agreement.id)).length + 1)
    return amendPage(visit, agreement, clause, { values: clause ? valuesOf(clause) : { number: next } })
  }),
  post('/agreements/:id/amend', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const agreement = await writableOne(visit, tx)
    const clause = await chosenClause(visit, tx, agreement)
    const form = await visit.form()
    const common = { on: today(visit) }
    if (clause && field(form, 'kind') === 'remove') {
      const read = readForm(removalSchema, form, clauseWords(lang), lang)
      if (!read.ok) return amendPage(visit, agreement, clause, { values: typedIn(form), errors: read.errors })
      await proposeAmendment(tx, asker, agreement, {
        kind: 'remove',
        clause,
        reason: read.value.reason,
        ...common,
      })
    } else {
      const read = readForm(amendSchema, form, clauseWords(lang), lang)
      if (!read.ok) return amendPage(visit, agreement, clause, read)
      const after = wordsTyped(agreement, null, read.value)
      if (!after)
        return amendPage(visit, agreement, clause, {
          values: typedIn(form),
          errors: [nothing(visit, agreement)],
        })
      const given = { after, reason: read.value.reason, ...common }
      await proposeAmendment(
        tx,
        asker,
        agreement,
        clause ? { kind: 'change', clause, ...given } : { kind: 'add', number: read.value.number, ...given },
      )
    }
    return redirect(`${visit.to(`/agreements/${agreement.id}`)}#amendments`, agreementWords(lang).page.saved)
  }),
  post('/agreements/:id/amendments/:amendment/answer', sees('agreement'), async (visit, tx) => {
    const { asker, lang } = visit
    const agreement = await readOne(visit, tx)
    const amendment = await amendmentIn(visit, tx, agreement)
    const form = await visit.form()
    const parties = await signatoriesOf(tx, asker, agreement.id)
    const party = parties.find(({ organisationId }) => organisationId === field(form, 'organisation'))
    if (!party) return new Problem('kernel.notFound', {}, 404)
    if (!agreement.mayWrite && !(party.own && speaks(visit))) return new Problem('kernel.notAllowed', {}, 403)
    await answerAmendment(tx, asker, amendment, {
      organisationId: party.organisationId,
      answer: field(form, 'answer') === 'agrees' ? 'agrees' : 'refuses',
      on: today(visit),
    })
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#m-${amendment.id}`,
      agreementWords(lang).page.saved,
    )
  }),
  post('/agreements/:id/amendments/:amendment/step', writes('agreement'), async (visit, tx) => {
    const { asker, lang } = visit
    const agreement = await writableOne(visit, tx)
    const amendment = await amendmentIn(visit, tx, agreement)
    const parties = (await signatoriesOf(tx, asker, agreement.id)).map(({ organisationId }) => organisationId)
    const step = field(await visit.form(), 'step')
    await stepAmendment(tx, asker, agreement, parties, amendment, step, today(visit))
    return redirect(
      `${visit.to(`/agreements/${agreement.id}`)}#m-${amendment.id}`,
      agreementWords(lang).page.saved,
    )
  }),
]

async function clauseIn(visit: Visit, tx: ReadTx, agreement: Agreement): Promise<Clause> {
  const found = (await clausesOf(tx, visit.asker, agreement.id)).find(({ id }) => id === visit.params.clause)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** The clause in the address; null: one is added. */
async function chosenClause(visit: Visit, tx: ReadTx, agreement: Agreement): Promise<Clause | null> {
  const wanted = idOrNull(visit.query.get('clause') ?? '')
  if (!wanted) return null
  const found = (await clausesOf(tx, visit.asker, agreement.id)).find(({ id }) => id === wanted)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

async function amendmentIn(visit: Visit, tx: ReadTx, agreement: Agreement): Promise<Amendment> {
  const found = (await amendmentsOf(tx, visit.asker, agreement.id)).find(
    ({ id }) => id === visit.params.amendment,
  )
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** Both languages as they were typed, the one that is signed being the source; null where that one is empty. */
function wordsTyped(agreement: Agreement, before: Text | null, typed: Typed): Text | null {
  const source = agreement.authoritative === 'en' ? 'en' : 'es'
  const [own, other] = source === 'es' ? [typed.words, typed.wordsEn] : [typed.wordsEn, typed.words]
  if (!own) return null
  const first = before && before.source === source ? reword(before, source, own) : textIn(source, own)
  return other ? reword(first, source === 'es' ? 'en' : 'es', other) : first
}

const nothing = ({ lang }: Visit, agreement: Agreement): FormError => ({
  field: agreement.authoritative === 'en' ? 'wordsEn' : 'words',
  text: agreementWords(lang).problems['agreements.clauseWords'](),
})

const valuesOf = (clause: Clause): FormValues => ({
  number: clause.number,
  words: clause.words.es?.text,
  wordsEn: clause.words.en?.text,
})

const tall = { as: 'textarea', rows: 8 } as const
const controls = { number: { width: 'short' }, words: tall, wordsEn: tall } as const

function Standing({ visit, agreement, clause }: { visit: Visit; agreement: Agreement; clause: Clause }) {
  const { form } = agreementWords(visit.lang)
  return (
    <Notice kind="error" title={form.theirs}>
      <SideBySide lang={visit.lang} text={clause.words} authoritative={agreement.authoritative} />
      <p>{form.conflict}</p>
    </Notice>
  )
}

async function clausePage(
  visit: Visit,
  tx: ReadTx,
  agreement: Agreement,
  clause: Clause | null,
  given: Given,
): Promise<PageAnswer> {
  const { lang } = visit
  const { form } = agreementWords(lang)
  const path = `/agreements/${agreement.id}`
  return page({
    title: clause ? `${form.clauseTitle} ${clause.number}` : agreementWords(lang).page.addClause,
    lede: said(agreement.title, lang),
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: form.clauseTitle }),
    aside: clause ? await besideForm(visit, tx, clause.id) : null,
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && clause && <Standing visit={visit} agreement={agreement} clause={clause} />}
        <Form
          lang={lang}
          schema={clauseSchema}
          words={clauseWords(lang)}
          action={bare(visit, clause ? `${path}/clauses/${clause.id}/edit` : `${path}/clauses/new`)}
          cancelHref={bare(visit, path)}
          values={given.values}
          {...(given.errors ? { errors: given.errors } : {})}
          {...(clause ? { hidden: { version: clause.version } } : {})}
          controls={controls}
        />
      </>
    ),
  })
}

function translatePage(visit: Visit, agreement: Agreement, clause: Clause, given: Given) {
  const { lang } = visit
  const words = agreementWords(lang)
  const title = `${words.page.translate} · ${clause.number}`
  const common = {
    lang,
    action: bare(visit, `/agreements/${agreement.id}/clauses/${clause.id}/translate`),
    cancelHref: bare(visit, `/agreements/${agreement.id}`),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
    hidden: { version: clause.version },
  }
  return page({
    title,
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {given.conflict && <Standing visit={visit} agreement={agreement} clause={clause} />}
        <blockquote class="as-typed">{said(clause.words, clause.words.source)}</blockquote>
        {agreement.authoritative === 'en' ? (
          <Form
            {...common}
            schema={clauseSchema.pick({ words: true })}
            words={clauseWords(lang)}
            controls={{ words: tall }}
          />
        ) : (
          <Form
            {...common}
            schema={clauseSchema.pick({ wordsEn: true })}
            words={clauseWords(lang)}
            controls={{ wordsEn: tall }}
          />
        )}
      </>
    ),
  })
}

function amendPage(visit: Visit, agreement: Agreement, clause: Clause | null, given: Given) {
  const { lang } = visit
  const words = agreementWords(lang)
  const query = clause ? `?clause=${clause.id}` : ''
  const common = {
    lang,
    action: `${bare(visit, `/agreements/${agreement.id}/amend`)}${query}`,
    cancelHref: bare(visit, `/agreements/${agreement.id}`),
    words: clauseWords(lang),
  }
  return page({
    title: words.form.amendTitle,
    lede: words.form.amendLede,
    current: 'agreements',
    crumbs: agreementCrumbs(visit, agreement, { label: words.form.amendTitle }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        <Form
          {...common}
          schema={amendSchema}
          values={given.values}
          {...(given.errors ? { errors: given.errors } : {})}
          controls={{ ...controls, reason: { as: 'textarea', rows: 2 } }}
        />
        {clause && (
          <section class="form-apart">
            <h2>{words.page.amendmentKinds.remove}</h2>
            <Form
              {...common}
              prefix="remove-"
              schema={removalSchema}
              values={{}}
              hidden={{ kind: 'remove' }}
              danger
              submit={words.page.remove}
              controls={{ reason: { as: 'textarea', rows: 2 } }}
            />
          </section>
        )}
      </>
    ),
  })
}
