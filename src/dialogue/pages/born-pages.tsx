/** Demands and commitments as they are born in minutes: a list, and one of them with its thread. */
import { type Language, said } from '../../kernel/text.ts'
import { WorkList } from '../../web/components/lists.tsx'
import { date } from '../../web/format.ts'
import type { Born } from '../store/born.ts'
import { wordsOf } from '../words.ts'

interface Addressed {
  lang: Language
  to(path: string): string
}

export const BornList = ({ lang, to, items }: Addressed & { items: readonly Born[] }) => {
  const words = wordsOf(lang)
  return (
    <WorkList
      items={items.map((one) => ({
        kind: one.organisation ? said(one.organisation.name, lang) : words.minutes.together,
        title: said(one.words, lang),
        href: to(`/${one.kind}s/${one.id}`),
        note: [
          one.addressee && words.minutes.to(said(one.addressee.name, lang)),
          one.kind === 'commitment' &&
            (one.dueOn ? words.minutes.dueBy(date(one.dueOn, lang)) : words.born.noDay),
          one.meeting && said(one.meeting, lang),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}
