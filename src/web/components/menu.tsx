import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Html } from '../html.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Icon } from './icon.tsx'

export interface MenuLine {
  readonly label: string
  readonly href: string
  /** What one gets, in few words: “para Excel”. */
  readonly hint?: string
}

/** A button that opens a short list of links. Without scripts it closes by the same button. */
export const Menu: FC<PropsWithChildren<{ label: Html; lines: readonly MenuLine[]; download?: boolean }>> = (
  props,
) => (
  <details class="menu" name="menu">
    <summary class="ds-button" data-variant="secondary">
      {props.label} <Icon name="down" />
    </summary>
    <div class="menu-panel">
      <ul>
        {props.lines.map((line) => (
          <li>
            <a href={line.href} download={props.download ? '' : undefined}>
              {line.label}
              {line.hint && <small>{line.hint}</small>}
            </a>
          </li>
        ))}
      </ul>
      {props.children}
    </div>
  </details>
)

/** Download: CSV, XLSX, SVG, PNG… each line is a file of this page. */
export const DownloadMenu: FC<{ lang: Lang; lines: readonly MenuLine[] }> = ({ lang, lines }) => (
  <Menu label={wordsOf(lang).download} lines={lines} download />
)

/** More text on demand: a definition, a method, a list of columns. */
export const Disclosure: FC<PropsWithChildren<{ summary: Html; open?: boolean; id?: string }>> = (props) => (
  <details class="disclosure" open={props.open} id={props.id}>
    <summary>
      <Icon name="down" />
      {props.summary}
    </summary>
    <div class="disclosure-body">{props.children}</div>
  </details>
)

/**
 * A term whose explanation is one tap away, inside a sentence or a header. Needs no script: a popover of the browser.
 * `id` must be unique on the page.
 */
export const Explained: FC<
  PropsWithChildren<{
    id: string
    title?: Html
    text: Html
    lang: Lang
    look?: 'term' | 'figure'
    after?: string
  }>
> = (props) => (
  <>
    <span class="explained-word">
      <button
        type="button"
        class={props.look === 'figure' ? 'explained is-figure' : 'explained'}
        popovertarget={props.id}
      >
        {props.children}
      </button>
      {props.after}
    </span>
    <span class="explanation" id={props.id} popover="auto">
      {props.title && <b class="explanation-title">{props.title}</b>}
      <span class="explanation-text">{props.text}</span>
      <button
        class="plain"
        type="button"
        popovertarget={props.id}
        popovertargetaction="hide"
        aria-label={wordsOf(props.lang).close}
      >
        <Icon name="close" />
      </button>
    </span>
  </>
)
