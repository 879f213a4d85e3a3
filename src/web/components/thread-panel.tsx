/** What a record rests on and what rests on it, beside the record on its own page. */
import { said } from '../../kernel/text.ts'
import type { Neighbour, Thread } from '../../kernel/thread-near.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Button, MoreLink } from './button.tsx'
import { Disclosure } from './menu.tsx'
import { Notice } from './notice.tsx'
import { ThreadMarks } from './thread-picture.tsx'

export interface ThreadPanelProps {
  lang: Lang
  /** `visit.to`. */
  to(path: string, query?: Record<string, string | number | null | undefined>): string
  /** From `threadOf(tx, asker, id)` in the kernel. */
  thread: Thread
  /** The page that the panel stands on, within the workspace, where that is not the record's own. */
  here?: string
}

type Side = 'rests' | 'supports'

/** `aside: <ThreadPanel lang={lang} to={visit.to} thread={await threadOf(tx, asker, id)} />` on a record's page. */
export function ThreadPanel(props: ThreadPanelProps) {
  const { lang, to, thread } = props
  const words = wordsOf(lang).thread
  const stale = thread.marks.some(({ effect }) => effect === 'stale')
  return (
    <>
      {thread.marks.length > 0 && props.here !== `/thread/${thread.record.id}` && (
        <Notice>
          <p>{words.attention[stale ? 'stale' : 'basis_revised']}</p>
          <MoreLink href={`${to(`/thread/${thread.record.id}`)}#changes`}>{words.whatChanged}</MoreLink>
        </Notice>
      )}
      <OneSide {...props} side="rests" />
      <OneSide {...props} side="supports" />
      {props.here !== `/thread/${thread.record.id}` && (
        <p>
          <MoreLink href={to(`/thread/${thread.record.id}`)}>{words.whole}</MoreLink>
        </p>
      )}
    </>
  )
}

function OneSide(props: ThreadPanelProps & { side: Side }) {
  const { lang, thread, side } = props
  const words = wordsOf(lang).thread
  const rows = thread[side]
  return (
    <section class="aside-list thread-side">
      <h2>{words[side]}</h2>
      {rows.length > 0 ? (
        <ul>
          {rows.map((one) => (
            <NeighbourLine {...props} one={one} />
          ))}
        </ul>
      ) : (
        <p class="subtle">{words[side === 'rests' ? 'restsOnNothing' : 'supportsNothing']}</p>
      )}
      {thread.adds[side] && <AddForm {...props} />}
    </section>
  )
}

function NeighbourLine({
  lang,
  to,
  thread,
  side,
  one,
  here = thread.record.path,
}: ThreadPanelProps & { side: Side; one: Neighbour }) {
  const words = wordsOf(lang)
  const title = said(one.title, lang)
  return (
    <li>
      <span class="kind">
        {words.kinds[one.kind] ?? words.otherKind} · {words.thread.links[one.link][side]}
      </span>
      <a href={to(one.path)}>{title}</a>
      <span class="kind">{words.thread[one.moved ? 'moved' : 'cites'](one.citedVersion)}</span>
      <ThreadMarks lang={lang} of={one} />
      {one.removable && (
        <form method="post" action={to(`/thread/links/${one.linkId}/remove`)}>
          <input type="hidden" name="back" value={here} />
          <button type="submit" class="link-button" aria-label={words.thread.removeNamed(title)}>
            {words.thread.remove}
          </button>
        </form>
      )}
    </li>
  )
}

/** Search first: a page of its own shows what was found, each with how it may be linked. */
function AddForm({ lang, to, thread, side }: ThreadPanelProps & { side: Side }) {
  const words = wordsOf(lang).thread
  return (
    <Disclosure summary={words[side === 'rests' ? 'addRests' : 'addSupports']}>
      <form class="thread-add" action={to(`/thread/${thread.record.id}/add`)}>
        <input type="hidden" name="side" value={side} />
        <input class="ds-input" type="search" name="q" aria-label={words.findLabel} />
        <Button>{words.find}</Button>
      </form>
    </Disclosure>
  )
}
