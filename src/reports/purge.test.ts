import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../kernel/transaction.ts'
import { purgeReports } from './purge.ts'
import { addBindings } from './store/bindings.ts'
import { appendBlocks, saveBlocks } from './store/blocks.ts'
import { addComment, removeComment } from './store/comments.ts'
import { addEdition } from './store/editions.ts'
import { addReport, reportById, setRemoved } from './store/reports.ts'
import { addTemplate, setTemplateRemoved } from './store/templates.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
}, 60_000)
afterAll(() => app.drop())

const as = <T>(work: (tx: WriteTx, asker: Asker) => Promise<T>) =>
  write(app.village.db, app.village.as('lucia'), work)
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
const nothing = { reports: 0, blocks: 0, templates: 0, comments: 0 }
const tables = [
  ...['report', 'block', 'block_version', 'binding', 'comment', 'saved_version', 'template', 'edition'].map(
    (one) => `reports.${one}`,
  ),
  ...['record', 'record_version', 'search_entry', 'event', 'link'].map((one) => `kernel.${one}`),
]
/** Everything that the tables say, as text. */
const all = () =>
  read(app.village.db, app.village.system, async (tx: ReadTx) => {
    let words = ''
    for (const table of tables) {
      const { rows } = await sql<{ all: string }>`
        select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as all from ${sql.table(table)} t`.execute(tx)
      words += rows[0]?.all ?? ''
    }
    return words
  })

const paragraph = (words: string) => ({
  kind: 'paragraph' as const,
  source: 'es' as const,
  es: [{ text: words }],
  en: [{ text: words }],
})

/** A report with a paragraph, a second one that was taken out, a bound count, and two comments of which one was taken back. */
async function begun(tx: WriteTx, asker: Asker, name: string): Promise<string> {
  const empty = { place: null, againstPlace: null, group: null, period: null, againstPeriod: null }
  const fields = { ...empty, startsOn: null, endsOn: null, form: 'other', level: 90 } as const
  const id = await addReport(tx, asker, { ...fields, title: text(`Informe ${name}`) })
  const [kept, out] = [newId(), newId()]
  await appendBlocks(tx, asker, id, [
    { id: kept, content: paragraph(`párrafo ${name}`) },
    { id: out, content: paragraph(`tachado ${name}`) },
  ])
  await saveBlocks(tx, asker, id, { seen: null, changes: [{ id: out, version: 1, removed: true }] })
  await addBindings(tx, asker, id, [
    {
      spec: { of: 'count', what: 'meetings', from: null, to: null, place: null, group: null },
      held: { is: 'gone', why: 'removed', name: { es: `dato ${name}`, en: '' }, reason: { es: '', en: '' } },
      basis: 'x',
    },
  ])
  await addComment(tx, asker, id, { blockId: kept, body: `comentario ${name}` })
  const taken = await addComment(tx, asker, id, { blockId: kept, body: `retirado ${name}` })
  await removeComment(tx, asker, id, taken)
  return id
}

const remove = async (tx: WriteTx, asker: Asker, id: string) =>
  setRemoved(tx, asker, id, (await reportById(tx, asker, id)).version, true)

it('a report, a paragraph, a comment, a template stay for thirty days; then no table holds them; what was signed stays', async () => {
  const ids = await as(async (tx, asker) => {
    const [draft, living, signed] = [
      await begun(tx, asker, 'borrador'),
      await begun(tx, asker, 'viviente'),
      await begun(tx, asker, 'firmado'),
    ]
    const content = {
      form: 'other',
      title: { es: 'Informe firmado', en: 'Informe firmado' },
      lines: [],
      author: { es: 'P', en: 'P' },
      isSample: false,
      blocks: [{ ...paragraph('lo que se firmó'), id: newId(), version: 1 }],
      values: {},
      moved: [],
    } as const
    await addEdition(tx, asker, signed, {
      content,
      title: text('Informe firmado'),
      signedOn: '2026-11-01',
      signedBy: 'Lucía',
      note: null,
      bases: [],
    })
    const form = { form: 'other', sections: [] } as const
    const template = await addTemplate(tx, asker, { ...form, title: text('Plantilla quitada') })
    await addTemplate(tx, asker, { ...form, title: text('Plantilla presente') })
    await setTemplateRemoved(tx, asker, template, true)
    await remove(tx, asker, draft)
    await remove(tx, asker, signed)
    return { draft, living, signed, template }
  })
  const { db } = app.village

  expect(await purgeReports(db, days(29))).toEqual(nothing)
  const before = await all()
  for (const words of ['párrafo borrador', 'tachado viviente', 'retirado viviente', 'Plantilla quitada'])
    expect(before).toContain(words)

  // Of the report that goes on: what was taken out. Of the others all is gone with them.
  expect(await purgeReports(db, days(31))).toEqual({ reports: 2, blocks: 1, templates: 1, comments: 1 })
  const after = await all()
  expect(after).not.toMatch(/borrador|tachado|retirado|Plantilla quitada|(párrafo|dato|comentario) firmado/)
  for (const words of ['lo que se firmó', 'Plantilla presente', 'comentario viviente', 'dato viviente'])
    expect(after).toContain(words)
  for (const id of [ids.draft, ids.template]) expect(after).toContain(id)
  expect((await as((tx, asker) => reportById(tx, asker, ids.living))).id).toBe(ids.living)

  expect(await purgeReports(db, days(32))).toEqual(nothing)
}, 30_000)
