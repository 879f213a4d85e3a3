import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { workerGroups } from '../../kernel/vocabulary.ts'
import { groupByCode, groups, resolveGroup } from './groups.ts'
import { unzip } from './testing/microdata.ts'

describe('the worker groups', () => {
  it('are those of the workspace, by code and name', () => {
    expect(groups.map(({ code }) => code)).toEqual(workerGroups.map(({ code }) => code))
    expect(groups.map(({ label }) => label)).toEqual(
      workerGroups.map(({ name }) => ({ es: name.es?.text, en: name.en?.text })),
    )
  })

  it('say in both languages what they count', () => {
    for (const { readings } of groups)
      for (const { definition, approximate } of readings)
        for (const words of [definition, ...(approximate ? [approximate] : [])]) {
          expect(words.es.endsWith('.')).toBe(true)
          expect(words.en.endsWith('.')).toBe(true)
        }
  })
})

/** ENIGH 2016 codes the main job by SINCO and SCIAN too: the codes can be tried on it, as no ENOE extract has COE1. */
needsShared('worker groups in the main jobs of ENIGH 2016', () => {
  let connection: DuckDBConnection
  const folder = mkdtempSync(join(tmpdir(), 'acuerdo-enigh-'))

  beforeAll(async () => {
    for (const name of ['viviendas.csv', 'trabajos.csv']) {
      await unzip(sharedData('enigh/enigh_2016_extract.zip'), name, join(folder, name))
    }
    connection = await (await DuckDBInstance.create(':memory:')).connect()
    const read = (name: string) => `read_csv('${join(folder, name)}', all_varchar = true)`
    await connection.run(`create table jobs as
      select cast(sinco as bigint) as p3, cast(scian as bigint) as p4a, cast(factor as bigint) as fac, 1 as clase2, 30 as eda
      from ${read('trabajos.csv')} join ${read('viviendas.csv')} using (folioviv) where id_trabajo = '1'`)
  })
  afterAll(() => {
    connection?.closeSync()
    rmSync(folder, { recursive: true, force: true })
  })

  const columns = new Set(['p3', 'p4a', 'clase2', 'eda'])
  async function count(condition: string): Promise<{ millions: string; cases: number }> {
    const found = await connection.runAndReadAll(`select sum(fac), count(*) from jobs where ${condition}`)
    const [people, cases] = found.getRows()[0] ?? []
    return { millions: (Number(people) / 1e6).toFixed(2), cases: Number(cases) }
  }
  async function group(code: string): Promise<{ millions: string; cases: number }> {
    const known = groupByCode(code)
    const found = known && resolveGroup(known, columns)
    if (!found || 'lacks' in found) throw new Error(code)
    return count(found.sql)
  }

  it('finds as many domestic workers by the household and by the occupation as known', async () => {
    expect((await count('p4a = 8140')).millions).toBe('2.77')
    expect((await count('p3 = 9611')).millions).toBe('2.24')
    expect(Number((await group('domestic')).millions)).toBeGreaterThanOrEqual(2.77)
  })

  it('finds the known numbers of waste pickers and of agricultural labourers', async () => {
    // The known number counts collectors of hazardous waste (9663) too; we do not: they are employees of licensed firms.
    expect(await count('p3 in (9661, 9662, 9663)')).toEqual({ millions: '0.20', cases: 420 })
    expect((await group('waste_pickers')).cases).toBe(420 - (await count('p3 = 9663')).cases)
    expect((await group('agricultural')).millions).toBe('3.50')
  })

  it('finds at least the street vendors that the occupation alone gives', async () => {
    expect((await count('p3 in (9511, 9512, 9521, 9599)')).millions).toBe('1.42')
    expect(Number((await group('street_vendors')).millions)).toBeGreaterThanOrEqual(1.42)
  })
})
