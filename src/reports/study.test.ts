/** The statistical snapshot of real data: every number is the evidence's own, and the text reads as a person writes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import { needsShared, sharedData } from '../../test/shared.ts'
import {
  byState,
  type Cell,
  currentVintages,
  type ShownTable,
  type Statistics,
  statisticsOf,
  type Vintage,
} from '../evidence/index.ts'
import type { Language } from '../kernel/text.ts'
import { read } from '../kernel/transaction.ts'
import type { Block, ListItem, Prose } from '../platform/document/model.ts'
import type { SpecOf } from './bound/spec.ts'
import type { BoundChart, BoundTable, Measured, Value } from './bound/value.ts'
import { type Written, write } from './generate/draft.ts'
import { freeze } from './generate/report.ts'
import { snapshot } from './generate/snapshot.ts'
import { studyDocument } from './study.ts'

const of = { place: '09', period: '2019T1', againstPeriod: null, group: null, level: 90 } as const
const rules = { level: 90, minimumCases: 30 } as const
const sexes = ['total', 'women', 'men'] as const
const isMeasured = (cell: object): cell is Measured => 'unit' in cell

needsShared('the snapshot of Mexico City, first quarter of 2019', () => {
  let app: TestApp
  let vintage: Vintage
  let written: Written
  const asked = new Map<string, Statistics>()

  beforeAll(async () => {
    app = await testApp()
    await app.importFile(sharedData('enoe/2019trim1_csv.zip'))
    await read(app.village.db, app.village.as('lucia'), async (tx, asker) => {
      const [one] = await currentVintages(tx, asker)
      if (!one) throw new Error('the file was imported')
      vintage = one
      const context = { asker, services: app.services, minimumCases: 30, today: '2026-11-21', zone: 'UTC' }
      const ask = { ...context, read: <T>(work: Parameters<typeof read<T>>[2]) => work(tx, asker) }
      written = await write(ask, await snapshot(ask, of))
    })
    for (const place of ['09', 'MX', 'MX/more'])
      asked.set(place, await statisticsOf(app.services, vintage, { ...rules, place, group: null }))
  }, 120_000)
  afterAll(() => app.drop())

  const tableOf = (place: string, id: string): ShownTable => {
    const found = asked.get(place)?.tables.find(({ table }) => table.id === id)
    if (!found) throw new Error(`the evidence has no table ${id} of ${place}`)
    return found
  }
  const items = <Of extends 'cell' | 'table' | 'chart' | 'states'>(kind: Of, is: Value['is']) =>
    written.bindings
      .filter(({ spec, held }) => spec.of === kind && held.is === is)
      .map(({ spec, held }) => ({ spec: spec as SpecOf<Of>, held }))
  const said = (table: string, row: string, sex: string, place = '09', column = 'share'): Measured => {
    const found = items('cell', 'number').find(
      ({ spec }) =>
        spec.table === table &&
        spec.row === row &&
        spec.sex === sex &&
        spec.place === place &&
        spec.column === column,
    )
    if (!found) throw new Error(`the snapshot says nothing of ${row}, ${sex}, ${place}`)
    return found.held as unknown as Measured
  }

  describe('every number is the evidence’s, to its last digit', () => {
    it('what INEGI printed of the nation: 54,152,266 employed, TIL1 56.8828 (CV 0.444789)', () => {
      const rate = said('informality', 'informal', 'total', 'MX')
      expect(rate.value?.toFixed(4)).toBe('56.8828')
      expect(rate.cv?.toFixed(6)).toBe('0.444789')
      expect(tableOf('MX', 'informality').rows[0]?.cells.number?.total).toMatchObject({
        estimate: 54_152_266,
      })
    })
    it('in sentences', () => {
      expect(items('cell', 'number').length).toBeGreaterThan(40)
      for (const { spec, held } of items('cell', 'number')) {
        const row = tableOf(spec.place, spec.table).rows.find((one) => one.row.key === spec.row)
        const cell = row?.cells[spec.column]?.[spec.sex]
        expectSame(held as unknown as Measured, cell, JSON.stringify(spec))
      }
      const gap = written.bindings.find(({ spec }) => spec.of === 'gap')
      expectSame(gap?.held as unknown as Measured, asked.get('09')?.gap, 'gap')
    })
    it('in tables: as many rows, in the same order, withheld where the evidence withholds', () => {
      let withheld = 0
      for (const { spec, held } of items('table', 'table')) {
        const shown = tableOf(spec.places[0] ?? '', spec.table).rows.filter(
          ({ cells }) => cells[spec.column] && cells[spec.column]?.total.shown !== 'lacks',
        )
        const table = held as BoundTable
        expect(table.rows).toHaveLength(shown.length)
        const ofSex = spec.column === 'women' || !spec.bySex ? (['total'] as const) : sexes
        for (const [at, { row }] of shown.entries()) {
          const cells = spec.places.flatMap((place) => {
            const there = tableOf(place, spec.table).rows.find((one) => one.row.key === row.key)
            return ofSex.map((sex) => there?.cells[spec.column]?.[sex])
          })
          expect(table.rows[at]?.cells).toHaveLength(cells.length)
          for (const [column, cell] of (table.rows[at]?.cells ?? []).entries()) {
            if (!isMeasured(cell)) throw new Error(`${spec.table} ${row.key} is no number`)
            expectSame(cell, cells[column], `${spec.table} ${row.key} ${column}`)
            if (cell.withheld) withheld += 1
          }
        }
      }
      expect(withheld).toBeGreaterThan(0)
    })
    it('in charts, and in the row of each state', async () => {
      for (const { spec, held } of items('chart', 'chart'))
        for (const { key, figures } of (held as BoundChart).rows) {
          const trio = tableOf(spec.place, spec.table).rows.find(({ row }) => row.key === key)?.cells[
            spec.column
          ]
          const cells = figures.length === 2 ? [trio?.women, trio?.men] : [trio?.total]
          for (const [at, figure] of figures.entries()) expectSame(figure, cells[at], `${spec.table} ${key}`)
        }
      const [states] = items('states', 'chart')
      const rates = await byState(app.services, vintage, {
        ...rules,
        indicator: states?.spec.indicator ?? '',
      })
      const held = states?.held as BoundChart
      const rows = held.rows
      expect(rows.length).toBeGreaterThanOrEqual(32)
      for (const { key, figures } of rows) {
        const [figure] = figures
        if (figure) expectSame(figure, rates.find(({ code }) => code === key)?.cell, key)
      }
    })
    it('and that of the file that the evidence gives out', async () => {
      const { html } = await app.get('/evidence/download/informality.csv?place=09&period=2019T1&level=90')
      for (const [sex, word] of [
        ['total', 'Total'],
        ['women', 'Mujeres'],
        ['men', 'Hombres'],
      ] as const) {
        const estimates = html
          .split('\r\n')
          .filter((line) => line.includes(`,${word},`))
          .map((line) => Number(line.split(`,${word},`)[1]?.split(',')[0]))
        expect(estimates).toContain(said('informality', 'informal', sex).value)
      }
    })
  })

  describe.each(['es', 'en'] as const)('its text in %s', (lang) => {
    let chapters: string[][] = []
    beforeAll(() => {
      const title = {
        source: 'es',
        es: { text: 'Panorama' },
        en: { text: 'Snapshot', state: 'current' },
      } as const
      const blocks = written.blocks.map(({ id, content }) => ({ ...content, id, version: 1 }))
      const frozen = freeze(
        { name: title, isSample: false },
        { form: 'snapshot', title },
        [],
        blocks,
        written.bindings,
      )
      chapters = chaptersOf(studyDocument(frozen, lang, '2026-11-21').blocks)
    })

    it('says the rate of the nation and of the city', () => {
      const text = chapters
        .flat()
        .join('\n')
        .replaceAll(/[\u00a0\u202f]/g, ' ')
      expect(text).toContain(lang === 'es' ? 'el 56.9 % (IC 90 %: 56.5–57.3)' : '56.9 % (90 % CI: 56.5–57.3)')
      expect(text).toContain(lang === 'es' ? 'el 50.1 % (IC 90 %: 48.5–51.7)' : '50.1 % (90 % CI: 48.5–51.7)')
    })
    it('has nothing that no person writes', () => {
      for (const paragraph of chapters.flat()) expect(slips(paragraph, lang), paragraph).toEqual([])
    })
    it('has no sentence twice in a chapter, and every chapter says something', () => {
      expect(chapters.length).toBeGreaterThan(10)
      for (const [title = '', ...paragraphs] of chapters) {
        const sentences = paragraphs.flatMap((one) => one.split(/(?<=[.;])\s+(?=[A-ZÁÉÍÓÚ\d])/))
        expect(new Set(sentences).size, title).toBe(sentences.length)
      }
    })
  })
})

describe('what no person writes', () => {
  it.each([
    ['{number} personas', 'es'],
    ['El NaN % de undefined', 'es'],
    ['El 5.0  % trabaja.', 'es'],
    ['Trabajan – personas.', 'es'],
    ['56.9 % de las mujeres trabaja.', 'es'],
    ['El 56.9 % trabaja', 'es'],
    ['El el 56.9 % trabaja.', 'es'],
    ['Personas de de Oaxaca.', 'es'],
    ['They earn 5..', 'en'],
    ['they earn 5.', 'en'],
  ] as const)('«%s» is found', (words, lang) => expect(slips(words, lang)).not.toEqual([]))
})

function expectSame(held: Measured, cell: Cell | undefined, what: string): void {
  if (!cell) throw new Error(`the evidence says nothing of ${what}`)
  const within = (limit: number | null) =>
    limit === null || held.unit !== 'percent' ? limit : Math.min(Math.max(limit, 0), 100)
  if (cell.shown !== 'estimate') {
    expect(held.value, what).toBeNull()
    expect(held.withheld, what).not.toBeNull()
    return
  }
  const isHeld = cell.noError === 'medianHeld'
  expect([held.value, held.n], what).toEqual([cell.estimate, cell.n])
  expect([held.low, held.high], what).toEqual(isHeld ? [null, null] : [within(cell.low), within(cell.high)])
  if (!held.change) expect(held.cv, what).toBe(cell.cv)
}

const plain = (prose: Prose): string =>
  typeof prose === 'string' ? prose : prose.map((one) => ('text' in one ? one.text : '')).join('')

const isItem = (item: Prose | ListItem): item is ListItem => typeof item === 'object' && 'text' in item

/** Headings, each with the paragraphs below it. */
function chaptersOf(blocks: readonly Block[]): string[][] {
  const found: string[][] = []
  for (const block of blocks) {
    if (block.block === 'heading') found.push([plain(block.text)])
    if (block.block === 'paragraph') found.at(-1)?.push(plain(block.text))
    if (block.block === 'list')
      found.at(-1)?.push(...block.items.map((item) => plain(isItem(item) ? item.text : item)))
  }
  return found
}

/** Rules that hold for every sentence; by name. */
function slips(paragraph: string, lang: Language): string[] {
  const isHeading = !/[.:%]/.test(paragraph)
  const rule: Record<string, RegExp> = {
    placeholder: /[{}]|undefined|\bNaN\b|\bnull\b|\[object/,
    spaces: /[ \u00a0\u202f]{2}|^ | $| [,.;:]|\( | \)/,
    'dash for a number': /(?<!\d)–|–(?!\d)/,
    'full stops': /\.\.|,,|,\.|;\./,
    'a word twice': /(?<![\p{L}\d.])(\p{L}+) \1(?![\p{L}\d])/iu,
    'small letter first': /^\p{Ll}/u,
    ...(isHeading ? {} : { 'no end': /[^.]$/ }),
    ...(lang === 'es'
      ? {
          'a share without its article': /(?:^|[.] )\d+\.\d\s%/,
          English: / (the|of|and|is|are) /,
        }
      : { Spanish: / (el|los|las|del|que|una) / }),
  }
  return Object.entries(rule).flatMap(([name, found]) => (found.test(paragraph) ? [name] : []))
}
