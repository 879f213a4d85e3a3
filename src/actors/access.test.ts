/** Who may what, read from the design's own table where it is at hand, asked of the database and of the pages. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp, type Visitor } from '../../test/app.ts'
import { parseCell, type Resource, type Role, type Rule, ruleFor } from '../kernel/access.ts'
import { text } from '../kernel/text.ts'
import { read, write } from '../kernel/transaction.ts'
import { addFact, addSelfAssessment, issueNamed } from './facts.ts'
import { addOrganisation } from './organisations.ts'
import { addPerson } from './people.ts'
import { blank, person } from './testing.ts'

const lines: Partial<Record<Resource, string>> = {
  organisation: 'organisations (public fields)',
  leader_contact: "leaders' names, phones",
  stance: 'influence, stance, who blocks',
}

/** A cell of the table in domain.md; the kernel's own table, kept equal to it by a test, where there is no ../shared. */
function ruleOf(role: Role, resource: Resource): Rule {
  const file = resolve(import.meta.dirname, '../../../shared/design/domain.md')
  if (!existsSync(file)) return ruleFor(role, resource)
  const rows = (readFileSync(file, 'utf8').split('### Who may what')[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const at = rows[0]?.findIndex((cell) => cell.split(', ').includes(role)) ?? -1
  return parseCell(rows.find(([title]) => title === lines[resource])?.[at] ?? 'no such cell')
}

const roles = [
  'coordinator',
  'assistant',
  'researcher',
  'facilitator',
  'adviser',
  'leader',
  'official',
  'employer',
  'donor',
] as const
type MemberRole = (typeof roles)[number]
const everybody: Visitor[] = [...roles, 'public', 'stranger']

/** Words that only some may read; they appear nowhere else in the workspace. */
const secret = {
  name: 'Filomena Xicoténcatl',
  phone: '5551234567',
  stance: 'bloquea por la franja de Tláhuac',
}

let app: TestApp
let ids: Record<'person' | 'own' | 'other' | 'position' | 'dispute' | 'issue', string>
beforeAll(async () => {
  app = await testApp()
  await app.entrance('employer')
  const { village } = app
  ids = await write(village.db, village.as('lucia'), async (tx, asker) => {
    const own = village.organisations.domestic
    const other = await addOrganisation(tx, asker, { ...blank, name: text('Cámara de prueba') })
    const personId = await addPerson(tx, asker, {
      ...person,
      name: secret.name,
      phone: secret.phone,
      organisationId: own,
    })
    await addFact(tx, asker, 'post', {
      organisation_id: own,
      title: 'Secretaria general',
      is_leader: true,
      sex: 'woman',
      since: '2024-01-01',
      until: null,
      person_id: personId,
    })
    const issue = await issueNamed(tx, asker, text('Reubicación secreta'))
    const position = await addFact(tx, asker, 'position', {
      organisation_id: other,
      issue_id: issue,
      observed_on: '2026-01-01',
      stance: -2,
      influence: 5,
      interest: 4,
      source: secret.stance,
      note: null,
    })
    const between = { from_id: own, to_id: other, since: null, until: null, note: null }
    await addFact(tx, asker, 'relation', { ...between, kind: 'allied_with', source: 'boletín' })
    const dispute = await addFact(tx, asker, 'relation', {
      ...between,
      kind: 'in_dispute',
      source: secret.stance,
    })
    return { person: personId, own, other, position, dispute, issue }
  })
  await write(village.db, village.as('rosa'), (tx, asker) =>
    addSelfAssessment(tx, asker, ids.own, {
      assessedOn: '2026-01-01',
      answers: { elections: 1 },
      notes: 'Confidencial de la base',
    }),
  )
})
afterAll(() => app.drop())

const seen = async (role: MemberRole | 'public', table: string) =>
  read(
    app.village.db,
    await app.entrance(role),
    async (tx) => (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length,
  )

describe('the database gives', () => {
  it.each(roles)('%s the people that the table says', async (role) => {
    const { see } = ruleOf(role, 'leader_contact')
    expect(await seen(role, 'actors.person')).toBe(see.includes('all') || see.includes('own') ? 1 : 0)
  })
  it.each(roles)('%s the positions, issues and disputes that the table says', async (role) => {
    const sees = ruleOf(role, 'stance').see.includes('all') ? 1 : 0
    expect(await seen(role, 'actors.position')).toBe(sees)
    expect(await seen(role, 'actors.issue')).toBe(sees)
    expect(await seen(role, 'actors.relation')).toBe(1 + sees)
  })
  it.each([...roles, 'public'] as const)('%s the organisations that the table says', async (role) => {
    const all = ruleOf(role, 'organisation').see.includes('all')
    expect(await seen(role, 'actors.organisation')).toBe(all ? 5 : 0)
    expect(await seen(role, 'actors.post')).toBe(all ? 1 : 0)
  })
  it.each([...roles, 'public'] as const)(
    '%s the self-assessment of her own organisation alone',
    async (role) => {
      expect(await seen(role, 'actors.self_assessment')).toBe(role === 'leader' ? 1 : 0)
    },
  )
  it('a leader nobody of another organisation', async () => {
    const found = await read(
      app.village.db,
      app.village.as('berta'),
      async (tx) => (await sql`select from actors.person`.execute(tx)).rows.length,
    )
    expect(found).toBe(0)
  })
  it('a facilitator the people of the tables that she is of, and no others', async () => {
    const { village } = app
    await write(village.db, village.system, async (tx) => {
      await sql`update kernel.member set organisation_id = ${ids.other} where id = ${village.members.vera}`.execute(
        tx,
      )
      await sql`insert into kernel.audience (workspace_id, id, kind, name) values (${village.workspaceId}, ${ids.issue}, 'table', ${JSON.stringify(text('Mesa'))})`.execute(
        tx,
      )
      for (const id of [ids.own, ids.other])
        await sql`insert into kernel.audience_organisation values (${village.workspaceId}, ${ids.issue}, ${id})`.execute(
          tx,
        )
    })
    expect(await seen('facilitator', 'actors.person')).toBe(1)
    await write(village.db, village.system, async (tx) => {
      await sql`delete from kernel.audience where id = ${ids.issue}`.execute(tx)
      await sql`update kernel.member set organisation_id = null where id = ${village.members.vera}`.execute(
        tx,
      )
    })
    expect(await seen('facilitator', 'actors.person')).toBe(0)
  })
  it.each(roles)('%s nothing to write but what the table says', async (role) => {
    const tries: [Resource, string, string][] = [
      ['leader_contact', 'actors.person', 'notes'],
      ['stance', 'actors.position', 'note'],
      ['organisation', 'actors.post', 'title'],
    ]
    for (const [resource, table, column] of tries) {
      const may = ruleOf(role, resource).write.includes('all')
      const changed = await write(app.village.db, await app.entrance(role), async (tx) => {
        const { numAffectedRows } =
          await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)}`.execute(tx)
        return Number(numAffectedRows)
      })
      expect(changed > 0, `${role} ${table}`).toBe(may)
    }
  })
})

describe('no page, file, search result or error says', () => {
  const pages = () => [
    '/actors',
    '/actors?q=Filomena',
    '/actors?q=55512345',
    '/actors/list.csv',
    '/actors/list.xlsx',
    '/actors/people',
    '/actors/people/list.csv',
    `/actors/people/${ids.person}`,
    `/actors/people/${ids.person}/edit`,
    `/actors/${ids.own}`,
    `/actors/${ids.other}`,
    `/actors/${ids.other}/edit`,
    `/actors/${ids.own}/post/new`,
    `/actors/${ids.other}/position/new`,
    `/actors/${ids.other}/position/${ids.position}`,
    `/actors/${ids.own}/relation/${ids.dispute}`,
    `/actors/${ids.own}/self`,
    '/search?q=Filomena',
    '/search?q=Xicotencatl',
    '/search?q=55512345',
    '/search?q=reubicación',
    '/search?q=Confidencial',
    '/log',
    '/',
  ]
  it.each(everybody)('%s more than the table lets her read', async (visitor) => {
    const role: Role = visitor === 'stranger' ? 'public' : visitor
    const people = ruleOf(role, 'leader_contact').see
    const stance = ruleOf(role, 'stance').see
    let found = { person: false, stance: false }
    for (const path of pages()) {
      for (const lang of ['es', 'en'] as const) {
        const { html, status } = await app.as(visitor).get(path, lang)
        expect(status, path).toBeLessThan(500)
        if (status === 200 && !path.includes('list.')) expect(flaws(html), path).toEqual([])
        const isPerson = html.includes(secret.name) || html.includes(secret.phone)
        // The words that one typed come back in the search field; they are not what is looked for here.
        const isStance = html.includes(secret.stance) || html.includes('Reubicación secreta')
        if (!people.includes('all') && !people.includes('own'))
          expect(isPerson, `${visitor} ${path}`).toBe(false)
        if (!stance.includes('all')) expect(isStance, `${visitor} ${path}`).toBe(false)
        if (visitor !== 'leader') expect(html.includes('Confidencial de la base'), path).toBe(false)
        found = { person: found.person || isPerson, stance: found.stance || isStance }
      }
    }
    // The test can fail: whoever may read it finds it.
    expect(found.person).toBe(people.includes('all') || people.includes('own'))
    expect(found.stance).toBe(stance.includes('all'))
  })

  it('a leader of another organisation finds neither', async () => {
    const { village } = app
    await write(village.db, village.system, async (tx) => {
      await sql`update kernel.member set organisation_id = ${village.organisations.vendors} where id = ${village.members.rosa}`.execute(
        tx,
      )
    })
    for (const path of pages()) {
      const { html } = await app.as('leader').get(path)
      expect(html.includes(secret.name) || html.includes(secret.phone), path).toBe(false)
      expect(html.includes('Confidencial de la base'), path).toBe(false)
    }
    await write(village.db, village.system, async (tx) => {
      await sql`update kernel.member set organisation_id = ${ids.own} where id = ${village.members.rosa}`.execute(
        tx,
      )
    })
  })

  it('files of people are for who may export them', async () => {
    for (const visitor of everybody) {
      const role: Role = visitor === 'stranger' ? 'public' : visitor
      for (const [path, resource] of [
        ['/actors/list.csv', 'organisation'],
        ['/actors/people/list.csv', 'leader_contact'],
      ] as const) {
        const { status, html } = await app.as(visitor).get(path)
        const may = ruleOf(role, resource).export.length > 0
        expect([visitor, path, status === 200], html.slice(0, 80)).toEqual([visitor, path, may])
      }
    }
  })
})
