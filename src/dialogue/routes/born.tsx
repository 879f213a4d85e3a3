/** Demands and commitments as they are born in minutes: the list, and one of them with its thread. */
import { walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { type Answer, page } from '../../web/server/answer.ts'
import { get, type Route, sees, type Visit } from '../../web/server/route.ts'
import { bare, crumbs } from '../common.ts'
import { BornLists, BornPage, Thread } from '../pages/born-pages.tsx'
import { type Born, bornById, bornOf } from '../store/born.ts'
import { wordsOf } from '../words.ts'
import { idOf, rooms } from './common.tsx'

export const bornRoutes = (): Route[] => [
  get('/demands', sees('agreement'), async (visit, tx) => {
    const words = wordsOf(visit.lang).born
    return page({
      title: words.title,
      lede: words.lede,
      current: 'demands',
      toolbar: rooms(visit, 'demands'),
      main: (
        <BornLists
          lang={visit.lang}
          to={visit.to}
          demands={await bornOf(tx, visit.asker, 'demand')}
          commitments={await bornOf(tx, visit.asker, 'commitment')}
        />
      ),
    })
  }),
  get('/demands/:id', sees('demand'), (visit, tx) => bornPage(visit, tx, 'demand')),
  get('/commitments/:id', sees('agreement'), (visit, tx) => bornPage(visit, tx, 'commitment')),
]

async function bornPage(visit: Visit, tx: ReadTx, kind: Born['kind']): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = wordsOf(lang).born
  const born = await bornById(tx, asker, kind, idOf(visit))
  return page({
    title: words[kind],
    current: 'demands',
    crumbs: crumbs(visit, { label: words.title, href: bare(visit, '/demands') }, { label: words[kind] }),
    main: <BornPage lang={lang} to={to} born={born} />,
    aside: (
      <Thread
        lang={lang}
        to={to}
        basis={await walk(tx, asker, born.id, 'basis')}
        supports={await walk(tx, asker, born.id, 'supports')}
      />
    ),
  })
}
