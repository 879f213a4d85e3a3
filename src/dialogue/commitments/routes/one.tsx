/** One commitment: its page. What is given to it is in `giving.tsx` and `evidence.tsx`. */
import { placesOf, workerGroupsOf } from '../../../kernel/place.ts'
import { said } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit } from '../../../web/server/route.ts'
import { idOrNull } from '../../common.ts'
import { evidenceOf, mayRemove } from '../evidence.ts'
import { incidentsOf, remediesOf, removeIncident, viewsOf } from '../follow-up.ts'
import { firstWords, titleOf } from '../name.ts'
import { CommitmentPage } from '../pages/page.tsx'
import { rungsOpen } from '../rules.ts'
import { commitmentWords } from '../words.ts'
import { assesses, commitmentCrumbs, notes, readOne, writesAll } from './common.ts'

export const commitmentRoutes = (): Route[] => [
  get('/commitments/:id', sees('agreement'), onePage),

  post('/commitments/:id/incidents/:incident/remove', sees('agreement'), async (visit, tx) => {
    const commitment = await readOne(visit, tx)
    const id = idOrNull(visit.params.incident)
    if (!id) return new Problem('kernel.notFound', {}, 404)
    await removeIncident(tx, visit.asker, id)
    return redirect(
      `${visit.to(`/commitments/${commitment.id}`)}#incidents`,
      commitmentWords(visit.lang).page.removed,
    )
  }),
]

async function onePage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = commitmentWords(lang)
  const commitment = await readOne(visit, tx)
  const remedies = await remediesOf(tx, asker, commitment.id)
  const place = (await placesOf(tx, asker)).find(({ id }) => id === commitment.placeId)
  const group = (await workerGroupsOf(tx, asker)).find(({ id }) => id === commitment.workerGroupId)
  // Whoever owes it does not write letters to itself.
  const climbs = writesAll(visit) || (assesses(visit) && asker.organisationId !== commitment.organisationId)
  return page({
    title: titleOf(commitment, lang),
    subtitle: [
      words.list.one,
      commitment.office && commitment.organisation && said(commitment.organisation.name, lang),
    ]
      .filter(Boolean)
      .join(' · '),
    current: 'agreements',
    crumbs: commitmentCrumbs(visit, { label: firstWords(commitment, lang) }),
    actions:
      writesAll(visit) && commitment.mayWrite ? (
        <ButtonLink href={to(`/commitments/${commitment.id}/edit`)}>{words.page.edit}</ButtonLink>
      ) : undefined,
    main: (
      <CommitmentPage
        lang={lang}
        to={to}
        commitment={commitment}
        place={place ? said(place.name, lang) : null}
        group={group ? said(group.name, lang) : null}
        views={await viewsOf(tx, asker, commitment.id)}
        incidents={await incidentsOf(tx, asker, commitment.id)}
        remedies={remedies}
        rungs={climbs ? rungsOpen(commitment.pace, commitment.said, remedies) : []}
        assesses={assesses(visit)}
        notes={notes(visit)}
        zone={visit.workspace.timezone}
        evidence={await evidenceOf(tx, asker, commitment.id)}
        removes={(one) => mayRemove(asker, one, writesAll(visit))}
        organisationId={asker.organisationId}
      />
    ),
    aside: <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, commitment.id)} />,
  })
}
