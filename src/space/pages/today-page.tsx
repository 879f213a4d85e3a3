/** What waits for the person, each line with the action that settles it; and where to begin when nothing does. */
import type { ImportWaiting } from '../../evidence/index.ts'
import { type Language, said } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { type FigureData, intervalText, valueText } from '../../web/components/figure.tsx'
import { WorkList } from '../../web/components/lists.tsx'
import { EmptyState, Section } from '../../web/components/notice.tsx'
import { date, percent } from '../../web/format.ts'
import type { StaleRecord, Untranslated } from '../today.ts'
import { wordsOf } from '../words.ts'

export interface TodayProps {
  lang: Language
  zone: string
  stale: { record: StaleRecord; href: string; moved: { before: FigureData; now: FigureData } | null }[]
  imports: ImportWaiting[]
  translations: { text: Untranslated; href: string }[]
  /** What a person of this role does or sees first. */
  steps: { title: string; text: string; action: string; href: string }[]
  /** The steps are things to do; else things to look at. */
  doing: boolean
}

/** Lines of one kind that are shown; the oldest first, so that none is forgotten. */
const most = 30

export const countOf = ({ stale, imports, translations }: TodayProps): number =>
  stale.length + imports.length + translations.length

export function TodayPage(props: TodayProps) {
  const { lang, steps } = props
  const words = wordsOf(lang).today
  return (
    <>
      {countOf(props) === 0 && (
        <EmptyState title={words.nothing}>
          <p>{words.nothingText}</p>
        </EmptyState>
      )}
      <Stale {...props} />
      <Imports {...props} />
      <Translations {...props} />
      {steps.length > 0 && (
        <Section title={props.doing ? words.firstSteps : words.whatToSee}>
          <WorkList
            items={steps.map(({ title, text, action, href }, at) => ({
              kind: '',
              title,
              note: text,
              href,
              action: (
                <ButtonLink href={href} variant={at === 0 && countOf(props) === 0 ? 'primary' : 'secondary'}>
                  {action}
                </ButtonLink>
              ),
            }))}
          />
        </Section>
      )}
    </>
  )
}

function Stale({ lang, zone, stale }: TodayProps) {
  const words = wordsOf(lang).today
  if (stale.length === 0) return null
  return (
    <Section title={words.stale} subtitle={words.staleText}>
      <WorkList
        items={stale.slice(0, most).map(({ record, href, moved }) => ({
          kind: <b class="attention">{words.effects[record.effect]}</b>,
          title: said(record.title, lang),
          href,
          note: (
            <>
              {record.marks
                .map(({ sourceTitle, reason, since }) =>
                  words.changed[reason](
                    sourceTitle ? said(sourceTitle, lang) : words.unseen,
                    date(since, lang, 'short', zone),
                  ),
                )
                .join(' ')}{' '}
              {moved && words.moved(worded(moved.before, lang), worded(moved.now, lang))}
            </>
          ),
          action: <ButtonLink href={href}>{words.review}</ButtonLink>,
        }))}
      />
      <More lang={lang} all={stale.length} />
    </Section>
  )
}

function worded(figure: FigureData, lang: Language): string {
  const between = intervalText(figure, lang)
  return between ? `${valueText(figure)} (${between})` : valueText(figure)
}

function Imports({ lang, zone, imports }: TodayProps) {
  const words = wordsOf(lang).today
  if (imports.length === 0) return null
  return (
    <Section title={words.imports}>
      <WorkList
        items={imports.map(({ files, at, state, percent: done, why, href }) => ({
          kind:
            state === 'running'
              ? `${words.importStates.running}, ${percent(done, 0)}`
              : words.importStates[state],
          title: files,
          href,
          note: why ?? words.given(date(at, lang, 'short', zone)),
          action: <ButtonLink href={href}>{state === 'failed' ? words.why : words.follow}</ButtonLink>,
        }))}
      />
    </Section>
  )
}

function Translations({ lang, translations }: TodayProps) {
  const words = wordsOf(lang).today
  if (translations.length === 0) return null
  return (
    <Section title={words.translations} subtitle={words.translationsText}>
      <WorkList
        items={translations.slice(0, most).map(({ text, href }) => ({
          kind: words[text.state][text.language],
          title: said(text.title, lang),
          href,
          action: <ButtonLink href={href}>{words.translate}</ButtonLink>,
        }))}
      />
      <More lang={lang} all={translations.length} />
    </Section>
  )
}

const More = ({ lang, all }: { lang: Language; all: number }) =>
  all > most ? <p class="subtle">{wordsOf(lang).today.more(all - most)}</p> : null
