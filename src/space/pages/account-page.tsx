import type { FC } from 'hono/jsx'
import { z } from 'zod'
import { passwordLength } from '../../kernel/sign-in/password.ts'
import type { Account, Session } from '../../kernel/sign-in/sessions.ts'
import { type Language, languages, said } from '../../kernel/text.ts'
import type { Workspace } from '../../kernel/workspace.ts'
import { Button } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Notice, Section } from '../../web/components/notice.tsx'
import { date } from '../../web/format.ts'
import { at } from '../../web/lang.ts'
import { deviceName } from '../device.ts'
import { peopleWords } from '../people-words.ts'
import { Passkey } from './sign-in-pages.tsx'

const username = z.string().max(60)
const password = z.string().max(passwordLength.max * 2)
export const newPasswordSchema = z.object({ username, password })
export const changedPasswordSchema = z.object({ username, current: z.string().max(200), password })
export const languageSchema = z.object({ language: z.enum(languages) })

export interface AccountProps {
  lang: Language
  account: Account
  /** Which of the sessions is the one in the person's hand. */
  sessionId: string
  workspaces: readonly Workspace[]
  /** Passkeys work under this address. */
  passkeys: boolean
  failure?: { values: FormValues; errors: readonly FormError[] }
}

/** Everything that a person decides about how she signs in; each section works without scripts but adding a passkey. */
export const AccountPage: FC<AccountProps> = (props) => {
  const { lang, account, workspaces } = props
  const words = peopleWords(lang).account
  return (
    <>
      <Section title={words.spaces}>
        {workspaces.length === 0 && <Notice>{words.noSpaces}</Notice>}
        <ul>
          {workspaces.map((workspace) => (
            <li>
              <a href={`/${lang}/${workspace.slug}`}>{said(workspace.name, lang)}</a>
            </li>
          ))}
        </ul>
      </Section>
      <PasswordSection {...props} />
      <PasskeySection {...props} />
      <Sessions {...props} />
      <Section title={words.language.title}>
        <Form
          lang={lang}
          action="/account/language"
          schema={languageSchema}
          words={{ language: { label: words.language.label, options: words.language.options } }}
          values={{ language: account.language }}
          controls={{ language: { as: 'radio' } }}
          prefix="language"
        />
      </Section>
    </>
  )
}

const PasswordSection: FC<AccountProps> = ({ lang, account, failure }) => {
  const words = peopleWords(lang).account.password
  const common = {
    lang,
    action: '/account/password',
    prefix: 'password',
    values: failure?.values ?? { username: account.username ?? '' },
    errors: failure?.errors ?? [],
  }
  const controls = {
    username: { autocomplete: 'username', width: 'medium' },
    password: { as: 'password', autocomplete: 'new-password', width: 'medium' },
  } as const
  return (
    <Section
      title={words.title}
      subtitle={account.hasPassword ? words.has(account.username ?? '') : words.none}
      id="password"
    >
      {account.hasPassword ? (
        <Form
          {...common}
          schema={changedPasswordSchema}
          words={{ username: words.username, current: words.current, password: words.password }}
          controls={{
            ...controls,
            current: { as: 'password', autocomplete: 'current-password', width: 'medium' },
          }}
          submit={words.change}
        />
      ) : (
        <Form
          {...common}
          schema={newPasswordSchema}
          words={{ username: words.username, password: words.password }}
          controls={controls}
          submit={words.set}
        />
      )}
    </Section>
  )
}

/** One line with a button that acts on it. */
const Act: FC<{ lang: Language; action: string; id: string; label: string; named?: string }> = (props) => (
  <form method="post" action={at(props.lang, props.action)}>
    <input type="hidden" name="id" value={props.id} />
    <button class="ds-button" data-variant="tertiary" type="submit" aria-label={props.named}>
      {props.label}
    </button>
  </form>
)

const PasskeySection: FC<AccountProps> = ({ lang, account, passkeys, sessionId }) => {
  const words = peopleWords(lang).account.passkeys
  const here = account.sessions.find((session) => session.id === sessionId)
  return (
    <Section title={words.title} subtitle={words.text} id="passkeys">
      {account.passkeys.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="work-list">
          {account.passkeys.map((passkey) => (
            <li>
              <div>
                {passkey.name} <span class="kind">{words.since(date(passkey.since, lang))}</span>
              </div>
              <Act
                lang={lang}
                action="/account/passkeys"
                id={passkey.id}
                label={words.remove}
                named={`${words.remove}: ${passkey.name}`}
              />
            </li>
          ))}
        </ul>
      )}
      {passkeys ? (
        <Passkey
          lang={lang}
          use="add"
          label={words.add}
          failed={words.failed}
          next={`/${lang}/account#passkeys`}
          name={deviceName(here?.userAgent ?? '', lang)}
        />
      ) : (
        <p>{words.unavailable}</p>
      )}
    </Section>
  )
}

const Sessions: FC<AccountProps> = ({ lang, account, sessionId }) => {
  const words = peopleWords(lang).account.sessions
  const line = (session: Session) =>
    `${words.since} ${date(session.since, lang)} · ${words.lastUsed} ${date(session.lastUsed, lang)}`
  return (
    <Section title={words.title} id="sessions">
      <ul class="work-list">
        {account.sessions.map((session) => {
          const device = deviceName(session.userAgent, lang)
          return (
            <li>
              <div>
                {device} {session.id === sessionId && <b>({words.this})</b>}
                <br />
                <span class="kind">{line(session)}</span>
              </div>
              {session.id !== sessionId && (
                <Act
                  lang={lang}
                  action="/account/sessions"
                  id={session.id}
                  label={words.end}
                  named={words.endNamed(device)}
                />
              )}
            </li>
          )
        })}
      </ul>
      <div class="actions">
        {account.sessions.length > 1 && (
          <form method="post" action={at(lang, '/account/sessions')}>
            <Button name="id" value="others">
              {words.endOthers}
            </Button>
          </form>
        )}
        <form method="post" action={at(lang, '/sign-out')}>
          <Button>{peopleWords(lang).account.leave}</Button>
        </form>
      </div>
    </Section>
  )
}
