/** Inserts an item into a report: asks its source, keeps what it says, and lets the report rest on it. */
import { Problem } from '../../platform/problem.ts'
import { addBindings, bindingsOfReport } from '../store/bindings.ts'
import { linkBases } from '../store/links.ts'
import type { WritingContext } from './refresh.ts'
import { resolve } from './resolve.ts'
import { type Spec, specSchema } from './spec.ts'
import type { Binding } from './value.ts'

/** What a writer sends, checked. @throws `reports.content` */
export function specFrom(given: unknown): Spec {
  const read = specSchema.safeParse(given)
  if (!read.success) throw new Problem('reports.content', { what: 'spec' })
  return read.data
}

/** The same item again is the one that is there. @throws `reports.gone` for what may not be shown. */
export async function bind(context: WritingContext, reportId: string, spec: Spec): Promise<Binding> {
  const { asker } = context
  const there = await context.read((tx) => bindingsOfReport(tx, asker, reportId))
  const known = there.find((one) => JSON.stringify(one.spec) === JSON.stringify(spec))
  if (known && !known.moved) return known
  const [resolved] = await resolve(context, [spec])
  if (!resolved) throw new Error('one item was asked')
  const { value, basis } = resolved
  if (value.is === 'gone') throw new Problem('reports.gone', { name: value.name.es, reason: value.reason.es })
  return context.write(async (tx) => {
    const [id = ''] = await addBindings(tx, asker, reportId, [{ spec, held: value, basis }])
    await linkBases(tx, asker, reportId, [spec])
    return { id, held: value, moved: null }
  })
}
