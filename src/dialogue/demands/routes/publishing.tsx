/** A demand's public page, which its owners open and end; and putting away one that was raised by mistake. */
import { said } from '../../../kernel/text.ts'
import { read } from '../../../kernel/transaction.ts'
import { Problem } from '../../../platform/problem.ts'
import { page, redirect } from '../../../web/server/answer.ts'
import { post, type Route, type Visit, work, writes } from '../../../web/server/route.ts'
import { agreementWords } from '../../agreements/words.ts'
import { type DialogueServices, field, idOrNull, today } from '../../common.ts'
import { writesAsTeam } from '../common.tsx'
import { PublicDemandPage } from '../pages/publication.tsx'
import { type How, teamHows } from '../rules.ts'
import { demandById } from '../store/demands.ts'
import { agreeToPublish, publicDemands } from '../store/publishing.ts'
import { removeDemand, restoreDemand } from '../store/removal.ts'
import { demandWords } from '../words.ts'
import { idOf } from './demand.tsx'

export const publishingRoutes = (services: DialogueServices): Route[] => [
  post('/demands/:id/publish', writes('demand'), async (visit, tx) => {
    const { lang, asker } = visit
    const form = await visit.form()
    const { publishedAt: before } = await demandById(tx, asker, idOf(visit))
    const asTeam = writesAsTeam(visit)
    // Who speaks for an organisation speaks for her own, whatever the form says.
    const organisation = asTeam ? idOrNull(field(form, 'organisation')) : asker.organisationId
    if (!organisation) throw new Problem('demand.noOrganisation')
    const how: How = asTeam ? (teamHows.find((one) => one === field(form, 'how')) ?? 'paper') : 'member'
    const agrees = field(form, 'agrees') === 'yes' ? { on: today(visit), how } : null
    const open = await agreeToPublish(tx, asker, idOf(visit), organisation, agrees, today(visit))
    const { publish } = demandWords(lang)
    const flash = open ? publish.opened : before ? publish.closed : agrees ? publish.agreed : publish.tookBack
    return redirect(`${visit.to(`/demands/${idOf(visit)}`)}#publication`, flash)
  }),
  post('/demands/:id/remove', writes('demand'), async (visit, tx) => {
    await removeDemand(tx, visit.asker, idOf(visit))
    return redirect(
      visit.to('/demands'),
      demandWords(visit.lang).page.removed,
      visit.to(`/demands/${idOf(visit)}/restore`),
    )
  }),
  post('/demands/:id/restore', writes('demand'), async (visit, tx) => {
    await restoreDemand(tx, visit.asker, idOf(visit))
    return redirect(visit.to(`/demands/${idOf(visit)}`), demandWords(visit.lang).page.restored)
  }),

  // Read as the public does, whoever looks: what is shown here is what everybody is shown.
  work('GET', '/public/demands', 'anyone', async (visit) => {
    const { lang, to } = visit
    const words = demandWords(lang)
    const found = await publicly(services, visit, (tx, asker) => publicDemands(tx, asker))
    return page({
      title: words.publish.list,
      lede: words.publish.intro,
      actions: <a href={to('/public/agreements')}>{agreementWords(lang).public.list}</a>,
      main:
        found.length === 0 ? (
          <p>{words.publish.none}</p>
        ) : (
          <ul class="plain-list">
            {found.map((one) => (
              <li>
                <a href={to(`/public/demands/${one.id}`)}>{said(one.words, lang)}</a>{' '}
                <span class="subtle">
                  {[words.stages[one.stage], ...one.owners.map(({ name }) => said(name, lang))].join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        ),
    })
  }),
  work('GET', '/public/demands/:id', 'anyone', async (visit) => {
    const { lang, workspace } = visit
    const words = demandWords(lang)
    const [found] = await publicly(services, visit, (tx, asker) => publicDemands(tx, asker, idOf(visit)))
    if (!found) return new Problem('kernel.notFound', {}, 404)
    return page({
      title: words.publish.of(found.owners.map(({ name }) => said(name, lang)).join(', ')),
      subtitle: words.stages[found.stage],
      lede: workspace.isSample ? words.publish.sample : words.publish.intro,
      main: <PublicDemandPage lang={lang} demand={found} />,
    })
  }),
]

const publicly = <T,>(
  services: DialogueServices,
  { workspace }: Visit,
  reading: Parameters<typeof read<T>>[2],
): Promise<T> => read(services.db, { workspaceId: workspace.id, as: 'public' }, reading)
