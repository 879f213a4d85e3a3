import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Kysely } from 'kysely'
import { may } from '../../kernel/access.ts'
import { isLanguage, type Language } from '../../kernel/text.ts'
import { read } from '../../kernel/transaction.ts'
import { workspaceBySlug } from '../../kernel/workspace.ts'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import type { Answer } from './answer.ts'
import { assets, worker } from './assets.ts'
import { compress } from './compress.ts'
import { handle } from './handle.ts'
import { holderHeader, holderOf, keepHeader } from './holder.ts'
import { respond } from './respond.ts'
import type { Part, Route } from './route.ts'
import { headers, sameOrigin } from './security.ts'
import { type Frame, showPage, showProblem } from './show.tsx'

/** A page outside of every workspace: sign-in, my account. */
export interface OpenPage {
  method: 'GET' | 'POST'
  /** Without language: `/sign-in/:token`. */
  path: string
  handle(request: Request, lang: Language, params: Record<string, string>): Promise<Answer>
}

export interface AppSettings {
  db: Kysely<Schema>
  parts: readonly Part[]
  openPages: readonly OpenPage[]
  /** Requests of the sign-in library; null where a request is not one. */
  signInRequest(request: Request): Promise<Response | null>
  accountOf(headers: Headers): Promise<{ accountId: string; setCookie: readonly string[] } | null>
  /** Where a visitor to `/` goes; `last` is the short name of the workspace that this device was in. */
  home(accountId: string | null, lang: Language, last: string | null): Promise<string>
  publicUrl(): string
  /** One line a request; never a query string, a body or a name. */
  log(line: { method: string; route: string; status: number; ms: number }): void
  /** What a person cannot mend is told to the developer here. */
  logError(error: unknown): void
  /** Whether the database answers. */
  healthy(): Promise<boolean>
}

/** What the sign-in library is sent: a passkey's answer has some kilobytes. Forms of ours have their own limit (form.ts). */
const signInBytes = 64 * 1024
const tooLarge = async (): Promise<Answer> => new Problem('web.formTooLarge', {}, 413)

/** The cookie by which a device opens in the workspace that it was in: its short name, nothing of the person. */
const lastWorkspace = 'workspace'

function remember(c: Context, slug: string, secure: boolean): void {
  if (getCookie(c, lastWorkspace) === slug) return
  setCookie(c, lastWorkspace, slug, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: 400 * 86_400,
  })
}

/** The whole program over HTTP; in tests it is called in process with `app.request(…)`. */
export function createApp(settings: AppSettings): Hono {
  const app = new Hono()
  const offline = new Set(
    settings.parts.flatMap((part) =>
      part.routes.filter(({ method, path }) => method === 'GET' && part.offline?.includes(path)),
    ),
  )
  app.use(async (c, next) => {
    const start = performance.now()
    await next()
    settings.log({
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    })
  })
  app.get('/healthz', async (c) =>
    (await settings.healthy()) ? c.json({ status: 'ok' }) : c.json({ status: 'database unreachable' }, 503),
  )
  app.get('/assets/*', assets)
  app.onError((error, c) =>
    outside(c, async () => {
      // What came from another site's page (`sameOrigin`).
      if (error instanceof HTTPException) throw new Problem('web.otherSite', {}, 403)
      throw error
    }),
  )
  app.use(compress, headers(settings.publicUrl().startsWith('https:')), sameOrigin(settings.publicUrl))
  app.get('/worker.js', worker)
  app.use('/auth/*', bodyLimit({ maxSize: signInBytes, onError: (c) => outside(c, tooLarge) }))

  // No name holds this character, and no database keeps it.
  app.use((c, next) =>
    /%00/.test(c.req.url) ? outside(c, async () => new Problem('kernel.notFound', {}, 404)) : next(),
  )

  app.get('/', async (c) => c.redirect(`/${preferred(c)}`))
  app.get('/:lang{e[sn]}', async (c) =>
    c.redirect(await settings.home(await accountId(c), languageOf(c), getCookie(c, lastWorkspace) ?? null)),
  )
  for (const page of settings.openPages) {
    app.on(page.method, `/:lang{e[sn]}${page.path}`, (c) =>
      outside(c, () => page.handle(c.req.raw, languageOf(c), c.req.param())),
    )
  }
  for (const part of settings.parts) {
    for (const route of part.routes) {
      app.on(route.method, `/:lang{e[sn]}/:workspace${route.path}`, (c) => inside(c, route))
    }
  }
  app.all(
    '*',
    async (c) =>
      (await settings.signInRequest(c.req.raw)) ??
      outside(c, async () => new Problem('kernel.notFound', {}, 404)),
  )

  /** Who asks; once a day the end of her session moves on, and the answer carries the cookie that says so. */
  async function accountId(c: Context): Promise<string | null> {
    const account = await settings.accountOf(c.req.raw.headers)
    for (const cookie of account?.setCookie ?? []) c.header('set-cookie', cookie, { append: true })
    return account?.accountId ?? null
  }

  async function outside(c: Context, work: () => Promise<Answer>): Promise<Response> {
    const frame: Frame = {
      lang: languageOf(c),
      path: afterLanguage(c),
      workspace: null,
      asker: null,
      parts: settings.parts,
      flash: flashOf(c),
    }
    const answer = await settled(work)
    // Whose the phone is, is said on pages; where the database is away, nobody knows.
    if (!(answer instanceof Error) && answer.answer === 'page')
      frame.holder = await accountId(c).then(
        (account) => account && holderOf(account),
        () => undefined,
      )
    return send(c, frame, answer)
  }

  async function inside(c: Context, route: Route): Promise<Response> {
    const lang = languageOf(c)
    const frame: Frame = {
      lang,
      path: afterLanguage(c),
      workspace: null,
      asker: null,
      parts: settings.parts,
      flash: flashOf(c),
    }
    const answer = await settled(async () => {
      const workspace = await workspaceBySlug(settings.db, c.req.param('workspace') ?? '')
      const account = await accountId(c)
      frame.holder = account && holderOf(account)
      // Asked without a session, a short name that no workspace has is answered as one that is closed to strangers.
      if (!workspace) {
        if (account || route.access === 'anyone') return new Problem('kernel.notFound', {}, 404)
        return turnedAway(c)
      }
      const entrance = account
        ? { workspaceId: workspace.id, accountId: account }
        : { workspaceId: workspace.id, as: 'public' as const }
      const asker = await read(settings.db, entrance, async (_, who) => who)
      if (!allowed(route, asker.role, asker.memberId)) {
        if (asker.memberId) {
          Object.assign(frame, { workspace, asker })
          return new Problem('kernel.notAllowed', {}, 403)
        }
        // A stranger is not told what there is, nor the name of the workspace.
        return account ? new Problem('kernel.notFound', {}, 404) : turnedAway(c)
      }
      Object.assign(frame, { workspace, asker: asker.memberId ? asker : null })
      // Only who acts for an organisation works without signal; the team's pages hold what is the team's.
      frame.keeps = asker.organisationId !== null && offline.has(route)
      if (asker.memberId) remember(c, workspace.slug, settings.publicUrl().startsWith('https:'))
      return handle(
        c,
        settings.db,
        route,
        { lang, workspace, asker, entrance, holder: frame.holder },
        settings.parts,
      )
    })
    return send(c, frame, answer)
  }

  function turnedAway(c: Context): Answer {
    if (c.req.method !== 'GET') return new Problem('kernel.notAllowed', {}, 401)
    return { answer: 'redirect', to: `/${languageOf(c)}/sign-in?next=${encodeURIComponent(c.req.path)}` }
  }

  /** Problems are answers; anything else thrown is a fault of ours, told to the log and not to the person. */
  async function settled(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Problem) return error
      settings.logError(error)
      return new Problem('web.fault', {}, 503)
    }
  }

  async function send(c: Context, frame: Frame, answer: Answer): Promise<Response> {
    if (frame.holder !== undefined) c.header(holderHeader, frame.holder ?? '-')
    if (answer instanceof Problem) return showProblem(c, frame, answer)
    if (answer.answer === 'page') {
      if (frame.keeps && !answer.status) c.header(keepHeader, '1')
      return showPage(c, frame, answer)
    }
    return respond(c, answer)
  }

  return app
}

function allowed(route: Route, role: string, memberId: string | null): boolean {
  if (route.access === 'anyone') return true
  // What the role table lets the public see is what was published, on pages that are for anyone; the workspace's own are not.
  if (memberId === null) return false
  if (route.access === 'member') return true
  return role !== 'system' && may(role as Parameters<typeof may>[0], route.access.verb, route.access.resource)
}

const languageOf = (c: Context): Language => {
  const first = c.req.path.split('/')[1]
  return isLanguage(first) ? first : preferred(c)
}

/** Spanish unless the browser asks for English first. */
const preferred = (c: Context): Language =>
  /^en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'es'

const afterLanguage = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  // One slash at its head: two would name another site.
  return pathname.replace(/^\/(es|en)(?=\/|$)/, '').replace(/^\/*/, '/') + search
}

const flashOf = (c: Context): string | null => {
  const found = /(?:^|;\s*)flash=([^;]*)/.exec(c.req.header('cookie') ?? '')
  try {
    return found?.[1] ? decodeURIComponent(found[1]) : null
  } catch {
    return null // not one of ours
  }
}

/** The pattern, not the address: ids and searches stay out of the log. */
const routeOf = (c: Context): string =>
  c.req.routePath === '/*' || c.req.routePath === '*' ? '*' : c.req.routePath
