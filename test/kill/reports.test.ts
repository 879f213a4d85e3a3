/**
 * The program is killed in the middle of what writes a report: nothing half. Every route that writes does so in one transaction;
 * then each is stopped in the middle of its own, all of them at once, at two places, and the process is killed.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { text } from '../../src/kernel/text.ts'
import { read, write } from '../../src/kernel/transaction.ts'
import { plainSides } from '../../src/reports/content/model.ts'
import { addBindings } from '../../src/reports/store/bindings.ts'
import { appendBlocks } from '../../src/reports/store/blocks.ts'
import { addComment } from '../../src/reports/store/comments.ts'
import { addReport, setRemoved } from '../../src/reports/store/reports.ts'
import { type TestApp, testApp } from '../app.ts'
import { accountHeader, origin, programOn } from '../program.ts'
import { takenBack } from '../saves/tap.ts'
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
  const run = takenBack(app.database.database.pool)
  const wrong: string[] = []
  for (const { route, path, form, json } of saves) {
    run.taken()
    const { status } = await program.request(`${origin}/es/${app.village.slug}${path}`, {
      method: 'POST',
      headers: {
        origin,
        [accountHeader]: app.village.accounts.lucia,
        ...(json ? { 'content-type': 'application/json' } : {}),
      },
      body: json ? JSON.stringify(json) : new URLSearchParams(form),
    })
    const transactions = run.taken()
    const writing = transactions.filter(({ wrote }) => wrote)
    if (![200, 201, 303].includes(status) || writing.length !== 1)
      wrong.push(`${route}: status ${status}, ${writing.length} transactions that write`)
    const [one] = writing
    if (one) statements.set(route, { transaction: transactions.indexOf(one) + 1, statements: one.statements })
  }
  run.end()
  expect(wrong).toEqual([])
})

it.each([0.5, 0.999])(
  'SIGKILL at %s of each, all at once: every row is what it was',
  async (part) => {
    const before = await contents()
    const order: Order = {
      home: app.village.slug,
      dataDir: folder,
      saves: saves.map(({ route, path, form, json }) => {
        const { transaction = 1, statements: all = 3 } = statements.get(route) ?? {}
        const stop = { transaction, statement: Math.max(2, Math.min(all, 3 + Math.floor(part * (all - 2)))) }
        const { accounts } = app.village
        return { url: app.database.url, account: accounts.lucia, path, form, json, stop }
      }),
    }
    const path = join(folder, 'order.json')
    writeFileSync(path, JSON.stringify(order))
    const run = await killDuring({ program: saver, args: [path], line: 'all', afterMs: 0 })
    expect(run.killed, run.errors).toBe(true)
    // Each on a report of its own: none waits for another.
    const stopped = saves.map((_, at) => `stopped ${at}`)
    expect(run.lines.slice(0, -1), saves.map(({ route }) => route).join(' ')).toEqual(stopped)
    expect(await contents()).toEqual(before)
  },
  60_000,
)

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

const none = sql``
const count = {
  ...{ of: 'count' as const, what: 'meetings' as const },
  ...{ from: null, to: null, place: null, group: null },
}
const nothing = {
  ...{ is: 'gone' as const, why: 'removed' as const },
  ...{ name: { es: 'dato', en: 'figure' }, reason: { es: '', en: '' } },
}
const fields = {
  ...{ form: 'donor_report' as const, title: text('Informe', 'Report'), level: 90 as const },
  ...{ ...time, againstPlace: null, group: null, period: null, againstPeriod: null },
}

/** Each save with a report of its own, in the state that it needs: being written, moved, in the bin, signed. */
async function everyReportSave(on: TestApp): Promise<Save[]> {
  const inside = <T>(work: Parameters<typeof write<T>>[2]) =>
    write(on.village.db, on.village.as('lucia'), work)
  const version = (html: string) => /name="version" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const opened = async (path: string) => version((await on.get(path)).html)
  const idIn = ({ status, location }: { status: number; location: string | null }) => {
    if (status !== 303) throw new Error(`${status} ${location}`)
    return /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? ''
  }
  const content = { kind: 'paragraph' as const, source: 'es' as const, ...plainSides('Uno', 'One') }
  /** With a paragraph, and a count that is held and has not been asked. */
  const begin = (change = none) =>
    inside(async (tx, asker) => {
      const [block, binding] = [newId(), newId()]
      const report = await addReport(tx, asker, fields)
      await appendBlocks(tx, asker, report, [{ id: block, content }])
      await addBindings(tx, asker, report, [{ id: binding, spec: count, held: nothing, basis: 'x' }])
      if (change !== none) await sql`update reports.binding set ${change} where id = ${binding}`.execute(tx)
      return { report, block, binding }
    })
  const moved = () => begin(sql`moved = held, moved_basis = 'y', moved_at = now()`)
  const commented = async () => {
    const { report, block: blockId } = await begin()
    const body = 'Falta la cifra'
    return [report, await inside((tx, asker) => addComment(tx, asker, report, { blockId, body }))]
  }
  const signable = () =>
    inside(async (tx, asker) => {
      const report = await addReport(tx, asker, fields)
      await appendBlocks(tx, asker, report, [{ id: newId(), content }])
      return report
    })
  const signed = async () => idIn(await on.post(`/reports/${await signable()}/sign`, { note: '' }))
  const removed = () =>
    inside(async (tx, asker) => {
      const report = await addReport(tx, asker, fields)
      await setRemoved(tx, asker, report, 1, true)
      return report
    })
  const template = async () => idIn(await on.post('/reports/templates/copy', { template: 'policy-brief' }))
  const removedTemplate = async () => {
    const id = await template()
    await on.post(`/reports/templates/${id}/remove`)
    return id
  }

  const row = (route: string, ids: readonly string[], form: Record<string, string> = {}): Save => {
    const left = [...ids]
    return { route, path: route.replaceAll(/:[a-z]+/g, () => left.shift() ?? ''), form }
  }
  const json = (route: string, ids: readonly string[], body: object): Save => ({
    ...{ route, path: row(route, ids).path, json: body },
  })
  const [{ report: about }, { report: spare }] = [await begin(), await begin()]
  const own = await template()
  const [edited, commentedOn, written] = [await begin(), await begin(), await begin()]
  const accepted = await moved()
  return [
    row('/reports/new/:template', ['donor-report'], time),
    row('/reports/:id/accept', [(await moved()).report]),
    row('/reports/:id/about', [about], {
      ...{ ...time, name: 'Otro nombre', nameEn: 'Another', level: '90' },
      version: await opened(`/reports/${about}/about`),
    }),
    row('/reports/:id/remove', [spare], { version: await opened(`/reports/${spare}/about`) }),
    row('/reports/:id/restore', [await removed()]),
    row('/reports/:id/step', [(await begin()).report], { step: 'send_to_review' }),
    row('/reports/:id/sign', [await signable()], { note: 'Primera' }),
    row('/reports/:id/versions', [(await begin()).report], { name: 'enviado' }),
    row('/reports/:id/template', [(await begin()).report]),
    row('/reports/templates/copy', [], { template: 'fact-sheet' }),
    row('/reports/templates/:id/edit', [own], {
      ...{ name: 'Nombre', form: 'other', sections: '# Uno | One\nGuía | Guidance' },
      version: version((await on.get(`/reports/templates/${own}/edit`)).html),
    }),
    row('/reports/templates/:id/remove', [await template()]),
    row('/reports/templates/:id/restore', [await removedTemplate()]),
    row('/editions/:id/submit', [await signed()], { to: 'La donante', on: '2026-11-20' }),
    row('/editions/:id/publish', [await signed()], { open: '1' }),
    row('/editions/:id/withdraw', [await signed()], { reason: 'Hay otra' }),
    row('/reports/:id/blocks/:block/edit', [edited.report, edited.block], {
      ...{ action: 'save', kind: 'paragraph', level: '0', source: 'es', es: 'Otra', en: 'Other' },
      version: '1',
    }),
    row('/reports/:id/comments', [commentedOn.report], { body: 'Otra duda', blockId: commentedOn.block }),
    row('/reports/:id/comments/:comment/resolve', await commented(), { resolved: 'yes' }),
    row('/reports/:id/comments/:comment/remove', await commented()),
    json('/reports/:id/save', [written.report], {
      seen: null,
      changes: [
        { id: written.block, version: 1, content: { ...content, es: [{ text: 'Nuevo' }] } },
        { id: newId(), version: null, content: { ...content, es: [{ text: 'Más' }] } },
      ],
    }),
    json('/reports/:id/bindings', [(await begin()).report], { spec: count }),
    json('/reports/:id/bindings/accept', [accepted.report], { ids: [accepted.binding] }),
    json('/reports/:id/check', [(await begin()).report], {}),
  ]
}
