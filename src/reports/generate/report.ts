/** A written report with what it shows, ready to be kept or exported. */

import { said, type Text } from '../../kernel/text.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { capital, date, period as periodWords } from '../../web/format.ts'
import type { Context } from '../bound/context.ts'
import { both, namesIn } from '../bound/places.ts'
import type { Value, Words } from '../bound/value.ts'
import type { Frozen } from '../content/frozen.ts'
import type { Block } from '../content/model.ts'
import { outputWords } from '../output/words.ts'
import type { ReportFields } from '../store/reports.ts'

/** Place, period, group and time of a report, a line each, as its title page has them. */
export async function linesOf(
  context: Context,
  fields: Omit<ReportFields, 'title' | 'form'>,
): Promise<Words[]> {
  const names = await namesIn(context)
  const { place, againstPlace, group, period, againstPeriod, startsOn, endsOn } = fields
  const lines: (Words | null)[] = [
    place === null
      ? null
      : both((lang) =>
          [place, againstPlace].flatMap((one) => (one === null ? [] : [names.place(one)[lang]])).join(' · '),
        ),
    group === null ? null : names.group(group),
    period === null
      ? null
      : both((lang) =>
          [period, againstPeriod]
            .flatMap((one) => (one === null ? [] : [capital(periodWords(one, lang))]))
            .join(' · '),
        ),
    startsOn === null || endsOn === null
      ? null
      : both((lang) => outputWords(lang).span(date(startsOn, lang), date(endsOn, lang))),
  ]
  return lines.filter((line) => line !== null)
}

/** Everything that a report shows at this moment. */
export function freeze(
  workspace: Pick<Workspace, 'name' | 'isSample'>,
  report: Pick<ReportFields, 'form' | 'title'>,
  lines: readonly Words[],
  blocks: readonly Block[],
  bindings: readonly { id: string; held: Value; moved?: Value | null }[],
): Frozen {
  return {
    form: report.form,
    title: both((lang) => said(report.title, lang)),
    lines,
    author: both((lang) => said(workspace.name as Text, lang)),
    isSample: workspace.isSample,
    blocks,
    values: Object.fromEntries(bindings.map(({ id, held }) => [id, held])),
    moved: bindings.filter(({ moved }) => moved).map(({ id }) => id),
  }
}
