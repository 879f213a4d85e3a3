/** A paragraph at a time, by plain forms: what the writer does, for who has no scripts. */
import { isId, newId } from '../../kernel/id.ts'
import { said } from '../../kernel/text.ts'
import type { ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { readForm } from '../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import type { Binding } from '../bound/value.ts'
import { type Block, type BlockContent, noSides } from '../content/model.ts'
import { BlockPage, type BlockPageProps, contentFrom, schemaFor, valuesOf } from '../pages/writer-block.tsx'
import { remarkOf } from '../pages/writer-data.ts'
import { writerWords } from '../pages/writer-words.ts'
import { reportCrumbs } from '../rooms.tsx'
import { bindingsNamed } from '../store/bindings.ts'
import { blockById, blocksOf, saveBlocks } from '../store/blocks.ts'
import { commentsOf } from '../store/comments.ts'
import { reportById } from '../store/reports.ts'

const access = writes('report_draft')

export const writerBlockRoutes = (): Route[] => [
  get('/reports/:id/blocks/:block/edit', access, async (visit, tx) => {
    const block = await blockOf(visit, tx)
    if (block.removed) throw new Problem('kernel.notFound', {}, 404)
    return formPage(visit, tx, block, { values: valuesOf(block), version: block.version })
  }),
  post('/reports/:id/blocks/:block/edit', access, async (visit, tx) => {
    const form = await visit.form()
    const block = await blockOf(visit, tx)
    const action = String(form.get('action') ?? 'save')
    return action === 'save'
      ? save(visit, tx, block, form)
      : rearrange(visit, tx, block, action, versionOf(form))
  }),
]

type Stored = Awaited<ReturnType<typeof blockById>>

async function blockOf(visit: Visit, tx: ReadTx): Promise<Stored> {
  const { id = '', block = '' } = visit.params
  if (!isId(block)) throw new Problem('kernel.notFound', {}, 404)
  return blockById(tx, visit.asker, id, block)
}

const contentOf = ({ id: _, version: __, removed: ___, by: ____, ...content }: Stored): BlockContent =>
  content as BlockContent

async function save(visit: Visit, tx: WriteTx, block: Stored, form: FormData): Promise<Answer> {
  const words = writerWords(visit.lang)
  const version = versionOf(form)
  const read = readForm(schemaFor(block.kind), form, words.block, visit.lang)
  if (!read.ok) {
    const answer = await formPage(visit, tx, block, { values: read.values, errors: read.errors, version })
    return { ...answer, status: 422 }
  }
  const content = contentFrom(contentOf(block), read.value)
  const id = visit.params.id ?? ''
  const { conflicts } = await saveBlocks(tx, visit.asker, id, {
    changes: [{ id: block.id, version, content }],
    seen: null,
  })
  if (conflicts.length === 0) return redirect(at(visit, block.id), words.block.saved)
  // Both texts; saved again, it is written over the one that stands now.
  const theirs = { values: valuesOf(contentOf(block)), by: block.by, removed: block.removed }
  const answer = await formPage(visit, tx, block, {
    values: valuesOf(content),
    theirs,
    version: block.version,
  })
  return { ...answer, status: 409 }
}

async function rearrange(
  visit: Visit,
  tx: WriteTx,
  block: Stored,
  action: string,
  version: number,
): Promise<Answer> {
  const words = writerWords(visit.lang).block
  const id = visit.params.id ?? ''
  const write = async (change: Parameters<typeof saveBlocks>[3]['changes'][number]): Promise<void> => {
    const { conflicts } = await saveBlocks(tx, visit.asker, id, { changes: [change], seen: null })
    if (conflicts.length > 0)
      throw new Problem('kernel.conflict', { kind: 'report_draft', version, now: block.version }, 409)
  }
  const ids = (await blocksOf(tx, visit.asker, id)).map((one) => one.id)
  const here = ids.indexOf(block.id)
  if (action === 'remove') {
    await write({ id: block.id, version, removed: true })
    return redirect(visit.to(`/reports/${id}`), words.removed)
  }
  if (action === 'before' || action === 'after') {
    const made = newId()
    const after = action === 'after' ? block.id : (ids[here - 1] ?? null)
    const content: BlockContent = { kind: 'paragraph', source: visit.lang, ...noSides }
    await write({ id: made, version: null, content, after })
    return redirect(visit.to(`/reports/${id}/blocks/${made}/edit`), words.added)
  }
  const target = action === 'up' ? here - 2 : here + 1
  if (action === 'up' ? here > 0 : here < ids.length - 1)
    await write({ id: block.id, version, content: contentOf(block), after: ids[target] ?? null })
  return redirect(at(visit, block.id), words.moved)
}

const at = (visit: Visit, block: string): string => `${visit.to(`/reports/${visit.params.id}`)}#b-${block}`

async function formPage(
  visit: Visit,
  tx: ReadTx,
  stored: Stored,
  given: Pick<BlockPageProps, 'values' | 'errors' | 'theirs' | 'version'>,
) {
  const { asker, lang, workspace } = visit
  const id = visit.params.id ?? ''
  const words = writerWords(lang)
  const report = await reportById(tx, asker, id)
  const block = { ...contentOf(stored), id: stored.id, version: stored.version } as Block
  const bindings = new Map<string, Binding>(
    (await bindingsNamed(tx, asker, id, [block])).map((binding) => [binding.id, binding]),
  )
  const comments = await commentsOf(tx, asker, id)
  return page({
    title: words.block.title,
    subtitle: said(report.title, lang),
    lede: words.block.lede,
    current: 'reports',
    crumbs: reportCrumbs(visit, report, { label: words.block.title }),
    main: (
      <BlockPage
        lang={lang}
        block={block}
        bindings={bindings}
        {...given}
        action={`/${workspace.slug}/reports/${id}/blocks/${block.id}/edit`}
        back={`/${workspace.slug}/reports/${id}`}
        comments={comments.map((one) => remarkOf(one, lang, asker.memberId, workspace.timezone))}
        commentsAt={visit.to(`/reports/${id}/comments`)}
      />
    ),
  })
}
