/** One negotiation, its table, its steps, and the agreement drafted from it. */
import { z } from 'zod'
import { isConflict } from '../../../kernel/over-version.ts'
import { isLanguage, said, textIn } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { readForm } from '../../../web/components/form-schema.ts'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { Segmented } from '../../../web/components/toolbar.tsx'
import { type Answer, type PageAnswer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { legalNatures } from '../../agreements/rules.ts'
import { agreementsOf, draftFromNegotiation } from '../../agreements/store.ts'
import { agreementWords } from '../../agreements/words.ts'
import { bare, field, today, typedIn } from '../../common.ts'
import { stepsFrom, take } from '../../rules.ts'
import { wordsOf } from '../../words.ts'
import { reasonedSchema, stepSchema, stepWords } from '../pages/forms.tsx'
import { Said, type Shown } from '../pages/marks.tsx'
import { NegotiationFacts, NegotiationPage } from '../pages/page.tsx'
import { TablePage } from '../pages/table.tsx'
import { pointsAway, pointsOf } from '../points.ts'
import { roundsAway, roundsOf } from '../rounds.ts'
import { type NegotiationStep, negotiationMachine } from '../rules.ts'
import { delegationsOf, type Negotiation, rewordReason, stepNegotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  checkDay,
  crumbOf,
  formPage,
  type Given,
  NegotiationTabs,
  negotiationCrumbs,
  negotiationPath,
  notFound,
  readOne,
  ruled,
  speaksFor,
  writableOne,
} from './common.tsx'

export const negotiationRoutes = (): Route[] => [
  get('/negotiations/:id', sees('agreement'), (visit, tx) => onePage(visit, tx)),
  post('/negotiations/:id/reason', writes('agreement'), async (visit, tx) => {
    const negotiation = await writableOne(visit, tx)
    const form = await visit.form()
    const words = field(form, 'words').slice(0, 10_000)
    try {
      const given = { language: visit.lang, words, before: String(form.get('before') ?? '') }
      await rewordReason(tx, visit.asker, negotiation, given)
    } catch (problem) {
      // A state without a reason has nothing to write over: she is given back her words with the refusal.
      if (!isConflict(problem) || !negotiation.stateReason) throw problem
      return { ...(await onePage(visit, tx, words)), status: 409 as const }
    }
    return redirect(visit.to(negotiationPath(negotiation)), wordsOf(visit.lang).note.saved)
  }),
  get('/negotiations/:id/table', sees('agreement'), tablePage),

  get('/negotiations/:id/steps/:step', writes('agreement'), async (visit, tx) => {
    const negotiation = await writableOne(visit, tx)
    return stepPage(visit, negotiation, stepOf(visit, negotiation), { values: { on: today(visit) } })
  }),
  post('/negotiations/:id/steps/:step', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const negotiation = await writableOne(visit, tx)
    // One that somebody else has taken meanwhile is no longer there to be taken.
    take(negotiationMachine, negotiation.state, visit.params.step ?? '')
    const step = stepOf(visit, negotiation)
    const form = await visit.form()
    const read = givesReason(step)
      ? readForm(reasonedSchema, form, stepWords(lang), lang)
      : readForm(stepSchema, form, stepWords(lang), lang)
    if (!read.ok) return stepPage(visit, negotiation, step, read)
    const { on, reason = '' } = { reason: undefined, ...read.value }
    try {
      checkDay(visit, on)
      await stepNegotiation(tx, asker, negotiation, step, {
        on,
        reason: reason ? textIn(lang, reason) : null,
      })
    } catch (problem) {
      return stepPage(
        visit,
        negotiation,
        step,
        ruled(visit, problem, typedIn(form), {
          'negotiation.future': 'on',
          'negotiation.reasonWanted': 'reason',
        }),
      )
    }
    return redirect(visit.to(negotiationPath(negotiation)), negotiationWords(lang).steps[step].done)
  }),

  get('/negotiations/:id/agreement', writes('agreement'), async (visit, tx) =>
    draftPage(visit, tx, await writableOne(visit, tx), { values: { authoritative: 'es' } }),
  ),
  post('/negotiations/:id/agreement', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const negotiation = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(agreementSchema, form, agreementFormWords(visit), lang)
    if (!read.ok) return draftPage(visit, tx, negotiation, read)
    try {
      const id = await draftFromNegotiation(tx, asker, negotiation, {
        legalNature: read.value.nature,
        authoritative: read.value.authoritative,
      })
      return redirect(visit.to(`/agreements/${id}`), negotiationWords(lang).draft.made)
    } catch (problem) {
      return draftPage(visit, tx, negotiation, ruled(visit, problem, typedIn(form)))
    }
  }),
]

async function onePage(visit: Visit, tx: ReadTx, typedReason?: string): Promise<PageAnswer> {
  const { lang, asker, to } = visit
  const words = negotiationWords(lang)
  const negotiation = await readOne(visit, tx)
  const seats = await delegationsOf(tx, asker, negotiation.id)
  return page({
    title: said(negotiation.title, lang),
    current: 'negotiation',
    crumbs: negotiationCrumbs(visit, { label: said(negotiation.title, lang) }),
    actions: negotiation.mayWrite ? (
      <ButtonLink href={to(negotiationPath(negotiation, '/edit'))}>{words.page.edit}</ButtonLink>
    ) : undefined,
    toolbar: <NegotiationTabs visit={visit} negotiation={negotiation} seats={seats} current="page" />,
    main: (
      <NegotiationPage
        lang={lang}
        to={to}
        negotiation={negotiation}
        points={await pointsOf(tx, asker, negotiation.id)}
        seats={seats}
        rounds={await roundsOf(tx, asker, negotiation.id)}
        agreements={await agreementsOf(tx, asker, { negotiationId: negotiation.id })}
        completes={(seat) => negotiation.mayWrite || speaksFor(visit, seat)}
        away={(await pointsAway(tx, asker, negotiation.id)).filter(({ ownDraft }) => ownDraft)}
        {...(typedReason === undefined ? {} : { typedReason })}
        roundsAway={negotiation.mayWrite ? await roundsAway(tx, asker, negotiation.id) : []}
      />
    ),
    aside: (
      <>
        <NegotiationFacts lang={lang} to={to} negotiation={negotiation} />
        <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, negotiation.id)} />
      </>
    ),
  })
}

async function tablePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = negotiationWords(lang)
  const negotiation = await readOne(visit, tx)
  const seats = await delegationsOf(tx, asker, negotiation.id)
  const asked = visit.query.get('text') ?? lang
  const shown: Shown = asked === 'both' || isLanguage(asked) ? asked : lang
  const path = negotiationPath(negotiation, '/table')
  const choice = (text: Shown, label: string) => ({
    label,
    href: to(path, { text: text === lang ? null : text }),
    current: shown === text,
  })
  return page({
    title: said(negotiation.title, lang),
    current: 'negotiation',
    wide: true,
    crumbs: negotiationCrumbs(visit, crumbOf(visit, negotiation), { label: words.table.title }),
    toolbar: (
      <>
        <NegotiationTabs visit={visit} negotiation={negotiation} seats={seats} current="table" />
        <div class="toolbar">
          <Segmented
            label={words.table.languages}
            choices={[
              choice('es', words.languages.es),
              choice('en', words.languages.en),
              choice('both', words.table.both),
            ]}
          />
        </div>
      </>
    ),
    main: (
      <TablePage
        lang={lang}
        to={to}
        negotiation={negotiation}
        points={await pointsOf(tx, asker, negotiation.id)}
        seats={seats}
        rounds={await roundsOf(tx, asker, negotiation.id)}
        shown={shown}
      />
    ),
  })
}

// Steps ---------------------------------------------------------------------------------------------------------------

const givesReason = (step: NegotiationStep): boolean => step === 'deadlock' || step === 'break_off'

/** A step that the state offers; any other is no page. */
function stepOf(visit: Visit, { state }: Negotiation): NegotiationStep {
  const step = stepsFrom(negotiationMachine, state).find((one) => one === visit.params.step)
  if (!step) throw notFound()
  return step
}

function stepPage(visit: Visit, negotiation: Negotiation, step: NegotiationStep, given: Given): Answer {
  const { lang } = visit
  const words = negotiationWords(lang).steps[step]
  const common = {
    lang,
    words: stepWords(lang),
    action: bare(visit, negotiationPath(negotiation, `/steps/${step}`)),
    cancelHref: bare(visit, negotiationPath(negotiation)),
    values: given.values,
    ...(given.errors ? { errors: given.errors } : {}),
    submit: words.do,
  }
  return formPage(visit, negotiation, given, {
    title: words.do,
    subtitle: said(negotiation.title, lang),
    lede: words.help,
    main: givesReason(step) ? (
      <Form
        {...common}
        schema={reasonedSchema}
        controls={{ on: { width: 'medium' }, reason: { as: 'textarea', rows: 3 } }}
      />
    ) : (
      <Form {...common} schema={stepSchema} controls={{ on: { width: 'medium' } }} />
    ),
  })
}

// The agreement -------------------------------------------------------------------------------------------------------

const agreementSchema = z.object({
  nature: z.enum(legalNatures),
  authoritative: z.enum(['es', 'en']),
})
function agreementFormWords({ lang }: Visit) {
  const { draft, languages } = negotiationWords(lang)
  return {
    nature: { label: draft.nature, options: agreementWords(lang).natures },
    authoritative: { label: draft.authoritative, help: draft.authoritativeHelp, options: languages },
  }
}

async function draftPage(visit: Visit, tx: ReadTx, negotiation: Negotiation, given: Given): Promise<Answer> {
  const { lang, asker } = visit
  const words = negotiationWords(lang).draft
  const points = await pointsOf(tx, asker, negotiation.id)
  const agreed = points.filter(({ state }) => state === 'agreed')
  const left = points.length - agreed.length
  return formPage(visit, negotiation, given, {
    title: words.title,
    subtitle: said(negotiation.title, lang),
    lede: words.lede,
    main: (
      <>
        <h2>{words.clauses}</h2>
        <ol class="agenda">
          {agreed.map(({ title }) => (
            <li>
              <Said lang={lang} text={title} />
            </li>
          ))}
        </ol>
        {left > 0 && <p class="subtle">{words.left(left)}</p>}
        <Form
          lang={lang}
          schema={agreementSchema}
          words={agreementFormWords(visit)}
          action={bare(visit, negotiationPath(negotiation, '/agreement'))}
          cancelHref={bare(visit, negotiationPath(negotiation))}
          values={given.values}
          {...(given.errors ? { errors: given.errors } : {})}
          submit={words.go}
          controls={{ authoritative: { as: 'radio' } }}
        />
      </>
    ),
  })
}
