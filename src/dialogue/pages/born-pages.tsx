/** Demands and commitments as they are born in minutes: a list, and one of them with its thread. */
import { type Language, said, wordsFor } from '../../kernel/text.ts'
import type { Step } from '../../kernel/thread.ts'
import { Definitions, WorkList } from '../../web/components/lists.tsx'
import { AsideList, Section } from '../../web/components/notice.tsx'
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

export function BornLists({
  lang,
  to,
  demands,
  commitments,
}: Addressed & { demands: Born[]; commitments: Born[] }) {
  const words = wordsOf(lang).born
  return (
    <>
      <Section title={words.demands} id="demands">
        {demands.length > 0 ? <BornList lang={lang} to={to} items={demands} /> : <p>{words.noDemands}</p>}
      </Section>
      <Section title={words.commitments} id="commitments">
        {commitments.length > 0 ? (
          <BornList lang={lang} to={to} items={commitments} />
        ) : (
          <p>{words.noCommitments}</p>
        )}
      </Section>
    </>
  )
}

export function BornPage({ lang, to, born }: Addressed & { born: Born }) {
  const words = wordsOf(lang)
  const own = words.born
  const shown = wordsFor(born.words, lang)
  return (
    <>
      <p class="quoted" lang={shown.language}>
        {shown.text}
      </p>
      <Definitions
        items={[
          {
            term: own.who[born.kind],
            value: born.organisation ? said(born.organisation.name, lang) : words.minutes.together,
          },
          ...(born.kind === 'demand'
            ? [
                {
                  term: own.addressee,
                  value: born.addressee ? said(born.addressee.name, lang) : words.minutes.noAddressee,
                },
              ]
            : [{ term: own.due, value: born.dueOn ? date(born.dueOn, lang) : own.noDay }]),
          { term: own.since[born.kind], value: date(born.since, lang) },
          ...(born.presentedOn ? [{ term: own.presented, value: date(born.presentedOn, lang) }] : []),
          ...(born.meetingId && born.meeting
            ? [
                {
                  term: own.meeting,
                  value: <a href={to(`/meetings/${born.meetingId}`)}>{said(born.meeting, lang)}</a>,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

export function Thread({ lang, to, basis, supports }: Addressed & { basis: Step[]; supports: Step[] }) {
  const words = wordsOf(lang).born
  const side = (title: string, steps: Step[]) =>
    steps.length > 0 ? (
      <AsideList
        title={title}
        items={steps.map((step) => ({
          kind: words.kinds[step.kind] ?? step.kind,
          label: said(step.title, lang),
          href: to(step.path),
        }))}
      />
    ) : (
      <section class="aside-list">
        <h2>{title}</h2>
        <p class="subtle">{words.nothing}</p>
      </section>
    )
  return (
    <>
      {side(words.rests, basis)}
      {side(words.supports, supports)}
    </>
  )
}
