/** Elements in one line. Text is set as text, never as markup. */
type Given = string | Node | null | false
interface Props {
  class?: string
  /** What it says to who does not see it. */
  label?: string
  title?: string
  attrs?: Readonly<Record<string, string>>
  on?: Readonly<Record<string, (event: Event) => void>>
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Given[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (props.class) made.className = props.class
  if (props.label) made.setAttribute('aria-label', props.label)
  if (props.title) made.title = props.title
  for (const [name, value] of Object.entries(props.attrs ?? {})) made.setAttribute(name, value)
  for (const [name, work] of Object.entries(props.on ?? {})) made.addEventListener(name, work)
  made.append(...children.filter((one) => one !== null && one !== false))
  return made
}

export type Look = 'primary' | 'secondary' | 'tertiary'
export function button(text: string, look: Look, work: () => void, more: Props = {}): HTMLButtonElement {
  const attrs = { type: 'button', ...(look === 'primary' ? {} : { 'data-variant': look }), ...more.attrs }
  return h(
    'button',
    { ...more, class: `ds-button ${more.class ?? ''}`, attrs, on: { click: work, ...more.on } },
    text,
  )
}

/** «{n} párrafos» with its values. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

const svg = 'http://www.w3.org/2000/svg'
/** A line drawing on a 24 × 24 grid beside a word. */
export function icon(path: string): SVGElement {
  const made = document.createElementNS(svg, 'svg')
  made.setAttribute('class', 'icon')
  made.setAttribute('viewBox', '0 0 24 24')
  made.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(svg, 'path')
  line.setAttribute('d', path)
  made.append(line)
  return made
}

export const isPhone = (): boolean => matchMedia('(max-width: 899px)').matches
