/** The cited figures: the list, one, and settling, removing or bringing back one. */
import { isId } from '../../kernel/id.ts'
import { placesOf } from '../../kernel/place.ts'
import { said } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { ThreadPanel } from '../../web/components/thread-panel.tsx'
import { period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, sees, writes } from '../../web/server/route.ts'
import { figureById, listFigures, removeFigure, restoreFigure, settle } from '../figures.ts'
import { shownFigure } from '../overview/shown-figure.ts'
import { FigurePage, FiguresPage } from '../pages/figure-page.tsx'
import type { EvidenceServices } from '../services.ts'
import { vintageById } from '../store.ts'
import { wordsOf } from '../words.ts'
import { mayCite } from './may-cite.ts'
import { methodText, sourceLine } from './sources.ts'

export const figureRoutes = (services: EvidenceServices): Route[] => [
  get('/evidence/figures', sees('evidence'), async (visit, tx) => {
    const words = wordsOf(visit.lang)
    const before = visit.query.get('before')
    const figures = await listFigures(tx, visit.asker, before !== null && isId(before) ? { before } : {})
    return page({
      title: words.home.figures,
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.figures },
      ],
      lede: words.figures.lede,
      main: (
        <FiguresPage
          lang={visit.lang}
          rows={figures.slice(0, 50).map((figure) => {
            const { cell, moved, draw } = shownFigure(figure)
            return {
              figure,
              shown: draw(cell, visit.lang),
              hasMoved: moved !== null,
              href: visit.to(`/evidence/figures/${figure.id}`),
            }
          })}
          older={figures.length > 50 ? visit.to('/evidence/figures', { before: figures[49]?.id }) : undefined}
          overview={visit.to('/evidence/overview')}
        />
      ),
    })
  }),

  get('/evidence/figures/:id', sees('evidence'), async (visit, tx) => {
    const { lang, asker } = visit
    const words = wordsOf(lang)
    const figure = await figureById(tx, asker, visit.params.id ?? '')
    const vintage = await vintageById(tx, asker, figure.vintageId)
    const against = figure.againstVintageId && (await vintageById(tx, asker, figure.againstVintageId))
    const sources = [...(against ? [against] : []), vintage]
    const source = sources.map((one) => sourceLine(visit, one)).join(' ')
    const thread = await threadOf(tx, asker, figure.id)
    const { unit, cell, moved, isComparison, draw, about, method, inWords } = shownFigure(figure)
    const { name, measure, base, definition } = about(lang)
    const names = new Map((await placesOf(tx, asker)).map((place) => [place.code, said(place.name, lang)]))
    const periods = sources
      .map((one) => periodWords(one.period, lang, against ? 'short' : 'long'))
      .join(' → ')
    const newer = figure.recomputed
      ? await Promise.all(
          [figure.recomputed.againstVintageId, figure.recomputed.vintageId].flatMap((id) =>
            id ? [vintageById(tx, asker, id)] : [],
          ),
        )
      : []
    return page({
      title: said(figure.title, lang),
      crumbs: [
        { label: words.know },
        { label: words.evidence, href: `/${visit.workspace.slug}/evidence` },
        { label: words.home.figures, href: `/${visit.workspace.slug}/evidence/figures` },
        { label: name },
      ],
      subtitle: [periods, words.figures.version(figure.version), measure].join(' · '),
      main: (
        <FigurePage
          lang={lang}
          figure={figure}
          cell={cell}
          moved={moved}
          unit={unit}
          base={base}
          period={periods}
          source={source}
          newSource={newer.length > 0 ? newer.map((one) => sourceLine(visit, one)).join(' ') : null}
          inWords={inWords(lang, names)}
          definition={definition}
          {...(isComparison ? { drawn: (one) => draw(one, lang) } : {})}
          method={[method(lang), methodText(visit, services, vintage)].filter(Boolean).join(' ')}
          isStale={thread.marks.length > 0}
          settle={mayCite(visit) ? visit.to(`/evidence/figures/${figure.id}/settle`) : null}
          remove={mayCite(visit) ? visit.to(`/evidence/figures/${figure.id}/remove`) : null}
          files={sources.map((one) => ({
            label: one.files.map((file) => file.name).join(', '),
            href: visit.to(`/evidence/data/${one.dataFileId}`),
            hash: one.sha256,
          }))}
          hashes={sources.map(({ sha256 }) => sha256)}
        />
      ),
      aside: <ThreadPanel lang={lang} to={visit.to} thread={thread} />,
    })
  }),

  post('/evidence/figures/:id/settle', writes('evidence'), async (visit, tx) => {
    const decision = (await visit.form()).get('decision') === 'accept' ? 'accept' : 'keep'
    const id = visit.params.id ?? ''
    await settle(tx, visit.asker, id, decision)
    return redirect(
      visit.to(`/evidence/figures/${id}`),
      wordsOf(visit.lang).figures[decision === 'accept' ? 'accepted' : 'kept'],
    )
  }),

  post('/evidence/figures/:id/remove', writes('evidence'), async (visit, tx) => {
    await removeFigure(tx, visit.asker, visit.params.id ?? '')
    return redirect(
      visit.to('/evidence/figures', { removed: visit.params.id }),
      wordsOf(visit.lang).figures.removed,
    )
  }),

  post('/evidence/figures/:id/restore', writes('evidence'), async (visit, tx) => {
    await restoreFigure(tx, visit.asker, visit.params.id ?? '')
    return redirect(
      visit.to(`/evidence/figures/${visit.params.id ?? ''}`),
      wordsOf(visit.lang).figures.restored,
    )
  }),
]
