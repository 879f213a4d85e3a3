/** The form in which minutes are written, line by line. */
import { type Language, said } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { wordsOf as webWords } from '../../web/words.ts'
import { itemKinds } from '../rules.ts'
import type { Meeting, Party } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'

interface Addressed {
  lang: Language
  to(path: string): string
  meeting: Meeting
}

/** Empty lines after those that stand. */
export const emptyLines = 4

export interface LineValues {
  id: string
  kind: string
  words: string
  organisation: string
  addressee: string
  due: string
  /** Names of whom the line names though they are no party any more. */
  former?: readonly (readonly [string, string])[]
  /** The words in the other language, where the page's has none yet. */
  source: { language: Language; text: string } | null
  /** What it says now, where somebody else has written other words meanwhile. */
  now?: string
}

/** One fieldset a line: kind, words, who, to whom, by when; all by keyboard, nothing that needs a script. */
export function MinutesForm(
  props: Addressed & {
    version: number
    proposal: string
    proposalSource: LineValues['source']
    proposalNow: string | undefined
    lines: readonly LineValues[]
    parties: readonly Party[]
    conflict: string | null
    /** What is to be corrected, by the id of its field. */
    errors: readonly { id: string; text: string }[]
  },
) {
  const { lang, to, meeting, version, proposal, proposalSource, lines, conflict, errors } = props
  const words = wordsOf(lang).minutes
  return (
    <form
      class="form minutes-form"
      method="post"
      action={to(`/meetings/${meeting.id}/minutes/edit`)}
      data-minutes={meeting.id}
      data-words={JSON.stringify(words.island)}
      data-unsaved={conflict || errors.length > 0 ? '' : undefined}
    >
      {errors.length > 0 && (
        <div class="ds-error-summary" tabindex={-1} role="alert" data-focus="">
          <h2>{words.toCorrect}</h2>
          <ul>
            {errors.map(({ id, text }) => (
              <li>
                <a href={`#${id}`}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {conflict && <Notice kind="error" title={conflict} />}
      <input type="hidden" name="version" value={version} />
      <div class="ds-field">
        <label class="ds-label" for="proposal">
          {words.proposal}
        </label>
        {proposalSource && <Source lang={lang} source={proposalSource} />}
        <Now id="proposal-now" lang={lang} text={props.proposalNow} />
        <textarea
          class="ds-input"
          id="proposal"
          name="proposal"
          rows={3}
          maxlength={20_000}
          aria-describedby={props.proposalNow === undefined ? undefined : 'proposal-now'}
        >
          {proposal}
        </textarea>
      </div>
      <p class="subtle">{words.removeHelp}</p>
      {lines.map((line, at) => (
        <Line {...props} line={line} at={at} />
      ))}
      <div class="actions">
        <Button variant="primary" name="next" value="read">
          {words.save}
        </Button>
        <Button name="next" value="more">
          {words.saveMore}
        </Button>
      </div>
    </form>
  )
}

const Source = ({ lang, source }: { lang: Language; source: NonNullable<LineValues['source']> }) => (
  <div data-field="description">
    {wordsOf(lang).minutes.source} <span lang={source.language}>{source.text}</span>
  </div>
)

const Now = ({ id, lang, text }: { id: string; lang: Language; text: string | undefined }) => {
  const { forms } = webWords(lang)
  return text === undefined ? null : (
    <div data-field="description" id={id}>
      {text === '' ? (
        forms.nowEmpty
      ) : (
        <>
          {forms.now} <q class="as-typed">{text}</q>
        </>
      )}
    </div>
  )
}

function Line({
  lang,
  parties,
  line,
  at,
}: {
  lang: Language
  parties: readonly Party[]
  line: LineValues
  at: number
}) {
  const words = wordsOf(lang)
  const own = words.minutes
  const choice = (
    name: string,
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
    only = '',
  ) => (
    <div class={`ds-field ${only}`.trim()}>
      <label class="ds-label" for={`${name}-${at}`}>
        {label}
      </label>
      <select class="ds-input" id={`${name}-${at}`} name={`${name}.${at}`}>
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  const names = [
    ...parties.map(({ organisation }) => [organisation.id, said(organisation.name, lang)] as const),
    ...(line.former ?? []),
  ]
  return (
    <fieldset class="ds-fieldset minute-line" id={`line-${at}`}>
      <legend class="ds-label">{own.line(at + 1)}</legend>
      <input type="hidden" name={`id.${at}`} value={line.id} />
      {choice(
        'kind',
        own.kind,
        line.kind,
        itemKinds.map((kind) => [kind, words.itemKinds[kind]] as const),
      )}
      <div class="ds-field is-words">
        <label class="ds-label" for={`words-${at}`}>
          {own.words}
        </label>
        {line.source && <Source lang={lang} source={line.source} />}
        <Now id={`now-${at}`} lang={lang} text={line.now} />
        <textarea
          class="ds-input"
          id={`words-${at}`}
          name={`words.${at}`}
          rows={2}
          maxlength={10_000}
          aria-describedby={line.now === undefined ? undefined : `now-${at}`}
        >
          {line.words}
        </textarea>
      </div>
      {choice('organisation', own.who, line.organisation, [['', own.together], ...names], 'is-who')}
      {choice('addressee', own.addressee, line.addressee, [['', own.noAddressee], ...names], 'for-demand')}
      <div class="ds-field for-commitment">
        <label class="ds-label" for={`due-${at}`}>
          {own.due}
        </label>
        <input class="ds-input" type="date" id={`due-${at}`} name={`due.${at}`} value={line.due} />
      </div>
    </fieldset>
  )
}
