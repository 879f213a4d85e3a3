/**
 * Live progress for `[data-job-events]` (components/progress.tsx) by server-sent events. Each `progress` event is JSON
 * `{ percent: number | null, step: number, detail?: string }` (step from 0); an `end` event (data: an address, or empty)
 * means the work is over, well or not: the page is loaded again and the server shows the outcome.
 */
interface Progress {
  percent: number | null
  step: number
  detail?: string
}

for (const job of document.querySelectorAll<HTMLElement>('[data-job-events]')) follow(job)

function follow(job: HTMLElement): void {
  const events = new EventSource(job.dataset.jobEvents ?? '')
  let said = -1
  events.addEventListener('progress', (event) => {
    const progress = JSON.parse(event.data) as Progress
    show(job, progress)
    // Readers hear each step once, not each percent.
    if (progress.step !== said) {
      said = progress.step
      const status = job.querySelector('[data-job-said]')
      const step = job.querySelectorAll('.job-steps li')[progress.step]
      if (status) status.textContent = step?.textContent ?? ''
    }
  })
  events.addEventListener('end', (event) => {
    events.close()
    if (event.data) location.assign(event.data)
    else location.reload()
  })
  addEventListener('pagehide', () => events.close())
}

function show(job: HTMLElement, { percent, step, detail }: Progress): void {
  const bar = job.querySelector('progress')
  const text = job.querySelector('.job-percent')
  if (bar) {
    if (percent === null) bar.removeAttribute('value')
    else bar.value = percent
  }
  if (text) text.textContent = percent === null ? '' : `${Math.floor(percent)}\u202f%`
  job.querySelectorAll<HTMLElement>('.job-steps li').forEach((line, i) => {
    line.className = i < step ? 'is-done' : i === step ? 'is-current' : 'is-waiting'
    const mark = line.querySelector('.job-mark')
    if (mark && i < step && !mark.firstChild)
      mark.innerHTML =
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5 10 17.5 19.5 7"/></svg>'
    const more = line.querySelector('.job-detail')
    if (more && i === step && detail !== undefined) more.textContent = detail
  })
}

export {}
