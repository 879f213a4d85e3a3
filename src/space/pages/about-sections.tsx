/** What the parts know, section by section: the newest few, how many there are, and the way to them all. */
import { type Language, said } from '../../kernel/text.ts'
import { MoreLink } from '../../web/components/button.tsx'
import { Section } from '../../web/components/notice.tsx'
import { number } from '../../web/format.ts'
import type { AboutSection } from '../../web/server/hooks.ts'
import { threadWords } from '../thread-words.ts'

interface Props {
  lang: Language
  sections: readonly AboutSection[]
  to(path: string): string
}

export const AboutSections = (props: Props) => (
  <>
    {props.sections.map((section) => (
      <OneSection {...props} section={section} />
    ))}
  </>
)

function OneSection({ lang, section, to }: Props & { section: AboutSection }) {
  const words = threadWords(lang).about
  const { title, count, items, all } = section
  return (
    <Section
      title={`${title} (${number(count)})`}
      {...(count > items.length ? { subtitle: words.newest(items.length, number(count)) } : {})}
    >
      <ul class="work-list about-list">
        {items.map((item) => (
          <li>
            <div>
              <p class="work-title">
                <a href={to(item.path)}>{said(item.title, lang)}</a>
              </p>
              {(item.mark || item.note) && (
                <span class="kind">
                  {item.mark && <b class="attention">{item.mark}</b>} {item.note}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {all && count > items.length && (
        <p>
          <MoreLink href={to(all)}>{words.all(number(count))}</MoreLink>
        </p>
      )}
    </Section>
  )
}
