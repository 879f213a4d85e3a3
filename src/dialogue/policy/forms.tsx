/** The forms of a policy dialogue, of its options and of its outcome, and what was typed. */
import { z } from 'zod'
import { said, type Text, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { type Answer, page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { bare, groupChoices, idOrNull, organisationChoices, placeChoices, typedIn } from '../common.ts'
import { demandCrumbs, missing } from '../demands/common.tsx'
import { besideForm } from '../routes/common.tsx'
import { worded } from '../store/common.ts'
import { meetingsOf } from '../store/meetings.ts'
import { platformsOf } from '../store/platforms.ts'
import { costPeriods, minorOf } from './rules.ts'
import {
  type DialogueFields,
  type OptionFields,
  optionsOf,
  type PolicyDialogue,
  type PolicyOption,
} from './store.ts'
import { policyWords } from './words.ts'

export const trail = (visit: Visit, ...more: { label: string; href?: string }[]) =>
  demandCrumbs(visit, { label: policyWords(visit.lang).list.title, href: bare(visit, '/policy') }, ...more)

interface Given {
  values: FormValues
  errors?: readonly FormError[]
  version?: number
  /** What stands now, where somebody else has written meanwhile. */
  now?: { title: Text; values: FormValues }
}

export const own = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text
export const conflict = (answer: Answer): Answer =>
  'answer' in answer && answer.answer === 'page' ? { ...answer, status: 409 } : answer
/** What was typed, over the version that stands now: nothing is lost, nothing overwritten unseen. */
export const again = (form: FormData, version: number, now: Given['now']): Given => ({
  values: typedIn(form),
  version,
  ...(now ? { now } : {}),
})

export function asErrors(
  problem: unknown,
  fields: Readonly<Record<string, string>>,
  visit: Visit,
): FormError[] {
  const code = problem instanceof Problem ? problem.code : ''
  const field = fields[code]
  if (!field) throw problem
  const sentences: Readonly<Record<string, () => string>> = policyWords(visit.lang).problems
  return [{ field, text: sentences[code]?.() ?? code }]
}

/** Beside each field stands what it says now; what has no words in the language of the page yet, above. */
const Conflict = ({ visit, now }: { visit: Visit; now: Given['now'] }) =>
  now && !now.title[visit.lang] ? (
    <blockquote class="as-typed">
      <span class="subtle">{policyWords(visit.lang).form.theirs}</span> {said(now.title, visit.lang)}
    </blockquote>
  ) : null

const common = (visit: Visit, given: Given) => ({
  lang: visit.lang,
  values: given.values,
  ...(given.now ? { now: given.now.values } : {}),
  ...(given.errors ? { errors: given.errors } : {}),
  ...(given.version ? { hidden: { version: given.version } } : {}),
})
const status = (given: Given) => (given.errors ? { status: 422 as const } : {})

// The dialogue -------------------------------------------------------------------------------------------------------------

const dialogueSchema = z.object({
  question: z.string().min(1).max(300),
  purpose: z.string().max(10_000).optional(),
  meeting: z.string().optional(),
  platform: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
})
function dialogueWords(visit: Visit) {
  const { form } = policyWords(visit.lang)
  return {
    question: { label: form.question, help: form.questionHelp },
    purpose: { label: form.purpose },
    meeting: { label: form.meeting, help: form.meetingHelp },
    platform: { label: form.platform },
    place: { label: form.place },
    group: { label: form.group },
  }
}

export async function dialoguePage(visit: Visit, tx: ReadTx, dialogue: PolicyDialogue | null, given: Given) {
  const { lang, asker } = visit
  const { form } = policyWords(lang)
  const title = dialogue ? form.editTitle : form.newTitle
  const path = dialogue ? `/policy/${dialogue.id}` : '/policy'
  const option = ({ id, name }: { id: string; name: Text }) => ({ value: id, label: said(name, lang) })
  const meetings = (await meetingsOf(tx, asker, { newestFirst: true, limit: 200 }))
    .filter(
      ({ kind, id }) =>
        kind === 'policy_dialogue' || id === dialogue?.meetingId || id === given.values.meeting,
    )
    .map(({ id, title: name }) => ({ id, name }))
  return page({
    title,
    current: 'demands',
    crumbs: trail(
      visit,
      ...(dialogue ? [{ label: said(dialogue.title, lang), href: bare(visit, path) }] : []),
      { label: title },
    ),
    ...status(given),
    main: (
      <>
        <Conflict visit={visit} now={given.now} />
        <Form
          {...common(visit, given)}
          schema={dialogueSchema}
          words={dialogueWords(visit)}
          action={bare(visit, dialogue ? `${path}/edit` : '/policy/new')}
          cancelHref={bare(visit, path)}
          controls={{
            purpose: { as: 'textarea', rows: 4 },
            meeting: { options: meetings.map(option) },
            platform: { options: (await platformsOf(tx, asker)).map(option) },
            place: { options: await placeChoices(tx, visit) },
            group: { options: await groupChoices(tx, visit) },
          }}
        />
      </>
    ),
  })
}

export async function readDialogue(visit: Visit, tx: WriteTx, before: PolicyDialogue | null) {
  const { lang } = visit
  const form = await visit.form()
  const read = readForm(dialogueSchema, form, dialogueWords(visit), lang)
  const version = before ? { version: before.version } : {}
  if (!read.ok) return dialoguePage(visit, tx, before, { ...read, ...version })
  const { value } = read
  const fields: DialogueFields = {
    title: worded(before?.title ?? null, lang, value.question) ?? textIn(lang, value.question),
    purpose: worded(before?.purpose ?? null, lang, value.purpose),
    meetingId: idOrNull(value.meeting),
    platformId: idOrNull(value.platform),
    placeId: idOrNull(value.place),
    workerGroupId: idOrNull(value.group),
  }
  const errors = await missing(tx, visit, dialogueWords(visit), [
    ['meeting', 'meeting', fields.meetingId],
    ['platform', 'platform', fields.platformId],
    ['place', 'place', fields.placeId],
    ['group', 'group', fields.workerGroupId],
  ])
  if (errors.length > 0) return dialoguePage(visit, tx, before, { values: typedIn(form), errors, ...version })
  return fields
}

// Recommendation and outcome -----------------------------------------------------------------------------------------------

export const decideSchema = z.object({
  recommended: z.string().optional(),
  reason: z.string().max(10_000).optional(),
  outcome: z.string().max(10_000).optional(),
  outcomeOn: z.iso.date().optional(),
})
export function decideWords(visit: Visit) {
  const { decide } = policyWords(visit.lang)
  return {
    recommended: { label: decide.recommended },
    reason: { label: decide.reason },
    outcome: { label: decide.outcome },
    outcomeOn: { label: decide.outcomeOn },
  }
}

export async function decidePage(visit: Visit, tx: ReadTx, dialogue: PolicyDialogue, given: Given) {
  const { lang, asker } = visit
  const { decide } = policyWords(lang)
  const options = await optionsOf(tx, asker, dialogue.id)
  return page({
    title: decide.title,
    subtitle: said(dialogue.title, lang),
    current: 'demands',
    crumbs: trail(
      visit,
      { label: said(dialogue.title, lang), href: bare(visit, `/policy/${dialogue.id}`) },
      { label: decide.title },
    ),
    ...status(given),
    main: (
      <>
        <Conflict visit={visit} now={given.now} />
        <Form
          {...common(visit, given)}
          schema={decideSchema}
          words={decideWords(visit)}
          action={bare(visit, `/policy/${dialogue.id}/decide`)}
          cancelHref={bare(visit, `/policy/${dialogue.id}`)}
          controls={{
            recommended: { options: options.map(({ id, name }) => ({ value: id, label: said(name, lang) })) },
            reason: { as: 'textarea', rows: 3 },
            outcome: { as: 'textarea', rows: 4 },
            outcomeOn: { width: 'medium' },
          }}
        />
      </>
    ),
  })
}

// Options ------------------------------------------------------------------------------------------------------------------

const optionSchema = z.object({
  name: z.string().min(1).max(300),
  pros: z.string().max(10_000).optional(),
  cons: z.string().max(10_000).optional(),
  cost: z.string().max(30).optional(),
  currency: z.string().regex(/^[A-Za-z]{3}$/),
  period: z.enum(costPeriods).optional(),
  payer: z.string().max(300).optional(),
  costNote: z.string().max(2000).optional(),
  legal: z.string().max(10_000).optional(),
  decidesId: z.string().optional(),
  decides: z.string().max(300).optional(),
})
function optionWords(visit: Visit) {
  const { option, periods } = policyWords(visit.lang)
  return {
    name: { label: option.name },
    pros: { label: option.pros, help: option.prosHelp },
    cons: { label: option.cons, help: option.prosHelp },
    cost: { label: option.cost, help: option.costHelp },
    currency: { label: option.currency, help: option.currencyHelp },
    period: { label: option.period, options: periods },
    payer: { label: option.payer },
    costNote: { label: option.costNote },
    legal: { label: option.legal, help: option.legalHelp },
    decidesId: { label: option.decidesId },
    decides: { label: option.decides },
  }
}

export async function optionPage(
  visit: Visit,
  tx: ReadTx,
  dialogue: PolicyDialogue,
  option: PolicyOption | null,
  given: Given,
) {
  const { lang } = visit
  const words = policyWords(lang).option
  const title = option ? words.editTitle : words.newTitle
  return page({
    title,
    subtitle: said(dialogue.title, lang),
    current: 'demands',
    crumbs: trail(
      visit,
      { label: said(dialogue.title, lang), href: bare(visit, `/policy/${dialogue.id}`) },
      { label: title },
    ),
    ...status(given),
    aside: option ? await besideForm(visit, tx, option.id) : null,
    main: (
      <>
        <Conflict visit={visit} now={given.now} />
        <Form
          {...common(visit, given)}
          schema={optionSchema}
          words={optionWords(visit)}
          action={bare(visit, `/policy/${dialogue.id}/options/${option?.id ?? 'new'}`)}
          cancelHref={bare(visit, `/policy/${dialogue.id}`)}
          controls={{
            pros: { as: 'textarea', rows: 4 },
            cons: { as: 'textarea', rows: 4 },
            cost: { inputmode: 'decimal', width: 'medium' },
            currency: { width: 'short' },
            costNote: { as: 'textarea', rows: 2 },
            legal: { as: 'textarea', rows: 3 },
            decidesId: { options: await organisationChoices(tx, visit) },
          }}
        />
      </>
    ),
  })
}

export async function readOption(
  visit: Visit,
  tx: WriteTx,
  dialogue: PolicyDialogue,
  before: PolicyOption | null,
) {
  const { lang } = visit
  const form = await visit.form()
  const read = readForm(optionSchema, form, optionWords(visit), lang)
  const version = before ? { version: before.version } : {}
  if (!read.ok) return optionPage(visit, tx, dialogue, before, { ...read, ...version })
  const { value } = read
  const refuse = (errors: readonly FormError[]) =>
    optionPage(visit, tx, dialogue, before, { values: typedIn(form), errors, ...version })
  let costMinor: number | null
  try {
    costMinor = minorOf(value.cost ?? '')
  } catch (problem) {
    return refuse(asErrors(problem, { 'policy.cost': 'cost' }, visit))
  }
  if (costMinor !== null && !value.period)
    return refuse([{ field: 'period', text: policyWords(lang).problems['policy.costPeriod']() }])
  const fields: OptionFields = {
    name: worded(before?.name ?? null, lang, value.name) ?? textIn(lang, value.name),
    pros: worded(before?.pros ?? null, lang, value.pros),
    cons: worded(before?.cons ?? null, lang, value.cons),
    costMinor,
    currency: value.currency.toUpperCase(),
    costPeriod: value.period ?? null,
    payer: value.payer ?? '',
    costNote: value.costNote ?? '',
    legalRoute: worded(before?.legalRoute ?? null, lang, value.legal),
    decides: value.decides ?? '',
    decidesId: idOrNull(value.decidesId),
  }
  const errors = await missing(tx, visit, optionWords(visit), [
    ['decidesId', 'organisation', fields.decidesId],
  ])
  return errors.length > 0 ? refuse(errors) : fields
}
