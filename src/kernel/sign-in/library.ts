import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { username } from 'better-auth/plugins/username'
import { CamelCasePlugin, type Kysely } from 'kysely'
import { z } from 'zod'
import type { Schema } from '../../platform/database/schema.ts'
import { newId } from '../id.ts'
import { passwordLength, usernamePattern } from './password.ts'

const day = 24 * 60 * 60

/** better-auth on our database, without e-mail and without calls to the outside. Its tables are those of our migration. */
export function openLibrary(given: {
  db: Kysely<Schema>
  publicUrl: string
  secret: string
  log: (message: string) => void
}) {
  const { origin, hostname, protocol } = new URL(given.publicUrl)
  return betterAuth({
    appName: 'Acuerdo',
    baseURL: origin,
    basePath: '/auth',
    secret: given.secret,
    trustedOrigins: [origin],
    database: {
      db: given.db.withPlugin(new CamelCasePlugin()),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    account: { modelName: 'credential' },
    // The end moves on once a day; a passkey may be added from a device that has been signed in for long.
    session: { expiresIn: 90 * day, updateAge: day, freshAge: 0 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message) => given.log(message) },
    advanced: {
      cookiePrefix: 'acuerdo',
      useSecureCookies: protocol === 'https:',
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 3,
        maxUsernameLength: 30,
        usernameValidator: (name) => usernamePattern.test(name.toLowerCase()),
      }),
      passkey({
        rpID: hostname,
        rpName: 'Acuerdo',
        origin,
        // The key names its owner, so that she signs in without typing a name.
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
        schema: { passkey: { fields: { credentialID: 'credentialId' } } },
      }),
      handedOver,
    ],
  })
}

export type Library = ReturnType<typeof openLibrary>

/** Opens a session for an account that our own code has let in; reached in process only. */
const handedOver = {
  id: 'handed-over',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ accountId: z.string() }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.accountId)
        if (!user) throw new Error('an account was let in that is not there')
        const session = await ctx.context.internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ id: session.id })
      },
    ),
  },
}
