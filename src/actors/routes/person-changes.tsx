/** People who are there twice, and records that are two people: joined, split, taken back. */
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { bare, crumbs } from '../common.ts'
import { postsOfPerson } from '../facts.ts'
import { organisationNames } from '../names.ts'
import { personFrom } from '../pages/people-pages.tsx'
import { AlikePage, ChoosePage, ComparePage, SplitPage } from '../pages/person-changes-pages.tsx'
import { findPeople, type Person, personById } from '../people.ts'
import {
  mergePeople,
  rowsOfPerson,
  sayTwoPeople,
  similarPeople,
  splitPerson,
  undoPersonChange,
} from '../person-changes.ts'
import { wordsOf } from '../words.ts'
import { readPerson, type Typed } from './people.tsx'

const here = '/actors/people'
const resource = 'leader_contact'

export const personChangeRoutes = (): Route[] => [
  get(`${here}/duplicates`, writes(resource), async (visit, tx) => {
    const words = wordsOf(visit.lang).people.one
    const pairs = await similarPeople(tx, visit.asker)
    return page({
      title: pairs.length > 0 ? words.alikeTitle(pairs.length) : words.alikeNone,
      lede: pairs.length > 0 ? words.alikeLede : words.alikeNoneText,
      crumbs: trail(visit, wordsOf(visit.lang).people.alike),
      main: <AlikePage lang={visit.lang} pairs={pairs} to={(path) => visit.to('') + path} />,
    })
  }),

  get(`${here}/merge`, writes(resource), async (visit, tx) => {
    const words = wordsOf(visit.lang).people.one
    const one = await there(visit, tx, visit.query.get('one'))
    const other = await there(visit, tx, visit.query.get('other'))
    if (one.id === other.id) return new Problem('actors.personSelf')
    const [first, second] = await withOrganisation(visit, tx, [one, other])
    if (!first || !second) return new Problem('kernel.notFound', {}, 404)
    const posts = async (id: string) => (await postsOfPerson(tx, visit.asker, id)).length
    return page({
      title: words.mergeTitle,
      lede: words.mergeLede,
      crumbs: trail(visit, words.mergeTitle),
      main: (
        <ComparePage
          lang={visit.lang}
          two={[
            { ...first, posts: await posts(one.id) },
            { ...second, posts: await posts(other.id) },
          ]}
          to={(path) => visit.to('') + path}
        />
      ),
    })
  }),

  post(`${here}/merge`, writes(resource), async (visit, tx) => {
    const form = await visit.form()
    const kept = String(form.get('kept') ?? '')
    await mergePeople(tx, visit.asker, kept, String(form.get('gone') ?? ''))
    return redirect(visit.to(`${here}/${kept}`), wordsOf(visit.lang).people.one.merged)
  }),

  post(`${here}/different`, writes(resource), async (visit, tx) => {
    const form = await visit.form()
    await sayTwoPeople(tx, visit.asker, String(form.get('one') ?? ''), String(form.get('other') ?? ''))
    return redirect(visit.to(`${here}/duplicates`), wordsOf(visit.lang).people.one.saidDifferent)
  }),

  post(`${here}/changes/:id/undo`, writes(resource), async (visit, tx) => {
    const stays = await undoPersonChange(tx, visit.asker, visit.params.id ?? '')
    return redirect(visit.to(`${here}/${stays}`), wordsOf(visit.lang).people.one.undone)
  }),

  get(`${here}/:id/merge`, writes(resource), async (visit, tx) => {
    const words = wordsOf(visit.lang).people.one
    const person = await there(visit, tx, visit.params.id)
    const typed = (visit.query.get('q') ?? person.name.split(' ')[0] ?? '').trim().slice(0, 200)
    const found = (await findPeople(tx, visit.asker, typed)).filter(({ id }) => id !== person.id)
    return page({
      title: words.chooseTitle(person.name),
      lede: words.chooseLede,
      crumbs: trail(visit, person.name),
      main: (
        <ChoosePage
          lang={visit.lang}
          person={person}
          typed={typed}
          found={await withOrganisation(visit, tx, found.slice(0, 50))}
          to={(path) => visit.to('') + path}
        />
      ),
    })
  }),

  get(`${here}/:id/split`, writes(resource), async (visit, tx) => {
    const person = await there(visit, tx, visit.params.id)
    const [found] = await withOrganisation(visit, tx, [person])
    return split(visit, tx, person, { values: { organisation: found?.organisation || undefined } })
  }),

  post(`${here}/:id/split`, writes(resource), async (visit, tx) => {
    const person = await there(visit, tx, visit.params.id)
    const chosen = (await visit.form()).getAll('row').map(String)
    const given = await readPerson(visit, tx)
    if (!('input' in given)) return split(visit, tx, person, given, chosen)
    const fields = personFrom(given.input, given.organisationId)
    const other = await splitPerson(tx, visit.asker, person.id, fields, chosen)
    return redirect(visit.to(`${here}/${other}`), wordsOf(visit.lang).people.one.splitDone)
  }),
]

const trail = (visit: Visit, label: string) =>
  crumbs(visit, { label: wordsOf(visit.lang).people.title, href: bare(visit, here) }, { label })

async function there(visit: Visit, tx: ReadTx, id: string | null | undefined): Promise<Person> {
  const person = await personById(tx, visit.asker, id ?? '')
  if (person.deletedAt) throw new Problem('kernel.notFound', {}, 404)
  return person
}

async function withOrganisation(visit: Visit, tx: ReadTx, people: readonly Person[]) {
  const ids = people.flatMap(({ organisationId }) => organisationId ?? [])
  const names = await organisationNames(tx, visit.asker, ids)
  return people.map((person) => {
    const found = names.get(person.organisationId ?? '')
    return { ...person, organisation: found ? said(found.name, visit.lang) : '' }
  })
}

async function split(
  visit: Visit,
  tx: ReadTx,
  person: Person,
  typed: Typed,
  chosen: readonly string[] = [],
): Promise<Answer> {
  const words = wordsOf(visit.lang).people.one
  return page({
    title: words.splitTitle(person.name),
    lede: words.splitLede,
    crumbs: trail(visit, person.name),
    ...(typed.errors ? { status: 422 as const } : {}),
    main: (
      <SplitPage
        lang={visit.lang}
        action={bare(visit, `${here}/${person.id}/split`)}
        cancelHref={bare(visit, `${here}/${person.id}`)}
        rows={await rowsOfPerson(tx, visit.asker, person.id)}
        chosen={chosen}
        {...typed}
      />
    ),
  })
}
