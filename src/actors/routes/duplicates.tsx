/** Organisations with similar names, side by side: merged, or said to be two. */
import { said } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { crumbs } from '../common.ts'
import { merge, sayDifferent, similarPairs, undoMerge } from '../duplicates.ts'
import { factsOf } from '../facts.ts'
import { finderOf } from '../find.ts'
import { organisationById } from '../organisations.ts'
import { DuplicatesPage, MergePage } from '../pages/duplicates-page.tsx'
import { wordsOf } from '../words.ts'

export const duplicateRoutes = (): Route[] => [
  get('/actors/duplicates', writes('organisation'), async (visit, tx) => {
    const words = wordsOf(visit.lang).merging
    const pairs = await similarPairs(tx, visit.asker)
    return page({
      title: pairs.length > 0 ? words.title(pairs.length) : words.none,
      lede: pairs.length > 0 ? words.lede : words.noneText,
      crumbs: crumbs(visit, { label: wordsOf(visit.lang).duplicates }),
      main: <DuplicatesPage lang={visit.lang} pairs={pairs} to={(path) => visit.to('') + path} />,
    })
  }),

  get('/actors/merge', writes('organisation'), async (visit, tx) => {
    const words = wordsOf(visit.lang).merging
    const [one, other] = await Promise.all(
      [visit.query.get('one'), visit.query.get('other')].map((id) =>
        organisationById(tx, visit.asker, id ?? ''),
      ),
    )
    if (!one || !other || one.deletedAt || other.deletedAt) return new Problem('kernel.notFound', {}, 404)
    if (one.id === other.id) return new Problem('actors.mergeSelf')
    const finder = await finderOf(tx, visit.asker)
    const facts = async (id: string) => ({
      memberships: await factsOf(tx, visit.asker, 'membership', id),
      posts: (await factsOf(tx, visit.asker, 'post', id)).length,
      relations: (await factsOf(tx, visit.asker, 'relation', id)).length,
    })
    return page({
      title: words.mergeTitle,
      lede: words.mergeLede,
      crumbs: crumbs(
        visit,
        { label: wordsOf(visit.lang).duplicates, href: `/${visit.workspace.slug}/actors/duplicates` },
        { label: words.mergeTitle },
      ),
      main: (
        <MergePage
          lang={visit.lang}
          two={[
            { ...one, ...(await facts(one.id)) },
            { ...other, ...(await facts(other.id)) },
          ]}
          place={(id) => {
            const found = finder.places.find((place) => place.id === id)
            return found ? said(found.name, visit.lang) : ''
          }}
          to={(path) => visit.to('') + path}
        />
      ),
    })
  }),

  post('/actors/merge', writes('organisation'), async (visit, tx) => {
    const form = await visit.form()
    const [kept, gone] = ['kept', 'gone'].map((name) => String(form.get(name) ?? ''))
    await merge(tx, visit.asker, kept ?? '', gone ?? '')
    return redirect(visit.to(`/actors/${kept}`), wordsOf(visit.lang).merging.merged)
  }),

  post('/actors/different', writes('organisation'), async (visit, tx) => {
    const form = await visit.form()
    await sayDifferent(tx, visit.asker, String(form.get('one') ?? ''), String(form.get('other') ?? ''))
    return redirect(visit.to('/actors/duplicates'), wordsOf(visit.lang).merging.saidDifferent)
  }),

  post('/actors/merges/:id/undo', writes('organisation'), async (visit, tx) => {
    const kept = await undoMerge(tx, visit.asker, (visit as Visit).params.id ?? '')
    return redirect(visit.to(`/actors/${kept}`), wordsOf(visit.lang).merging.undone)
  }),
]
