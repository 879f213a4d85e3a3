/** Templates that the workspace made itself. */
import { sql } from 'kysely'
import { logEvent } from '../../kernel/event.ts'
import { newId } from '../../kernel/id.ts'
import { overVersion } from '../../kernel/over-version.ts'
import { said, type Text } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { Problem } from '../../platform/problem.ts'
import { questionsOf } from '../templates/asks.ts'
import { templateByKey, templates } from '../templates/index.ts'
import { type Form, type Section, type Template, templateSchema } from '../templates/model.ts'

export interface OwnTemplate extends Template {
  version: number
  name: Text
}

export async function ownTemplates(tx: ReadTx, asker: Asker): Promise<OwnTemplate[]> {
  const rows = (await tx
    .selectFrom('reports.template')
    .select(['id', 'version', 'title', 'form', 'content'])
    .where('workspace_id', '=', asker.workspaceId)
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()) as unknown as {
    id: string
    version: number
    title: Text
    form: Form
    content: { sections: Section[] }
  }[]
  return rows.map(({ id, version, title, form, content }) => ({
    key: id,
    version,
    name: title,
    form,
    title: { es: said(title, 'es'), en: said(title, 'en') },
    about: { es: '', en: '' },
    asks: questionsOf(form, content.sections),
    sections: content.sections,
  }))
}

/** Ours and the workspace's. @throws `kernel.notFound` */
export async function templateFor(tx: ReadTx, asker: Asker, key: string): Promise<Template> {
  const found = templateByKey(key) ?? (await ownTemplates(tx, asker)).find((one) => one.key === key)
  if (!found) throw new Problem('kernel.notFound', {}, 404)
  return found
}

export const allTemplates = async (tx: ReadTx, asker: Asker): Promise<Template[]> => [
  ...templates,
  ...(await ownTemplates(tx, asker)),
]

export interface TemplateFields {
  title: Text
  form: Form
  sections: readonly Section[]
}

const columns = ({ title, form, sections }: TemplateFields) => {
  const read = templateSchema.safeParse({ sections })
  if (!read.success)
    throw new Problem('reports.template', { what: read.error.issues[0]?.path.join('.') ?? '' })
  return { title: JSON.stringify(title), form, content: JSON.stringify(read.data) }
}

export async function addTemplate(tx: WriteTx, asker: Asker, fields: TemplateFields): Promise<string> {
  const id = newId()
  await tx
    .insertInto('reports.template')
    .values({ workspace_id: asker.workspaceId, id, ...columns(fields) })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'report_template', id })
  return id
}

export async function changeTemplate(
  tx: WriteTx,
  asker: Asker,
  id: string,
  version: number,
  fields: TemplateFields,
): Promise<void> {
  await overVersion(tx, asker, 'reports.template', { id, version, kind: 'report_template' }, columns(fields))
  await logEvent(tx, asker, 'changed', { kind: 'report_template', id, version: version + 1 })
}

/** Into the bin for 30 days, or back. Reports made with it are not touched. */
export async function setTemplateRemoved(
  tx: WriteTx,
  asker: Asker,
  id: string,
  removed: boolean,
): Promise<void> {
  await tx
    .updateTable('reports.template')
    .set({ deleted_at: removed ? sql`now()` : null })
    .where('workspace_id', '=', asker.workspaceId)
    .where('id', '=', id)
    .execute()
  await logEvent(tx, asker, removed ? 'deleted' : 'restored', { kind: 'report_template', id })
}
