/** A written report with what it shows, ready to be kept or exported. */

import { periodWithin } from '../../evidence/index.ts'
import { said, type Text, text } from '../../kernel/text.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { capital, list, period as periodWords } from '../../web/format.ts'
import type { Context } from '../bound/context.ts'
import { both, namesIn } from '../bound/places.ts'
import type { Value, Words } from '../bound/value.ts'
import type { Frozen } from '../content/frozen.ts'
import { type Block, bindingsOf } from '../content/model.ts'
import { daysInText } from '../days.ts'
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
      : both((lang) => outputWords(lang).span(...daysInText(startsOn, endsOn, lang))),
  ]
  return lines.filter((line) => line !== null)
}

/** «Panorama estadístico: Ciudad de México, primer trimestre de 2019», in both languages. */
export async function titleOf(context: Context, fields: Omit<ReportFields, 'title'>): Promise<Text> {
  const names = await namesIn(context)
  const { place, againstPlace, group, period, startsOn, endsOn } = fields
  const made = both((lang) => {
    const about = [
      group && capital(names.group(group)[lang]),
      list(
        [place, againstPlace].flatMap((one) => (one === null ? [] : [names.place(one)[lang]])),
        lang,
      ),
      period && periodWithin(period, lang),
      startsOn && endsOn && lowered(outputWords(lang).span(...daysInText(startsOn, endsOn, lang))),
    ].filter(Boolean)
    return [outputWords(lang).forms[fields.form], about.join(', ')].filter(Boolean).join(': ')
  })
  return text(made.es, made.en)
}

const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase('es') + words.slice(1)

/** Everything that a report shows at this moment; an item whose sentence was taken out is not in it any more. */
export function freeze(
  workspace: Pick<Workspace, 'name' | 'isSample'>,
  report: Pick<ReportFields, 'form' | 'title'>,
  lines: readonly Words[],
  blocks: readonly Block[],
  bindings: readonly { id: string; held: Value; moved?: Value | null }[],
): Frozen {
  const named = new Set(blocks.flatMap(bindingsOf))
  const shown = bindings.filter(({ id }) => named.has(id))
  return {
    form: report.form,
    title: both((lang) => said(report.title, lang)),
    lines,
    author: both((lang) => said(workspace.name as Text, lang)),
    isSample: workspace.isSample,
    blocks,
    values: Object.fromEntries(shown.map(({ id, held }) => [id, held])),
    moved: shown.filter(({ moved }) => moved).map(({ id }) => id),
  }
}
