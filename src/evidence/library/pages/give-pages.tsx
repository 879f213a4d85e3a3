/** Giving files: new documents, a newer version of one, text that somebody types. */
import type { Language } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { FileDrop } from '../../../web/components/file-drop.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { at } from '../../../web/lang.ts'
import { wordsOf } from '../../../web/words.ts'
import { libraryWords } from '../words.ts'

const accept = '.pdf,.docx,.odt,.txt,.md'

export interface GivePageProps {
  lang: Language
  /** Without the language. */
  action: string
  maxBytes: number
  link: string
  list: string
  error?: string
  /** Some came in and some did not: each that did not, with why; what came in is there. */
  outcome?: { added: number; refused: readonly { name: string; why: string }[]; undescribed: string }
}

export function GivePage(props: GivePageProps) {
  const { lang, outcome } = props
  const words = libraryWords(lang).give
  return (
    <>
      {outcome && (
        <Notice kind="error" title={words.partly(outcome.added)}>
          <ul>
            {outcome.refused.map(({ name, why }) => (
              <li>{words.refused(name, why)}</li>
            ))}
          </ul>
          {outcome.added > 0 && (
            <p>
              <a href={outcome.undescribed}>{words.seeUndescribed}</a>
            </p>
          )}
        </Notice>
      )}
      <FileDrop
        lang={lang}
        action={props.action}
        label={words.label}
        help={words.help}
        accept={accept}
        maxBytes={props.maxBytes}
        submit={words.submit}
        {...(props.error ? { error: props.error } : {})}
      />
      <p>
        {words.orLink} <a href={props.link}>{libraryWords(lang).addLink}</a>
      </p>
      <p>
        {words.orList} <a href={props.list}>{libraryWords(lang).bring}</a>
      </p>
    </>
  )
}

export const NewFilePage = (props: { lang: Language; action: string; maxBytes: number; error?: string }) => (
  <FileDrop
    lang={props.lang}
    action={props.action}
    label={libraryWords(props.lang).one.file}
    help={libraryWords(props.lang).give.help}
    accept={accept}
    maxBytes={props.maxBytes}
    multiple={false}
    submit={libraryWords(props.lang).give.submit}
    {...(props.error ? { error: props.error } : {})}
  />
)

export function PastePage(props: {
  lang: Language
  action: string
  cancel: string
  isScan: boolean
  language: string
  text: string
  error?: string
}) {
  const { lang } = props
  const words = libraryWords(lang).one
  return (
    <form class="form" method="post" action={at(lang, props.action)}>
      <div class="ds-field">
        <label class="ds-label" for="text">
          {words.pasteLabel}
        </label>
        <div data-field="description" id="text-help">
          {props.isScan ? words.pasteHelpScan : words.pasteHelp}
        </div>
        {props.error && (
          <p class="ds-validation-message" id="text-error">
            {props.error}
          </p>
        )}
        <textarea
          class="ds-input"
          id="text"
          name="text"
          rows={20}
          lang={props.language}
          aria-describedby="text-help"
          aria-invalid={props.error ? 'true' : undefined}
        >
          {props.text}
        </textarea>
      </div>
      <div class="actions">
        <Button variant="primary">{words.pasteSave}</Button>
        <ButtonLink variant="tertiary" href={at(lang, props.cancel)}>
          {wordsOf(lang).forms.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
