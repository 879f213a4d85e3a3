/** A template is data: a report's sections with guidance for who writes them, in both languages. */
import { z } from 'zod'

const words = z.object({ es: z.string().max(4000), en: z.string().max(4000) })

/** What the program can write by itself into a section, from the report's place, period and time. */
export const generators = [
  'highlights',
  'figures',
  'allFigures',
  'method',
  'groupFacts',
  'comparison',
  'baseline',
  'organisations',
  'account',
  'meetings',
  'agreements',
  'commitments',
  'demands',
  'gaps',
  'documents',
] as const
export type Generator = (typeof generators)[number]

export const sectionSchema = z.object({
  title: words,
  level: z.union([z.literal(1), z.literal(2)]),
  /** What the section wants; stands in the writer and in no output. */
  guidance: words,
  /** Words to begin with, a paragraph each. */
  text: z.array(words).optional(),
  /** A table to be filled by hand: its head, and empty rows. */
  table: z
    .object({ caption: words, head: z.array(words).min(1).max(12), rows: z.number().int().min(1).max(60) })
    .optional(),
  /** Written by the program when the report is begun, and again when asked. */
  generate: z.enum(generators).optional(),
})
export type Section = z.infer<typeof sectionSchema>

export const templateSchema = z.object({ sections: z.array(sectionSchema).max(200) })

/** What the new report is asked for. */
export type Question = 'place' | 'againstPlace' | 'group' | 'period' | 'againstPeriod' | 'time'

export interface Template {
  /** `inception-study`, or the id of one that the workspace made. */
  key: string
  form: Form
  title: Readonly<Record<'es' | 'en', string>>
  /** What it is for, and how long it gets. */
  about: Readonly<Record<'es' | 'en', string>>
  asks: readonly Question[]
  sections: readonly Section[]
}

export const forms = [
  'study',
  'snapshot',
  'fact_sheet',
  'policy_brief',
  'donor_report',
  'comparison',
  'other',
] as const
export type Form = (typeof forms)[number]
