/** The program over HTTP in process, on a fresh database, as a person of some role sees it. */
import { createReadStream, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { addImport, type EvidenceServices, runImport } from '../src/evidence/index.ts'
import { addVintage, type Vintage } from '../src/evidence/store.ts'
import type { MemberRole } from '../src/kernel/access.ts'
import { type PersonName, settle, type Village } from '../src/kernel/fixtures/people.ts'
import { newId } from '../src/kernel/id.ts'
import { text } from '../src/kernel/text.ts'
import { type Asker, type Entrance, type WriteTx, write } from '../src/kernel/transaction.ts'
import { addMember } from '../src/kernel/workspace.ts'
import type { Part } from '../src/web/server/route.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { accountHeader, origin, programOn } from './program.ts'

/** Who asks: a member by role, nobody signed in, or somebody who is a member of another workspace only. */
export type Visitor = MemberRole | 'public' | 'stranger'

const people: Record<Exclude<Visitor, 'public' | 'stranger' | 'employer'>, PersonName> = {
  coordinator: 'lucia',
  assistant: 'ana',
  researcher: 'tomas',
  facilitator: 'vera',
  adviser: 'joan',
  leader: 'rosa',
  official: 'ofelia',
  donor: 'dan',
}

export interface Answered {
  status: number
  html: string
  /** Where a redirect leads. */
  location: string | null
  /** Bytes of the body as the server compresses it. */
  readonly brotli: number
  headers: Headers
}

export interface Browser {
  /** `/places/09` in Spanish; a path that begins with a language, or holds the workspace already, is taken as it is. */
  get(path: string, lang?: 'es' | 'en', headers?: Record<string, string>): Promise<Answered>
  post(path: string, form?: Record<string, string> | FormData, lang?: 'es' | 'en'): Promise<Answered>
  /** As a phone's outbox sends a form, which wants data back. */
  send(path: string, form: FormData, lang?: 'es' | 'en'): Promise<Answered>
}

export interface TestApp extends Browser {
  village: Village
  database: FreshDatabase
  services: EvidenceServices
  parts: readonly Part[]
  /** The same program, asked by somebody else. */
  as(visitor: Visitor | { account: string }): Browser
  /** How such a person enters the workspace, for asking the database itself. */
  entrance(visitor: Exclude<Visitor, 'stranger'>): Promise<Entrance>
  /** A made-up survey over the whole country whose truth is known: see `tinySurvey`. */
  addSurvey(period: string, options?: TinySurvey): Promise<Vintage>
  /** A real file, brought in as the program does it. */
  importFile(path: string): Promise<void>
  drop(): Promise<void>
}

async function addEmployer(tx: WriteTx, asker: Asker): Promise<string> {
  const [organisationId, id] = [newId(), newId()]
  await tx
    .insertInto('kernel.organisation')
    .values({
      workspace_id: asker.workspaceId,
      id: organisationId,
      name: JSON.stringify(text('Cámara de empleadores')),
    })
    .execute()
  const member = await addMember(tx, asker, { name: 'Elena Prieto', role: 'employer', organisationId })
  await tx
    .insertInto('auth.user')
    .values({ id, name: 'Elena Prieto', email: `${id}@invalid` })
    .execute()
  await tx.updateTable('kernel.member').set({ account_id: id }).where('id', '=', member).execute()
  return id
}

export async function testApp(options: { role?: Visitor; survey?: string } = {}): Promise<TestApp> {
  const at = await freshDatabase()
  const db = at.database.kysely
  const dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-app-'))
  const village = await settle(db, 'prueba')
  const elsewhere = await settle(db, 'otro-espacio')
  const duck = await DuckDBInstance.create(':memory:', { threads: '2' })
  const faults: unknown[] = []
  const { app, services, parts } = programOn({
    db,
    dataDir,
    connect: () => duck.connect(),
    home: village.slug,
    onFault: (error) => faults.push(error),
  })

  /** The employer body comes when it is first asked for: the village has none. */
  let employer: Promise<string> | undefined
  const accountOf = async (visitor: MemberRole): Promise<string> => {
    if (visitor !== 'employer') return village.accounts[people[visitor]]
    employer ??= write(db, village.system, addEmployer)
    return employer
  }

  async function ask(
    visitor: Visitor | { account: string },
    method: string,
    path: string,
    lang: string,
    body?: RequestInit['body'],
    more: Record<string, string> = {},
  ) {
    const account =
      typeof visitor === 'object'
        ? visitor.account
        : visitor === 'public'
          ? null
          : visitor === 'stranger'
            ? elsewhere.accounts.lucia
            : await accountOf(visitor)
    const url = /^\/e[sn](\/|$)/.test(path) ? path : `/${lang}/${village.slug}${path}`
    const response = await app.request(origin + url, {
      method,
      headers: { origin, accept: 'text/html', ...more, ...(account ? { [accountHeader]: account } : {}) },
      ...(body ? { body } : {}),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (faults.length > 0) throw faults.pop()
    return {
      status: response.status,
      html: bytes.toString('utf8'),
      location: response.headers.get('location'),
      get brotli() {
        return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
      },
      headers: response.headers,
    }
  }
  const as = (visitor: Visitor | { account: string }): Browser => ({
    send: (path, form, lang = 'es') => ask(visitor, 'POST', path, lang, form, { accept: 'application/json' }),
    get: (path, lang = 'es', headers = {}) => ask(visitor, 'GET', path, lang, undefined, headers),
    post: (path, form = {}, lang = 'es') =>
      ask(visitor, 'POST', path, lang, form instanceof FormData ? form : new URLSearchParams(form)),
  })
  const addSurvey = (period: string, given: TinySurvey = {}): Promise<Vintage> =>
    write(db, village.system, async (tx, asker) => {
      const connection = await duck.connect()
      const { vintage } = await addVintage(tx, asker, {
        survey: 'enoe',
        period,
        coverage: ['MX'],
        isSample: false,
        sha256: Buffer.from(`${period}${JSON.stringify(given)}`)
          .toString('hex')
          .padEnd(64, '0')
          .slice(-64),
        files: [
          {
            name: `ENOE_SDEMT${period.slice(-1)}${period.slice(2, 4)}.csv`,
            sha256: '0'.repeat(64),
            bytes: 1,
          },
        ],
        rows: 6400,
        weight: 'fac',
        strata: 'est_d',
        psu: 'upm',
        columns: tinyColumns.filter((column) => !given.without?.includes(column)),
        found: {},
      })
      await tinySurvey(connection, join(dataDir, vintage.directory), given)
      connection.closeSync()
      return vintage
    })

  if (options.survey) await addSurvey(options.survey)
  return {
    ...as(options.role ?? 'coordinator'),
    village,
    database: at,
    services,
    parts,
    as,
    entrance: async (visitor) =>
      visitor === 'public'
        ? village.stranger
        : { workspaceId: village.workspaceId, accountId: await accountOf(visitor) },
    addSurvey,
    async importFile(path) {
      const { files } = services
      const kept = await files.put(createReadStream(path))
      const id = await write(db, village.system, (tx, asker) =>
        addImport(tx, asker, [{ name: basename(path), ...kept }], false),
      )
      await runImport({ db, files, dataDir, connect: services.connect }, village.workspaceId, id)
    },
    async drop() {
      await at.drop()
      duck.closeSync()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export interface TinySurvey {
  /** Columns that the file lacks. */
  without?: readonly string[]
  /** Of the 200 people asked in Mexico City, how many are in informal employment: 100. */
  informalInTheCity?: number
}

const tinyColumns = [
  ...['ent', 'mun', 't_loc', 'sex', 'eda', 'clase1', 'clase2', 'emp_ppal', 'tue_ppal', 'rama'],
  ...['p3', 'p4a', 'p4f', 'r_def', 'c_res', 'est_d', 'upm', 'fac'],
]

/**
 * Two hundred employed people in each of the 32 states, each standing for 200: half of them women, aged 20 to 59, two strata
 * of four units. Informal are 100 of them in Mexico City (50.0 %), 160 in Oaxaca (80.0 %), 120 elsewhere (60.0 %), so 3,860
 * of 6,400 in the nation (60.3 %). Eight women of each state work in other people's homes (51,200 in the nation), informally.
 */
async function tinySurvey(connection: DuckDBConnection, folder: string, given: TinySurvey): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const city = given.informalInTheCity ?? 100
  const all = `
    select ent, 7 as mun, 1 as t_loc, 2 - i % 2 as sex, 20 + i % 40 as eda, 1 as clase1, 1 as clase2,
           case when i < case ent when 9 then ${city} when 20 then 160 else 120 end then 1 else 2 end as emp_ppal,
           case when i < 50 then 1 else 2 end as tue_ppal, 4 as rama,
           case when i < 16 and i % 2 = 0 then 9611 else 4111 end as p3,
           case when i < 16 and i % 2 = 0 then 8140 else 6111 end as p4a, 1 as p4f,
           0 as r_def, 1 as c_res, ent * 10 + i % 2 as est_d, ent * 1000 + i % 8 as upm, 200 as fac
      from range(1, 33) s (ent), range(200) p (i)`
  const columns = tinyColumns.filter((column) => !given.without?.includes(column))
  await connection.run(
    `copy (select ${columns.join(', ')} from (${all})) to '${join(folder, 'persons.parquet')}' (format parquet)`,
  )
}

/** What no page of ours may hold: styles in attributes (the content security policy forbids them), or a value that is none. */
export const flaws = (html: string): string[] =>
  [/ style="/, /undefined/, /\bNaN\b/, /\[object /, /\bnull\b/].filter((flaw) => flaw.test(html)).map(String)
