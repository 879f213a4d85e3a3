/** Topics: the common list, and what a workspace adds to it. */
import { logEvent } from '../../kernel/event.ts'
import { type Language, said, type Text, textIn } from '../../kernel/text.ts'
import type { Asker, ReadTx, WriteTx } from '../../kernel/transaction.ts'
import { commonTopics, sortable } from './rules.ts'
import { libraryWords } from './words.ts'

export interface Topic {
  code: string
  /** In the language that was asked for. */
  name: string
}

export async function topicsOf(tx: ReadTx, asker: Asker, lang: Language): Promise<Topic[]> {
  const own = await tx
    .selectFrom('evidence.topic')
    .select(['code', 'name'])
    .where('workspace_id', '=', asker.workspaceId)
    .orderBy('code')
    .execute()
  return [
    ...commonTopics.map((code) => ({ code, name: libraryWords(lang).topics[code] })),
    ...own.map(({ code, name }) => ({ code, name: said(name as unknown as Text, lang) })),
  ]
}

/** The name of a topic, or its code where nobody knows it any more. */
export const topicName = (topics: readonly Topic[], code: string): string =>
  topics.find((topic) => topic.code === code)?.name ?? code

/** Adds a topic of the workspace's own, or finds the one that is called so; returns its code. */
export async function addTopic(tx: WriteTx, asker: Asker, lang: Language, name: string): Promise<string> {
  const known = await topicsOf(tx, asker, lang)
  const same = known.find((topic) => sortable(topic.name) === sortable(name))
  if (same) return same.code
  const stem = `own_${
    sortable(name)
      .replace(/ñ/g, 'n')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 40) || 'topic'
  }`
  let code = stem
  for (let at = 2; known.some((topic) => topic.code === code); at++) code = `${stem}_${at}`
  await tx
    .insertInto('evidence.topic')
    .values({
      workspace_id: asker.workspaceId,
      code,
      name: JSON.stringify(textIn(lang, name.trim().slice(0, 80))),
    })
    .execute()
  await logEvent(tx, asker, 'created', { kind: 'topic' })
  return code
}
