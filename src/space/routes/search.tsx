/** The search box of the top bar. */
import { page } from '../../web/server/answer.ts'
import { get, type Route } from '../../web/server/route.ts'
import { foundByKind } from '../found.ts'
import { SearchPage } from '../pages/search-page.tsx'
import { wordsOf } from '../words.ts'

export const searchRoutes = (): Route[] => [
  get('/search', 'member', async (visit, tx) => {
    const words = wordsOf(visit.lang).search
    const asked = (visit.query.get('q') ?? '').trim().slice(0, 200)
    const { count, kinds } = await foundByKind(tx, visit.asker, asked)
    return page({
      title:
        asked === '' ? words.title : count === 50 ? words.first(count, asked) : words.results(count, asked),
      main: (
        <SearchPage
          lang={visit.lang}
          words={asked}
          action={visit.to('/search')}
          kinds={kinds}
          href={(one) => visit.to(one.path)}
        />
      ),
    })
  }),
]
