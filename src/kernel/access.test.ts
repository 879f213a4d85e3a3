import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { may, parseCell, type Resource, type Role, resources, roles, ruleFor } from './access.ts'

/** Lines of the design's table → resources; a line about two things names both. */
const lines: Readonly<Record<string, readonly Resource[]>> = {
  'evidence, figures, documents': ['evidence'],
  'organisations (public fields)': ['organisation'],
  "leaders' names, phones": ['leader_contact'],
  'influence, stance, who blocks': ['stance'],
  'meetings, minutes': ['meeting'],
  demands: ['demand'],
  'mandate limits, unsent offers': ['mandate'],
  'agreements, commitments': ['agreement'],
  assessments: ['assessment'],
  'who gave an assessment': ['assessor'],
  'drafts of reports': ['report_draft'],
  'signed-off reports': ['report'],
  'members, settings, log, backup': ['settings'],
}

const design = resolve(import.meta.dirname, '../../../shared/design/domain.md')
if (!existsSync(design)) console.log('skipped: the table of the design (no ../shared beside the repository)')

describe.skipIf(!existsSync(design))('the table "who may what" of the design', () => {
  const rows = existsSync(design)
    ? ((readFileSync(design, 'utf8').split('### Who may what')[1] ?? '')
        .split('\n## ')[0]
        ?.split('\n')
        .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
        .map((line) =>
          line
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ) ?? [])
    : []
  const [header = [], ...body] = rows
  const columns = header.slice(1).flatMap((cell) => cell.split(', ')) as Role[]

  test('has our roles in our order', () => expect(columns).toEqual(roles))

  test('has our resources and no others', () => {
    expect(body.map(([title]) => title)).toEqual(Object.keys(lines))
    expect(Object.values(lines).flat()).toEqual(resources)
  })

  test.each(body)('%s', (title, ...cells) => {
    const perRole = header
      .slice(1)
      .flatMap((names, i) => names.split(', ').map((role) => [role as Role, cells[i] ?? ''] as const))
    for (const resource of lines[title ?? ''] ?? [])
      for (const [role, cell] of perRole)
        expect([role, ruleFor(role, resource)]).toEqual([role, parseCell(cell)])
  })
})

describe('a cell is read', () => {
  test.each([
    ['–', { see: [], write: [], export: [] }],
    ['swx', { see: ['all'], write: ['all'], export: ['all'] }],
    ['own', { see: ['own'], write: [], export: [] }],
    ['sw own, s table', { see: ['own', 'table'], write: ['own'], export: [] }],
    ['s if the delegation allows', { see: ['delegation'], write: [], export: [] }],
    ['if all parties agree', { see: ['agreed'], write: [], export: [] }],
    ['s once presented', { see: ['presented'], write: [], export: [] }],
    ['sw table', { see: ['table'], write: ['table'], export: [] }],
  ])('%s', (cell, rule) => expect(parseCell(cell)).toEqual(rule))
})

test('refusals that matter most', () => {
  expect(may('official', 'see', 'stance')).toBe(false)
  expect(may('leader', 'see', 'report_draft')).toBe(false)
  expect(may('assistant', 'see', 'settings')).toBe(false)
  expect(may('adviser', 'write', 'evidence')).toBe(false)
  expect(may('public', 'see', 'settings')).toBe(false)
  expect(may('donor', 'write', 'demand')).toBe(false)
})

describe('the database', () => {
  let at: FreshDatabase
  beforeAll(async () => {
    at = await freshDatabase()
  })
  afterAll(() => at.drop())

  test('holds the same rules, and no others', async () => {
    const { rows } = await sql<{
      resource: Resource
      role: Role
      see: string[]
      write: string[]
      export: string[]
    }>`
      select resource, role, see, "write", export from kernel.access_rule`.execute(at.database.kysely)
    const held = Object.fromEntries(rows.map(({ resource, role, ...rule }) => [`${role} ${resource}`, rule]))
    const ours = Object.fromEntries(
      resources.flatMap((resource) =>
        roles.flatMap((role) => {
          const rule = ruleFor(role, resource)
          return Object.values(rule).every((scopes) => scopes.length === 0)
            ? []
            : [[`${role} ${resource}`, rule]]
        }),
      ),
    )
    expect(held).toEqual(ours)
  })

  test('knows the resource of every kind of record', async () => {
    const { rows } = await sql<{
      resource: string
    }>`select distinct resource from kernel.record_kind`.execute(at.database.kysely)
    expect(resources).toEqual(expect.arrayContaining(rows.map((row) => row.resource)))
  })
})
