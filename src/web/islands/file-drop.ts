/**
 * Drag and drop with progress for every `form[data-file-drop]` (components/file-drop.tsx). The form sends itself without this
 * script too. The answer is a redirect, which is followed, or a page that says what is wrong, which is shown in place.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-file-drop]')) enhance(form)

function enhance(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const zone = form.querySelector<HTMLElement>('.drop-zone')
  if (!input || !zone) return
  form.classList.add('is-live')
  const over = (on: boolean) => zone.classList.toggle('is-over', on)
  zone.addEventListener('dragenter', () => over(true))
  zone.addEventListener('dragover', (event) => event.preventDefault())
  zone.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) over(false)
  })
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    over(false)
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files
      show(form, input)
    }
  })
  // A file dropped beside the zone must not replace the page.
  for (const type of ['dragover', 'drop'] as const) addEventListener(type, (event) => event.preventDefault())
  input.addEventListener('change', () => show(form, input))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send(form)
  })
}

/** Lists what was chosen, and says at once what is too large. */
function show(form: HTMLFormElement, input: HTMLInputElement): void {
  const files = [...(input.files ?? [])]
  const max = Number(form.dataset.max ?? 0)
  form.querySelector('[data-files]')?.replaceChildren(
    ...files.map((file) => {
      const line = document.createElement('li')
      const size = document.createElement('span')
      size.className = 'subtle num'
      size.textContent = `${(file.size / 1e6).toFixed(1)} MB`
      line.append(file.name, size)
      return line
    }),
  )
  const tooBig = max > 0 && files.some((file) => file.size > max)
  said(form, tooBig ? (form.dataset.tooBig ?? '') : '')
}

function said(form: HTMLFormElement, text: string): void {
  const error = form.querySelector<HTMLElement>('[data-error]')
  if (!error) return
  error.textContent = text
  error.hidden = text === ''
}

function send(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('[data-progress]')
  const bar = box?.querySelector('progress')
  const percent = box?.querySelector('span')
  const button = form.querySelector<HTMLButtonElement>('button[type=submit]')
  const request = new XMLHttpRequest()
  const stop = (text: string) => {
    said(form, text)
    if (box) box.hidden = true
    if (button) button.disabled = false
  }
  said(form, '')
  if (box) box.hidden = false
  if (button) button.disabled = true
  request.upload.addEventListener('progress', (event) => {
    if (!event.lengthComputable || !bar || !percent) return
    bar.value = (event.loaded / event.total) * 100
    percent.textContent = `${Math.floor(bar.value)} %`
  })
  request.addEventListener('error', () => stop(form.dataset.failed ?? ''))
  request.addEventListener('load', () => {
    // A redirect was followed: its page is where the work goes on. Otherwise the answer is this page with what is wrong.
    if (request.status < 400 && request.responseURL !== form.action) location.assign(request.responseURL)
    else if (request.getResponseHeader('content-type')?.includes('text/html'))
      replacePage(request.responseText)
    else stop(form.dataset.failed ?? '')
  })
  request.open('POST', form.action)
  request.setRequestHeader('accept', 'text/html')
  request.send(new FormData(form))
}

function replacePage(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  document.title = page.title
  document.body.replaceWith(document.adoptNode(page.body))
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-file-drop]')) enhance(form)
  document.querySelector<HTMLElement>('[role=alert]')?.focus()
}

export {}
