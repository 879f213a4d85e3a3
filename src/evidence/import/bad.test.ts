import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeEngine, withConnection } from '../../platform/microdata/engine.ts'
import { convert, inspect } from './index.ts'
import { writeProblem } from './problems.ts'
import { answers, csv, dbf, Folder, type Person, people, personsDbf, problemOf } from './testing/files.ts'

/** Files that cannot be used: what is said of each, and that nothing of them stays behind. */

let folder: Folder
beforeEach(async () => {
  folder = await Folder.make()
  await mkdir(folder.in('given'))
  await mkdir(folder.in('data'))
})
afterEach(() => folder.remove())
afterAll(closeEngine)

const given = (name: string, content: string | Buffer) => folder.write(`given/${name}`, content)
const zipped = (name: string, members: Record<string, string | Buffer>) =>
  folder.zip(`given/${name}`, members)
/** The problem with which an import ends; fails where anything was left in the data folder. */
const refused = async (...paths: string[]) => {
  const problem = await problemOf(
    inspect(paths).then((found) => convert(found, { to: folder.in('data/vintage') })),
  )
  expect((await folder.list()).filter((path) => path.startsWith('data/'))).toEqual([])
  return problem
}
const everybody = people(64)
const good = csv(everybody)
/** A whole zip to be spoilt. */
const wholeZip = async () =>
  readFile(await zipped('2019trim2.zip', { 'SDEMT219.csv': good, 'COE2T219.csv': csv(answers(everybody)) }))

describe('a file that is no file', () => {
  it('not there', async () => {
    expect(await refused(folder.in('given/SDEMT219.csv'))).toMatchObject({
      code: 'import.fileGone',
      values: { file: 'SDEMT219.csv' },
    })
  })
  it('empty, alone and in a zip', async () => {
    expect(await refused(await given('SDEMT219.csv', ''))).toMatchObject({
      code: 'import.emptyFile',
      values: { file: 'SDEMT219.csv' },
    })
    const packed = await zipped('a.zip', { 'SDEMT219.csv': '' })
    expect(await refused(packed)).toMatchObject({
      code: 'import.emptyFile',
      values: { file: 'a.zip › SDEMT219.csv' },
    })
  })
  it.each<[string, string | Buffer]>([
    ['SDEMT219.csv', `${good.split('\n')[0]}\n`],
    ['SDEMT219.csv', good.split('\n')[0] ?? ''],
    [
      'SDEMT219.dbf',
      dbf(
        [
          ['ENT', 'C', 2],
          ['SEX', 'C', 1],
        ],
        [],
      ),
    ],
  ])('only the header of %s', async (name, content) => {
    expect(await refused(await given(name, content))).toMatchObject({
      code: 'import.headerOnly',
      values: { file: name },
    })
  })
  it('only the header of COE2 in a zip', async () => {
    const path = await zipped('a.zip', {
      'SDEMT219.csv': good,
      'COE2T219.csv': csv(answers(everybody)).split('\n')[0] ?? '',
    })
    expect(await refused(path)).toMatchObject({
      code: 'import.headerOnly',
      values: { file: 'a.zip › COE2T219.csv' },
    })
  })
  it.each<[string, string | Buffer, string]>([
    ['tabulados.xls', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), 'Excel'],
    ['SDEMT219.dta', '<stata_dta><header>', 'Stata'],
    ['SDEMT219.sav', '$FL2@(#) SPSS', 'SPSS'],
    ['sdem.rar', 'Rar!\x1a\x07', 'RAR'],
    ['sdem.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0]), 'gzip'],
    ['SDEMT219.csv', '<!DOCTYPE html><html>No encontrado</html>', 'HTML'],
  ])('%s of another kind', async (name, content, format) => {
    expect(await refused(await given(name, content))).toMatchObject({
      code: 'import.format',
      values: { file: name, format },
    })
  })
  it('bytes that are no text', async () => {
    expect(await refused(await given('SDEMT219.csv', Buffer.from([1, 0, 2, 0, 3])))).toMatchObject({
      code: 'import.binary',
      values: { file: 'SDEMT219.csv' },
    })
  })
  it('a spreadsheet, which is a zip inside', async () => {
    const path = await zipped('SDEM.xlsx', { '[Content_Types].xml': '<x/>', 'xl/workbook.xml': '<x/>' })
    expect(await refused(path)).toMatchObject({ code: 'import.format', values: { format: 'Excel' } })
  })
  it('an empty folder', async () => {
    await mkdir(folder.in('given/nada'))
    expect(await refused(folder.in('given/nada'))).toMatchObject({
      code: 'import.noTable',
      values: { file: 'nada' },
    })
  })
  it('a Parquet that is cut', async () => {
    expect(await refused(await given('SDEMT219.parquet', 'PAR1 and then nothing'))).toMatchObject({
      code: 'import.parquet',
      values: { file: 'SDEMT219.parquet' },
    })
  })
})

describe('a bad zip', () => {
  it('that is none', async () => {
    expect(await refused(await given('2019trim2.zip', '<html>503</html>'))).toMatchObject({
      code: 'import.notZip',
      values: { file: '2019trim2.zip' },
    })
  })
  it('cut', async () => {
    const whole = await wholeZip()
    for (const share of [0.1, 0.5, 0.99]) {
      const cut = await given('cut.zip', whole.subarray(0, Math.floor(whole.length * share)))
      expect(await refused(cut)).toMatchObject({ code: 'import.damagedZip', values: { file: 'cut.zip' } })
    }
  })
  it('with a damaged byte in a table', async () => {
    const spoilt = Buffer.from(await wholeZip())
    const at = spoilt.indexOf('SDEMT219.csv') + 300
    spoilt[at] = (spoilt[at] ?? 0) ^ 0xff
    expect(await refused(await given('spoilt.zip', spoilt))).toMatchObject({
      code: 'import.damagedMember',
      values: { file: 'spoilt.zip', member: 'SDEMT219.csv' },
    })
  })
  it('with another sum than it says', async () => {
    const spoilt = Buffer.from(await wholeZip())
    const directory = spoilt.indexOf('PK\x01\x02', 'latin1')
    spoilt.writeUInt32LE(12345, directory + 16)
    expect(await refused(await given('spoilt.zip', spoilt))).toMatchObject({ code: 'import.damagedMember' })
  })
  it('with a password', async () => {
    const locked = Buffer.from(await wholeZip())
    for (const [mark, at] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const) {
      const where = locked.indexOf(mark, 0, 'latin1') + at
      locked.writeUInt16LE(locked.readUInt16LE(where) | 1, where)
    }
    expect(await refused(await given('locked.zip', locked))).toMatchObject({
      code: 'import.encrypted',
      values: { file: 'locked.zip', member: 'SDEMT219.csv' },
    })
  })
  it('packed in a way that is not read', async () => {
    const odd = Buffer.from(await wholeZip())
    odd.writeUInt16LE(14, odd.indexOf('PK\x01\x02', 0, 'latin1') + 10)
    expect(await refused(await given('odd.zip', odd))).toMatchObject({
      code: 'import.zipMethod',
      values: { method: 14 },
    })
  })
  it.each(['../SDEMT219.csv', '/etc/SDEMT219.csv', 'a/../../SDEMT219.csv'])(
    'that would write to %s',
    async (name) => {
      const harmless = 'x'.repeat(name.length)
      const path = await zipped('way.zip', { [harmless]: good })
      const patched = Buffer.from(
        (await readFile(path)).toString('latin1').replaceAll(harmless, name),
        'latin1',
      )
      expect(await refused(await given('way.zip', patched))).toMatchObject({
        code: 'import.unsafeName',
        values: { file: 'way.zip', name },
      })
    },
  )
  it('with a zip inside', async () => {
    const inner = await wholeZip()
    expect(await refused(await zipped('outer.zip', { 'enoe.zip': inner }))).toMatchObject({
      code: 'import.nested',
      values: { file: 'outer.zip', member: 'enoe.zip' },
    })
  })
  it('that grows a thousand times: a bomb by what it declares', async () => {
    const bomb = await zipped('bomb.zip', { 'SDEMT219.csv': Buffer.alloc(40e6, ' ') })
    expect(await refused(bomb)).toMatchObject({
      code: 'import.zipRatio',
      values: { file: 'bomb.zip', member: 'SDEMT219.csv', size: 40e6 },
      status: 413,
    })
  })
  it('that declares more than any table of ENOE', async () => {
    const huge = Buffer.from(await wholeZip())
    huge.writeUInt32LE(0xfffffff0, huge.indexOf('PK\x01\x02', 0, 'latin1') + 24)
    expect(await refused(await given('huge.zip', huge))).toMatchObject({
      code: 'import.zipSize',
      status: 413,
    })
  })
  it('that declares less than comes out', async () => {
    const liar = Buffer.from(
      await readFile(
        await zipped('liar.zip', { 'SDEMT219.csv': Buffer.from(`${good}${' \n'.repeat(3e6)}`) }),
      ),
    )
    liar.writeUInt32LE(good.length, liar.indexOf('PK\x01\x02', 0, 'latin1') + 24)
    expect(await refused(await given('liar.zip', liar))).toMatchObject({
      code: 'import.zipLies',
      status: 413,
    })
  })
})

describe('the wrong tables', () => {
  const hog = 'ent,con,upm,v_sel,n_hog,h_mud,r_pre,p4_1\n1,2,3,4,5,6,7,8\n'
  it('households only', async () => {
    expect(await refused(await zipped('a.zip', { 'HOGT219.csv': hog }))).toMatchObject({
      code: 'import.wrongTable',
      values: { file: 'a.zip › HOGT219.csv', table: 'HOG' },
    })
  })
  it('the questionnaire without the persons', async () => {
    expect(await refused(await given('COE2T219.csv', csv(answers(everybody))))).toMatchObject({
      code: 'import.wrongTable',
      values: { table: 'COE2' },
    })
  })
  it('of another survey', async () => {
    expect(
      await refused(await given('viviendas2016.csv', 'folioviv,ubica_geo,factor\n1,2,3\n')),
    ).toMatchObject({
      code: 'import.noTable',
      values: { file: 'viviendas2016.csv' },
    })
  })
  it('named SDEM, with other columns', async () => {
    expect(await refused(await given('SDEMT219.csv', 'a,b,c\n1,2,3\n'))).toMatchObject({
      code: 'import.notEnoe',
      values: { file: 'SDEMT219.csv', table: 'SDEM' },
    })
  })
  it('SDEM without the state', async () => {
    const rows = everybody.map(({ ent: _, ...rest }) => rest as Person)
    expect(await refused(await given('SDEMT219.csv', csv(rows)))).toMatchObject({
      code: 'import.essential',
      values: { file: 'SDEMT219.csv', columns: 'ENT' },
    })
  })
  it('SDEM twice', async () => {
    const paths = [await given('SDEMT219.csv', good), await given('SDEMT219.dbf', personsDbf(everybody))]
    expect(await refused(...paths)).toMatchObject({
      code: 'import.tableTwice',
      values: { table: 'SDEM', first: 'SDEMT219.csv', second: 'SDEMT219.dbf' },
    })
  })
  it('a column twice', async () => {
    const rows = everybody.map((person) => ({ ...person, FAC: 1 }))
    expect(await refused(await given('SDEMT219.csv', csv(rows)))).toMatchObject({
      code: 'import.columnTwice',
      values: { file: 'SDEMT219.csv', column: 'FAC' },
    })
  })
})

describe('no weight', () => {
  const without = everybody.map(({ fac: _, ...rest }) => rest as Person)
  it.each([
    ['SDEMT219.csv', 'FAC', '2019T2'],
    ['ENOE_SDEMT423.csv', 'FAC_TRI', '2023T4'],
  ])('in %s', async (name, weight, period) => {
    expect(await refused(await given(name, csv(without)))).toMatchObject({
      code: 'import.noWeight',
      values: { file: name, weight, period },
    })
  })
  it('a blank one', async () => {
    expect(
      await refused(await given('SDEMT219.csv', csv(without.map((p) => ({ ...p, fac: '' }))))),
    ).toMatchObject({
      code: 'import.columnBlank',
      values: { column: 'FAC' },
    })
  })
  it('a negative one', async () => {
    const rows = everybody.map((person, at) => ({ ...person, fac: at === 5 ? -1 : 1 }))
    expect(await refused(await given('SDEMT219.csv', csv(rows)))).toMatchObject({
      code: 'import.weightNegative',
      values: { weight: 'FAC', n: 1 },
    })
  })
})

describe('the period', () => {
  const of = (per: number) => csv(people(64, { more: { per } }))
  it('is not told', async () => {
    expect(await refused(await given('personas.csv', good))).toMatchObject({
      code: 'import.noPeriod',
      values: { file: 'personas.csv' },
    })
  })
  it('is a month that is not told', async () => {
    expect(await refused(await given('etoe.csv', of(220)))).toMatchObject({ code: 'import.noMonth' })
  })
  it('is one by the name and another by the content', async () => {
    expect(await refused(await given('SDEMT219.csv', of(119)))).toMatchObject({
      code: 'import.periodConflict',
      values: { file: 'SDEMT219.csv', name: '2019T2', content: '2019T1' },
    })
  })
  it('is another in the last row only', async () => {
    const rows = people(9000).map((person, at) => ({ ...person, per: at === 8999 ? 119 : 219 }))
    expect(await refused(await given('SDEMT219.csv', csv(rows)))).toMatchObject({
      code: 'import.severalPeriods',
      values: { periods: '2019T1, 2019T2' },
    })
  })
  it('differs between two files', async () => {
    const paths = [await given('SDEMT219.csv', good), await given('COE2T119.csv', csv(answers(everybody)))]
    expect(await refused(...paths)).toMatchObject({
      code: 'import.periodsDiffer',
      values: { firstPeriod: '2019T2', secondPeriod: '2019T1' },
    })
  })
  it('written by hand is none', async () => {
    const path = await given('personas.csv', good)
    expect(await problemOf(inspect([path], { period: 'ayer' }))).toMatchObject({
      code: 'import.periodForm',
      values: { given: 'ayer' },
    })
  })
})

describe('a value that is none', () => {
  const spoil = (row: number, column: string, value: string) =>
    people(300).map((person, at) => (at === row - 2 ? { ...person, [column]: value } : person))

  it.each([
    ['ent', 'nueve'],
    ['fac', '1O6'],
    ['eda', '0x1A'],
    ['fac', 'nan'],
    ['sex', '1 2'],
    ['est_d', '--'],
  ])('letters in %s: %s', async (column, value) => {
    expect(await refused(await given('SDEMT219.csv', csv(spoil(271, column, value))))).toMatchObject({
      code: expect.stringMatching(/import\.not(Number|Whole)/),
      values: { file: 'SDEMT219.csv', row: 271, column, value },
    })
  })
  it('the first of several', async () => {
    const rows = spoil(271, 'ent', 'x').map((person, at) => (at === 100 ? { ...person, eda: 'y' } : person))
    expect(await refused(await given('SDEMT219.csv', csv(rows)))).toMatchObject({
      values: { row: 102, column: 'eda', value: 'y' },
    })
  })
  it.each([
    ['eda', '34.5'],
    ['ent', '99999999999'],
  ])('%s = %s is no whole number that it holds', async (column, value) => {
    expect(await refused(await given('SDEMT219.csv', csv(spoil(12, column, value))))).toMatchObject({
      code: 'import.notWhole',
      values: { row: 12, column, value },
    })
  })
  it('a weight with decimals is one', async () => {
    const path = await given('SDEMT219.csv', csv(spoil(12, 'fac', '10.25')))
    expect(await convert(await inspect([path]), { to: folder.in('data/vintage') })).toMatchObject({
      rows: 300,
    })
  })
  it('in a zip, in COE2', async () => {
    const coe2 = answers(everybody).map((person, at) => (at === 9 ? { ...person, p6b2: 'mil' } : person))
    const path = await zipped('a.zip', { 'SDEMT219.csv': good, 'COE2T219.csv': csv(coe2) })
    expect(await refused(path)).toMatchObject({
      code: 'import.notNumber',
      values: { file: 'a.zip › COE2T219.csv', row: 11, column: 'p6b2', value: 'mil' },
    })
  })
  it('in a DBF, by record', async () => {
    const rows = everybody.map((person, at) => ({ ...person, eda: at === 9 ? 'AB' : person.eda })) as Person[]
    expect(await refused(await given('SDEMT219.dbf', personsDbf(rows)))).toMatchObject({
      code: 'import.notNumber',
      values: { file: 'SDEMT219.dbf', row: 10, column: 'EDA', value: '00000AB' },
    })
  })
  it('in a Parquet, by record', async () => {
    const path = folder.in('given/SDEMT219.parquet')
    const source = await given('x.csv', csv(spoil(21, 'eda', 'AB')))
    await withConnection((c) =>
      c.run(`copy (from read_csv('${source}', all_varchar = true)) to '${path}' (format parquet)`),
    )
    expect(await refused(path)).toMatchObject({
      code: 'import.notNumber',
      values: { file: 'SDEMT219.parquet', row: 20, column: 'eda', value: 'AB' },
    })
  })
  it('a state that does not exist', async () => {
    expect(await refused(await given('SDEMT219.csv', csv(spoil(12, 'ent', '33'))))).toMatchObject({
      code: 'import.state',
      values: { value: 33 },
    })
  })
})

describe('a CSV that is cut or mangled', () => {
  const lines = csv(people(300)).split('\n')
  it('cut within a row', async () => {
    const cut = lines.slice(0, 200).join('\n')
    expect(await refused(await given('SDEMT219.csv', cut.slice(0, cut.lastIndexOf(','))))).toMatchObject({
      code: 'import.rowWidth',
      values: { file: 'SDEMT219.csv', row: 200, expected: 16, found: '15' },
    })
  })
  it('with a comma too many', async () => {
    const text = lines.map((line, at) => (at === 41 ? `${line},1` : line)).join('\n')
    expect(await refused(await given('SDEMT219.csv', text))).toMatchObject({
      code: 'import.rowWidth',
      values: { row: 42, expected: 16, found: '17' },
    })
  })
  it('with a quotation mark that does not end', async () => {
    const text = lines.map((line, at) => (at === 41 ? line.replace(/,\d+$/, ',"7') : line)).join('\n')
    expect(await refused(await given('SDEMT219.csv', text))).toMatchObject({
      code: expect.stringMatching(/import\.(quotes|rowWidth|notNumber)/),
      values: { file: 'SDEMT219.csv', row: 42 },
    })
  })
})

describe('a DBF that is cut or none', () => {
  it('cut', async () => {
    const whole = personsDbf(everybody)
    expect(await refused(await given('SDEMT219.dbf', whole.subarray(0, whole.length - 1000)))).toMatchObject({
      code: 'import.dbfCut',
      values: { file: 'SDEMT219.dbf', declared: 64 },
    })
  })
  it('none', async () => {
    expect(await refused(await given('SDEMT219.dbf', 'ent,sex,fac\n1,2,3\n'.repeat(9)))).toMatchObject({
      code: 'import.dbfHeader',
      values: { file: 'SDEMT219.dbf' },
    })
  })
  it('with a memo', async () => {
    const table = personsDbf(everybody)
    table.write('M', 32 + 11, 'latin1')
    expect(await refused(await given('SDEMT219.dbf', table))).toMatchObject({
      code: 'import.dbfField',
      values: { column: 'R_DEF', kind: 'M' },
    })
  })
})

describe('tables that do not go together', () => {
  it('a person twice in SDEM, which would count double', async () => {
    expect(
      await refused(await given('SDEMT219.csv', csv([...everybody, ...everybody.slice(0, 3)]))),
    ).toMatchObject({
      code: 'import.personsTwice',
      values: { file: 'SDEMT219.csv', table: 'SDEM', n: 3 },
    })
  })
  it('a person twice in COE2, which would multiply persons', async () => {
    const coe2 = answers(everybody)
    const paths = [
      await given('SDEMT219.csv', good),
      await given('COE2T219.csv', csv([...coe2, ...coe2.slice(0, 2)])),
    ]
    expect(await refused(...paths)).toMatchObject({
      code: 'import.personsTwice',
      values: { file: 'COE2T219.csv', table: 'COE2', n: 2 },
    })
  })
  it('answers of persons who are not there', async () => {
    const paths = [
      await given('SDEMT219.csv', csv(everybody.slice(0, 50))),
      await given('COE2T219.csv', csv(answers(everybody))),
    ]
    expect(await refused(...paths)).toMatchObject({
      code: 'import.joinLoses',
      values: { file: 'COE2T219.csv', table: 'COE2', n: 14, rows: 64, sdem: 'SDEMT219.csv' },
    })
  })
  it('no columns to join by', async () => {
    const rows = everybody.map(({ n_ren: _, con: __, ...rest }) => rest as Person)
    const paths = [
      await given('SDEMT219.csv', csv(rows)),
      await given('COE2T219.csv', csv(answers(everybody))),
    ]
    expect(await refused(...paths)).toMatchObject({
      code: 'import.joinKey',
      values: { file: 'SDEMT219.csv', table: 'COE2', columns: 'CON, N_REN' },
    })
  })
})

describe('the machine', () => {
  it('a file replaced between looking and reading', async () => {
    const path = await given('SDEMT219.csv', good)
    const found = await inspect([path])
    await given('SDEMT219.csv', `${good}\n`)
    expect(await problemOf(convert(found, { to: folder.in('data/vintage') }))).toMatchObject({
      code: 'import.fileChanged',
      values: { file: 'SDEMT219.csv' },
    })
  })

  it('a person who cancels, before and in the middle', async () => {
    const stop = new AbortController()
    stop.abort()
    const path = await zipped('2019trim2.zip', { 'SDEMT219.csv': csv(people(40_000)) })
    expect(await problemOf(inspect([path], { signal: stop.signal }))).toMatchObject({
      code: 'import.cancelled',
    })
    const found = await inspect([path])
    expect(
      await problemOf(convert(found, { to: folder.in('data/vintage'), signal: stop.signal })),
    ).toMatchObject({
      code: 'import.cancelled',
    })
    for (const step of ['unpack', 'check']) {
      const later = new AbortController()
      const work = convert(found, {
        to: folder.in('data/vintage'),
        signal: later.signal,
        onProgress: (progress) => progress.step === step && later.abort(),
      })
      expect(await problemOf(work)).toMatchObject({ code: 'import.cancelled' })
      expect((await folder.list()).filter((each) => each.startsWith('data/'))).toEqual([])
    }
  })

  it('a disk too small for what would be unpacked, told before anything is written', async () => {
    const small = smallDisk(2)
    if (!small) return
    try {
      const path = await zipped('2019trim2.zip', { 'SDEMT219.csv': csv(people(60_000)) })
      const problem = await problemOf(convert(await inspect([path]), { to: `${small}/vintage` }))
      expect(problem).toMatchObject({ code: 'import.diskSmall', status: 507, values: { folder: small } })
      expect(execFileSync('ls', ['-A', small]).toString()).toBe('')
    } finally {
      execFileSync('umount', [small])
    }
  })

  it('a disk that becomes full on the way, the program’s own writing or DuckDB’s', async () => {
    const small = smallDisk(4)
    if (!small) return
    try {
      // Text that does not shrink: the Parquet is as large as the CSV, twice what is foreseen of a plain CSV.
      const rows = people(20_000).map((person) => ({
        ...person,
        note: randomBytes(200).toString('base64url'),
      }))
      const path = await given('SDEMT219.csv', csv(rows))
      const problem = await problemOf(convert(await inspect([path]), { to: `${small}/vintage` }))
      expect(problem).toMatchObject({ code: 'import.diskFull', status: 507, values: { folder: small } })
      expect(execFileSync('ls', ['-A', small]).toString()).toBe('')
    } finally {
      execFileSync('umount', [small])
    }
  })

  it('tells a full disk from other faults, whoever met it', () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
    const told = [full, new Error('IO Error: Could not write to file "x": No space left on device')]
    for (const error of told)
      expect(writeProblem(error, '/data')).toMatchObject({
        code: 'import.diskFull',
        values: { folder: '/data' },
      })
    expect(writeProblem(new Error('Out of Memory Error: failed to pin block'), '/data')).toMatchObject({
      code: 'import.memory',
    })
    const fault = new TypeError('ours')
    expect(writeProblem(fault, '/data')).toBe(fault)
  })

  it('a link in a folder is not followed', async () => {
    await given('SDEMT219.csv', good)
    await mkdir(folder.in('given/links'))
    await symlink(folder.in('given/SDEMT219.csv'), folder.in('given/links/SDEMT219.csv'))
    expect(await refused(folder.in('given/links'))).toMatchObject({ code: 'import.noTable' })
  })

  /** A disk of so many MB in memory; undefined where this user may not mount one (the rule is tested above without it). */
  function smallDisk(megabytes: number): string | undefined {
    const path = folder.in('data')
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
      return path
    } catch {
      console.log('a small disk could not be mounted here: the full disk is proved on the rule only')
      return undefined
    }
  }
})
