/** Addresses of the statistical overview: the summary, one page a table, and opening a withheld place for internal reading. */
import { logEvent } from '../../kernel/event.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { EmptyState } from '../../web/components/notice.tsx'
import { page, redirect } from '../../web/server/answer.ts'
import { post, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { tableById } from '../enoe/index.ts'
import { readSelection } from '../overview/selection.ts'
import { queryOf } from '../pages/tools.tsx'
import { addReveal, isRevealed, removeReveal } from '../reveals.ts'
import type { EvidenceServices } from '../services.ts'
import { wordsOf } from '../words.ts'
import { changeTable } from './overview-change.tsx'
import { contrastPage } from './overview-contrast.tsx'
import { type Chosen, crumbs, here } from './overview-frame.tsx'
import { summary } from './overview-summary.tsx'
import { tableOf } from './overview-table.tsx'

export const overviewRoutes = (services: EvidenceServices): Route[] => [
  work('GET', here, sees('evidence'), async (visit) => {
    const chosen = await choose(visit)
    return chosen ? summary(services, visit, chosen) : nothingYet(visit)
  }),
  work('GET', `${here}/:table`, sees('evidence'), async (visit) => {
    const chosen = await choose(visit)
    if (visit.params.table === 'contrast')
      return chosen ? contrastPage(services, visit, chosen.selection) : nothingYet(visit)
    const table = tableById(visit.params.table ?? '')
    if (!table) return new Problem('kernel.notFound', {}, 404)
    if (!chosen) return nothingYet(visit)
    return table.id === 'change'
      ? changeTable(services, visit, chosen.selection)
      : tableOf(services, visit, chosen, table.id)
  }),
  ...(['reveal', 'hide'] as const).map((action) =>
    post(`/evidence/${action}`, writes('settings'), async (visit, tx) => {
      const form = await visit.form()
      const given = new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))
      // Nothing is opened that was not named.
      if (!given.get('place') || !given.get('period')) return new Problem('kernel.notFound', {}, 404)
      const selection = await readSelection(tx, visit.asker, visit.workspace, given, visit.lang)
      if (!selection) return new Problem('kernel.notFound', {}, 404)
      await (action === 'reveal' ? addReveal : removeReveal)(tx, visit.asker, selection)
      await logEvent(tx, visit.asker, action === 'reveal' ? 'revealed' : 'hidden', {
        kind: 'data_file',
        id: selection.vintage.dataFileId,
      })
      return redirect(
        visit.to(`${here}/${tableById(String(form.get('table')))?.id ?? 'informality'}`, queryOf(selection)),
      )
    }),
  ),
]

async function choose(visit: Visit): Promise<Chosen | null> {
  return visit.read(async (tx) => {
    const selection = await readSelection(tx, visit.asker, visit.workspace, visit.query, visit.lang)
    if (!selection) return null
    const open =
      visit.asker.role === 'coordinator' ? await isRevealed(tx, visit.asker, selection) : () => false
    return { selection, revealed: open }
  })
}

function nothingYet(visit: Visit) {
  const words = wordsOf(visit.lang)
  return page({
    title: words.overview,
    crumbs: crumbs(visit),
    main: (
      <EmptyState
        title={words.home.empty}
        action={
          <ButtonLink variant="primary" href={visit.to('/evidence/import')}>
            {words.home.import}
          </ButtonLink>
        }
      >
        {words.home.emptyText}
      </EmptyState>
    ),
  })
}
