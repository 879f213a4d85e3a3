/** Policy dialogues: the list, one of them, its options, what was recommended and what came of it, its file. */
import { z } from 'zod'
import { isLanguage, said, type Text, textIn } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { toPdf } from '../../platform/document/pdf.ts'
import { toWord } from '../../platform/document/word.ts'
import { Problem } from '../../platform/problem.ts'
import { fontFiles } from '../../web/charts/fonts.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { Notice } from '../../web/components/notice.tsx'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { bare, groupChoices, idOrNull, organisationChoices, placeChoices, typedIn } from '../common.ts'
import { demandCrumbs, demandRooms, missing } from '../demands/common.tsx'
import { worded } from '../store/common.ts'
import { meetingsOf } from '../store/meetings.ts'
import { platformsOf } from '../store/platforms.ts'
import { policyDocument } from './document.ts'
import { PolicyActions, PolicyAside, PolicyList, PolicyPage } from './pages.tsx'
import { costPeriods, minorOf } from './rules.ts'
import {
  addDialogue,
  addOption,
  changeDialogue,
  changeOption,
  type DialogueFields,
  dialogueById,
  dialoguesOf,
  type OptionFields,
  optionsOf,
  type PolicyDialogue,
  type PolicyOption,
  setOutcome,
} from './store.ts'
import { policyWords } from './words.ts'

const idOf = (visit: Visit): string => visit.params.id ?? ''
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const mayAdd = ({ asker }: Visit): boolean => asker.role === 'coordinator' || asker.role === 'assistant'

const trail = (visit: Visit, ...more: { label: string; href?: string }[]) =>
  demandCrumbs(visit, { label: policyWords(visit.lang).list.title, href: bare(visit, '/policy') }, ...more)

export const policyRoutes = (): Route[] => [
  get('/policy', sees('meeting'), async (visit, tx) => {
    const words = policyWords(visit.lang).list
    const add = mayAdd(visit) ? (
      <ButtonLink href={visit.to('/policy/new')} variant="primary">
        {words.new}
      </ButtonLink>
    ) : null
    return page({
      title: words.title,
      lede: words.lede,
      current: 'demands',
      actions: add,
      toolbar: demandRooms(visit, 'policy'),
      main: (
        <PolicyList
          lang={visit.lang}
          to={visit.to}
          dialogues={await dialoguesOf(tx, visit.asker)}
          add={add}
        />
      ),
    })
  }),
  /** The one of a meeting; whoever may begin it begins it there. */
  get('/meetings/:id/policy', sees('meeting'), async (visit, tx) => {
    const [found] = await dialoguesOf(tx, visit.asker, { meetingId: idOf(visit) })
    if (found) return redirect(visit.to(`/policy/${found.id}`))
    if (!mayAdd(visit)) return new Problem('kernel.notFound', {}, 404)
    return redirect(visit.to('/policy/new', { meeting: idOf(visit) }))
  }),
  get('/policy/new', writes('meeting'), async (visit, tx) => {
    if (!mayAdd(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return dialoguePage(visit, tx, null, { values: { meeting: visit.query.get('meeting') ?? undefined } })
  }),
  post('/policy/new', writes('meeting'), async (visit, tx) => {
    if (!mayAdd(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const given = await readDialogue(visit, tx, null)
    if ('answer' in given) return given
    try {
      const id = await addDialogue(tx, visit.asker, given)
      return redirect(visit.to(`/policy/${id}`), policyWords(visit.lang).form.saved)
    } catch (problem) {
      const errors = asErrors(problem, { 'policy.meetingTaken': 'meeting' }, visit)
      return dialoguePage(visit, tx, null, { values: typedIn(await visit.form()), errors })
    }
  }),
  get('/policy/:id', sees('meeting'), async (visit, tx) => {
    const { lang, asker, to } = visit
    const dialogue = await dialogueById(tx, asker, idOf(visit))
    const props = { lang, to, dialogue }
    return page({
      title: said(dialogue.title, lang),
      current: 'demands',
      crumbs: trail(visit, { label: said(dialogue.title, lang) }),
      actions: <PolicyActions {...props} />,
      main: <PolicyPage {...props} options={await optionsOf(tx, asker, dialogue.id)} />,
      aside: (
        <>
          <PolicyAside {...props} />
          <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, dialogue.id)} />
        </>
      ),
    })
  }),
  get('/policy/:id/edit', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    return dialoguePage(visit, tx, dialogue, {
      values: {
        question: own(dialogue.title, visit),
        purpose: own(dialogue.purpose, visit),
        meeting: dialogue.meetingId ?? undefined,
        platform: dialogue.platformId ?? undefined,
        place: dialogue.placeId ?? undefined,
        group: dialogue.workerGroupId ?? undefined,
      },
      version: dialogue.version,
    })
  }),
  post('/policy/:id/edit', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== dialogue.version)
      return conflict(await dialoguePage(visit, tx, dialogue, again(form, dialogue.version, dialogue.title)))
    const given = await readDialogue(visit, tx, dialogue)
    if ('answer' in given) return given
    try {
      await changeDialogue(tx, visit.asker, dialogue.id, dialogue.version, given)
    } catch (problem) {
      const errors = asErrors(problem, { 'policy.meetingTaken': 'meeting' }, visit)
      return dialoguePage(visit, tx, dialogue, { values: typedIn(form), errors, version: dialogue.version })
    }
    return redirect(visit.to(`/policy/${dialogue.id}`), policyWords(visit.lang).form.saved)
  }),

  get('/policy/:id/decide', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    return decidePage(visit, tx, dialogue, {
      values: {
        recommended: dialogue.recommendedId ?? undefined,
        reason: own(dialogue.reason, visit),
        outcome: own(dialogue.outcome, visit),
        outcomeOn: dialogue.outcomeOn ?? undefined,
      },
      version: dialogue.version,
    })
  }),
  post('/policy/:id/decide', writes('meeting'), async (visit, tx) => {
    const { lang, asker } = visit
    const dialogue = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== dialogue.version)
      return conflict(
        await decidePage(
          visit,
          tx,
          dialogue,
          again(form, dialogue.version, dialogue.outcome ?? dialogue.reason ?? dialogue.title),
        ),
      )
    const read = readForm(decideSchema, form, decideWords(visit), lang)
    if (!read.ok) return decidePage(visit, tx, dialogue, { ...read, version: dialogue.version })
    const { value } = read
    try {
      await setOutcome(tx, asker, dialogue.id, dialogue.version, {
        recommendedId: idOrNull(value.recommended),
        reason: worded(dialogue.reason, lang, value.reason),
        outcome: worded(dialogue.outcome, lang, value.outcome),
        outcomeOn: value.outcomeOn ?? null,
      })
    } catch (problem) {
      const errors = asErrors(
        problem,
        { 'policy.reason': 'reason', 'policy.noSuchOption': 'recommended' },
        visit,
      )
      return decidePage(visit, tx, dialogue, { values: typedIn(form), errors, version: dialogue.version })
    }
    return redirect(visit.to(`/policy/${dialogue.id}`), policyWords(lang).decide.saved)
  }),

  get('/policy/:id/options/new', writes('meeting'), async (visit, tx) =>
    optionPage(visit, tx, await writable(visit, tx), null, { values: { currency: 'MXN' } }),
  ),
  post('/policy/:id/options/new', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const fields = await readOption(visit, tx, dialogue, null)
    if ('answer' in fields) return fields
    const id = await addOption(tx, visit.asker, dialogue.id, fields)
    return redirect(`${visit.to(`/policy/${dialogue.id}`)}#o-${id}`, policyWords(visit.lang).option.saved)
  }),
  get('/policy/:id/options/:option', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const option = await optionOf(visit, tx, dialogue)
    return optionPage(visit, tx, dialogue, option, {
      values: {
        name: own(option.name, visit),
        pros: own(option.pros, visit),
        cons: own(option.cons, visit),
        cost: option.costMinor === null ? undefined : (option.costMinor / 100).toFixed(2),
        currency: option.currency,
        period: option.costPeriod ?? undefined,
        payer: option.payer || undefined,
        costNote: option.costNote || undefined,
        legal: own(option.legalRoute, visit),
        decidesId: option.decidesId ?? undefined,
        decides: option.decides || undefined,
      },
      version: option.version,
    })
  }),
  post('/policy/:id/options/:option', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const option = await optionOf(visit, tx, dialogue)
    const form = await visit.form()
    if (versionOf(form) !== option.version)
      return conflict(await optionPage(visit, tx, dialogue, option, again(form, option.version, option.name)))
    const fields = await readOption(visit, tx, dialogue, option)
    if ('answer' in fields) return fields
    await changeOption(tx, visit.asker, dialogue.id, option.id, option.version, fields)
    return redirect(
      `${visit.to(`/policy/${dialogue.id}`)}#o-${option.id}`,
      policyWords(visit.lang).option.saved,
    )
  }),

  work('GET', '/policy/:id/file/:language/:kind', sees('meeting'), async (visit) => {
    const { language = '', kind } = visit.params
    if (!isLanguage(language) || (kind !== 'docx' && kind !== 'pdf'))
      return new Problem('kernel.notFound', {}, 404)
    const document = await visit.read(async (tx) =>
      policyDocument(language, {
        dialogue: await dialogueById(tx, visit.asker, idOf(visit)),
        options: await optionsOf(tx, visit.asker, idOf(visit)),
        workspace: visit.workspace.name,
        isSample: visit.workspace.isSample,
      }),
    )
    const name = `${document.title.slice(0, 120)}.${kind}`.replaceAll(/[/\\:?¿]/g, ' ').trim()
    if (kind === 'docx') return download({ name, mediaType: wordType, body: await toWord(document) })
    const [regular = '', , bold = ''] = await fontFiles()
    return download({ name, mediaType: 'application/pdf', body: await toPdf(document, { regular, bold }) })
  }),
]

async function writable(visit: Visit, tx: ReadTx): Promise<PolicyDialogue> {
  const dialogue = await dialogueById(tx, visit.asker, idOf(visit))
  if (!dialogue.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return dialogue
}

async function optionOf(visit: Visit, tx: ReadTx, dialogue: PolicyDialogue): Promise<PolicyOption> {
  const found = (await optionsOf(tx, visit.asker, dialogue.id)).find(({ id }) => id === visit.params.option)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

interface Given {
  values: FormValues
  errors?: readonly FormError[]
  version?: number
  /** What stands now, where somebody else has written meanwhile. */
  theirs?: Text
}

const own = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text
const conflict = (answer: Answer): Answer =>
  'answer' in answer && answer.answer === 'page' ? { ...answer, status: 409 } : answer
/** What was typed, over the version that stands now: nothing is lost, nothing overwritten unseen. */
const again = (form: FormData, version: number, theirs: Text): Given => ({
  values: typedIn(form),
  version,
  theirs,
})

function asErrors(problem: unknown, fields: Readonly<Record<string, string>>, visit: Visit): FormError[] {
  const code = problem instanceof Problem ? problem.code : ''
  const field = fields[code]
  if (!field) throw problem
  const sentences: Readonly<Record<string, () => string>> = policyWords(visit.lang).problems
  return [{ field, text: sentences[code]?.() ?? code }]
}

const Conflict = ({ visit, theirs }: { visit: Visit; theirs: Text | undefined }) => {
  const { form } = policyWords(visit.lang)
  return theirs ? (
    <>
      <Notice kind="error" title={form.conflict} />
      <blockquote class="as-typed">
        <span class="subtle">{form.theirs}</span> {said(theirs, visit.lang)}
      </blockquote>
    </>
  ) : null
}

const common = (visit: Visit, given: Given) => ({
  lang: visit.lang,
  values: given.values,
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

async function dialoguePage(visit: Visit, tx: ReadTx, dialogue: PolicyDialogue | null, given: Given) {
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
        <Conflict visit={visit} theirs={given.theirs} />
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

async function readDialogue(visit: Visit, tx: WriteTx, before: PolicyDialogue | null) {
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

const decideSchema = z.object({
  recommended: z.string().optional(),
  reason: z.string().max(10_000).optional(),
  outcome: z.string().max(10_000).optional(),
  outcomeOn: z.iso.date().optional(),
})
function decideWords(visit: Visit) {
  const { decide } = policyWords(visit.lang)
  return {
    recommended: { label: decide.recommended },
    reason: { label: decide.reason },
    outcome: { label: decide.outcome },
    outcomeOn: { label: decide.outcomeOn },
  }
}

async function decidePage(visit: Visit, tx: ReadTx, dialogue: PolicyDialogue, given: Given) {
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
        <Conflict visit={visit} theirs={given.theirs} />
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

async function optionPage(
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
    main: (
      <>
        <Conflict visit={visit} theirs={given.theirs} />
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

async function readOption(visit: Visit, tx: WriteTx, dialogue: PolicyDialogue, before: PolicyOption | null) {
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
