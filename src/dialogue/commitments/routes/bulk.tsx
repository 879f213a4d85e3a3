/** Many commitments updated in one list by keyboard: a party's views, or due days and offices by the team. */
import { said } from '../../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { Button, ButtonLink, Buttons } from '../../../web/components/button.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit } from '../../../web/server/route.ts'
import { field, isDay, today } from '../../common.ts'
import { giveView } from '../follow-up.ts'
import { byUrgency, PaceMark, whoOwes } from '../pages/list.tsx'
import { deciders, values } from '../rules.ts'
import { type Commitment, changeCommitment, commitmentsOf } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { assesses, commitmentCrumbs, writesAll } from './common.ts'

/** Why a row was not saved, by commitment; and what was typed there. */
interface Refused {
  errors: ReadonlyMap<string, string>
  form: FormData
  saved: number
}

const most = 200
const openOnes = async (visit: Visit, tx: ReadTx): Promise<Commitment[]> =>
  byUrgency(await commitmentsOf(tx, visit.asker, today(visit)))
    .filter(({ pace }) => pace !== 'kept')
    .slice(0, most)

export const commitmentBulkRoutes = (): Route[] => [
  get('/commitments/update', sees('agreement'), async (visit, tx) => {
    if (!assesses(visit) && !writesAll(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return bulkPage(visit, await openOnes(visit, tx))
  }),
  post('/commitments/update', sees('agreement'), async (visit, tx) => {
    if (!assesses(visit) && !writesAll(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { lang, to } = visit
    const words = commitmentWords(lang).bulk
    const form = await visit.form()
    const errors = new Map<string, string>()
    let saved = 0
    for (const commitment of await openOnes(visit, tx)) {
      try {
        if (
          assesses(visit)
            ? await viewOf(visit, tx, form, commitment)
            : await dueOf(visit, tx, form, commitment)
        )
          saved++
      } catch (problem) {
        // Rules refuse before anything of the row is written, so the other rows stand.
        const told = tellOf(visit, problem)
        if (told === undefined) throw problem
        errors.set(commitment.id, told)
      }
    }
    if (errors.size > 0) {
      const answer = bulkPage(visit, await openOnes(visit, tx), { errors, form, saved })
      return { ...answer, status: 422 as const }
    }
    return redirect(to('/commitments'), saved > 0 ? words.saved(saved) : words.nothing)
  }),
]

function tellOf({ lang }: Visit, problem: unknown): string | undefined {
  if (!(problem instanceof Problem)) return undefined
  const { problems, form } = commitmentWords(lang)
  if (problem.code === 'kernel.conflict') return form.conflict
  return Object.hasOwn(problems, problem.code)
    ? problems[problem.code as keyof typeof problems](problem.values)
    : undefined
}

async function viewOf(visit: Visit, tx: WriteTx, form: FormData, one: Commitment): Promise<boolean> {
  const typed = field(form, `view-${one.id}`)
  const value = values.find((known) => known === typed)
  if (!value) return false
  const decided = field(form, 'decidedBy')
  const decidedBy = deciders.find((known) => known === decided) ?? 'leader'
  return giveView(
    tx,
    visit.asker,
    one,
    { value, decidedBy, assessedOn: today(visit), reason: null },
    today(visit),
  )
}

async function dueOf(visit: Visit, tx: WriteTx, form: FormData, one: Commitment): Promise<boolean> {
  if (!form.has(`office-${one.id}`)) return false
  const office = field(form, `office-${one.id}`).slice(0, 200)
  const typed = field(form, `due-${one.id}`)
  const dueOn = one.lasts ? null : isDay(typed) ? typed : null
  if (office === one.office && dueOn === one.dueOn) return false
  const version = Number(field(form, `version-${one.id}`))
  await changeCommitment(tx, visit.asker, one, version, { ...one, office, dueOn })
  return true
}

function bulkPage(visit: Visit, commitments: readonly Commitment[], refused?: Refused) {
  const { lang, to, asker } = visit
  const words = commitmentWords(lang)
  const { bulk, list } = words
  const own = assesses(visit)
  const shown = (name: string, standing: string): string =>
    refused?.form.has(name) ? field(refused.form, name) : standing
  const error = ({ id }: Commitment) => {
    const text = refused?.errors.get(id)
    return text === undefined ? null : (
      <span class="ds-validation-message" id={`e-${id}`}>
        {text}
      </span>
    )
  }
  const label = (one: Commitment, what: string): string => `${what}: ${said(one.words, lang)}`
  const described = ({ id }: Commitment): string | undefined =>
    refused?.errors.has(id) ? `e-${id}` : undefined
  return page({
    title: bulk.title,
    lede: own ? bulk.ledeOwn : bulk.ledeTeam,
    current: 'agreements',
    crumbs: commitmentCrumbs(visit, { label: bulk.title }),
    main: (
      <form method="post" action={to('/commitments/update')} class="form is-wide">
        {refused && (
          <Notice kind="error" title={bulk.wrong(refused.errors.size)}>
            {refused.saved > 0 && <p>{bulk.saved(refused.saved)}</p>}
          </Notice>
        )}
        <p class="subtle">{bulk.keys}</p>
        {own && (
          <div class="ds-field">
            <label class="ds-label" for="decided-by">
              {words.page.decidedBy}
            </label>
            <select class="ds-input" id="decided-by" name="decidedBy">
              {deciders.map((one) => (
                <option value={one} selected={shown('decidedBy', 'leader') === one}>
                  {words.deciders[one]}
                </option>
              ))}
            </select>
          </div>
        )}
        <DataTable
          lang={lang}
          caption={bulk.title}
          captionHidden
          rows={commitments}
          label={{
            head: list.words,
            cell: (one) => (
              <>
                <a href={to(`/commitments/${one.id}`)}>{said(one.words, lang)}</a>
                <br />
                <span class="subtle">{whoOwes({ ...one, office: '' }, lang)}</span>
              </>
            ),
          }}
          columns={[
            { head: list.state, cell: ({ pace }) => <PaceMark lang={lang} pace={pace} />, narrow: 'main' },
            ...(own
              ? [
                  {
                    head: bulk.view,
                    cell: (one: Commitment) => {
                      const last = one.said.find(
                        ({ organisationId }) => organisationId === asker.organisationId,
                      )
                      return (
                        <>
                          <select
                            class="ds-input"
                            name={`view-${one.id}`}
                            aria-label={label(one, bulk.view)}
                            aria-invalid={described(one) ? 'true' : undefined}
                            aria-describedby={described(one)}
                          >
                            <option value="">
                              {last ? `${bulk.keep} (${words.values[last.value]})` : bulk.keep}
                            </option>
                            {values.map((value) => (
                              <option value={value} selected={shown(`view-${one.id}`, '') === value}>
                                {words.values[value]}
                              </option>
                            ))}
                          </select>
                          {error(one)}
                        </>
                      )
                    },
                  },
                ]
              : [
                  {
                    head: bulk.office,
                    cell: (one: Commitment) => (
                      <>
                        <input type="hidden" name={`version-${one.id}`} value={one.version} />
                        <input
                          class="ds-input"
                          name={`office-${one.id}`}
                          value={shown(`office-${one.id}`, one.office)}
                          maxlength={200}
                          aria-label={label(one, bulk.office)}
                        />
                        {error(one)}
                      </>
                    ),
                  },
                  {
                    head: bulk.due,
                    cell: (one: Commitment) =>
                      one.lasts ? (
                        list.lasts
                      ) : (
                        <input
                          class="ds-input"
                          type="date"
                          name={`due-${one.id}`}
                          value={shown(`due-${one.id}`, one.dueOn ?? '')}
                          aria-label={label(one, bulk.due)}
                        />
                      ),
                  },
                ]),
          ]}
          empty={<p>{list.noneFound}</p>}
        />
        <Buttons>
          <Button variant="primary">{bulk.save}</Button>
          <ButtonLink href={to('/commitments')}>{words.list.title}</ButtonLink>
        </Buttons>
      </form>
    ),
  })
}
