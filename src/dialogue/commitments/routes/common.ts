/** What the routes of commitments share: who may do what here, for offering it; the database decides. */
import { ruleFor } from '../../../kernel/access.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Visit } from '../../../web/server/route.ts'
import { bare, today } from '../../common.ts'
import { type Commitment, commitmentById } from '../store.ts'
import { commitmentWords } from '../words.ts'

/** Acts for an organisation that may give its view. */
export const assesses = ({ asker }: Visit): boolean =>
  asker.role !== 'system' &&
  asker.organisationId !== null &&
  ruleFor(asker.role, 'assessment').write.includes('own')

/** Writes commitments as a whole: the team. */
export const writesAll = ({ asker }: Visit): boolean =>
  asker.role !== 'system' && ruleFor(asker.role, 'agreement').write.includes('all')

export const readOne = (visit: Visit, tx: ReadTx): Promise<Commitment> =>
  commitmentById(tx, visit.asker, today(visit), visit.params.id ?? '')

export async function writableOne(visit: Visit, tx: ReadTx): Promise<Commitment> {
  const commitment = await readOne(visit, tx)
  if (!writesAll(visit)) throw new Problem('kernel.notAllowed', {}, 403)
  return commitment
}

export const commitmentCrumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: commitmentWords(visit.lang).list.title, href: bare(visit, '/commitments') },
  ...more,
]

/** Notes incidents and shows evidence: for her organisation, or the team. */
export const notes = (visit: Visit): boolean => assesses(visit) || writesAll(visit)
