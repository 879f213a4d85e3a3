/** What is needed to ask the sources of a report: short transactions, the microdata, the workspace's rules. */
import type { EvidenceServices } from '../../evidence/index.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'

export interface Context {
  /** Each question in a transaction of its own: estimating stands in none. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  asker: Asker
  services: Pick<EvidenceServices, 'dataDir' | 'connect'>
  /** Fewest cases behind an estimate that may be shown. */
  minimumCases: number
  /** The day on which it is asked, and the workspace's zone. */
  today: string
  zone: string
}
