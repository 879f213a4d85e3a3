/** Signing off: what stands in the way, review, and the deed. */
import { z } from 'zod'
import { said, textIn } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { readForm } from '../../web/components/form-schema.ts'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { dayOf } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { refresh } from '../bound/refresh.ts'
import { readAs } from '../content/difference.ts'
import { type Whole, wholeReport } from '../frozen-of.ts'
import { reportCrumbs, reportRooms } from '../rooms.tsx'
import { after, type Hindrance, type ReportStep } from '../rules.ts'
import { bare, contextOf, idOf, type ReportServices } from '../services.ts'
import { hindrancesOf, sign } from '../sign.ts'
import { commentsOf } from '../store/comments.ts'
import { editionsOf } from '../store/editions.ts'
import { reportById, setState } from '../store/reports.ts'
import { wordsOf } from '../words.ts'

const access = writes('report_draft')
const schema = z.object({ note: z.string().max(2000).optional() })

async function checked(visit: Visit, services: ReportServices): Promise<Whole & { stops: Hindrance[] }> {
  await refresh(contextOf(visit, services), visit.asker, idOf(visit))
  const whole = await wholeReport(visit, services, idOf(visit))
  return { ...whole, stops: hindrancesOf(whole) }
}

export const signRoutes = (services: ReportServices): Route[] => [
  work('GET', '/reports/:id/sign', access, async (visit) => {
    const { lang, to } = visit
    const words = wordsOf(lang).sign
    const { report, frozen, stops } = await checked(visit, services)
    const open = (await visit.read((tx, asker) => commentsOf(tx, asker, report.id))).filter(
      ({ resolvedAt, answersId }) => resolvedAt === null && answersId === null,
    ).length
    const where = (stop: Hindrance): string => {
      const block = frozen.blocks.find(({ id }) => id === stop.block)
      return block ? readAs(block, frozen, lang).slice(0, 120) || '…' : said(report.title, lang)
    }
    const [edition] = await visit.read((tx, asker) => editionsOf(tx, asker, report.id))
    const isCoordinator = visit.asker.role === 'coordinator'
    return page({
      title: said(report.title, lang),
      lede: words.lede,
      current: 'reports',
      crumbs: reportCrumbs(visit, report, { label: words.title }),
      toolbar: reportRooms(visit, report, 'sign'),
      main: (
        <>
          {open > 0 && <p>{words.commentsOpen(open)}</p>}
          {stops.length > 0 ? (
            <Section title={words.stops}>
              <DataTable
                lang={lang}
                caption={words.stops}
                captionHidden
                rows={stops}
                label={{
                  head: words.where,
                  cell: (stop) => (
                    <a href={`${to(`/reports/${report.id}`)}${stop.block ? `#b-${stop.block}` : ''}`}>
                      {where(stop)}
                    </a>
                  ),
                }}
                columns={[{ head: words.what, cell: (stop) => words.codes[stop.code] }]}
              />
            </Section>
          ) : report.state === 'signed' && edition ? (
            <Notice kind="plain">
              <a href={to(`/editions/${edition.id}`)}>{words.isSigned(edition.number)}</a> {words.nextEdition}
            </Notice>
          ) : (
            <Notice kind="plain">{words.ready}</Notice>
          )}
          {stops.length === 0 && isCoordinator && report.state !== 'signed' && (
            <Form
              lang={lang}
              schema={schema}
              words={{ note: words.note }}
              action={bare(visit, `/reports/${report.id}/sign`)}
              submit={words.submit}
              controls={{ note: { as: 'textarea', rows: 3 } }}
            />
          )}
          {!isCoordinator && report.state !== 'signed' && <p>{words.onlyCoordinator}</p>}
          <StepForms visit={visit} report={report} />
        </>
      ),
    })
  }),
  post('/reports/:id/step', access, async (visit, tx) => {
    const words = wordsOf(visit.lang).sign
    const report = await reportById(tx, visit.asker, idOf(visit))
    const step = (await visit.form()).get('step')
    const to =
      step === 'send_to_review' || step === 'back_to_draft' || step === 'write_on'
        ? after(report.state, step)
        : null
    if (to === null) return new Problem('reports.step', {}, 409)
    await setState(tx, visit.asker, report.id, to)
    return redirect(visit.to(`/reports/${report.id}/sign`), to === 'review' ? words.inReview : words.inDraft)
  }),
  work('POST', '/reports/:id/sign', access, async (visit) => {
    const { lang, workspace, asker } = visit
    if (asker.role !== 'coordinator') return new Problem('kernel.notAllowed', {}, 403)
    const read = readForm(schema, await visit.form(), { note: wordsOf(lang).sign.note }, lang)
    const { stops, ...whole } = await checked(visit, services)
    if (after(whole.report.state, 'sign') === null) return new Problem('reports.step', {}, 409)
    if (stops.length > 0) return new Problem('reports.hindered', { count: stops.length }, 409)
    const note = read.ok ? read.value.note?.trim() : ''
    const id = await sign(contextOf(visit, services), asker, whole, {
      signedOn: dayOf(new Date(), workspace.timezone),
      signedBy: asker.name ?? '',
      note: note ? textIn(lang, note) : null,
    })
    return redirect(visit.to(`/editions/${id}`), wordsOf(lang).sign.done)
  }),
]

function StepForms({
  visit,
  report,
}: {
  visit: Visit
  report: { id: string; state: 'draft' | 'review' | 'signed' }
}) {
  const words = wordsOf(visit.lang).sign
  const step: readonly [ReportStep, string] | null =
    report.state === 'draft'
      ? ['send_to_review', words.toReview]
      : report.state === 'review'
        ? ['back_to_draft', words.toDraft]
        : null
  return step ? (
    <form method="post" action={visit.to(`/reports/${report.id}/step`)} class="actions">
      <input type="hidden" name="step" value={step[0]} />
      <Button>{step[1]}</Button>
    </form>
  ) : null
}
