/** The text of a document, a page at a time, with its passages marked; words of it are made citable here. */
import type { Language } from '../../../kernel/text.ts'
import { otherLanguage } from '../../../kernel/text.ts'
import { Button, ButtonLink } from '../../../web/components/button.tsx'
import { Notice } from '../../../web/components/notice.tsx'
import { at } from '../../../web/lang.ts'
import type { Page } from '../files.ts'
import type { Passage } from '../passages.ts'
import { stretches } from '../rules.ts'
import type { DocumentFile, LibraryDocument } from '../store.ts'
import { libraryWords } from '../words.ts'
import { unitOf } from './document-page.tsx'
import { Found } from './marked.tsx'

export interface ReadPageProps {
  lang: Language
  document: LibraryDocument
  file: DocumentFile
  number: number
  page: Page | null
  /** The text with the words that were searched marked; null where none were. */
  marked: string | null
  words: string | null
  passages: readonly Passage[]
  /** Another page of it. */
  to(number: number): string
  self: string
  passage(id: string): string
  withoutWords: string
  download: string | null
  /** Where a passage is sent, without the language; null for who may not. */
  cite: string | null
  typed?: { quote: string; translation: string }
  error?: string
}

export function ReadPage(props: ReadPageProps) {
  const { lang, document, page, number, file } = props
  const words = libraryWords(lang)
  const here = props.passages.filter((passage) => passage.page === number && passage.isFound)
  return (
    <div class="reader">
      <div>
        <Pager {...props} />
        {props.words && (
          <p class="subtle">
            {words.reader.wordsMarked(props.words)}{' '}
            <a href={props.withoutWords}>{words.reader.seePassages}</a>
          </p>
        )}
        <article class="page-text" lang={document.language} data-page-text="">
          {page === null ? (
            <p class="subtle" lang={lang}>
              {words.reader.blank}
            </p>
          ) : props.marked !== null ? (
            <p>
              <Found text={props.marked} />
            </p>
          ) : (
            <Marked {...props} text={page.text} passages={here} />
          )}
        </article>
        {file.pages > 1 && <Pager {...props} isEnd />}
      </div>
      <div class="reader-side">
        {props.download && (
          <p>
            <ButtonLink href={props.download} icon="download">
              {words.one.download}
            </ButtonLink>
          </p>
        )}
        {here.length > 0 && (
          <section>
            <h2>{words.reader.marked}</h2>
            <ul class="plain-list">
              {here.map((passage) => (
                <li>
                  <a href={props.passage(passage.id)} lang={document.language}>
                    «{passage.quote.length > 90 ? `${passage.quote.slice(0, 88)}…` : passage.quote}»
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        {props.cite && page && <Cite {...props} cite={props.cite} />}
      </div>
    </div>
  )
}

/** Paragraph by paragraph would cut passages that go over an end of line: the text keeps its lines by style. */
function Marked({ lang, text, passages }: ReadPageProps & { text: string }) {
  const words = libraryWords(lang).reader
  return (
    <p>
      {stretches(text, passages).map((stretch) =>
        stretch.passages.length === 0 ? (
          stretch.text
        ) : (
          <mark class="is-passage" title={words.isPassage}>
            {stretch.text}
          </mark>
        ),
      )}
    </p>
  )
}

function Pager({ lang, file, number, to, self, isEnd }: ReadPageProps & { isEnd?: boolean }) {
  const words = libraryWords(lang)
  const isPage = unitOf(file) === 'page'
  const name = isPage ? words.pageN(number) : words.sectionN(number)
  return (
    <nav class="reader-pager" aria-label={`${words.reader.of(name, file.pages)}${isEnd ? ' ↓' : ''}`}>
      {number > 1 ? (
        <a rel="prev" href={to(number - 1)}>
          {isPage ? words.reader.previous : words.reader.previousSection}
        </a>
      ) : (
        <span />
      )}
      {!isEnd && (
        <form action={self} class="filters">
          <input
            class="ds-input"
            name="page"
            value={String(number)}
            inputmode="numeric"
            size={4}
            aria-label={isPage ? words.reader.goTo : words.reader.goToSection}
          />
          <span class="subtle num">/ {file.pages}</span>
          <Button>{words.reader.go}</Button>
        </form>
      )}
      {number < file.pages ? (
        <a rel="next" href={to(number + 1)}>
          {isPage ? words.reader.next : words.reader.nextSection}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

function Cite(props: ReadPageProps & { cite: string }) {
  const { lang, document, number, file } = props
  const words = libraryWords(lang).reader
  const other = otherLanguage(document.language.startsWith('en') ? 'en' : 'es')
  if (document.rights === 'none') return <Notice kind="plain">{libraryWords(lang).form.rights.none}</Notice>
  return (
    <form class="form" method="post" action={at(lang, props.cite)} data-cite="">
      <h2 id="cite">{unitOf(file) === 'page' ? words.cite : words.citeSection}</h2>
      <input type="hidden" name="page" value={String(number)} />
      <div class="ds-field">
        <label class="ds-label" for="quote">
          {words.quote}
        </label>
        <div data-field="description" id="quote-help">
          {words.citeHelp}
        </div>
        {props.error && (
          <p class="ds-validation-message" id="quote-error" role="alert">
            {props.error}
          </p>
        )}
        <textarea
          class="ds-input"
          id="quote"
          name="quote"
          rows={5}
          required
          lang={document.language}
          maxlength={4000}
          aria-describedby={props.error ? 'quote-help quote-error' : 'quote-help'}
          aria-invalid={props.error ? 'true' : undefined}
        >
          {props.typed?.quote}
        </textarea>
      </div>
      <div class="ds-field">
        <label class="ds-label" for="translation">
          {words.translation(words.translationLangs[other])}
        </label>
        <textarea class="ds-input" id="translation" name="translation" rows={3} lang={other} maxlength={4000}>
          {props.typed?.translation}
        </textarea>
      </div>
      <Button variant="primary">{words.save}</Button>
    </form>
  )
}
