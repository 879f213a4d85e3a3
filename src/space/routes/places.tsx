/** Places: the list, the list as a file, and one place with all that is known of it. */
import {
  citedFigures,
  type EvidenceServices,
  isInegiPlace,
  isKnown,
  type Known,
  keyFigures,
  ratesByState,
  type StateRates,
  type Unknown,
  withArticle,
} from '../../evidence/index.ts'
import { may } from '../../kernel/access.ts'
import { logEvent } from '../../kernel/event.ts'
import { type Place, placesOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { toCsv, type Value } from '../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { capital } from '../../web/format.ts'
import { download, page } from '../../web/server/answer.ts'
import { clockOf } from '../../web/server/clock.ts'
import { exports, type Route, type Visit, work } from '../../web/server/route.ts'
import { placeWithAllBelow, sectionsAbout } from '../about.ts'
import { KnownHead, UnknownNotice } from '../pages/known.tsx'
import { PlaceAside, PlacePage, type PlacePageProps } from '../pages/place-page.tsx'
import { type PlaceRow, PlacesPage, type PlacesProps, PlacesTools } from '../pages/places-page.tsx'
import { type Asked, type Level, levelOf, levels, listed, pageOf } from '../place-rules.ts'
import { wordsOf } from '../words.ts'

const mayWrite = (visit: Visit): boolean =>
  visit.asker.role !== 'system' && may(visit.asker.role, 'write', 'evidence')
const mayExport = (visit: Visit): boolean =>
  visit.asker.role !== 'system' && may(visit.asker.role, 'export', 'evidence')

export const placeRoutes = (services: EvidenceServices): Route[] => [
  work('GET', '/places', 'member', async (visit) => {
    const words = wordsOf(visit.lang).places
    const { props, query } = await list(services, visit)
    return page({
      title: words.title,
      lede: words.lede,
      current: 'places',
      actions: (
        <>
          {mayExport(visit) && (
            <ButtonLink href={visit.to('/places/list.csv', query)} download>
              {words.csv}
            </ButtonLink>
          )}
          {props.add && <ButtonLink href={props.add}>{words.add}</ButtonLink>}
        </>
      ),
      toolbar: <PlacesTools {...props} />,
      main: <PlacesPage {...props} />,
    })
  }),

  work('GET', '/places/list.csv', exports('evidence'), async (visit) => {
    const words = wordsOf(visit.lang)
    const { all } = await list(services, visit)
    await visit.write((tx) => logEvent(tx, visit.asker, 'exported', { kind: 'place_list' }))
    const numbers = (figure: PlaceRow['rate']): Value[] =>
      figure ? [figure.value, figure.low ?? null, figure.high ?? null] : [null, null, null]
    return download({
      name: 'places.csv',
      mediaType: 'text/csv; charset=utf-8',
      body: toCsv({
        notes: [],
        header: [
          words.places.code,
          words.places.place,
          words.places.levels,
          words.places.within,
          ...[words.places.people, words.places.rate].flatMap((head) => [head, `${head} ≥`, `${head} ≤`]),
        ],
        rows: all.map(({ place, parent, people, rate }) => [
          place.code,
          said(place.name, visit.lang),
          words.places.kinds[place.kind],
          parent,
          ...numbers(people),
          ...numbers(rate),
        ]),
      }),
    })
  }),

  work('GET', '/places/:code', 'member', async (visit) => onePlace(services, visit)),
]

/** What the address asks for. Words without a level search all levels. */
function askedOf(visit: Visit): Asked {
  const { query } = visit
  const words = (query.get('q') ?? '').slice(0, 100)
  const level: Level | null =
    levels.find((one) => one === query.get('level')) ?? (words === '' ? 'states' : null)
  const sort =
    (['name', 'code', 'rate', 'people'] as const).find((one) => one === query.get('sort')) ?? 'code'
  return {
    level,
    state: level === 'municipalities' ? query.get('state') || null : null,
    words,
    sort: level === 'states' || sort === 'name' ? sort : 'code',
    direction: query.get('dir') === 'down' ? 'down' : 'up',
    after: query.get('after'),
  }
}

async function list(services: EvidenceServices, visit: Visit) {
  const { lang } = visit
  const asked = askedOf(visit)
  const places = await visit.read((tx) => placesOf(tx, visit.asker))
  const rates = asked.level === 'states' ? await ratesByState(services, visit) : null
  const byId = new Map(places.map((place) => [place.id, place]))
  const figures = (place: Place) => (rates && 'byPlace' in rates ? rates.byPlace.get(place.code) : undefined)
  const found = listed(places, asked, lang, (place) => {
    const figure = figures(place)?.[asked.sort === 'people' ? 'people' : 'rate']
    return figure?.value ?? null
  })
  const row = (place: Place): PlaceRow => {
    const parent = place.parentId ? byId.get(place.parentId) : undefined
    return {
      place,
      href: visit.to(`/places/${encodeURIComponent(place.code)}`),
      parent: parent ? said(parent.name, lang) : null,
      rate: figures(place)?.rate ?? null,
      people: figures(place)?.people ?? null,
    }
  }
  const shown = pageOf(found, asked.after)
  const query = {
    level: asked.level === 'states' ? null : asked.level,
    state: asked.state,
    q: asked.words || null,
    sort: asked.sort === 'code' ? null : asked.sort,
    dir: asked.direction === 'down' ? 'down' : null,
  }
  const props: PlacesProps = {
    lang,
    asked,
    counts: countsOf(places),
    rows: shown.rows.map(row),
    from: shown.from,
    total: found.length,
    states: places
      .filter(({ kind }) => kind === 'state')
      .map(({ code, name }) => ({ value: code, label: said(name, lang) })),
    link: (change) => visit.to('/places', change),
    newer: shown.newer === undefined ? undefined : visit.to('/places', { ...query, after: shown.newer }),
    older: shown.older === undefined ? undefined : visit.to('/places', { ...query, after: shown.older }),
    facts: rates && factsLine(visit, rates),
    add: mayWrite(visit) ? visit.to('/places/new') : null,
  }
  return { props, query, all: found.map(row) }
}

const countsOf = (places: readonly Place[]): Record<Level, number> => {
  const counts = { states: 0, municipalities: 0, others: 0 }
  for (const { kind } of places) counts[levelOf(kind)]++
  return counts
}

function factsLine(visit: Visit, rates: StateRates | Unknown) {
  if (!('byPlace' in rates)) return <UnknownNotice lang={visit.lang} why={rates} bring={bringLink(visit)} />
  const { base, period, source, level } = rates.facts
  const words = wordsOf(visit.lang).known
  return `${words.intervals(level)} ${words.facts(base, period)} ${source}`
}

const bringLink = (visit: Visit): string | null => (mayWrite(visit) ? visit.to('/evidence/import') : null)

/** Beyond so many, the places within a place are a list of their own. */
const fewInside = 40

async function onePlace(services: EvidenceServices, visit: Visit) {
  const { lang } = visit
  const words = wordsOf(lang).places
  const places = await visit.read((tx) => placesOf(tx, visit.asker))
  const place = places.find(({ code }) => code === visit.params.code)
  if (!place) return new Problem('kernel.notFound', {}, 404)
  const href = ({ code }: Place): string => visit.to(`/places/${encodeURIComponent(code)}`)
  const named = (one: Place) => ({ name: said(one.name, lang), href: href(one) })
  const above = ancestors(places, place)
  const inside = places.filter(({ parentId }) => parentId === place.id)
  const known = await keyFigures(services, visit, { code: place.code, name: said(place.name, lang) })
  const props: PlacePageProps = {
    lang,
    name: said(place.name, lang),
    known,
    instead: isKnown(known) ? null : await insteadOf(services, visit, known, above, named),
    ...(await visit.read(async (tx) => {
      const placeIds = await placeWithAllBelow(tx, visit, place.id)
      return {
        cited: await citedFigures(tx, visit, { placeIds }),
        sections: await sectionsAbout(visit, tx, { code: place.code, placeIds }, clockOf(visit)),
      }
    })),
    to: visit.to,
    parent: above[0] ? named(above[0]) : null,
    inside: {
      places: inside.length <= fewInside ? inside.map(named) : [],
      count: inside.length,
      all: visit.to('/places', {
        level: place.kind === 'state' ? 'municipalities' : 'others',
        state: place.code,
      }),
    },
    bring: bringLink(visit),
  }
  return page({
    title: props.name,
    subtitle: capital(words.subtitle(words.kinds[place.kind], place.code)),
    current: 'places',
    crumbs: [
      { label: words.title, href: `/${visit.workspace.slug}/places` },
      ...above.toReversed().map((one) => ({ label: said(one.name, lang), href: href(one) })),
      { label: props.name },
    ],
    ...(isKnown(known) ? { lede: known.lede } : {}),
    toolbar: <KnownHead lang={lang} known={known} />,
    main: <PlacePage {...props} />,
    aside: <PlaceAside {...props} />,
  })
}

/** The place that contains it, and so on up to the country. */
function ancestors(places: readonly Place[], place: Place): Place[] {
  const found: Place[] = []
  for (let at = place.parentId; at !== null && found.length < 10; ) {
    const parent = places.find(({ id }) => id === at)
    if (!parent) break
    found.push(parent)
    at = parent.parentId
  }
  return found
}

/** Where the surveys cannot speak of a place: the nearest that contains it and of which they can. */
async function insteadOf(
  services: EvidenceServices,
  visit: Visit,
  why: Unknown,
  above: readonly Place[],
  named: (place: Place) => { name: string; href: string },
): Promise<PlacePageProps['instead']> {
  if (why.because === 'noSurvey') return null
  for (const place of above.filter(({ kind, code }) => kind !== 'country' && isInegiPlace(code))) {
    const known: Known | Unknown = await keyFigures(services, visit, {
      code: place.code,
      name: named(place).name,
    })
    if (isKnown(known)) {
      const { name, href } = named(place)
      return { state: { name: withArticle(place.code, name, visit.lang), href }, known }
    }
  }
  return null
}
