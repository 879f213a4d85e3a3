/** The list of platforms, one of them, and the form that writes it. */
import { z } from 'zod'
import { type Language, said, type Text } from '../../kernel/text.ts'
import { Button, ButtonLink, MoreLink } from '../../web/components/button.tsx'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { EmptyState, Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import { date, number } from '../../web/format.ts'
import type { Html } from '../../web/html.ts'
import { NegotiationTable } from '../negotiation/pages/list.tsx'
import type { Seat } from '../negotiation/seats.ts'
import type { Negotiation } from '../negotiation/store.ts'
import { negotiationWords } from '../negotiation/words.ts'
import { amongs, platformKinds } from '../rules.ts'
import type { Born } from '../store/born.ts'
import type { Meeting } from '../store/meetings.ts'
import type { Facilitator, Platform, PlatformMember } from '../store/platforms.ts'
import { wordsOf } from '../words.ts'
import { BornList } from './born-pages.tsx'
import { MeetingTable } from './meeting-list.tsx'
import { OrganisationField } from './organisation-field.tsx'
import { RemovePanel } from './removal.tsx'

interface Addressed {
  lang: Language
  to(path: string): string
}

export function PlatformList({ lang, to, platforms, add }: Addressed & { platforms: Platform[]; add: Html }) {
  const words = wordsOf(lang)
  const { head, empty, emptyText, over } = words.platforms
  return (
    <DataTable
      lang={lang}
      caption={words.platforms.title}
      captionHidden
      rows={platforms}
      label={{
        head: head.name,
        cell: (one) => (
          <>
            <a href={to(`/platforms/${one.id}`)}>{said(one.name, lang)}</a>
            {one.endedOn && (
              <span class="subtle">
                {' '}
                ({over} {date(one.endedOn, lang)})
              </span>
            )}
          </>
        ),
      }}
      columns={[
        { head: head.among, cell: (one) => words.amongs[one.among] },
        { head: head.kind, cell: (one) => words.platformKinds[one.kind] },
        { head: head.members, kind: 'number', cell: (one) => number(one.members) },
        { head: head.meetings, kind: 'number', cell: (one) => number(one.meetings) },
      ]}
      empty={
        <EmptyState title={empty} action={add}>
          <p>{emptyText}</p>
        </EmptyState>
      }
    />
  )
}

export interface PlatformPageProps extends Addressed {
  zone: string
  platform: Platform
  members: PlatformMember[]
  meetings: Meeting[]
  demands: Born[]
  commitments: Born[]
  negotiations: readonly Negotiation[]
  /** Of all negotiations that the asker sees. */
  seats: readonly Seat[]
  agreements: readonly { id: string; title: Text }[]
  choices: { value: string; label: string }[]
}

export function PlatformPage(props: PlatformPageProps) {
  const { lang, to, platform, meetings, demands, commitments } = props
  const words = wordsOf(lang).platforms
  const talks = negotiationWords(lang).list
  return (
    <>
      <Section
        title={words.meetings}
        actions={
          platform.mayWrite ? (
            <ButtonLink href={to(`/meetings/new?platform=${platform.id}`)}>
              {wordsOf(lang).list.add}
            </ButtonLink>
          ) : undefined
        }
      >
        {meetings.length > 0 ? (
          <MeetingTable {...props} caption={words.meetings} />
        ) : (
          <p>{words.noMeetings}</p>
        )}
      </Section>
      <Members {...props} />
      <Section title={words.demands}>
        {demands.length > 0 ? <BornList {...props} items={demands} /> : <p>{words.noDemands}</p>}
      </Section>
      <Section title={words.commitments}>
        {commitments.length > 0 ? <BornList {...props} items={commitments} /> : <p>{words.noCommitments}</p>}
      </Section>
      <Section title={talks.ofPlatform} id="negotiations">
        <NegotiationTable
          {...props}
          ofPlatform
          negotiations={props.negotiations}
          seats={props.seats}
          empty={<p>{talks.noneOfPlatform}</p>}
        />
      </Section>
      <Section title={words.agreements} id="agreements">
        {props.agreements.length > 0 ? (
          <ul class="plain-list">
            {props.agreements.map(({ id, title }) => (
              <li>
                <a href={to(`/agreements/${id}`)}>{said(title, lang)}</a>
              </li>
            ))}
          </ul>
        ) : (
          <p>{words.noAgreements}</p>
        )}
      </Section>
    </>
  )
}

function Members({ lang, to, platform, members, choices }: PlatformPageProps) {
  const words = wordsOf(lang).platforms
  const here = `/platforms/${platform.id}/members`
  const leave = (member: PlatformMember): Html =>
    platform.maySeat && member.leftOn === null ? (
      <form method="post" action={to(`${here}/${member.id}/leave`)}>
        <Button variant="tertiary">
          {words.leave}
          <span class="vh"> ({said(member.organisation.name, lang)})</span>
        </Button>
      </form>
    ) : null
  return (
    <Section title={words.members} subtitle={words.membersSub}>
      <DataTable
        lang={lang}
        caption={words.members}
        captionHidden
        rows={members}
        label={{ head: words.organisation, cell: (one) => said(one.organisation.name, lang) }}
        columns={[
          { head: words.since, cell: (one) => date(one.joinedOn, lang) },
          { head: words.until, cell: (one) => (one.leftOn ? date(one.leftOn, lang) : words.now) },
          { head: words.women, kind: 'number', cell: (one) => number(one.women) },
          { head: words.men, kind: 'number', cell: (one) => number(one.men) },
          ...(platform.maySeat
            ? [{ head: <span class="vh">{words.leave}</span>, narrowHead: '', cell: leave }]
            : []),
        ]}
        empty={<p>{words.noMembers}</p>}
      />
      {platform.maySeat && (
        <Disclosure summary={words.join} id="join">
          <form class="form" method="post" action={to(here)}>
            <OrganisationField lang={lang} choices={choices} />
            <div class="ds-field is-medium">
              <label class="ds-label" for="joined">
                {words.since}
              </label>
              <input class="ds-input" type="date" id="joined" name="joinedOn" />
            </div>
            {(['women', 'men'] as const).map((who) => (
              <div class="ds-field is-short">
                <label class="ds-label" for={`m-${who}`}>
                  {words[who]}
                </label>
                <input class="ds-input" id={`m-${who}`} name={who} inputmode="numeric" maxlength={4} />
              </div>
            ))}
            <div class="actions">
              <Button>{words.join}</Button>
            </div>
          </form>
        </Disclosure>
      )}
    </Section>
  )
}

export function PlatformAside(
  props: Addressed & { platform: Platform; facilitators: Facilitator[] | null; available: Facilitator[] },
) {
  const { lang, to, platform, facilitators, available } = props
  const words = wordsOf(lang)
  const { platforms } = words
  return (
    <>
      <Definitions
        items={[
          { term: platforms.kind, value: words.platformKinds[platform.kind] },
          {
            term: platforms.convenor,
            value: platform.convenor ? said(platform.convenor.name, lang) : words.programme,
          },
          ...(platform.place ? [{ term: platforms.place, value: said(platform.place.name, lang) }] : []),
          ...(platform.workerGroup
            ? [{ term: platforms.group, value: said(platform.workerGroup.name, lang) }]
            : []),
          { term: platforms.started, value: date(platform.startedOn, lang) },
          ...(platform.endedOn ? [{ term: platforms.ended, value: date(platform.endedOn, lang) }] : []),
          ...(facilitators
            ? [
                {
                  term: platforms.facilitators,
                  value: facilitators.map(({ name }) => name).join(', ') || platforms.noFacilitators,
                },
              ]
            : []),
        ]}
      />
      {available.length > 0 && (
        <form class="form" method="post" action={to(`/platforms/${platform.id}/facilitator`)}>
          <div class="ds-field">
            <label class="ds-label" for="facilitator">
              {platforms.facilitator}
            </label>
            <select class="ds-input" id="facilitator" name="member">
              {available.map(({ id, name }) => (
                <option value={id}>{name}</option>
              ))}
            </select>
          </div>
          <div class="actions">
            <Button>{platforms.seat}</Button>
          </div>
        </form>
      )}
      <section class="aside-list">
        <h2>{platforms.rules}</h2>
        {platform.rules ? (
          <p class="as-typed">{said(platform.rules, lang)}</p>
        ) : (
          <p class="subtle">{platforms.noRules}</p>
        )}
      </section>
      <p>
        <MoreLink href={to('/platforms')}>{platforms.title}</MoreLink>
      </p>
      {platform.maySeat && (
        <RemovePanel
          lang={lang}
          kind="platform"
          name={said(platform.name, lang)}
          action={to(`/platforms/${platform.id}/remove`)}
          reason={
            platform.meetings > 0 ? words.problems['dialogue.platformMeets']({ n: platform.meetings }) : null
          }
        />
      )}
    </>
  )
}

const day = z.iso.date().optional()
export const platformSchema = z.object({
  name: z.string().min(1).max(200),
  among: z.enum(amongs),
  kind: z.enum(platformKinds),
  convenor: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
  startedOn: day,
  endedOn: day,
  rules: z.string().max(20_000).optional(),
})

export const platformWords = (lang: Language) => {
  const words = wordsOf(lang)
  const { platforms } = words
  return {
    name: { label: platforms.name },
    among: { label: platforms.among, options: words.amongs },
    kind: { label: platforms.kind, options: words.platformKinds },
    convenor: { label: platforms.convenor },
    place: { label: platforms.place },
    group: { label: platforms.group },
    startedOn: { label: platforms.started },
    endedOn: { label: platforms.ended },
    rules: { label: platforms.rules, help: platforms.rulesHelp },
  }
}
