/** Signing off: what stands in the way, and the edition, the same for whoever signs. */
import type { Text } from '../kernel/text.ts'
import type { Asker, WriteTx } from '../kernel/transaction.ts'
import { basesBehind } from './bound/behind.ts'
import type { WritingContext } from './bound/refresh.ts'
import { bindingsOf } from './content/model.ts'
import type { Whole } from './frozen-of.ts'
import { type Hindrance, hindrances } from './rules.ts'
import { addEdition } from './store/editions.ts'
import { setState } from './store/reports.ts'

export const hindrancesOf = ({ frozen, bindings }: Pick<Whole, 'frozen' | 'bindings'>): Hindrance[] =>
  hindrances(frozen.blocks, new Map(bindings.map((one) => [one.id, one])))

export interface Signature {
  signedOn: string
  signedBy: string
  /** What is new in it. */
  note: Text | null
}

/** Keeps the report as it stands as its next edition, which rests on what its text names. Returns the edition's id. */
export async function sign(
  context: WritingContext,
  asker: Asker,
  { report, frozen, bindings }: Whole,
  signature: Signature,
): Promise<string> {
  const named = new Set(frozen.blocks.flatMap(bindingsOf))
  const specs = bindings.filter(({ id }) => named.has(id)).map(({ spec }) => spec)
  const bases = await basesBehind(context, specs)
  return context.write(async (tx: WriteTx) => {
    const { title, id } = report
    const edition = await addEdition(tx, asker, id, { content: frozen, title, bases, ...signature })
    await setState(tx, asker, id, 'signed')
    return edition
  })
}
