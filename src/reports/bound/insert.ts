/** Inserts an item into a report: asks its source, keeps what it says, and lets the report rest on it. */
import type { Language } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { addBindings, bindingsOfReport } from '../store/bindings.ts'
import { linkBases } from '../store/links.ts'
import { basesBehind } from './behind.ts'
import type { WritingContext } from './refresh.ts'
import { resolve } from './resolve.ts'
import type { Spec } from './spec.ts'
import type { Binding } from './value.ts'

/** The same item again is the one that is there. @throws `reports.notBindable` for what may not be shown */
export async function bind(
  context: WritingContext,
  reportId: string,
  spec: Spec,
  lang: Language,
): Promise<Binding> {
  const { asker } = context
  const there = await context.read((tx) => bindingsOfReport(tx, asker, reportId))
  const known = there.find((one) => JSON.stringify(one.spec) === JSON.stringify(spec))
  if (known && !known.moved) return known
  const [resolved] = await resolve(context, [spec])
  if (!resolved) throw new Error('one item was asked')
  const { value, basis } = resolved
  if (value.is === 'gone') throw new Problem('reports.notBindable', { reason: value.reason[lang] }, 422)
  const bases = await basesBehind(context, [spec])
  return context.write(async (tx) => {
    const [id = ''] = await addBindings(tx, asker, reportId, [{ spec, held: value, basis }])
    await linkBases(tx, asker, reportId, bases)
    return { id, held: value, moved: null }
  })
}
