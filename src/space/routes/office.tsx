/** The coordinator's office: settings of the workspace, and its log. */
import { eventsOf } from '../../kernel/event.ts'
import { isId } from '../../kernel/id.ts'
import { type Language, otherLanguage, reword, type Text, textIn } from '../../kernel/text.ts'
import { changeWorkspace, type Workspace } from '../../kernel/workspace.ts'
import { type FormError, type FormValues, readForm } from '../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import { versionOf } from '../../web/server/form.ts'
import { get, post, type Route, sees, type Visit, writes } from '../../web/server/route.ts'
import { LogPage, SettingsPage, settingsSchema } from '../pages/office-pages.tsx'
import { peopleWords } from '../people-words.ts'

export const officeRoutes: readonly Route[] = [
  get('/log', sees('settings'), async (visit, tx) => {
    const key = (name: 'before' | 'after') => {
      const value = visit.query.get(name)
      return value !== null && isId(value) ? { [name]: value } : {}
    }
    const words = peopleWords(visit.lang).log
    const events = await eventsOf(tx, visit.asker, { ...key('before'), ...key('after') })
    return page({
      title: words.title,
      lede: words.lede,
      main: <LogPage lang={visit.lang} page={events} timezone={visit.workspace.timezone} to={visit.to} />,
    })
  }),

  get('/settings', sees('settings'), async (visit) => settingsPage(visit, settingsOf(visit.workspace))),

  post('/settings', writes('settings'), async (visit, tx) => {
    const { lang, asker, workspace } = visit
    const words = peopleWords(lang).settings
    const data = await visit.form()
    const read = readForm(settingsSchema, data, words, lang)
    if (!read.ok) return settingsPage(visit, read.values, read.errors)
    const { nameEs, nameEn, minimumCases, intervalLevel } = read.value
    await changeWorkspace(tx, asker, versionOf(data), {
      name: named(workspace.name, { es: nameEs, en: nameEn ?? '' }),
      minimumCases,
      intervalLevel: intervalLevel === '95' ? 95 : 90,
    })
    return redirect(visit.to('/settings'), words.saved)
  }),
]

const settingsOf = ({ name, minimumCases, intervalLevel }: Workspace): FormValues => ({
  nameEs: name.es?.text ?? '',
  nameEn: name.en?.text ?? '',
  minimumCases: String(minimumCases),
  intervalLevel: String(intervalLevel),
})

function settingsPage(visit: Visit, values: FormValues, errors: readonly FormError[] = []): Answer {
  const { lang, workspace } = visit
  return page({
    title: peopleWords(lang).settings.title,
    main: (
      <SettingsPage
        lang={lang}
        action={`/${workspace.slug}/settings`}
        workspace={workspace}
        values={values}
        errors={errors}
      />
    ),
    status: errors.length > 0 ? 422 : 200,
  })
}

/** The name with both wordings as typed; an empty translation is a missing one. */
function named(before: Text, words: Record<Language, string>): Text {
  const source = words[before.source] ? before.source : otherLanguage(before.source)
  const other = otherLanguage(source)
  const name = reword(
    before.source === source ? before : textIn(source, words[source]),
    source,
    words[source],
  )
  if (words[other]) return reword(name, other, words[other])
  return { source, [source]: name[source] }
}
