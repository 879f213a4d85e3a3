/** Points: one on a screen of its own; added, renamed, ordered, removed, deadlocked and set aside by the team. */
import { said, textIn } from '../../../kernel/text.ts'
import { threadOf } from '../../../kernel/thread-near.ts'
import type { ReadTx } from '../../../kernel/transaction.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Form } from '../../../web/components/form.tsx'
import { type FormError, readForm } from '../../../web/components/form-schema.ts'
import { Section } from '../../../web/components/notice.tsx'
import { DataTable } from '../../../web/components/table.tsx'
import { ThreadPanel } from '../../../web/components/thread-panel.tsx'
import { type Answer, page, redirect } from '../../../web/server/answer.ts'
import { versionOf } from '../../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../../web/server/route.ts'
import { bare, field, idOrNull, today, typedIn } from '../../common.ts'
import { demandsOf } from '../../demands/store/demands.ts'
import { RemovedList } from '../../pages/removal.tsx'
import { besideForm } from '../../routes/common.tsx'
import { worded } from '../../store/common.ts'
import { wordsOf } from '../../words.ts'
import { pointSchema, pointWords } from '../pages/forms.tsx'
import { PointMark, Said } from '../pages/marks.tsx'
import { PointPage } from '../pages/point.tsx'
import {
  addPoint,
  changePoint,
  orderPoints,
  type Point,
  pointIn,
  pointsAway,
  pointsOf,
  removePoint,
  restorePoint,
  stepPoint,
} from '../points.ts'
import { roundsOf } from '../rounds.ts'
import type { Negotiation } from '../store.ts'
import { negotiationWords } from '../words.ts'
import {
  atPoint,
  crumbOf,
  formPage,
  type Given,
  inPage,
  negotiationCrumbs,
  negotiationPath,
  writableOne,
} from './common.tsx'

export const pointRoutes = (): Route[] => [
  get('/negotiations/:id/points', writes('agreement'), async (visit, tx) =>
    managePage(visit, tx, await writableOne(visit, tx), { values: {} }),
  ),
  post('/negotiations/:id/points', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const negotiation = await writableOne(visit, tx)
    const form = await visit.form()
    const read = readForm(pointSchema, form, pointWords(lang), lang)
    if (!read.ok) return managePage(visit, tx, negotiation, read)
    const demandId = idOrNull(read.value.demand)
    const errors = await unknownDemand(visit, tx, negotiation, demandId, null)
    if (errors.length > 0) return managePage(visit, tx, negotiation, { values: typedIn(form), errors })
    await addPoint(tx, asker, negotiation.id, { title: textIn(lang, read.value.title), demandId })
    return redirect(
      `${visit.to(negotiationPath(negotiation, '/points'))}#add`,
      negotiationWords(lang).point.added,
    )
  }),

  get('/negotiations/:id/points/:point', sees('agreement'), async (visit, tx) => {
    const { lang, to, asker } = visit
    const at = await atPoint(visit, tx)
    const { negotiation, points, point } = at
    const title = said(point.title, lang)
    return page({
      title,
      subtitle: `${negotiationWords(lang).point.number(points.indexOf(point) + 1, points.length)} · ${said(negotiation.title, lang)}`,
      current: 'negotiation',
      crumbs: negotiationCrumbs(
        visit,
        crumbOf(visit, negotiation),
        {
          label: negotiationWords(lang).tabs.table,
          href: bare(visit, negotiationPath(negotiation, '/table')),
        },
        { label: title },
      ),
      main: (
        <PointPage
          lang={lang}
          to={to}
          {...at}
          rounds={await roundsOf(tx, asker, negotiation.id)}
          today={today(visit)}
        />
      ),
      aside: <ThreadPanel lang={lang} to={to} thread={await threadOf(tx, asker, point.id)} />,
    })
  }),
  get('/negotiations/:id/points/:point/edit', writes('agreement'), async (visit, tx) => {
    const { negotiation, point } = await writablePoint(visit, tx)
    return editPage(visit, tx, negotiation, point, { values: valuesOf(visit, point) })
  }),
  post('/negotiations/:id/points/:point/edit', writes('agreement'), async (visit, tx) => {
    const { lang, asker } = visit
    const { negotiation, point } = await writablePoint(visit, tx)
    const form = await visit.form()
    if (versionOf(form) !== point.version)
      return editPage(visit, tx, negotiation, point, { values: typedIn(form), conflict: true, status: 409 })
    const read = readForm(pointSchema, form, pointWords(lang), lang)
    if (!read.ok) return editPage(visit, tx, negotiation, point, read)
    const demandId = idOrNull(read.value.demand)
    const errors = await unknownDemand(visit, tx, negotiation, demandId, point.demandId)
    if (errors.length > 0) return editPage(visit, tx, negotiation, point, { values: typedIn(form), errors })
    const title = worded(point.title, lang, read.value.title) ?? textIn(lang, read.value.title)
    await changePoint(tx, asker, negotiation, point, point.version, { title, demandId })
    return redirect(visit.to(negotiationPath(negotiation, '/points')), negotiationWords(lang).point.saved)
  }),
  post('/negotiations/:id/points/:point/step', writes('agreement'), async (visit, tx) => {
    const { negotiation, point } = await writablePoint(visit, tx)
    await stepPoint(tx, visit.asker, point, field(await visit.form(), 'step'))
    return redirect(
      visit.to(negotiationPath(negotiation, `/points/${point.id}`)),
      negotiationWords(visit.lang).point.stepped,
    )
  }),
  post('/negotiations/:id/points/:point/move', writes('agreement'), async (visit, tx) => {
    const { negotiation, point } = await writablePoint(visit, tx)
    const ids = (await pointsOf(tx, visit.asker, negotiation.id)).map(({ id }) => id)
    const from = ids.indexOf(point.id)
    const to = from + (field(await visit.form(), 'direction') === 'up' ? -1 : 1)
    const other = ids[to]
    if (other) {
      ids[from] = other
      ids[to] = point.id
      await orderPoints(tx, visit.asker, ids)
    }
    return redirect(
      visit.to(negotiationPath(negotiation, '/points')),
      negotiationWords(visit.lang).point.moved,
    )
  }),
  post('/negotiations/:id/points/:point/remove', writes('agreement'), async (visit, tx) => {
    const { negotiation, point } = await writablePoint(visit, tx)
    await removePoint(tx, visit.asker, point)
    return redirect(
      visit.to(negotiationPath(negotiation, '/points')),
      negotiationWords(visit.lang).point.removed,
      visit.to(negotiationPath(negotiation, `/points/${point.id}/restore`)),
    )
  }),
  post('/negotiations/:id/points/:point/restore', writes('agreement'), async (visit, tx) => {
    const negotiation = await writableOne(visit, tx)
    await restorePoint(tx, visit.asker, negotiation, idOrNull(visit.params.point) ?? negotiation.id)
    return redirect(
      visit.to(negotiationPath(negotiation, '/points')),
      negotiationWords(visit.lang).point.restored,
    )
  }),
]

const valuesOf = (visit: Visit, point: Point) => ({
  title: inPage(point.title, visit),
  demand: point.demandId ?? undefined,
})

async function writablePoint(visit: Visit, tx: ReadTx) {
  const negotiation = await writableOne(visit, tx)
  return { negotiation, point: await pointIn(tx, visit.asker, negotiation, visit.params.point ?? '') }
}

/** Demands that were presented, so that the whole table reads them: those of its platform first, or of nobody's. */
async function demandChoices(visit: Visit, tx: ReadTx, { platformId }: Negotiation, kept: string | null) {
  const presented = (await demandsOf(tx, visit.asker, {}, 300)).filter(
    ({ id, stage }) => id === kept || !['raised', 'endorsed', 'withdrawn'].includes(stage),
  )
  const here = (demand: (typeof presented)[number]): boolean =>
    platformId !== null && demand.platform?.id === platformId
  return [...presented.filter(here), ...presented.filter((one) => !here(one))].map(({ id, words }) => ({
    value: id,
    label: said(words, visit.lang).slice(0, 120),
  }))
}

async function unknownDemand(
  visit: Visit,
  tx: ReadTx,
  negotiation: Negotiation,
  demandId: string | null,
  kept: string | null,
): Promise<FormError[]> {
  if (demandId === null || demandId === kept) return []
  const choices = await demandChoices(visit, tx, negotiation, kept)
  if (choices.some(({ value }) => value === demandId)) return []
  const label = pointWords(visit.lang).demand.label
  return [{ field: 'demand', text: wordsOf(visit.lang).problems['dialogue.unknownChoice']({ field: label }) }]
}

async function managePage(visit: Visit, tx: ReadTx, negotiation: Negotiation, given: Given): Promise<Answer> {
  const { lang, to, asker } = visit
  const words = negotiationWords(lang).point
  const points = await pointsOf(tx, asker, negotiation.id)
  const here = negotiationPath(negotiation, '/points')
  return formPage(visit, negotiation, given, {
    title: words.manageTitle,
    subtitle: said(negotiation.title, lang),
    lede: words.manageLede,
    main: (
      <>
        <DataTable
          lang={lang}
          caption={words.manageTitle}
          captionHidden
          rows={points}
          label={{ head: words.title, cell: ({ title }) => <Said lang={lang} text={title} /> }}
          columns={[
            {
              head: negotiationWords(lang).page.state,
              cell: ({ state }) => <PointMark lang={lang} state={state} />,
              narrow: 'main',
            },
            {
              head: <span class="vh">{words.rename}</span>,
              narrowHead: '',
              cell: (point) => (
                <PointTools
                  visit={visit}
                  path={to(`${here}/${point.id}`)}
                  point={point}
                  first={point === points[0]}
                  last={point === points.at(-1)}
                />
              ),
            },
          ]}
          empty={<p>{negotiationWords(lang).page.noPoints}</p>}
          notes={<p>{words.removeHelp}</p>}
        />
        <RemovedList
          lang={lang}
          title={words.removedList}
          removed={await pointsAway(tx, asker, negotiation.id)}
          restore={(id) => to(`${here}/${id}/restore`)}
        />
        <Section title={words.add} id="add">
          <Form
            lang={lang}
            schema={pointSchema}
            words={pointWords(lang)}
            action={bare(visit, here)}
            cancelHref={bare(visit, negotiationPath(negotiation))}
            values={given.values}
            {...(given.errors ? { errors: given.errors } : {})}
            submit={words.add}
            controls={{ demand: { options: await demandChoices(visit, tx, negotiation, null) } }}
          />
        </Section>
      </>
    ),
  })
}

function PointTools(props: { visit: Visit; path: string; point: Point; first: boolean; last: boolean }) {
  const { visit, path, point, first, last } = props
  const words = negotiationWords(visit.lang).point
  const named = <span class="vh"> ({said(point.title, visit.lang)})</span>
  return (
    <div class="actions point-tools">
      <ButtonLink href={`${path}/edit`} variant="tertiary">
        {words.rename}
        {named}
      </ButtonLink>
      <form method="post" action={`${path}/move`}>
        <Button variant="tertiary" name="direction" value="up" disabled={first}>
          {words.up}
          {named}
        </Button>
        <Button variant="tertiary" name="direction" value="down" disabled={last}>
          {words.down}
          {named}
        </Button>
      </form>
      {!point.offers.some(({ sentOn }) => sentOn !== null) && (
        <form method="post" action={`${path}/remove`}>
          <Button variant="tertiary">
            {words.remove}
            {named}
          </Button>
        </form>
      )}
    </div>
  )
}

async function editPage(
  visit: Visit,
  tx: ReadTx,
  negotiation: Negotiation,
  point: Point,
  given: Given,
): Promise<Answer> {
  const { lang } = visit
  const words = negotiationWords(lang).point
  return formPage(
    visit,
    negotiation,
    given,
    {
      title: words.editTitle,
      subtitle: said(point.title, lang),
      aside: await besideForm(visit, tx, point.id),
      main: (
        <Form
          lang={lang}
          schema={pointSchema}
          words={pointWords(lang)}
          action={bare(visit, negotiationPath(negotiation, `/points/${point.id}/edit`))}
          cancelHref={bare(visit, negotiationPath(negotiation, '/points'))}
          values={given.values}
          {...(given.conflict ? { now: valuesOf(visit, point) } : {})}
          {...(given.errors ? { errors: given.errors } : {})}
          hidden={{ version: point.version }}
          controls={{ demand: { options: await demandChoices(visit, tx, negotiation, point.demandId) } }}
        />
      ),
    },
    { label: words.manageTitle, href: bare(visit, negotiationPath(negotiation, '/points')) },
  )
}
