import type { FC } from 'hono/jsx'
import { z } from 'zod'
import type { Event, EventPage } from '../../kernel/event.ts'
import { type Language, said } from '../../kernel/text.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Pages } from '../../web/components/lists.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { dateTime } from '../../web/format.ts'
import { peopleWords } from '../people-words.ts'

export const settingsSchema = z.object({
  nameEs: z.string().max(200),
  nameEn: z.string().max(200).optional(),
  minimumCases: z.int().min(0).max(10_000),
  intervalLevel: z.enum(['90', '95']),
})

export interface SettingsProps {
  lang: Language
  action: string
  workspace: Workspace
  values: FormValues
  errors?: readonly FormError[]
}

export const SettingsPage: FC<SettingsProps> = ({ lang, action, workspace, values, errors = [] }) => {
  const words = peopleWords(lang).settings
  return (
    <>
      <Form
        lang={lang}
        action={action}
        schema={settingsSchema}
        words={words}
        values={values}
        errors={errors}
        controls={{ minimumCases: { width: 'short' }, intervalLevel: { as: 'radio' } }}
        hidden={{ version: workspace.version }}
      />
      <p class="subtle">{words.address(workspace.slug)}</p>
    </>
  )
}

export interface LogProps {
  lang: Language
  page: EventPage
  timezone: string
  to: (path: string, query?: Record<string, string>) => string
}

export const LogPage: FC<LogProps> = ({ lang, page, timezone, to }) => {
  const words = peopleWords(lang).log
  const subject = (event: Event) => {
    const kind = words.kinds[event.kind] ?? event.kind
    const title = event.title ? said(event.title, lang) : event.name
    return (
      <>
        {kind}
        {title && ': '}
        {title && event.path ? <a href={to(event.path)}>{title}</a> : title}
        {event.version !== null && event.version > 1 && (
          <span class="subtle"> · {words.version(event.version)}</span>
        )}
      </>
    )
  }
  return (
    <>
      <DataTable
        lang={lang}
        caption={words.caption}
        captionHidden
        rows={page.events}
        label={{ head: words.when, cell: (event: Event) => dateTime(event.at, lang, timezone) }}
        columns={[
          { head: words.who, cell: (event) => event.who ?? words.program, narrow: 'main' },
          { head: words.what, cell: (event) => words.actions[event.action] },
          { head: words.subject, cell: subject },
        ]}
        empty={<p>{words.empty}</p>}
      />
      <Pages
        lang={lang}
        {...(page.newer ? { newer: to('/log', { after: page.newer }) } : {})}
        {...(page.older ? { older: to('/log', { before: page.older }) } : {})}
      />
    </>
  )
}
