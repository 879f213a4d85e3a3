/** The made-up organisations of the sample, written as a person would have noted them. */
import { actors, issues, people, ties } from '../sample/actors.ts'
import {
  addFact,
  addOrganisation,
  addPerson,
  finderOf,
  issueNamed,
  type LegalForm,
  type RelationKind,
  type Stance,
} from './actors/index.ts'
import { newId } from './kernel/id.ts'
import { text } from './kernel/text.ts'
import type { Asker, WriteTx } from './kernel/transaction.ts'

/** Adds them with members, posts, people, ties and positions; returns the id of each by its code. */
export async function addSampleActors(tx: WriteTx, asker: Asker): Promise<Map<string, string>> {
  const ids = new Map(actors.map(({ code }) => [code, newId()]))
  const idOf = (code: string): string => {
    const id = ids.get(code)
    if (!id) throw new Error(`the sample has no organisation ${code}`)
    return id
  }
  const finder = await finderOf(tx, asker)
  const posts = new Map<string, string>()
  for (const actor of actors) {
    const placeIds = actor.places.split(' ').flatMap((code) => finder.place(code) ?? [])
    const id = idOf(actor.code)
    await addOrganisation(
      tx,
      asker,
      {
        name: text(actor.es, actor.en),
        acronym: actor.acronym ?? null,
        constituency: actor.constituency,
        legalForm: actor.form as LegalForm,
        membershipBased: actor.base ?? null,
        sector: null,
        about: null,
        website: null,
        placeId: placeIds[0] ?? null,
        placeIds: placeIds.slice(1),
        groupIds: (actor.groups ?? '').split(' ').flatMap((code) => finder.group(code) ?? []),
      },
      id,
    )
    for (const [, month, total, women, documented] of (actor.members ?? '').matchAll(
      /(\d{4}-\d\d):(\d+)(?:\/(\d+))?(d?)/g,
    ))
      await addFact(tx, asker, 'membership', {
        organisation_id: id,
        observed_on: `${month}-01`,
        total: Number(total),
        women: women ? Number(women) : null,
        men: women ? Number(total) - Number(women) : null,
        basis: documented ? 'documented' : 'reported',
        method: documented ? 'padrón revisado en asamblea' : null,
        source: documented ? null : 'su dirigencia',
      })
    for (const [, title = '', sex, since] of (actor.posts ?? '').matchAll(
      /\s*([^;]+?) ([wm]) (\d{4})(?:;|$)/g,
    ))
      posts.set(
        `${actor.code} ${title}`,
        await addFact(tx, asker, 'post', {
          organisation_id: id,
          title: title.charAt(0).toLocaleUpperCase('es') + title.slice(1),
          is_leader: true,
          sex: sex === 'w' ? 'woman' : 'man',
          since: `${since}-01-01`,
          until: null,
          person_id: null,
        }),
      )
  }
  for (const { name, organisation, post, phone, channel, languages } of people) {
    const person = await addPerson(tx, asker, {
      name,
      organisationId: idOf(organisation),
      sex: null,
      languages: languages.split(', '),
      channel,
      phone,
      email: null,
      notes: null,
    })
    const held = posts.get(`${organisation} ${post}`)
    if (held)
      await tx
        .updateTable('actors.post')
        .set({ person_id: person })
        .where('workspace_id', '=', asker.workspaceId)
        .where('id', '=', held)
        .execute()
  }
  for (const { from, kind, to, since, until } of ties)
    await addFact(tx, asker, 'relation', {
      kind: kind as RelationKind,
      from_id: idOf(from),
      to_id: idOf(to),
      since,
      until: until ?? null,
      source: null,
      note: null,
    })
  for (const { es, en, positions } of issues) {
    const issue = await issueNamed(tx, asker, text(es, en))
    for (const entry of positions.split('; ')) {
      const [code = '', stance, influence, interest] = entry.split(' ')
      await addFact(tx, asker, 'position', {
        organisation_id: idOf(code),
        issue_id: issue,
        observed_on: '2025-11-03',
        stance: stance === '-' ? null : (Number(stance) as Stance),
        influence: Number(influence),
        interest: Number(interest),
        source: null,
        note: null,
      })
    }
  }
  return ids
}
