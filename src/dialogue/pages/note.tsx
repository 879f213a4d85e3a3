/** A note that was made on a step, in the language in which it is, with its translation typed right there. */
import { type Language, stateOf, type Text, wordsFor } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { wordsOf } from '../words.ts'

interface Props {
  lang: Language
  note: Text
  /** Where a translation is sent; null: not hers to write. */
  action: string | null
  /** What was typed over a note that somebody else changed meanwhile. */
  typed?: string | null
}

/** Words that were typed over the note of a step which is another by now: given back below what it says. */
export interface RefusedNote {
  stepId: string
  words: string
}

export function Note({ lang, note, action, typed = null }: Props) {
  const words = wordsOf(lang).note
  const shown = wordsFor(note, lang)
  const state = stateOf(note, lang)
  if (shown.text === '') return null
  return (
    <>
      <p class="as-typed" lang={shown.language === lang ? undefined : shown.language}>
        {shown.text}
      </p>
      {(state === 'missing' || state === 'outdated' || typed !== null) && (
        <>
          {typed !== null && <Notice kind="error" title={words.conflict} />}
          {(state === 'missing' || state === 'outdated') && <p class="subtle">{words[state]}</p>}
          {action && (
            <details open={typed !== null}>
              <summary>{words.translate}</summary>
              <form class="form" method="post" action={action}>
                <input type="hidden" name="before" value={JSON.stringify(note)} />
                <textarea
                  class="ds-input"
                  name="words"
                  rows={2}
                  maxlength={10_000}
                  required
                  lang={lang}
                  aria-label={words.label}
                >
                  {typed ?? note[lang]?.text}
                </textarea>
                <div class="actions">
                  <Button>{words.save}</Button>
                </div>
              </form>
            </details>
          )}
        </>
      )}
    </>
  )
}
