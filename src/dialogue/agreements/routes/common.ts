/** What the routes of agreements share. */
import { ruleFor } from '../../../kernel/access.ts'
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Visit } from '../../../web/server/route.ts'
import { bare } from '../../common.ts'
import { type Signatory, signatoriesOf } from '../parties.ts'
import { type Agreement, agreementById } from '../store.ts'
import { agreementWords } from '../words.ts'

export const readOne = (visit: Visit, tx: ReadTx): Promise<Agreement> =>
  agreementById(tx, visit.asker, visit.params.id ?? '')

/** One that the asker writes as a whole: the team. */
export async function writableOne(visit: Visit, tx: ReadTx): Promise<Agreement> {
  const agreement = await readOne(visit, tx)
  if (!agreement.mayWrite) throw new Problem('kernel.notAllowed', {}, 403)
  return agreement
}

/** Acts for an organisation that may speak for itself at its tables. */
export const speaks = ({ asker }: Visit): boolean =>
  asker.role !== 'system' &&
  asker.organisationId !== null &&
  ruleFor(asker.role, 'mandate').write.includes('own')

export async function partyIn(visit: Visit, tx: ReadTx, agreement: Agreement): Promise<Signatory> {
  const found = (await signatoriesOf(tx, visit.asker, agreement.id)).find(
    ({ id }) => id === visit.params.party,
  )
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

/** A party that the asker may write: the team, or its own people. */
export async function ownParty(visit: Visit, tx: ReadTx, agreement: Agreement): Promise<Signatory> {
  const party = await partyIn(visit, tx, agreement)
  if (!agreement.mayWrite && !(party.own && speaks(visit))) throw new Problem('kernel.notAllowed', {}, 403)
  return party
}

export const agreementCrumbs = (visit: Visit, agreement: Agreement | null, ...more: { label: string }[]) => [
  { label: agreementWords(visit.lang).list.title, href: bare(visit, '/agreements') },
  ...(agreement
    ? [
        {
          label: said(agreement.title, visit.lang),
          ...(more.length > 0 ? { href: bare(visit, `/agreements/${agreement.id}`) } : {}),
        },
      ]
    : []),
  ...more,
]

/** The sentence of a problem of this topic, for showing it beside the form that was sent; undefined for any other. */
export function tell({ lang }: Visit, problem: unknown): string | undefined {
  if (!(problem instanceof Problem)) return undefined
  const { problems } = agreementWords(lang)
  return Object.hasOwn(problems, problem.code)
    ? problems[problem.code as keyof typeof problems](problem.values)
    : undefined
}
