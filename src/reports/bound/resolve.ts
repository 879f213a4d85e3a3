/** Asks the sources of bound items: all at once, each place's estimates and each record once. */
import { createHash } from 'node:crypto'
import { currentVintages } from '../../evidence/index.ts'
import { type AskedSpec, askedValue, isAsked } from './asked.ts'
import type { Context } from './context.ts'
import { basisOf, isOverview, overviewValue } from './overview.ts'
import { readingOf } from './reading.ts'
import { basisOfRecord, type RecordSpec, recordsOf, recordValue } from './records.ts'
import type { Spec } from './spec.ts'
import type { Value } from './value.ts'

export interface Resolved {
  spec: Spec
  value: Value
  /** By what the source is known now; the same again: nothing has moved. */
  basis: string
}

const isRecord = (spec: Spec): spec is RecordSpec => spec.of === 'figure' || spec.of === 'record'
const hashOf = (value: Value): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

/**
 * By what each source is known now, without asking it where that can be told without. Null: only asking tells (what is counted
 * and listed).
 */
export async function basesOf(context: Context, specs: readonly Spec[]): Promise<(string | null)[]> {
  const { read, asker, minimumCases } = context
  const [vintages, records] = await read(async (tx) => [
    specs.some(isOverview) ? await currentVintages(tx, asker) : [],
    await recordsOf(
      tx,
      asker,
      specs.filter(isRecord).map(({ record }) => record),
    ),
  ])
  return specs.map((spec) => {
    if (isRecord(spec)) return basisOfRecord(records.get(spec.record))
    if (isOverview(spec)) return basisOf(spec, vintages, minimumCases) ?? 'gone'
    return null
  })
}

/** What the sources say now, in the order asked. */
export async function resolve(context: Context, specs: readonly Spec[]): Promise<Resolved[]> {
  const { read, asker, minimumCases } = context
  const overview = specs.some(isOverview) ? await readingOf(context) : null
  const texts = await read(async (tx) => {
    const rows = await recordsOf(
      tx,
      asker,
      specs.filter(isRecord).map(({ record }) => record),
    )
    const found = new Map<string, Value>()
    for (const { record } of specs.filter(isRecord))
      if (!found.has(record)) found.set(record, await recordValue(tx, asker, rows.get(record)))
    return { rows, found }
  })
  const resolved: Resolved[] = []
  for (const spec of specs) {
    if (isRecord(spec)) {
      const value = texts.found.get(spec.record)
      if (!value) throw new Error('every record has its value')
      resolved.push({ spec, value, basis: basisOfRecord(texts.rows.get(spec.record)) })
    } else if (isOverview(spec)) {
      if (!overview) throw new Error('an item of the overview has its reading')
      const value = await overviewValue(overview, spec)
      resolved.push({ spec, value, basis: basisOf(spec, overview.vintages, minimumCases) ?? 'gone' })
    } else {
      const value = await askedValue(context, spec satisfies AskedSpec)
      resolved.push({ spec, value, basis: hashOf(value) })
    }
  }
  return resolved
}

export { isAsked }
