import type { FC, PropsWithChildren } from 'hono/jsx'
import { classes, type Html } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Icon } from './icon.tsx'

/** Terms with their values, as hairline rows. */
export const Definitions: FC<{
  items: readonly { readonly term: Html; readonly value: Html }[]
  wide?: boolean
}> = ({ items, wide }) => (
  <dl class={classes('definitions', wide && 'is-wide')}>
    {items.map((item) => (
      <div>
        <dt>{item.term}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)

export interface KeyNumber {
  readonly label: Html
  /** The number as written, or a `<FigureText>`; a withheld one gives its reason. */
  readonly value: Html
  /** Interval, base, change: what must not be left out. */
  readonly note?: Html
  readonly href?: string
}

/** Three to five numbers that a page opens with. */
export const KeyNumbers: FC<{ items: readonly KeyNumber[] }> = ({ items }) => (
  <dl class="key-numbers">
    {items.map((item) => (
      <div>
        <dt>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</dt>
        <dd>
          <span class="key-value">{item.value}</span>
          {item.note && <span class="key-note">{item.note}</span>}
        </dd>
      </div>
    ))}
  </dl>
)

/** One line of work: what, when, and the one action that settles it. */
export const WorkList: FC<{
  items: readonly {
    readonly kind: Html
    readonly title: Html
    readonly href?: string
    readonly note?: Html
    readonly action?: Html
  }[]
}> = ({ items }) => (
  <ul class="work-list">
    {items.map((item) => (
      <li>
        <div>
          <span class="kind">{item.kind}</span>
          <p class="work-title">{item.href ? <a href={item.href}>{item.title}</a> : item.title}</p>
          {item.note && <span class="kind">{item.note}</span>}
        </div>
        {item.action && <div class="actions">{item.action}</div>}
      </li>
    ))}
  </ul>
)

/** Keyset pages: each side is an address, or absent at the end. `shown` says which rows: “1–50 de 1,204”. */
export const Pages: FC<PropsWithChildren<{ lang: Lang; newer?: string; older?: string; shown?: Html }>> = ({
  lang,
  newer,
  older,
  shown,
}) => {
  const words = wordsOf(lang).pages
  if (!newer && !older) return null
  return (
    <nav class="pages-nav" aria-label={words.label}>
      {newer ? (
        <a rel="prev" href={newer}>
          <Icon name="left" /> {words.newer}
        </a>
      ) : (
        <span />
      )}
      {shown && <span class="subtle num">{shown}</span>}
      {older ? (
        <a rel="next" href={older}>
          {words.older} <Icon name="right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
