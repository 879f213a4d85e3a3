/**
 * The only script that every page loads: small comforts on pages that work without it.
 * `/` goes to the search field; Escape or a click elsewhere closes an open menu; a filter applies itself when changed.
 */
const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

addEventListener('keydown', (event) => {
  if (event.key === '/' && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector<HTMLInputElement>('[data-key="/"]')
    if (!field || field.offsetParent === null) return
    event.preventDefault()
    field.focus()
    field.select()
  }
  if (event.key === 'Escape') {
    for (const menu of openMenus()) {
      menu.open = false
      menu.querySelector('summary')?.focus()
    }
  }
})

addEventListener('click', (event) => {
  for (const menu of openMenus()) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  }
})

addEventListener('change', (event) => {
  const form =
    event.target instanceof HTMLElement ? event.target.closest<HTMLFormElement>('form[data-auto]') : null
  form?.requestSubmit()
})

document.documentElement.classList.add('js')

// What is wrong with a form is where a person should begin.
document.querySelector<HTMLElement>('[data-focus]')?.focus()

export {}
