/**
 * What a delegation may concede, what it has not sent and who gave a view: found by nobody else in the search, in either language,
 * by half a word or a whole one; and by nobody else after a backup was restored, on either server.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Entrance, read } from '../../src/kernel/transaction.ts'
import { backup } from '../../src/platform/database/backup.ts'
import { restore } from '../../src/platform/database/restore.ts'
import type { Schema } from '../../src/platform/database/schema.ts'
import type { TestApp, Visitor } from '../app.ts'
import { type FreshDatabase, onBothServers } from '../database.ts'
import { accountHeader, origin, programOn } from '../program.ts'
import { hidden, type Standing } from './standing.ts'

const roles = [
  ...(['coordinator', 'assistant', 'researcher', 'facilitator', 'adviser'] as const),
  ...(['leader', 'official', 'employer', 'donor', 'public'] as const),
]
type Asking = (typeof roles)[number]
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-hidden-'))
const file = join(folder, 'whole.acuerdo')

/** Refusals for everybody, on what `given` made; nothing of it is changed. */
export function hiddenFromOthers(given: () => { app: TestApp; at: Standing }): void {
  let app: TestApp
  let at: Standing
  const entrances = new Map<Asking, Entrance>()
  beforeAll(async () => {
    ;({ app, at } = given())
    // The employer body is brought in by her first visit.
    for (const role of roles) entrances.set(role, await app.entrance(role))
    await backup({
      database: app.database.database,
      filesDir: join(app.services.dataDir, 'files'),
      microdataDir: join(app.services.dataDir, 'microdata'),
      to: file,
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const secrets = [hidden.limit, hidden.draft]
  /** Of a limit, of a draft, of the names of those who gave views; without accents, cut short, and in capitals. */
  const asked = [
    ...['cederíamos', 'cederiamos', 'CEDER', 'sesenta lugares', 'ñandú', 'nandu', 'nand'],
    ...['noventa lugares', 'NOVENTA', 'quetz', 'credencial quetzal', 'lugares con'],
    ...['rosa hernandez', 'hernán', 'ofelia paz'],
  ]

  describe.each(roles)('%s', (role) => {
    it('finds by no words in the search what is another’s own', async () => {
      const found: string[] = []
      for (const lang of ['es', 'en'] as const)
        for (const words of asked) {
          const path = `/search?q=${encodeURIComponent(words)}`
          const { html, status } = await app.as(role as Visitor).get(path, lang)
          expect([path, status]).toEqual([path, role === 'public' ? 303 : 200])
          for (const secret of [...secrets, 'La capturó'])
            if (html.includes(secret)) found.push(`${words} (${lang}): ${secret}`)
        }
      expect(found).toEqual([])
    })
  })

  it('the search finds by half a word what is for all: it can tell', async () => {
    for (const [role, words] of [
      ['donor', 'conven'],
      ['official', 'firmad'],
      ['leader', 'descans'],
    ] as const)
      expect([words, (await app.as(role).get(`/search?q=${words}`)).html]).toEqual([
        words,
        expect.stringMatching(/Convenio firmado|descanso dominical/),
      ])
  })

  /** What each may read of the tables whose rows are somebody's own, asked of the database itself. */
  async function reached(db: Kysely<Schema>, role: Asking): Promise<Record<string, number>> {
    const entrance = entrances.get(role)
    if (!entrance) throw new Error(role)
    return read(db, entrance, async (tx) => {
      const { rows } = await sql<Record<string, number>>`select
        (select count(*)::int from dialogue.concession) as limits,
        (select count(*)::int from dialogue.offer where sent_on is null) as drafts,
        (select count(*)::int from dialogue.offer) as offers,
        (select count(*)::int from dialogue.assessor) as assessors,
        (select count(*)::int from dialogue.assessment) as assessments,
        (select count(*)::int from dialogue.signatory_name) as signatories,
        (select count(*)::int from dialogue.remedy where state = 'draft') as letters,
        (select count(*)::int from dialogue.demand_vote) as votes,
        (select count(*)::int from dialogue.proposal_block) as blocks,
        (select count(*)::int from dialogue.participation_name) as names,
        (select count(*)::int from kernel.search_entry) as searched,
        (select count(*)::int from kernel.event) as events`.execute(tx)
      return rows[0] ?? {}
    })
  }

  describe('before', () => {
    it.each(roles)('%s reaches what is hers alone', async (role) => {
      const { limits, drafts, assessors } = await reached(app.village.db, role)
      expect({ limits, drafts, assessors }).toEqual({
        limits: role === 'leader' ? 1 : 0,
        drafts: role === 'leader' ? 1 : 0,
        assessors: role === 'leader' || role === 'coordinator' ? 1 : 0,
      })
    })
  })

  onBothServers('a backup that was restored', (fresh) => {
    let target: FreshDatabase
    beforeAll(async () => {
      target = await fresh({ empty: true })
      const to = mkdtempSync(join(folder, 'restored-'))
      await restore({
        from: file,
        database: target.database,
        filesDir: join(to, 'files'),
        microdataDir: join(to, 'microdata'),
      })
    })
    afterAll(() => target.drop())

    it.each(roles)('%s reaches the same rows as before', async (role) => {
      expect(await reached(target.database.kysely, role)).toEqual(await reached(app.village.db, role))
    })

    it('and reads the same pages: nobody finds more', async () => {
      const { app: restored } = programOn({
        db: target.database.kysely,
        dataDir: folder,
        connect: () => Promise.reject(new Error('no microdata here')),
        home: app.village.slug,
        onFault: (error) => {
          throw error
        },
      })
      const here = `/negotiations/${at.negotiation}`
      const pages = [here, `${here}/table?text=both`, `${here}/mandate`, `${here}/points/${at.point}`]
      const draft = `${here}/points/${at.point}/offers/${at.draft}`
      const differing: string[] = []
      for (const role of ['coordinator', 'leader', 'official', 'donor'] as const)
        for (const path of [
          ...pages,
          draft,
          `/commitments/${at.due}`,
          `/commitments/${at.due}/letters/${at.letter}`,
        ]) {
          const entrance = entrances.get(role)
          const account = entrance && 'accountId' in entrance ? entrance.accountId : ''
          const answer = await restored.request(`${origin}/es/${app.village.slug}${path}`, {
            headers: { origin, ...(account ? { [accountHeader]: account } : {}) },
          })
          const after = await answer.text()
          const before = await app.as(role as Visitor).get(path)
          const told = (status: number, html: string) =>
            [
              status,
              ...[...secrets, 'La capturó Rosa Hernández'].map((secret) => html.includes(secret)),
            ].join()
          if (told(answer.status, after) !== told(before.status, before.html))
            differing.push(
              `${role} ${path}: ${told(before.status, before.html)} → ${told(answer.status, after)}`,
            )
          if (role !== 'leader' && secrets.some((secret) => after.includes(secret)))
            differing.push(`${role} reads a secret on ${path}`)
        }
      expect(differing).toEqual([])
    })
  })
}
