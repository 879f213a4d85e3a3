import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { needsShared, sharedData } from '../test/shared.ts'
import { LONELY } from './design.ts'
import { coe1, coe2 } from './questionnaire.ts'
import { sdem } from './sociodemographic.ts'
import { SAMPLE_MARK, type SampleFiles, writeSampleSurvey } from './survey.ts'

let folder: string
let made: Record<'before' | 'now' | 'again' | 'other', SampleFiles>
let sql: DuckDBConnection
const progress: number[] = []

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
const hashes = ({ files }: SampleFiles): Promise<string[]> => Promise.all(files.map(sha256))

/** The first column of the first row. */
async function one(query: string): Promise<number> {
  const [row] = (await sql.runAndReadAll(query)).getRows()
  return Number(row?.[0])
}
const all = async (query: string): Promise<unknown[][]> => (await sql.runAndReadAll(query)).getRows()
/** Percent of the weight where a condition holds. */
const percent = (condition: string, of = 'worker'): Promise<number> =>
  one(`select 100.0 * sum(fac_tri) filter (where ${condition}) / sum(fac_tri) from ${of}`)

const PERSON = 'cd_a, ent, con, v_sel, n_hog, h_mud, n_ren'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'))
  const write = (name: string, period: string) => writeSampleSurvey({ period, to: join(folder, name) })
  made = {
    now: await write('now', '2025T3'),
    before: await write('before', '2024T3'),
    again: await write('again', '2025T3'),
    other: await writeSampleSurvey({
      period: '2025T3',
      seed: 7,
      to: join(folder, 'other'),
      onProgress: (share) => progress.push(share),
    }),
  }
  sql = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  for (const name of ['now', 'before'] as const) {
    for (const [at, table] of ['sdem', 'coe1', 'coe2'].entries()) {
      await sql.run(
        `create table ${table}_${name} as from read_csv('${made[name].files[at]}', sample_size = -1)`,
      )
    }
  }
  await sql.run('create view person as from sdem_now where r_def = 0 and c_res in (1, 3)')
  await sql.run(`create view answers as select * from person join
    (select * exclude (r_def, cd_a, n_ent, eda, d_sem, per, n_pro_viv, ur, tipo, mes_cal, fac_tri, fac_men, muestra_ficticia) from coe1_now)
      using (ent, con, upm, v_sel, n_hog, h_mud, n_ren)
    join (select * exclude (cd_a, n_ent, eda, d_sem, per, n_pro_viv, ur, tipo, mes_cal, fac_tri, fac_men, muestra_ficticia) from coe2_now)
      using (ent, con, upm, v_sel, n_hog, h_mud, n_ren)`)
  await sql.run('create view worker as from answers where clase2 = 1 and eda between 15 and 98')
})

afterAll(async () => {
  sql?.closeSync()
  await rm(folder, { recursive: true, force: true })
})

describe('refuses', () => {
  test.each(['2025', '2025T5', '1999T1', ''])('the period %j', async (period) => {
    await expect(writeSampleSurvey({ period, to: folder })).rejects.toThrow(RangeError)
  })

  test('to go on when cancelled, and leaves nothing behind', async () => {
    const to = join(folder, 'cancelled')
    const cancel = new AbortController()
    const onProgress = (share: number) => share > 0.3 && cancel.abort(new Error('enough'))
    await expect(
      writeSampleSurvey({ period: '2025T3', to, signal: cancel.signal, onProgress }),
    ).rejects.toThrow('enough')
    expect(await readdir(to)).toEqual([])
  })
})

describe('the files', () => {
  test('are the same for the same seed and differ for another', async () => {
    expect(await hashes(made.again)).toEqual(await hashes(made.now))
    const other = await hashes(made.other)
    for (const [at, hash] of (await hashes(made.now)).entries()) expect(other[at]).not.toBe(hash)
  })

  test('are named as INEGI names them and hold about 40,000 people', async () => {
    expect(made.now.files.map((path) => path.split(/[/\\]/).at(-1))).toEqual([
      'ENOE_SDEMT325.csv',
      'ENOE_COE1T325.csv',
      'ENOE_COE2T325.csv',
    ])
    expect(await one('select count(*) from sdem_now')).toBeGreaterThan(38_000)
    expect(await one('select count(*) from sdem_now')).toBeLessThan(42_000)
  })

  test('say in both languages, and in every row, that they are made up', async () => {
    const notice = await readFile(made.now.notice, 'utf8')
    expect(notice).toMatch(/inventados/)
    expect(notice).toMatch(/invented/)
    expect(notice).toMatch(/seed: 2025/)
    for (const table of ['sdem', 'coe1', 'coe2'])
      expect(await one(`select count(*) from ${table}_now where ${SAMPLE_MARK} is distinct from 1`)).toBe(0)
  })

  test('tell how far they are', () => {
    expect(progress).toHaveLength(32)
    expect(progress.at(-1)).toBe(1)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
  })

  test('name every person once, and join without a rest', async () => {
    for (const table of ['sdem', 'coe1', 'coe2']) {
      expect(await one(`select count(*) - count(distinct (${PERSON}, upm)) from ${table}_now`)).toBe(0)
    }
    const asked = await one('select count(*) from person where eda >= 12')
    expect(await one('select count(*) from coe1_now')).toBe(asked)
    expect(await one('select count(*) from answers')).toBe(asked)
  })
})

describe('the design', () => {
  test('has two units or more in every stratum but the one left lonely on purpose', async () => {
    const lonely = await all(
      'select any_value(ent), any_value(t_loc_tri), any_value(est) from sdem_now group by est_d_tri having count(distinct upm) < 2',
    )
    expect(lonely.map((row) => row.map(Number))).toEqual([[LONELY.state, LONELY.locality, LONELY.level * 10]])
    expect(
      await one(
        'select count(*) from (select 1 from sdem_now group by est_d_tri having count(distinct ent) > 1)',
      ),
    ).toBe(0)
    expect(
      await one('select avg(units) from (select count(distinct upm) units from sdem_now group by est_d_tri)'),
    ).toBeGreaterThan(5)
  })

  test('covers 32 states and all sizes of locality, and Mexico City with its 16 boroughs, oversampled', async () => {
    expect(await one('select count(distinct ent) from person')).toBe(32)
    expect(await one('select min(n) from (select count(*) n from person group by ent)')).toBeGreaterThan(400)
    expect(await one('select count(distinct t_loc_tri) from person')).toBe(4)
    expect(await one('select count(distinct mun) from person where ent = 9 and mun between 2 and 17')).toBe(
      16,
    )
    expect(await one('select count(distinct mun) from person where ent = 9')).toBe(16)
    const inSample = await one('select avg((ent = 9)::int) from person')
    expect(inSample).toBeGreaterThan((1.5 * (await percent('ent = 9', 'person'))) / 100)
  })

  test('adds up to about 130 million people, each state to its own', async () => {
    expect(await one('select sum(fac_tri) / 1e6 from person')).toBeCloseTo(130.9, 0)
    expect(await one('select sum(fac_tri) / 1e6 from person where ent = 15')).toBeCloseTo(17.8, 0)
    expect(await one('select min(fac_tri) from sdem_now')).toBeGreaterThan(0)
  })

  test('has interviews broken off, people who left and people who came, and no work for those not counted', async () => {
    for (const where of ['r_def = 15', 'c_res = 2', 'c_res = 3'])
      expect(await one(`select count(*) from sdem_now where ${where}`)).toBeGreaterThan(100)
    expect(
      await one(
        'select count(*) from sdem_now where (r_def <> 0 or c_res = 2) and (clase1 + clase2 + emp_ppal + niv_ins + ingocup > 0)',
      ),
    ).toBe(0)
    expect(
      await one('select count(*) from sdem_now where c_res = 2 and (sex is not null or eda is not null)'),
    ).toBe(0)
  })
})

describe('a year apart', () => {
  const both = `select n.*, b.upm upm_before, b.sex sex_before, b.eda eda_before, b.clase2 clase2_before, b.emp_ppal emp_before, b.est_d_tri stratum_before
    from sdem_now n join sdem_before b using (${PERSON}) where n.c_res <> 2 and b.c_res <> 2`

  test('a fifth of the dwellings are the same, at their first and fifth visit', async () => {
    const dwellings = (name: string) => `select distinct cd_a, ent, con, v_sel, n_pro_viv from sdem_${name}`
    const common = await one(`select count(*) from (${dwellings('now')} intersect ${dwellings('before')})`)
    const share = common / (await one(`select count(*) from (${dwellings('now')})`))
    expect(share).toBeGreaterThan(0.16)
    expect(share).toBeLessThan(0.21)
    expect(await one(`select count(*) from (${both}) where n_ent <> 5`)).toBe(0)
  })

  test('and so are their people, a year older at most', async () => {
    expect(
      await one(
        `select count(*) from (${both}) where sex <> sex_before or upm <> upm_before or eda - eda_before not in (0, 1)`,
      ),
    ).toBe(0)
    const kept = await one(
      `select avg((emp_ppal = emp_before)::int) from (${both}) where clase2 = 1 and clase2_before = 1`,
    )
    expect(kept).toBeGreaterThan(0.75)
    expect(kept).toBeLessThan(0.97)
  })

  test('strata have new codes, as INEGI gives them', async () => {
    expect(await one(`select count(*) from (${both}) where est_d_tri = stratum_before`)).toBe(0)
  })

  test('labour informality has fallen in Mexico City', async () => {
    const rate = (name: string) =>
      one(
        `select 100.0 * sum(fac_tri) filter (where emp_ppal = 1) / sum(fac_tri) from sdem_${name} where r_def = 0 and c_res in (1, 3) and clase2 = 1 and eda >= 15 and ent = 9`,
      )
    expect(await rate('now')).toBeLessThan(await rate('before'))
  })
})

/** INEGI's rules as what must not occur. The first is the one of the data's README, checked to the printed digit on real files. */
const forbidden: readonly (readonly [rule: string, from: string, where: string])[] = [
  [
    'informal is TUE2 5 or 7, unpaid, an employee without medical care, or a farmer on own account',
    'answers',
    'clase2 = 1 and (emp_ppal = 1) <> (tue2 in (5, 7) or pos_ocu = 4 or (pos_ocu = 1 and seg_soc <> 1) or (pos_ocu = 3 and rama = 6))',
  ],
  [
    'only the employed have a job',
    'person',
    'clase2 <> 1 and (emp_ppal + pos_ocu + tue1 + rama + ing7c + hrsocup + ingocup + dur9c + medica5c + t_tra > 0)',
  ],
  [
    'every employed person has a whole job',
    'person',
    'clase2 = 1 and (emp_ppal not in (1, 2) or pos_ocu not between 1 and 4 or rama = 0 or ing7c = 0 or dur9c = 0 or medica5c = 0 or t_tra = 0)',
  ],
  [
    'clase1 and clase2 agree, from twelve years on',
    'person',
    'clase1 <> (case when eda < 12 then 0 when clase2 in (1, 2) then 1 else 2 end) or (clase2 = 0) <> (eda < 12)',
  ],
  [
    'clase3 divides employed and unemployed',
    'person',
    '(clase2 = 1) <> (clase3 between 1 and 4) or (clase2 = 2) <> (clase3 between 5 and 7)',
  ],
  [
    'informal sector, kind and group of units agree',
    'answers',
    'clase2 = 1 and ((tue_ppal = 1) <> (tue2 = 5) or tue1 <> [4, 1, 1, 2, 2, 3, 3, 3][tue2 + 1] or mh_fil2 <> (case when tue2 = 5 then 1 when tue2 = 6 then 2 when rama = 6 then 4 else 3 end))',
  ],
  [
    'farms are unincorporated businesses or subsistence',
    'answers',
    '(rama = 6) <> (rama = 6 and tue2 in (2, 7)) or (tue2 = 7 and rama <> 6)',
  ],
  [
    'paid domestic work is an employee of a household',
    'answers',
    '(tue2 = 6) <> (coalesce(p4a, 0) = 8140) or (tue2 = 6 and (pos_ocu <> 1 or p4 <> 3))',
  ],
  [
    'medical care, benefits and institution agree',
    'answers',
    `clase2 = 1 and (medica5c <> (case when seg_soc = 1 and pre_asa = 1 then 3 when seg_soc = 1 then 2 when pre_asa = 1 then 4 when pre_asa = 3 then 5 else 1 end)
      or (seg_soc = 1) <> (imssissste in (1, 2, 3)) or (pos_ocu = 1 and seg_soc <> (case when p6d <= 5 then 1 when p6d = 6 then 2 else 3 end)))`,
  ],
  [
    'contract and benefits belong to employees',
    'answers',
    'clase2 = 1 and ((pos_ocu = 1) <> (tip_con > 0) or (pos_ocu = 1) <> (pre_asa > 0) or (pos_ocu = 1) <> (remune2c > 0))',
  ],
  [
    'the contract told is the contract classed',
    'answers',
    'pos_ocu = 1 and tip_con <> (case when p3i = 2 then 5 when p3i = 9 then 6 when p3j1 = 1 then 2 when p3j1 = 2 then 3 else 4 end)',
  ],
  [
    'benefits told are the benefits classed',
    'answers',
    'pos_ocu = 1 and (pre_asa = 1) <> (p3k1 is not null or p3k2 is not null or p3k3 is not null)',
  ],
  [
    'income falls in its bracket of minimum wages',
    'person',
    `ingocup > 0 and ing7c <> (case when ingocup <= salario then 1 when ingocup <= 2 * salario then 2 when ingocup <= 3 * salario then 3 when ingocup <= 5 * salario then 4 else 5 end)`,
  ],
  [
    'no income where none is told, and unpaid workers earn nothing',
    'answers',
    '(ing7c in (0, 6, 7) and ingocup > 0) or (clase2 = 1 and pos_ocu = 4 and ing7c <> 6)',
  ],
  [
    'the amount told gives the monthly income',
    'answers',
    'p6b2 is not null and abs(ingocup - p6b2 * [1, 2, 4.3, 30][p6b1]) > 0.001',
  ],
  [
    'the range told gives the bracket',
    'answers',
    'p6c is not null and ing7c <> [1, 1, 2, 3, 4, 5, 5, 7, 7][p6c]',
  ],
  [
    'pay by the hour is pay over hours',
    'person',
    'abs(ing_x_hrs - (case when ingocup > 0 and hrsocup > 0 then ingocup / (hrsocup * 4.3) else 0 end)) > 0.00001',
  ],
  [
    'hours fall in their classes',
    'person',
    `clase2 = 1 and (dur9c <> (case when clase3 in (3, 4) then 1 when hrsocup = 0 then 9 when hrsocup < 15 then 2 when hrsocup < 25 then 3 when hrsocup < 35 then 4
      when hrsocup < 40 then 5 when hrsocup <= 48 then 6 when hrsocup <= 56 then 7 else 8 end) or dur_est <> [1, 2, 3, 3, 4, 4, 5, 5, 6][dur9c])`,
  ],
  [
    'underemployed and their class agree',
    'person',
    '(sub_o = 1) <> (s_clasifi > 0) or (s_clasifi = 1 and clase3 <> 3) or (s_clasifi = 6 and clase3 <> 4) or (s_clasifi = 3 and hrsocup >= 35)',
  ],
  [
    'critical conditions follow from hours and pay',
    'person',
    'clase2 = 1 and ((tcco = 2) <> (hrsocup >= 35 and ing7c = 1) or (tcco = 3) <> (hrsocup > 48 and ing7c = 2) or (tcco = 1 and (hrsocup >= 35 or s_clasifi <> 3)))',
  ],
  [
    'a second job is a second job',
    'answers',
    'clase2 = 1 and (t_tra = 2) <> (p7 between 1 and 6 and p7a is not null and p7c is not null)',
  ],
  [
    'Hussmanns columns follow from position',
    'person',
    'clase2 = 1 and mh_col <> [remune2c * 2 - 1, 5, 7, 9][pos_ocu] + emp_ppal - 1',
  ],
  [
    'SCIAN, branch and sub-branch agree',
    'answers',
    `clase2 = 1 and (rama <> (case when scian = 1 then 6 when scian in (2, 3) then 5 when scian = 4 then 1 when scian = 5 then 2 when scian in (6, 7) then 3 when scian = 21 then 7 else 4 end)
      or (scian = 1) <> (p4a // 100 = 11) or (scian = 4) <> (p4a // 100 = 23) or (scian = 20) <> (p4a // 100 = 93))`,
  ],
  [
    'only the employed tell occupation, industry and place',
    'answers',
    '(clase2 = 1) <> (p3 is not null) or (clase2 = 1) <> (p4a is not null) or (clase2 <> 1 and p4f is not null)',
  ],
  [
    'a place without premises is told, and only then',
    'answers',
    '(coalesce(p4e, 0) = 4) <> (p4f is not null)',
  ],
  [
    'the informal sector keeps no formal accounts',
    'answers',
    'clase2 = 1 and (tue2 = 5) <> coalesce(p4g in (2, 4), false)',
  ],
  [
    'available and not available are told apart',
    'person',
    '(clase2 = 3) <> (dispo > 0) or (clase2 = 4) <> (nodispo > 0) or (clase2 in (3, 4)) <> (c_inac5c > 0) or (clase2 = 2) <> (d_ant_lab > 0)',
  ],
  [
    'schooling, years and level agree',
    'person',
    `eda >= 15 and (cs_p13_1 is null or (niv_ins = 4 and anios_esc < 12) or (niv_ins = 1 and anios_esc >= 6) or (cs_p13_1 = 2 and anios_esc <> cs_p13_2) or (cs_p13_1 = 3 and anios_esc <> 6 + cs_p13_2))`,
  ],
  ['nobody has more schooling than years to get it', 'person', 'eda >= 12 and anios_esc > eda - 5'],
  [
    'children are counted for women of fifteen and more',
    'person',
    '(n_hij is not null) <> (sex = 2 and eda >= 15) or (hij5c > 0) <> (n_hij is not null) or n_hij > greatest(eda - 13, 0)',
  ],
  ['marital state from twelve on', 'person', '(e_con is not null) <> (eda >= 12)'],
  [
    'age groups',
    'person',
    'eda5c <> (case when eda < 15 then 0 when eda < 25 then 1 when eda < 45 then 2 when eda < 65 then 3 else 4 end) or (eda >= 75) <> (eda19c = 18) or (eda < 1) <> (eda19c = 1)',
  ],
  [
    'the minimum wage is that of the zone',
    'sdem_now',
    'salario <> (case zona when 1 then 12596 else 8364 end)',
  ],
  [
    'one head, the first line, of age to head',
    'person',
    '(par_c = 101) <> (n_ren = 1) or (par_c = 101 and eda < 15)',
  ],
]

const broken = (from: string, where: string): Promise<number> =>
  one(`select count(*) from ${from} where r_def = 0 and coalesce(${where}, false)`)

describe('no row breaks the rule:', () => {
  test.each(forbidden)('%s', async (_, from, where) => {
    expect(await broken(from, where)).toBe(0)
  })

  test('(and every rule is noticed when the columns of different people are mixed)', async () => {
    for (const from of ['person', 'answers', 'sdem_now']) {
      const columns = (await all(`select column_name from (describe ${from})`)).map(String)
      const mixed = columns.map(
        (name, at) => `lead(${name}, ${1 + at * 13}) over (order by number) as ${name}`,
      )
      await sql.run(
        `create table mixed_${from} as select ${mixed} from (select *, row_number() over () as number from ${from})`,
      )
    }
    for (const [rule, from, where] of forbidden)
      expect.soft(await broken(`mixed_${from}`, where), rule).toBeGreaterThan(0)
  })
})

/** Where a figure must lie to look like Mexico: percent, by published rates and some room for chance. */
const plausible: readonly (readonly [
  figure: string,
  condition: string,
  from: string,
  low: number,
  high: number,
])[] = [
  ['women', 'sex = 2', 'person', 50.5, 53.5],
  ['under fifteen', 'eda < 15', 'person', 20.5, 25],
  ['sixty-five and more', 'eda >= 65', 'person', 7.5, 11],
  ['labour force, men', 'clase1 = 1', '(from person where eda >= 15 and sex = 1)', 74, 79],
  ['labour force, women', 'clase1 = 1', '(from person where eda >= 15 and sex = 2)', 44, 49.5],
  ['unemployed', 'clase2 = 2', '(from person where eda >= 15 and clase1 = 1)', 2.1, 3.3],
  ['informal, nation', 'emp_ppal = 1', 'worker', 53.5, 57],
  ['informal, Mexico City', 'emp_ppal = 1', '(from worker where ent = 9)', 43.5, 48.5],
  ['informal, Oaxaca', 'emp_ppal = 1', '(from worker where ent = 20)', 76.5, 84],
  ['informal, Chiapas', 'emp_ppal = 1', '(from worker where ent = 7)', 75, 83],
  ['informal, Nuevo León', 'emp_ppal = 1', '(from worker where ent = 19)', 32, 41],
  ['informal sector', 'tue2 = 5', 'worker', 27, 31.5],
  ['subsistence farming', 'tue2 = 7', 'worker', 1.2, 3],
  ['employees', 'pos_ocu = 1', 'worker', 66, 72],
  ['own account', 'pos_ocu = 3', 'worker', 20, 25],
  ['domestic workers', 'tue2 = 6', 'worker', 3.4, 5.2],
  ['domestic workers: women', 'sex = 2', '(from worker where tue2 = 6)', 84, 95],
  ['domestic workers: informal', 'emp_ppal = 1', '(from worker where tue2 = 6)', 93, 99],
  ['street vendors', 'p3 in (9511, 9512, 9521, 9599)', 'worker', 2.2, 4.2],
  ['market traders', 'p4a in (4611, 4631, 4651, 4661) and p4f in (9, 10)', 'worker', 0.9, 2.6],
  ['waste pickers', 'p3 in (9661, 9662)', 'worker', 0.15, 0.6],
  ['day labourers', 'p3 between 9111 and 9119', 'worker', 3.8, 6.5],
  ['day labourers, Oaxaca', 'p3 between 9111 and 9119', '(from worker where ent = 20)', 9, 21],
  ['day labourers, Chiapas', 'p3 between 9111 and 9119', '(from worker where ent = 7)', 8, 19],
  ['construction', 'rama = 1', 'worker', 6.5, 9],
  ['transport', 'p4a // 100 in (48, 49)', 'worker', 3.5, 6],
  ['at home', 'p4f in (6, 7)', 'worker', 8, 13],
  [
    'formal employees with benefits',
    'pre_asa = 1',
    '(from worker where pos_ocu = 1 and emp_ppal = 2)',
    90,
    97,
  ],
  ['more than 48 hours', 'dur_est = 5', 'worker', 22, 32],
  ['income not told', 'ing7c = 7', 'worker', 10, 14],
  ['up to one minimum wage', 'ing7c = 1', 'worker', 33, 43],
]

describe('a plausible share of', () => {
  test.each(plausible)('%s', async (_, condition, from, low, high) => {
    const share = await percent(condition, from)
    expect(share).toBeGreaterThan(low)
    expect(share).toBeLessThan(high)
  })

  test('waste pickers, rare as they are, to be shown for the nation', async () => {
    expect(await one('select count(*) from worker where p3 in (9661, 9662)')).toBeGreaterThanOrEqual(30)
  })

  test('neighbours are alike: the design effect of informality is above one', async () => {
    const [between, sampling] = [
      await one(
        `select var_samp(part) from (select avg((emp_ppal = 1)::int) part from worker where ent = 9 and est = 20 group by upm having count(*) >= 5)`,
      ),
      await one(
        `select avg(part * (1 - part) / n) from (select avg((emp_ppal = 1)::int) part, count(*) n from worker where ent = 9 and est = 20 group by upm having count(*) >= 5)`,
      ),
    ]
    expect(between).toBeGreaterThan(sampling)
  })
})

needsShared('INEGI’s dictionaries', () => {
  const dictionaries = (path: string): string => sharedData(`dictionaries/${path}`)
  const enoe = (path: string): string => dictionaries(`enoe2023_catalogs/${path}`)
  const codesOf = async (path: string): Promise<Set<number>> => {
    const [, ...lines] = (await readFile(path, 'utf8')).split('\n')
    return new Set([0, ...lines.map((line) => Number.parseInt(line, 10)).filter(Number.isInteger)])
  }

  test.each([
    ['sdem', 'sdmgf', sdem],
    ['coe1', 'coe1', coe1],
    ['coe2', 'coe2', coe2],
  ] as const)(
    'know every column of %s, in their order, and every code in it',
    async (table, name, columns) => {
      const dictionary = (await readFile(enoe(`${name}.dictionary.csv`), 'utf8'))
        .split('\n')
        .flatMap((line) => /,\d+,[CN],([a-z0-9_]+),/.exec(line)?.[1] ?? [])
      const own = columns.map(([column]) => column).filter((column) => column !== SAMPLE_MARK)
      expect(own.filter((column) => !dictionary.includes(column))).toEqual([])
      const catalogues = (await readdir(enoe(name))).map((file) => file.replace('.csv', ''))
      for (const column of own.filter(
        (candidate) =>
          catalogues.includes(candidate) && !['mun', 'eda', 'p3', 'p4a', 'p7a', 'p7c'].includes(candidate),
      )) {
        const known = await codesOf(enoe(`${name}/${column}.csv`))
        const found = (
          await all(`select distinct ${column} from ${table}_now where ${column} is not null`)
        ).map(([code]) => Number(code))
        expect({ column, unknown: found.filter((code) => !known.has(code)) }).toEqual({ column, unknown: [] })
      }
    },
  )

  test('know every occupation and industry', async () => {
    const [sinco, scian] = [
      await codesOf(dictionaries('SINCO_codes_p3.csv')),
      await codesOf(dictionaries('SCIAN_hogares_codes_p4a.csv')),
    ]
    const codes = async (query: string) => (await all(query)).map(([code]) => Number(code))
    expect(
      (
        await codes(
          'select distinct p3 from worker union select distinct p7a from worker where p7a is not null',
        )
      ).filter((code) => !sinco.has(code)),
    ).toEqual([])
    expect(
      (
        await codes(
          'select distinct p4a from worker union select distinct p7c from worker where p7c is not null',
        )
      ).filter((code) => !scian.has(code)),
    ).toEqual([])
  })

  test('know every municipality', async () => {
    const known = new Set(
      (await readFile(enoe('sdmgf/mun.csv'), 'utf8')).split('\n').map((line) => line.split(',', 2).join(',')),
    )
    const found = (await all('select distinct ent, mun from sdem_now')).map((pair) => pair.join(','))
    expect(found.filter((pair) => !known.has(pair))).toEqual([])
  })
})
