/** One report besides its writer: reading and downloading, what moved, what it is about, removal. */
import { isLanguage, said, text, textIn } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { htmlOf } from '../../platform/document/index.ts'
import { Problem } from '../../platform/problem.ts'
import { Button } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { readForm } from '../../web/components/form-schema.ts'
import { DownloadMenu } from '../../web/components/menu.tsx'
import { Section } from '../../web/components/notice.tsx'
import { Segmented } from '../../web/components/toolbar.tsx'
import { raw } from '../../web/html.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, work, writes } from '../../web/server/route.ts'
import { both } from '../bound/places.ts'
import { refresh, takeOver, within } from '../bound/refresh.ts'
import { wholeReport } from '../frozen-of.ts'
import { documentOf } from '../output/document.ts'
import { reportFile } from '../output/file.ts'
import { outputWords } from '../output/words.ts'
import { ReportThread } from '../pages/edition-aside.tsx'
import { MovedList } from '../pages/moved.tsx'
import { reportCrumbs, reportRooms } from '../rooms.tsx'
import { bare, contextOf, idOf, type ReportServices } from '../services.ts'
import { blocksOf } from '../store/blocks.ts'
import { changeReport, reportById, setRemoved } from '../store/reports.ts'
import { wordsOf } from '../words.ts'
import { fieldControls, fieldsOf, fieldsSchema, fieldWords } from './shelf.tsx'

const access = writes('report_draft')
const draft = both((lang) => outputWords(lang).draft)

export const oneRoutes = (services: ReportServices): Route[] => [
  work('GET', '/reports/:id/read', access, async (visit) => {
    const { lang, to } = visit
    const words = wordsOf(lang)
    await refresh(contextOf(visit, services), visit.asker, idOf(visit))
    const { report, frozen, bindings } = await wholeReport(visit, services, idOf(visit))
    const asked = visit.query.get('in')
    const inLanguage = isLanguage(asked) ? asked : lang
    const document = documentOf(frozen, inLanguage, { status: draft, to: (path) => to(path), marks: true })
    const blocks = await visit.read((tx, asker) => blocksOf(tx, asker, report.id))
    const thread = await visit.read((tx, asker) => threadOf(tx, asker, report.id))
    // Told above the text, sentence by sentence.
    const told = new Set(
      bindings.flatMap(({ spec, moved }) => (moved && 'record' in spec ? [spec.record] : [])),
    )
    const marks = thread.marks.filter(({ sourceId }) => !told.has(sourceId))
    return page({
      title: said(report.title, lang),
      current: 'reports',
      crumbs: reportCrumbs(visit, report, { label: words.rooms.read }),
      toolbar: reportRooms(visit, report, 'read'),
      actions: <Downloads visit={visit} at={`/reports/${report.id}/file/${inLanguage}`} />,
      main: (
        <>
          <Segmented
            label={words.read.language}
            choices={(['es', 'en'] as const).map((one) => ({
              label: one === 'es' ? 'Español' : 'English',
              href: to(`/reports/${report.id}/read`, { in: one }),
              current: one === inLanguage,
            }))}
          />
          <MovedList visit={visit} report={report} bindings={bindings} blocks={blocks} />
          {frozen.blocks.length === 0 ? <p>{words.read.empty}</p> : raw(htmlOf(document, { title: false }))}
        </>
      ),
      aside: <ReportThread visit={visit} thread={{ ...thread, marks }} />,
    })
  }),
  work('GET', '/reports/:id/file/:language/:kind', access, async (visit) => {
    const { language = '', kind = '' } = visit.params
    if (!isLanguage(language)) return new Problem('kernel.notFound', {}, 404)
    const { frozen } = await wholeReport(visit, services, idOf(visit))
    return reportFile(frozen, language, kind, { status: draft, marks: true })
  }),
  post('/reports/:id/accept', access, async (visit, tx) => {
    const { lang, asker } = visit
    const report = await reportById(tx, asker, idOf(visit))
    const one = (await visit.form()).get('binding')
    const accepted = await takeOver(
      within(contextOf(visit, services), tx),
      asker,
      report.id,
      typeof one === 'string' && one !== '' ? [one] : undefined,
    )
    return redirect(visit.to(`/reports/${report.id}/read`), wordsOf(lang).stale.accepted(accepted.length))
  }),
  get('/reports/:id/about', access, async (visit, tx) => {
    const { lang, asker } = visit
    const words = wordsOf(lang)
    const report = await reportById(tx, asker, idOf(visit))
    return page({
      title: said(report.title, lang),
      current: 'reports',
      crumbs: reportCrumbs(visit, report, { label: words.rooms.about }),
      toolbar: reportRooms(visit, report, 'about'),
      main: (
        <>
          <Form
            lang={lang}
            schema={fieldsSchema}
            words={fieldWords(visit)}
            action={bare(visit, `/reports/${report.id}/about`)}
            hidden={{ version: report.version }}
            values={{
              name: said(report.title, lang),
              place: report.place ?? undefined,
              againstPlace: report.againstPlace ?? undefined,
              group: report.group ?? undefined,
              period: report.period ?? undefined,
              againstPeriod: report.againstPeriod ?? undefined,
              startsOn: report.startsOn ?? undefined,
              endsOn: report.endsOn ?? undefined,
              level: String(report.level),
            }}
            controls={await fieldControls(visit, tx)}
          />
          <Section title={words.templates.fromReport}>
            <p>{words.templates.fromReportText}</p>
            <form method="post" action={visit.to(`/reports/${report.id}/template`)}>
              <Button>{words.templates.fromReport}</Button>
            </form>
          </Section>
          <Section title={words.remove.button}>
            <p>{words.remove.sure}</p>
            <form method="post" action={visit.to(`/reports/${report.id}/remove`)}>
              <input type="hidden" name="version" value={report.version} />
              <Button danger>{words.remove.button}</Button>
            </form>
          </Section>
        </>
      ),
    })
  }),
  post('/reports/:id/about', access, async (visit, tx) => {
    const { lang, asker } = visit
    const report = await reportById(tx, asker, idOf(visit))
    const form = await visit.form()
    const read = readForm(fieldsSchema, form, fieldWords(visit), lang)
    if (!read.ok) return new Problem('reports.content', { what: read.errors[0]?.field ?? '' }, 422)
    const name = read.value.name?.trim()
    const title = name
      ? report.title[lang]?.text === name
        ? report.title
        : report.title.source === lang
          ? textIn(lang, name)
          : lang === 'es'
            ? text(name, said(report.title, 'en'))
            : text(said(report.title, 'es'), name)
      : report.title
    await changeReport(tx, asker, report.id, versionOf(form), {
      ...fieldsOf(report, read.value, visit),
      title,
    })
    return redirect(visit.to(`/reports/${report.id}/about`), wordsOf(lang).create.saved)
  }),
  post('/reports/:id/remove', access, async (visit, tx) => {
    const words = wordsOf(visit.lang).remove
    const report = await reportById(tx, visit.asker, idOf(visit))
    const version = versionOf(await visit.form())
    await setRemoved(tx, visit.asker, report.id, version, true)
    return redirect(visit.to('/reports'), words.done, visit.to(`/reports/${report.id}/restore`))
  }),
  post('/reports/:id/restore', access, async (visit, tx) => {
    await restore(visit, tx)
    return redirect(visit.to(`/reports/${idOf(visit)}`), wordsOf(visit.lang).remove.restored)
  }),
]

async function restore(visit: Visit, tx: Parameters<typeof setRemoved>[0]): Promise<void> {
  const row = await tx
    .selectFrom('kernel.record')
    .select('version')
    .where('workspace_id', '=', visit.asker.workspaceId)
    .where('id', '=', idOf(visit))
    .where('kind', '=', 'report_draft')
    .where('deleted_at', 'is not', null)
    .executeTakeFirst()
  if (!row) throw new Problem('kernel.notFound', {}, 404)
  await setRemoved(tx, visit.asker, idOf(visit), row.version, false)
}

/** Word, PDF, a web page in one file, the data. */
export function Downloads({ visit, at }: { visit: Visit; at: string }) {
  const words = wordsOf(visit.lang).read
  return (
    <DownloadMenu
      lang={visit.lang}
      lines={(
        [
          ['docx', words.word],
          ['pdf', words.pdf],
          ['html', words.html],
          ['xlsx', words.annex],
        ] as const
      ).map(([kind, label]) => ({ label, href: visit.to(`${at}/${kind}`) }))}
    />
  )
}
