/** What a record rests on and what rests on it, beside the record on its own page. */
import { said } from '../../kernel/text.ts'
import type { Neighbour, Thread } from '../../kernel/thread-near.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { MoreLink } from './button.tsx'
import { AsideList } from './notice.tsx'

export interface ThreadPanelProps {
  lang: Lang
  /** `visit.to`. */
  to(path: string, query?: Record<string, string | number | null | undefined>): string
  /** From `threadOf(tx, asker, id)` in the kernel. */
  thread: Thread
}

/** `aside: <ThreadPanel lang={lang} to={visit.to} thread={await threadOf(tx, asker, id)} />` on a record's page. */
export function ThreadPanel({ lang, to, thread }: ThreadPanelProps) {
  const words = wordsOf(lang).thread
  const { record } = thread
  return (
    <>
      <Side {...{ lang, to }} title={words.rests} rows={thread.rests} none={words.restsOnNothing} />
      <Side {...{ lang, to }} title={words.supports} rows={thread.supports} none={words.supportsNothing} />
      <p>
        <MoreLink href={to(`/thread/${record.id}`)}>{words.whole}</MoreLink>
      </p>
    </>
  )
}

function Side(
  props: Pick<ThreadPanelProps, 'lang' | 'to'> & { title: string; rows: Neighbour[]; none: string },
) {
  const { lang, to, rows } = props
  const words = wordsOf(lang)
  return (
    <AsideList
      title={props.title}
      items={rows.map((one) => ({
        kind: words.kinds[one.kind] ?? words.otherKind,
        label: said(one.title, lang),
        href: to(one.path),
      }))}
    >
      {rows.length === 0 && <p class="subtle">{props.none}</p>}
    </AsideList>
  )
}
