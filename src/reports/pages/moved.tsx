/** What moved at its source: the sentence, what it says, what it would say, and the one action that settles it. */
import { Button } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import type { Visit } from '../../web/server/route.ts'
import type { Value } from '../bound/value.ts'
import { worded } from '../bound/wording.ts'
import { type Block, bindingsOf } from '../content/model.ts'
import { sentenceWith } from '../content/sentences.ts'
import type { StoredBinding } from '../store/bindings.ts'
import type { Report } from '../store/reports.ts'
import { wordsOf } from '../words.ts'

export function MovedList({
  visit,
  report,
  bindings,
  blocks,
}: {
  visit: Visit
  report: Report
  bindings: readonly StoredBinding[]
  blocks: readonly Block[]
}) {
  const { lang, to } = visit
  const words = wordsOf(lang).stale
  const named = new Map(blocks.flatMap((block) => bindingsOf(block).map((id) => [id, block] as const)))
  const moved = bindings.filter((one) => one.moved && named.has(one.id))
  if (moved.length === 0) return null
  const said = (value: Value | null): string =>
    value === null
      ? '–'
      : value.is === 'gone'
        ? value.reason[lang]
        : worded(value, value.is === 'number' ? 'interval' : 'title', lang)
  return (
    <Notice title={words.title(moved.length)}>
      <p>{words.text}</p>
      <DataTable
        lang={lang}
        caption={words.title(moved.length)}
        captionHidden
        rows={moved}
        label={{
          head: words.item,
          cell: (one) => {
            const block = named.get(one.id)
            return block ? (
              <a href={`${to(`/reports/${report.id}`)}#b-${block.id}`}>
                {sentenceWith(block[lang], one.id, (id) =>
                  said(bindings.find((other) => other.id === id)?.held ?? null),
                ) || said(one.held)}
              </a>
            ) : null
          },
        }}
        columns={[
          { head: words.before, cell: (one) => said(one.held) },
          { head: words.now, cell: (one) => said(one.moved) },
          {
            head: '',
            cell: (one) => (
              <form method="post" action={to(`/reports/${report.id}/accept`)}>
                <input type="hidden" name="binding" value={one.id} />
                <Button>{words.accept}</Button>
              </form>
            ),
          },
        ]}
      />
      {moved.length > 1 && (
        <form method="post" action={to(`/reports/${report.id}/accept`)}>
          <Button>{words.acceptAll}</Button>
        </form>
      )}
    </Notice>
  )
}
