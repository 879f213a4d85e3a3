/** The little that these islands need to make elements. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: { class?: string; text?: string; attributes?: Record<string, string> } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  if (given.class) made.className = given.class
  if (given.text !== undefined) made.textContent = given.text
  for (const [key, value] of Object.entries(given.attributes ?? {})) made.setAttribute(key, value)
  made.append(...children)
  return made
}

export function button(text: string, press: () => unknown, variant = 'secondary'): HTMLButtonElement {
  const made = element('button', {
    class: 'ds-button',
    text,
    attributes: { type: 'button', 'data-variant': variant },
  })
  made.addEventListener('click', press)
  return made
}

export const link = (text: string, href: string, variant?: string): HTMLAnchorElement =>
  element('a', {
    text,
    attributes: { href, ...(variant ? { class: 'ds-button', 'data-variant': variant } : {}) },
  })
