/** The reports of the workspace: the list, and beginning a new one. */
import { z } from 'zod'
import { currentVintages } from '../../evidence/index.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { said, textIn } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { EmptyState, Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { capital, date, period as periodWords } from '../../web/format.ts'
import { page, redirect } from '../../web/server/answer.ts'
import { get, type Route, sees, type Visit, work, writes } from '../../web/server/route.ts'
import { compose, keep } from '../begin.ts'
import { isSurveyed } from '../generate/comparison.ts'
import { titleOf } from '../generate/report.ts'
import { outputWords } from '../output/words.ts'
import { shelfTabs } from '../rooms.tsx'
import { drafters } from '../rules.ts'
import { bare, contextOf, type ReportServices } from '../services.ts'
import { type Report, type ReportFields, reportsOf } from '../store/reports.ts'
import { allTemplates, templateFor } from '../store/templates.ts'
import type { Question, Template } from '../templates/model.ts'
import { wordsOf } from '../words.ts'

const access = writes('report_draft')

export const shelfRoutes = (services: ReportServices): Route[] => [
  // Who sees no drafts finds what was signed.
  get('/reports', sees('report'), async (visit, tx) => {
    const { lang, to } = visit
    if (!drafters.includes(visit.asker.role)) return redirect(to('/editions'))
    const words = wordsOf(lang).list
    const add = (
      <ButtonLink href={to('/reports/new')} variant="primary">
        {words.new}
      </ButtonLink>
    )
    return page({
      title: words.title,
      lede: words.lede,
      actions: add,
      toolbar: shelfTabs(visit, 'reports'),
      main: (
        <DataTable
          lang={lang}
          caption={words.title}
          captionHidden
          rows={await reportsOf(tx, visit.asker)}
          label={{
            head: words.head,
            cell: (one: Report) => <a href={to(`/reports/${one.id}`)}>{said(one.title, lang)}</a>,
          }}
          columns={[
            { head: words.form, narrow: 'hide', cell: (one) => outputWords(lang).forms[one.form] },
            { head: words.state, cell: (one) => wordsOf(lang).states[one.state] },
            {
              head: words.moved,
              cell: (one) => (one.moved > 0 ? <b class="attention">{words.movedCount(one.moved)}</b> : '–'),
            },
            { head: words.changed, narrow: 'hide', cell: (one) => date(one.changedAt, lang) },
          ]}
          empty={
            <EmptyState title={words.empty} action={add}>
              <p>{words.emptyText}</p>
            </EmptyState>
          }
        />
      ),
    })
  }),
  get('/reports/new', access, async (visit, tx) => {
    const { lang, to } = visit
    const words = wordsOf(lang).create
    const all = await allTemplates(tx, visit.asker)
    return page({
      title: words.title,
      lede: words.lede,
      crumbs: [{ label: wordsOf(lang).list.title, href: bare(visit, '/reports') }, { label: words.title }],
      main: (
        <ul class="report-kinds">
          {all.map(({ key, title, about }) => (
            <li>
              <h2>{title[lang]}</h2>
              <p>{about[lang] || words.own}</p>
              <ButtonLink href={to(`/reports/new/${key}`)}>
                {words.submit}
                <span class="vh">: {title[lang]}</span>
              </ButtonLink>
            </li>
          ))}
        </ul>
      ),
    })
  }),
  get('/reports/new/:template', access, async (visit, tx) =>
    newPage(visit, tx, await templateFor(tx, visit.asker, visit.params.template ?? ''), {
      values: await suggested(visit, tx),
    }),
  ),
  work('POST', '/reports/new/:template', access, async (visit) => {
    const { lang } = visit
    const form = await visit.form()
    const template = await visit.read((tx, asker) => templateFor(tx, asker, visit.params.template ?? ''))
    const read = readForm(fieldsSchema, form, fieldWords(visit), lang)
    if (!read.ok) return visit.read((tx) => newPage(visit, tx, template, read))
    const errors = missingIn(template, read.value, visit)
    if (errors.length > 0)
      return visit.read((tx) => newPage(visit, tx, template, { values: typed(form), errors }))
    const context = contextOf(visit, services)
    const fields = await titled(fieldsOf(template, read.value, visit), read.value.name, visit, services)
    const written = await compose(context, template, fields).catch((problem: unknown) => {
      const error = lackIn(problem, fields, visit)
      if (error) return error
      throw problem
    })
    if ('field' in written)
      return visit.read((tx) => newPage(visit, tx, template, { values: typed(form), errors: [written] }))
    const id = await visit.write((tx, asker) => keep(tx, asker, fields, written))
    return redirect(visit.to(`/reports/${id}`), wordsOf(lang).create.begun)
  }),
]

export const fieldsSchema = z.object({
  name: z.string().max(300).optional(),
  place: z.string().optional(),
  againstPlace: z.string().max(20).optional(),
  group: z.string().optional(),
  period: z.string().optional(),
  againstPeriod: z.string().optional(),
  startsOn: z.iso.date().optional(),
  endsOn: z.iso.date().optional(),
  level: z.enum(['90', '95']).optional(),
})
export type FieldValues = z.infer<typeof fieldsSchema>

/** Which fields of the form a template's question asks for. */
const asksFor: Readonly<Record<Question, readonly (keyof FieldValues)[]>> = {
  place: ['place'],
  againstPlace: ['againstPlace'],
  group: ['group'],
  period: ['period', 'level'],
  againstPeriod: ['againstPeriod'],
  time: ['startsOn', 'endsOn'],
}

export function fieldWords(visit: Visit) {
  const { name, place, againstPlace, group, period, againstPeriod, startsOn, endsOn, level } = wordsOf(
    visit.lang,
  ).create
  return { name, place, againstPlace, group, period, againstPeriod, startsOn, endsOn, level }
}

const typed = (form: FormData): FormValues =>
  Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']))

async function suggested(visit: Visit, tx: ReadTx): Promise<FormValues> {
  const vintages = await currentVintages(tx, visit.asker)
  const [before, latest] = [vintages.at(-2), vintages.at(-1)]
  const year = new Date().getFullYear()
  return {
    place: visit.query.get('place') ?? 'MX',
    period: latest?.period,
    ...(before && latest && before.survey === latest.survey ? { againstPeriod: before.period } : {}),
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    level: String(visit.workspace.intervalLevel),
  }
}

/** Choices that the workspace knows. */
export async function fieldControls(visit: Visit, tx: ReadTx) {
  const { lang, asker } = visit
  const places = (await placesOf(tx, asker)).filter(({ kind }) => kind === 'country' || kind === 'state')
  const groups = await workerGroupsOf(tx, asker)
  const periods = [...new Set((await currentVintages(tx, asker)).map(({ period }) => period))]
  const ofPeriods = periods.map((code) => ({ value: code, label: capital(periodWords(code, lang)) }))
  return {
    place: { options: places.map(({ code, name }) => ({ value: code, label: said(name, lang) })) },
    group: { options: groups.map(({ code, name }) => ({ value: code, label: capital(said(name, lang)) })) },
    period: { options: ofPeriods },
    againstPeriod: { options: ofPeriods },
    level: { as: 'radio' as const },
  }
}

interface Given {
  values: FormValues
  errors?: readonly FormError[]
}

async function newPage(visit: Visit, tx: ReadTx, template: Template, given: Given) {
  const { lang } = visit
  const words = wordsOf(lang).create
  const wanted = new Set<string>(['name', ...template.asks.flatMap((one) => asksFor[one])])
  // Of two answers one is always given.
  const needed = new Set<string>([...neededBy(template), 'level'])
  const schema = z.object(
    Object.fromEntries(
      Object.entries(fieldsSchema.shape)
        .filter(([name]) => wanted.has(name))
        .map(([name, field]) => [name, needed.has(name) ? field.unwrap() : field]),
    ),
  ) as unknown as typeof fieldsSchema
  const hasSurvey = (await currentVintages(tx, visit.asker)).length > 0
  return page({
    title: template.title[lang],
    lede: template.about[lang],
    crumbs: [
      { label: wordsOf(lang).list.title, href: bare(visit, '/reports') },
      { label: words.title, href: bare(visit, '/reports/new') },
      { label: template.title[lang] },
    ],
    ...(given.errors ? { status: 422 as const } : {}),
    main: (
      <>
        {!hasSurvey && template.asks.includes('period') && <Notice>{words.noSurvey}</Notice>}
        <Form
          lang={lang}
          schema={schema}
          words={fieldWords(visit)}
          values={given.values}
          {...(given.errors ? { errors: given.errors } : {})}
          action={bare(visit, `/reports/new/${template.key}`)}
          cancelHref={bare(visit, '/reports/new')}
          submit={words.submit}
          controls={await fieldControls(visit, tx)}
        />
      </>
    ),
  })
}

const ofPlaces: ReadonlySet<Template['form']> = new Set(['snapshot', 'fact_sheet', 'comparison'])

/** What is written of a place has one; a donor report has its time; a fact sheet, its group; a comparison, its second place. */
const neededBy = (template: Template): readonly (keyof FieldValues)[] => [
  ...(ofPlaces.has(template.form) ? (['place'] as const) : []),
  ...(template.form === 'donor_report' ? (['startsOn', 'endsOn'] as const) : []),
  ...(template.form === 'fact_sheet' ? (['group'] as const) : []),
  ...(template.form === 'comparison' ? (['againstPlace'] as const) : []),
]

function missingIn(template: Template, value: FieldValues, visit: Visit): FormError[] {
  const { missing, order } = wordsOf(visit.lang).create
  const empty = neededBy(template)
    .filter((name) => !value[name])
    .map((field) => ({ field, text: missing }))
  const second = value.againstPlace?.trim()
  if (second && !isPlaceCode(second))
    return [...empty, { field: 'againstPlace', text: wordsOf(visit.lang).create.lacks.againstPlace }]
  if (empty.length > 0 || !value.startsOn || !value.endsOn || value.startsOn <= value.endsOn) return empty
  return [{ field: 'endsOn', text: order }]
}

/** What the survey cannot say, beside the question that asked for it; null: another problem. */
function lackIn(problem: unknown, fields: ReportFields, { lang }: Visit): FormError | null {
  if (!(problem instanceof Problem) || !problem.code.startsWith('evidence.')) return null
  const { lacks } = wordsOf(lang).create
  const { place, written, group } = problem.values
  const isSecond = fields.againstPlace !== null && (place ?? written) === fields.againstPlace
  const field =
    problem.code === 'evidence.noPeriod'
      ? 'period'
      : group && fields.group
        ? 'group'
        : isSecond
          ? 'againstPlace'
          : 'place'
  return { field, text: lacks[field] }
}

/** A state, the country, or a place abroad by its code. */
const isPlaceCode = (code: string): boolean => isSurveyed(code) || /^[A-Z]{2}(-[A-Z0-9]{2,6})?$/.test(code)

export const fieldsOf = (
  { form }: Pick<Template, 'form'>,
  value: FieldValues,
  visit: Visit,
): Omit<ReportFields, 'title'> => ({
  form,
  place: value.place || null,
  againstPlace: value.againstPlace?.trim() || null,
  group: value.group || null,
  period: value.period || null,
  againstPeriod: value.againstPeriod && value.againstPeriod !== value.period ? value.againstPeriod : null,
  startsOn: value.startsOn ?? null,
  endsOn: value.endsOn ?? null,
  level: (value.level ?? String(visit.workspace.intervalLevel)) === '95' ? 95 : 90,
})

/** As it was written, or as the program calls it. */
export const titled = async (
  fields: Omit<ReportFields, 'title'>,
  name: string | undefined,
  visit: Visit,
  services: ReportServices,
): Promise<ReportFields> => ({
  ...fields,
  title: name?.trim() ? textIn(visit.lang, name.trim()) : await titleOf(contextOf(visit, services), fields),
})
