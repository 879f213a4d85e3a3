/** Templates: the program's, and the workspace's own, made from a report or from another and written as lines. */
import { z } from 'zod'
import { type Text, text, textIn } from '../../kernel/text.ts'
import type { ReadTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { Section } from '../../web/components/notice.tsx'
import { page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, type Visit, writes } from '../../web/server/route.ts'
import { wordsIn } from '../content/model.ts'
import { outputWords } from '../output/words.ts'
import { shelfTabs } from '../rooms.tsx'
import { bare, idOf } from '../services.ts'
import { blocksOf } from '../store/blocks.ts'
import { reportById } from '../store/reports.ts'
import {
  addTemplate,
  changeTemplate,
  type OwnTemplate,
  ownTemplates,
  setTemplateRemoved,
  templateFor,
} from '../store/templates.ts'
import { templates } from '../templates/index.ts'
import { forms, type Template, type Section as TemplateSection } from '../templates/model.ts'
import { parseSections, printSections } from '../templates/plain.ts'
import { wordsOf } from '../words.ts'

const access = writes('report_draft')
const schema = z.object({
  name: z.string().min(1).max(200),
  form: z.enum(forms),
  sections: z.string().min(1).max(100_000),
})

export const templateRoutes = (): Route[] => [
  get('/reports/templates', access, async (visit, tx) => {
    const { lang, to } = visit
    const words = wordsOf(lang).templates
    const own = await ownTemplates(tx, visit.asker)
    return page({
      title: words.title,
      lede: words.lede,
      current: 'reports',
      toolbar: shelfTabs(visit, 'templates'),
      main: (
        <>
          <Section title={words.ofWorkspace}>
            {own.length === 0 && <p>{words.empty}</p>}
            <Shelf
              visit={visit}
              items={own}
              deed={({ key, title }) => (
                <>
                  <ButtonLink href={to(`/reports/templates/${key}/edit`)}>
                    {words.edit}
                    <span class="vh">: {title[lang]}</span>
                  </ButtonLink>
                  <form method="post" action={to(`/reports/templates/${key}/remove`)}>
                    <Button danger variant="tertiary">
                      {words.remove}
                      <span class="vh">: {title[lang]}</span>
                    </Button>
                  </form>
                </>
              )}
            />
          </Section>
          <Section title={words.ofProgram}>
            <Shelf
              visit={visit}
              items={templates}
              deed={({ key, title }) => (
                <form method="post" action={to(`/reports/templates/copy`)}>
                  <input type="hidden" name="template" value={key} />
                  <Button>
                    {words.copy}
                    <span class="vh">: {title[lang]}</span>
                  </Button>
                </form>
              )}
            />
          </Section>
        </>
      ),
    })
  }),
  post('/reports/templates/copy', access, async (visit, tx) => {
    const key = (await visit.form()).get('template')
    const { title, form, sections } = await templateFor(tx, visit.asker, typeof key === 'string' ? key : '')
    const id = await addTemplate(tx, visit.asker, { title: text(title.es, title.en), form, sections })
    return redirect(visit.to(`/reports/templates/${id}/edit`), wordsOf(visit.lang).templates.saved)
  }),
  /** Its headings and guidance, without what was written. */
  post('/reports/:id/template', access, async (visit, tx) => {
    const report = await reportById(tx, visit.asker, idOf(visit))
    const sections: TemplateSection[] = []
    for (const block of await blocksOf(tx, visit.asker, report.id)) {
      const words = { es: wordsIn(block.es) || wordsIn(block.en), en: wordsIn(block.en) || wordsIn(block.es) }
      if (block.kind === 'heading' && block.level < 3)
        sections.push({ title: words, level: block.level === 1 ? 1 : 2, guidance: { es: '', en: '' } })
      const last = sections.at(-1)
      if (block.kind === 'guidance' && last)
        last.guidance = {
          es: [last.guidance.es, words.es].filter(Boolean).join(' '),
          en: [last.guidance.en, words.en].filter(Boolean).join(' '),
        }
    }
    const id = await addTemplate(tx, visit.asker, { title: report.title, form: report.form, sections })
    return redirect(visit.to(`/reports/templates/${id}/edit`), wordsOf(visit.lang).templates.saved)
  }),
  get('/reports/templates/:id/edit', access, async (visit, tx) =>
    editPage(visit, await ownTemplate(visit, tx)),
  ),
  post('/reports/templates/:id/edit', access, async (visit, tx) => {
    const { lang, asker } = visit
    const template = await ownTemplate(visit, tx)
    const form = await visit.form()
    const read = readForm(schema, form, formWords(visit), lang)
    if (!read.ok) return editPage(visit, template, read)
    try {
      await changeTemplate(tx, asker, template.key, versionOf(form), {
        title: renamed(template.name, read.value.name, visit),
        form: read.value.form,
        sections: parseSections(read.value.sections),
      })
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.code.startsWith('reports.template')) throw problem
      const sentence = wordsOf(lang).problems[problem.code as 'reports.template']
      return editPage(visit, template, {
        values: { ...read.value },
        errors: [{ field: 'sections', text: sentence(problem.values as Record<string, string | number>) }],
      })
    }
    return redirect(visit.to('/reports/templates'), wordsOf(lang).templates.saved)
  }),
  post('/reports/templates/:id/remove', access, async (visit, tx) => {
    const template = await ownTemplate(visit, tx)
    await setTemplateRemoved(tx, visit.asker, template.key, true)
    return redirect(
      visit.to('/reports/templates'),
      wordsOf(visit.lang).templates.removed,
      visit.to(`/reports/templates/${template.key}/restore`),
    )
  }),
  post('/reports/templates/:id/restore', access, async (visit, tx) => {
    await setTemplateRemoved(tx, visit.asker, idOf(visit), false)
    return redirect(visit.to('/reports/templates'), wordsOf(visit.lang).templates.restored)
  }),
]

async function ownTemplate(visit: Visit, tx: ReadTx): Promise<OwnTemplate> {
  const found = (await ownTemplates(tx, visit.asker)).find(({ key }) => key === idOf(visit))
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

const renamed = (before: Text, name: string, { lang }: Visit): Text =>
  before[lang]?.text === name.trim()
    ? before
    : { ...before, ...textIn(lang, name.trim()), source: before.source, [lang]: { text: name.trim() } }

function formWords(visit: Visit) {
  const { name, form, sections } = wordsOf(visit.lang).templates
  return { name, form: { ...form, options: outputWords(visit.lang).forms }, sections }
}

function editPage(
  visit: Visit,
  template: OwnTemplate,
  given: { values: FormValues; errors: readonly FormError[] } | null = null,
) {
  const { lang } = visit
  const words = wordsOf(lang)
  return page({
    title: template.title[lang],
    current: 'reports',
    crumbs: [
      { label: words.list.title, href: bare(visit, '/reports') },
      { label: words.templates.title, href: bare(visit, '/reports/templates') },
      { label: template.title[lang] },
    ],
    ...(given ? { status: 422 as const } : {}),
    main: (
      <Form
        lang={lang}
        schema={schema}
        words={formWords(visit)}
        action={bare(visit, `/reports/templates/${template.key}/edit`)}
        cancelHref={bare(visit, '/reports/templates')}
        hidden={{ version: template.version }}
        values={
          given?.values ?? {
            name: template.title[lang],
            form: template.form,
            sections: printSections(template.sections),
          }
        }
        {...(given ? { errors: given.errors } : {})}
        controls={{ sections: { as: 'textarea', rows: 24 } }}
      />
    ),
  })
}

function Shelf<T extends Template>({
  visit,
  items,
  deed,
}: {
  visit: Visit
  items: readonly T[]
  deed(item: T): unknown
}) {
  const { lang } = visit
  return (
    <ul class="report-kinds">
      {items.map((item) => (
        <li>
          <h3>{item.title[lang]}</h3>
          <p class="subtle">
            {[outputWords(lang).forms[item.form], wordsOf(lang).templates.sectionsCount(item.sections.length)]
              // A kind that the title says already is not said twice.
              .filter((one) => !item.title[lang].startsWith(one))
              .join(' · ')}
          </p>
          {item.about[lang] && <p>{item.about[lang]}</p>}
          <div class="actions">{deed(item) as never}</div>
        </li>
      ))}
    </ul>
  )
}
