/** What a party gives to a commitment: its view, and an incident; with photographs, also from a phone that was long without signal. */
import { textIn } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { readForm } from '../../../web/components/form-schema.ts'
import { date } from '../../../web/format.ts'
import { type Answer, data } from '../../../web/server/answer.ts'
import { backOr } from '../../../web/server/back.ts'
import { get, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import { type DialogueServices, idOrNull, today, typedIn } from '../../common.ts'
import { evidenceWords } from '../evidence-words.ts'
import type { IncidentGiven, View } from '../follow-up.ts'
import { viewsOf } from '../follow-up.ts'
import { incidentArrives, viewArrives } from '../giving.ts'
import { incidentOwn, incidentTeam, incidentWords, viewSchema, viewWords } from '../pages/forms.tsx'
import { lastWords } from '../rules.ts'
import type { Commitment } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { notes, readOne } from './common.ts'
import { incidentPage, viewPage } from './giving-pages.tsx'
import { arrived, isPhone, lacks, sentForm, toldOn } from './sent.ts'

/** Which field a rule is about, so that the form is shown again with what was typed. */
const viewFields: Readonly<Record<string, string>> = {
  'commitments.futureView': 'assessedOn',
  'commitments.wasDue': 'value',
  'commitments.lastsOn': 'value',
}
const incidentFields: Readonly<Record<string, string>> = {
  'commitments.futureView': 'happenedOn',
  'commitments.incidentWords': 'words',
}
const onField = (problem: unknown, fields: Readonly<Record<string, string>>): string | undefined =>
  problem instanceof Problem ? fields[problem.code] : undefined

export const givingRoutes = (services: DialogueServices): Route[] => [
  get('/commitments/:id/view', writes('assessment'), async (visit, tx) => {
    const commitment = await readOne(visit, tx)
    const values = { assessedOn: today(visit), decidedBy: 'leader' }
    return viewPage(visit, commitment, { values, basis: await basisOf(visit, tx, commitment) })
  }),
  work('POST', '/commitments/:id/view', writes('assessment'), async (visit) => {
    // Before a byte is kept: whether it is hers at all.
    const commitment = await visit.read((tx) => readOne(visit, tx))
    const { form, sent } = await sentForm(visit, services)
    const { lang } = visit
    const basis = form.get('basis')
    const known = typeof basis === 'string' ? { basis: idOrNull(basis) } : {}
    const typed = { values: typedIn(form), basis: known.basis ?? null }
    const read = readForm(viewSchema, form, viewWords(lang), lang)
    if (!read.ok)
      return isPhone(visit) ? lacks(read.errors) : viewPage(visit, commitment, { ...typed, ...read })
    const { value, decidedBy, assessedOn, reason } = read.value
    const given = { value, decidedBy, assessedOn, reason: reason ? textIn(lang, reason) : null, ...known }
    try {
      const done = await visit.write(async (tx, asker) =>
        viewArrives(tx, asker, await readOne(visit, tx), given, sent, today(visit)),
      )
      if (done.state === 'meanwhile') return meanwhile(visit, commitment, done.theirs, typed.values)
    } catch (problem) {
      const field = isPhone(visit) ? undefined : onField(problem, viewFields)
      if (!field) throw problem
      const errors = [toldOn(visit, problem, field, commitmentWords(lang).problems)]
      return viewPage(visit, commitment, { ...typed, errors })
    }
    return arrived(
      visit,
      form.has('back')
        ? backOr(visit, form, `/commitments/${commitment.id}`)
        : `${visit.to(`/commitments/${commitment.id}`)}#views`,
      commitmentWords(lang).page.given,
    )
  }),

  get('/commitments/:id/incidents/new', sees('agreement'), async (visit, tx) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return incidentPage(visit, tx, await readOne(visit, tx), { values: { happenedOn: today(visit) } })
  }),
  work('POST', '/commitments/:id/incidents/new', sees('agreement'), async (visit) => {
    if (!notes(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { lang, asker } = visit
    const commitment = await visit.read((tx) => readOne(visit, tx))
    const { form, sent } = await sentForm(visit, services)
    const read = asker.organisationId
      ? readForm(incidentOwn, form, incidentWords(lang), lang)
      : readForm(incidentTeam, form, incidentWords(lang), lang)
    const again = (given: Parameters<typeof incidentPage>[3]) =>
      visit.read((tx) => incidentPage(visit, tx, commitment, given))
    if (!read.ok) return isPhone(visit) ? lacks(read.errors) : again(read)
    const { value } = read
    const typed = 'organisation' in value ? idOrNull(String(value.organisation)) : null
    try {
      await visit.write(async (tx, who) => {
        const given: IncidentGiven = {
          organisationId: asker.organisationId ?? (await known(tx, visit, typed)),
          kind: value.kind,
          happenedOn: value.happenedOn,
          venue: value.venue ?? '',
          women: value.women ?? null,
          men: value.men ?? null,
          words: textIn(lang, value.words),
        }
        return incidentArrives(tx, who, await readOne(visit, tx), given, sent, today(visit))
      })
    } catch (problem) {
      const field = isPhone(visit) ? undefined : onField(problem, incidentFields)
      if (!field) throw problem
      const errors = [toldOn(visit, problem, field, commitmentWords(lang).problems)]
      return again({ values: typedIn(form), errors })
    }
    return arrived(
      visit,
      `${visit.to(`/commitments/${commitment.id}`)}#incidents`,
      commitmentWords(lang).page.noted,
    )
  }),
]

/** The last word of her organisation, which she has before her eyes with the form. */
async function basisOf(visit: Visit, tx: ReadTx, { id }: Commitment): Promise<string | null> {
  const own = (await viewsOf(tx, visit.asker, id)).filter(
    ({ organisationId }) => organisationId === visit.asker.organisationId,
  )
  return lastWords(own)[0]?.id ?? null
}

/** Both views are shown, nothing was written, she decides: on the form, or in her phone's queue. */
function meanwhile(
  visit: Visit,
  commitment: Commitment,
  theirs: View,
  values: ReturnType<typeof typedIn>,
): Answer {
  const { lang } = visit
  if (!isPhone(visit)) return viewPage(visit, commitment, { values, basis: theirs.id, theirs })
  const words = viewWords(lang)
  const reason = theirs.reason?.[theirs.reason.source]?.text
  const typedDay = String(values.assessedOn ?? '')
  const lines = [
    [words.value.label, words.value.options[theirs.value]],
    [words.decidedBy.label, words.decidedBy.options[theirs.decidedBy as 'leader']],
    [words.assessedOn.label, date(theirs.assessedOn, lang)],
    ...(reason ? [[words.reason.label, reason]] : []),
    ...(theirs.who ? [[evidenceWords(lang).givenBy, theirs.who]] : []),
  ]
  // A view of an earlier day would not hold beside theirs, though she gave it last.
  const day = [typedDay, theirs.assessedOn].toSorted().at(-1)
  return data({ meanwhile: { basis: theirs.id, day, lines } }, 409)
}

async function known(tx: ReadTx, visit: Visit, id: string | null): Promise<string> {
  const found =
    id &&
    (await tx
      .selectFrom('kernel.organisation')
      .select('id')
      .where('workspace_id', '=', visit.asker.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst())
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found.id
}
