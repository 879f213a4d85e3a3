/** The form of the next step of a proposal. */
import { Button } from '../../../web/components/button.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { stepsOf as nextSteps } from '../rules.ts'
import { agendaWords } from '../words.ts'
import type { ProposalPageProps } from './proposal.tsx'

/** The next step, with who, when and how it is known. */
export function ProposalAside(props: ProposalPageProps) {
  const { lang, to, today, proposal, meetings, refused } = props
  const typed = refused?.typed ?? {}
  const words = agendaWords(lang)
  const { step, page } = words
  if (!proposal.mayWrite) return null
  const steps = nextSteps(proposal.route, proposal.state)
  return (
    <section class="aside-list" id="next">
      <h2>{page.next}</h2>
      {steps.length === 0 ? (
        <p class="subtle">{page.over}</p>
      ) : (
        <form
          class="form"
          method="post"
          enctype="multipart/form-data"
          action={to(`/agenda/${proposal.id}/step`)}
        >
          {refused && <Notice kind="error" title={refused.error} />}
          <input type="hidden" name="from" value={proposal.state} />
          <div class="ds-field">
            <label class="ds-label" for="s-step">
              {step.step}
            </label>
            <select class="ds-input" id="s-step" name="step">
              {steps.map((one) => (
                <option value={one} selected={typed.step === one}>
                  {words.steps[one]}
                </option>
              ))}
            </select>
          </div>
          <div class="ds-field">
            <label class="ds-label" for="s-day">
              {step.day}
            </label>
            <div data-field="description" id="s-day-help">
              {step.dayHelp}
            </div>
            <input
              class="ds-input"
              type="date"
              id="s-day"
              name="takenOn"
              value={typed.takenOn ?? today}
              max={today}
              required
              aria-describedby="s-day-help"
            />
          </div>
          <Text name="doneBy" label={step.doneBy} help={step.doneByHelp} value={typed.doneBy} />
          <div class="ds-field">
            <label class="ds-label" for="s-note">
              {step.note}
            </label>
            <textarea class="ds-input" id="s-note" name="note" rows={2} maxlength={5000}>
              {typed.note}
            </textarea>
          </div>
          <Text name="source" label={step.source} help="https://" value={typed.source} />
          {meetings.length > 0 && (
            <div class="ds-field">
              <label class="ds-label" for="s-meeting">
                {step.meeting}
              </label>
              <select class="ds-input" id="s-meeting" name="meeting">
                <option value="" />
                {meetings.map(({ value, label }) => (
                  <option value={value}>{label}</option>
                ))}
              </select>
            </div>
          )}
          <div class="ds-field">
            <label class="ds-label" for="s-file">
              {step.file}
            </label>
            <input class="ds-input" type="file" id="s-file" name="file" accept=".pdf,.jpg,.jpeg,.png" />
          </div>
          <div class="actions">
            <Button variant="primary">{step.save}</Button>
          </div>
        </form>
      )}
    </section>
  )
}

const Text = ({
  name,
  label,
  help,
  value,
}: {
  name: string
  label: string
  help: string
  value: string | undefined
}) => (
  <div class="ds-field">
    <label class="ds-label" for={`s-${name}`}>
      {label}
    </label>
    <div data-field="description" id={`s-${name}-help`}>
      {help}
    </div>
    <input
      class="ds-input"
      id={`s-${name}`}
      name={name}
      maxlength={500}
      aria-describedby={`s-${name}-help`}
      value={value}
    />
  </div>
)
