/** What waits for the person, what is late first, each line with the action that settles it; and where to begin when nothing does. */
import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { WorkList } from '../../web/components/lists.tsx'
import { EmptyState, Section } from '../../web/components/notice.tsx'
import { date } from '../../web/format.ts'
import type { Clock, Settling, TodayLine } from '../../web/server/hooks.ts'
import { threadWords } from '../thread-words.ts'
import { daysUntil, grouped, type TodayGroup } from '../today-rules.ts'
import { wordsOf } from '../words.ts'

export interface TodayProps {
  lang: Language
  clock: Clock
  lines: readonly TodayLine[]
  to(path: string): string
  /** What a person of this role does or sees first. */
  steps: { title: string; text: string; action: string; href: string }[]
  /** The steps are things to do; else things to look at. */
  doing: boolean
}

/** Lines of one group that are shown; the first are the most urgent or the oldest, so that none is forgotten. */
const most = 30

export function TodayPage(props: TodayProps) {
  const { lang, steps, lines, clock } = props
  const words = wordsOf(lang).today
  const groups = grouped(lines, clock.today)
  return (
    <>
      {lines.length === 0 && (
        <EmptyState title={words.nothing}>
          <p>{words.nothingText}</p>
        </EmptyState>
      )}
      {groups.map((one) => (
        <Group {...props} {...one} />
      ))}
      {steps.length > 0 && (
        <Section title={props.doing ? words.firstSteps : words.whatToSee}>
          <WorkList
            items={steps.map(({ title, text, action, href }, at) => ({
              kind: '',
              title,
              note: text,
              href,
              action: (
                <ButtonLink href={href} variant={at === 0 && lines.length === 0 ? 'primary' : 'secondary'}>
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

function Group(props: TodayProps & { group: TodayGroup; lines: readonly TodayLine[] }) {
  const { lang, group, lines } = props
  const words = threadWords(lang).today
  return (
    <Section id={group} title={words.groups[group]} subtitle={words.groupText[group]}>
      <ul class="work-list today-list">
        {lines.slice(0, most).map((line) => (
          <Line {...props} line={line} />
        ))}
      </ul>
      {lines.length > most && <p class="subtle">{wordsOf(lang).today.more(lines.length - most)}</p>}
    </Section>
  )
}

function Line({ lang, clock, to, line, group }: TodayProps & { group: TodayGroup; line: TodayLine }) {
  const when = whenText(line, group, clock)
  return (
    <li>
      <div>
        <span class="kind">
          {line.mark && <b class="attention">{line.mark}</b>} {line.kind}
          {when && (
            <>
              {' · '}
              {group === 'overdue' ? <b class="attention">{when}</b> : when}
            </>
          )}
        </span>
        <p class="work-title">
          <a href={to(line.path)}>{said(line.title, lang)}</a>
        </p>
        {line.note && <span class="kind">{line.note}</span>}
      </div>
      <div class="actions">
        {line.settle.map((one) =>
          'fields' in one ? null : <Settle one={one} to={to} title={said(line.title, lang)} />,
        )}
      </div>
      {line.settle.map((one) =>
        'fields' in one ? <SettleHere one={one} to={to} title={said(line.title, lang)} /> : null,
      )}
    </li>
  )
}

/** Opened in the line, without scripts: what is wanted is typed or chosen there, and sent. */
function SettleHere({
  one,
  to,
  title,
}: {
  one: Extract<Settling, { fields: unknown }>
  to(path: string): string
  title: string
}) {
  return (
    <details class="settle-here">
      <summary class="ds-button" data-variant="secondary">
        {one.label}
        <span class="vh">: {title}</span>
      </summary>
      <form class="form" method="post" action={to(one.post)}>
        <Values values={one.values} />
        {one.fields.map((field) => {
          const id = ['s', one.post, field.name, one.values?.language].join('-').replaceAll('/', '')
          return (
            <div class="ds-field">
              <label class="ds-label" for={id}>
                {field.label}
              </label>
              {'options' in field ? (
                <select class="ds-input" id={id} name={field.name} required>
                  {field.options.map(({ value, label }) => (
                    <option value={value}>{label}</option>
                  ))}
                </select>
              ) : (
                <textarea
                  class="ds-input"
                  id={id}
                  name={field.name}
                  rows={2}
                  maxlength={field.most}
                  required
                  lang={field.language}
                >
                  {field.value}
                </textarea>
              )}
            </div>
          )
        })}
        <div class="actions">
          <Button variant="primary">{one.submit}</Button>
        </div>
      </form>
    </details>
  )
}

const Values = ({
  values = {},
}: {
  values?: Readonly<Record<string, string | readonly string[]>> | undefined
}) => (
  <>
    <input type="hidden" name="back" value="/" />
    {Object.entries(values).flatMap(([name, value]) =>
      [value].flat().map((each) => <input type="hidden" name={name} value={each} />),
    )}
  </>
)

/** A button of its own form: works without scripts, and the person stays on this page. */
function Settle({ one, to, title }: { one: Settling; to(path: string): string; title: string }) {
  if (!('post' in one)) return <ButtonLink href={to(one.path)}>{one.label}</ButtonLink>
  return (
    <form method="post" action={to(one.post)}>
      <Values values={one.values} />
      <Button>
        {one.label}
        <span class="vh">: {title}</span>
      </Button>
    </form>
  )
}

function whenText(line: TodayLine, group: TodayGroup, { today, lang }: Clock): string {
  if (line.due === null) return ''
  const words = threadWords(lang).today
  const days = daysUntil(today, line.due)
  const day = date(line.due, lang)
  if (group === 'overdue') return `${words.overdueBy(-days)}, ${day}`
  const said = days === 0 ? '' : days === 1 ? words.tomorrow : days <= 7 ? words.inDays(days) : day
  return [said, days > 1 && days <= 7 ? day : '', line.time].filter(Boolean).join(', ')
}
