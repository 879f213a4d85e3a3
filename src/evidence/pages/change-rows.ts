/** Each indicator of a change, decided: before, after and the difference, and what is said of it. */
import type { Comparison } from '@acuerdo/survey/words'
import type { Language } from '../../kernel/text.ts'
import { type Row, subjects, tableById, type Unit } from '../enoe/index.ts'
import type { RawChange } from '../overview/change.ts'
import type { Sex } from '../overview/estimates.ts'
import { changeInWords } from '../overview/in-words.ts'
import { type Cell, type Circumstances, publish, scaled } from '../overview/publication.ts'
import { periodInSentence } from '../overview/sentences.ts'
import { subjectOf } from '../overview/subject.ts'

export interface ChangeRow {
  row: Row
  unit: Unit
  before: Cell
  after: Cell
  difference: Cell
}

export function changeRows(
  change: Pick<RawChange, 'rows' | 'unplanned'>,
  sex: Sex,
  given: Omit<Circumstances, 'unplanned'>,
): ChangeRow[] {
  const table = tableById('change')
  return change.rows.flatMap(({ key, sexes }) => {
    const row = table?.rows.find((one) => one.key === key)
    const one = sexes[sex]
    const unit = row?.cells.value?.unit
    if (!row || !one || !unit) return []
    const [before, after, difference] = [one.before, one.after, one.change].map((estimated) =>
      publish(scaled(estimated, unit), { ...given, unplanned: change.unplanned }),
    ) as [Cell, Cell, Cell]
    return [{ row, unit, before, after, difference }]
  })
}

/** Whose change, and between which periods. */
export interface ChangeOf {
  before: string
  after: string
  sex: Sex
  /** The worker group's name. */
  group: string | null
  place: { code: string; name: string } | null
  method: RawChange['method']
}

/** What the library says of a row; null where its change is not shown. */
export const changeSaid = (
  lang: Language,
  row: ChangeRow,
  { before, after, method, ...whom }: ChangeOf,
): Comparison | null =>
  changeInWords(row, {
    lang,
    label: subjectOf(subjects[row.row.key]?.[lang] ?? row.row.label[lang], whom, lang),
    unit: row.unit,
    before: periodInSentence(before, lang),
    after: periodInSentence(after, lang),
    method,
  })

/** The finding on informality, or on the first row of which something may be said, with its interval. */
export function changeLede(lang: Language, rows: readonly ChangeRow[], of: ChangeOf): string | undefined {
  const known = rows.filter(({ difference }) => difference.shown === 'estimate' && difference.se !== null)
  const row = known.find((one) => one.row.key === 'til1') ?? known[0]
  const said = row && changeSaid(lang, row, of)
  return said ? [said.finding, said.interval].filter(Boolean).join(' ') : undefined
}
