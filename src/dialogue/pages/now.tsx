/** What stands in a field that differs from what was typed there, where a form is not made of a schema: as forms say it everywhere. */
import type { Language } from '../../kernel/text.ts'
import type { Html } from '../../web/html.ts'
import { wordsOf as webWords } from '../../web/words.ts'

interface Props {
  lang: Language
  /** Named by the field's `aria-describedby`. */
  id: string
  /** Empty: nothing stands there. */
  now: string
  children?: Html
}

export function Now({ lang, id, now, children }: Props) {
  const words = webWords(lang).forms
  return (
    <div data-field="description" id={id}>
      {now ? (
        <>
          {words.now} <q class="as-typed">{now}</q>
          {children}
        </>
      ) : (
        words.nowEmpty
      )}
    </div>
  )
}
