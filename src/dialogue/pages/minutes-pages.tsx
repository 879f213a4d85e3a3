/** The minutes as read, with what each party says; and the form in which they are written. */
import type { Attachment } from '../../kernel/attachment.ts'
import { type Language, languages, said, wordsFor } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Disclosure, Menu } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { bytes, date } from '../../web/format.ts'
import { itemKinds, minutesMachine, type PositionStep, positionMachine, stepsFrom } from '../rules.ts'
import type { Headcount } from '../store/attendance.ts'
import type { Born } from '../store/born.ts'
import type { Meeting, Party } from '../store/meetings.ts'
import type { MinuteItem, Minutes } from '../store/minutes.ts'
import { wordsOf } from '../words.ts'
import { PresenceTable, type Present } from './attendance-pages.tsx'

/** Largest signed copy, in bytes. */
export const maxScan = 20_000_000

interface Addressed {
  lang: Language
  to(path: string): string
  meeting: Meeting
}

export interface MinutesPageProps extends Addressed {
  zone: string
  today: string
  minutes: Minutes
  parties: readonly Party[]
  present: readonly Present[]
  headCounts: readonly Headcount[]
  born: readonly (Born & { itemId?: string })[]
  scans: readonly Attachment[]
}

export function MinutesPage(props: MinutesPageProps) {
  const { lang, minutes, present, headCounts } = props
  const words = wordsOf(lang)
  const proposal = minutes.proposal && wordsFor(minutes.proposal, lang)
  return (
    <>
      {minutes.state === 'draft' && <Notice kind="plain">{words.minutes.draft}</Notice>}
      {proposal && (
        <Section title={words.minutes.proposal}>
          <p class="as-typed" lang={proposal.language === lang ? undefined : proposal.language}>
            {proposal.text}
          </p>
        </Section>
      )}
      <Lines {...props} />
      <Section title={words.minutes.participants}>
        <PresenceTable lang={lang} present={present} headCounts={headCounts} />
      </Section>
      <Positions {...props} />
      <Scans {...props} />
    </>
  )
}

function Lines({ lang, to, minutes }: MinutesPageProps) {
  const words = wordsOf(lang)
  const after = (item: MinuteItem): string =>
    [
      item.addressee && words.minutes.to(said(item.addressee.name, lang)),
      item.dueOn && words.minutes.dueBy(date(item.dueOn, lang)),
    ]
      .filter(Boolean)
      .join('; ')
  return (
    <Section title={words.minutes.lines}>
      {minutes.items.length === 0 && <p>{words.minutes.noLines}</p>}
      <ol class="minute-lines">
        {minutes.items.map((item) => {
          const shown = wordsFor(item.words, lang)
          return (
            <li id={`l-${item.id}`}>
              <span class="kind">{words.itemKinds[item.kind]}</span>
              <p>
                {item.organisation && <b>{said(item.organisation.name, lang)}: </b>}
                <span lang={shown.language === lang ? undefined : shown.language}>{shown.text}</span>
                {after(item) && <span class="subtle"> ({after(item)})</span>}
              </p>
            </li>
          )
        })}
      </ol>
      {minutes.state === 'signed_off' &&
        minutes.items.some(({ kind }) => kind === 'demand' || kind === 'commitment') && (
          <p>
            <a href={to('/demands')}>{words.born.title}</a>
          </p>
        )}
    </Section>
  )
}

function Positions({ lang, to, meeting, minutes, parties, today }: MinutesPageProps) {
  const words = wordsOf(lang)
  const own = words.minutes
  if (minutes.state === 'draft') return null
  const steps = (party: Party): PositionStep[] => stepsFrom(positionMachine, party.position)
  const id = (party: Party, name: string): string => `${name}-${party.id}`
  return (
    <Section
      title={own.positionsTitle}
      subtitle={meeting.mayWrite ? own.positionsSub : undefined}
      id="positions"
    >
      <DataTable
        lang={lang}
        caption={own.positionsTitle}
        captionHidden
        rows={parties}
        label={{ head: own.organisation, cell: (one) => said(one.organisation.name, lang) }}
        columns={[
          {
            head: own.position,
            cell: (one) => (
              <>
                <span class={`position is-${one.position}`}>{words.positions[one.position]}</span>
                {one.positionOn && <span class="subtle"> {own.since(date(one.positionOn, lang))}</span>}
                {one.positionNote && <p class="as-typed">{one.positionNote}</p>}
              </>
            ),
          },
        ]}
      />
      {meeting.mayWrite &&
        parties.map((party) => (
          <Disclosure summary={`${own.change}: ${said(party.organisation.name, lang)}`}>
            <form class="form" method="post" action={to(`/meetings/${meeting.id}/minutes/position`)}>
              <input type="hidden" name="party" value={party.id} />
              <fieldset class="ds-fieldset">
                <legend class="ds-label">{own.position}</legend>
                {steps(party).map((step, at) => (
                  <div class="ds-field">
                    <input
                      class="ds-input"
                      type="radio"
                      id={id(party, step)}
                      name="step"
                      value={step}
                      required
                      checked={at === 0}
                    />
                    <label class="ds-label" for={id(party, step)}>
                      {words.positionSteps[step]}
                    </label>
                  </div>
                ))}
              </fieldset>
              <div class="ds-field">
                <label class="ds-label" for={id(party, 'note')}>
                  {own.note}
                </label>
                <textarea
                  class="ds-input"
                  id={id(party, 'note')}
                  name="note"
                  rows={2}
                  maxlength={5000}
                ></textarea>
              </div>
              <div class="ds-field is-medium">
                <label class="ds-label" for={id(party, 'day')}>
                  {own.positionDay}
                </label>
                <input class="ds-input" type="date" id={id(party, 'day')} name="day" value={today} required />
              </div>
              <div class="actions">
                <Button>{own.note_}</Button>
              </div>
            </form>
          </Disclosure>
        ))}
    </Section>
  )
}

function Scans({ lang, to, meeting, minutes, scans, zone }: MinutesPageProps) {
  const words = wordsOf(lang).minutes
  if (minutes.state === 'draft') return null
  return (
    <Section title={words.scan} id="scan">
      {scans.length === 0 ? (
        <p class="subtle">{words.noScan}</p>
      ) : (
        <ul>
          {scans.map((scan) => (
            <li>
              <a href={to(`/files/${scan.id}`)}>{scan.name}</a>{' '}
              <span class="subtle">
                {bytes(Number(scan.bytes))} · {date(scan.at, lang, 'short', zone)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {meeting.mayWrite && (
        <FileDrop
          lang={lang}
          action={to(`/meetings/${meeting.id}/minutes/scan`)}
          label={words.scan}
          help={words.scanHelp}
          accept=".pdf,.jpg,.jpeg,.png"
          maxBytes={maxScan}
          submit={words.scanSubmit}
        />
      )}
    </Section>
  )
}

/** Files, and the steps that lead on: each says what it will do. */
export function MinutesActions({ lang, to, meeting, minutes }: Addressed & { minutes: Minutes }) {
  const words = wordsOf(lang).minutes
  const file = (name: string) => to(`/meetings/${meeting.id}/minutes/${name}`)
  return (
    <>
      <Menu
        label={words.files}
        download
        lines={languages.flatMap((language) => [
          { label: words.word(words.languages[language]), href: file(`minutes.${language}.docx`) },
          { label: words.pdf(words.languages[language]), href: file(`minutes.${language}.pdf`) },
        ])}
      />
      {meeting.mayWrite && minutes.state === 'draft' && (
        <ButtonLink href={file('edit')}>{words.edit}</ButtonLink>
      )}
    </>
  )
}

export function MinutesAside({ lang, to, meeting, minutes }: Addressed & { minutes: Minutes }) {
  const words = wordsOf(lang).minutes
  return (
    <>
      {meeting.mayWrite &&
        stepsFrom(minutesMachine, minutes.state).map((step) => (
          <form class="step" method="post" action={to(`/meetings/${meeting.id}/minutes/step`)}>
            <input type="hidden" name="step" value={step} />
            <p class="subtle">{words.stepHelp[step]}</p>
            <Button variant={step === 'circulate' || step === 'sign_off' ? 'primary' : 'secondary'}>
              {words.steps[step]}
            </Button>
          </form>
        ))}
      <p>
        <a href={to(`/meetings/${meeting.id}`)}>{words.backToMeeting}</a>
      </p>
    </>
  )
}

/** Empty lines after those that stand. */
export const emptyLines = 4

export interface LineValues {
  id: string
  kind: string
  words: string
  organisation: string
  addressee: string
  due: string
  /** The words in the other language, where the page's has none yet. */
  source: { language: Language; text: string } | null
}

/** One fieldset a line: kind, words, who, to whom, by when; all by keyboard, nothing that needs a script. */
export function MinutesForm(
  props: Addressed & {
    version: number
    proposal: string
    proposalSource: LineValues['source']
    lines: readonly LineValues[]
    parties: readonly Party[]
    conflict: string | null
  },
) {
  const { lang, to, meeting, version, proposal, proposalSource, lines, conflict } = props
  const words = wordsOf(lang).minutes
  return (
    <form class="form minutes-form" method="post" action={to(`/meetings/${meeting.id}/minutes/edit`)}>
      {conflict && <Notice kind="error" title={conflict} />}
      <input type="hidden" name="version" value={version} />
      <div class="ds-field">
        <label class="ds-label" for="proposal">
          {words.proposal}
        </label>
        {proposalSource && <Source lang={lang} source={proposalSource} />}
        <textarea class="ds-input" id="proposal" name="proposal" rows={3} maxlength={20_000}>
          {proposal}
        </textarea>
      </div>
      <p class="subtle">{words.removeHelp}</p>
      {lines.map((line, at) => (
        <Line {...props} line={line} at={at} />
      ))}
      <div class="actions">
        <Button variant="primary" name="next" value="read">
          {words.save}
        </Button>
        <Button name="next" value="more">
          {words.saveMore}
        </Button>
      </div>
    </form>
  )
}

const Source = ({ lang, source }: { lang: Language; source: NonNullable<LineValues['source']> }) => (
  <div data-field="description">
    {wordsOf(lang).minutes.source} <span lang={source.language}>{source.text}</span>
  </div>
)

function Line({
  lang,
  parties,
  line,
  at,
}: {
  lang: Language
  parties: readonly Party[]
  line: LineValues
  at: number
}) {
  const words = wordsOf(lang)
  const own = words.minutes
  const choice = (
    name: string,
    label: string,
    value: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <div class="ds-field">
      <label class="ds-label" for={`${name}-${at}`}>
        {label}
      </label>
      <select class="ds-input" id={`${name}-${at}`} name={`${name}.${at}`}>
        {options.map(([option, text]) => (
          <option value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  const names = parties.map(({ organisation }) => [organisation.id, said(organisation.name, lang)] as const)
  return (
    <fieldset class="ds-fieldset minute-line">
      <legend class="ds-label">{own.line(at + 1)}</legend>
      <input type="hidden" name={`id.${at}`} value={line.id} />
      {choice(
        'kind',
        own.kind,
        line.kind,
        itemKinds.map((kind) => [kind, words.itemKinds[kind]] as const),
      )}
      <div class="ds-field is-words">
        <label class="ds-label" for={`words-${at}`}>
          {own.words}
        </label>
        {line.source && <Source lang={lang} source={line.source} />}
        <textarea class="ds-input" id={`words-${at}`} name={`words.${at}`} rows={2} maxlength={10_000}>
          {line.words}
        </textarea>
      </div>
      {choice('organisation', own.who, line.organisation, [['', own.together], ...names])}
      {choice('addressee', own.addressee, line.addressee, [['', own.noAddressee], ...names])}
      <div class="ds-field">
        <label class="ds-label" for={`due-${at}`}>
          {own.due}
        </label>
        <input class="ds-input" type="date" id={`due-${at}`} name={`due.${at}`} value={line.due} />
      </div>
    </fieldset>
  )
}
