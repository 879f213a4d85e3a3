/** The forms of what is noted of an organisation: schema, words, and what was typed ↔ what is kept. */
import { z } from 'zod'
import type { Language } from '../../kernel/text.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { FormValues } from '../../web/components/form-schema.ts'
import type { Fact } from '../facts.ts'
import { relationKinds, sexes } from '../rules.ts'
import { wordsOf } from '../words.ts'

const count = z.number().int().min(0).max(100_000_000).optional()
const short = z.string().max(300).optional()
const long = z.string().max(2000).optional()
const level = z.enum(['1', '2', '3', '4', '5']).optional()
const term = { since: z.iso.date().optional(), until: z.iso.date().optional() }
const inOrder = ({ since, until }: { since?: string | undefined; until?: string | undefined }): boolean =>
  !since || !until || since <= until
const order = { path: ['until'], error: 'order' }

export const schemas = {
  membership: z
    .object({
      observed_on: z.iso.date(),
      total: count,
      women: count,
      men: count,
      basis: z.enum(['reported', 'documented']),
      method: short,
      source: short,
    })
    .refine(({ total, women, men }) => total !== undefined || women !== undefined || men !== undefined, {
      path: ['total'],
      error: 'any',
    })
    .refine(({ total, women = 0, men = 0 }) => total === undefined || women + men <= total, {
      path: ['total'],
      error: 'sum',
    })
    .refine(({ basis, method }) => basis === 'reported' || method !== undefined, {
      path: ['method'],
      error: 'method',
    }),
  post: z
    .object({
      title: z.string().max(120),
      is_leader: z.boolean(),
      sex: z.enum(sexes).optional(),
      person_id: z.string().max(40).optional(),
      ...term,
    })
    .refine(inOrder, order),
  relation: z
    .object({
      kind: z.enum(relationKinds),
      other: z.string().max(300),
      back: z.boolean(),
      ...term,
      source: short,
      note: long,
    })
    .refine(inOrder, order),
  position: z
    .object({
      issue: z.string().max(200),
      observed_on: z.iso.date(),
      stance: z.enum(['2', '1', '0', '-1', '-2']).optional(),
      influence: level,
      interest: level,
      source: short,
      note: long,
    })
    .refine(({ stance, influence, interest }) => (stance ?? influence ?? interest) !== undefined, {
      path: ['stance'],
      error: 'any',
    }),
} as const

/** Words with their choices. */
export function factWords(lang: Language) {
  const words = wordsOf(lang)
  const { membership, post, relation, position } = words.facts.fields
  return {
    membership,
    post: { ...post, sex: { ...post.sex, options: words.sexes } },
    relation: { ...relation, kind: { ...relation.kind, options: words.relations } },
    position: {
      ...position,
      stance: { ...position.stance, options: words.stances },
      influence: { ...position.influence, options: words.levels },
      interest: { ...position.interest, options: words.levels },
    },
  }
}

const text = (value: string | number | null): string | undefined =>
  value === null ? undefined : String(value)

/** What is kept, as it is shown in the form. `names` of the other organisation and of the issue. */
export const factValues = {
  membership: (fact: Fact<'membership'>): FormValues => ({
    observed_on: fact.observed_on,
    total: text(fact.total),
    women: text(fact.women),
    men: text(fact.men),
    basis: fact.basis,
    method: text(fact.method),
    source: text(fact.source),
  }),
  post: (fact: Fact<'post'>): FormValues => ({
    title: fact.title,
    ...(fact.is_leader ? { is_leader: 'true' } : {}),
    sex: text(fact.sex),
    person_id: text(fact.person_id),
    since: text(fact.since),
    until: text(fact.until),
  }),
  relation: (fact: Fact<'relation'>, here: string, other: Text | undefined, lang: Language): FormValues => ({
    kind: fact.kind,
    other: other && said(other, lang),
    ...(fact.to_id === here ? { back: 'true' } : {}),
    since: text(fact.since),
    until: text(fact.until),
    source: text(fact.source),
    note: text(fact.note),
  }),
  position: (fact: Fact<'position'>, issue: Text | undefined, lang: Language): FormValues => ({
    issue: issue && said(issue, lang),
    observed_on: fact.observed_on,
    stance: text(fact.stance),
    influence: text(fact.influence),
    interest: text(fact.interest),
    source: text(fact.source),
    note: text(fact.note),
  }),
}
