import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, onBothServers } from '../../../test/database.ts'
import { type PersonName, settle, type Village } from '../../kernel/fixtures/people.ts'
import { placesOf, workerGroupsOf } from '../../kernel/place.ts'
import { search } from '../../kernel/search.ts'
import { said, text, textIn } from '../../kernel/text.ts'
import { staleMarks, walk } from '../../kernel/thread.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../../kernel/transaction.ts'
import { type FileStore, openFiles } from '../../platform/files/index.ts'
import { documentsWithFile, giveFile, pageOf, pasteText, readFileText, recogniseStored } from './files.ts'
import { gapsDue, matrixOf, moveGap, writeGap } from './gaps.ts'
import { addPassage, changePassage, passageById, passagesOf, removePassage } from './passages.ts'
import { commonTopics } from './rules.ts'
import { countDocuments, listDocuments, marks } from './search.ts'
import {
  addDocument,
  changeDocument,
  changeMany,
  documentById,
  filesOf,
  noteOf,
  removeDocument,
  restoreDocument,
} from './store.ts'
import { docx, pdf } from './testing/files.ts'
import { described, written } from './testing/seed.ts'

onBothServers('the library', (fresh) => {
  let at: FreshDatabase
  let here: Village
  let folder: string
  let files: FileStore
  let city: string
  let borough: string
  let domestic: string
  beforeAll(async () => {
    at = await fresh()
    here = await settle(at.database.kysely, 'biblioteca')
    folder = await mkdtemp(join(tmpdir(), 'acuerdo-library-'))
    files = openFiles(folder)
    await as('lucia', async (tx, asker) => {
      const place = (await placesOf(tx, asker)).find(({ code }) => code === '09')
      city = place?.id ?? ''
      domestic = (await workerGroupsOf(tx, asker)).find(({ code }) => code === 'domestic')?.id ?? ''
      borough = (await placesOf(tx, asker)).find(({ code }) => code === '09007')?.id ?? ''
    })
  })
  afterAll(async () => {
    await at.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const as = <T>(who: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>) =>
    write(here.db, here.as(who), work)
  const publicly = <T>(work: (tx: ReadTx, asker: Asker) => Promise<T>) => read(here.db, here.stranger, work)
  const found = async (words: string, who: PersonName = 'lucia') =>
    (await as(who, (tx, asker) => listDocuments(tx, asker, { words }))).map(({ title }) => said(title, 'es'))
  const keep = async (bytes: Buffer, name: string) => {
    const kept = await files.put(Readable.from([bytes]))
    return { ...kept, name, format: await recogniseStored(files, kept.sha256) }
  }
  const give = async (id: string, bytes: Buffer, name: string) => {
    const given = await keep(bytes, name)
    const fileId = await as('lucia', (tx, asker) => giveFile(tx, asker, id, given))
    await readFileText({ db: here.db, files, workspaceId: here.workspaceId }, fileId).catch((error) => error)
    return fileId
  }

  describe('who may what', () => {
    test.each(['vera', 'joan', 'rosa', 'ofelia', 'dan'] as const)(
      '%s writes no document, topic or gap',
      async (who) => {
        await expect(as(who, (tx, asker) => addDocument(tx, asker, described()))).rejects.toMatchObject({
          status: 403,
        })
        await expect(
          as(who, (tx, asker) =>
            writeGap(
              tx,
              asker,
              { topic: 'income', groupId: null, placeId: city },
              { judged: null, priority: 'high', note: null, state: null, who: null, due: null },
              0,
            ),
          ),
        ).rejects.toMatchObject({ status: 403 })
      },
    )
    test('the team’s own documents, and notes on any, are the team’s alone', async () => {
      const id = await as('lucia', (tx, asker) =>
        addDocument(tx, asker, described({ title: text('Borrador reservado'), audience: 'team' }), {
          note: 'Dicho en confianza',
        }),
      )
      const open = await as('lucia', (tx, asker) =>
        addDocument(tx, asker, described(), { note: 'Ojo con la muestra' }),
      )
      for (const who of ['rosa', 'ofelia', 'dan'] as const) {
        await expect(as(who, (tx, asker) => documentById(tx, asker, id))).rejects.toMatchObject({
          status: 404,
        })
        expect(await as(who, (tx, asker) => noteOf(tx, asker, open))).toBeNull()
        expect(await as(who, (tx, asker) => search(tx, asker, 'Borrador reservado'))).toEqual([])
        expect(await found('reservado', who)).toEqual([])
      }
      expect(await as('vera', (tx, asker) => noteOf(tx, asker, open))).toBe('Ojo con la muestra')
    })
    test('the public sees what is published, and its text only where it may be passed on whole', async () => {
      const ids = await as('lucia', async (tx, asker) => ({
        closed: await written(tx, asker, ['Nada para fuera de aquí']),
        quoted: await written(tx, asker, ['Sólo se cita una parte'], { audience: 'public' }),
        open: await written(tx, asker, ['Todo se comparte entero'], { audience: 'public', rights: 'open' }),
      }))
      await as('lucia', (tx, asker) =>
        addPassage(tx, asker, ids.quoted, { page: 1, quote: 'se cita', translation: null }),
      )
      await publicly(async (tx, asker) => {
        await expect(documentById(tx, asker, ids.closed)).rejects.toMatchObject({ status: 404 })
        expect((await documentById(tx, asker, ids.quoted)).file).toBeNull()
        expect(await pageOf(tx, asker, ids.quoted, 1)).toBeNull()
        expect(await passagesOf(tx, asker, ids.quoted)).toHaveLength(1)
        expect((await pageOf(tx, asker, ids.open, 1))?.text).toBe('Todo se comparte entero')
        expect((await listDocuments(tx, asker, {})).map(({ id }) => id).toSorted()).toEqual(
          [ids.quoted, ids.open].toSorted(),
        )
      })
      // Taken back from the public, its passages are too.
      await as('lucia', async (tx, asker) => {
        const before = await documentById(tx, asker, ids.quoted)
        await changeDocument(
          tx,
          asker,
          ids.quoted,
          { ...before, audience: 'team' },
          { version: before.version },
        )
      })
      await publicly(async (tx, asker) => expect(await passagesOf(tx, asker, ids.quoted)).toEqual([]))
      const [passage] = await as('lucia', (tx, asker) => passagesOf(tx, asker, ids.quoted))
      await expect(as('dan', (tx, asker) => passageById(tx, asker, passage?.id ?? ''))).rejects.toMatchObject(
        { status: 404 },
      )
    })
    test('over an older version it is a conflict, and nothing is written', async () => {
      const id = await as('lucia', (tx, asker) => addDocument(tx, asker, described()))
      await as('ana', (tx, asker) =>
        changeDocument(tx, asker, id, described({ authors: 'Ana' }), { version: 1 }),
      )
      await expect(
        as('lucia', (tx, asker) =>
          changeDocument(tx, asker, id, described({ authors: 'Lucía' }), { version: 1 }),
        ),
      ).rejects.toMatchObject({ code: 'kernel.conflict', status: 409 })
      expect((await as('lucia', (tx, asker) => documentById(tx, asker, id))).authors).toBe('Ana')
    })
  })

  describe('search', () => {
    beforeAll(() =>
      as('lucia', async (tx, asker) => {
        await written(
          tx,
          asker,
          [
            'Las recicladoras separan vidrio y cartón.',
            'Otra página.',
            'La recicladora cobra por kilo; el cartón vale menos.',
          ],
          {
            title: text('Reciclaje en la ciudad', 'Waste picking in the city'),
            placeIds: [borough],
            topics: ['income'],
          },
        )
        await written(tx, asker, ['Waste pickers were sorting glass. The picker is paid by weight.'], {
          title: textIn('en', 'Sorting for a living'),
          language: 'en',
        })
        await written(tx, asker, ['Tlaixpan tequitinih ipan tianquiztli.'], {
          title: text('Tequitl'),
          language: 'nah',
        })
      }),
    )
    test('words by their stem, without accents, in the language of the document, with page and what stands around', async () => {
      const [one] = await as('lucia', (tx, asker) =>
        listDocuments(tx, asker, { words: 'RECICLADORA carton' }),
      )
      expect(one?.hits?.count).toBe(2)
      expect(one?.hits?.shown.map(({ page }) => page)).toEqual([1, 3])
      expect(one?.hits?.shown[0]?.around).toBe(
        `Las ${marks.from}recicladoras${marks.to} separan vidrio y ${marks.from}cartón${marks.to}.`,
      )
      expect(await found('picker sorts')).toEqual(['Sorting for a living'])
      expect(await found('tianquiztli')).toEqual(['Tequitl'])
    })
    test('a title in the other language finds it too, and comes first', async () => {
      expect(await found('waste picking')).toEqual(['Reciclaje en la ciudad'])
      expect((await found('waste'))[0]).toBe('Reciclaje en la ciudad')
      expect(await found('ninguna palabra así')).toEqual([])
      expect(await found('recicladora tianquiztli')).toEqual([])
    })
    test('words on different pages are found, and the page says so', async () => {
      const [one] = await as('lucia', (tx, asker) => listDocuments(tx, asker, { words: 'vidrio kilo' }))
      expect(one?.hits?.count).toBe(0)
      expect(one?.hits?.shown.map(({ page }) => page)).toEqual([1, 3])
    })
    test('a phrase is looked for on every page that holds its words, however late it comes', async () => {
      const pages = [
        'kilo de pan',
        'pan caro y kilo',
        'kilo, pan',
        'el kilo y el pan',
        'pan por kilo y nada más',
      ]
      await as('lucia', (tx, asker) => written(tx, asker, pages, { title: text('Panadería') }))
      const hits = async (words: string) =>
        (await as('lucia', (tx, asker) => listDocuments(tx, asker, { words })))[0]?.hits
      expect(await hits('"pan por kilo"')).toMatchObject({ count: 1, shown: [{ page: 5 }] })
      expect(await hits('pan kilo')).toMatchObject({ count: 5 })
      expect(await hits('"kilo caro"')).toEqual({ count: 0, shown: [], isApart: true })
    })
    test('signs of a query are words at most', async () => {
      for (const words of ["' | !", '"', ':* & (', '\\', '%', '-cartón']) await found(words)
    })
    test('by place with what lies in it, by topic, language and kind; the global box finds the document', async () => {
      const count = (filter: Parameters<typeof countDocuments>[2]) =>
        as('lucia', (tx, asker) => countDocuments(tx, asker, filter))
      expect(await count({ place: '09' })).toBe(1)
      expect(await count({ place: '20' })).toBe(0)
      expect(await count({ topic: 'income', language: 'es', kind: 'study' })).toBe(1)
      expect(await count({ words: 'recicladora', place: '20' })).toBe(0)
      const global = await as('lucia', (tx, asker) => search(tx, asker, 'reciclaje'))
      expect(global.map(({ kind }) => kind)).toContain('document')
    })
    test('page after page each document once, whatever the order', async () => {
      await as('lucia', async (tx, asker) => {
        for (let n = 0; n < 60; n++)
          await addDocument(
            tx,
            asker,
            described({ title: text(`Serie ${n % 7}`), published: n % 3 === 0 ? null : `20${10 + (n % 5)}` }),
          )
      })
      for (const order of ['added', 'title', 'published'] as const) {
        const seen: string[] = []
        for (let after: string | undefined; ; ) {
          const rows = await as('lucia', (tx, asker) =>
            listDocuments(tx, asker, {}, { order, ...(after ? { after } : {}) }),
          )
          seen.push(...rows.slice(0, 50).map(({ id }) => id))
          if (rows.length <= 50) break
          after = rows[49]?.id
        }
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.length).toBe(await as('lucia', (tx, asker) => countDocuments(tx, asker, {})))
      }
    })
  })

  describe('files', () => {
    test('a PDF with a password is kept as failed; what was described stays, and so does the text before', async () => {
      const id = await as('lucia', (tx, asker) => addDocument(tx, asker, described({ authors: 'R. Luna' })))
      await give(id, await pdf(['secreto'], { password: 'x' }), 'cerrado.pdf')
      const failed = await as('lucia', (tx, asker) => documentById(tx, asker, id))
      expect(failed).toMatchObject({
        authors: 'R. Luna',
        file: { state: 'failed', problem: { code: 'evidence.libraryPassword' } },
      })
      await give(id, await pdf(['Ésta es la página uno', 'Ésta es la página dos']), 'abierto.pdf')
      expect(await as('lucia', (tx, asker) => documentById(tx, asker, id))).toMatchObject({
        file: { state: 'read', pages: 2, number: 2 },
      })
      await give(id, Buffer.from('%PDF-1.7 cut'), 'roto.pdf')
      const after = await as('lucia', (tx, asker) => documentById(tx, asker, id))
      expect(after.file).toMatchObject({ state: 'read', number: 2 })
      expect((await as('lucia', (tx, asker) => filesOf(tx, asker, id))).map(({ state }) => state)).toEqual([
        'failed',
        'read',
        'failed',
      ])
      expect((await as('lucia', (tx, asker) => pageOf(tx, asker, id, 2)))?.text).toBe('Ésta es la página dos')
    })
    test('the same file is recognised by its content', async () => {
      const bytes = await docx(['# Uno', 'texto'])
      const id = await as('lucia', (tx, asker) =>
        addDocument(tx, asker, described({ title: text('Original') })),
      )
      await give(id, bytes, 'a.docx')
      const { sha256 } = await keep(bytes, 'con otro nombre.docx')
      expect(await as('ana', (tx, asker) => documentsWithFile(tx, asker, sha256))).toMatchObject([{ id }])
      await as('lucia', (tx, asker) => removeDocument(tx, asker, id))
      expect(await as('ana', (tx, asker) => documentsWithFile(tx, asker, sha256))).toEqual([])
    })
    test('a scan has no text until somebody types it, page by page', async () => {
      const id = await as('lucia', (tx, asker) =>
        addDocument(tx, asker, described({ title: text('Escaneo') })),
      )
      await give(id, await pdf(['', '', '']), 'scan.pdf')
      expect((await as('lucia', (tx, asker) => documentById(tx, asker, id))).file).toMatchObject({
        state: 'no_text',
        pages: 3,
      })
      await as('lucia', (tx, asker) =>
        pasteText(tx, asker, id, '--- 3 ---\nFirman las comerciantes del corredor.'),
      )
      expect((await as('lucia', (tx, asker) => pageOf(tx, asker, id, 3)))?.text).toBe(
        'Firman las comerciantes del corredor.',
      )
      expect(await found('comerciantes corredor')).toEqual(['Escaneo'])
      const read = await as('lucia', (tx, asker) => addDocument(tx, asker, described()))
      await give(read, await pdf(['con texto de sobra en esta página']), 'b.pdf')
      await expect(as('lucia', (tx, asker) => pasteText(tx, asker, read, 'otro'))).rejects.toMatchObject({
        code: 'evidence.libraryHasText',
      })
    })
  })

  describe('passages', () => {
    test('words that the page does not say, a page that is not there, a document not to be quoted: refused', async () => {
      const id = await as('lucia', (tx, asker) => written(tx, asker, ['Las jornaleras firman contrato.']))
      const cite = (page: number, quote: string) =>
        as('lucia', (tx, asker) => addPassage(tx, asker, id, { page, quote, translation: null }))
      await expect(cite(1, 'Los jornaleros')).rejects.toMatchObject({ code: 'evidence.libraryNotThere' })
      await expect(cite(2, 'Las jornaleras')).rejects.toMatchObject({ code: 'evidence.libraryNoPage' })
      const none = await as('lucia', (tx, asker) =>
        written(tx, asker, ['Prohibido citar esto.'], { rights: 'none' }),
      )
      await expect(
        as('lucia', (tx, asker) =>
          addPassage(tx, asker, none, { page: 1, quote: 'citar esto', translation: null }),
        ),
      ).rejects.toMatchObject({ code: 'evidence.libraryNotQuotable' })
      const first = await cite(1, 'jornaleras   firman')
      expect(await cite(1, 'jornaleras firman')).toBe(first)
    })
    test('a new file marks what it no longer says on that page, and nothing else; moving it settles its mark', async () => {
      const id = await as('lucia', (tx, asker) =>
        addDocument(tx, asker, described({ title: text('Reglas') })),
      )
      await give(
        id,
        await pdf(['El apoyo es de mil pesos al mes.', 'Se pide comprobante de domicilio.']),
        'v1.pdf',
      )
      const [amount, proof] = await as('lucia', async (tx, asker) => [
        await addPassage(tx, asker, id, {
          page: 1,
          quote: 'mil pesos al mes',
          translation: 'a thousand pesos a month',
        }),
        await addPassage(tx, asker, id, { page: 2, quote: 'comprobante de domicilio', translation: null }),
      ])
      expect(
        (await as('lucia', (tx, asker) => walk(tx, asker, amount ?? '', 'basis'))).map((step) => step.id),
      ).toEqual([id])
      await give(
        id,
        await pdf(['Portada nueva', 'El apoyo es de mil pesos al mes. Se pide comprobante de domicilio.']),
        'v2.pdf',
      )
      expect(
        (await as('lucia', (tx, asker) => staleMarks(tx, asker, amount))).map(({ reason }) => reason),
      ).toEqual(['replaced'])
      expect(await as('lucia', (tx, asker) => staleMarks(tx, asker, proof))).toEqual([])
      const lost = await as('lucia', (tx, asker) => passageById(tx, asker, amount ?? ''))
      expect(lost).toMatchObject({ isFound: false, fileNumber: 1, page: 1 })
      await as('lucia', (tx, asker) =>
        changePassage(
          tx,
          asker,
          lost.id,
          { page: 2, quote: lost.quote, translation: lost.translation },
          lost.version,
        ),
      )
      expect(await as('lucia', (tx, asker) => staleMarks(tx, asker, lost.id))).toEqual([])
      expect(await as('lucia', (tx, asker) => passageById(tx, asker, lost.id))).toMatchObject({
        isFound: true,
        page: 2,
        fileNumber: 2,
      })
    })
    test('a document that is removed marks its passages; brought back, the marks go', async () => {
      const id = await as('lucia', (tx, asker) => written(tx, asker, ['Una frase que se cita.']))
      const passage = await as('lucia', (tx, asker) =>
        addPassage(tx, asker, id, { page: 1, quote: 'Una frase', translation: null }),
      )
      await as('lucia', (tx, asker) => removeDocument(tx, asker, id))
      expect(await as('lucia', (tx, asker) => staleMarks(tx, asker, passage))).toHaveLength(1)
      expect(await found('frase')).toEqual([])
      await as('lucia', (tx, asker) => restoreDocument(tx, asker, id))
      expect(await as('lucia', (tx, asker) => staleMarks(tx, asker, passage))).toEqual([])
      expect(await found('frase')).toHaveLength(1)
      await as('lucia', (tx, asker) => removePassage(tx, asker, passage))
      expect(await as('lucia', (tx, asker) => passagesOf(tx, asker, id))).toEqual([])
    })
  })

  describe('gaps', () => {
    test('a document counts for its groups, its places and what contains them; the team’s words are the team’s', async () => {
      await as('lucia', async (tx, asker) => {
        await addDocument(
          tx,
          asker,
          described({ topics: ['care'], placeIds: [borough], groupIds: [domestic], quality: 'grey' }),
        )
        await addDocument(
          tx,
          asker,
          described({ topics: ['care'], placeIds: [city], groupIds: [domestic], quality: 'official' }),
        )
        await addDocument(tx, asker, described({ topics: ['care'], placeIds: [city] }))
      })
      const cell = { topic: 'care', groupId: domestic, placeId: borough }
      const words = {
        judged: 'not_enough',
        priority: 'high',
        note: 'Nada de 2020 en adelante',
        state: 'wanted',
        who: 'Tomás',
        due: '2026-12-01',
      } as const
      const id = await as('tomas', (tx, asker) => writeGap(tx, asker, cell, words, 0))
      const of = (who: PersonName) => as(who, (tx, asker) => matrixOf(tx, asker, commonTopics))
      const seen = await of('lucia')
      expect(seen.cell('care', domestic, city)).toMatchObject({ held: 2, best: 'official' })
      expect(seen.cell('care', domestic, borough)).toMatchObject({
        held: 1,
        best: 'grey',
        priority: 'high',
        state: 'wanted',
      })
      expect(seen.cell('care', null, city)).toMatchObject({ held: 1 })
      expect((await of('rosa')).cell('care', domestic, borough)).toMatchObject({
        held: 1,
        priority: null,
        note: null,
        who: null,
      })
      expect(await as('ana', (tx, asker) => gapsDue(tx, asker, '2026-11-30'))).toEqual([])
      expect(await as('ana', (tx, asker) => gapsDue(tx, asker, '2026-12-01'))).toMatchObject([
        { id, who: 'Tomás' },
      ])
      await expect(as('ana', (tx, asker) => writeGap(tx, asker, cell, words, 0))).rejects.toMatchObject({
        status: 409,
      })
      await as('ana', (tx, asker) => moveGap(tx, asker, id, 'closed', 1))
      expect(await as('ana', (tx, asker) => gapsDue(tx, asker, '2026-12-31'))).toEqual([])
    })
    test('topics of several are changed at once; those that are so already are left alone', async () => {
      const ids = await as('lucia', async (tx, asker) => [
        await addDocument(tx, asker, described({ topics: ['care'] })),
        await addDocument(tx, asker, described()),
      ])
      expect(await as('ana', (tx, asker) => changeMany(tx, asker, ids, { addTopics: ['care'] }))).toBe(1)
      expect(
        await as('ana', (tx, asker) =>
          changeMany(tx, asker, ids, { removeTopics: ['care'], quality: 'press' }),
        ),
      ).toBe(2)
    })
  })
})
