import type { Found, FoundTable, Progress, Step, Table } from './types.ts'

/** Turns bytes and shares of single steps into how much of the whole is done, and tells it no more than ten times a second. */
export class Meter {
  private readonly done = new Map<string, number>()
  private readonly total: number
  private told = 0
  private highest = 0

  constructor(
    private readonly found: Found,
    private readonly onProgress: ((progress: Progress) => void) | undefined,
  ) {
    const joining = found.tables.length > 1 ? 1 : 0
    this.total =
      found.tables.reduce((sum, table) => sum + workOf(table) + joining * table.source.bytes, 0) * 1.05
  }

  /** For the bytes of a table as they are unpacked. */
  bytes(step: Step, table: Table): (bytes: number) => void {
    return (bytes) => this.set(step, table, (this.done.get(`${step} ${table}`) ?? 0) + bytes)
  }

  /** For the share of reading a table, or of joining all of them. */
  share(step: 'read' | 'join', table?: FoundTable): (share: number) => void {
    const bytes = (table ? [table] : this.found.tables).reduce((sum, { source }) => sum + source.bytes, 0)
    const weight = step === 'read' ? 2 : 1
    return (share) => this.set(step, table?.table, share * bytes * weight)
  }

  reach(step: Step): void {
    this.tell({ step, done: Math.max(this.highest, 0.96) })
  }

  private set(step: Step, table: Table | undefined, amount: number): void {
    this.done.set(`${step} ${table ?? ''}`, amount)
    const sum = [...this.done.values()].reduce((a, b) => a + b, 0)
    const now = performance.now()
    if (now - this.told < 100) return
    this.told = now
    this.tell({ step, ...(table ? { table } : {}), done: Math.min(0.96, sum / this.total) })
  }

  private tell(progress: Progress): void {
    this.highest = Math.max(this.highest, progress.done)
    this.onProgress?.({ ...progress, done: this.highest })
  }
}

/** Unpacking counts the bytes once, reading them twice. */
const workOf = ({ source }: FoundTable): number =>
  source.bytes * (source.member !== null || source.format === 'dbf' ? 3 : 2)
