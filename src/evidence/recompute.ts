/** What a new vintage does to the figures that are cited of its file: each is computed again, and what moved is marked. */
import type { Asker, ReadTx, WriteTx } from '../kernel/transaction.ts'
import { type Figure, hasMoved, listFigures, noteMoved, noteUnmoved, type Vintages } from './figures.ts'
import { changeOf } from './overview/change.ts'
import { contrastOf } from './overview/contrast.ts'
import { type Microdata, overviewOf, statesOfFile } from './overview/estimates.ts'
import type { Estimated } from './overview/publication.ts'
import { type EvidenceServices, microdataOf } from './services.ts'
import { type Vintage, vintagesOf } from './store.ts'

/** The figures of a data file, and the vintages that hold of the other files that some of them rest on, by data file. */
export interface Resting {
  fileId: string | null
  figures: Figure[]
  others: Map<string, Vintage>
}

export async function restingOn(
  tx: ReadTx,
  asker: Asker,
  imported: { survey: string; period: string; coverage: readonly string[]; isSample: boolean },
): Promise<Resting> {
  const files = await tx
    .selectFrom('evidence.data_file')
    .select(['id', 'coverage'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('survey', '=', imported.survey)
    .where('period', '=', imported.period)
    .where('is_sample', '=', imported.isSample)
    .execute()
  const same = files.find((one) => one.coverage.toSorted().join() === imported.coverage.toSorted().join())
  const others = new Map<string, Vintage>()
  if (!same) return { fileId: null, figures: [], others }
  const figures = await listFigures(tx, asker, { dataFileId: same.id, all: true })
  for (const { dataFileId, againstFileId } of figures)
    for (const id of [dataFileId, againstFileId]) {
      if (id === null || id === same.id || others.has(id)) continue
      const [newest] = await vintagesOf(tx, asker, id)
      if (newest) others.set(id, newest)
    }
  return { fileId: same.id, figures, others }
}

const none: Estimated = { estimate: null, se: null, n: 0 }

/** Each figure's estimate on the new file. The nation's estimates are made ready on the way, and the sums of all places with them. */
export async function recompute(
  settings: Pick<EvidenceServices, 'dataDir' | 'connect'>,
  data: Microdata,
  resting: Resting,
): Promise<Map<string, Estimated>> {
  const nation = data.coverage.includes('MX') ? 'MX' : (data.coverage[0] ?? 'MX')
  await overviewOf(settings.connect, data, { place: nation, group: null })
  await statesOfFile(settings.connect, data, { indicator: 'til1', group: null })
  const found = new Map<string, Estimated>()
  for (const figure of resting.figures) found.set(figure.id, await again(settings, data, resting, figure))
  return found
}

async function again(
  settings: Pick<EvidenceServices, 'dataDir' | 'connect'>,
  data: Microdata,
  { fileId, others }: Resting,
  { spec, dataFileId, againstFileId }: Figure,
): Promise<Estimated> {
  const { connect } = settings
  const where = { place: spec.place, group: spec.group }
  if ('contrast' in spec) {
    const { indicator, of, a, b } = spec.contrast
    const outcome = await contrastOf(connect, data, { ...where, a, b })
    const row = 'lacks' in outcome ? undefined : outcome.rows.find(({ key }) => key === indicator)
    return row ? { ...row[of], sides: [row.a, row.b] } : none
  }
  if ('change' in spec) {
    const side = (id: string | null): Microdata | undefined => {
      const other = id === null ? undefined : others.get(id)
      return id === fileId ? data : other && microdataOf(settings, other)
    }
    const [before, after] = [side(againstFileId), side(dataFileId)]
    if (!before || !after) return none
    const outcome = await changeOf(connect, before, after, where)
    const row = 'lacks' in outcome ? undefined : outcome.rows.find(({ key }) => key === spec.change.indicator)
    const one = row?.sexes[spec.change.sex]
    return one ? { ...one.change, sides: [one.before, one.after] } : none
  }
  const outcome = await overviewOf(connect, data, where)
  const cell =
    'lacks' in outcome
      ? undefined
      : outcome.tables.find((table) => table.id === spec.table)?.rows.find((row) => row.key === spec.row)
          ?.cells[spec.column]
  return cell && !('lacks' in cell) ? cell[spec.sex] : none
}

/** Returns how many moved. */
export async function settleFigures(
  tx: WriteTx,
  asker: Asker,
  { figures, others }: Resting,
  found: Map<string, Estimated>,
  vintage: Vintage,
): Promise<number> {
  const now = (fileId: string): string =>
    fileId === vintage.dataFileId ? vintage.id : (others.get(fileId)?.id ?? vintage.id)
  let moved = 0
  for (const figure of figures) {
    const estimate = found.get(figure.id)
    if (!estimate) continue
    const vintages: Vintages = {
      vintageId: now(figure.dataFileId),
      againstVintageId: figure.againstFileId === null ? null : now(figure.againstFileId),
    }
    if (hasMoved(figure.estimate, estimate)) {
      moved += 1
      await noteMoved(tx, asker, figure, { ...vintages, estimate }, vintage.dataFileId)
    } else await noteUnmoved(tx, asker, figure, vintages)
  }
  return moved
}
