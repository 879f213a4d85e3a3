/** The whole thread of a record: what changed under it, its picture, and the same as a list. */
import { type Language, said } from '../../kernel/text.ts'
import type { ThreadGraph, ThreadLink, ThreadNode } from '../../kernel/thread-graph.ts'
import { EmptyState, Notice, Section } from '../../web/components/notice.tsx'
import { DataTable, type RowGroup } from '../../web/components/table.tsx'
import { ThreadChanges, type ThreadChangesProps } from '../../web/components/thread-changes.tsx'
import { ThreadMarks, ThreadPicture } from '../../web/components/thread-picture.tsx'
import { wordsOf as webWords } from '../../web/words.ts'
import { threadWords } from '../thread-words.ts'

export interface ThreadPageProps {
  lang: Language
  graph: ThreadGraph
  title: string
  href(node: ThreadNode): string
  changes: ThreadChangesProps
}

export function ThreadPage(props: ThreadPageProps) {
  const { lang, graph } = props
  const words = threadWords(lang).thread
  return (
    <>
      <ThreadChanges {...props.changes} />
      {graph.nodes.length < 2 ? (
        <EmptyState title={words.noLinks}>
          <p>{words.noLinksText}</p>
        </EmptyState>
      ) : (
        <Section title={words.list} subtitle={words.listText}>
          <ThreadList {...props} />
        </Section>
      )}
    </>
  )
}

/** Over the whole width, above what changed and the list; nothing where nothing is linked. */
export function ThreadHead({ lang, graph, title, href }: ThreadPageProps) {
  if (graph.nodes.length < 2) return null
  return (
    <>
      <ThreadPicture lang={lang} graph={graph} title={webWords(lang).thread.picture(title)} href={href} />
      {graph.cut && <Notice kind="plain">{threadWords(lang).thread.cut}</Notice>}
    </>
  )
}

/** Enough of a title to know it by. */
const short = (title: string): string => (title.length <= 48 ? title : `${title.slice(0, 47).trimEnd()}…`)

interface Row {
  node: ThreadNode
  /** The link nearest to the record, and the neighbour at its other end. */
  link: ThreadLink | undefined
  other: ThreadNode | undefined
}

/** From the farthest basis to the record, then on to the farthest that rests on it. */
function ThreadList({ lang, graph, href }: ThreadPageProps) {
  const words = threadWords(lang).thread
  const web = webWords(lang)
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const row = (node: ThreadNode): Row => {
    const [mine, theirs] = node.distance < 0 ? (['basis', 'record'] as const) : (['record', 'basis'] as const)
    const link = graph.links.find(
      (one) =>
        one[mine] === node.id &&
        Math.abs(nodes.get(one[theirs])?.distance ?? Number.NaN) === Math.abs(node.distance) - 1,
    )
    return { node, link, other: link && nodes.get(link[theirs]) }
  }
  const groups: RowGroup<Row>[] = (
    [
      ['rests', graph.nodes.filter(({ distance }) => distance < 0)],
      ['supports', graph.nodes.filter(({ distance }) => distance > 0)],
    ] as const
  ).flatMap(([side, of]) => (of.length > 0 ? [{ title: words.groups[side], rows: of.map(row) }] : []))
  return (
    <DataTable
      lang={lang}
      caption={words.list}
      captionHidden
      label={{ head: words.record, cell: ({ node }) => <a href={href(node)}>{said(node.title, lang)}</a> }}
      columns={[
        { head: words.kind, cell: ({ node }) => web.kinds[node.kind] ?? web.otherKind },
        {
          head: words.how,
          cell: ({ node, link, other }) =>
            link && other
              ? words.link(
                  web.thread.links[link.kind][node.distance < 0 ? 'supports' : 'rests'],
                  short(said(other.title, lang)),
                )
              : '',
        },
        {
          head: words.versions,
          cell: ({ node, link, other }) => {
            const basis = node.distance < 0 ? node : other
            if (!link || !basis) return ''
            return link.moved ? words.newer(link.citedVersion, basis.version) : String(link.citedVersion)
          },
        },
        {
          head: words.state,
          cell: ({ node }) =>
            node.mark || node.withdrawn ? <ThreadMarks lang={lang} of={node} /> : words.current,
        },
      ]}
      groups={groups}
    />
  )
}
