/** Lists from a spreadsheet: what is wrong is said with its row and column, nothing is written by halves, all can be taken back. */
import { utils, write as writeBook } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { toXlsx } from '../platform/spreadsheet/write.ts'
import { finderOf } from './find.ts'
import { importById, planImport, writeImport } from './import.ts'
import { undoJob } from './import-jobs.ts'
import { dayIn, readTable } from './import-read.ts'
import { countOrganisations } from './list.ts'
import { addOrganisation } from './organisations.ts'
import { blank } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.drop())

const plainly = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const upload = (content: string | Uint8Array, name = 'lista.csv'): FormData => {
  const form = new FormData()
  form.set('files', new File([content as BlobPart], name))
  return form
}
const count = (at = app) =>
  read(at.village.db, at.village.system, (tx, asker) => countOrganisations(tx, asker, {}))
/** Gives a file and returns the page that says what it would do. */
async function preview(content: string | Uint8Array, at = app) {
  const { location, html } = await at.post('/actors/import', upload(content))
  if (!location) return { location: '', said: plainly(html), html }
  const page = await at.get(location)
  expect(flaws(page.html)).toEqual([])
  return { location, said: plainly(page.html), html: page.html }
}
/** A table as Markdown → CSV. */
const csv = (table: string): string =>
  table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => `"${cell.trim()}"`)
        .join(','),
    )
    .join('\n')

describe('who may not', () => {
  it.each([
    'researcher',
    'facilitator',
    'adviser',
    'leader',
    'official',
    'employer',
    'donor',
    'stranger',
  ] as const)('%s', async (role) => {
    const { location } = await preview('Nombre\nUnión X')
    for (const path of ['/actors/import', location])
      expect([403, 404], path).toContain((await app.as(role).get(path)).status)
    for (const path of ['/actors/import', location, `${location}/undo`])
      expect([403, 404], path).toContain((await app.as(role).post(path, upload('Nombre\nX'))).status)
  })
})

describe('a sheet that cannot be read', () => {
  it.each([
    ['nothing', new FormData(), 'No llegó ninguna hoja'],
    ['a picture', upload(new Uint8Array([0x89, 0x50, 0, 0])), 'no es una hoja de cálculo'],
    ['a broken workbook', upload(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])), 'no se puede abrir'],
  ])('%s: the form says why, and stays', async (_, form, sentence) => {
    const { status, html } = await app.post('/actors/import', form)
    expect(status).toBe(422)
    expect(plainly(html)).toContain(sentence)
    expect(html).toContain('name="paste"')
  })
  it('wrong columns: says which titles it found and which one it needs', async () => {
    const { said, html } = await preview('Clave,Importe\n1,2')
    expect(said).toContain('Los títulos de la primera fila son: Clave, Importe.')
    expect(said).toContain('«Nombre»')
    expect(html).not.toContain('Escribir')
  })
})

describe('what is wrong in a row', () => {
  it('is said with row, column and what to do; nothing is written, not even by hand', async () => {
    const before = await count()
    const { location, said } = await preview(
      csv(`
      | Nombre          | Tipo       | Sede     | Integrantes | Mujeres | Fecha      | Web      |
      | Unión Uno       | autoridad  | Atlantis | muchas      |         | 31/2/2024  | x        |
      |                 | Donante    |          |             |         |            |          |
      | UNION, UNO.     | Autoridad  | 09       | 10          | 11      | hace mucho |          |
      | =HYPERLINK("a") | Sindicales | Oaxaca   | 5           | 2       | 1/5/2024   | unam.mx  |`),
    )
    for (const sentence of [
      '2 C · Sede No se conoce el lugar «Atlantis»',
      '2 D · Integrantes «muchas» no es un número entero',
      '2 F · Fecha «31/2/2024» no es una fecha',
      '2 G · Web «x» no es una dirección',
      '3 A · Nombre La fila no tiene nombre',
      '4 A · Nombre Es el mismo nombre de la fila 2',
      '4 D · Integrantes Mujeres y hombres suman más que el total: 11 + 0',
      '5 A · Nombre Tiene una fórmula (=HYPERLINK',
    ])
      expect(said).toContain(sentence)
    expect(said).toMatch(/Hay \d+ celdas por corregir/)
    expect(said).not.toContain('Escribir')
    expect((await app.post(location)).status).toBe(409)
    expect(await count()).toBe(before)
  })
  it('a choice that is none is told the choices', async () => {
    expect((await preview('Nombre,Tipo\nA,Sindicales')).said).toContain(
      '«Sindicales» no es una de las opciones: Personas trabajadoras, Autoridad',
    )
  })
  it('a formula in a workbook is taken by its last result, and said', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Nombre', 'Integrantes'],
      ['Red Fórmula', 0],
    ])
    sheet.B2 = { t: 'n', v: 12, f: 'SUM(5,7)' }
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'x')
    const { said } = await preview(new Uint8Array(writeBook(book, { type: 'buffer', bookType: 'xlsx' })))
    expect(said).toContain('se toma su último resultado, «12»')
    expect(said).toContain('Escribir 1 organización')
  })
  it('an error of the sheet is no number; the title of the list above the columns does not matter', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Padrón de organizaciones 2026'],
      [],
      ['Nombre', 'Integrantes', 'Fecha'],
      ['Red con Fecha', 5, new Date(Date.UTC(2026, 4, 1))],
      ['Red con Error', 0, 'el lunes'],
    ])
    sheet.B5 = { t: 'e', v: 23, f: 'SUM(#REF!)' }
    const book = utils.book_new()
    utils.book_append_sheet(book, sheet, 'x')
    const bytes = new Uint8Array(writeBook(book, { type: 'buffer', bookType: 'xlsx' }))
    const { said } = await preview(bytes)
    expect(said).toContain('5 B · Integrantes La hoja no pudo calcular esta celda (#REF!). Escriba el dato')
    expect(said).toContain('5 C · Fecha «el lunes» no es una fecha')
    expect(said).toContain('Hay 2 celdas por corregir')
    const { location } = await app.post('/actors/import', upload(bytes), 'en')
    expect(plainly((await app.get(location ?? '')).html)).toContain('could not compute this cell (#REF!)')
  })
  it.each([
    ['2024-05-01', '2024-05-01'],
    ['1/5/2024', '2024-05-01'],
    ['1 de mayo de 2024', '2024-05-01'],
    ['mayo de 2024', '2024-05-01'],
    ['May 2024', '2024-05-01'],
    ['5 ene 2024', '2024-01-05'],
    ['2024', '2024-01-01'],
    ['2024-02-30', undefined],
    ['45000', undefined],
    ['ayer', undefined],
  ])('the date %s is %s', (typed, day) => expect(dayIn(typed)).toBe(day))
})

describe('a list', () => {
  it('adds, updates, leaves; accents of Latin-1; again it changes nothing; taken back all is as it was', async () => {
    const fresh = await testApp()
    const { village } = fresh
    await write(village.db, village.as('lucia'), (tx, asker) =>
      addOrganisation(tx, asker, { ...blank, name: text('Cámara Ñandú'), constituency: 'employers' }),
    )
    const before = (await fresh.get('/actors/list.csv')).html
    const list = Buffer.from(
      csv(`
      | Organización       | A quién representa    | Forma legal | Sede       | Grupos                           | Integrantes | Mujeres | Fecha    | Nota |
      | Red Año Nuevo      | Personas trabajadoras | Red         | Iztapalapa | Personas trabajadoras del hogar  | 1,250       | 1000    | 1/5/2026 | x    |
      | camara ñandu       | Parte patronal        | Cámara      |            |                                  |             |         |          |      |
      | Unión de comerciantes |                    |             |            |                                  |             |         |          |      |`),
      'latin1',
    )
    const { location, said } = await preview(list, fresh)
    expect(said).toContain('Agrega 1, actualiza 1, deja 1 como están.')
    expect(said).toContain('Estas columnas no se usan: Nota.')
    expect((await fresh.get('/actors/list.csv')).html).toBe(before)
    expect((await fresh.post(location)).status).toBe(303)
    expect((await fresh.post(location)).status).toBe(409)
    const found = plainly((await fresh.get('/actors?q=año nuevo')).html)
    expect(found).toMatch(/Red Año Nuevo Personas trabajadoras Red Iztapalapa 1,250 1 may 2026, declarada/)
    expect((await fresh.get('/search?q=nuevo')).html).toContain('Red Año Nuevo')
    // Its own name, accents and all, is not what a list makes of it.
    expect(plainly((await fresh.get('/actors?q=camara')).html)).toMatch(/Cámara Ñandú Parte patronal Cámara/)
    expect((await preview(list, fresh)).said).toContain('Agrega 0, actualiza 0, deja 3 como están.')

    expect((await fresh.post(`${location}/undo`)).status).toBe(303)
    expect((await fresh.get('/actors/list.csv')).html).toBe(before)
    expect((await fresh.get('/search?q=nuevo')).html).not.toContain('Red Año Nuevo')
    expect((await fresh.post(`${location}/undo`)).status).toBe(409)
    await fresh.drop()
  })

  it('that was pasted from a workbook', async () => {
    const form = new FormData()
    form.set('paste', 'Nombre\tSiglas\nFrente Pegado\tFP')
    const { location } = await app.post('/actors/import', form)
    expect(plainly((await app.get(location ?? '')).html)).toContain('Agrega 1')
  })

  it('of our own export is recognised and changes nothing', async () => {
    const bytes = (await app.get('/actors/list.csv')).html
    expect((await preview(bytes)).said).toMatch(/Agrega 0, actualiza 0, deja \d+ como están/)
  })

  it('is not written over what somebody changed meanwhile, but looked at again', async () => {
    const { location } = await preview('Nombre\nLa Misma de Dos')
    await write(app.village.db, app.village.as('ana'), (tx, asker) =>
      addOrganisation(tx, asker, { ...blank, name: text('La misma de dos') }),
    )
    const refused = await app.post(location)
    expect(refused.status).toBe(409)
    expect(plainly(refused.html)).toContain('alguien cambió')
    expect(plainly((await app.get(location)).html)).toContain('Agrega 0, actualiza 0, deja 1')
  })

  it('is not taken back over what somebody wrote since', async () => {
    const { location } = await preview('Nombre\nDespués Cambiada')
    await app.post(location)
    const id = /actors\/([0-9a-f-]{36})"/.exec((await app.get('/actors?q=despues+cambiada')).html)?.[1]
    await app.post(`/actors/${id}/edit`, { name: 'Después cambiada', acronym: 'DC', version: '1' })
    const refused = await app.post(`${location}/undo`)
    expect(refused.status).toBe(409)
    expect(plainly(refused.html)).toContain('«Después cambiada»')
    expect((await app.get('/actors?q=despues+cambiada')).html).toContain(`${id}`)
  })
})

/** Fifty thousand take a minute; the everyday run has a tenth of them. */
const many = process.env.ACUERDO_LONG ? 50_000 : 5_000

describe(`${many} rows`, () => {
  it('are a job: read, written all or none, taken back', async () => {
    const fresh = await testApp()
    const { village, services } = fresh
    const rows = Array.from({ length: many }, (_, n) => [
      `Organización número ${n}`,
      'Autoridad',
      'Oaxaca',
      n % 900,
    ])
    const bytes = await toXlsx([{ name: 'x', header: ['Nombre', 'Tipo', 'Sede', 'Integrantes'], rows }])
    const { location } = await fresh.post('/actors/import', upload(bytes, 'grande.xlsx'))
    const page = await fresh.get(location ?? '')
    expect(plainly(page.html)).toContain(
      bytes.byteLength > 300_000 ? 'Leyendo «grande.xlsx»' : 'Lo que haría «grande.xlsx»',
    )
    const id = /([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
    const run = {
      db: village.db,
      files: services.files,
      workspaceId: village.workspaceId,
      today: '2026-11-21',
    }
    const times: Record<string, number> = {}
    const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const start = performance.now()
      await work()
      times[name] = Math.round(performance.now() - start)
    }
    await timed('read', () => planImport(run, id))
    expect(
      await read(village.db, village.system, async (tx, asker) => (await importById(tx, asker, id)).counts),
    ).toMatchObject({ adds: many, updates: 0, leaves: 0, wrong: 0 })

    // Cancelled half-way, nothing is there.
    const stop = new AbortController()
    const cancelled = write(village.db, village.system, (tx, asker) =>
      writeImport({ today: run.today, signal: stop.signal, onProgress: () => stop.abort() }, tx, asker, id),
    )
    await expect(cancelled).rejects.toThrow()
    expect(await count(fresh)).toBe(3)

    await timed('write', () =>
      write(village.db, village.system, (tx, asker) => writeImport({ today: run.today }, tx, asker, id)),
    )
    expect(await count(fresh)).toBe(many + 3)
    // Long ones are taken back by a job, too: the page says so and shows how far it is.
    expect((await fresh.post(`${location}/undo`)).status).toBe(303)
    expect(plainly((await fresh.get(location ?? '')).html)).toContain('Deshaciendo «grande.xlsx»')
    const job = undoJob(village.db)
    const halfway = new AbortController()
    const shares: number[] = []
    const running = (signal: AbortSignal, then: () => void = () => {}) => ({
      id: newId(),
      workspaceId: village.workspaceId,
      memberId: village.members.lucia,
      signal,
      progress: (_step: string, percent: number) => {
        shares.push(percent)
        then()
      },
    })
    const stopped = job.run(
      { importId: id },
      running(halfway.signal, () => halfway.abort()),
    )
    await expect(stopped).rejects.toThrow()
    expect(await count(fresh)).toBe(many + 3)
    await timed('undo', () => job.run({ importId: id }, running(new AbortController().signal)))
    expect(await count(fresh)).toBe(3)
    expect(shares.length).toBeGreaterThan(1)
    // Begun again after it was done, it changes nothing and does not fail.
    await job.run({ importId: id }, running(new AbortController().signal))
    const undone = await read(village.db, village.system, async (tx, asker) => importById(tx, asker, id))
    expect(undone.undoneAt).not.toBeNull()
    console.log(`${many} rows, ms:`, times)
    await fresh.drop()
  }, 150_000)
})

it('a table is read without a database', async () => {
  const finder = await read(app.village.db, app.village.system, finderOf)
  const cell = (typed: string) => ({ text: typed })
  const { rows } = await readTable([['Nombre', 'De base'].map(cell), ['A', 'sí'].map(cell)], finder)
  expect(rows).toEqual([{ row: 2, key: 'a', given: { name: 'A', membershipBased: 'yes' } }])
})
