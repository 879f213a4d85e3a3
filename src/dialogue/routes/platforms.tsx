/** Platforms: the list, one of them, who is on it. */

import { membersOf } from '../../kernel/member.ts'
import { said, textIn } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { number } from '../../web/format.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../web/server/route.ts'
import { agreementsOf } from '../agreements/store.ts'
import {
  bare,
  countOf,
  crumbs,
  field,
  groupChoices,
  idOrNull,
  organisationChoices,
  organisationTyped,
  placeChoices,
  today,
  typedIn,
  unknownChoices,
} from '../common.ts'
import { type Demand, demandsOf } from '../demands/store/demands.ts'
import { seatsOf } from '../negotiation/seats.ts'
import { negotiationsOf } from '../negotiation/store.ts'
import {
  PlatformAside,
  PlatformList,
  PlatformPage,
  platformSchema,
  platformWords,
} from '../pages/platform-pages.tsx'
import { RemovedList } from '../pages/removal.tsx'
import { reachOf } from '../store/attendance.ts'
import { type Born, bornOf } from '../store/born.ts'
import { worded } from '../store/common.ts'
import { meetingsOf } from '../store/meetings.ts'
import {
  addPlatform,
  changePlatform,
  facilitatorsAt,
  joinPlatform,
  leavePlatform,
  type Platform,
  type PlatformFields,
  platformById,
  platformMembers,
  platformsOf,
  seatFacilitator,
} from '../store/platforms.ts'
import { removedOf, removePlatform, restorePlatform } from '../store/removal.ts'
import { wordsOf } from '../words.ts'
import { rooms } from './common.tsx'

const idOf = (visit: Visit): string => visit.params.id ?? ''

/** A demand as a line beside the commitments. */
const asBorn = ({ id, words, owners, addressee, meeting, raisedOn, presentedOn }: Demand): Born => ({
  ...{ id, kind: 'demand', words, addressee, presentedOn, dueOn: null, since: raisedOn },
  organisation: owners.find(({ owns }) => owns) ?? null,
  meetingId: meeting?.id ?? null,
  meeting: meeting?.name ?? null,
})
/** A new platform is begun by those who write all meetings; a facilitator works on those she is given. */
const mayBegin = ({ asker }: Visit): boolean => asker.role === 'coordinator' || asker.role === 'assistant'

export const platformRoutes = (): Route[] => [
  get('/platforms', sees('meeting'), async (visit, tx) => {
    const words = wordsOf(visit.lang).platforms
    const add = mayBegin(visit) ? (
      <ButtonLink href={visit.to('/platforms/new')} variant="primary">
        {words.add}
      </ButtonLink>
    ) : null
    return page({
      title: words.title,
      lede: words.lede,
      current: 'meetings',
      crumbs: crumbs(visit, { label: words.title }),
      actions: add,
      toolbar: rooms(visit, 'platforms'),
      main: (
        <>
          <PlatformList
            lang={visit.lang}
            to={visit.to}
            platforms={await platformsOf(tx, visit.asker)}
            add={add}
          />
          <RemovedList
            lang={visit.lang}
            removed={await removedOf(tx, visit.asker, 'platform')}
            restore={(id) => visit.to(`/platforms/${id}/restore`)}
          />
        </>
      ),
    })
  }),
  get('/platforms/new', writes('meeting'), async (visit, tx) => {
    if (!mayBegin(visit)) return new Problem('kernel.notAllowed', {}, 403)
    return formPage(visit, tx, null, { values: {} })
  }),
  post('/platforms/new', writes('meeting'), async (visit, tx) => {
    const fields = await readPlatform(visit, tx, null)
    if ('answer' in fields) return fields
    const id = await addPlatform(tx, visit.asker, fields)
    return redirect(visit.to(`/platforms/${id}`), wordsOf(visit.lang).platforms.saved)
  }),
  get('/platforms/:id', sees('meeting'), onePage),
  get('/platforms/:id/edit', writes('meeting'), async (visit, tx) => {
    const platform = await writable(visit, tx)
    return formPage(visit, tx, platform, { values: valuesOf(visit, platform), version: platform.version })
  }),
  post('/platforms/:id/edit', writes('meeting'), async (visit, tx) => {
    const before = await writable(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== before.version) {
      const given = { values: typedIn(form), version: before.version, conflict: true } as const
      return { ...(await formPage(visit, tx, before, given)), status: 409 as const }
    }
    const fields = await readPlatform(visit, tx, before)
    if ('answer' in fields) return fields
    await changePlatform(tx, visit.asker, before.id, before.version, fields)
    return redirect(visit.to(`/platforms/${before.id}`), wordsOf(visit.lang).platforms.saved)
  }),
  post('/platforms/:id/remove', writes('meeting'), async (visit, tx) => {
    await removePlatform(tx, visit.asker, idOf(visit))
    return redirect(`${visit.to('/platforms')}#removed`, wordsOf(visit.lang).removal.platformRemoved)
  }),
  post('/platforms/:id/restore', writes('meeting'), async (visit, tx) => {
    await restorePlatform(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`/platforms/${idOf(visit)}`), wordsOf(visit.lang).removal.platformRestored)
  }),
  post('/platforms/:id/members', writes('meeting'), async (visit, tx) => {
    const platform = await writable(visit, tx)
    const form = await visit.form()
    const joined = field(form, 'joinedOn')
    await joinPlatform(tx, visit.asker, platform.id, {
      organisationId: await organisationTyped(tx, visit.asker, field(form, 'organisation')),
      joinedOn: /^\d{4}-\d{2}-\d{2}$/.test(joined) && !Number.isNaN(Date.parse(joined)) ? joined : null,
      women: countOf(form, 'women', 9999),
      men: countOf(form, 'men', 9999),
    })
    return redirect(visit.to(`/platforms/${platform.id}`), wordsOf(visit.lang).platforms.joined)
  }),
  post('/platforms/:id/members/:member/leave', writes('meeting'), async (visit, tx) => {
    await leavePlatform(
      tx,
      visit.asker,
      idOf(visit),
      idOrNull(visit.params.member) ?? idOf(visit),
      today(visit),
    )
    return redirect(visit.to(`/platforms/${idOf(visit)}`), wordsOf(visit.lang).platforms.left)
  }),
  post('/platforms/:id/facilitator', writes('settings'), async (visit, tx) => {
    const platform = await platformById(tx, visit.asker, idOf(visit))
    const member = idOrNull(field(await visit.form(), 'member'))
    if (!member) return new Problem('kernel.notFound', {}, 404)
    await seatFacilitator(tx, visit.asker, platform.audienceId, member)
    return redirect(visit.to(`/platforms/${platform.id}`), wordsOf(visit.lang).platforms.seated)
  }),
]

async function writable(visit: Visit, tx: ReadTx): Promise<Platform> {
  const platform = await platformById(tx, visit.asker, idOf(visit))
  if (!platform.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return platform
}

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = wordsOf(lang)
  const platform = await platformById(tx, asker, idOf(visit))
  const given = { platformId: platform.id }
  const reach = await reachOf(tx, asker, given)
  // Members of the workspace are the coordinator's to see.
  const manages = asker.role === 'coordinator'
  const facilitators = manages ? await facilitatorsAt(tx, asker, platform.audienceId) : null
  const available = manages
    ? (await membersOf(tx, asker)).filter(
        ({ role, removedAt, id }) =>
          role === 'facilitator' && removedAt === null && !facilitators?.some((one) => one.id === id),
      )
    : []
  return page({
    title: said(platform.name, lang),
    subtitle: words.amongs[platform.among],
    ...(reach.meetings > 0
      ? {
          lede: words.platforms.reach(
            number(reach.meetings),
            number(reach.participations),
            number(reach.persons),
            number(reach.counted),
          ),
        }
      : {}),
    current: 'meetings',
    crumbs: crumbs(
      visit,
      { label: words.platforms.title, href: bare(visit, '/platforms') },
      { label: said(platform.name, lang) },
    ),
    actions: platform.mayWrite ? (
      <ButtonLink href={to(`/platforms/${platform.id}/edit`)}>{words.page.edit}</ButtonLink>
    ) : null,
    main: (
      <PlatformPage
        lang={lang}
        to={to}
        zone={visit.workspace.timezone}
        platform={platform}
        members={await platformMembers(tx, asker, platform.id)}
        meetings={await meetingsOf(tx, asker, { ...given, newestFirst: true, limit: 100 })}
        demands={(await demandsOf(tx, asker, given)).map(asBorn)}
        commitments={await bornOf(tx, asker, 'commitment', given)}
        negotiations={await negotiationsOf(tx, asker, given)}
        seats={await seatsOf(tx, asker)}
        agreements={await agreementsOf(tx, asker, given)}
        choices={platform.maySeat ? await organisationChoices(tx, visit) : []}
      />
    ),
    aside: (
      <PlatformAside
        lang={lang}
        to={to}
        platform={platform}
        facilitators={facilitators}
        available={available}
      />
    ),
  })
}

const valuesOf = ({ lang }: Visit, platform: Platform): FormValues => ({
  name: said(platform.name, lang),
  among: platform.among,
  kind: platform.kind,
  convenor: platform.convenorId ?? undefined,
  place: platform.placeId ?? undefined,
  group: platform.workerGroupId ?? undefined,
  startedOn: platform.startedOn ?? undefined,
  endedOn: platform.endedOn ?? undefined,
  rules: platform.rules ? said(platform.rules, lang) : undefined,
})

async function formPage(
  visit: Visit,
  tx: ReadTx,
  platform: Platform | null,
  given: { values: FormValues; errors?: readonly FormError[]; version?: number; conflict?: true },
) {
  const { lang } = visit
  const words = wordsOf(lang).platforms
  const path = platform ? `/platforms/${platform.id}` : '/platforms'
  const title = platform ? words.edit : words.new
  return page({
    title,
    current: 'meetings',
    crumbs: crumbs(visit, { label: words.title, href: bare(visit, '/platforms') }, { label: title }),
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={platformSchema}
        words={platformWords(lang)}
        action={bare(visit, platform ? `${path}/edit` : '/platforms/new')}
        cancelHref={bare(visit, path)}
        values={given.values}
        {...(given.conflict && platform ? { now: valuesOf(visit, platform) } : {})}
        {...(given.errors ? { errors: given.errors } : {})}
        {...(given.version ? { hidden: { version: given.version } } : {})}
        controls={{
          convenor: { options: await organisationChoices(tx, visit) },
          place: { options: await placeChoices(tx, visit) },
          group: { options: await groupChoices(tx, visit) },
          startedOn: { width: 'medium' },
          endedOn: { width: 'medium' },
          rules: { as: 'textarea', rows: 6 },
        }}
      />
    ),
  })
}

async function readPlatform(visit: Visit, tx: WriteTx, before: Platform | null) {
  const { lang } = visit
  const form = await visit.form()
  const read = readForm(platformSchema, form, platformWords(lang), lang)
  const again = (values: FormValues, errors: readonly FormError[]) =>
    formPage(visit, tx, before, { values, errors, ...(before ? { version: versionOf(form) } : {}) })
  if (!read.ok) return again(read.values, read.errors)
  const { value } = read
  const fields: PlatformFields = {
    name: worded(before?.name ?? null, lang, value.name) ?? textIn(lang, value.name),
    among: value.among,
    kind: value.kind,
    convenorId: idOrNull(value.convenor),
    rules: worded(before?.rules ?? null, lang, value.rules),
    placeId: idOrNull(value.place),
    workerGroupId: idOrNull(value.group),
    startedOn: value.startedOn ?? null,
    endedOn: value.endedOn ?? null,
  }
  const chosen = { place: fields.placeId, group: fields.workerGroupId, convenor: fields.convenorId }
  const had = before ? [before.placeId, before.workerGroupId, before.convenorId] : []
  const unknown = await unknownChoices(tx, visit, platformWords(lang), chosen, had)
  return unknown.length > 0 ? again(typedIn(form), unknown) : fields
}
