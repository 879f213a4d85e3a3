/** A second table over the same file reads no microdata: shown by taking the Parquet away. */
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { needsShared, sharedData } from '../../../test/shared.ts'
import { closeEngine, withConnection } from '../../platform/microdata/engine.ts'
import { convert, inspect } from '../import/index.ts'
import { estimateContrast } from './contrast.ts'
import { estimateChange, estimateOverview, estimateStates, type Microdata } from './estimates.ts'

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, item) =>
    typeof item === 'number' ? Number(item.toPrecision(11)) : item,
  )

needsShared('sums kept beside a vintage', () => {
  let folder = ''
  let data: Microdata
  const ask = { place: 'MX', group: null }
  const overview = () => withConnection((connection) => estimateOverview(connection, data, ask))
  const states = (indicator: string) =>
    withConnection((connection) => estimateStates(connection, data, { indicator, group: null }))
  const contrast = () =>
    withConnection((connection) => estimateContrast(connection, data, { ...ask, a: 'women', b: 'men' }))
  const change = () => withConnection((connection) => estimateChange(connection, data, data, ask))
  const without = async <T>(work: () => Promise<T>): Promise<T> => {
    const file = join(data.folder, 'persons.parquet')
    await rename(file, `${file}.away`)
    try {
      return await work()
    } finally {
      await rename(`${file}.away`, file)
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acuerdo-cells-'))
    const made = await convert(await inspect([sharedData('enoe/2019trim1_csv.zip')]), {
      to: join(folder, 'vintage'),
    })
    data = { ...made, columns: made.columns.map(({ name }) => name) }
  }, 120_000)
  afterAll(async () => {
    await closeEngine()
    await rm(folder, { recursive: true, force: true })
  })

  it('after the overview, the change and the same overview cost no scan', async () => {
    const first = await overview()
    const { sha256: _, ...bare } = data
    const plain = await withConnection((connection) => estimateOverview(connection, bare, ask))
    // Rows come in any order, so sums that are not whole differ in their last digit.
    expect(rounded(first)).toEqual(rounded(plain))
    expect(await without(overview)).toEqual(first)
    await without(change)
  }, 60_000)

  it('after one comparison or chart of states, the next costs no scan', async () => {
    const compared = await contrast()
    expect(await without(contrast)).toEqual(compared)
    const chart = await states('til1')
    expect(await without(() => states('til1'))).toEqual(chart)
  }, 60_000)
})
