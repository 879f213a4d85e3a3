/** The records behind bound items: what a report rests on, as its thread shows it. */
import { currentVintages, type Vintage } from '../../evidence/index.ts'
import { askedRecords } from './asked.ts'
import type { Context } from './context.ts'
import { isOverview, vintagesUnder } from './overview.ts'
import type { Spec } from './spec.ts'

/** `quotes`: its words or its name stand in the text. `supports`: it was counted, or estimated from. */
export interface Basis {
  record: string
  kind: 'quotes' | 'supports'
}

/**
 * Each record once, in the order of the items, as the asker sees them: the record itself; what a list names and a count counts; the
 * data files that an estimate is of. Organisations and the cells of the gap matrix are no part of a thread.
 */
export async function basesBehind(context: Context, specs: readonly Spec[]): Promise<Basis[]> {
  const { read, asker } = context
  const asked = new Map<string, readonly string[]>()
  const vintages = specs.some(isOverview) ? await read((tx) => currentVintages(tx, asker)) : []
  const found = new Map<string, Basis['kind']>()
  const note = (record: string, kind: Basis['kind']): void => {
    // Said in words weighs more than counted.
    if (found.get(record) !== 'quotes') found.set(record, kind)
  }
  for (const spec of specs) {
    if ('record' in spec) note(spec.record, 'quotes')
    else if (isOverview(spec)) for (const file of filesUnder(spec, vintages)) note(file, 'supports')
    else {
      const key = JSON.stringify({ ...spec, of: 'asked' })
      const records = asked.get(key) ?? (await read((tx) => askedRecords(tx, context, spec)))
      asked.set(key, records)
      for (const record of records) note(record, spec.of === 'list' ? 'quotes' : 'supports')
    }
  }
  return [...found].map(([record, kind]) => ({ record, kind }))
}

const filesUnder = (spec: Parameters<typeof vintagesUnder>[0], vintages: readonly Vintage[]): Set<string> =>
  new Set(vintagesUnder(spec, vintages).map(({ dataFileId }) => dataFileId))
