import { describe, expect, it } from 'vitest'
import { readSheet } from './read.ts'
import { readSheetApart } from './read-apart.ts'
import { toXlsx } from './write.ts'

const book = (rows: number) =>
  toXlsx([
    {
      name: 'x',
      header: ['Nombre', 'Integrantes'],
      rows: Array.from({ length: rows }, (_, n) => [`Unión Ñandú ${n}`, n]),
    },
  ])

describe('a sheet read in a thread of its own', () => {
  it.each([
    ['too little time', { time: 1, memory: 256 }],
    ['too little memory', { time: 60_000, memory: 8 }],
  ])('%s: says so, and what to do', async (_, limits) => {
    const bytes = new Uint8Array(await book(30_000))
    await expect(readSheetApart(bytes, { limits })).rejects.toMatchObject({
      code: 'sheet.heavy',
      status: 413,
    })
  })
  it('that is broken: the same problem as at once', async () => {
    const bytes = new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])
    await expect(readSheetApart(bytes)).rejects.toMatchObject({ code: 'sheet.cut' })
  })
  it('is given up when told, and the next one is read', async () => {
    const stop = new AbortController()
    const given = readSheetApart(new Uint8Array(await book(2000)), { signal: stop.signal })
    stop.abort(new Error('told'))
    await expect(given).rejects.toThrow('told')
  })
  it('is the same to the cell, formulas too, and others are answered meanwhile', async () => {
    const bytes = new Uint8Array(await book(20_000))
    let longest = 0
    let before = performance.now()
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 5)
    const apart = await readSheetApart(bytes)
    clearInterval(beat)
    const started = performance.now()
    const here = await readSheet(bytes)
    const atOnce = performance.now() - started
    expect(apart).toEqual(here)
    // A share of what reading it here takes, for the machine may be busy.
    expect(longest).toBeLessThan(atOnce / 2)
    const text = new TextEncoder().encode(`Nombre,Total\n=A1,${'x'.repeat(300_001)}`)
    expect((await readSheetApart(text))[1]?.[0]).toEqual({ text: '=A1', formula: true })
  })
})
