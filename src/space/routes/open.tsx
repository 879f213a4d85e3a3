/** Pages outside of every workspace: signing in, a link that was handed over, my account. */
import type { Kysely } from 'kysely'
import {
  accountPage,
  chooseLanguage,
  endOtherSessions,
  endSession,
  removePasskey,
} from '../../kernel/sign-in/sessions.ts'
import type { SignedIn, SignIn } from '../../kernel/sign-in/sign-in.ts'
import { isLanguage, type Language, said } from '../../kernel/text.ts'
import { type Workspace, workspaceById, workspacesOf } from '../../kernel/workspace.ts'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { readForm } from '../../web/components/form-schema.ts'
import { type Answer, page, redirect } from '../../web/server/answer.ts'
import type { OpenPage } from '../../web/server/app.ts'
import { formOf } from '../../web/server/form.ts'
import { AccountPage, changedPasswordSchema, newPasswordSchema } from '../pages/account-page.tsx'
import {
  codeSchema,
  LinkGone,
  LinkPage,
  passwordSchema,
  type SignInFailure,
  SignInPage,
} from '../pages/sign-in-pages.tsx'
import { peopleWords } from '../people-words.ts'
import { problemSentence } from '../problem-sentence.ts'

export interface OpenServices {
  signIn: SignIn
  db: Kysely<Schema>
  publicUrl: () => string
}

/** A page of ours to go on to; anything else (another site, another scheme) is the person's home. */
const safeNext = (next: string | null): string =>
  next !== null && /^\/(es|en)(\/[\w~%?=&+,:@/.-]*)?$/.test(next) && !next.includes('//') ? next : ''

const cookies = (list: readonly string[]): Headers => {
  const headers = new Headers()
  for (const one of list) headers.append('set-cookie', one)
  return headers
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function openPages({ signIn, db, publicUrl }: OpenServices): OpenPage[] {
  const signInPage = (lang: Language, next: string, failure?: SignInFailure): Answer => {
    const { title, lede } = peopleWords(lang).signIn
    return page({
      title,
      lede,
      main: <SignInPage lang={lang} next={next} {...(failure ? { failure } : {})} />,
      islands: ['passkey'],
      ...(failure ? { status: 422 } : {}),
    })
  }

  /** In: on to where she wanted, or home, in the language of her account. */
  async function goOn(
    came: { setCookie: readonly string[]; accountId: string },
    lang: Language,
    next: string,
    flash?: string,
  ): Promise<Answer> {
    const language = (await accountPage(db, came.accountId))?.language ?? lang
    return { ...redirect(next || `/${language}`, flash), headers: cookies(came.setCookie) }
  }

  /** The problem on the form it is about; what asks to wait, or is no fault of the form's, passes on. */
  function onForm(
    lang: Language,
    next: string,
    form: SignInFailure['form'],
    data: FormData,
    error: unknown,
  ): Answer {
    if (!(error instanceof Problem) || error.status === 429) throw error
    const field = form === 'code' ? 'code' : 'password'
    const values = form === 'code' ? { code: text(data, 'code') } : { username: text(data, 'username') }
    return signInPage(lang, next, { form, values, errors: [{ field, text: problemSentence(error, lang) }] })
  }

  async function enter(request: Request, lang: Language): Promise<Answer> {
    const data = await formOf(request)
    const next = safeNext(text(data, 'next'))
    const words = peopleWords(lang).signIn
    if (data.has('username')) {
      const formWords = { username: words.username, password: words.password }
      const read = readForm(passwordSchema, data, formWords, lang)
      if (!read.ok) return signInPage(lang, next, { form: 'password', ...read })
      try {
        return await goOn(
          await signIn.byPassword(request, read.value.username, text(data, 'password')),
          lang,
          next,
        )
      } catch (error) {
        return onForm(lang, next, 'password', data, error)
      }
    }
    const read = readForm(codeSchema, data, { code: words.code }, lang)
    if (!read.ok) return signInPage(lang, next, { form: 'code', ...read })
    try {
      const came = await signIn.byCode(request, read.value.code)
      return await goOn(came, came.language, next, peopleWords(came.language).signIn.welcome)
    } catch (error) {
      return onForm(lang, next, 'code', data, error)
    }
  }

  async function showLink(request: Request, lang: Language, token: string): Promise<Answer> {
    const words = peopleWords(lang).link
    const invited = await signIn.lookAt(token)
    if (!invited)
      return page({ title: words.goneTitle, lede: words.gone, main: <LinkGone lang={lang} />, status: 404 })
    const workspace = await workspaceById(db, invited.workspaceId)
    const who = await signIn.accountOf(request.headers)
    const account = who && (await accountPage(db, who.accountId))
    const mine = who ? await workspacesOf(db, who.accountId) : []
    return page({
      title: words.title(invited.name),
      lede: words.lede(workspace ? said(workspace.name, lang) : ''),
      main: (
        <LinkPage
          lang={lang}
          token={token}
          name={invited.name}
          signedIn={
            account
              ? { name: account.name, canJoin: mine.every((one) => one.id !== invited.workspaceId) }
              : null
          }
        />
      ),
    })
  }

  async function useLink(request: Request, lang: Language, token: string): Promise<Answer> {
    const join = text(await formOf(request), 'join') === 'yes'
    try {
      const came = await signIn.byLink(request, token, join)
      return await goOn(came, lang, '', peopleWords(came.language).signIn.welcome)
    } catch (error) {
      if (error instanceof Problem && error.code === 'kernel.signIn.link') return showLink(request, lang, '')
      throw error
    }
  }

  async function showAccount(
    lang: Language,
    who: SignedIn,
    failure?: Parameters<typeof AccountPage>[0]['failure'],
  ): Promise<Answer> {
    const account = await accountPage(db, who.accountId)
    if (!account) throw new Problem('kernel.notFound', {}, 404)
    const workspaces: Workspace[] = await workspacesOf(db, who.accountId)
    const { protocol, hostname } = new URL(publicUrl())
    return page({
      title: peopleWords(lang).account.title,
      subtitle: account.name,
      main: (
        <AccountPage
          lang={lang}
          account={account}
          sessionId={who.sessionId}
          workspaces={workspaces}
          passkeys={protocol === 'https:' || hostname === 'localhost'}
          {...(failure ? { failure } : {})}
        />
      ),
      islands: ['passkey'],
      ...(failure ? { status: 422 } : {}),
    })
  }

  async function savePassword(request: Request, lang: Language, who: SignedIn): Promise<Answer> {
    const data = await formOf(request)
    const words = peopleWords(lang).account.password
    const { hasPassword = false } = (await accountPage(db, who.accountId)) ?? {}
    const formWords = { username: words.username, current: words.current, password: words.password }
    const read = readForm(hasPassword ? changedPasswordSchema : newPasswordSchema, data, formWords, lang)
    if (!read.ok) return showAccount(lang, who, read)
    // As typed: a password may begin or end with a space.
    const given = {
      username: read.value.username,
      current: text(data, 'current'),
      password: text(data, 'password'),
    }
    try {
      const setCookie = await signIn.setPassword(request, given)
      return { ...redirect(`/${lang}/account`, words.saved), headers: cookies(setCookie) }
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 429) throw error
      const field = /username/i.test(error.code)
        ? 'username'
        : /current/i.test(error.code)
          ? 'current'
          : 'password'
      return showAccount(lang, who, {
        values: { username: given.username },
        errors: [{ field, text: problemSentence(error, lang) }],
      })
    }
  }

  /** A page for whoever is signed in; others sign in first and come back. */
  const mine =
    (work: (request: Request, lang: Language, who: SignedIn) => Promise<Answer>): OpenPage['handle'] =>
    async (request, lang) => {
      const who = await signIn.accountOf(request.headers)
      if (who) return work(request, lang, who)
      if (request.method !== 'GET') throw new Problem('kernel.notAllowed', {}, 401)
      return redirect(`/${lang}/sign-in?next=/${lang}/account`)
    }

  const get = (path: string, handle: OpenPage['handle']): OpenPage => ({ method: 'GET', path, handle })
  const post = (path: string, handle: OpenPage['handle']): OpenPage => ({ method: 'POST', path, handle })

  return [
    get('/sign-in', async (request, lang) => {
      const next = safeNext(new URL(request.url).searchParams.get('next'))
      return (await signIn.accountOf(request.headers)) ? redirect(next || `/${lang}`) : signInPage(lang, next)
    }),
    post('/sign-in', enter),
    get('/sign-in/:token', (request, lang, { token = '' }) => showLink(request, lang, token)),
    post('/sign-in/:token', (request, lang, { token = '' }) => useLink(request, lang, token)),
    post('/sign-out', async (request, lang) => ({
      ...redirect(`/${lang}/sign-in`, peopleWords(lang).signIn.left),
      headers: cookies(await signIn.signOut(request)),
    })),
    get(
      '/account',
      mine((_, lang, who) => showAccount(lang, who)),
    ),
    post('/account/password', mine(savePassword)),
    post(
      '/account/language',
      mine(async (request, lang, who) => {
        const chosen = text(await formOf(request), 'language')
        if (!isLanguage(chosen)) return redirect(`/${lang}/account`)
        await chooseLanguage(db, who.accountId, chosen)
        return redirect(`/${chosen}/account`, peopleWords(chosen).account.language.saved)
      }),
    ),
    post(
      '/account/sessions',
      mine(async (request, lang, who) => {
        const id = text(await formOf(request), 'id')
        if (id === 'others') await endOtherSessions(db, who.accountId, who.sessionId)
        else await endSession(db, who.accountId, id)
        return redirect(`/${lang}/account`, peopleWords(lang).account.sessions.ended)
      }),
    ),
    post(
      '/account/passkeys',
      mine(async (request, lang, who) => {
        await removePasskey(db, who.accountId, text(await formOf(request), 'id'))
        return redirect(`/${lang}/account`, peopleWords(lang).account.passkeys.removed)
      }),
    ),
  ]
}
