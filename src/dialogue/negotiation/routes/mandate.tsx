/** *Our mandate*: for a delegation's own people, and read-only for the coordinator where it lets her. For all others there is no such page. */
import { said } from '../../../kernel/text.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit } from '../../../web/server/route.ts'
import { field } from '../../common.ts'
import { type Concession, concessionsOf, disclose, saveConcessions } from '../mandate.ts'
import { DisclosedMandates, limitFields, limitName, longest, OwnMandate } from '../pages/mandate.tsx'
import { pointsOf } from '../points.ts'
import { type Delegation, delegationsOf, type Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  crumbOf,
  digest,
  disclosedTo,
  NegotiationTabs,
  negotiationCrumbs,
  negotiationPath,
  notFound,
  readOne,
  speaksFor,
} from './common.tsx'

export const mandateRoutes = (): Route[] => [
  get('/negotiations/:id/mandate', sees('agreement'), async (visit, tx) => {
    const negotiation = await readOne(visit, tx)
    const seats = await delegationsOf(tx, visit.asker, negotiation.id)
    const own = seats.find((one) => speaksFor(visit, one))
    if (own) return ownPage(visit, tx, negotiation, seats, own)
    const shown = disclosedTo(visit, seats)
    if (shown.length === 0) return notFound()
    return readPage(visit, tx, negotiation, seats, shown)
  }),
  post('/negotiations/:id/mandate', sees('agreement'), async (visit, tx) => {
    const { negotiation, seats, own } = await ownOrGone(visit, tx)
    const form = await visit.form()
    const limits = await concessionsOf(tx, visit.asker, negotiation.id)
    if (field(form, 'seen') !== seenOf(limits, own)) return ownPage(visit, tx, negotiation, seats, own, form)
    const points = await pointsOf(tx, visit.asker, negotiation.id)
    await saveConcessions(
      tx,
      visit.asker,
      own,
      [...points.map(({ id }) => id), null].map((pointId) => {
        const [wanted = '', least = '', note = ''] = limitFields.map((name) =>
          field(form, limitName(name, pointId)).slice(0, longest),
        )
        return { pointId, wanted, least, note }
      }),
    )
    const words = negotiationWords(visit.lang).mandate
    return redirect(
      visit.to(negotiationPath(negotiation, '/mandate')),
      own.discloses ? words.savedShown : words.saved,
    )
  }),
  post('/negotiations/:id/mandate/disclose', sees('agreement'), async (visit, tx) => {
    const { negotiation, own } = await ownOrGone(visit, tx)
    const discloses = field(await visit.form(), 'disclose') === 'yes'
    await disclose(tx, visit.asker, own, discloses)
    const words = negotiationWords(visit.lang).mandate
    return redirect(
      visit.to(negotiationPath(negotiation, '/mandate')),
      discloses ? words.shown : words.hidden,
    )
  }),
]

async function ownOrGone(visit: Visit, tx: ReadTx) {
  const negotiation = await readOne(visit, tx)
  const seats = await delegationsOf(tx, visit.asker, negotiation.id)
  const own = seats.find((one) => speaksFor(visit, one))
  if (!own) throw notFound()
  return { negotiation, seats, own }
}

const seenOf = (limits: readonly Concession[], { id }: Delegation): string =>
  digest(limits.filter(({ delegationId }) => delegationId === id).map(({ id: limit }) => limit))

async function ownPage(
  visit: Visit,
  tx: ReadTx,
  negotiation: Negotiation,
  seats: readonly Delegation[],
  seat: Delegation,
  typed?: FormData,
): Promise<Answer> {
  const { lang, to, asker } = visit
  const words = negotiationWords(lang).mandate
  const limits = await concessionsOf(tx, asker, negotiation.id)
  return page({
    title: words.title,
    subtitle: said(negotiation.title, lang),
    lede: words.lede,
    current: 'negotiation',
    crumbs: negotiationCrumbs(visit, crumbOf(visit, negotiation), { label: words.title }),
    toolbar: <NegotiationTabs visit={visit} negotiation={negotiation} seats={seats} current="mandate" />,
    ...(typed ? { status: 409 as const } : {}),
    main: (
      <OwnMandate
        lang={lang}
        to={to}
        negotiation={negotiation}
        points={await pointsOf(tx, asker, negotiation.id)}
        seat={seat}
        limits={limits}
        seen={seenOf(limits, seat)}
        {...(typed ? { typed } : {})}
      />
    ),
  })
}

async function readPage(
  visit: Visit,
  tx: ReadTx,
  negotiation: Negotiation,
  seats: readonly Delegation[],
  shown: readonly Delegation[],
): Promise<Answer> {
  const { lang, asker } = visit
  const words = negotiationWords(lang).mandate
  return page({
    title: words.readTitle,
    subtitle: said(negotiation.title, lang),
    lede: words.readLede,
    current: 'negotiation',
    crumbs: negotiationCrumbs(visit, crumbOf(visit, negotiation), { label: words.readTitle }),
    toolbar: <NegotiationTabs visit={visit} negotiation={negotiation} seats={seats} current="disclosed" />,
    main: (
      <DisclosedMandates
        lang={lang}
        points={await pointsOf(tx, asker, negotiation.id)}
        seats={shown}
        limits={await concessionsOf(tx, asker, negotiation.id)}
      />
    ),
  })
}
