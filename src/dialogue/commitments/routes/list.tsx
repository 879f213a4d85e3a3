/** The list of commitments with its filters and files, and many of them updated at once. */
import { logEvent } from '../../../kernel/event.ts'
import { said } from '../../../kernel/text.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Value } from '../../../platform/spreadsheet/write.ts'
import { ButtonLink } from '../../../web/components/button.tsx'
import { DownloadMenu } from '../../../web/components/menu.tsx'
import { EmptyState } from '../../../web/components/notice.tsx'
import { FilterBar, Toolbar } from '../../../web/components/toolbar.tsx'
import { capital } from '../../../web/format.ts'
import { page } from '../../../web/server/answer.ts'
import { sheetFile } from '../../../web/server/files.ts'
import { exports, get, type Route, sees, type Visit, work } from '../../../web/server/route.ts'
import { agreementRooms } from '../../agreements/rooms.tsx'
import { idOrNull, today } from '../../common.ts'
import { byUrgency, CommitmentTable, urgency, whoOwes } from '../pages/list.tsx'
import { type Commitment, commitmentsOf } from '../store.ts'
import { commitmentWords } from '../words.ts'
import { assesses, writesAll } from './common.ts'

const chosen = ({ query }: Visit, name: string): string | undefined =>
  idOrNull(query.get(name) ?? '') ?? undefined

const picked = (visit: Visit, all: readonly Commitment[]): Commitment[] => {
  const state = visit.query.get('state')
  const [organisation, agreement] = [chosen(visit, 'organisation'), chosen(visit, 'agreement')]
  const [place, group] = [chosen(visit, 'place'), chosen(visit, 'group')]
  return all.filter(
    (one) =>
      (!state || one.pace === state) &&
      (!organisation || one.organisationId === organisation) &&
      (!agreement || one.agreementId === agreement) &&
      (!place || one.placeId === place) &&
      (!group || one.workerGroupId === group),
  )
}

const choices = (found: readonly (readonly [string | null, string | null])[], lang: Visit['lang']) =>
  [...new Map(found.flatMap(([id, name]) => (id && name ? [[id, capital(name)] as const] : [])))]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, lang))

function filters(visit: Visit, all: readonly Commitment[]) {
  const { lang } = visit
  const words = commitmentWords(lang)
  const every = { value: '', label: words.list.all }
  const filter = (name: string, label: string, options: { value: string; label: string }[]) => {
    const value = visit.query.get(name)
    return { name, label, options: [every, ...options], ...(value ? { value } : {}) }
  }
  return [
    filter(
      'state',
      words.list.state,
      urgency
        .filter((pace) => all.some((one) => one.pace === pace))
        .map((pace) => ({ value: pace, label: words.paces[pace] })),
    ),
    filter(
      'organisation',
      words.list.organisation,
      choices(
        all.map(({ organisation }) => [
          organisation?.id ?? null,
          organisation && said(organisation.name, lang),
        ]),
        lang,
      ),
    ),
    filter(
      'agreement',
      words.list.agreement,
      choices(
        all.map(({ agreementId, agreement }) => [agreementId, agreement && said(agreement, lang)]),
        lang,
      ),
    ),
  ]
}

export const commitmentListRoutes = (): Route[] => [
  get('/commitments', sees('agreement'), async (visit, tx) => {
    const { lang, to, asker } = visit
    const words = commitmentWords(lang).list
    const all = await commitmentsOf(tx, asker, today(visit))
    const commitments = picked(visit, all)
    const query = visit.query.size > 0 ? `?${visit.query}` : ''
    const updates = all.length > 0 && (assesses(visit) || writesAll(visit))
    return page({
      title: words.title,
      lede: words.lede,
      current: 'agreements',
      actions: updates ? (
        <ButtonLink href={to(`/commitments/update${query}`)}>{words.update}</ButtonLink>
      ) : undefined,
      toolbar: (
        <>
          {agreementRooms(visit, 'commitments')}
          {all.length > 0 && (
            <Toolbar
              end={
                asker.role === 'coordinator' ? (
                  <DownloadMenu
                    lang={lang}
                    lines={[
                      { label: words.csv, href: to(`/commitments/file/csv${query}`), hint: words.csvHint },
                      { label: words.xlsx, href: to(`/commitments/file/xlsx${query}`), hint: words.xlsxHint },
                    ]}
                  />
                ) : undefined
              }
            >
              <FilterBar lang={lang} action={to('/commitments')} filters={filters(visit, all)} />
            </Toolbar>
          )}
        </>
      ),
      main:
        all.length === 0 ? (
          <EmptyState title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        ) : (
          <CommitmentTable
            lang={lang}
            to={to}
            commitments={commitments}
            empty={
              <p>
                {words.noneFound} <a href={to('/commitments')}>{words.clear}</a>
              </p>
            }
          />
        ),
    })
  }),
  work('GET', '/commitments/file/:kind', exports('agreement'), async (visit) => {
    const { kind } = visit.params
    if (kind !== 'csv' && kind !== 'xlsx') return new Problem('kernel.notFound', {}, 404)
    const sheet = await visit.write(async (tx) => {
      await logEvent(tx, visit.asker, 'exported', { kind: 'commitment' })
      return sheetOf(visit, picked(visit, await commitmentsOf(tx, visit.asker, today(visit))))
    })
    return sheetFile(sheet, kind, commitmentWords(visit.lang).list.file)
  }),
]

function sheetOf({ lang, workspace }: Visit, commitments: readonly Commitment[]) {
  const words = commitmentWords(lang)
  const { list, page: own } = words
  return {
    name: list.title,
    ...(workspace.isSample ? { notes: [list.sample] } : {}),
    header: [
      list.words,
      list.state,
      list.owes,
      own.office,
      list.due,
      own.made,
      own.budget,
      words.form.currency,
      list.from,
      list.views,
      own.incidents,
    ],
    rows: byUrgency(commitments).map((one): Value[] => [
      said(one.words, lang),
      words.paces[one.pace],
      whoOwes({ ...one, office: '' }, lang),
      one.office,
      one.lasts ? list.lasts : (one.dueOn ?? ''),
      one.madeOn,
      one.budget ?? '',
      one.currency ?? '',
      one.agreement && one.clauseNumber
        ? list.clause(one.clauseNumber, said(one.agreement, lang))
        : one.agreement
          ? said(one.agreement, lang)
          : one.meeting
            ? said(one.meeting, lang)
            : '',
      one.said.map((word) => `${said(word.organisation.name, lang)}: ${words.values[word.value]}`).join('; '),
      one.incidents,
    ]),
    widths: [60, 16, 40, 30, 12, 12, 14, 8, 40, 60, 10],
  }
}
