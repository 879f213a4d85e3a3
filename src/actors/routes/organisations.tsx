/** One organisation: shown, added, changed, removed; its files. */
import { addAttachment, attachmentById, attachmentsOf, removeAttachment } from '../../kernel/attachment.ts'
import { said } from '../../kernel/text.ts'
import { walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { bytes } from '../../web/format.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { allowed, bare, crumbs, maxAttachment, today } from '../common.ts'
import { mergesOf } from '../duplicates.ts'
import { factsOf, issuesOf, selfAssessmentsOf } from '../facts.ts'
import { type Finder, finderOf } from '../find.ts'
import { organisationNames } from '../names.ts'
import {
  addOrganisation,
  changeOrganisation,
  type Organisation,
  organisationById,
  removeOrganisation,
  restoreOrganisation,
} from '../organisations.ts'
import { MergedHere } from '../pages/duplicates-page.tsx'
import { GoneNotice, OrganisationAside } from '../pages/organisation-aside.tsx'
import {
  fieldsFrom,
  OrganisationForm,
  organisationSchema,
  organisationWords,
  valuesOf,
} from '../pages/organisation-form.tsx'
import { OrganisationPage } from '../pages/organisation-page.tsx'
import { peopleOf } from '../people.ts'
import { wordsOf } from '../words.ts'

export const organisationRoutes = ({ files }: { files: FileStore }): Route[] => [
  get('/actors/new', writes('organisation'), async (visit, tx) =>
    form(visit, await finderOf(tx, visit.asker), {}),
  ),

  post('/actors/new', writes('organisation'), async (visit, tx) => {
    const finder = await finderOf(tx, visit.asker)
    const given = await read(visit, finder)
    if (!('fields' in given)) return form(visit, finder, given)
    const id = await addOrganisation(tx, visit.asker, given.fields)
    return redirect(visit.to(`/actors/${id}`), wordsOf(visit.lang).form.added)
  }),

  get('/actors/:id', sees('organisation'), async (visit, tx) => one(visit, tx)),

  get('/actors/:id/edit', writes('organisation'), async (visit, tx) => {
    const found = await organisationById(tx, visit.asker, idOf(visit))
    if (found.deletedAt) return new Problem('kernel.notFound', {}, 404)
    const finder = await finderOf(tx, visit.asker)
    return form(visit, finder, { values: valuesOf(found, finder, visit.lang), found })
  }),

  post('/actors/:id/edit', writes('organisation'), async (visit, tx) => {
    const finder = await finderOf(tx, visit.asker)
    const found = await organisationById(tx, visit.asker, idOf(visit))
    const version = versionOf(await visit.form())
    const given = await read(visit, finder, found)
    if (!('fields' in given)) return form(visit, finder, { ...given, found: { ...found, version } })
    const done = await changeOrganisation(tx, visit.asker, found.id, version, given.fields)
    if ('conflict' in done)
      return form(visit, finder, { values: given.values, found: done.conflict, conflict: done.conflict })
    return redirect(visit.to(`/actors/${found.id}`), wordsOf(visit.lang).form.saved)
  }),

  post('/actors/:id/remove', writes('organisation'), async (visit, tx) => {
    await removeOrganisation(tx, visit.asker, idOf(visit))
    return redirect(visit.to('/actors'), wordsOf(visit.lang).one.removed)
  }),

  post('/actors/:id/restore', writes('organisation'), async (visit, tx) => {
    await restoreOrganisation(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`/actors/${idOf(visit)}`), wordsOf(visit.lang).one.restored)
  }),

  work('POST', '/actors/:id/files', writes('organisation'), async (visit) => {
    await visit.read((tx) => organisationById(tx, visit.asker, idOf(visit)))
    const given = await receiveFiles(visit.request, files, { maxBytes: maxAttachment, maxFiles: 5 })
    await visit.write(async (tx) => {
      // A register of members names people: a file is the team's, unless somebody says that it may go further.
      const audienceId = given.fields.everybody ? null : await teamOf(tx, visit)
      for (const { name, sha256, bytes: size } of given.files)
        await addAttachment(tx, visit.asker, {
          name,
          sha256,
          bytes: size,
          mediaType: 'application/octet-stream',
          recordId: idOf(visit),
          resource: 'organisation',
          audienceId,
        })
    })
    return redirect(
      visit.to(`/actors/${idOf(visit)}`),
      given.files.length > 0 ? wordsOf(visit.lang).one.attached : undefined,
    )
  }),

  post('/actors/:id/files/:file/remove', writes('organisation'), async (visit, tx) => {
    const found = await attachmentById(tx, visit.asker, visit.params.file ?? '')
    if (found.recordId !== idOf(visit)) return new Problem('kernel.notFound', {}, 404)
    await removeAttachment(tx, visit.asker, found.id)
    return redirect(visit.to(`/actors/${idOf(visit)}`), wordsOf(visit.lang).one.detached)
  }),
]

async function teamOf(tx: ReadTx, visit: Visit): Promise<string> {
  const { id } = await tx
    .selectFrom('kernel.audience')
    .select('id')
    .where('workspace_id', '=', visit.asker.workspaceId)
    .where('kind', '=', 'team')
    .executeTakeFirstOrThrow()
  return id
}

const idOf = (visit: Visit): string => visit.params.id ?? ''

async function one(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker } = visit
  const words = wordsOf(lang)
  const found = await organisationById(tx, asker, idOf(visit))
  const finder = await finderOf(tx, asker)
  const writing = allowed(visit, 'write', 'organisation')
  const name = said(found.name, lang)
  const relations = await factsOf(tx, asker, 'relation', found.id)
  const place = (id: string): string => {
    const known = finder.places.find((some) => some.id === id)
    return known ? said(known.name, lang) : ''
  }
  return page({
    title: name,
    crumbs: crumbs(visit, { label: name }),
    subtitle: [
      found.acronym,
      found.constituency && words.constituencies[found.constituency],
      found.placeId && place(found.placeId),
    ]
      .filter(Boolean)
      .join(' · '),
    actions:
      writing && !found.deletedAt ? (
        <ButtonLink href={visit.to(`/actors/${found.id}/edit`)}>{words.one.edit}</ButtonLink>
      ) : undefined,
    main: found.deletedAt ? (
      <GoneNotice
        lang={lang}
        mergedInto={await mergedInto(visit, tx, found)}
        restore={writing && !found.mergedInto ? visit.to(`/actors/${found.id}/restore`) : null}
      />
    ) : (
      <OrganisationPage
        lang={lang}
        organisation={found}
        place={place}
        groups={finder.groups
          .filter(({ id }) => found.groupIds.includes(id))
          .map((group) => said(group.name, lang))}
        memberships={await factsOf(tx, asker, 'membership', found.id)}
        posts={await factsOf(tx, asker, 'post', found.id)}
        relations={relations}
        names={
          await organisationNames(
            tx,
            asker,
            relations.flatMap(({ from_id, to_id }) => [from_id, to_id]),
          )
        }
        positions={allowed(visit, 'see', 'stance') ? await factsOf(tx, asker, 'position', found.id) : null}
        issues={new Map((await issuesOf(tx, asker)).map((issue) => [issue.id, issue.name]))}
        people={await peopleHere(visit, tx, found)}
        self={asker.organisationId === found.id ? await selfAssessmentsOf(tx, asker, found.id) : null}
        today={today(visit)}
        to={(path) => visit.to('') + path}
        may={{
          write: writing,
          people: allowed(visit, 'write', 'leader_contact'),
          stance: allowed(visit, 'write', 'stance'),
        }}
      />
    ),
    aside: await aside(visit, tx, found, writing),
  })
}

/** Null for who is not to know even that there are none: everybody but those whom the table names, each for her own. */
async function peopleHere(visit: Visit, tx: ReadTx, found: Organisation) {
  const { asker } = visit
  if (!allowed(visit, 'see', 'leader_contact')) return null
  if (asker.role === 'leader' && asker.organisationId !== found.id) return null
  const people = await peopleOf(tx, asker, found.id)
  return asker.role === 'facilitator' && people.length === 0 ? null : people
}

async function mergedInto(visit: Visit, tx: ReadTx, found: Organisation) {
  if (!found.mergedInto) return null
  const kept = await organisationById(tx, visit.asker, found.mergedInto)
  return { name: said(kept.name, visit.lang), href: visit.to(`/actors/${kept.id}`) }
}

async function aside(visit: Visit, tx: ReadTx, found: Organisation, writing: boolean) {
  const supports = await walk(tx, visit.asker, found.id, 'supports')
  const files = await attachmentsOf(tx, visit.asker, found.id)
  const merges = writing ? await mergesOf(tx, visit.asker, found.id) : []
  if (supports.length + files.length === 0 && !writing) return undefined
  const here = `/actors/${found.id}/files`
  return (
    <OrganisationAside
      lang={visit.lang}
      supports={supports.map((step) => ({
        kind: step.kind,
        label: said(step.title, visit.lang),
        href: visit.to(step.path),
      }))}
      files={files.map((file) => ({
        id: file.id,
        name: file.name,
        size: bytes(Number(file.bytes)),
        href: visit.to(`/files/${file.id}`),
        remove: writing ? visit.to(`${here}/${file.id}/remove`) : null,
      }))}
      attach={writing && !found.deletedAt ? visit.to(here) : null}
    >
      {merges.length > 0 && (
        <MergedHere lang={visit.lang} merges={merges} to={(path) => visit.to('') + path} />
      )}
    </OrganisationAside>
  )
}

interface Typed {
  values?: FormValues
  errors?: readonly FormError[]
}

/** What was sent, as fields; or what was typed and what is wrong with it. */
async function read(visit: Visit, finder: Finder, before?: Organisation) {
  const words = organisationWords(visit.lang)
  const data = await visit.form()
  const given = readForm(organisationSchema(finder.groups.map(({ code }) => code)), data, words, visit.lang)
  if (!given.ok) return given
  const made = fieldsFrom(given.value, finder, visit.lang, before)
  const values = { ...given.value, groups: given.value.groups }
  if ('fields' in made) return { ...made, values }
  const text = wordsOf(visit.lang).form.fields.places.errors.place
  return { values, errors: made.unknown.map((field) => ({ field, text })) }
}

function form(
  visit: Visit,
  finder: Finder,
  given: Typed & { found?: Organisation; conflict?: Organisation },
): Answer {
  const words = wordsOf(visit.lang)
  const { found, conflict, ...typed } = given
  const here = found ? `/actors/${found.id}` : '/actors'
  const title = found ? words.form.editTitle(said(found.name, visit.lang)) : words.form.newTitle
  return page({
    title,
    ...(found ? {} : { lede: words.form.newLede }),
    crumbs: crumbs(
      visit,
      ...(found ? [{ label: said(found.name, visit.lang), href: bare(visit, here) }] : []),
      { label: found ? words.one.edit : words.add },
    ),
    ...(conflict ? { status: 409 as const } : given.errors ? { status: 422 as const } : {}),
    main: (
      <OrganisationForm
        lang={visit.lang}
        action={bare(visit, found ? `${here}/edit` : '/actors/new')}
        cancelHref={bare(visit, here)}
        groups={finder.groups.map(({ code, name }) => ({ value: code, label: said(name, visit.lang) }))}
        {...typed}
        {...(found ? { version: found.version } : {})}
        {...(conflict ? { conflict } : {})}
      />
    ),
  })
}
