/** The table of change between two periods. */
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page } from '../../web/server/answer.ts'
import type { Visit } from '../../web/server/route.ts'
import { namesOf, tableById } from '../enoe/index.ts'
import { changeOf } from '../overview/change.ts'
import { sexes } from '../overview/present.ts'
import type { Selection } from '../overview/selection.ts'
import { ChangePage } from '../pages/change-page.tsx'
import { TableTabs } from '../pages/table-page.tsx'
import { overviewTools, queryOf } from '../pages/tools.tsx'
import { type EvidenceServices, microdataOf } from '../services.ts'
import { wordsOf } from '../words.ts'
import { crumbs, here } from './overview-frame.tsx'
import { circumstances, sourceLine } from './sources.ts'

/** Table 13. Without another period it says what to do. */
export async function changeTable(services: EvidenceServices, visit: Visit, selection: Selection) {
  const { lang } = visit
  const words = wordsOf(lang)
  const { vintage, against, place, group } = selection
  const sex = sexes.find((one) => one === visit.query.get('sex')) ?? 'total'
  const link = (change: Record<string, string | null>) =>
    visit.to(`${here}/change`, queryOf(selection, { sex: sex === 'total' ? null : sex, ...change }))
  const title = tableById('change')?.title[lang] ?? ''
  const outcome =
    against && against.id !== vintage.id
      ? await changeOf(services.connect, microdataOf(services, against), microdataOf(services, vintage), {
          place: place.code,
          group: group?.code ?? null,
        })
      : null
  if (outcome && 'lacks' in outcome)
    throw new Problem('evidence.placeLacks', {
      place: place.code,
      group: group?.code ?? '',
      columns: namesOf(outcome.lacks, 'o/or'),
    })
  const periods = new Set(selection.choices.vintages.map((one) => one.period))
  return page({
    title: `${title}: ${place.name}`,
    crumbs: crumbs(visit, title),
    subtitle: [
      against
        ? `${periodWords(against.period, lang, 'short')} → ${periodWords(vintage.period, lang, 'short')}`
        : periodWords(vintage.period, lang),
      group ? said(group.name, lang) : null,
    ]
      .filter(Boolean)
      .join(' · '),
    wide: true,
    toolbar: overviewTools(lang, selection, visit.to(`${here}/change`), link, { against: true }),
    main: (
      <>
        <TableTabs
          lang={lang}
          current="change"
          link={(_, table) => visit.to(`${here}/${table ?? ''}`, queryOf(selection))}
          summary={visit.to(here, queryOf(selection))}
        />
        {outcome && against ? (
          <ChangePage
            lang={lang}
            change={outcome}
            before={against.period}
            after={vintage.period}
            sex={sex}
            circumstances={circumstances(visit, selection, false)}
            link={link}
            sourceLine={`${sourceLine(visit, against)} ${sourceLine(visit, vintage)}`}
          />
        ) : (
          <EmptyState
            title={periods.size > 1 ? words.table.changeNeeds : words.table.changeOne}
            action={
              periods.size > 1 ? null : (
                <ButtonLink href={visit.to('/evidence/import')}>{words.home.import}</ButtonLink>
              )
            }
          />
        )}
      </>
    ),
  })
}
