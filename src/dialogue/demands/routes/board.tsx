/** The board, its file, and what comes first. */

import { logEvent } from '../../../kernel/event.ts'
import { said } from '../../../kernel/text.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Value } from '../../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { type Filter, FilterBar, Toolbar } from '../../../web/components/toolbar.tsx'
import { capital } from '../../../web/format.ts'
import { page, redirect } from '../../../web/server/answer.ts'
import { sheetFile } from '../../../web/server/files.ts'
import { exports, get, post, type Route, sees, type Visit, work, writes } from '../../../web/server/route.ts'
import { field, idOrNull, isDay, today } from '../../common.ts'
import { RemovedList } from '../../pages/removal.tsx'
import type { Named } from '../../store/common.ts'
import { demandCrumbs, demandRooms, isOutside, writesAsTeam, writesOwn } from '../common.tsx'
import { Board, whoRaises } from '../pages/board.tsx'
import { PriorityPage } from '../pages/priority-page.tsx'
import { ranks, teamHows } from '../rules.ts'
import { type Demand, demandsOf } from '../store/demands.ts'
import { setPlaces, setVotes, votesOn } from '../store/priority.ts'
import { removedDemands } from '../store/removal.ts'
import { answersOf } from '../store/steps.ts'
import { demandWords } from '../words.ts'

const named = (all: readonly (Named | null)[], lang: Visit['lang']): { value: string; label: string }[] => {
  const found = new Map(all.flatMap((one) => (one ? [[one.id, capital(said(one.name, lang))] as const] : [])))
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'es'))
}

const chosen = ({ query }: Visit, name: string): string | undefined =>
  idOrNull(query.get(name) ?? '') ?? undefined

/** What the address asks for, of those that the asker sees. */
function picked(visit: Visit, demands: readonly Demand[]): Demand[] {
  const [addressee, group, place, platform] = ['addressee', 'group', 'place', 'platform'].map((name) =>
    chosen(visit, name),
  )
  const caucus = visit.query.get('who') === 'caucus'
  return demands.filter(
    (demand) =>
      (!addressee || demand.addressee?.id === addressee) &&
      (!group || demand.workerGroup?.id === group) &&
      (!place || demand.place?.id === place) &&
      (!platform || demand.platform?.id === platform) &&
      (!caucus || demand.womensCaucus),
  )
}

function filters(visit: Visit, demands: readonly Demand[]): Filter[] {
  const { lang } = visit
  const words = demandWords(lang)
  const { board } = words
  const filter = (
    name: string,
    label: string,
    all: string,
    of: (demand: Demand) => Named | null,
  ): Filter => ({
    name,
    label,
    value: chosen(visit, name) ?? '',
    options: [{ value: '', label: all }, ...named(demands.map(of), lang)],
  })
  return [
    filter('addressee', board.addressee, board.all, ({ addressee }) => addressee),
    filter('group', board.group, board.allGroups, ({ workerGroup }) => workerGroup),
    filter('place', board.place, board.allGroups, ({ place }) => place),
    filter('platform', board.platform, board.all, ({ platform }) => platform),
    {
      name: 'who',
      label: board.who,
      value: visit.query.get('who') === 'caucus' ? 'caucus' : '',
      options: [
        { value: '', label: board.all },
        { value: 'caucus', label: board.caucusOnly },
      ],
    },
  ]
}

const queryOf = (visit: Visit): string => {
  const kept = new URLSearchParams(
    [...visit.query].filter(([name]) => ['addressee', 'group', 'place', 'platform', 'who'].includes(name)),
  )
  return kept.size > 0 ? `?${kept}` : ''
}

export const boardRoutes = (): Route[] => [
  get('/demands', sees('demand'), async (visit, tx) => {
    const { lang, asker, to } = visit
    const words = demandWords(lang).board
    const all = await demandsOf(tx, asker)
    const demands = picked(visit, all)
    const outside = isOutside(visit)
    const mayAdd = writesAsTeam(visit) || writesOwn(visit)
    const add = mayAdd ? (
      <ButtonLink href={to('/demands/new')} variant="primary">
        {words.new}
      </ButtonLink>
    ) : null
    const waiting = demands.filter(({ stage }) => stage === 'presented').length
    const organisations = new Set(
      demands.flatMap(({ owners }) => owners.filter(({ owns }) => owns).map(({ id }) => id)),
    ).size
    const query = queryOf(visit)
    return page({
      title: words.title,
      ...(demands.length > 0
        ? {
            lede: outside
              ? words.officialLede(demands.length, waiting)
              : words.lede(demands.length, organisations, waiting),
          }
        : {}),
      current: 'demands',
      wide: true,
      actions: (
        <>
          {asker.role === 'coordinator' && all.length > 0 && (
            <DownloadMenu
              lang={lang}
              lines={[
                { label: words.csv, href: to(`/demands/file/csv${query}`) },
                { label: words.xlsx, href: to(`/demands/file/xlsx${query}`) },
              ]}
            />
          )}
          {add}
        </>
      ),
      toolbar: (
        <>
          {demandRooms(visit, 'board')}
          {all.length > 0 && (
            <Toolbar>
              <FilterBar lang={lang} action={to('/demands')} filters={filters(visit, all)} />
            </Toolbar>
          )}
        </>
      ),
      main: (
        <>
          <Board
            lang={lang}
            to={to}
            here={`/demands${query}`}
            today={today(visit)}
            demands={demands}
            ranks={rankOf(all)}
            outside={outside}
            asTeam={writesAsTeam(visit)}
            filtered={all.length > 0}
            add={add}
          />
          <RemovedList
            lang={lang}
            removed={mayAdd ? await removedDemands(tx, asker) : []}
            restore={(id) => to(`/demands/${id}/restore`)}
          />
        </>
      ),
    })
  }),
  work('GET', '/demands/file/:kind', exports('demand'), async (visit) => {
    const { kind } = visit.params
    if (kind !== 'csv' && kind !== 'xlsx') return new Problem('kernel.notFound', {}, 404)
    const sheet = await visit.write(async (tx) => {
      await logEvent(tx, visit.asker, 'exported', { kind: 'demand' })
      const demands = picked(visit, await demandsOf(tx, visit.asker))
      return sheetOf(
        visit,
        demands,
        await answersOf(
          tx,
          visit.asker,
          demands.map(({ id }) => id),
        ),
      )
    })
    return sheetFile(sheet, kind, demandWords(visit.lang).board.file)
  }),
  get('/demands/priority', sees('demand'), async (visit, tx) => {
    if (isOutside(visit)) return new Problem('kernel.notAllowed', {}, 403)
    const { lang, asker, to } = visit
    const words = demandWords(lang).priority
    const all = (await demandsOf(tx, asker)).filter(isOpen)
    const demands = picked(visit, all)
    const asTeam = writesAsTeam(visit)
    const organisation = asker.organisationId ?? chosen(visit, 'organisation') ?? null
    const owners = named(
      all.flatMap((demand) => demand.owners),
      lang,
    )
    const votes = await votesOn(
      tx,
      asker,
      demands.map(({ id }) => id),
    )
    return page({
      title: words.title,
      lede: words.lede,
      current: 'demands',
      crumbs: demandCrumbs(visit, { label: words.title }),
      toolbar: (
        <>
          {demandRooms(visit, 'priority')}
          {all.length > 0 && (
            <Toolbar>
              <FilterBar
                lang={lang}
                action={to('/demands/priority')}
                filters={[
                  ...filters(visit, all).filter(({ name }) => name === 'platform' || name === 'group'),
                  ...(asTeam
                    ? [
                        {
                          name: 'organisation',
                          label: words.organisation,
                          value: organisation ?? '',
                          options: [{ value: '', label: words.choose }, ...owners],
                        },
                      ]
                    : []),
                ]}
              />
            </Toolbar>
          )}
        </>
      ),
      main: (
        <PriorityPage
          lang={lang}
          to={to}
          today={today(visit)}
          query={visit.query.toString()}
          demands={demands}
          ranks={rankOf(all)}
          votes={votes}
          organisation={owners.find(({ value }) => value === organisation) ?? null}
          asTeam={asTeam}
          writes={asTeam || writesOwn(visit)}
        />
      ),
    })
  }),
  post('/demands/priority', writes('demand'), async (visit, tx) => {
    const { asker } = visit
    const form = await visit.form()
    const asTeam = writesAsTeam(visit)
    const organisation = asTeam ? idOrNull(field(form, 'organisation')) : asker.organisationId
    const typedDay = field(form, 'on')
    const on = isDay(typedDay) && typedDay <= today(visit) ? typedDay : today(visit)
    const demands = (await demandsOf(tx, asker)).filter(isOpen)
    const before = new Map(
      (
        await votesOn(
          tx,
          asker,
          demands.map(({ id }) => id),
        )
      )
        .filter((vote) => vote.organisationId === organisation)
        .map(({ demandId, votes }) => [demandId, votes]),
    )
    const votes = new Map<string, number | null>()
    const places = new Map<string, number | null>()
    for (const { id, priority } of demands) {
      const vote = countIn(form, `v.${id}`, 99_999)
      if (vote !== undefined && vote !== (before.get(id) ?? null)) votes.set(id, vote)
      const place = asTeam ? countIn(form, `p.${id}`, 999) : undefined
      if (place !== undefined && place !== priority) places.set(id, place === 0 ? null : place)
    }
    if (votes.size > 0 && organisation === null) throw new Problem('demand.noOrganisation')
    const how = asTeam ? (teamHows.find((one) => one === field(form, 'how')) ?? 'paper') : 'member'
    if (organisation) await setVotes(tx, asker, organisation, votes, { on, how })
    await setPlaces(tx, asker, places, on)
    const query = new URLSearchParams(field(form, 'query'))
    return redirect(
      visit.to('/demands/priority', Object.fromEntries(query)),
      demandWords(visit.lang).priority.saved(votes.size + places.size),
    )
  }),
]

const isOpen = ({ stage }: Demand): boolean => stage !== 'agreed' && stage !== 'withdrawn'

const rankOf = (demands: readonly Demand[]): Map<string, number> =>
  ranks(demands.filter(isOpen).map(({ id, priority, votes }) => ({ id, place: priority, votes })))

/** What was typed in a cell: undefined where there was none or nothing that counts, null for an emptied one. */
function countIn(form: FormData, name: string, most: number): number | null | undefined {
  if (!form.has(name)) return undefined
  const typed = field(form, name).replaceAll(',', '')
  if (typed === '') return null
  return /^\d{1,6}$/.test(typed) && Number(typed) <= most ? Number(typed) : undefined
}

function sheetOf(
  visit: Visit,
  demands: readonly Demand[],
  answers: ReadonlyMap<string, { words: string; on: string }>,
) {
  const { lang } = visit
  const words = demandWords(lang)
  const head = words.export
  const name = (one: Named | null): string | null => (one ? said(one.name, lang) : null)
  const rows = demands.map((demand): Value[] => [
    demand.words.es?.text ?? null,
    demand.words.en?.text ?? null,
    demand.problem ? said(demand.problem, lang) : null,
    words.stages[demand.stage],
    whoRaises(demand, lang),
    name(demand.addressee),
    demand.raisedOn,
    demand.presentedOn,
    demand.lastOn,
    demand.endorsed,
    demand.womensCaucus ? head.yes : null,
    demand.joint ? head.yes : null,
    demand.priority,
    demand.votes || null,
    name(demand.place),
    name(demand.workerGroup),
    name(demand.platform),
    answers.get(demand.id)?.words ?? null,
    answers.get(demand.id)?.on ?? null,
  ])
  return {
    name: words.board.title,
    ...(visit.workspace.isSample ? { notes: [head.sample] } : {}),
    header: [
      head.words,
      head.wordsEn,
      ...[head.problem, head.stage, head.owners, head.addressee, head.raised, head.presented, head.last],
      ...[head.endorsements, head.caucus, head.joint, head.priority, head.votes, head.place, head.group],
      ...[head.platform, head.answer, head.answered],
    ],
    rows,
    widths: [60, 60, 60, 14, 40, 30, 12, 12, 12, 8, 10, 10, 10, 8, 20, 24, 30, 60, 12],
  }
}
