/** What is noted of an organisation: added, corrected, taken away; and its own self-assessment. */
import type { Resource } from '../../kernel/access.ts'
import { isId } from '../../kernel/id.ts'
import { said, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { Disclosure } from '../../web/components/menu.tsx'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work } from '../../web/server/route.ts'
import { allowed, bare, crumbs, today } from '../common.ts'
import {
  addFact,
  addSelfAssessment,
  changeFact,
  type FactFields,
  type FactKind,
  factById,
  factKinds,
  issueNamed,
  issuesOf,
  setFactRemoved,
} from '../facts.ts'
import { organisationTyped } from '../find.ts'
import { organisationNames } from '../names.ts'
import { organisationById } from '../organisations.ts'
import { factValues, factWords, schemas } from '../pages/fact-forms.ts'
import { SelfForm, selfSchema, selfWords } from '../pages/self-form.tsx'
import { peopleOf } from '../people.ts'
import { practices, type Stance } from '../rules.ts'
import { wordsOf } from '../words.ts'

export const factRoutes = (): Route[] => [...selfRoutes(), ...factKinds.flatMap(routesOf)]

const idOf = (visit: Visit): string => visit.params.id ?? ''

/** Relations are written with organisations, disputes and positions with the team's notes; the database decides each row. */
const resourcesOf = (kind: FactKind): Resource[] =>
  kind === 'position' ? ['stance'] : kind === 'relation' ? ['organisation', 'stance'] : ['organisation']

const refuse = (visit: Visit, kind: FactKind): void => {
  if (!resourcesOf(kind).some((resource) => allowed(visit, 'write', resource)))
    throw new Problem('kernel.notAllowed', {}, 403)
}

function routesOf(kind: FactKind): Route[] {
  const here = `/actors/:id/${kind}`
  return [
    get(`${here}/new`, sees('organisation'), async (visit, tx) => {
      refuse(visit, kind)
      const day = today(visit)
      return form(visit, tx, kind, {
        values: {
          ...(kind === 'post' ? { is_leader: 'true' } : {}),
          ...(kind === 'membership' || kind === 'position' ? { observed_on: day } : {}),
        },
      })
    }),
    work('POST', `${here}/new`, sees('organisation'), (visit) => save(visit, kind)),
    get(`${here}/:fact`, sees('organisation'), async (visit, tx) => {
      refuse(visit, kind)
      const fact = await factById(tx, visit.asker, kind, visit.params.fact ?? '')
      return form(visit, tx, kind, {
        values: await valuesOf(visit, tx, kind, fact.id),
        fact: { id: fact.id, version: fact.version },
      })
    }),
    work('POST', `${here}/:fact`, sees('organisation'), (visit) => save(visit, kind, visit.params.fact)),
    post(`${here}/:fact/remove`, sees('organisation'), async (visit, tx) => {
      refuse(visit, kind)
      await setFactRemoved(tx, visit.asker, kind, visit.params.fact ?? '', true)
      return page(undone(visit, kind))
    }),
    post(`${here}/:fact/restore`, sees('organisation'), async (visit, tx) => {
      refuse(visit, kind)
      await setFactRemoved(tx, visit.asker, kind, visit.params.fact ?? '', false)
      return redirect(visit.to(`/actors/${idOf(visit)}`), wordsOf(visit.lang).facts.restored)
    }),
  ]
}

/** After taking one away: the page says so and offers it back. */
function undone(visit: Visit, kind: FactKind) {
  const words = wordsOf(visit.lang)
  const here = `/actors/${idOf(visit)}`
  return {
    title: words.facts.removed,
    lede: words.facts.removeText,
    crumbs: crumbs(visit, { label: words.facts.change[kind] }),
    main: (
      <form class="actions" method="post" action={visit.to(`${here}/${kind}/${visit.params.fact}/restore`)}>
        <Button>{words.facts.bring}</Button>
        <a href={visit.to(here)}>{words.columns.name}</a>
      </form>
    ),
  }
}

interface Given {
  values: FormValues
  errors?: readonly FormError[]
  fact?: { id: string; version: number }
}

async function save(visit: Visit, kind: FactKind, id?: string): Promise<Answer> {
  refuse(visit, kind)
  const data = await visit.form()
  const version = versionOf(data)
  const fact = id === undefined ? undefined : { id, version }
  const given = readForm<(typeof schemas)[FactKind]>(
    schemas[kind],
    data,
    factWords(visit.lang)[kind],
    visit.lang,
  )
  if (!given.ok) return visit.read((tx) => form(visit, tx, kind, { ...given, ...(fact ? { fact } : {}) }))
  const values = Object.fromEntries([...data].map(([name, value]) => [name, String(value)]))
  try {
    await visit.write(async (tx) => {
      const fields = await fieldsFrom(visit, tx, kind, given.value)
      if (fact) await changeFact(tx, visit.asker, kind, fact.id, version, fields)
      else await addFact(tx, visit.asker, kind, fields)
    })
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    const { errors } = error
    return visit.read((tx) => form(visit, tx, kind, { values, errors, ...(fact ? { fact } : {}) }))
  }
  return redirect(visit.to(`/actors/${idOf(visit)}`), wordsOf(visit.lang).facts.saved)
}

/** What only the database knows to be wrong, beside its field. */
class Wrong extends Error {
  constructor(readonly errors: readonly FormError[]) {
    super('wrong')
  }
}

async function fieldsFrom(
  visit: Visit,
  tx: WriteTx,
  kind: FactKind,
  value: Record<string, unknown>,
): Promise<FactFields[FactKind]> {
  const organisation_id = idOf(visit)
  const plainly = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, value[name] ?? null])) as Record<string, never>
  if (kind === 'membership') {
    const fields = plainly('observed_on', 'total', 'women', 'men', 'basis', 'method', 'source')
    return { organisation_id, ...fields } as unknown as FactFields['membership']
  }
  if (kind === 'post') {
    const fields = plainly('title', 'is_leader', 'sex', 'person_id', 'since', 'until')
    if (value.person_id && !isId(String(value.person_id))) throw new Problem('kernel.notFound', {}, 404)
    return { organisation_id, ...fields } as unknown as FactFields['post']
  }
  if (kind === 'relation') return relation(visit, tx, value)
  const issue = await issueNamed(tx, visit.asker, textIn(visit.lang, String(value.issue)))
  const level = (name: string) => (value[name] === undefined ? null : Number(value[name]))
  return {
    organisation_id,
    issue_id: issue,
    observed_on: String(value.observed_on),
    stance: level('stance') as Stance | null,
    influence: level('influence'),
    interest: level('interest'),
    ...plainly('source', 'note'),
  } as FactFields['position']
}

async function relation(
  visit: Visit,
  tx: ReadTx,
  value: Record<string, unknown>,
): Promise<FactFields['relation']> {
  const words = wordsOf(visit.lang).facts.fields.relation.other.errors
  const found = await organisationTyped(tx, visit.asker, String(value.other))
  if ('alike' in found) {
    const hint = found.alike.length > 0 ? ` (${found.alike.join('; ')}?)` : ''
    throw new Wrong([{ field: 'other', text: words.unknown + hint }])
  }
  if (found.id === idOf(visit)) throw new Wrong([{ field: 'other', text: words.self }])
  const [from_id, to_id] = value.back ? [found.id, idOf(visit)] : [idOf(visit), found.id]
  return {
    kind: value.kind as FactFields['relation']['kind'],
    from_id,
    to_id,
    since: (value.since as string | undefined) ?? null,
    until: (value.until as string | undefined) ?? null,
    source: (value.source as string | undefined) ?? null,
    note: (value.note as string | undefined) ?? null,
  }
}

async function valuesOf(visit: Visit, tx: ReadTx, kind: FactKind, id: string): Promise<FormValues> {
  const { asker, lang } = visit
  if (kind === 'membership') return factValues.membership(await factById(tx, asker, kind, id))
  if (kind === 'post') return factValues.post(await factById(tx, asker, kind, id))
  if (kind === 'position') {
    const fact = await factById(tx, asker, kind, id)
    const issue = (await issuesOf(tx, asker)).find((one) => one.id === fact.issue_id)
    return factValues.position(fact, issue?.name, lang)
  }
  const fact = await factById(tx, asker, kind, id)
  const other = fact.from_id === idOf(visit) ? fact.to_id : fact.from_id
  const names = await organisationNames(tx, asker, [other])
  return factValues.relation(fact, idOf(visit), names.get(other)?.name, lang)
}

async function form(visit: Visit, tx: ReadTx, kind: FactKind, given: Given): Promise<Answer> {
  const { lang, asker } = visit
  const words = wordsOf(lang)
  const { fact, ...typed } = given
  const found = await organisationById(tx, asker, idOf(visit))
  if (found.deletedAt) return new Problem('kernel.notFound', {}, 404)
  const here = `/actors/${found.id}`
  const at = fact ? `${here}/${kind}/${fact.id}` : `${here}/${kind}/new`
  const title = words.facts[fact ? 'change' : 'add'][kind]
  const people = kind === 'post' ? await peopleOf(tx, asker, found.id) : []
  const issues = kind === 'position' ? await issuesOf(tx, asker) : []
  return page({
    title,
    crumbs: crumbs(visit, { label: said(found.name, lang), href: bare(visit, here) }, { label: title }),
    ...(typed.errors ? { status: 422 as const } : {}),
    main: (
      <>
        <Form<(typeof schemas)[FactKind]>
          lang={lang}
          schema={schemas[kind]}
          words={factWords(lang)[kind]}
          action={bare(visit, at)}
          cancelHref={bare(visit, here)}
          controls={{
            note: { as: 'textarea', rows: 3 },
            person_id: { options: people.map((person) => ({ value: person.id, label: person.name })) },
            basis: { as: 'radio' },
          }}
          {...typed}
          {...(fact ? { hidden: { version: fact.version } } : {})}
        >
          {issues.length > 0 && (
            <p class="subtle">{issues.map((issue) => said(issue.name, lang)).join(' · ')}</p>
          )}
        </Form>
        {fact && (
          <Disclosure summary={words.facts.remove}>
            <p>{words.facts.removeText}</p>
            <form method="post" action={visit.to(`${at}/remove`)}>
              <Button danger>{words.facts.remove}</Button>
            </form>
          </Disclosure>
        )}
      </>
    ),
  })
}

/** Of the person's own organisation and no other; the database keeps the rows, this keeps the page. */
const selfRoutes = (): Route[] => [
  get('/actors/:id/self', sees('organisation'), async (visit) => {
    if (visit.asker.organisationId !== idOf(visit)) return new Problem('kernel.notFound', {}, 404)
    return selfPage(visit, { assessedOn: today(visit) })
  }),
  post('/actors/:id/self', sees('organisation'), async (visit, tx) => {
    if (visit.asker.organisationId !== idOf(visit)) return new Problem('kernel.notFound', {}, 404)
    const given = readForm(selfSchema, await visit.form(), selfWords(visit.lang), visit.lang)
    if (!given.ok) return selfPage(visit, given.values, given.errors)
    const { assessedOn, notes, ...marks } = given.value
    await addSelfAssessment(tx, visit.asker, idOf(visit), {
      assessedOn,
      notes: notes ?? null,
      answers: Object.fromEntries(practices.map((practice) => [practice, Number(marks[practice])])),
    })
    return redirect(visit.to(`/actors/${idOf(visit)}`), wordsOf(visit.lang).self.saved)
  }),
]

const selfPage = (visit: Visit, values: FormValues, errors?: readonly FormError[]): Answer => {
  const words = wordsOf(visit.lang).self
  return page({
    title: words.title,
    lede: words.lede,
    crumbs: crumbs(visit, { label: words.add }),
    ...(errors ? { status: 422 as const } : {}),
    main: (
      <SelfForm
        lang={visit.lang}
        action={bare(visit, `/actors/${idOf(visit)}/self`)}
        cancelHref={bare(visit, `/actors/${idOf(visit)}`)}
        values={values}
        {...(errors ? { errors } : {})}
      />
    ),
  })
}
