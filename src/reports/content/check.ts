/** Content as it comes from outside: what is not of the model is a problem, and no address leads to a script. */
import { z } from 'zod'
import { Problem } from '../../platform/problem.ts'
import { type BlockContent, type Inline, wordings } from './model.ts'

const text = z.strictObject({
  text: z.string().max(20_000),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  link: z
    .string()
    .max(2000)
    .regex(/^(https?:|mailto:)/i)
    .optional(),
})
const bound = z.strictObject({ bound: z.uuid(), as: z.enum(wordings) })
const plain = z.union([text, bound])
const inline: z.ZodType<Inline> = z.union([
  text,
  bound,
  z.strictObject({ note: z.array(plain).max(200) }),
]) as z.ZodType<Inline>
const side = z.array(inline).max(2000)
const language = z.enum(['es', 'en'])
const of = { es: side, en: side, source: language, outdated: z.literal(true).optional() }
const sides = z.strictObject({ es: side, en: side })

const content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    ...of,
  }),
  z.strictObject({ kind: z.enum(['paragraph', 'quote', 'guidance', 'page_break']), ...of }),
  z.strictObject({
    kind: z.enum(['bullet', 'numbered']),
    level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    ...of,
  }),
  z.strictObject({ kind: z.literal('exhibit'), exhibit: z.uuid(), ...of }),
  z.strictObject({
    kind: z.literal('table'),
    rows: z.array(z.array(sides).min(1).max(20)).min(1).max(300),
    ...of,
  }),
])

/** @throws `reports.content` with the path of what does not fit. */
export function checkContent(given: unknown): BlockContent {
  const read = content.safeParse(given)
  if (!read.success)
    throw new Problem('reports.content', { what: read.error.issues[0]?.path.join('.') ?? '' })
  return read.data as BlockContent
}
