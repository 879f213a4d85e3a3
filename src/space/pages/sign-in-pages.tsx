import type { FC } from 'hono/jsx'
import { z } from 'zod'
import type { Language } from '../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { at } from '../../web/lang.ts'
import { peopleWords } from '../people-words.ts'

export const codeSchema = z.object({ code: z.string().max(60) })
export const passwordSchema = z.object({ username: z.string().max(60), password: z.string().max(200) })

export interface SignInFailure {
  form: 'code' | 'password'
  values: FormValues
  errors: readonly FormError[]
}

/** A code first, for it is what most people have; below it the ways of those who come back. Works without scripts but passkeys. */
export const SignInPage: FC<{ lang: Language; next: string; failure?: SignInFailure }> = ({
  lang,
  next,
  failure,
}) => {
  const words = peopleWords(lang).signIn
  const failed = (form: SignInFailure['form']) =>
    failure?.form === form ? { values: failure.values, errors: failure.errors } : {}
  return (
    <>
      <Form
        lang={lang}
        action="/sign-in"
        schema={codeSchema}
        words={{ code: words.code }}
        controls={{ code: { as: 'code', autocomplete: 'one-time-code', width: 'medium' } }}
        hidden={{ next }}
        submit={words.enter}
        prefix="code"
        {...failed('code')}
      />
      <div class="other-ways">
        <Passkey
          lang={lang}
          use="sign-in"
          label={words.byPasskey}
          failed={words.passkeyFailed}
          next={next || `/${lang}`}
        />
        <Disclosure summary={words.byPassword} open={failure?.form === 'password'}>
          <Form
            lang={lang}
            action="/sign-in"
            schema={passwordSchema}
            words={{ username: words.username, password: words.password }}
            controls={{
              username: { autocomplete: 'username', width: 'medium' },
              password: { as: 'password', autocomplete: 'current-password', width: 'medium' },
            }}
            hidden={{ next }}
            submit={words.enter}
            prefix="password"
            {...failed('password')}
          />
        </Disclosure>
      </div>
    </>
  )
}

/** Shown by the island where the browser has passkeys; hidden without scripts. */
export const Passkey: FC<{
  lang: Language
  use: 'sign-in' | 'add'
  label: string
  failed: string
  /** Where to go when it worked. */
  next: string
  /** What the new key is called. */
  name?: string
}> = ({ use, label, failed, next, name }) => (
  <div data-passkey={use} data-next={next} data-name={name} data-failed={failed} hidden>
    <Button type="button">{label}</Button>
    <p role="status" />
  </div>
)

export interface LinkProps {
  lang: Language
  token: string
  name: string
  /** Somebody is signed in on this device; `canJoin` unless she already is somebody else in this workspace. */
  signedIn: { name: string; canJoin: boolean } | null
}

/** A link only opens this page: previews of messages must not use it up. */
export const LinkPage: FC<LinkProps> = ({ lang, token, name, signedIn }) => {
  const words = peopleWords(lang).link
  return (
    <form class="form" method="post" action={at(lang, `/sign-in/${token}`)}>
      {signedIn && <Notice kind="attention">{words.signedIn(signedIn.name)}</Notice>}
      <Buttons>
        <Button variant="primary">{words.enter(name)}</Button>
        {signedIn?.canJoin && (
          <Button name="join" value="yes">
            {words.join(signedIn.name)}
          </Button>
        )}
      </Buttons>
    </form>
  )
}

export const LinkGone: FC<{ lang: Language }> = ({ lang }) => (
  <Buttons>
    <ButtonLink href={at(lang, '/sign-in')}>{peopleWords(lang).link.toCode}</ButtonLink>
  </Buttons>
)
