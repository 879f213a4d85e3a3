/**
 * `form[data-minutes]`: minutes by keyboard. Enter leads from field to field and from line to line, and makes one where there is
 * none; what is typed stays on this computer until the server has it, so that a lost connection, a lost session or a closed
 * window lose nothing. `[data-minutes-read]` is the page that shows them saved. Without scripts the form sends itself.
 */
interface Words {
  keys: string
  kept: string
  offline: string
  signedOut: string
  found: string
  restore: string
  drop: string
  restored: string
  line: string
}

interface Kept {
  at: number
  version: number
  /** It was sent over `version`: a later version means that it arrived. */
  sent: boolean
  values: Record<string, string>
}

const days = 14
const keyOf = (id: string): string => `acuerdo-minutes ${document.documentElement.lang} ${id}`

function keptFor(id: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Kept | null
    return kept && Date.now() - kept.at < days * 86_400_000 ? kept : null
  } catch {
    return null
  }
}
const forget = (id: string): void => localStorage.removeItem(keyOf(id))

const shown = document.querySelector<HTMLElement>('[data-minutes-read]')?.dataset.minutesRead
if (shown && keptFor(shown)?.sent) forget(shown)

const form = document.querySelector<HTMLFormElement>('form[data-minutes]')
if (form) start(form, form.dataset.minutes ?? '')

function start(form: HTMLFormElement, id: string): void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  const version = Number(form.querySelector<HTMLInputElement>('[name=version]')?.value ?? 0)
  const panel = document.createElement('div')
  panel.className = 'outbox'
  const [help, status] = [document.createElement('p'), document.createElement('p')]
  help.textContent = words.keys
  status.role = 'status'
  panel.append(help, status)
  form.prepend(panel)

  const lines = (): HTMLFieldSetElement[] => [...form.querySelectorAll<HTMLFieldSetElement>('.minute-line')]
  const part = <T extends HTMLElement>(line: Element | undefined, name: string): T | null =>
    line?.querySelector<T>(`[name^="${name}."]`) ?? null
  const textIn = (line: Element | undefined): string =>
    part<HTMLTextAreaElement>(line, 'words')?.value.trim() ?? ''

  // Kept on this computer ------------------------------------------------------------------------------------------------

  function keep(sent = false): void {
    const values: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') values[name] = value
    try {
      localStorage.setItem(
        keyOf(id),
        JSON.stringify({ at: Date.now(), version, sent, values } satisfies Kept),
      )
    } catch {
      return // no room, or a browser that keeps nothing
    }
    if (!sent && status.textContent === '') status.textContent = words.kept
  }

  /** A line that stands is filled where it stands; any other goes to the first empty one. */
  function restore({ values }: Kept): void {
    const proposal = form.querySelector<HTMLTextAreaElement>('[name=proposal]')
    if (proposal && values.proposal) proposal.value = values.proposal
    for (let at = 0; `words.${at}` in values; at++) {
      const known = values[`id.${at}`]
      if (!known && !values[`words.${at}`]?.trim()) continue
      const target =
        lines().find((line) => known && part<HTMLInputElement>(line, 'id')?.value === known) ??
        lines().find((line) => textIn(line) === '' && !part<HTMLInputElement>(line, 'id')?.value) ??
        addLine()
      for (const name of ['kind', 'words', 'organisation', 'addressee', 'due']) {
        const field = part<HTMLInputElement>(target, name)
        const value = values[`${name}.${at}`]
        if (field && value !== undefined) field.value = value
      }
    }
    status.textContent = words.restored
    keep()
  }

  function offer(kept: Kept): void {
    status.textContent = words.found.replace(
      '{at}',
      new Date(kept.at).toLocaleTimeString([], { timeStyle: 'short' }),
    )
    const choices = document.createElement('div')
    choices.className = 'actions'
    const button = (text: string, work: () => void): HTMLButtonElement => {
      const made = document.createElement('button')
      Object.assign(made, { type: 'button', className: 'ds-button', textContent: text })
      made.addEventListener('click', () => {
        choices.remove()
        work()
        const empty = lines().find((line) => textIn(line) === '') ?? addLine()
        empty?.querySelector<HTMLElement>('select')?.focus()
      })
      return made
    }
    const drop = button(words.drop, () => {
      forget(id)
      status.textContent = ''
    })
    drop.dataset.variant = 'tertiary'
    choices.append(
      button(words.restore, () => restore(kept)),
      drop,
    )
    panel.append(choices)
  }

  // By keyboard ----------------------------------------------------------------------------------------------------------

  function addLine(): HTMLFieldSetElement | undefined {
    const all = lines()
    const last = all.at(-1)
    if (!last) return undefined
    const copy = last.cloneNode(true) as HTMLFieldSetElement
    for (const element of copy.querySelectorAll<HTMLElement>('[id], [name], [for]'))
      for (const name of ['id', 'name', 'for']) {
        const value = element.getAttribute(name)
        if (value) element.setAttribute(name, value.replace(/([-.])\d+$/, `$1${all.length}`))
      }
    copy.id = `line-${all.length}`
    for (const hint of copy.querySelectorAll('[data-field=description]')) hint.remove()
    for (const field of copy.querySelectorAll<HTMLInputElement>('input, textarea')) field.value = ''
    for (const field of copy.querySelectorAll('select')) field.selectedIndex = 0
    const legend = copy.querySelector('legend')
    if (legend) legend.textContent = words.line.replace('{n}', String(all.length + 1))
    last.after(copy)
    return copy
  }

  /** From a line to the next; from an empty one to the button that saves. */
  function onwards(line: HTMLFieldSetElement): void {
    const all = lines()
    if (textIn(line) === '') {
      form.querySelector<HTMLButtonElement>('.actions button[value=read]')?.focus()
      return
    }
    const next = all[all.indexOf(line) + 1] ?? addLine()
    const [before, kind] = [part<HTMLSelectElement>(line, 'kind'), part<HTMLSelectElement>(next, 'kind')]
    if (before && kind && textIn(next) === '') kind.value = before.value
    kind?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  form.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      form.requestSubmit(form.querySelector<HTMLButtonElement>('.actions button[value=read]'))
      return
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return
    const target = event.target as HTMLElement
    const line = target.closest<HTMLFieldSetElement>('.minute-line')
    if (!line || target instanceof HTMLButtonElement) return
    event.preventDefault()
    if (target.getAttribute('name')?.startsWith('kind.')) part(line, 'words')?.focus()
    else onwards(line)
  })

  // Sent -----------------------------------------------------------------------------------------------------------------

  let reached = false
  form.addEventListener('submit', (event) => {
    if (reached) return
    event.preventDefault()
    keep()
    void attempt(event.submitter)
  })

  /** First asks whether the server is there and still knows her; only then the page is left. */
  async function attempt(submitter: HTMLElement | null): Promise<void> {
    try {
      const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' })
      if (answer.redirected || answer.status === 401) {
        status.textContent = words.signedOut
        return
      }
    } catch {
      status.textContent = words.offline
      return
    }
    keep(true)
    reached = true
    form.requestSubmit(submitter)
  }

  let timer = 0
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(keep, 400)
  })
  addEventListener('pagehide', () => {
    if (timer && !reached) keep()
  })

  const kept = keptFor(id)
  // What came back with something to correct is not saved anywhere else.
  if ('unsaved' in form.dataset) keep()
  else if (kept?.sent && version > kept.version) forget(id)
  else if (kept) offer(kept)
}

export {}
