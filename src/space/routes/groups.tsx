/** Worker groups: the list, one group, and adding, renaming and removing the workspace's own. */
import {
  citedFigures,
  type EvidenceServices,
  groupReadings,
  groupRows,
  isKnown,
  keyFigures,
} from '../../evidence/index.ts'
import { may } from '../../kernel/access.ts'
import { placesOf } from '../../kernel/place.ts'
import { said, type Text } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { capital } from '../../web/format.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { clockOf } from '../../web/server/clock.ts'
import { get, post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { sectionsAbout } from '../about.ts'
import { namesFrom, renamedAs } from '../group-names.ts'
import {
  addGroup,
  type Group,
  groupOf,
  groupsOf,
  removedGroups,
  removeGroup,
  renameGroup,
  restoreGroup,
} from '../groups.ts'
import {
  GroupAside,
  GroupPage,
  type GroupPageProps,
  NewGroupForm,
  newGroupSchema,
  newGroupWords,
  RenameForm,
  renameSchema,
  renameWords,
} from '../pages/group-page.tsx'
import { GroupsPage, type GroupsProps, GroupsTools } from '../pages/groups-page.tsx'
import { KnownHead } from '../pages/known.tsx'
import { wordsOf } from '../words.ts'

const mayWrite = (visit: Visit): boolean =>
  visit.asker.role !== 'system' && may(visit.asker.role, 'write', 'evidence')
const bringLink = (visit: Visit): string | null => (mayWrite(visit) ? visit.to('/evidence/import') : null)

const crumbs = (visit: Visit, ...rest: { label: string; href?: string }[]) => [
  { label: wordsOf(visit.lang).groups.crumb, href: `/${visit.workspace.slug}/groups` },
  ...rest,
]

export const groupRoutes = (services: EvidenceServices): Route[] => [
  work('GET', '/groups', 'member', async (visit) => {
    const words = wordsOf(visit.lang).groups
    const props = await listOf(services, visit)
    return page({
      title: words.title,
      lede: words.lede,
      current: 'groups',
      actions: mayWrite(visit) ? (
        <ButtonLink href={visit.to('/groups/new')}>{words.add}</ButtonLink>
      ) : undefined,
      toolbar: <GroupsTools {...props} />,
      main: <GroupsPage {...props} />,
    })
  }),

  get('/groups/new', writes('evidence'), async (visit) => newForm(visit, {})),

  post('/groups/new', writes('evidence'), async (visit, tx) => {
    const given = readForm(newGroupSchema, await visit.form(), newGroupWords(visit.lang), visit.lang)
    if (!given.ok) return newForm(visit, given)
    const { es = '', en = '' } = given.value
    try {
      const code = await addGroup(tx, visit.asker, namesFrom({ es, en }))
      return redirect(visit.to(`/groups/${code}`), wordsOf(visit.lang).groups.added)
    } catch (error) {
      return newForm(visit, { values: { es, en }, errors: [taken(visit, error, es === '' ? 'en' : 'es')] })
    }
  }),

  work('GET', '/groups/:code', 'member', async (visit) => {
    const { lang } = visit
    const words = wordsOf(lang).groups
    const group = await visit.read((tx) => groupOf(tx, visit.asker, visit.params.code ?? ''))
    const places = await visit.read((tx) => placesOf(tx, visit.asker))
    const nation = places.find(({ code }) => code === 'MX')
    const readings = await groupReadings(visit, group.code)
    const known = await keyFigures(
      services,
      visit,
      { code: 'MX', name: nation ? said(nation.name, lang) : 'MX' },
      group.code,
    )
    const props: GroupPageProps = {
      lang,
      name: group.name,
      standard: group.standard,
      known,
      readings: group.standard ? readings : null,
      ...(await visit.read(async (tx) => ({
        cited: await citedFigures(tx, visit, { groupId: group.id }),
        sections: await sectionsAbout(
          visit,
          tx,
          { code: group.code, workerGroupId: group.id },
          clockOf(visit),
        ),
      }))),
      to: visit.to,
      bring: bringLink(visit),
      edit:
        mayWrite(visit) && !group.standard
          ? {
              rename: visit.to(`/groups/${group.code}/edit`),
              remove: visit.to(`/groups/${group.code}/remove`),
            }
          : null,
    }
    return page({
      title: said(group.name, lang),
      subtitle: capital(
        isKnown(known) && group.standard ? words.subtitleIn(known.facts.period) : kindOf(visit, group),
      ),
      current: 'groups',
      crumbs: crumbs(visit, { label: said(group.name, lang) }),
      toolbar: group.standard ? <KnownHead lang={lang} known={known} /> : undefined,
      main: <GroupPage {...props} />,
      aside: <GroupAside {...props} />,
    })
  }),

  get('/groups/:code/edit', writes('evidence'), async (visit, tx) => {
    const group = await groupOf(tx, visit.asker, visit.params.code ?? '')
    if (group.standard) return new Problem('space.groupFixed', {}, 409)
    return renameForm(visit, group, {
      values: { es: group.name.es?.text, en: group.name.en?.text },
      version: group.version,
    })
  }),

  post('/groups/:code/edit', writes('evidence'), async (visit, tx) => {
    const form = await visit.form()
    const group = await groupOf(tx, visit.asker, visit.params.code ?? '')
    const version = Number(form.get('version'))
    const given = readForm(renameSchema, form, renameWords(visit.lang), visit.lang)
    if (!given.ok) return renameForm(visit, group, { ...given, version, status: 422 })
    const { es = '', en = '', holds } = given.value
    const values = { es, en, ...(holds ? { holds: 'true' } : {}) }
    try {
      const name = renamedAs(group.name, { es, en, holds })
      const done = await renameGroup(tx, visit.asker, group.code, name, version)
      if (!('conflict' in done))
        return redirect(visit.to(`/groups/${group.code}`), wordsOf(visit.lang).groups.renamed)
      const now = done.conflict
      return renameForm(visit, now, { values, version: now.version, conflict: now.name, status: 409 })
    } catch (error) {
      const errors = [taken(visit, error, es === '' ? 'en' : 'es')]
      return renameForm(visit, group, { values, version, errors, status: 422 })
    }
  }),

  post('/groups/:code/remove', writes('evidence'), async (visit, tx) => {
    await removeGroup(tx, visit.asker, visit.params.code ?? '')
    return redirect(visit.to('/groups'), wordsOf(visit.lang).groups.removed)
  }),

  post('/groups/:code/restore', writes('evidence'), async (visit, tx) => {
    await restoreGroup(tx, visit.asker, visit.params.code ?? '')
    return redirect(visit.to(`/groups/${visit.params.code ?? ''}`), wordsOf(visit.lang).groups.restored)
  }),
]

const kindOf = (visit: Visit, group: Group): string =>
  wordsOf(visit.lang).groups[group.standard ? 'standardKind' : 'ownKind']

async function listOf(services: EvidenceServices, visit: Visit): Promise<GroupsProps> {
  const { lang, asker } = visit
  const { places, groups, removed } = await visit.read(async (tx) => ({
    places: (await placesOf(tx, asker)).filter(({ kind }) => kind === 'country' || kind === 'state'),
    groups: await groupsOf(tx, asker),
    removed: mayWrite(visit) ? await removedGroups(tx, asker) : [],
  }))
  const place = places.find(({ code }) => code === visit.query.get('place'))?.code ?? 'MX'
  const found = await groupRows(services, visit, place)
  return {
    lang,
    zone: visit.workspace.timezone,
    place,
    places: places.map(({ code, name, kind }) => ({
      value: code,
      label: kind === 'country' ? wordsOf(lang).groups.nation : said(name, lang),
    })),
    action: visit.to('/groups'),
    rows: groups.map((group) => ({
      group,
      href: visit.to(`/groups/${group.code}`),
      figures: 'byGroup' in found ? (found.byGroup.get(group.code) ?? null) : null,
    })),
    facts: 'byGroup' in found ? found.facts : found,
    removed: removed.map((group) => ({ group, restore: visit.to(`/groups/${group.code}/restore`) })),
    bring: bringLink(visit),
  }
}

/** A name that another group has, said beside the field; anything else is not ours to say. */
function taken(visit: Visit, error: unknown, field: 'es' | 'en'): FormError {
  if (!(error instanceof Problem) || error.code !== 'space.groupTaken') throw error
  return { field, text: wordsOf(visit.lang).problems['space.groupTaken'](error.values) }
}

function newForm(visit: Visit, given: { values?: FormValues; errors?: readonly FormError[] }): Answer {
  const words = wordsOf(visit.lang).groups
  const home = `/${visit.workspace.slug}/groups`
  return page({
    title: words.add,
    lede: words.addLede,
    current: 'groups',
    crumbs: crumbs(visit, { label: words.add }),
    ...(given.errors ? { status: 422 } : {}),
    main: <NewGroupForm lang={visit.lang} action={`${home}/new`} cancelHref={home} {...given} />,
  })
}

function renameForm(
  visit: Visit,
  group: Group,
  given: {
    values: FormValues
    errors?: readonly FormError[]
    version: number
    conflict?: Text
    status?: 409 | 422
  },
): Answer {
  const words = wordsOf(visit.lang).groups
  const own = `/${visit.workspace.slug}/groups/${group.code}`
  const { status, conflict = null, ...form } = given
  return page({
    title: words.rename,
    current: 'groups',
    crumbs: crumbs(visit, { label: said(group.name, visit.lang), href: own }, { label: words.rename }),
    ...(status ? { status } : {}),
    main: (
      <RenameForm lang={visit.lang} action={`${own}/edit`} cancelHref={own} conflict={conflict} {...form} />
    ),
  })
}
