/**
 * `form[data-outbox]`: the attendance list of a door. What is noted goes into the phone's outbox first and then to the server,
 * now or when there is signal again; the queue is always on the page, and can be saved as a file. Without scripts the form sends
 * itself.
 */
import { forget, keep, send, uuid, type Waiting, waiting } from './outbox/box.ts'
import { dropPage, keepPage } from './outbox/shelf.ts'

interface Words {
  queue: string
  offline: string
  waiting: string
  sent: string
  send: string
  file: string
  failed: string
  refused: string
  drop: string
  dropped: string
  ready: string
  keepOpen: string
  unnamed: string
}

const form = document.querySelector<HTMLFormElement>('form[data-outbox]')
if (form) start(form)

function start(form: HTMLFormElement): void {
  const { outbox: box = '', worker = '', until = '' } = form.dataset
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  const panel = document.createElement('section')
  panel.className = 'outbox'
  panel.innerHTML =
    '<p role="status"></p><details hidden><summary></summary><ul></ul></details><div class="actions" hidden><button class="ds-button" type="button"></button><button class="ds-button" data-variant="tertiary" type="button"></button><button class="ds-button" data-variant="tertiary" type="button" hidden></button></div>'
  form.before(panel)
  const part = <T extends Element>(selector: string): T => panel.querySelector<T>(selector) as T
  const status = part<HTMLElement>('p')
  const [sendNow, saveFile, drop] = [...panel.querySelectorAll('button')]
  if (sendNow) sendNow.textContent = words.send
  if (saveFile) saveFile.textContent = words.file
  sendNow?.addEventListener('click', () => void attempt())
  if (drop) drop.textContent = words.drop
  saveFile?.addEventListener('click', () => void save(box))
  drop?.addEventListener('click', () => void letGo())

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void note()
  })
  addEventListener('online', () => void attempt())
  addEventListener('offline', () => say(words.offline))
  // A phone that wakes up does not always say that it is online.
  setInterval(() => void quietly(), 30_000)

  async function begin(): Promise<void> {
    const kept = await keepPage(worker, until)
    await show()
    if ((await waiting(box)).length > 0) await attempt()
    else say(navigator.onLine ? (kept ? words.ready : words.keepOpen) : words.offline)
  }

  async function note(): Promise<void> {
    const entries = entriesOf(form, box, words.unnamed)
    if (entries.length === 0) return
    await keep(entries)
    for (const ticked of form.querySelectorAll<HTMLInputElement>('input[name=present]:checked'))
      ticked.closest('.ds-field')?.remove()
    form.reset()
    await show()
    await attempt()
  }

  /** What nobody takes any more leaves the phone when its holder says so: until then it may be the only list there is. */
  async function letGo(): Promise<void> {
    await forget((await waiting(box)).map(({ id }) => id))
    await dropPage()
    refused(false)
    await show()
    say(words.dropped)
  }

  let wasRefused = false
  function refused(is: boolean): void {
    wasRefused = is
    if (drop) drop.hidden = !is
  }

  let busy = false
  async function attempt(): Promise<void> {
    if (busy) return
    busy = true
    const had = (await waiting(box)).length
    let result = await send(box, form.action)
    // What was noted while the rest was on its way goes, too: only an empty box has arrived.
    while (result.state === 'sent' && (await waiting(box)).length > 0) result = await send(box, form.action)
    busy = false
    await show()
    refused(result.state === 'refused')
    if (result.state === 'refused') say(`${result.reason} ${words.refused}`.trim())
    else if (result.state === 'offline') say(navigator.onLine ? words.failed : words.offline)
    else if (had > 0) {
      await dropPage()
      say(words.sent)
    }
  }
  // What was refused is not sent again by itself.
  const quietly = async () => (!wasRefused && (await waiting(box)).length > 0 ? attempt() : undefined)

  function say(text: string): void {
    status.textContent = text
  }

  async function show(): Promise<void> {
    const entries = await waiting(box)
    const details = part<HTMLDetailsElement>('details')
    details.hidden = entries.length === 0
    part<HTMLElement>('.actions').hidden = entries.length === 0
    part<HTMLElement>('summary').textContent =
      `${words.queue}: ${words.waiting.replace('{n}', String(entries.length))}`
    part<HTMLElement>('ul').replaceChildren(
      ...entries.map(({ label }) => {
        const line = document.createElement('li')
        line.textContent = label
        return line
      }),
    )
  }
  void begin()
}

/** The lines of the form, each with an id of its own. */
function entriesOf(form: HTMLFormElement, box: string, unnamed: string): Waiting[] {
  const given = new FormData(form)
  const at = new Date().toISOString()
  const text = (name: string): string => String(given.get(name) ?? '').trim()
  const found: Waiting[] = []
  const add = (body: object, label: string): void => {
    const id = uuid()
    found.push({ id, box, label, body: { id, at, ...body } })
  }
  const person = (organisation: string, line: string): void => {
    const { name, sex } = marked(line)
    if (name !== '') add({ kind: 'attendance', organisationId: organisation || null, name, sex }, name)
  }
  for (const ticked of given.getAll('present')) {
    const [organisation = '', ...name] = String(ticked).split(' ')
    person(organisation, name.join(' '))
  }
  for (const line of text('names').split('\n')) person(text('organisation'), line.trim().slice(0, 200))
  const heads = [...given.keys()].flatMap((key) =>
    key.startsWith('women.') ? [key.slice('women.'.length)] : [],
  )
  for (const constituency of heads) {
    const typed = ['women', 'men', 'others'].map((who) => text(`${who}.${constituency}`))
    if (typed.every((one) => one === '')) continue
    const [women = 0, men = 0, others = 0] = typed.map((one) =>
      Math.max(0, Math.min(99_999, Math.floor(Number(one)) || 0)),
    )
    add(
      { kind: 'head_count', constituency, device: device(), women, men, others },
      `${women + men + others} · ${unnamed}`,
    )
  }
  return found
}

/** The same marks as on the server: `Rosa Hernández, m`. */
function marked(line: string): { name: string; sex: string | null } {
  const marks: Record<string, string> =
    document.documentElement.lang === 'en'
      ? { w: 'woman', f: 'woman', m: 'man', o: 'other' }
      : { m: 'woman', f: 'woman', h: 'man', o: 'other' }
  const [, name = line, mark = ''] = /^(.*?)\s*[,;\t]\s*([a-z])\.?$/i.exec(line) ?? []
  const sex = marks[mark.toLowerCase()]
  return sex ? { name: name.trim(), sex } : { name: line, sex: null }
}

/** A name for this phone, for its head-counts; it says nothing of whose it is. */
function device(): string {
  const known = localStorage.getItem('acuerdo-device')
  if (known) return known
  const made = uuid()
  localStorage.setItem('acuerdo-device', made)
  return made
}

/** The queue as a file that any person can hand on. */
async function save(box: string): Promise<void> {
  const entries = await waiting(box)
  const url = URL.createObjectURL(
    new Blob(
      [
        JSON.stringify(
          entries.map(({ body }) => body),
          null,
          2,
        ),
      ],
      { type: 'application/json' },
    ),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = 'asistencia.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
