/** What the routes of negotiations share: who may do what here, for offering it; the database decides. */
import { createHash } from 'node:crypto'
import { may, ruleFor } from '../../../kernel/access.ts'
import { said, type Text } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import type { FormError, FormValues } from '../../../web/components/form-schema.ts'
import { Tabs } from '../../../web/components/toolbar.tsx'
import { type Answer, type PageAnswer, page } from '../../../web/server/answer.ts'
import type { Visit } from '../../../web/server/route.ts'
import { bare, idOrNull, today } from '../../common.ts'
import { type Point, pointsOf } from '../points.ts'
import { type Delegation, delegationsOf, type Negotiation, negotiationById } from '../store.ts'
import { negotiationWords } from '../words.ts'

export interface Given {
  values: FormValues
  errors?: readonly FormError[]
  status?: 409 | 422
  conflict?: true
}

export const notFound = () => new Problem('kernel.notFound', {}, 404)
const notAllowed = () => new Problem('kernel.notAllowed', {}, 403)

/** Writes negotiations as a whole: the team. */
export const writesAll = ({ asker }: Visit): boolean =>
  asker.role !== 'system' && ruleFor(asker.role, 'agreement').write.includes('all')

/** Acts for a delegation: says what it offers, accepts, and may concede. */
export const speaksFor = ({ asker }: Visit, { own }: Delegation): boolean =>
  own && asker.role !== 'system' && may(asker.role, 'write', 'mandate')

export async function readOne(visit: Visit, tx: ReadTx): Promise<Negotiation> {
  const id = idOrNull(visit.params.id)
  if (!id) throw notFound()
  return negotiationById(tx, visit.asker, id)
}

export async function writableOne(visit: Visit, tx: ReadTx): Promise<Negotiation> {
  const negotiation = await readOne(visit, tx)
  if (!negotiation.mayWrite) throw notAllowed()
  return negotiation
}

export interface AtPoint {
  negotiation: Negotiation
  points: Point[]
  point: Point
  seats: Delegation[]
  own: Delegation | null
}

/** A point of a negotiation with all that its pages need; throws `kernel.notFound`. */
export async function atPoint(visit: Visit, tx: ReadTx): Promise<AtPoint> {
  const negotiation = await readOne(visit, tx)
  const points = await pointsOf(tx, visit.asker, negotiation.id)
  const point = points.find(({ id }) => id === visit.params.point)
  if (!point) throw notFound()
  const seats = await delegationsOf(tx, visit.asker, negotiation.id)
  return { negotiation, points, point, seats, own: seats.find((one) => speaksFor(visit, one)) ?? null }
}

export const negotiationPath = ({ id }: { id: string }, more = ''): string => `/negotiations/${id}${more}`

export const negotiationCrumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: negotiationWords(visit.lang).list.title, href: bare(visit, '/negotiations') },
  ...more,
]

export const crumbOf = (visit: Visit, negotiation: Negotiation) => ({
  label: said(negotiation.title, visit.lang),
  href: bare(visit, negotiationPath(negotiation)),
})

export type NegotiationRoom = 'page' | 'table' | 'mandate' | 'disclosed'

/** Pages beside each other; a mandate only for those who may read one. */
export function NegotiationTabs(props: {
  visit: Visit
  negotiation: Negotiation
  seats: readonly Delegation[]
  current: NegotiationRoom
}) {
  const { visit, negotiation, seats, current } = props
  const words = negotiationWords(visit.lang).tabs
  const mandate = seats.some((one) => speaksFor(visit, one))
    ? ('mandate' as const)
    : disclosedTo(visit, seats).length > 0
      ? ('disclosed' as const)
      : null
  const room = (key: NegotiationRoom, more: string) => ({
    label: words[key],
    href: visit.to(negotiationPath(negotiation, more)),
    current: key === current,
  })
  return (
    <Tabs
      label={words.label}
      choices={[room('page', ''), room('table', '/table'), ...(mandate ? [room(mandate, '/mandate')] : [])]}
    />
  )
}

/** The delegations whose limits and drafts the asker may read because they let her: of the whole team, the coordinator. */
export const disclosedTo = ({ asker }: Visit, seats: readonly Delegation[]): Delegation[] =>
  asker.role !== 'system' && ruleFor(asker.role, 'mandate').see.includes('delegation')
    ? seats.filter(({ discloses }) => discloses)
    : []

/** A page of one form under a negotiation. */
export const formPage = (
  visit: Visit,
  negotiation: Negotiation,
  given: Given,
  content: Pick<PageAnswer, 'title' | 'main'> & Partial<Pick<PageAnswer, 'lede' | 'subtitle' | 'aside'>>,
  ...between: { label: string; href?: string }[]
): Answer =>
  page({
    ...content,
    current: 'negotiation',
    crumbs: negotiationCrumbs(visit, crumbOf(visit, negotiation), ...between, { label: content.title }),
    ...(given.status ? { status: given.status } : given.errors ? { status: 422 as const } : {}),
  })

/** What was typed, with what a rule of negotiations says to it, on its field; any other problem is thrown on. */
export function ruled(
  visit: Visit,
  problem: unknown,
  values: FormValues,
  fields: Readonly<Record<string, string>> = {},
): Given {
  const { problems } = negotiationWords(visit.lang)
  if (!(problem instanceof Problem) || !Object.hasOwn(problems, problem.code)) throw problem
  const text = problems[problem.code as keyof typeof problems](problem.values)
  const field = fields[problem.code] ?? ''
  return { values, errors: [{ field, text }], status: problem.status === 409 ? 409 : 422 }
}

/** Nobody records what has not happened. */
export const checkDay = (visit: Visit, day: string): void => {
  if (day > today(visit)) throw new Problem('negotiation.future')
}

/** Says whether what a form was opened on still stands, for what has no version of its own. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)

/** In the language of the page; where there is no translation yet an empty field. */
export const inPage = (text: Text | null, { lang }: Visit): string | undefined => text?.[lang]?.text
