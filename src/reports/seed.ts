/**
 * Writes the sample's reports by the same functions as people do: a statistical snapshot that was signed and published and of which a
 * sentence has moved since, and a donor report that was signed and sent.
 */
import type { SampleCell, SampleSection } from '../../sample/reports.ts'
import { changePublished, currentVintages, typePublished } from '../evidence/index.ts'
import { membersOf } from '../kernel/member.ts'
import { byTime } from '../kernel/period.ts'
import { text } from '../kernel/text.ts'
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import type { Workspace } from '../kernel/workspace.ts'
import { dayOf } from '../web/format.ts'
import { itemsOf, keep, written } from './begin.ts'
import { refresh, type WritingContext, within } from './bound/refresh.ts'
import { wholeOf } from './frozen-of.ts'
import { type Item, type Sentence, sentence } from './generate/draft.ts'
import { titleOf } from './generate/report.ts'
import { countIn } from './generate/sections.ts'
import type { ReportServices } from './services.ts'
import { sign } from './sign.ts'
import { publishEdition, submitEdition } from './store/editions.ts'
import { type ReportFields, reportsOf, setState } from './store/reports.ts'
import { donorReport } from './templates/donor-report.ts'
import { snapshotTemplate } from './templates/short.ts'

interface Both {
  es: string
  en: string
}

/** As `sample/reports.ts` has it. */
export interface SampleReports {
  snapshot: {
    place: string
    otherSources: { title: Both; text: Both }
    note: Both
    figure: {
      label: Both
      period: string
      source: { producer: string; title: string; page: string }
    }
    /** What was typed first, and what the source says. */
    typed: number
    counted: number
    /** Passage of the same source, quoted by its page; null: the library has none. */
    passage: string | null
  }
  donor: { place: string; to: string; note: Both; sections: readonly SampleSection[] }
  workspace: Pick<Workspace, 'name' | 'isSample' | 'minimumCases' | 'intervalLevel' | 'timezone'>
  services: Pick<ReportServices, 'dataDir' | 'connect'>
  now?: Date
}

/** In the transaction given, in the name of the sample's coordinator. Nothing where the workspace has a report already. */
export async function seedReports(tx: WriteTx, asker: Asker, sample: SampleReports): Promise<void> {
  if ((await reportsOf(tx, asker)).length > 0) return
  const coordinator = (await membersOf(tx, asker)).find(({ role }) => role === 'coordinator')
  const signer: Asker = { ...asker, memberId: coordinator?.id ?? null, name: coordinator?.name ?? null }
  const { minimumCases, timezone: zone } = sample.workspace
  const context = within(
    {
      read: (work) => work(tx),
      write: (work) => work(tx),
      asker: signer,
      services: sample.services,
      minimumCases,
      today: dayOf(sample.now ?? new Date(), zone),
      zone,
    },
    tx,
  )
  await seedSnapshot(tx, context, sample)
  await seedDonorReport(tx, context, sample)
}

async function seedSnapshot(tx: WriteTx, context: WritingContext, sample: SampleReports): Promise<void> {
  const { asker } = context
  const { place, otherSources, passage, typed, counted, note } = sample.snapshot
  const periods = [...new Set((await currentVintages(tx, asker)).map(({ period }) => period))].toSorted(
    byTime,
  )
  const fields = await named(context, {
    ...nothing(sample),
    form: 'snapshot',
    place,
    period: periods.at(-1) ?? null,
    againstPeriod: periods.at(-2) ?? null,
  })
  const figure = publishedFigure(sample)
  const workers = await typePublished(tx, asker, { ...figure, value: typed })
  const [findings, ...rest] = snapshotTemplate.sections
  const sections = findings ? [findings, ...rest.slice(0, 1)] : []
  const items: Item[] = []
  for (const section of sections) items.push(...(await itemsOf(context, fields, section)))
  items.push(
    { kind: 'heading', level: 1, words: otherSources.title },
    {
      kind: 'paragraph',
      sentences: [{ ...otherSources.text, parts: { workers: { spec: { of: 'figure', record: workers } } } }],
    },
    ...(passage ? [{ kind: 'exhibit' as const, spec: { of: 'record' as const, record: passage } }] : []),
  )
  for (const section of rest.slice(1)) items.push(...(await itemsOf(context, fields, section)))
  const { report, edition } = await signed(tx, context, sample, fields, items, note)
  await publishEdition(tx, asker, edition, true)
  // Work goes on; then somebody holds what was typed against the page it came from.
  await setState(tx, asker, report, 'draft')
  await changePublished(tx, asker, workers, { ...figure, value: counted }, 1)
  await refresh(context, asker, report)
}

async function seedDonorReport(tx: WriteTx, context: WritingContext, sample: SampleReports): Promise<void> {
  const { donor } = sample
  const fields = await named(context, {
    ...nothing(sample),
    form: 'donor_report',
    place: donor.place,
    ...yearBefore(context.today),
  })
  const items: Item[] = []
  for (const [at, { table, ...section }] of donorReport.sections.entries()) {
    const { text: own = [], rows } = donor.sections[at] ?? {}
    items.push(
      ...(await itemsOf(context, fields, { ...section, text: [...own] })),
      ...(table && rows
        ? [
            {
              kind: 'table' as const,
              caption: table.caption,
              head: table.head,
              rows: rows.map((row) => row.map((cell) => cellOf(cell, fields))),
            },
          ]
        : []),
    )
  }
  const { edition } = await signed(tx, context, sample, fields, items, donor.note)
  await submitEdition(tx, context.asker, edition, donor.to, context.today)
}

const cellOf = (cell: SampleCell, fields: ReportFields): Sentence =>
  'count' in cell ? sentence('{n}', '{n}', { n: countIn(fields, cell.count) }) : sentence(cell.es, cell.en)

async function signed(
  tx: WriteTx,
  context: WritingContext,
  { workspace }: SampleReports,
  fields: ReportFields,
  items: readonly Item[],
  note: Both,
): Promise<{ report: string; edition: string }> {
  const { asker, today } = context
  const report = await keep(tx, asker, fields, await written(context, items))
  const edition = await sign(context, asker, await wholeOf(context, workspace, report), {
    signedOn: today,
    signedBy: asker.name ?? '',
    note: text(note.es, note.en),
  })
  return { report, edition }
}

const nothing = ({ workspace }: SampleReports): Omit<ReportFields, 'title' | 'form'> => ({
  place: null,
  againstPlace: null,
  group: null,
  period: null,
  againstPeriod: null,
  startsOn: null,
  endsOn: null,
  level: workspace.intervalLevel,
})

const named = async (
  context: WritingContext,
  fields: Omit<ReportFields, 'title'>,
): Promise<ReportFields> => ({ ...fields, title: await titleOf(context, fields) })

/** The twelve whole months before this one. */
function yearBefore(today: string): { startsOn: string; endsOn: string } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const day = (of: Date): string => of.toISOString().slice(0, 10)
  return {
    startsOn: day(new Date(Date.UTC(year - 1, month - 1, 1))),
    endsOn: day(new Date(Date.UTC(year, month - 1, 0))),
  }
}

const publishedFigure = ({ snapshot: { figure, place } }: SampleReports) => ({
  period: figure.period,
  place,
  indicator: null,
  path: null,
  label: text(figure.label.es, figure.label.en),
  sex: 'total' as const,
  locality: 'all' as const,
  unit: 'persons' as const,
  decimals: 0,
  se: null,
  cv: null,
  cvDecimals: null,
  low: null,
  high: null,
  level: null,
  source: { ...figure.source },
})
