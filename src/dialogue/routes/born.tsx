/** Commitments as they are born in minutes: the list, and one of them with its thread. */
import { walk } from '../../kernel/thread.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { type Answer, page } from '../../web/server/answer.ts'
import { get, type Route, sees, type Visit } from '../../web/server/route.ts'
import { bare } from '../common.ts'
import { demandRooms } from '../demands/common.tsx'
import { BornList, BornPage, Thread } from '../pages/born-pages.tsx'
import { bornById, bornOf } from '../store/born.ts'
import { wordsOf } from '../words.ts'
import { idOf } from './common.tsx'

export const bornRoutes = (): Route[] => [
  get('/commitments', sees('agreement'), async (visit, tx) => {
    const words = wordsOf(visit.lang).born
    const commitments = await bornOf(tx, visit.asker, 'commitment')
    return page({
      title: words.commitments,
      current: 'demands',
      toolbar: demandRooms(visit, 'commitments'),
      main:
        commitments.length > 0 ? (
          <BornList lang={visit.lang} to={visit.to} items={commitments} />
        ) : (
          <p>{words.noCommitments}</p>
        ),
    })
  }),
  get('/commitments/:id', sees('agreement'), (visit, tx) => bornPage(visit, tx)),
]

async function bornPage(visit: Visit, tx: ReadTx): Promise<Answer> {
  const { lang, asker, to } = visit
  const words = wordsOf(lang).born
  const born = await bornById(tx, asker, 'commitment', idOf(visit))
  return page({
    title: words.commitment,
    current: 'demands',
    crumbs: [{ label: words.commitments, href: bare(visit, '/commitments') }, { label: words.commitment }],
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
