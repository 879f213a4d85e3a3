/**
 * The program is killed in the middle of what writes a report: nothing half. Every route that writes does so in one transaction;
 * then beginning, writing, taking over, keeping a moment and signing are stopped in theirs, at two places each, and the process is killed.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { read, write } from '../../src/kernel/transaction.ts'
import { bindingsOfReport } from '../../src/reports/store/bindings.ts'
import { blocksOf } from '../../src/reports/store/blocks.ts'
import { addComment } from '../../src/reports/store/comments.ts'
import { type TestApp, testApp } from '../app.ts'
import { accountHeader, origin, programOn } from '../program.ts'
import { tap, untapped } from '../saves/tap.ts'
import { buildProgram, killDuring } from './harness.ts'
import type { Order } from './saver.ts'

interface Save {
  /** As the part registers it. */
  route: string
  path: string
  form?: Record<string, string>
  json?: object
}

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acuerdo-kill-reports-'))
const time = { startsOn: '2026-01-01', endsOn: '2026-06-30', place: 'MX' }
let app: TestApp
let saver: string
let saves: Save[] = []
const statements = new Map<string, { transaction: number; statements: number }>()

beforeAll(async () => {
  ;[app, saver] = await Promise.all([testApp(), buildProgram(join(import.meta.dirname, 'saver.ts'))])
  saves = await everyReportSave(app)
}, 90_000)
afterAll(async () => {
  await app?.drop()
  for (const path of [saver, folder]) rmSync(path, { recursive: true, force: true })
})

it('has a row for every route by which a report is written', () => {
  const routes = app.parts
    .filter(({ name }) => name === 'reports')
    .flatMap((part) => part.routes)
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path)
  expect(saves.map(({ route }) => route).toSorted()).toEqual(routes.toSorted())
})

it('each is taken, and all that it writes is one transaction', async () => {
  const { app: program } = programOn({
    ...{ db: app.village.db, dataDir: app.services.dataDir, connect: app.services.connect },
    home: app.village.slug,
    onFault: (fault) => console.error(fault),
  })
  let isOn = true
  let transactions: { statements: number; wrote: boolean }[] = []
  tap(app.database.database.pool, {
    before: async (statement, client) => {
      if (!isOn) return statement
      if (/^(begin|start transaction)/.test(statement)) transactions.push({ statements: 0, wrote: false })
      const last = transactions.at(-1)
      if (last) last.statements += 1
      if (statement !== 'commit' || !last) return statement
      const { rows } = await untapped(client)<{ wrote: boolean }>(
        'select pg_current_xact_id_if_assigned() is not null as wrote',
      )
      last.wrote = rows[0]?.wrote ?? false
      await untapped(client)('set constraints all immediate')
      // As if nothing had been saved, for the next one.
      return 'rollback'
    },
  })
  const wrong: string[] = []
  for (const { route, path, form, json } of saves) {
    transactions = []
    const { status } = await program.request(`${origin}/es/${app.village.slug}${path}`, {
      method: 'POST',
      headers: {
        origin,
        [accountHeader]: app.village.accounts.lucia,
        ...(json ? { 'content-type': 'application/json' } : {}),
      },
      body: json ? JSON.stringify(json) : new URLSearchParams(form),
    })
    const writing = transactions.filter(({ wrote }) => wrote)
    if (![200, 201, 303].includes(status) || writing.length !== 1)
      wrong.push(`${route}: status ${status}, ${writing.length} transactions that write`)
    const [one] = writing
    if (one) statements.set(route, { transaction: transactions.indexOf(one) + 1, statements: one.statements })
  }
  isOn = false
  expect(wrong).toEqual([])
})

it.each([0.5, 0.999])(
  'SIGKILL at %s of each: every row is what it was',
  async (part) => {
    const before = await contents()
    const killed = saves.filter(({ form, path }) => form && !path.includes('/templates'))
    for (const { route, path, form = {} } of killed) {
      const { transaction = 1, statements: all = 3 } = statements.get(route) ?? {}
      const stop = { transaction, statement: Math.max(2, Math.min(all, 3 + Math.floor(part * (all - 2)))) }
      const save = { url: app.database.url, account: app.village.accounts.lucia, path, form, stop }
      orders.push(save)
    }
    const path = join(folder, 'order.json')
    const order: Order = { home: app.village.slug, dataDir: folder, saves: orders.splice(0) }
    writeFileSync(path, JSON.stringify(order))
    const run = await killDuring({ program: saver, args: [path], line: 'all', afterMs: 0 })
    expect(run.killed, run.errors).toBe(true)
    expect(run.lines.filter((line) => line.startsWith('done'))).toEqual([])
    expect(run.lines.filter((line) => line.startsWith('stopped')).length).toBeGreaterThan(3)
    expect(await contents()).toEqual(before)
  },
  120_000,
)
const orders: Order['saves'][number][] = []

/** Every row of the tables that a report writes. */
const contents = () =>
  read(app.village.db, app.village.system, async (tx) => {
    const sums: Record<string, string> = {}
    for (const table of [
      ...[
        'report',
        'block',
        'block_version',
        'binding',
        'comment',
        'saved_version',
        'template',
        'edition',
      ].map((one) => `reports.${one}`),
      ...['record', 'record_version', 'event', 'search_entry', 'link'].map((one) => `kernel.${one}`),
    ]) {
      const { rows } = await sql<{ sum: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text collate "C")), '') as sum from ${sql.table(table)} t`.execute(
        tx,
      )
      sums[table] = rows[0]?.sum ?? ''
    }
    return sums
  })

/** A report of each state that a save needs: being written, moved, in the bin, ready to be signed, signed. */
async function everyReportSave(on: TestApp): Promise<Save[]> {
  const version = (html: string) => /name="version" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const idIn = ({ status, location }: { status: number; location: string | null }) => {
    if (status !== 303) throw new Error(`${status} ${location}`)
    return /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? ''
  }
  const begin = async () => idIn(await on.post('/reports/new/donor-report', time))
  const [draft, moved, signed, spare] = [await begin(), await begin(), await begin(), await begin()]
  const gone = await begin()
  // A section of which nothing is written is not signed.
  await write(on.village.db, on.village.as('lucia'), (tx, asker) =>
    sql`update reports.block set deleted_at = now() where workspace_id = ${asker.workspaceId}
           and report_id in (${signed}, ${spare}) and content->>'kind' = 'heading'`.execute(tx),
  )
  const opened = async (path: string) => version((await on.get(path)).html)
  await on.post(`/reports/${gone}/remove`, { version: await opened(`/reports/${gone}/about`) })
  const edition = idIn(await on.post(`/reports/${signed}/sign`, { note: '' }))
  const own = idIn(await on.post('/reports/templates/copy', { template: 'policy-brief' }))
  const [first] = await read(on.village.db, on.village.as('lucia'), async (tx, asker) =>
    (await blocksOf(tx, asker, draft)).filter(({ kind }) => kind === 'paragraph'),
  )
  if (!first) throw new Error('a donor report has paragraphs')
  const { id: block, version: blockVersion, ...content } = first
  const comment = await write(on.village.db, on.village.as('lucia'), async (tx, asker) => {
    await sql`update reports.binding set moved = held, moved_basis = 'x', moved_at = now()
               where workspace_id = ${asker.workspaceId} and report_id = ${moved}`.execute(tx)
    await sql`update reports.binding set basis = 'x' where workspace_id = ${asker.workspaceId} and report_id = ${signed}`.execute(
      tx,
    )
    return addComment(tx, asker, draft, { blockId: block, body: 'Falta la cifra' })
  })
  const count = { of: 'count', what: 'meetings', from: null, to: null, place: null, group: null }
  const [item] = await read(on.village.db, on.village.as('lucia'), (tx, asker) =>
    bindingsOfReport(tx, asker, moved),
  )
  const row = (route: string, ids: readonly string[], form: Record<string, string> = {}): Save => {
    const left = [...ids]
    return { route, path: route.replaceAll(/:[a-z]+/g, () => left.shift() ?? ''), form }
  }
  const json = (route: string, ids: readonly string[], body: object): Save => ({
    ...{ route, path: row(route, ids).path, json: body },
  })
  const about = version((await on.get(`/reports/${draft}/about`)).html)
  const template = (await on.get(`/reports/templates/${own}/edit`)).html
  return [
    row('/reports/new/:template', ['donor-report'], time),
    row('/reports/:id/accept', [moved]),
    row('/reports/:id/about', [draft], {
      ...time,
      name: 'Otro nombre',
      nameEn: 'Another',
      level: '90',
      version: about,
    }),
    row('/reports/:id/remove', [spare], { version: await opened(`/reports/${spare}/about`) }),
    row('/reports/:id/restore', [gone]),
    row('/reports/:id/step', [draft], { step: 'send_to_review' }),
    row('/reports/:id/sign', [spare], { note: 'Primera' }),
    row('/reports/:id/versions', [draft], { name: 'enviado' }),
    row('/reports/:id/template', [draft]),
    row('/reports/templates/copy', [], { template: 'fact-sheet' }),
    row('/reports/templates/:id/edit', [own], {
      ...{
        name: 'Nombre',
        form: 'other',
        version: version(template),
        sections: '# Uno | One\nGuía | Guidance',
      },
    }),
    row('/reports/templates/:id/remove', [own]),
    row('/reports/templates/:id/restore', [own]),
    row('/editions/:id/submit', [edition], { to: 'La donante', on: '2026-11-20' }),
    row('/editions/:id/publish', [edition], { open: '1' }),
    row('/editions/:id/withdraw', [edition], { reason: 'Hay otra' }),
    row('/reports/:id/blocks/:block/edit', [draft, block], {
      ...{ action: 'save', kind: 'paragraph', level: '0', source: 'es', es: 'Otra', en: 'Other' },
      version: String(blockVersion),
    }),
    row('/reports/:id/comments', [draft], { body: 'Otra duda', blockId: block }),
    row('/reports/:id/comments/:comment/resolve', [draft, comment], { resolved: 'yes' }),
    row('/reports/:id/comments/:comment/remove', [draft, comment]),
    json('/reports/:id/save', [draft], {
      seen: null,
      changes: [
        { id: block, version: blockVersion, content: { ...content, es: [{ text: 'Nuevo' }] } },
        { id: newId(), version: null, content: { ...content, es: [{ text: 'Más' }] } },
      ],
    }),
    json('/reports/:id/bindings', [draft], { spec: count }),
    json('/reports/:id/bindings/accept', [moved], { ids: [item?.id] }),
    json('/reports/:id/check', [signed], {}),
  ]
}
