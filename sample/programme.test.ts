import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memberRoles } from '../src/kernel/access.ts'
import { places, workerGroups } from '../src/kernel/vocabulary.ts'
import { needsShared, sharedData } from '../test/shared.ts'
import { programme } from './programme.ts'

const groups = [...workerGroups, ...programme.groups].map(({ code }) => code)

describe('the made-up programme', () => {
  test('has one member of each role', () => {
    expect(programme.members.map(({ role }) => role).sort()).toEqual([...memberRoles].sort())
  })

  test('has leader, official and employer act for an organisation that it knows', () => {
    for (const { role, organisation } of programme.members) {
      if (['leader', 'official', 'employer'].includes(role)) expect(organisation).toBeDefined()
      if (organisation) expect(programme.organisations.map(({ code }) => code)).toContain(organisation)
    }
  })

  test('adds worker groups that the kernel does not bring, and speaks of none that nobody knows', () => {
    expect(new Set(groups).size).toBe(groups.length)
    for (const { group } of [...programme.organisations, ...programme.figures])
      if (group) expect(groups).toContain(group)
  })

  test('stands in places that the kernel knows', () => {
    const known = places.map(({ code }) => code)
    const named = [
      ...programme.places,
      ...[...programme.organisations, ...programme.figures].map(({ place }) => place),
    ]
    expect(named.filter((code) => !known.includes(code))).toEqual([])
  })

  test('says in both languages that it is made up', () => {
    expect(programme.warning.es).toMatch(/inventados/i)
    expect(programme.warning.en).toMatch(/invented/i)
  })
})

needsShared('published figures', () => {
  test('are INEGI’s to the printed digit', async () => {
    const rows = await Promise.all(
      ['indicadores_2019T1_nacional', 'indicadores_2023T4_nacional_estatal'].map(async (file) =>
        gunzipSync(await readFile(sharedData(`inegi/${file}.csv.gz`))).toString(),
      ),
    )
    for (const { period, value, cv, interval, source } of programme.figures) {
      const printed = `${value},${cv},`
      const line = rows
        .join('\n')
        .split('\n')
        .find((row) => row.includes(source.table) && row.includes(printed))
      expect(line, `${period} ${value}`).toBeDefined()
      expect(line).toContain(`${interval.low},${interval.high}`)
      expect(line).toMatch(new RegExp(`^${period.replace('T', 'Q')}`))
    }
  })
})
