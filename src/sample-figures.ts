/** The published figures of the sample, which are real and cited, typed in as a person would: demands rest on them. */
import { programme } from '../sample/programme.ts'
import { typePublished } from './evidence/index.ts'
import { text } from './kernel/text.ts'
import type { Asker, WriteTx } from './kernel/transaction.ts'

const labels: Readonly<Record<string, { es: string; en: string }>> = {
  til1: { es: 'Tasa de informalidad laboral 1 (TIL1)', en: 'Labour informality rate 1 (TIL1)' },
  employed: {
    es: 'Personas ocupadas en trabajo doméstico remunerado',
    en: 'People employed in paid domestic work',
  },
}

/** Returns their records, in their order. */
export async function addSampleFigures(tx: WriteTx, asker: Asker): Promise<string[]> {
  const ids: string[] = []
  for (const { period, place, indicator, value, unit, cv, interval, source } of programme.figures) {
    const label = labels[indicator]
    if (!label) throw new Error(`the sample has no words for ${indicator}`)
    ids.push(
      await typePublished(tx, asker, {
        period,
        place,
        indicator: null,
        path: null,
        label: text(label.es, label.en),
        sex: 'total',
        locality: 'all',
        unit: unit === 'people' ? 'persons' : 'percent',
        value,
        decimals: unit === 'people' ? 0 : 4,
        se: null,
        cv,
        cvDecimals: 6,
        low: interval.low,
        high: interval.high,
        level: interval.level,
        source: {
          producer: source.producer,
          title: source.title.es,
          page: source.table,
          url: source.url,
        },
      }),
    )
  }
  return ids
}
