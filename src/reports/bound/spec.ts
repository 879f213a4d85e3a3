/** What a bound item is of: enough to ask its source again. Stored as JSON, checked on the way in. */
import { z } from 'zod'

const id = z.uuid()
/** A cell or table of the overview on one data file, by its period; always that file's newest delivery. */
const where = z.string().max(20)
const ofOverview = {
  period: z.string().max(12),
  place: where,
  group: z.string().max(60).nullable(),
  level: z.union([z.literal(90), z.literal(95)]),
  table: z.string().max(40),
}
const sex = z.enum(['total', 'women', 'men'])
const column = z.enum(['number', 'share', 'informality', 'women', 'value'])

/** Counted in the time, of the place and group, that are given. */
const asked = {
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  place: z.string().max(20).nullable(),
  group: z.string().max(60).nullable(),
}

export const specSchema = z.discriminatedUnion('of', [
  /** A figure that was cited, or a published one: a citable record at a version. */
  z.object({ of: z.literal('figure'), record: id }),
  /** An estimate of the overview. */
  z.object({ of: z.literal('cell'), ...ofOverview, row: z.string().max(60), column, sex }),
  /** Change of an indicator between two periods, the later minus the earlier. */
  z.object({
    of: z.literal('change'),
    indicator: z.string().max(60),
    sex,
    before: z.string().max(12),
    after: z.string().max(12),
    place: z.string().max(20),
    level: ofOverview.level,
  }),
  /** Women minus men of the rate of informality. */
  z.object({
    of: z.literal('gap'),
    period: ofOverview.period,
    place: ofOverview.place,
    level: ofOverview.level,
  }),
  /** A table of the overview in one column, of one place or several side by side; `bySex`: total, women and men of each. */
  z.object({
    of: z.literal('table'),
    period: ofOverview.period,
    places: z.array(where).min(1).max(4),
    group: ofOverview.group,
    level: ofOverview.level,
    table: ofOverview.table,
    column,
    bySex: z.boolean(),
  }),
  /** Before, after and change of every indicator between two periods. */
  z.object({
    of: z.literal('changes'),
    before: ofOverview.period,
    after: ofOverview.period,
    place: where,
    sex,
    level: ofOverview.level,
  }),
  /** The same as a chart. */
  z.object({ of: z.literal('chart'), ...ofOverview, column }),
  /** An indicator by state: rows of a chart, or a map. */
  z.object({
    of: z.literal('states'),
    indicator: z.string().max(60),
    period: ofOverview.period,
    level: ofOverview.level,
    draws: z.enum(['dots', 'states']),
    /** Code of the place that stands out. */
    place: z.string().max(20).nullable(),
  }),
  /** An indicator of a place through all the periods that were imported. */
  z.object({ of: z.literal('series'), indicator: z.string().max(60), place: where, level: ofOverview.level }),
  /** A clause, demand, commitment, passage, recommendation: the words of a citable record. */
  z.object({ of: z.literal('record'), record: id }),
  z.object({
    of: z.literal('count'),
    what: z.enum([
      'meetings',
      'participations',
      'agreements',
      'clauses',
      'commitments',
      'commitmentsMet',
      'demands',
      'organisations',
    ]),
    ...asked,
  }),
  z.object({
    of: z.literal('list'),
    what: z.enum(['meetings', 'agreements', 'commitments', 'demands', 'organisations', 'gaps', 'documents']),
    ...asked,
  }),
])
export type Spec = z.infer<typeof specSchema>
export type SpecOf<Of extends Spec['of']> = Extract<Spec, { of: Of }>
