/** Places from a GeoJSON file: upload, look at what would change, write it, take it back. */
import { readFile } from 'node:fs/promises'
import type { EvidenceServices } from '../../evidence/index.ts'
import { Problem } from '../../platform/problem.ts'
import { number } from '../../web/format.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { receiveFiles } from '../../web/server/upload.ts'
import { type GeoFile, guessProperties, placesIn, readGeoJson } from '../geojson.ts'
import {
  maxBytes,
  OutcomePage,
  PlaceImportForm,
  PlanPage,
  type PlanProps,
  PlanTools,
} from '../pages/place-import-page.tsx'
import {
  addPlaceImport,
  type PlaceImport,
  placeImportById,
  planOf,
  recentPlaceImports,
  undoImport,
  writePlaces,
} from '../place-import.ts'
import type { PlannedPlace } from '../place-rules.ts'
import { wordsOf } from '../words.ts'

type Services = Pick<EvidenceServices, 'files'>

export const placeImportRoutes = (services: Services): Route[] => [
  get('/places/new', writes('evidence'), async (visit) => form(visit, null)),

  work('POST', '/places/new', writes('evidence'), async (visit) => {
    const { files } = await receiveFiles(visit.request, services.files, { maxBytes, maxFiles: 1 })
    const [file] = files
    if (!file) return form(visit, new Problem('space.noFile'))
    try {
      await openFile(services, file)
    } catch (error) {
      if (error instanceof Problem) return form(visit, error)
      throw error
    }
    const id = await visit.write((tx) => addPlaceImport(tx, visit.asker, file))
    return redirect(visit.to(`/places/imports/${id}`))
  }),

  work('GET', '/places/imports/:id', writes('evidence'), async (visit) => {
    const given = await visit.read((tx) => placeImportById(tx, visit.asker, visit.params.id ?? ''))
    if (given.writtenAt) return outcome(visit, given)
    return preview(visit, given, await openFile(services, given), visit.query)
  }),

  work('POST', '/places/imports/:id', writes('evidence'), async (visit) => {
    const form = await visit.form()
    const chosen = { code: String(form.get('code') ?? ''), name: String(form.get('name') ?? '') }
    const given = await visit.read((tx) => placeImportById(tx, visit.asker, visit.params.id ?? ''))
    const places = placesIn(await openFile(services, given), chosen)
    const counts = await visit.write((tx) => writePlaces(tx, visit.asker, given.id, places))
    const { added, updated, same } = counts
    return redirect(
      visit.to(`/places/imports/${given.id}`),
      wordsOf(visit.lang).placeImport.done(number(added), number(updated), number(same)),
    )
  }),

  post('/places/imports/:id/undo', writes('evidence'), async (visit, tx) => {
    const id = visit.params.id ?? ''
    await undoImport(tx, visit.asker, id)
    return redirect(visit.to(`/places/imports/${id}`), wordsOf(visit.lang).placeImport.undoneText)
  }),
]

const openFile = async (
  services: Services,
  { name, sha256 }: Pick<PlaceImport, 'name' | 'sha256'>,
): Promise<GeoFile> => readGeoJson(await readFile(services.files.path(sha256)), name)

/** A file's name may be long: it breaks where its words do. */
const breakable = (name: string): string => name.replace(/[._-]/g, '$&\u200b')

/** The sentence of a problem of ours, to stand on the page where it can be mended. */
const sentence = (visit: Visit, problem: Problem): string => {
  const sentences: Record<string, (values: Problem['values']) => string> = wordsOf(visit.lang).problems
  const say = sentences[problem.code]
  if (!say) throw problem
  return say(problem.values)
}

const crumbs = (visit: Visit, ...rest: { label: string; href?: string }[]) => [
  { label: wordsOf(visit.lang).places.title, href: `/${visit.workspace.slug}/places` },
  ...rest,
]

async function form(visit: Visit, problem: Problem | null): Promise<Answer> {
  const words = wordsOf(visit.lang).placeImport
  const recent = await visit.read((tx) => recentPlaceImports(tx, visit.asker))
  return page({
    title: words.title,
    lede: words.lede,
    current: 'places',
    crumbs: crumbs(visit, { label: words.title }),
    islands: ['file-drop'],
    ...(problem ? { status: 422 } : {}),
    main: (
      <PlaceImportForm
        lang={visit.lang}
        action={`/${visit.workspace.slug}/places/new`}
        error={problem && sentence(visit, problem)}
        recent={recent.map((given) => ({ given, href: visit.to(`/places/imports/${given.id}`) }))}
        zone={visit.workspace.timezone}
      />
    ),
  })
}

async function preview(
  visit: Visit,
  given: PlaceImport,
  file: GeoFile,
  asked: URLSearchParams,
): Promise<Answer> {
  const words = wordsOf(visit.lang).placeImport
  const guess = guessProperties(file)
  const chosen = (name: 'code' | 'name'): string | null => {
    const wanted = asked.get(name)
    return wanted === null ? guess[name] : file.properties.includes(wanted) ? wanted : null
  }
  const [code, name] = [chosen('code'), chosen('name')]
  const planned = code && name ? await plannedOr(visit, file, { code, name }) : null
  const props: PlanProps = {
    lang: visit.lang,
    action: visit.to(`/places/imports/${given.id}`),
    properties: file.properties,
    code,
    name,
    problem: planned instanceof Problem ? sentence(visit, planned) : null,
    plan: planned instanceof Problem ? null : planned,
    again: visit.to('/places/new'),
  }
  return page({
    title: words.checkTitle,
    subtitle: `${breakable(given.name)} · ${words.found(number(file.features.length))}`,
    current: 'places',
    crumbs: crumbs(
      visit,
      { label: words.title, href: `/${visit.workspace.slug}/places/new` },
      { label: words.checkTitle },
    ),
    toolbar: <PlanTools {...props} />,
    main: <PlanPage {...props} />,
  })
}

/** The plan, or what is wrong with the properties chosen. */
async function plannedOr(
  visit: Visit,
  file: GeoFile,
  chosen: { code: string; name: string },
): Promise<PlannedPlace[] | Problem> {
  try {
    const places = placesIn(file, chosen)
    return await visit.read((tx) => planOf(tx, visit.asker, places))
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function outcome(visit: Visit, given: PlaceImport): Answer {
  const words = wordsOf(visit.lang).placeImport
  return page({
    title: words.doneTitle,
    subtitle: breakable(given.name),
    current: 'places',
    crumbs: crumbs(
      visit,
      { label: words.title, href: `/${visit.workspace.slug}/places/new` },
      { label: words.doneTitle },
    ),
    main: (
      <OutcomePage
        lang={visit.lang}
        given={given}
        undo={visit.to(`/places/imports/${given.id}/undo`)}
        places={visit.to('/places', { level: 'municipalities' })}
        again={visit.to('/places/new')}
      />
    ),
  })
}
