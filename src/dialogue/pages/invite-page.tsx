/** Invitations: to whom, with which text, and what came back. */
import { type Language, languages, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { date } from '../../web/format.ts'
import { wordsOf as webWords } from '../../web/words.ts'
import { mailLink, whatsappLink } from '../convocation.ts'
import type { Invitation } from '../store/invitations.ts'
import type { Meeting } from '../store/meetings.ts'
import { wordsOf } from '../words.ts'
import { AnswerForm } from './answer-pages.tsx'
import { Now } from './now.tsx'

export interface Invited {
  invitation: Invitation
  /** Null: the meeting is not convoked. */
  link: string | null
  texts: Record<Language, string>
  /** What was typed over a contact that somebody else wrote meanwhile. */
  typed?: { addressee: string; phone: string }
}

interface Props {
  lang: Language
  zone: string
  meeting: Meeting
  invited: readonly Invited[]
  to(path: string): string
}

export function InvitePage(props: Props) {
  const { lang, meeting, invited } = props
  const words = wordsOf(lang).invite
  const count = (answer: string) => invited.filter(({ invitation }) => invitation.answer === answer).length
  const sum = (of: 'women' | 'men' | 'children') =>
    invited.reduce((all, { invitation }) => all + (invitation[of] ?? 0), 0)
  return (
    <>
      {meeting.state === 'planned' && <Notice kind="plain">{words.notYet}</Notice>}
      {invited.length > 0 && (
        <p>
          {words.sums(count('yes'), count('no'), count('pending'), sum('women'), sum('men'), sum('children'))}
        </p>
      )}
      {invited.map((one) => (
        <One {...props} {...one} />
      ))}
    </>
  )
}

function One({ lang, zone, meeting, invitation, link, texts, typed, to }: Props & Invited) {
  const words = wordsOf(lang)
  const { invite } = words
  const here = `/meetings/${meeting.id}`
  const id = invitation.id
  const field = (name: 'addressee' | 'phone', label: string) => {
    const differs = typed !== undefined && typed[name] !== invitation[name]
    return (
      <div class="ds-field is-medium">
        <label class="ds-label" for={`${name}-${id}`}>
          {label}
        </label>
        {differs && <Now lang={lang} id={`n-${name}-${id}`} now={invitation[name]} />}
        <input
          class="ds-input"
          id={`${name}-${id}`}
          name={name}
          maxlength={name === 'phone' ? 30 : 200}
          inputmode={name === 'phone' ? 'tel' : undefined}
          autocomplete="off"
          value={typed?.[name] ?? invitation[name]}
          aria-describedby={differs ? `n-${name}-${id}` : undefined}
        />
      </div>
    )
  }
  return (
    <Section title={said(invitation.organisation.name, lang)} subtitle={state(lang, zone, invitation)}>
      {typed && (
        <Notice kind="error" title={webWords(lang).forms.changed}>
          <p>{webWords(lang).forms.compare}</p>
        </Notice>
      )}
      <form class="form in-row" method="post" action={to(`${here}/convocation/${id}`)}>
        <input type="hidden" name="version" value={invitation.version} />
        {field('addressee', invite.addressee)}
        {field('phone', invite.phone)}
        <div class="actions">
          <Button>{invite.saveContact}</Button>
        </div>
      </form>
      {link && (
        <form method="post" action={to(`${here}/convocation/${id}/link`)}>
          <p>
            {invite.link}:{' '}
            <a class="address" href={link}>
              {link}
            </a>
          </p>
          <div class="actions">
            <Button variant="tertiary">
              {invite.renew}
              <span class="vh"> ({said(invitation.organisation.name, lang)})</span>
            </Button>
          </div>
        </form>
      )}
      {languages.map((language) => (
        <Disclosure summary={language === 'es' ? invite.text : invite.textEn}>
          <textarea
            class="ds-input invitation-text"
            id={`t-${language}-${id}`}
            rows={12}
            readonly
            lang={language}
            aria-label={language === 'es' ? invite.text : invite.textEn}
          >
            {texts[language]}
          </textarea>
          <div class="actions">
            <ButtonLink href={whatsappLink(invitation.phone, texts[language])}>{invite.whatsapp}</ButtonLink>
            <ButtonLink href={mailLink(said(meeting.title, language), texts[language])}>
              {invite.mail}
            </ButtonLink>
            <button
              class="ds-button"
              data-variant="tertiary"
              type="button"
              hidden
              data-copy={`t-${language}-${id}`}
              data-copied={invite.copied}
            >
              {invite.copy}
            </button>
          </div>
        </Disclosure>
      ))}
      <Disclosure summary={invite.answerFor}>
        <AnswerForm lang={lang} action={to(`${here}/answer`)} invitation={invitation} meeting={meeting} />
      </Disclosure>
    </Section>
  )
}

function state(lang: Language, zone: string, invitation: Invitation): string {
  const words = wordsOf(lang)
  const { invite } = words
  return [
    words.answers[invitation.answer],
    invitation.answer === 'yes' && invite.coming(invitation.women ?? 0, invitation.men ?? 0),
    invitation.children && invite.children(invitation.children),
    invitation.interpretation && invite.interpretation(invitation.interpretation),
    invitation.note,
    invitation.answeredBy &&
      invite.answered(invite.how[invitation.answeredBy], date(invitation.answeredAt, lang, 'short', zone)),
  ]
    .filter(Boolean)
    .join(' · ')
}
