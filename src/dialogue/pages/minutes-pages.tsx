/** The minutes as read, with what each party says. */
import type { Attachment } from '../../kernel/attachment.ts'
import { type Language, languages, said, wordsFor } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { FileDrop } from '../../web/components/file-drop.tsx'
import { Menu } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { bytes, date } from '../../web/format.ts'
import { minutesMachine, stepsFrom } from '../rules.ts'
import type { Headcount } from '../store/attendance.ts'
import type { Meeting, Party } from '../store/meetings.ts'
import type { MinuteItem, Minutes } from '../store/minutes.ts'
import { wordsOf } from '../words.ts'
import { PresenceTable, type Present } from './attendance-pages.tsx'
import { OwnPosition, Positions, type RefusedPosition } from './position-pages.tsx'

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
  /** The party that the asker speaks for; null for the team. */
  own: Party | null
  refused: RefusedPosition | null
  present: readonly Present[]
  headCounts: readonly Headcount[]
  scans: readonly Attachment[]
}

export function MinutesPage(props: MinutesPageProps) {
  const { lang, minutes, own, present, headCounts } = props
  const words = wordsOf(lang)
  const proposal = minutes.proposal && wordsFor(minutes.proposal, lang)
  return (
    <>
      <span hidden data-minutes-read={props.meeting.id}></span>
      {own?.position === 'pending' && minutes.state !== 'draft' && (
        <p class="no-print">
          <a href="#own-position">{words.minutes.ownJump}</a>
        </p>
      )}
      {minutes.state === 'draft' && <Notice kind="plain">{words.minutes.draft}</Notice>}
      {proposal && (
        <Section title={words.minutes.proposal}>
          <p class="as-typed" lang={proposal.language === lang ? undefined : proposal.language}>
            {proposal.text}
          </p>
        </Section>
      )}
      <Lines {...props} />
      {own && minutes.state !== 'draft' && <OwnPosition {...props} party={own} />}
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
              {minutes.state === 'signed_off' && (
                <p class="no-print">
                  <a href={to(`/thread/${item.id}`)}>
                    {words.minutes.thread}
                    <span class="vh">: {shown.text}</span>
                  </a>
                </p>
              )}
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
