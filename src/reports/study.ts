/** The statistical snapshot as files, without a report being kept: what `acuerdo study` writes and a page offers. */
import { chooseVintage, currentVintages, periodInSentence, periodWithin } from '../evidence/index.ts'
import { byTime } from '../kernel/period.ts'
import { type Language, text } from '../kernel/text.ts'
import type { Workspace } from '../kernel/workspace.ts'
import { capital, date } from '../web/format.ts'
import type { Context } from './bound/context.ts'
import { both, namesIn } from './bound/places.ts'
import type { Frozen } from './content/frozen.ts'
import { write } from './generate/draft.ts'
import { freeze } from './generate/report.ts'
import { snapshot } from './generate/snapshot.ts'
import { documentOf } from './output/document.ts'
import { outputWords } from './output/words.ts'

export interface StudyOf {
  place: string
  /** Null: the newest. */
  period: string | null
  /** Null: the one before it, where there is one. `none`: no change. */
  against: string | null
  level: 90 | 95
}

/** @throws `evidence.noPeriod` where nothing of the period was imported */
export async function study(
  context: Context,
  workspace: Pick<Workspace, 'name' | 'isSample'>,
  of: StudyOf,
): Promise<{ frozen: Frozen; period: string }> {
  const vintages = await context.read((tx) => currentVintages(tx, context.asker))
  const newest = vintages.at(-1)?.period ?? ''
  const { period, survey } = chooseVintage(vintages, of.period ?? newest, of.place)
  const before = vintages
    .filter((one) => one.survey === survey && byTime(one.period, period) < 0)
    .at(-1)?.period
  const againstPeriod = of.against === 'none' ? null : (of.against ?? before ?? null)
  const { blocks, bindings } = await write(
    context,
    await snapshot(context, { place: of.place, period, againstPeriod, group: null, level: of.level }),
  )
  const names = await namesIn(context)
  const title = both(
    (lang) =>
      `${outputWords(lang).snapshotTitle(names.placeInSentence(of.place)[lang])}, ${periodWithin(period, lang)}`,
  )
  const fields = {
    form: 'snapshot' as const,
    title: text(capital(title.es), capital(title.en)),
    place: of.place,
    againstPlace: null,
    group: null,
    period,
    againstPeriod,
    startsOn: null,
    endsOn: null,
    level: of.level,
  }
  return {
    period,
    frozen: freeze(
      workspace,
      fields,
      // Place and period are in the title.
      againstPeriod === null
        ? []
        : [both((lang) => outputWords(lang).against(periodInSentence(againstPeriod, lang)))],
      blocks.map(({ id, content }) => ({ ...content, id, version: 1 })),
      bindings,
    ),
  }
}

export const studyDocument = (frozen: Frozen, lang: Language, today: string) =>
  documentOf(frozen, lang, {
    status: both((one) => outputWords(one).generated(date(today, one))),
    to: null,
    marks: false,
  })
