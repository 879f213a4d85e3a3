import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../platform/database/schema.ts'
import { Problem } from '../../platform/problem.ts'
import { type Asker, type WriteTx, write } from '../transaction.ts'
import { addMember } from '../workspace.ts'
import { count, forgive, networkOf, type Source } from './attempts.ts'
import { readCode } from './code.ts'
import { sessionToken } from './cookie.ts'
import {
  findCode,
  findLink,
  type Invitation,
  invite,
  type LetIn,
  letIn,
  type Open,
  withdraw,
} from './invitation.ts'
import type { Library } from './library.ts'
import { passkeyPaths } from './passkey-paths.ts'
import { enterByPassword, type PasswordChange, setPassword } from './password.ts'
import { accountPage, endAccess } from './sessions.ts'
import { forgetRemoved, tidy } from './tidy.ts'

export interface SignInSettings {
  db: Kysely<Schema>
  /** Address under which people reach the program; asked once, at the first request. */
  publicUrl: () => string
  /** From `keepSecret`. */
  secret: string
  /** Address of the person's device: of the connection, or as a trusted proxy gives it. */
  addressOf: (request: Request) => string
  /** Faults of the library, for the developer. */
  log: (message: string) => void
}

/** Who a request comes from. */
export interface SignedIn {
  accountId: string
  sessionId: string
  expires: Date
  /** `Set-Cookie` values that the answer must carry; mostly none. */
  setCookie: readonly string[]
}

/** A person has just come in: cookies for the answer, and who she is. */
export interface CameIn {
  setCookie: readonly string[]
  accountId: string
}

/** A session in use is moved on once a day, not at each request. */
const renewAfter = 86_400_000

export type SignIn = ReturnType<typeof createSignIn>

/** Signing in, whole: README.md beside this file. The library is loaded at the first request that needs it. */
export function createSignIn(settings: SignInSettings) {
  const { db, secret } = settings
  let loading: Promise<Library> | undefined
  const library = (): Promise<Library> => {
    loading ??= import('./library.ts').then(({ openLibrary }) =>
      openLibrary({ db, secret, publicUrl: settings.publicUrl(), log: settings.log }),
    )
    return loading
  }
  const network = (request: Request): Source => ({
    kind: 'network',
    value: networkOf(settings.addressOf(request)),
  })

  async function accountOf(headers: Headers): Promise<SignedIn | null> {
    const token = sessionToken(headers, secret)
    if (token === null) return null
    const session = await db
      .selectFrom('auth.session')
      .select(['id as sessionId', 'user_id as accountId', 'expires_at as expires', 'updated_at'])
      .where('token', '=', token)
      .where('expires_at', '>', sql<Date>`now()`)
      .executeTakeFirst()
    if (!session) return null
    const { updated_at, ...who } = session
    return Date.now() - updated_at.getTime() < renewAfter ? { ...who, setCookie: [] } : renew(headers)
  }

  /** Moves the session's end on, in the database and in the browser. */
  async function renew(headers: Headers): Promise<SignedIn | null> {
    const { response, headers: answered } = await (await library()).api.getSession({
      headers,
      returnHeaders: true,
    })
    if (!response) return null
    const { userId, id, expiresAt } = response.session
    return { accountId: userId, sessionId: id, expires: expiresAt, setCookie: answered.getSetCookie() }
  }

  /** A session has been opened in this browser: the one it had before ends. */
  async function replace(request: Request): Promise<void> {
    const before = await accountOf(request.headers)
    if (before) await db.deleteFrom('auth.session').where('id', '=', before.sessionId).execute()
    await tidy(db)
  }

  async function enter(
    request: Request,
    found: Open | null,
    join: boolean,
  ): Promise<(CameIn & LetIn) | null> {
    if (!found) return null
    const joining = join ? await accountOf(request.headers) : null
    const came = await letIn(db, found, joining?.accountId ?? null)
    if (!came) return null
    const { headers } = await (await library()).api.openSession({
      body: { accountId: came.accountId },
      headers: new Headers({ 'user-agent': userAgentOf(request) }),
      returnHeaders: true,
    })
    await replace(request)
    return { ...came, setCookie: headers.getSetCookie() }
  }

  return {
    accountOf,

    /** The island's requests, `/auth/passkey/…`; null: not one of them. */
    handler: async (request: Request): Promise<Response | null> => {
      if (!new URL(request.url).pathname.startsWith('/auth/')) return null
      return passkeyPaths({
        request,
        library: await library(),
        publicUrl: settings.publicUrl(),
        db,
        secret,
        source: network(request),
      })
    },

    /** Whom a link would let in, without using it; null: nobody. */
    lookAt: async (token: string): Promise<{ name: string; workspaceId: string } | null> => {
      const found = await findLink(db, secret, token)
      if (!found) return null
      const member = await write(db, { workspaceId: found.workspaceId, as: 'system' }, (tx) =>
        tx
          .selectFrom('kernel.member')
          .select(['name', 'workspace_id as workspaceId'])
          .where('workspace_id', '=', found.workspaceId)
          .where('id', '=', found.memberId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst(),
      )
      return member ?? null
    },

    /** Uses a link. `join`: the person signed in says that she is the one invited. Throws `kernel.signIn.link`. */
    byLink: async (request: Request, token: string, join = false): Promise<CameIn & LetIn> => {
      const came = await enter(request, await findLink(db, secret, token), join)
      if (!came) throw new Problem('kernel.signIn.link')
      return came
    },

    /** Uses a code as it was typed. Throws `kernel.signIn.codeShape`, `kernel.signIn.code`, `kernel.signIn.wait`. */
    byCode: async (request: Request, typed: string, join = false): Promise<CameIn & LetIn> => {
      if (readCode(typed) === null) throw new Problem('kernel.signIn.codeShape')
      const source = network(request)
      await count(db, secret, source)
      const found = await findCode(db, secret, typed)
      const came = await enter(request, found, join)
      if (!came) throw new Problem('kernel.signIn.code')
      await forgive(db, secret, source)
      return came
    },

    /** Throws `kernel.signIn.password` whichever of the two is wrong, or `kernel.signIn.wait`. */
    byPassword: async (request: Request, username: string, password: string): Promise<CameIn> => {
      const sources: Source[] = [network(request), { kind: 'name', value: username.trim().toLowerCase() }]
      for (const source of sources) await count(db, secret, source)
      const came = await enterByPassword(await library(), {
        username: username.trim(),
        password,
        userAgent: userAgentOf(request),
      })
      if (!came) throw new Problem('kernel.signIn.password')
      for (const source of sources) await forgive(db, secret, source)
      await replace(request)
      return came
    },

    /** Sets or changes short name and password of whoever is signed in. Returns cookies for the answer. */
    setPassword: async (request: Request, given: PasswordChange): Promise<readonly string[]> => {
      const who = await accountOf(request.headers)
      const account = who && (await accountPage(db, who.accountId))
      if (!account) throw new Problem('kernel.notAllowed', {}, 401)
      return setPassword({ library: await library(), db, secret }, request.headers, account, given)
    },

    /** Ends the session of this browser. Returns cookies that empty its own. */
    signOut: async (request: Request): Promise<readonly string[]> => {
      const { headers } = await (await library()).api.signOut({
        headers: request.headers,
        returnHeaders: true,
      })
      return headers.getSetCookie()
    },

    /** A code or link to hand over to a member; the coordinator's, in the transaction of her request. */
    invite: (tx: WriteTx, asker: Asker, memberId: string, kind: 'link' | 'code'): Promise<Invitation> =>
      invite(tx, asker, secret, memberId, kind),

    withdraw,
    endAccess,

    /**
     * A link for whoever sits at the computer that runs the program: into `memberId`, else into the first coordinator of the
     * workspace, who is made if there is none. A newer one ends the older.
     */
    startLink: (workspaceId: string, memberId?: string): Promise<{ path: string; expires: Date }> =>
      write(db, { workspaceId, as: 'system' }, async (tx, asker) => {
        const { path, expires } = await invite(
          tx,
          asker,
          secret,
          memberId ?? (await coordinator(tx, asker)),
          'start',
        )
        if (path === undefined) throw new Error('a start link without a path')
        return { path, expires }
      }),

    /** Loads the library ahead of the first request that needs it (about half a second), once the program listens. */
    ready: async (): Promise<void> => {
      await library()
    },

    /** To be called at start and once a day. */
    tidy: async (): Promise<void> => {
      await tidy(db)
      await forgetRemoved(db)
    },
  }
}

const userAgentOf = (request: Request): string => (request.headers.get('user-agent') ?? '').slice(0, 300)

async function coordinator(tx: WriteTx, asker: Asker): Promise<string> {
  const first = await tx
    .selectFrom('kernel.member')
    .select('id')
    .where('workspace_id', '=', asker.workspaceId)
    .where('role', '=', 'coordinator')
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  return first?.id ?? addMember(tx, asker, { name: 'Coordinación', role: 'coordinator' })
}
