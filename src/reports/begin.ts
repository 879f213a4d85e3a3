/** Begins a report from a template: its sections, guidance, and what the program writes by itself. */
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import type { WritingContext } from './bound/refresh.ts'
import { type Item, type Written, write } from './generate/draft.ts'
import { sectionItems } from './generate/sections.ts'
import { addBindings } from './store/bindings.ts'
import { appendBlocks } from './store/blocks.ts'
import { linkBases } from './store/links.ts'
import { addReport, type ReportFields } from './store/reports.ts'
import type { Section, Template } from './templates/model.ts'

async function itemsOf(context: WritingContext, fields: ReportFields, section: Section): Promise<Item[]> {
  const { title, level, guidance, text = [], table, generate } = section
  return [
    { kind: 'heading', level, words: title },
    { kind: 'guidance', words: guidance },
    ...(generate ? await sectionItems(context, fields, generate) : []),
    ...text.map((words): Item => ({ kind: 'paragraph', sentences: [{ ...words, parts: {} }] })),
    ...(table ? [{ kind: 'table' as const, ...table }] : []),
  ]
}

/** What stands in a new report; asks the sources, writes nothing. */
export async function compose(
  context: WritingContext,
  template: Pick<Template, 'sections'>,
  fields: ReportFields,
): Promise<Written> {
  const items: Item[] = []
  for (const section of template.sections) items.push(...(await itemsOf(context, fields, section)))
  return write(context, items)
}

/** Keeps it; the id of the new report. */
export async function keep(
  tx: WriteTx,
  asker: Asker,
  fields: ReportFields,
  { blocks, bindings }: Written,
): Promise<string> {
  const id = await addReport(tx, asker, fields)
  await addBindings(tx, asker, id, bindings)
  await appendBlocks(tx, asker, id, blocks)
  await linkBases(
    tx,
    asker,
    id,
    bindings.map(({ spec }) => spec),
  )
  return id
}
