/** A form as it was filled in: what is sent, and the same as a person reads it. */
import type { Post, Waiting } from './box.ts'
import type { Owner } from './queue.ts'
import { wordsIn } from './words.ts'

export function readForm(
  form: HTMLFormElement,
  { holder }: Owner,
): Pick<Waiting, 'body' | 'label'> & { post: Post } {
  const { queue = '', page = location.pathname, alone = form.action } = form.dataset
  const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return {
    body: {},
    label: queue,
    post: {
      holder,
      lang: wordsIn(location.pathname).lang,
      action: new URL(form.action).pathname,
      alone,
      page,
      form: location.pathname,
      at: new Date().toISOString(),
      fields,
      lines: linesOf(form, wordsIn(location.pathname).lang),
      files: [],
      state: 'waiting',
    },
  }
}

/** Label and answer of every field that has one and that a person sees. */
function linesOf(form: HTMLFormElement, lang: string): [string, string][] {
  const lines: [string, string][] = []
  for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    'input, select, textarea',
  )) {
    if (['hidden', 'file'].includes(control.type) || control.value.trim() === '') continue
    const text = (found: Element | null | undefined): string =>
      [...(found?.childNodes ?? [])]
        .filter((node) => !(node instanceof Element && node.matches('.optional, .vh')))
        .map((node) => node.textContent ?? '')
        .join('')
        .trim()
    const own = text(control.labels?.[0])
    if (control instanceof HTMLSelectElement) lines.push([own, text(control.selectedOptions[0])])
    else if (control.type === 'radio' || control.type === 'checkbox') {
      const legend = text(control.closest('fieldset')?.querySelector('legend'))
      if ((control as HTMLInputElement).checked) lines.push(legend ? [legend, own] : [own, '✓'])
    } else if (control.type === 'date')
      lines.push([
        own,
        new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'es-MX', {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          timeZone: 'UTC',
        }).format(new Date(`${control.value}T00:00:00Z`)),
      ])
    else lines.push([own, control.value.trim()])
  }
  return lines
}

/** Fills the form with what waits, to be corrected. Its files stay with it unless she chooses others. */
export function readAgain(form: HTMLFormElement, { post }: { post: Post }): void {
  for (const [name, value] of post.fields)
    for (const control of form.elements) {
      if (!('name' in control) || control.name !== name) continue
      if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type))
        control.checked = control.value === value
      else if (
        control instanceof HTMLInputElement ||
        control instanceof HTMLSelectElement ||
        control instanceof HTMLTextAreaElement
      )
        control.value = value
    }
}
