/** Signed reports: the list, one edition with its files, sending, publishing, withdrawing; and what everybody may read. */
import { isLanguage, said, textIn } from '../../kernel/text.ts'
import { threadOf } from '../../kernel/thread-near.ts'
import { read as readAsPublic } from '../../kernel/transaction.ts'
import { htmlOf } from '../../platform/document/index.ts'
import { Problem } from '../../platform/problem.ts'
import { readForm } from '../../web/components/form-schema.ts'
import { EmptyState, Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { Segmented } from '../../web/components/toolbar.tsx'
import { date } from '../../web/format.ts'
import { raw } from '../../web/html.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { get, post, type Route, sees, type Visit, work } from '../../web/server/route.ts'
import { both } from '../bound/places.ts'
import { documentOf } from '../output/document.ts'
import { reportFile } from '../output/file.ts'
import { outputWords } from '../output/words.ts'
import {
  EditionDeeds,
  EditionFacts,
  ReportThread,
  reasonSchema,
  submitSchema,
} from '../pages/edition-aside.tsx'
import { reaches } from '../reach.ts'
import { clipped, shelfTabs } from '../rooms.tsx'
import { drafters } from '../rules.ts'
import { bare, idOf, type ReportServices } from '../services.ts'
import { closedBases } from '../store/closed-bases.ts'
import {
  type Edition,
  editionById,
  editionsOf,
  isIntact,
  publishEdition,
  submitEdition,
  withdrawEdition,
} from '../store/editions.ts'
import { wordsOf } from '../words.ts'
import { Downloads } from './one.tsx'

const access = sees('report')

const statusOf = (edition: Edition) =>
  both((lang) => outputWords(lang).edition(edition.number, date(edition.signedOn, lang)))
const writesDrafts = ({ asker }: Visit): boolean => drafters.includes(asker.role)

export const editionRoutes = (services: ReportServices): Route[] => [
  get('/editions', access, async (visit, tx) => {
    const { lang, to } = visit
    const words = wordsOf(lang).editions
    return page({
      title: words.title,
      lede: words.lede,
      current: 'reports',
      ...(writesDrafts(visit) ? { toolbar: shelfTabs(visit, 'editions') } : {}),
      main: (
        <DataTable
          lang={lang}
          caption={words.title}
          captionHidden
          rows={await editionsOf(tx, visit.asker)}
          label={{
            head: wordsOf(lang).list.head,
            cell: (one: Edition) => <a href={to(`/editions/${one.id}`)}>{said(one.title, lang)}</a>,
          }}
          columns={[
            { head: words.number, kind: 'number', cell: ({ number }) => String(number) },
            { head: words.signed, cell: ({ signedOn }) => date(signedOn, lang) },
            {
              head: words.published,
              cell: ({ publishedAt, withdrawnAt }) =>
                withdrawnAt ? (
                  <b class="attention">{words.withdrawn}</b>
                ) : publishedAt ? (
                  date(publishedAt, lang)
                ) : (
                  '–'
                ),
            },
          ]}
          empty={<EmptyState title={words.empty} action={null} />}
        />
      ),
    })
  }),
  get('/editions/:id', access, async (visit, tx) => {
    const { lang, to, asker } = visit
    const words = wordsOf(lang).editions
    const edition = await editionById(tx, asker, idOf(visit))
    const asked = visit.query.get('in')
    const inLanguage = isLanguage(asked) ? asked : lang
    const document = documentOf(edition.content, inLanguage, {
      status: statusOf(edition),
      to: (path) => (reaches(asker.role, path) ? to(path) : null),
      marks: false,
    })
    return page({
      title: said(edition.title, lang),
      subtitle: statusOf(edition)[lang],
      current: 'reports',
      crumbs: [
        { label: words.title, href: bare(visit, '/editions') },
        { label: clipped(said(edition.title, lang)) },
      ],
      actions: <Downloads visit={visit} at={`/editions/${edition.id}/file/${inLanguage}`} />,
      main: (
        <>
          {edition.withdrawnAt && (
            <Notice>
              {words.withdrawnNotice(
                date(edition.withdrawnAt, lang),
                edition.withdrawnReason ? said(edition.withdrawnReason, lang) : '',
              )}
            </Notice>
          )}
          {!isIntact(edition) && <Notice kind="error">{words.broken}</Notice>}
          <Segmented
            label={wordsOf(lang).read.language}
            choices={(['es', 'en'] as const).map((one) => ({
              label: one === 'es' ? 'Español' : 'English',
              href: to(`/editions/${edition.id}`, { in: one }),
              current: one === inLanguage,
            }))}
          />
          {raw(htmlOf(document, { title: false }))}
        </>
      ),
      aside: (
        <>
          <EditionFacts visit={visit} edition={edition} />
          {asker.role === 'coordinator' && !edition.withdrawnAt && (
            <EditionDeeds
              visit={visit}
              edition={edition}
              closed={await closedBases(services.db, tx, asker, edition.id)}
            />
          )}
          <ReportThread visit={visit} thread={await threadOf(tx, asker, edition.id)} />
        </>
      ),
    })
  }),
  work('GET', '/editions/:id/file/:language/:kind', access, async (visit) => {
    const { language = '', kind = '' } = visit.params
    if (!isLanguage(language)) return new Problem('kernel.notFound', {}, 404)
    const edition = await visit.read((tx, asker) => editionById(tx, asker, idOf(visit)))
    return reportFile(edition.content, language, kind, { status: statusOf(edition), marks: false })
  }),
  post('/editions/:id/submit', access, async (visit, tx) => {
    const words = wordsOf(visit.lang).editions
    const read = readForm(submitSchema, await visit.form(), { to: words.to, on: words.on }, visit.lang)
    if (!read.ok) return new Problem('reports.content', { what: read.errors[0]?.field ?? '' }, 422)
    const edition = await editionById(tx, visit.asker, idOf(visit))
    await submitEdition(tx, visit.asker, edition.id, read.value.to, read.value.on)
    return redirect(visit.to(`/editions/${edition.id}`), words.submittedDone)
  }),
  post('/editions/:id/publish', access, async (visit, tx) => {
    const words = wordsOf(visit.lang).editions
    const edition = await editionById(tx, visit.asker, idOf(visit))
    const open = (await visit.form()).get('open') === '1'
    if (open) {
      if (edition.withdrawnAt) return new Problem('reports.withdrawn', {}, 409)
      const closed = await closedBases(services.db, tx, visit.asker, edition.id)
      if (closed.length > 0) return new Problem('reports.notPublic', { count: closed.length }, 409)
    }
    await publishEdition(tx, visit.asker, edition.id, open)
    return redirect(visit.to(`/editions/${edition.id}`), open ? words.publishedDone : words.hiddenDone)
  }),
  post('/editions/:id/withdraw', access, async (visit, tx) => {
    const words = wordsOf(visit.lang).editions
    const read = readForm(reasonSchema, await visit.form(), { reason: words.reason }, visit.lang)
    if (!read.ok) return new Problem('reports.content', { what: 'reason' }, 422)
    await withdrawEdition(tx, visit.asker, idOf(visit), textIn(visit.lang, read.value.reason))
    return redirect(visit.to(`/editions/${idOf(visit)}`), words.withdrawnDone)
  }),
  // Read as the public does, whoever looks: what is shown here is what everybody is shown.
  work('GET', '/public/reports', 'anyone', async (visit) => {
    const words = wordsOf(visit.lang).publicList
    const editions = await publicly(services, visit, (tx, asker) => editionsOf(tx, asker))
    return page({
      title: words.title,
      lede: words.intro,
      main:
        editions.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <ul class="plain-list">
            {editions.map((one) => (
              <li>
                <a href={visit.to(`/public/reports/${one.id}`)}>{said(one.title, visit.lang)}</a>{' '}
                <span class="subtle">{statusOf(one)[visit.lang]}</span>
              </li>
            ))}
          </ul>
        ),
    })
  }),
  work('GET', '/public/reports/:id', 'anyone', async (visit) => {
    const { lang } = visit
    const edition = await publicly(services, visit, (tx, asker) => editionById(tx, asker, idOf(visit)))
    const document = documentOf(edition.content, lang, { status: statusOf(edition), to: null, marks: false })
    return page({
      title: said(edition.title, lang),
      subtitle: statusOf(edition)[lang],
      actions: <Downloads visit={visit} at={`/public/reports/${edition.id}/file/${lang}`} />,
      crumbs: [
        { label: wordsOf(lang).publicList.title, href: bare(visit, '/public/reports') },
        { label: clipped(said(edition.title, lang)) },
      ],
      main: raw(htmlOf(document, { title: false })),
    })
  }),
  work('GET', '/public/reports/:id/file/:language/:kind', 'anyone', async (visit) => {
    const { language = '', kind = '' } = visit.params
    if (!isLanguage(language)) return new Problem('kernel.notFound', {}, 404)
    const edition = await publicly(services, visit, (tx, asker) => editionById(tx, asker, idOf(visit)))
    return reportFile(edition.content, language, kind, { status: statusOf(edition), marks: false })
  }),
]

const publicly = <T,>(
  { db }: ReportServices,
  { workspace }: Visit,
  work_: Parameters<typeof readAsPublic<T>>[2],
): Promise<T> => readAsPublic(db, { workspaceId: workspace.id, as: 'public' }, work_)
