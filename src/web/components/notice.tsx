import type { FC, PropsWithChildren } from 'hono/jsx'
import { classes, type Html } from '../html.ts'

/** A remark beside the text. `attention` (ochre) only for what a person should act on or be careful with. */
export const Notice: FC<PropsWithChildren<{ title?: Html; kind?: 'attention' | 'plain' | 'error' }>> = ({
  title,
  kind = 'attention',
  children,
}) => (
  <div class={classes('notice', `is-${kind}`)} role={kind === 'error' ? 'alert' : undefined}>
    {title && <b>{title}</b>} {children}
  </div>
)

/** A part with nothing in it yet: what it is for, and the first step. */
export const EmptyState: FC<PropsWithChildren<{ title: Html; action?: Html }>> = ({
  title,
  action,
  children,
}) => (
  <div class="empty">
    <h2>{title}</h2>
    <div class="empty-text">{children}</div>
    {action && <div class="actions">{action}</div>}
  </div>
)

/** A section with a heading that says what the data say, and one grey line of what is shown. */
export const Section: FC<PropsWithChildren<{ title: Html; subtitle?: Html; id?: string; actions?: Html }>> = (
  props,
) => (
  <section class="section" id={props.id}>
    <div class="section-head">
      <div>
        <h2>{props.title}</h2>
        {props.subtitle && <p class="section-sub">{props.subtitle}</p>}
      </div>
      {props.actions && <div class="actions">{props.actions}</div>}
    </div>
    {props.children}
  </section>
)

export interface AsideItem {
  /** What it is: “demanda · asamblea del 12 mar”. */
  readonly kind: Html
  readonly label: Html
  readonly href?: string
  readonly note?: Html
}

/** One list of the right panel: “Sostiene a”, “Se apoya en”. */
export const AsideList: FC<PropsWithChildren<{ title: Html; items: readonly AsideItem[] }>> = ({
  title,
  items,
  children,
}) => (
  <section class="aside-list">
    <h2>{title}</h2>
    <ul>
      {items.map((item) => (
        <li>
          <span class="kind">{item.kind}</span>
          {item.href ? <a href={item.href}>{item.label}</a> : <span>{item.label}</span>}
          {item.note && <span class="kind">{item.note}</span>}
        </li>
      ))}
    </ul>
    {children}
  </section>
)
