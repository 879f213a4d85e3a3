/** What waits on this phone to be sent: the page is empty for the server, the island `phone` draws on it what the phone has. */
import { page } from '../../web/server/answer.ts'
import { get, type Route } from '../../web/server/route.ts'
import { wordsOf } from '../words.ts'

export const waitingRoutes = (): Route[] => [
  get('/waiting', 'member', async ({ lang }) => {
    const words = wordsOf(lang).waitingHere
    return page({
      title: words.title,
      lede: words.lede,
      main: (
        <div data-waiting="">
          <p>{words.noScript}</p>
        </div>
      ),
    })
  }),
]
