/** What an invited organisation answers: signed in, or by its link alone. */
import { type Language, said } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { capital } from '../../web/format.ts'
import { whenOf, whereOf } from '../convocation.ts'
import type { Invitation } from '../store/invitations.ts'
import type { AgendaItem, Meeting } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'

interface FormProps {
  lang: Language
  /** Whole address. */
  action: string
  invitation: Invitation
  meeting: Meeting
}

/** Yes or no is two buttons' worth of radio; the rest only matters to who comes, and may stay empty. */
export function AnswerForm({ lang, action, invitation, meeting }: FormProps) {
  const words = wordsOf(lang).answer
  const id = (name: string): string => `a-${invitation.id.slice(-6)}-${name}`
  const number = (name: 'women' | 'men' | 'children', label: string) => (
    <div class="ds-field is-short">
      <label class="ds-label" for={id(name)}>
        {label}
      </label>
      <input
        class="ds-input"
        id={id(name)}
        name={name}
        inputmode="numeric"
        maxlength={3}
        value={invitation[name] ?? undefined}
      />
    </div>
  )
  return (
    <form class="form" method="post" action={action}>
      <input type="hidden" name="invitation" value={invitation.id} />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{words.comes}</legend>
        {(['yes', 'no'] as const).map((answer) => (
          <div class="ds-field">
            <input
              class="ds-input"
              type="radio"
              id={id(answer)}
              name="answer"
              value={answer}
              required
              checked={invitation.answer === answer}
            />
            <label class="ds-label" for={id(answer)}>
              {words[answer]}
            </label>
          </div>
        ))}
      </fieldset>
      {number('women', words.women)}
      {number('men', words.men)}
      <div class="ds-field">
        <label class="ds-label" for={id('names')}>
          {words.names}
        </label>
        <div data-field="description">{words.namesHelp}</div>
        <textarea class="ds-input" id={id('names')} name="names" rows={3} maxlength={5000}>
          {invitation.names}
        </textarea>
      </div>
      {meeting.childcare && number('children', words.children)}
      {meeting.interpretation && (
        <div class="ds-field">
          <label class="ds-label" for={id('interpretation')}>
            {words.interpretation}
          </label>
          <input
            class="ds-input"
            id={id('interpretation')}
            name="interpretation"
            maxlength={120}
            value={invitation.interpretation}
          />
        </div>
      )}
      <div class="ds-field">
        <label class="ds-label" for={id('note')}>
          {words.note}
        </label>
        <textarea class="ds-input" id={id('note')} name="note" rows={2} maxlength={2000}>
          {invitation.note}
        </textarea>
      </div>
      <div class="actions">
        <Button variant="primary">{words.send}</Button>
      </div>
    </form>
  )
}

/** The page behind the link: what one must know to decide, and nothing about anybody else. */
export function AnswerPage(
  props: FormProps & { zone: string; agenda: readonly AgendaItem[]; calendar: string; done: boolean },
) {
  const { lang, meeting, zone, agenda, done } = props
  const words = wordsOf(lang)
  return (
    <>
      {done && <Notice kind="plain">{words.answer.thanks}</Notice>}
      <Definitions
        items={[
          { term: words.page.when, value: capital(whenOf(meeting, lang, zone)) },
          { term: words.page.where, value: whereOf(meeting, lang) || '–' },
          ...(meeting.url
            ? [{ term: words.page.online, value: <a href={meeting.url}>{meeting.url}</a> }]
            : []),
          ...(meeting.childcare ? [{ term: words.page.care, value: words.page.yes }] : []),
          ...(meeting.interpretation
            ? [{ term: words.page.interpretation, value: meeting.interpretation }]
            : []),
        ]}
      />
      {agenda.length > 0 && (
        <ol class="agenda">
          {agenda.map((item) => (
            <li>{said(item.words, lang)}</li>
          ))}
        </ol>
      )}
      {meeting.state === 'cancelled' ? (
        <Notice title={words.answer.cancelled} />
      ) : (
        <>
          <p>
            <a href={props.calendar} download="">
              {words.answer.calendar}
            </a>
          </p>
          <AnswerForm {...props} />
        </>
      )}
    </>
  )
}
