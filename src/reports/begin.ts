/** Begins a report from a template: its sections, guidance, and what the program writes by itself. */
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import { type Basis, basesBehind } from './bound/behind.ts'
import type { Context } from './bound/context.ts'
import { type Item, type Written as WrittenItems, write } from './generate/draft.ts'
import { sectionItems } from './generate/sections.ts'
import { addBindings } from './store/bindings.ts'
import { appendBlocks } from './store/blocks.ts'
import { linkBases } from './store/links.ts'
import { addReport, type ReportFields } from './store/reports.ts'
import type { Section, Template } from './templates/model.ts'

export interface Written extends WrittenItems {
  /** What it rests on. */
  bases: Basis[]
}

/** What a section begins with: its heading, guidance, what the program writes, and what is to be filled. */
export async function itemsOf(context: Context, fields: ReportFields, section: Section): Promise<Item[]> {
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
  context: Context,
  template: Pick<Template, 'sections'>,
  fields: ReportFields,
): Promise<Written> {
  const items: Item[] = []
  for (const section of template.sections) items.push(...(await itemsOf(context, fields, section)))
  return written(context, items)
}

/** Items as blocks, with what the sources say of them. */
export async function written(context: Context, items: readonly Item[]): Promise<Written> {
  const { blocks, bindings } = await write(context, items)
  const bases = await basesBehind(
    context,
    bindings.map(({ spec }) => spec),
  )
  return { blocks, bindings, bases }
}

/** Keeps it; the id of the new report. */
export async function keep(
  tx: WriteTx,
  asker: Asker,
  fields: ReportFields,
  { blocks, bindings, bases }: Written,
): Promise<string> {
  const id = await addReport(tx, asker, fields)
  await addBindings(tx, asker, id, bindings)
  await appendBlocks(tx, asker, id, blocks)
  await linkBases(tx, asker, id, bases)
  return id
}
