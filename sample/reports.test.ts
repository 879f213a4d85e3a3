/** What the made-up team wrote fits the templates, and what it cites is on the page that it names. */
import { expect, it } from 'vitest'
import { donorReport as template } from '../src/reports/templates/donor-report.ts'
import { demands } from './demands.ts'
import { marketCount, passages, workers } from './market-count.ts'
import { donorReport, snapshot } from './reports.ts'

it('every section of the donor report is written, and every table filled as wide as its head', () => {
  expect(donorReport.sections.length).toBe(template.sections.length)
  for (const [at, { table, title }] of template.sections.entries()) {
    const { text = [], rows } = donorReport.sections[at] ?? {}
    expect([title.es, text.length + (rows?.length ?? 0) > 0]).toEqual([title.es, true])
    expect([title.es, rows !== undefined]).toEqual([title.es, table !== undefined])
    for (const row of rows ?? []) expect([title.es, row.length]).toEqual([title.es, table?.head.length])
    for (const { es, en } of text) expect(es).not.toBe(en)
  }
})

it('passages stand on the pages that they are cited by, and the demands that rest on them are there', () => {
  const pages: string[] = ['']
  for (const block of marketCount.blocks)
    if (block.block === 'pageBreak') pages.push('')
    else pages[pages.length - 1] += 'text' in block && typeof block.text === 'string' ? `${block.text}\n` : ''
  expect(pages.length).toBe(3)
  for (const { page, quote, demand } of passages) {
    expect(pages[page - 1]).toContain(quote)
    if (demand) expect(demands.map(({ code }) => code)).toContain(demand)
  }
})

it('what was typed first is what the count says with two figures swapped', () => {
  expect([...String(workers.typed)].toSorted()).toEqual([...String(workers.counted)].toSorted())
  expect(workers.typed).not.toBe(workers.counted)
  expect(workers.women + workers.men).toBe(workers.counted)
  expect(passages[0]?.quote).toContain(workers.counted.toLocaleString('en'))
  expect(snapshot.otherSources.text.es).toContain('{workers}')
})
