/** The agenda: the list, one proposal, its steps and its form. */
import { may } from '../../kernel/access.ts'
import { addAttachment } from '../../kernel/attachment.ts'
import { isConflict } from '../../kernel/over-version.ts'
import { said } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { FilterBar, Toolbar } from '../../web/components/toolbar.tsx'
import { type PageAnswer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import {
  bare,
  type DialogueServices,
  field,
  idOrNull,
  isDay,
  organisationChoices,
  today,
  typedIn,
} from '../common.ts'
import { demandCrumbs, demandRooms, missing, writesAsTeam, writesOwn } from '../demands/common.tsx'
import type { RefusedNote } from '../pages/note.tsx'
import { worded } from '../store/common.ts'
import { meetingsOf } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'
import { addBlock, blocksOf, removeBlock } from './blocks.ts'
import { formPage, readProposal, valuesOf } from './form.tsx'
import { AgendaList, deadlineOf } from './pages/list.tsx'
import { ProposalAside } from './pages/next-step.tsx'
import { EditLink, ProposalPage, type RefusedStep } from './pages/proposal.tsx'
import { levels } from './rules.ts'
import { rewordNote, stepProposal, stepsOf, undoStep } from './steps.ts'
import { addProposal, changeProposal, type Proposal, proposalById, proposalsOf } from './store.ts'
import { agendaWords, stateWords } from './words.ts'

const idOf = (visit: Visit): string => visit.params.id ?? ''
const maxFile = 20_000_000

export const agendaRoutes = (services: DialogueServices): Route[] => [
  get('/agenda', sees('demand'), async (visit, tx) => {
    const { lang, asker, to, query } = visit
    const words = agendaWords(lang)
    const all = await proposalsOf(tx, asker)
    const authority = query.get('authority') ?? ''
    const level = query.get('level') ?? ''
    const proposals = all.filter(
      (one) => (!authority || one.authority?.id === authority) && (!level || one.level === level),
    )
    const add = mayAdd(visit) ? (
      <ButtonLink href={to('/agenda/new')} variant="primary">
        {words.list.new}
      </ButtonLink>
    ) : null
    const late = proposals.filter((one) => deadlineOf(one, today(visit))?.state === 'over').length
    const authorities = new Map(
      all.flatMap((one) => (one.authority ? [[one.authority.id, said(one.authority.name, lang)]] : [])),
    )
    return page({
      title: words.list.title,
      ...(proposals.length > 0 ? { lede: words.list.lede(proposals.length, late) } : {}),
      current: 'demands',
      actions: add,
      toolbar: (
        <>
          {demandRooms(visit, 'agenda')}
          {all.length > 0 && (
            <Toolbar>
              <FilterBar
                lang={lang}
                action={to('/agenda')}
                filters={[
                  {
                    name: 'authority',
                    label: words.list.authority,
                    value: authority,
                    options: [
                      { value: '', label: words.list.all },
                      ...[...authorities]
                        .map(([value = '', label = '']) => ({ value, label }))
                        .toSorted((a, b) => a.label.localeCompare(b.label, 'es')),
                    ],
                  },
                  {
                    name: 'level',
                    label: words.list.level,
                    value: level,
                    options: [
                      { value: '', label: words.list.allLevels },
                      ...levels
                        .filter((one) => all.some((proposal) => proposal.level === one))
                        .map((value) => ({ value, label: words.levels[value] })),
                    ],
                  },
                ]}
              />
            </Toolbar>
          )}
        </>
      ),
      main: (
        <AgendaList
          lang={lang}
          to={to}
          today={today(visit)}
          proposals={proposals}
          filtered={all.length > 0}
          add={add}
        />
      ),
    })
  }),
  get('/agenda/new', writes('demand'), (visit, tx) =>
    formPage(visit, tx, null, {
      values: { draftedOn: today(visit), demand: visit.query.get('demand') ?? undefined },
    }),
  ),
  post('/agenda/new', writes('demand'), async (visit, tx) => {
    const given = await readProposal(visit, tx, null)
    if (!('fields' in given)) return given
    const basis = given.demand ? [given.demand] : []
    const id = await addProposal(
      tx,
      visit.asker,
      given.fields,
      { draftedOn: given.draftedOn, basis },
      today(visit),
    )
    return redirect(visit.to(`/agenda/${id}`), agendaWords(visit.lang).form.saved)
  }),
  get('/agenda/:id', sees('demand'), (visit, tx) => onePage(visit, tx)),
  get('/agenda/:id/edit', writes('demand'), async (visit, tx) => {
    const proposal = await writable(visit, tx)
    return formPage(visit, tx, proposal, { values: valuesOf(visit, proposal), version: proposal.version })
  }),
  post('/agenda/:id/edit', writes('demand'), async (visit, tx) => {
    const proposal = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== proposal.version) {
      const answer = await formPage(visit, tx, proposal, {
        values: typedIn(form),
        version: proposal.version,
        conflict: true,
      })
      return { ...answer, status: 409 as const }
    }
    const given = await readProposal(visit, tx, proposal)
    if (!('fields' in given)) return given
    await changeProposal(tx, visit.asker, proposal.id, proposal.version, given.fields)
    return redirect(visit.to(`/agenda/${proposal.id}`), agendaWords(visit.lang).form.saved)
  }),
  work('POST', '/agenda/:id/step', writes('demand'), async (visit) => {
    // Before a byte is kept: whether she may at all.
    const proposal = await visit.read((tx) => writable(visit, tx))
    const { files, fields } = await received(visit, services)
    const text = (name: string, most: number): string => (fields[name] ?? '').trim().slice(0, most)
    const source = text('source', 500)
    const takenOn = text('takenOn', 10) || today(visit)
    const taken = visit.write(async (tx) => {
      if (!isDay(takenOn)) throw new Problem('agenda.noDay')
      const meetingId = idOrNull(text('meeting', 36))
      const unknown = await missing(tx, visit, {}, [['meeting', 'meeting', meetingId]])
      const [file] = files
      const kind = file && kinds[file.name.split('.').at(-1)?.toLowerCase() ?? '']
      if (file && !kind) throw new Problem('agenda.fileKind')
      const attachmentId =
        file && kind
          ? await addAttachment(tx, visit.asker, {
              ...file,
              mediaType: kind,
              recordId: proposal.id,
              resource: 'demand',
              organisationId: visit.asker.organisationId,
            })
          : null
      return stepProposal(
        tx,
        visit.asker,
        proposal.id,
        {
          step: text('step', 30),
          from: text('from', 30),
          takenOn,
          doneBy: text('doneBy', 500),
          note: worded(null, visit.lang, text('note', 5000)),
          sourceUrl: /^https?:\/\/\S+$/.test(source) ? source : null,
          meetingId: unknown.length > 0 ? null : meetingId,
          attachmentId,
        },
        today(visit),
      )
    })
    const words = agendaWords(visit.lang)
    const state = await taken.catch((problem: unknown) => refusedStep(visit, problem, fields))
    if (typeof state !== 'string') return state
    return redirect(
      visit.to(`/agenda/${proposal.id}`),
      words.step.moved(stateWords(visit.lang, proposal.level, state).toLocaleLowerCase(visit.lang)),
    )
  }),
  post('/agenda/:id/undo', writes('demand'), async (visit, tx) => {
    const step = idOrNull(field(await visit.form(), 'step')) ?? idOf(visit)
    await undoStep(tx, visit.asker, idOf(visit), step)
    return redirect(visit.to(`/agenda/${idOf(visit)}`), agendaWords(visit.lang).page.undoneFlash)
  }),
  post('/agenda/:id/steps/:step/note', writes('demand'), async (visit, tx) => {
    const form = await visit.form()
    const stepId = visit.params.step ?? ''
    const words = field(form, 'words').slice(0, 10_000)
    try {
      const given = { language: visit.lang, words, before: String(form.get('before') ?? '') }
      await rewordNote(tx, visit.asker, idOf(visit), stepId, given)
    } catch (problem) {
      if (!isConflict(problem)) throw problem
      return { ...(await onePage(visit, tx, null, { stepId, words })), status: 409 as const }
    }
    return redirect(`${visit.to(`/agenda/${idOf(visit)}`)}#history`, wordsOf(visit.lang).note.saved)
  }),
  post('/agenda/:id/blocks', writes('stance'), async (visit, tx) => {
    const form = await visit.form()
    const organisationId = idOrNull(field(form, 'organisation'))
    const unknown = await missing(tx, visit, {}, [['organisation', 'organisation', organisationId]])
    const observedOn = field(form, 'observedOn')
    await addBlock(tx, visit.asker, idOf(visit), {
      organisationId: unknown.length > 0 ? null : organisationId,
      who: field(form, 'who').slice(0, 200),
      note: field(form, 'note').slice(0, 5000),
      observedOn: isDay(observedOn) && observedOn <= today(visit) ? observedOn : today(visit),
    })
    return redirect(`${visit.to(`/agenda/${idOf(visit)}`)}#blocks`, agendaWords(visit.lang).page.blockSaved)
  }),
  post('/agenda/:id/blocks/:block/remove', writes('stance'), async (visit, tx) => {
    await removeBlock(tx, visit.asker, idOf(visit), visit.params.block ?? '')
    return redirect(`${visit.to(`/agenda/${idOf(visit)}`)}#blocks`, agendaWords(visit.lang).page.blockRemoved)
  }),
]

const kinds: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

/** The form with its file; sent plainly, without one, it is a form like any other. */
async function received(visit: Visit, services: DialogueServices) {
  const type = visit.request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data'))
    return receiveFiles(visit.request, services.files, { maxBytes: maxFile, maxFiles: 1 })
  const form = await visit.form()
  const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  return { files: [], fields }
}

/** The page again with what was typed, where a person can mend it; anything else is thrown on. A file is to be chosen anew. */
function refusedStep(
  visit: Visit,
  problem: unknown,
  typed: Readonly<Record<string, string>>,
): Promise<PageAnswer> {
  const own: Readonly<Record<string, (values: Problem['values']) => string>> = agendaWords(
    visit.lang,
  ).problems
  const error = problem instanceof Problem ? own[problem.code]?.(problem.values) : undefined
  if (!(problem instanceof Problem) || !error) throw problem
  const status = problem.status === 409 ? 409 : 422
  return visit.read(async (tx) => ({ ...(await onePage(visit, tx, { error, typed })), status }))
}

const mayAdd = (visit: Visit): boolean => writesAsTeam(visit) || writesOwn(visit)

async function writable(visit: Visit, tx: ReadTx): Promise<Proposal> {
  const proposal = await proposalById(tx, visit.asker, idOf(visit))
  if (!proposal.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return proposal
}

async function onePage(
  visit: Visit,
  tx: ReadTx,
  refused: RefusedStep | null = null,
  refusedNote: RefusedNote | null = null,
): Promise<PageAnswer> {
  const { lang, asker, to } = visit
  const proposal = await proposalById(tx, asker, idOf(visit))
  const role = asker.role === 'system' ? 'coordinator' : asker.role
  const seesBlocks = may(role, 'see', 'stance')
  const mayBlock = may(role, 'write', 'stance')
  const meetings =
    proposal.mayWrite && proposal.platform
      ? (await meetingsOf(tx, asker, { platformId: proposal.platform.id, newestFirst: true, limit: 30 })).map(
          ({ id, title }) => ({ value: id, label: said(title, lang) }),
        )
      : []
  const props = {
    lang,
    to,
    today: today(visit),
    proposal,
    steps: await stepsOf(tx, asker, proposal.id),
    blocks: seesBlocks ? await blocksOf(tx, asker, proposal.id) : null,
    mayBlock,
    choices: mayBlock ? await organisationChoices(tx, visit) : [],
    meetings,
    refused,
    refusedNote,
  }
  const words = agendaWords(lang)
  const title = said(proposal.title, lang)
  return page({
    title,
    subtitle: [stateWords(lang, proposal.level, proposal.state), proposal.budgetedOn && words.list.budgeted]
      .filter(Boolean)
      .join(' · '),
    current: 'demands',
    crumbs: demandCrumbs(visit, { label: words.list.title, href: bare(visit, '/agenda') }, { label: title }),
    actions: <EditLink lang={lang} to={to} proposal={proposal} />,
    main: <ProposalPage {...props} />,
    aside: (
      <>
        <ProposalAside {...props} />
        <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, proposal.id)} />
      </>
    ),
  })
}
