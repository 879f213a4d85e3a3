/** Letters against a breach: drafted from the commitment, written by a person, handed in outside, answered. */
import { organisationName } from '../../../kernel/member.ts'
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Button } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../../web/components/form-schema.ts'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import { page, redirect } from '../../../web/server/answer.ts'
import { documentFile } from '../../../web/server/files.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work } from '../../../web/server/route.ts'
import { bare, field, isDay, today, typedIn } from '../../common.ts'
import { worded } from '../../store/common.ts'
import { wordsOf } from '../../words.ts'
import { changeRemedy, draftRemedy, type Remedy, remediesOf, stepRemedy } from '../follow-up.ts'
import { draftLetter, letterDocument } from '../letters.ts'
import { firstWords } from '../name.ts'
import { letterSchema, letterWords } from '../pages/forms.tsx'
import { rungs } from '../rules.ts'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { assesses, commitmentCrumbs, readOne, writesAll } from './common.ts'

/** Days that a draft gives for an answer. */
const answerIn = 15

interface Found {
  commitment: Commitment
  remedy: Remedy
}

async function found(visit: Visit, tx: ReadTx): Promise<Found> {
  const commitment = await readOne(visit, tx)
  const remedy = (await remediesOf(tx, visit.asker, commitment.id)).find(
    ({ id }) => id === visit.params.letter,
  )
  if (!remedy) throw new Problem('kernel.notFound', {}, 404)
  return { commitment, remedy }
}

/** Writes it: the team, or the organisation in whose name it is. */
const mayWrite = (visit: Visit, { organisationId }: Remedy): boolean =>
  writesAll(visit) || (assesses(visit) && organisationId === visit.asker.organisationId)

async function written(visit: Visit, tx: ReadTx): Promise<Found> {
  const one = await found(visit, tx)
  if (!mayWrite(visit, one.remedy)) throw new Problem('kernel.notAllowed', {}, 403)
  return one
}

const path = ({ commitment, remedy }: Found): string => `/commitments/${commitment.id}/letters/${remedy.id}`

export const letterRoutes = (): Route[] => [
  post('/commitments/:id/letters', sees('agreement'), async (visit, tx) => {
    const { asker } = visit
    if (!writesAll(visit) && !assesses(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const commitment = await readOne(visit, tx)
    if (asker.organisationId !== null && asker.organisationId === commitment.organisationId)
      return new Problem('kernel.notAllowed', {}, 403)
    const typed = field(await visit.form(), 'rung')
    const rung = rungs.find((one) => one === typed)
    if (!rung) return new Problem('kernel.notFound', {}, 404)
    const due = new Date(Date.parse(today(visit)) + answerIn * 86_400_000).toISOString().slice(0, 10)
    const id = await draftRemedy(tx, asker, commitment, {
      rung,
      letter: draftLetter(rung, commitment, await organisationName(tx, asker)),
      addressee: [commitment.office, commitment.organisation && said(commitment.organisation.name, 'es')]
        .filter(Boolean)
        .join(', '),
      answerDueOn: rung === 'press' ? null : due,
    })
    return redirect(visit.to(`/commitments/${commitment.id}/letters/${id}`))
  }),
  get('/commitments/:id/letters/:letter', sees('agreement'), async (visit, tx) =>
    letterPage(visit, await found(visit, tx)),
  ),
  post('/commitments/:id/letters/:letter', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const one = await written(visit, tx)
    const form = await visit.form()
    const read = readForm(letterSchema, form, letterWords(lang), lang)
    if (!read.ok) return letterPage(visit, one, read)
    const { addressee = '', letter, answerDueOn = null } = read.value
    if (versionOf(form) !== one.remedy.version && one.remedy.state === 'draft') {
      // What was typed is given back over what stands now: nothing is lost, nothing overwritten unseen.
      const answer = letterPage(visit, one, { values: typedIn(form), conflict: true })
      return { ...answer, status: 409 as const }
    }
    await changeRemedy(tx, asker, one.remedy, one.remedy.version, {
      letter: worded(one.remedy.letter, lang, letter) ?? one.remedy.letter,
      addressee,
      answerDueOn,
    })
    return redirect(visit.to(path(one)), commitmentWords(lang).letter.saved)
  }),
  post('/commitments/:id/letters/:letter/step', sees('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const one = await written(visit, tx)
    const form = await visit.form()
    const typed = field(form, 'day')
    const on = isDay(typed) && typed <= today(visit) ? typed : today(visit)
    const state = await stepRemedy(tx, asker, one.remedy, field(form, 'step'), {
      on,
      answer: field(form, 'answer').slice(0, 10_000),
    })
    return redirect(visit.to(path(one)), commitmentWords(lang).letter.moved[state])
  }),
  work('GET', '/commitments/:id/letters/:letter/file/:kind', sees('agreement'), async (visit) => {
    const { kind } = visit.params
    const { lang, workspace } = visit
    const { remedy } = await visit.read((tx) => found(visit, tx))
    const shared = wordsOf(lang).minutes
    const document = letterDocument(lang, {
      remedy,
      workspace: workspace.name,
      isSample: workspace.isSample,
      sampleFoot: shared.sampleFoot,
      day: today(visit),
    })
    return documentFile(document, kind, `${commitmentWords(lang).letter.file}-${remedy.rung}`)
  }),
]

const valuesOf = ({ lang }: Visit, { remedy }: Found): FormValues => ({
  addressee: remedy.addressee,
  letter: remedy.letter[lang]?.text ?? said(remedy.letter, lang),
  answerDueOn: remedy.answerDueOn ?? undefined,
})

function letterPage(
  visit: Visit,
  one: Found,
  given?: { values: FormValues; errors?: readonly FormError[]; conflict?: true },
) {
  const { lang, to } = visit
  const words = commitmentWords(lang)
  const { remedy, commitment } = one
  const writes = mayWrite(visit, remedy)
  const here = to(path(one))
  return page({
    title: words.letter.title(words.rungs[remedy.rung]),
    subtitle: words.remedyStates[remedy.state],
    current: 'agreements',
    crumbs: commitmentCrumbs(
      visit,
      { label: firstWords(commitment, lang), href: bare(visit, `/commitments/${commitment.id}`) },
      { label: words.rungs[remedy.rung] },
    ),
    actions: (
      <DownloadMenu
        lang={lang}
        lines={[
          { label: words.letter.docx, href: `${here}/file/docx` },
          { label: words.letter.pdf, href: `${here}/file/pdf` },
        ]}
      />
    ),
    ...(given?.errors ? { status: 422 as const } : {}),
    main: (
      <>
        <p class="quoted">{said(commitment.words, lang)}</p>
        {remedy.state === 'draft' && writes ? (
          <Form
            lang={lang}
            schema={letterSchema}
            words={letterWords(lang)}
            action={bare(visit, path(one))}
            cancelHref={bare(visit, `/commitments/${commitment.id}`)}
            submit={words.letter.save}
            hidden={{ version: remedy.version }}
            values={given?.values ?? valuesOf(visit, one)}
            {...(given?.conflict ? { now: valuesOf(visit, one) } : {})}
            {...(given?.errors ? { errors: given.errors } : {})}
            controls={{ letter: { as: 'textarea', rows: 16 }, answerDueOn: { width: 'medium' } }}
          />
        ) : (
          <>
            <p class="subtle">
              {[remedy.addressee, remedy.sentOn && words.page.sentOn(date(remedy.sentOn, lang))]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <blockquote class="as-typed">{said(remedy.letter, lang)}</blockquote>
          </>
        )}
        {remedy.answer && (
          <Section title={words.page.answeredOn(date(remedy.answeredOn ?? '', lang))}>
            <blockquote class="as-typed">{remedy.answer}</blockquote>
          </Section>
        )}
      </>
    ),
    aside: writes ? <Steps visit={visit} one={one} /> : undefined,
  })
}

/** What comes next with the letter. */
function Steps({ visit, one }: { visit: Visit; one: Found }) {
  const words = commitmentWords(visit.lang).letter
  const { state } = one.remedy
  if (state !== 'draft' && state !== 'sent') return null
  const action = visit.to(`${path(one)}/step`)
  return (
    <section class="aside-list">
      <h2>{state === 'draft' ? words.send : words.answer}</h2>
      {state === 'draft' && <p class="subtle">{words.sendHelp}</p>}
      <form class="form" method="post" action={action}>
        {state === 'sent' && (
          <div class="ds-field">
            <label class="ds-label" for="letter-answer">
              {words.answerWords}
            </label>
            <textarea
              class="ds-input"
              id="letter-answer"
              name="answer"
              rows={4}
              required
              maxlength={10_000}
            />
          </div>
        )}
        <div class="ds-field">
          <label class="ds-label" for="letter-day">
            {words.day}
          </label>
          <input
            class="ds-input"
            id="letter-day"
            type="date"
            name="day"
            value={today(visit)}
            max={today(visit)}
            required
          />
        </div>
        <Button variant="primary" name="step" value={state === 'draft' ? 'send' : 'answer'}>
          {state === 'draft' ? words.send : words.answer}
        </Button>
      </form>
      {state === 'draft' && (
        <form method="post" action={action}>
          <Button variant="tertiary" name="step" value="withdraw">
            {words.withdraw}
          </Button>
        </form>
      )}
    </section>
  )
}
