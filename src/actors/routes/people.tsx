/** People: the list, one, added, changed, removed, erased. What is not for the asker the database does not give. */
import { logEvent } from '../../kernel/event.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { toCsv } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { type Answer, download, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { allowed, bare, crumbs } from '../common.ts'
import { postsOfPerson } from '../facts.ts'
import { organisationTyped } from '../find.ts'
import { organisationNames } from '../names.ts'
import { Views } from '../pages/list-page.tsx'
import {
  PeoplePage,
  PersonForm,
  type PersonInput,
  PersonPage,
  personFrom,
  personSchema,
  personValues,
  personWords,
} from '../pages/people-pages.tsx'
import { ChangesHere } from '../pages/person-changes-pages.tsx'
import {
  addPerson,
  changePerson,
  erasePerson,
  findPeople,
  type Person,
  personById,
  removedPeople,
  removePerson,
  restorePerson,
} from '../people.ts'
import { changesOfPerson } from '../person-changes.ts'
import { wordsOf } from '../words.ts'
import { views } from './list.tsx'

const here = '/actors/people'
const resource = 'leader_contact'

export const peopleRoutes = (): Route[] => [
  get(here, sees(resource), async (visit, tx) => {
    const words = wordsOf(visit.lang).people
    const typed = (visit.query.get('q') ?? '').trim().slice(0, 200)
    const people = await findPeople(tx, visit.asker, typed)
    const writing = allowed(visit, 'write', resource)
    return page({
      title: words.title,
      lede: words.lede,
      crumbs: crumbs(visit, { label: words.title }),
      wide: true,
      actions: (
        <>
          {allowed(visit, 'export', resource) && (
            <ButtonLink href={visit.to(`${here}/list.csv`)} download>
              CSV
            </ButtonLink>
          )}
          {writing && <ButtonLink href={visit.to(`${here}/duplicates`)}>{words.alike}</ButtonLink>}
          {writing && <ButtonLink href={visit.to(`${here}/new`)}>{words.add}</ButtonLink>}
        </>
      ),
      toolbar: <Views lang={visit.lang} choices={views(visit, 'people')} />,
      main: (
        <PeoplePage
          lang={visit.lang}
          people={people}
          names={await namesFor(visit, tx, people)}
          typed={typed}
          removed={writing ? await removedPeople(tx, visit.asker) : []}
          to={(path) => visit.to('') + path}
        />
      ),
    })
  }),

  work('GET', `${here}/list.csv`, exports(resource), async (visit) => {
    const words = wordsOf(visit.lang)
    const { people, names } = await visit.read(async (tx) => {
      const found = await findPeople(tx, visit.asker, '')
      return { people: found, names: await namesFor(visit, tx, found) }
    })
    await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'person' }))
    const organisation = ({ organisationId }: Person): string | null => {
      const found = organisationId ? names.get(organisationId) : undefined
      return found ? said(found.name, visit.lang) : null
    }
    return download({
      name: `${words.file.peopleName}.csv`,
      mediaType: 'text/csv; charset=utf-8',
      body: toCsv({
        notes: visit.workspace.isSample ? [words.file.sample] : [],
        header: [
          words.people.fields.name.label,
          words.people.organisation,
          words.one.sex,
          words.people.channel,
          words.people.phone,
          words.people.email,
          words.people.languages,
        ],
        rows: people.map((one) => [
          one.name,
          organisation(one),
          one.sex && words.sexes[one.sex],
          one.channel && words.channels[one.channel],
          one.phone,
          one.email,
          one.languages.join(', '),
        ]),
      }),
    })
  }),

  get(`${here}/new`, writes(resource), async (visit, tx) => {
    const id = visit.query.get('organisation') ?? ''
    const found = (await organisationNames(tx, visit.asker, /^[0-9a-f-]{36}$/.test(id) ? [id] : [])).get(id)
    return form(visit, { values: { organisation: found && said(found.name, visit.lang) } })
  }),

  post(`${here}/new`, writes(resource), async (visit, tx) => {
    const given = await readPerson(visit, tx)
    if (!('input' in given)) return form(visit, given)
    const id = await addPerson(tx, visit.asker, personFrom(given.input, given.organisationId))
    return redirect(visit.to(`${here}/${id}`), wordsOf(visit.lang).people.added)
  }),

  get(`${here}/:id`, sees(resource), async (visit, tx) => one(visit, tx)),

  get(`${here}/:id/edit`, writes(resource), async (visit, tx) => {
    const person = await personById(tx, visit.asker, idOf(visit))
    if (person.deletedAt) return new Problem('kernel.notFound', {}, 404)
    return form(visit, { values: await valuesOf(visit, tx, person), person })
  }),

  post(`${here}/:id/edit`, writes(resource), async (visit, tx) => {
    const person = await personById(tx, visit.asker, idOf(visit))
    const version = versionOf(await visit.form())
    const given = await readPerson(visit, tx)
    if (!('input' in given)) return form(visit, { ...given, person: { ...person, version } })
    const fields = personFrom(given.input, given.organisationId)
    const done = await changePerson(tx, visit.asker, person.id, version, fields)
    if ('conflict' in done)
      return form(visit, { values: given.values, person: done.conflict, conflict: true })
    return redirect(visit.to(`${here}/${person.id}`), wordsOf(visit.lang).people.saved)
  }),

  post(`${here}/:id/remove`, writes(resource), async (visit, tx) => {
    await removePerson(tx, visit.asker, idOf(visit))
    return redirect(visit.to(here), wordsOf(visit.lang).people.removed)
  }),

  post(`${here}/:id/restore`, writes(resource), async (visit, tx) => {
    await restorePerson(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`${here}/${idOf(visit)}`), wordsOf(visit.lang).people.restored)
  }),

  post(`${here}/:id/erase`, writes(resource), async (visit, tx) => {
    await erasePerson(tx, visit.asker, idOf(visit))
    return redirect(visit.to(here), wordsOf(visit.lang).people.erased)
  }),
]

const idOf = (visit: Visit): string => visit.params.id ?? ''

const namesFor = (visit: Visit, tx: ReadTx, people: readonly Person[]) =>
  organisationNames(
    tx,
    visit.asker,
    people.flatMap(({ organisationId }) => organisationId ?? []),
  )

async function one(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const person = await personById(tx, asker, idOf(visit))
  if (person.deletedAt) return new Problem('kernel.notFound', {}, 404)
  const writing = allowed(visit, 'write', resource)
  const posts = await postsOfPerson(tx, asker, person.id)
  const changes = writing ? await changesOfPerson(tx, asker, person.id) : []
  const names = await organisationNames(tx, asker, [
    ...(person.organisationId ? [person.organisationId] : []),
    ...posts.map((held) => held.organisation_id),
  ])
  const nameOf = (id: string): string => {
    const found = names.get(id)
    return found ? said(found.name, lang) : ''
  }
  return page({
    title: person.name,
    crumbs: crumbs(
      visit,
      { label: wordsOf(lang).people.title, href: bare(visit, here) },
      { label: person.name },
    ),
    ...(changes.length > 0
      ? { aside: <ChangesHere lang={lang} changes={changes} to={(path) => visit.to('') + path} /> }
      : {}),
    actions: writing ? (
      <ButtonLink href={visit.to(`${here}/${person.id}/edit`)}>{wordsOf(lang).one.edit}</ButtonLink>
    ) : undefined,
    main: (
      <PersonPage
        lang={lang}
        person={person}
        organisation={
          person.organisationId
            ? { name: nameOf(person.organisationId), href: visit.to(`/actors/${person.organisationId}`) }
            : null
        }
        posts={posts.map((held) => ({ ...held, organisation: nameOf(held.organisation_id) }))}
        to={(path) => visit.to('') + path}
        writing={writing}
      />
    ),
  })
}

export async function valuesOf(visit: Visit, tx: ReadTx, person: Person): Promise<FormValues> {
  const found = (await namesFor(visit, tx, [person])).get(person.organisationId ?? '')
  return personValues(person, found && said(found.name, visit.lang))
}

export type Typed = { values?: FormValues; errors?: readonly FormError[] }
type Read = { input: PersonInput; organisationId: string | null; values: FormValues } | Typed

/** What was sent; the organisation by its name, which must be one that is there. */
export async function readPerson(visit: Visit, tx: ReadTx): Promise<Read> {
  const words = personWords(visit.lang)
  const given = readForm(personSchema, await visit.form(), words, visit.lang)
  if (!given.ok) return given
  const input = given.value
  const { organisation } = input
  const found = organisation ? await organisationTyped(tx, visit.asker, organisation) : null
  if (found && 'alike' in found) {
    const hint = found.alike.length > 0 ? ` (${found.alike.join('; ')}?)` : ''
    return {
      values: input,
      errors: [{ field: 'organisation', text: words.organisation.errors.unknown + hint }],
    }
  }
  return { input, organisationId: found?.id ?? null, values: input }
}

function form(visit: Visit, given: Typed & { person?: Person; conflict?: boolean }): Answer {
  const words = wordsOf(visit.lang).people
  const { person, conflict, ...typed } = given
  const at = person ? `${here}/${person.id}` : here
  const title = person ? words.editTitle(person.name) : words.newTitle
  return page({
    title,
    crumbs: crumbs(visit, { label: words.title, href: bare(visit, here) }, { label: title }),
    ...(conflict ? { status: 409 as const } : typed.errors ? { status: 422 as const } : {}),
    main: (
      <PersonForm
        lang={visit.lang}
        action={bare(visit, person ? `${at}/edit` : `${here}/new`)}
        cancelHref={bare(visit, at)}
        {...typed}
        {...(person ? { version: person.version } : {})}
        {...(conflict ? { conflict } : {})}
      />
    ),
  })
}
