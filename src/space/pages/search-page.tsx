/** What was found, by kind, each with its place. */
import { type Language, said } from '../../kernel/text.ts'
import { Button } from '../../web/components/button.tsx'
import { Section } from '../../web/components/notice.tsx'
import type { FoundOne } from '../found.ts'
import { wordsOf } from '../words.ts'

export interface SearchProps {
  lang: Language
  words: string
  action: string
  kinds: { kind: string; rows: FoundOne[] }[]
  href(one: FoundOne): string
}

export function SearchPage(props: SearchProps) {
  const { lang, kinds } = props
  const words = wordsOf(lang).search
  return (
    <>
      <form class="filters" action={props.action} aria-label={words.title}>
        <div class="filter">
          <input class="ds-input" type="search" name="q" value={props.words} aria-label={words.label} />
        </div>
        <Button>{words.go}</Button>
      </form>
      {kinds.length === 0 && <p class="subtle">{props.words === '' ? words.empty : words.hint}</p>}
      {kinds.map(({ kind, rows }) => (
        <Section title={words.kinds[kind] ?? words.otherKind}>
          <ul class="work-list">
            {rows.map((one) => (
              <li>
                <div>
                  <p class="work-title">
                    <a href={props.href(one)}>{said(one.title, lang)}</a>
                  </p>
                  {one.place && <span class="kind">{said(one.place, lang)}</span>}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  )
}
