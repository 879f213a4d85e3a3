import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  analyse,
  change,
  contrast,
  type Design,
  estimate,
  type Indicator,
  placeOf,
  type Specification,
} from '../src/index.ts'
import { open } from './data.ts'

const total: Indicator = { name: 'total', kind: 'total', of: 'y' }
const share: Indicator = { name: 'share', kind: 'proportion', of: 'x > 3', per: 'x > 1' }
const mean: Indicator = { name: 'mean', kind: 'mean', of: 'y', where: "g = 'b'" }
const median: Indicator = { name: 'median', kind: 'quantile', of: 'y', p: 0.5 }

describe('kept cells', () => {
  const home = mkdtempSync(join(tmpdir(), 'survey-cells-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  let connection: DuckDBConnection
  let file = ''
  let folder = ''
  let turn = 0
  const design = (more: Partial<Design> = {}): Design => ({
    source: `read_parquet('${file}')`,
    weight: 'w',
    strata: 'h',
    psu: 'psu',
    lonely: 'certainty',
    cells: { folder, source: 'sha of the file' },
    ...more,
  })
  const bare = (more: Partial<Design> = {}): Design => {
    const { cells: _, ...rest } = design(more)
    return rest
  }
  const files = () =>
    existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parquet')) : []
  /** Takes the microdata away while something is asked: what still answers did not read them. */
  const without = async <T>(work: () => Promise<T>): Promise<T> => {
    renameSync(file, `${file}.away`)
    try {
      return await work()
    } finally {
      renameSync(`${file}.away`, file)
    }
  }
  const both = async (spec: Specification, more: Partial<Design> = {}) => {
    expect(await estimate(connection, design(more), spec)).toEqual(
      await estimate(connection, bare(more), spec),
    )
  }

  beforeEach(async () => {
    connection ??= await open()
    file = join(home, `data-${++turn}.parquet`)
    folder = join(home, `cells-${turn}`)
    await connection.run(`select setseed(0.3)`)
    await connection.run(`copy (
      select i % 7 as h, i // 9 % 200 as psu, cast(1 + i % 50 as double) / 4 as w, i % 97 - 20 as y, i % 6 as x,
        case i % 11 when 0 then null when 1 then 'a' when 2 then 'ñ' else 'b' end as g, i // 9 % 5 as place, 400 as pop
      from range(6000) t(i)) to '${file}' (format parquet)`)
  })

  it('the same question again costs no scan, whatever it asks', async () => {
    const spec: Specification = {
      indicators: [total, share, mean, median],
      crossings: [{}, { g: 'g', x: 'x' }],
      deff: 'wr',
    }
    const first = await estimate(connection, design({ fpc: 'pop' }), spec)
    expect(first).toEqual(await estimate(connection, bare({ fpc: 'pop' }), spec))
    expect(await without(() => estimate(connection, design({ fpc: 'pop' }), spec))).toEqual(first)
  })

  it('serves narrower crossings, other indicators of the same sums, other policies and intervals', async () => {
    const wide = { indicators: [total, share, mean], crossings: { place: 'place', group: 'g' } }
    await estimate(connection, design(), wide)
    const narrow: Specification = {
      indicators: [share, { name: 'the mean', kind: 'mean', of: 'y' }],
      crossings: [{}, { other: 'g' }, { place: 'place' }],
      ci: { level: 0.8, scale: 'logit' },
    }
    const expected = await estimate(connection, bare({ lonely: 'adjust', df: 'design' }), narrow)
    expect(
      await without(() => estimate(connection, design({ lonely: 'adjust', df: 'design' }), narrow)),
    ).toEqual(expected)
    expect(files()).toHaveLength(1)
  })

  it('scans only the sums that lack', async () => {
    await estimate(connection, design(), { indicators: [total], crossings: { g: 'g' } })
    const spec: Specification = { indicators: [total, mean, median], crossings: { g: 'g' } }
    await both(spec)
    expect(files()).toHaveLength(2)
    const size = Math.min(...files().map((name) => statSync(join(folder, name)).size))
    expect(size).toBeGreaterThan(0)
    await without(() => estimate(connection, design(), spec))
    // Two files side by side.
    await without(() => estimate(connection, design(), { indicators: [total, mean] }))
  })

  describe('a domain by variables that the cells carry', () => {
    /** psu is i // 9 % 200, so that a place of its own number holds whole PSUs. */
    const by = ['psu % 5', 'h']
    const keeping = (more: Partial<Design> = {}): Design =>
      design({ cells: { folder, source: 'sha of the file', by }, ...more })
    const asked: Specification = {
      indicators: [total, share, mean, median],
      crossings: [{}, { g: 'g' }, { g: 'g', x: 'x' }],
    }
    const near = (found: unknown, expected: unknown) => {
      const flat = (value: unknown): unknown =>
        JSON.parse(
          JSON.stringify(value, (_, item) =>
            typeof item === 'number' ? Number(item.toPrecision(12)) : item,
          ),
        )
      expect(flat(found)).toEqual(flat(expected))
    }

    it.each(['remove', 'certainty', 'adjust', 'average'] as const)(
      'gives what the condition gives, without a scan, lonely PSUs treated by %s',
      async (lonely) => {
        const policies: Partial<Design> = { lonely, lonelyInDomain: true }
        await estimate(connection, keeping(policies), asked)
        for (const [only, where] of [
          [{ 'psu % 5': 2 }, 'psu % 5 = 2'],
          [{ 'psu % 5': [1, 3], h: 4 }, 'psu % 5 in (1, 3) and h = 4'],
          [{ h: 99 }, 'h = 99'],
          [{ h: [] }, 'false'],
        ] as const) {
          const expected = await estimate(connection, bare(policies), { ...asked, where })
          near(await without(() => estimate(connection, keeping(policies), { ...asked, only })), expected)
          // Where nothing is kept it is that condition.
          near(await estimate(connection, bare(policies), { ...asked, only }), expected)
        }
      },
    )

    it('has the covariances and changes of the condition, too', async () => {
      const spec = { indicators: [total, share], crossings: { g: 'g' } }
      const [only, where] = [{ 'psu % 5': [0, 4] }, 'psu % 5 in (0, 4)']
      await analyse(connection, keeping({ lonely: 'adjust' }), spec)
      const tell = async (one: Design, more: Partial<Specification>) => {
        const found = await analyse(connection, one, { ...spec, ...more })
        const places = found.estimates.map((_, at) => at)
        return [
          places.map((a) => places.map((b) => found.covariance(a, b))),
          await change(connection, one, one, { ...spec, ...more }),
        ]
      }
      near(
        await without(() => tell(keeping({ lonely: 'adjust' }), { only })),
        await tell(bare({ lonely: 'adjust' }), { where }),
      )
    })

    it('scans once for a variable that they do not carry', async () => {
      await estimate(connection, keeping(), asked)
      const other = { ...asked, only: { place: [1, 2] } }
      await expect(without(() => estimate(connection, keeping(), other))).rejects.toThrow()
      near(
        await estimate(connection, keeping(), other),
        await estimate(connection, bare(), { ...asked, where: 'place in (1, 2)' }),
      )
      await without(() => estimate(connection, keeping(), { ...asked, only: { place: 4 } }))
    })

    it('is the condition where cells are never kept: replicate weights', async () => {
      const copies = Array.from({ length: 4 }, (_, r) => `w * (1 + (psu + ${r}) % 2)`)
      const replicates: NonNullable<Design['replicates']> = { type: 'BRR', weights: copies }
      const supplied = (more: Partial<Design>): Design => {
        const { strata: _s, psu: _p, ...rest } = design({ replicates, ...more })
        return rest
      }
      const spec = { indicators: [total, median], crossings: { g: 'g' } }
      near(
        await estimate(connection, supplied({}), { ...spec, only: { h: 3 } }),
        await estimate(connection, supplied({}), { ...spec, where: 'h = 3' }),
      )
    })

    it('a file that was moved has the same cells', async () => {
      const moved = `${file}.moved`
      const at = (path: string) =>
        design({
          source: `read_parquet('${path}')`,
          cells: { folder, source: 'sha of the file', relation: 'persons' },
        })
      const first = await estimate(connection, at(file), asked)
      expect(await estimate(connection, at(moved), asked)).toEqual(first)
    })
  })

  it('contrasts, covariances and changes need no scan either', async () => {
    const spec: Specification = { indicators: [total, share], crossings: { g: 'g' } }
    const ask = async () => {
      const found = await analyse(connection, design(), spec)
      const [a, b] = [placeOf(found, 'share', { g: 'a' }), placeOf(found, 'share', { g: 'b' })]
      return [
        contrast(found, [
          { at: a, times: 1 },
          { at: b, times: -1 },
        ]),
        found.covariance(a, b),
      ]
    }
    const later = { source: 'another file' }
    const move = () => change(connection, design(), design({ cells: { folder, ...later } }), spec)
    const first = [await ask(), await move()]
    expect(await without(async () => [await ask(), await move()])).toEqual(first)
  })

  it('other data, weights, strata, PSUs, rows or populations have other cells', async () => {
    const spec: Specification = { indicators: [total] }
    await estimate(connection, design(), spec)
    const others: Partial<Design>[] = [
      { cells: { folder, source: 'other' } },
      { weight: 'w * 2' },
      { strata: 'h % 2' },
      { psu: 'psu % 50' },
      { counted: 'x < 5' },
      { fpc: 'pop' },
      { source: `(select * from read_parquet('${file}'))` },
    ]
    for (const [at, other] of others.entries()) {
      await expect(without(() => estimate(connection, design(other), spec))).rejects.toThrow()
      await both(spec, other)
      expect(files()).toHaveLength(at + 2)
    }
  })

  it('a damaged file is as good as none, and is written anew', async () => {
    const spec: Specification = { indicators: [total, share, mean], crossings: [{}, { g: 'g' }] }
    const expected = await estimate(connection, design(), spec)
    const path = join(folder, files()[0] as string)
    const whole = readFileSync(path)
    const damages: (() => void)[] = [
      () => truncateSync(path, whole.length >> 1),
      () => truncateSync(path, 0),
      () => writeFileSync(path, 'not Parquet'),
      ...[0.1, 0.3, 0.5, 0.7, 0.9, 0.97].map((share) => () => {
        const bytes = Buffer.from(whole)
        const at = Math.floor(bytes.length * share)
        for (let i = 0; i < 24; i++) bytes[at + i] = (bytes[at + i] as number) ^ 0x5a
        writeFileSync(path, bytes)
      }),
    ]
    for (const damage of damages) {
      damage()
      expect(await estimate(connection, design(), spec)).toEqual(expected)
      expect(await without(() => estimate(connection, design(), spec))).toEqual(expected)
    }
  })

  it('an interrupted write leaves nothing that is read, and is swept away', async () => {
    const spec: Specification = { indicators: [total] }
    await estimate(connection, design(), spec)
    const path = join(folder, files()[0] as string)
    const part = `${path}.123.part`
    copyFileSync(path, part)
    utimesSync(part, 1, 1)
    rmSync(path)
    await both(spec)
    expect(existsSync(part)).toBe(false)
  })

  it('holds no more than it may: what was used longest ago goes first', async () => {
    const asks = [1, 2, 3].map(
      (at) => ({ indicators: [{ name: 'n', kind: 'total', of: `y * ${at}` }] }) as Specification,
    )
    await estimate(connection, design(), asks[0] as Specification)
    const maxBytes = 2.5 * statSync(join(folder, files()[0] as string)).size
    const bounded = design({ cells: { folder, source: 'sha of the file', maxBytes } })
    for (const ask of asks) {
      await estimate(connection, bounded, ask)
      await new Promise((done) => setTimeout(done, 15))
    }
    expect(files()).toHaveLength(2)
    await without(() => estimate(connection, bounded, asks[2] as Specification))
    // The first file counts the rows for all of them, so the second one was used longest ago.
    await without(() => estimate(connection, bounded, asks[0] as Specification))
    await expect(without(() => estimate(connection, bounded, asks[1] as Specification))).rejects.toThrow()
  })

  it('a folder that cannot be written to costs no figure', async () => {
    const blocked = join(home, `blocked-${turn}`)
    writeFileSync(blocked, '')
    const spec: Specification = { indicators: [total] }
    const found = await estimate(
      connection,
      design({ cells: { folder: join(blocked, 'in'), source: 's' } }),
      spec,
    )
    expect(found).toEqual(await estimate(connection, bare(), spec))
  })

  it('many at once write and read the same folder', async () => {
    const connections = await Promise.all(Array.from({ length: 4 }, () => open()))
    const spec: Specification = { indicators: [total, share, mean], crossings: { g: 'g' } }
    const expected = await estimate(connection, bare(), spec)
    const found = await Promise.all(
      connections.flatMap((one) => [estimate(one, design(), spec), estimate(one, design(), spec)]),
    )
    for (const figures of found) expect(figures).toEqual(expected)
    expect(files()).toHaveLength(1)
    for (const one of connections) one.closeSync()
  })
})
