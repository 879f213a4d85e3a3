/** What waits in the library: gaps that are due, documents that nobody has described, files that could not be read. */
import { sql } from 'kysely'
import { may } from '../../kernel/access.ts'
import { said, type Text, textIn } from '../../kernel/text.ts'
import type { Asker, ReadTx } from '../../kernel/transaction.ts'
import type { Clock, TodayLine } from '../../web/server/hooks.ts'
import { gapsDue } from './gaps.ts'
import { nextGapState } from './rules.ts'
import { documentPath } from './store.ts'
import { topicName, topicsOf } from './topics.ts'
import { libraryWords } from './words.ts'

/** Gaps are told this many days ahead. */
const ahead = 14

export async function libraryLines(tx: ReadTx, asker: Asker, clock: Clock): Promise<TodayLine[]> {
  if (asker.role === 'system' || !may(asker.role, 'write', 'evidence')) return []
  return [...(await gapLines(tx, asker, clock)), ...(await documentLines(tx, asker, clock))]
}

async function gapLines(tx: ReadTx, asker: Asker, { lang, today }: Clock): Promise<TodayLine[]> {
  const words = libraryWords(lang).gaps
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10)
  const due = await gapsDue(tx, asker, until)
  if (due.length === 0) return []
  const topics = await topicsOf(tx, asker, lang)
  const { rows } = await sql<{ id: string; place: string; group: string | null }>`
    select g.id, p.code as place, w.code as group from evidence.gap g
      join kernel.place p on p.workspace_id = g.workspace_id and p.id = g.place_id
      left join kernel.worker_group w on w.workspace_id = g.workspace_id and w.id = g.worker_group_id
     where g.workspace_id = ${asker.workspaceId} and g.id = any (${sql.val(due.map(({ id }) => id))}::uuid[])`.execute(
    tx,
  )
  const codes = new Map(rows.map((row) => [row.id, row]))
  return due.map((gap) => {
    const code = codes.get(gap.id)
    const query = new URLSearchParams({
      topic: gap.topic,
      ...(code?.group ? { group: code.group } : {}),
      place: code?.place ?? '',
    })
    const path = `/evidence/library/gaps/cell?${query}`
    const next = gap.state && nextGapState[gap.state]
    const title = [
      topicName(topics, gap.topic),
      gap.group ? said(gap.group, lang) : null,
      said(gap.place, lang),
    ]
    return {
      kind: words.today.kind,
      title: textIn(lang, title.filter(Boolean).join(' · ')),
      path,
      due: gap.due,
      ...(gap.who ? { note: words.today.who(gap.who) } : {}),
      settle: [
        ...(next && gap.state
          ? [
              {
                label: words.today.step[gap.state],
                post: `/evidence/library/gaps/${gap.id}/state`,
                values: { state: next, version: String(gap.version) },
              },
            ]
          : []),
        { label: words.today.open, path },
      ],
    }
  })
}

async function documentLines(tx: ReadTx, asker: Asker, { lang }: Clock): Promise<TodayLine[]> {
  const words = libraryWords(lang).gaps.today
  const { rows } = await sql<{ id: string; title: Text; failed: boolean }>`
    select d.id, d.title, f.state = 'failed' as failed from evidence.document d
      left join evidence.document_file f on f.workspace_id = d.workspace_id and f.id = d.file_id
     where d.workspace_id = ${asker.workspaceId} and d.removed_at is null and (not d.is_described or f.state = 'failed')
     order by f.state = 'failed' desc nulls last, d.added_at desc limit 10`.execute(tx)
  return rows.map(({ id, title, failed }) => ({
    kind: failed ? words.failed : words.undescribed,
    title,
    path: documentPath(id),
    due: null,
    settle: [
      failed
        ? { label: words.see, path: documentPath(id) }
        : { label: words.describe, path: `${documentPath(id)}/edit` },
    ],
  }))
}
