/** One passage: its words, where they stand, what became of the document since; and moving it. */
import { type Language, otherLanguage, said } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { at } from '../../../web/lang.ts'
import { wordsOf } from '../../../web/words.ts'
import type { Passage } from '../passages.ts'
import { libraryWords } from '../words.ts'

/** `Hernández, R., Estudio de mercados, 2019, p. 12`. */
export function referenceOf(lang: Language, passage: Omit<Passage, 'quote'>): string {
  const words = libraryWords(lang)
  return [
    passage.authors ?? passage.publisher,
    said(passage.documentTitle, lang),
    passage.authors ? passage.publisher : null,
    passage.published?.slice(0, 4),
    (passage.unit === 'page' ? words.shortPage : words.shortSection)(passage.page),
  ]
    .filter(Boolean)
    .join(', ')
}

export interface PassagePageProps {
  lang: Language
  passage: Passage
  document: string
  read: string
  /** Null for readers. */
  edit: string | null
  remove: string | null
  restore: string | null
}

export function PassagePage(props: PassagePageProps) {
  const { lang, passage } = props
  const words = libraryWords(lang).passage
  const other = otherLanguage(passage.language.startsWith('en') ? 'en' : 'es')
  return (
    <>
      {passage.isDeleted && (
        <Notice title={words.removedTitle}>
          <p>{words.removedText}</p>
          {props.restore && (
            <form method="post" action={props.restore}>
              <Button>{words.restore}</Button>
            </form>
          )}
        </Notice>
      )}
      {!passage.isFound && !passage.documentIsDeleted && (
        <Notice title={words.lostTitle}>
          <p>{words.lostText(passage.fileNumber)}</p>
        </Notice>
      )}
      {passage.documentIsDeleted && <Notice title={words.documentRemoved} />}
      {passage.rights === 'none' && <Notice title={words.notQuotable} />}
      <blockquote class="passage-quote" lang={passage.language}>
        {passage.quote}
      </blockquote>
      {passage.translation && (
        <blockquote class="passage-quote is-translation" lang={other}>
          {passage.translation}
        </blockquote>
      )}
      <p>
        {words.source}: <a href={props.document}>{referenceOf(lang, passage)}</a>
      </p>
      <div class="actions">
        {!passage.documentIsDeleted && (
          <ButtonLink variant="primary" href={props.read}>
            {words.inText}
          </ButtonLink>
        )}
        {props.edit && <ButtonLink href={props.edit}>{words.edit}</ButtonLink>}
      </div>
      {props.remove && (
        <form method="post" action={props.remove}>
          <Button danger>{words.remove}</Button>
        </form>
      )}
    </>
  )
}

export function PassageForm(props: {
  lang: Language
  action: string
  cancel: string
  language: string
  values: { page: string; quote: string; translation: string }
  version: number
  error?: string
}) {
  const { lang, values } = props
  const words = libraryWords(lang)
  const other = otherLanguage(props.language.startsWith('en') ? 'en' : 'es')
  return (
    <form class="form" method="post" action={at(lang, props.action)}>
      <input type="hidden" name="version" value={String(props.version)} />
      {props.error && (
        <div class="ds-error-summary" role="alert" tabindex={-1} data-focus="">
          <h2>{wordsOf(lang).forms.summary(1)}</h2>
          <ul>
            <li>
              <a href="#f-quote">{props.error}</a>
            </li>
          </ul>
        </div>
      )}
      <div class="ds-field is-short">
        <label class="ds-label" for="f-page">
          {words.passage.page}
        </label>
        <input class="ds-input" id="f-page" name="page" value={values.page} inputmode="numeric" required />
      </div>
      <div class="ds-field">
        <label class="ds-label" for="f-quote">
          {words.reader.quote}
        </label>
        <textarea
          class="ds-input"
          id="f-quote"
          name="quote"
          rows={5}
          required
          lang={props.language}
          maxlength={4000}
          aria-invalid={props.error ? 'true' : undefined}
        >
          {values.quote}
        </textarea>
      </div>
      <div class="ds-field">
        <label class="ds-label" for="f-translation">
          {words.reader.translation(words.reader.translationLangs[other])}
        </label>
        <textarea
          class="ds-input"
          id="f-translation"
          name="translation"
          rows={3}
          lang={other}
          maxlength={4000}
        >
          {values.translation}
        </textarea>
      </div>
      <div class="actions">
        <Button variant="primary">{words.passage.save}</Button>
        <ButtonLink variant="tertiary" href={at(lang, props.cancel)}>
          {wordsOf(lang).forms.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
