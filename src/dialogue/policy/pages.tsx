/** Policy dialogues: the list, and one with its options beside each other. */
import { type Language, said, type Text, wordsFor } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Menu } from '../../web/components/menu.tsx'
import { EmptyState, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { capital, date, number } from '../../web/format.ts'
import { classes, type Html } from '../../web/html.ts'
import { costWords, decidesWords } from './document.ts'
import { pointsOf } from './rules.ts'
import type { PolicyDialogue, PolicyOption } from './store.ts'
import { policyWords } from './words.ts'

interface Addressed {
  lang: Language
  to(path: string): string
}

export function PolicyList({
  lang,
  to,
  dialogues,
  add,
}: Addressed & { dialogues: readonly PolicyDialogue[]; add: Html }) {
  const words = policyWords(lang).list
  return (
    <DataTable
      lang={lang}
      caption={words.title}
      captionHidden
      rows={dialogues}
      label={{
        head: words.question,
        cell: (one) => <a href={to(`/policy/${one.id}`)}>{said(one.title, lang)}</a>,
      }}
      columns={[
        { head: words.meeting, cell: (one) => (one.meeting ? said(one.meeting.name, lang) : '–') },
        { head: words.options, kind: 'number', cell: (one) => number(one.options) },
        {
          head: words.state,
          cell: (one) => (one.outcome ? words.done : one.recommendedId ? words.recommended : words.open),
        },
      ]}
      empty={
        <EmptyState title={words.empty} action={add}>
          <p>{words.emptyText}</p>
        </EmptyState>
      }
    />
  )
}

export interface PolicyPageProps extends Addressed {
  dialogue: PolicyDialogue
  options: readonly PolicyOption[]
}

const Prose = ({ text, lang }: { text: Text; lang: Language }) => {
  const shown = wordsFor(text, lang)
  return (
    <p class="as-typed" lang={shown.language === lang ? undefined : shown.language}>
      {shown.text}
    </p>
  )
}

export function PolicyPage({ lang, to, dialogue, options }: PolicyPageProps) {
  const words = policyWords(lang).page
  const recommended = options.find(({ id }) => id === dialogue.recommendedId)
  return (
    <>
      {dialogue.purpose && <Prose lang={lang} text={dialogue.purpose} />}
      <Section
        title={words.options}
        subtitle={options.length > 0 ? words.optionsSub(options.length) : undefined}
        id="options"
        actions={
          dialogue.mayWrite ? (
            <ButtonLink href={to(`/policy/${dialogue.id}/options/new`)}>{words.addOption}</ButtonLink>
          ) : undefined
        }
      >
        {options.length === 0 ? (
          <p>{words.noOptions}</p>
        ) : (
          <div class="options" data-options={Math.min(options.length, 3)}>
            {options.map((option) => (
              <Option lang={lang} to={to} dialogue={dialogue} option={option} />
            ))}
          </div>
        )}
      </Section>
      <Section title={words.recommendation} id="recommendation">
        {recommended ? (
          <>
            <p>
              <b>{said(recommended.name, lang)}</b>
            </p>
            {dialogue.reason && <Prose lang={lang} text={dialogue.reason} />}
          </>
        ) : (
          <p>{words.noRecommendation}</p>
        )}
      </Section>
      <Section
        title={words.outcome}
        subtitle={dialogue.outcomeOn ? words.outcomeOn(date(dialogue.outcomeOn, lang)) : undefined}
        id="outcome"
      >
        {dialogue.outcome ? <Prose lang={lang} text={dialogue.outcome} /> : <p>{words.noOutcome}</p>}
      </Section>
    </>
  )
}

function Option({
  lang,
  to,
  dialogue,
  option,
}: Addressed & { dialogue: PolicyDialogue; option: PolicyOption }) {
  const words = policyWords(lang).page
  const isRecommended = dialogue.recommendedId === option.id
  const points = (title: string, text: Text | null): Html =>
    text ? (
      <>
        <h4>{title}</h4>
        <ul>
          {pointsOf(said(text, lang)).map((point) => (
            <li>{point}</li>
          ))}
        </ul>
      </>
    ) : null
  return (
    <section class={classes('option', isRecommended && 'is-recommended')} id={`o-${option.id}`}>
      <h3>{said(option.name, lang)}</h3>
      {isRecommended && <p class="option-mark">{words.recommended}</p>}
      {points(words.pros, option.pros)}
      {points(words.cons, option.cons)}
      <Definitions
        items={[
          {
            term: words.cost,
            value: [costWords(option, lang), option.costNote].filter(Boolean).join('. '),
          },
          ...(option.legalRoute ? [{ term: words.legal, value: said(option.legalRoute, lang) }] : []),
          { term: words.decides, value: decidesWords(option, lang) },
        ]}
      />
      {dialogue.mayWrite && (
        <p>
          <a href={to(`/policy/${dialogue.id}/options/${option.id}`)}>
            {words.editOption}
            <span class="vh"> ({said(option.name, lang)})</span>
          </a>
        </p>
      )}
    </section>
  )
}

export function PolicyActions({ lang, to, dialogue }: Addressed & { dialogue: PolicyDialogue }) {
  const words = policyWords(lang).page
  const file = (kind: string, language: Language) => to(`/policy/${dialogue.id}/file/${language}/${kind}`)
  return (
    <>
      <Menu
        download
        label={words.files}
        lines={(['es', 'en'] as const).flatMap((language) => [
          { label: words.word(words.languages[language]), href: file('docx', language) },
          { label: words.pdf(words.languages[language]), href: file('pdf', language) },
        ])}
      />
      {dialogue.mayWrite && <ButtonLink href={to(`/policy/${dialogue.id}/edit`)}>{words.edit}</ButtonLink>}
      {dialogue.mayWrite && dialogue.options > 0 && (
        <ButtonLink href={to(`/policy/${dialogue.id}/decide`)} variant="primary">
          {words.decide}
        </ButtonLink>
      )}
    </>
  )
}

export function PolicyAside({ lang, to, dialogue }: Addressed & { dialogue: PolicyDialogue }) {
  const words = policyWords(lang).page
  const { meeting, platform, place, workerGroup } = dialogue
  const items = [
    ...(meeting
      ? [
          {
            term: words.meeting,
            value: <a href={to(`/meetings/${meeting.id}`)}>{said(meeting.name, lang)}</a>,
          },
        ]
      : []),
    ...(platform
      ? [
          {
            term: words.platform,
            value: <a href={to(`/platforms/${platform.id}`)}>{said(platform.name, lang)}</a>,
          },
        ]
      : []),
    ...(place ? [{ term: words.place, value: said(place.name, lang) }] : []),
    ...(workerGroup ? [{ term: words.group, value: capital(said(workerGroup.name, lang)) }] : []),
  ]
  return items.length > 0 ? <Definitions items={items} /> : null
}
