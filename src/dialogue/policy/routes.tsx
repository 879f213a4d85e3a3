/** Policy dialogues: the list, one of them, its options, what was recommended and what came of it, its file. */
import { isLanguage, said } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FormValues, readForm } from '../../web/components/form-schema.ts'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { page, redirect } from '../../web/server/answer.ts'
import { documentFile } from '../../web/server/files.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { idOrNull, typedIn } from '../common.ts'
import { demandRooms } from '../demands/common.tsx'
import { worded } from '../store/common.ts'
import { policyDocument } from './document.ts'
import {
  again,
  asErrors,
  conflict,
  decidePage,
  decideSchema,
  decideWords,
  dialoguePage,
  optionPage,
  own,
  readDialogue,
  readOption,
  trail,
} from './forms.tsx'
import { PolicyActions, PolicyAside, PolicyList, PolicyPage } from './pages.tsx'
import {
  addDialogue,
  addOption,
  changeDialogue,
  changeOption,
  dialogueById,
  dialoguesOf,
  optionsOf,
  type PolicyDialogue,
  type PolicyOption,
  setOutcome,
} from './store.ts'
import { policyWords } from './words.ts'

const idOf = (visit: Visit): string => visit.params.id ?? ''
const mayAdd = ({ asker }: Visit): boolean => asker.role === 'coordinator' || asker.role === 'assistant'

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
      values: dialogueValues(visit, dialogue),
      version: dialogue.version,
    })
  }),
  post('/policy/:id/edit', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== dialogue.version) {
      const now = { title: dialogue.title, values: dialogueValues(visit, dialogue) }
      return conflict(await dialoguePage(visit, tx, dialogue, again(form, dialogue.version, now)))
    }
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
      values: outcomeValues(visit, dialogue),
      version: dialogue.version,
    })
  }),
  post('/policy/:id/decide', writes('meeting'), async (visit, tx) => {
    const { lang, asker } = visit
    const dialogue = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== dialogue.version) {
      const now = {
        title: dialogue.outcome ?? dialogue.reason ?? dialogue.title,
        values: outcomeValues(visit, dialogue),
      }
      return conflict(await decidePage(visit, tx, dialogue, again(form, dialogue.version, now)))
    }
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
      values: optionValues(visit, option),
      version: option.version,
    })
  }),
  post('/policy/:id/options/:option', writes('meeting'), async (visit, tx) => {
    const dialogue = await writable(visit, tx)
    const option = await optionOf(visit, tx, dialogue)
    const form = await visit.form()
    if (versionOf(form) !== option.version) {
      const now = { title: option.name, values: optionValues(visit, option) }
      return conflict(await optionPage(visit, tx, dialogue, option, again(form, option.version, now)))
    }
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
    if (!isLanguage(language)) return new Problem('kernel.notFound', {}, 404)
    const document = await visit.read(async (tx) =>
      policyDocument(language, {
        dialogue: await dialogueById(tx, visit.asker, idOf(visit)),
        options: await optionsOf(tx, visit.asker, idOf(visit)),
        workspace: visit.workspace.name,
        isSample: visit.workspace.isSample,
      }),
    )
    return documentFile(document, kind)
  }),
]

// What stands, as the forms show it -----------------------------------------------------------------------------------

const dialogueValues = (visit: Visit, dialogue: PolicyDialogue): FormValues => ({
  question: own(dialogue.title, visit),
  purpose: own(dialogue.purpose, visit),
  meeting: dialogue.meetingId ?? undefined,
  platform: dialogue.platformId ?? undefined,
  place: dialogue.placeId ?? undefined,
  group: dialogue.workerGroupId ?? undefined,
})

const outcomeValues = (visit: Visit, dialogue: PolicyDialogue): FormValues => ({
  recommended: dialogue.recommendedId ?? undefined,
  reason: own(dialogue.reason, visit),
  outcome: own(dialogue.outcome, visit),
  outcomeOn: dialogue.outcomeOn ?? undefined,
})

const optionValues = (visit: Visit, option: PolicyOption): FormValues => ({
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
})

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
