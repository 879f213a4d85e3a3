import { describe, expect, it } from 'vitest'
import { constituencies, legalForms, relationKinds } from '../src/actors/rules.ts'
import { places, workerGroups } from '../src/kernel/vocabulary.ts'
import { actors, issues, people, ties } from './actors.ts'
import { programme } from './programme.ts'

const codes = actors.map(({ code }) => code)

describe('the made-up actors', () => {
  it('are about forty, each once, and hold those for whom the members act', () => {
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThanOrEqual(40)
    for (const { code, name } of programme.organisations)
      expect(actors.find((actor) => actor.code === code)).toMatchObject({ es: name.es, en: name.en })
  })
  it('stand in places, for groups, in forms that the program knows', () => {
    const known = {
      places: places.map(({ code }) => code),
      groups: [...workerGroups, ...programme.groups].map(({ code }) => code),
    }
    for (const actor of actors) {
      expect(constituencies, actor.code).toContain(actor.constituency)
      expect(legalForms, actor.code).toContain(actor.form)
      for (const code of actor.places.split(' ')) expect(known.places, actor.code).toContain(code)
      for (const code of (actor.groups ?? '').split(' ').filter(Boolean))
        expect(known.groups, actor.code).toContain(code)
    }
  })
  it('say by their names that they are invented, but for public bodies that exist', () => {
    for (const { es, real } of actors)
      expect(/ejemplo|muestra|fictici|inventad/i.test(es) !== (real === true), es).toBe(true)
  })
  it('are tied to one another, and people and positions are theirs', () => {
    for (const { from, to, kind } of ties) {
      expect(codes).toEqual(expect.arrayContaining([from, to]))
      expect(relationKinds).toContain(kind)
    }
    for (const { organisation } of people) expect(codes).toContain(organisation)
    for (const { positions } of issues)
      for (const entry of positions.split('; ')) {
        const [code = '', stance] = entry.split(' ')
        expect(codes).toContain(code)
        if (actors.find((actor) => actor.code === code)?.real) expect(stance, code).toBe('-')
      }
  })
  it('have telephones that nobody has', () => {
    for (const { phone } of people) expect(phone).toMatch(/^550000\d{4}$/)
  })
})
