import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

/** What a component takes as content: text (escaped), an element, or a list of them. */
export type Html = Child

/** A whole page as text, with the doctype that JSX cannot write. Our components are synchronous. */
export function renderPage(page: unknown): string {
  return `<!doctype html>${render(page)}`
}

/** An element as text: for fragments, downloads and tests. */
export function render(element: unknown): string {
  const text = String(element)
  if (text === '[object Promise]')
    throw new Error('an asynchronous component: pages are plain functions from data to HTML')
  return text
}

export { raw }

/** Class names, leaving out what is false: `classes('row', selected && 'is-selected')`. */
export const classes = (...names: (string | false | null | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined
