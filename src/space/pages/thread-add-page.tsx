/** Adding a link by search: a plain form to find, and beside each record that was found how it may be linked. */
import { type Language, said } from '../../kernel/text.ts'
import type { LinkKind } from '../../kernel/thread.ts'
import type { Candidate } from '../../kernel/thread-find.ts'
import { Button } from '../../web/components/button.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { wordsOf as webWords } from '../../web/words.ts'
import { threadWords } from '../thread-words.ts'

export interface AddPageProps {
  lang: Language
  side: 'rests' | 'supports'
  words: string
  /** Address of this page, to search again. */
  search: string
  /** Where a link is posted. */
  action: string
  found: readonly { one: Candidate; kinds: readonly LinkKind[] }[]
  href(one: Candidate): string
  /** Titles along the way that would close: from the record that was to rest on the basis, down to it. */
  circle: readonly string[] | null
}

export function AddPage(props: AddPageProps) {
  const { lang, found } = props
  const words = threadWords(lang).add
  return (
    <>
      {props.circle && <Circle lang={lang} titles={props.circle} />}
      <form class="filters" action={props.search}>
        <input type="hidden" name="side" value={props.side} />
        <div class="filter">
          <input class="ds-input" type="search" name="q" value={props.words} aria-label={words.label} />
        </div>
        <Button>{words.go}</Button>
      </form>
      <Section title={props.words === '' ? words.newest : words.found(found.length, props.words)}>
        {found.length === 0 && <p class="subtle">{words.none}</p>}
        {found.length > 0 && (
          <ul class="work-list">
            {found.map((line) => (
              <Line {...props} line={line} />
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

function Line({
  lang,
  side,
  action,
  words: asked,
  href,
  line,
}: AddPageProps & { line: AddPageProps['found'][number] }) {
  const { one, kinds } = line
  const words = threadWords(lang).add
  const web = webWords(lang)
  const title = said(one.title, lang)
  return (
    <li>
      <div>
        <span class="kind">
          {[
            web.kinds[one.kind] ?? web.otherKind,
            one.place && said(one.place, lang),
            words.version(one.version),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <p class="work-title">
          <a href={href(one)}>{title}</a>
        </p>
      </div>
      {one.linked ? (
        <span class="subtle">{words.linked}</span>
      ) : (
        <form class="actions" method="post" action={action}>
          <input type="hidden" name="side" value={side} />
          <input type="hidden" name="other" value={one.id} />
          <input type="hidden" name="version" value={one.version} />
          <input type="hidden" name="q" value={asked} />
          <select class="ds-input" name="kind" aria-label={words.how(title)}>
            {kinds.map((kind) => (
              <option value={kind}>{web.thread.links[kind][side]}</option>
            ))}
          </select>
          <button
            type="submit"
            class="ds-button"
            data-variant="secondary"
            aria-label={words.linkNamed(title)}
          >
            {words.link}
          </button>
        </form>
      )}
    </li>
  )
}

/** The circle in words, step by step. */
function Circle({ lang, titles }: { lang: Language; titles: readonly string[] }) {
  const words = threadWords(lang).add
  const [record = '', basis = ''] = [titles.at(-1), titles[0]]
  return (
    <Notice kind="error" title={`${words.circleTitle}.`}>
      {titles.length < 2 ? (
        <p>{words.toItself}</p>
      ) : (
        <>
          <p>{words.circle(record, basis)}</p>
          <ul>
            {titles.slice(1).map((title, at) => (
              <li>{words.circleStep(titles[at] ?? '', title)}</li>
            ))}
          </ul>
          <p>{words.circleEnd}</p>
        </>
      )}
    </Notice>
  )
}
