/** What the items of the overview are read from: names, files, and the estimates of each place once. */
import {
  type Changes,
  changesOf,
  chooseVintage,
  currentVintages,
  type Statistics,
  sourceIn,
  statisticsOf,
  type Vintage,
} from '../../evidence/index.ts'
import type { Context } from './context.ts'
import { both, type Names, namesIn } from './places.ts'
import type { Words } from './value.ts'

/** What stays the same while many items are asked for: names, files, and the estimates of each place once. */
export interface Reading {
  names: Names
  vintages: readonly Vintage[]
  context: Context
  statistics(
    period: string,
    place: string,
    group: string | null,
    level: 90 | 95,
  ): Promise<{ vintage: Vintage } & Statistics>
  changes(
    before: string,
    after: string,
    place: string,
    level: 90 | 95,
  ): Promise<{ vintage: Vintage; against: Vintage } & Changes>
}

export async function readingOf(context: Context): Promise<Reading> {
  const { read, asker, services, minimumCases } = context
  const vintages = await read((tx) => currentVintages(tx, asker))
  const once = new Map<string, Promise<unknown>>()
  const remember = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = once.get(key) ?? ask()
    once.set(key, known)
    return known as Promise<T>
  }
  return {
    names: await namesIn(context),
    vintages,
    context,
    statistics: (period, place, group, level) =>
      remember(`${period} ${place} ${group} ${level}`, async () => {
        const vintage = chooseVintage(vintages, period, place)
        return { vintage, ...(await statisticsOf(services, vintage, { place, group, level, minimumCases })) }
      }),
    changes: (before, after, place, level) =>
      remember(`${before} ${after} ${place} ${level}`, async () => {
        const [against, vintage] = [before, after].map((one) => chooseVintage(vintages, one, place)) as [
          Vintage,
          Vintage,
        ]
        return {
          vintage,
          against,
          ...(await changesOf(services, against, vintage, { place, level, minimumCases })),
        }
      }),
  }
}

export const sourceOf = (vintage: Vintage): Words => both((lang) => sourceIn(lang, vintage))

/** Of several files: each by its name, and what is said of all of them once. */
export const sourceOfAll = (vintages: readonly Vintage[]): Words =>
  both((lang) => {
    const [files, rest] = [new Set<string>(), new Set<string>()]
    for (const vintage of vintages) {
      const [file = '', ...more] = sourceIn(lang, vintage).replace(/\.$/, '').split('. ')
      files.add(file)
      for (const one of more) rest.add(one)
    }
    return `${[[...files].join('; '), ...rest].join('. ')}.`
  })

export const address = (path: string, query: Record<string, string | number | null>): string => {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)]],
  )
  return `${path}?${new URLSearchParams(given)}`
}

/** Where the overview shows a change between two periods. */
export const changeAddress = (of: { place: string; before: string; after: string; level: number }): string =>
  address('/evidence/overview/change', {
    place: of.place,
    period: of.after,
    against: of.before,
    level: of.level,
  })

/** «, personas trabajadoras del hogar»; nothing where it is of everybody. */
export function ofGroup(reading: Reading, group: string | null, lang: 'es' | 'en'): string {
  if (group === null) return ''
  const name = reading.names.group(group)[lang]
  return `, ${name.charAt(0).toLocaleLowerCase('es')}${name.slice(1)}`
}
