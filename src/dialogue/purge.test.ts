/** Thirty days after a removal nothing of it is left; what something that stands names or rests on keeps its words. */
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../test/app.ts'
import type { PersonName } from '../kernel/fixtures/people.ts'
import { newId } from '../kernel/id.ts'
import { text } from '../kernel/text.ts'
import { linkRecords } from '../kernel/thread.ts'
import { type Asker, type ReadTx, read, type WriteTx, write } from '../kernel/transaction.ts'
import { addClause, clausesOf, removeClause } from './agreements/clauses.ts'
import { addAgreement, agreementById } from './agreements/store.ts'
import { addDemand } from './demands/store/demands.ts'
import { addAct, addMandate, mandatesOf, removeMandate } from './demands/store/mandates.ts'
import { removeDemand } from './demands/store/removal.ts'
import { saveConcessions } from './negotiation/mandate.ts'
import { makeOffer } from './negotiation/offers.ts'
import { addPoint, pointIn, removePoint } from './negotiation/points.ts'
import { addRound, removeRound, roundsOf } from './negotiation/rounds.ts'
import { addDelegation, addNegotiation, delegationsOf, negotiationById } from './negotiation/store.ts'
import { addDialogue } from './policy/store.ts'
import { purgeDialogue } from './purge.ts'
import { noteEntries } from './store/attendance.ts'
import { invitationsOf, setContact } from './store/invitations.ts'
import { addMeeting, addParties, type MeetingFields, partiesOf, setAgenda } from './store/meetings.ts'
import { saveMinutes } from './store/minutes.ts'
import { addPlatform, joinPlatform } from './store/platforms.ts'
import { removeMeeting, removePlatform, restoreMeeting } from './store/removal.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
}, 60_000)
afterAll(() => app.drop())

const as = <T>(person: PersonName, work: (tx: WriteTx, asker: Asker) => Promise<T>): Promise<T> =>
  write(app.village.db, app.village.as(person), work)
const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
const today = new Date().toISOString().slice(0, 10)
const purge = (after: number) => purgeDialogue(app.village.db, app.services.files, days(after))
const nothing = { clause: 0, point: 0, demand: 0, meeting: 0, platform: 0, round: 0, mandate: 0, file: 0 }

/** Everything that the part and the kernel say, as text. */
const all = () =>
  read(app.village.db, app.village.system, async (tx: ReadTx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'dialogue' or (schemaname = 'kernel' and tablename in
         ('record', 'record_version', 'search_entry', 'event', 'link', 'attachment', 'arrival', 'audience'))`.execute(
      tx,
    )
    let words = ''
    for (const { name } of tables) {
      const { rows } = await sql<{ all: string }>`
        select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as all from ${sql.raw(name)} t`.execute(tx)
      words += rows[0]?.all ?? ''
    }
    return words
  })

const place = { platformId: null, placeId: null, workerGroupId: null }

/** A meeting with everything that hangs on one: a contact, an agenda, people who came, a draft of minutes. */
async function meeting(tx: WriteTx, asker: Asker, name: string): Promise<string> {
  const fields: MeetingFields = {
    ...{ ...place, kind: 'forum', title: text(`Foro ${name}`), purpose: text(`propósito ${name}`) },
    ...{ startsAt: days(-2), endsAt: days(-1), venue: `salón ${name}`, url: null, convenorId: null },
    ...{ childcare: false, interpretation: '' },
  }
  const id = await addMeeting(tx, asker, fields)
  await addParties(tx, asker, id, [app.village.organisations.domestic])
  await setAgenda(tx, asker, id, [{ words: text(`orden ${name}`), minutes: null }])
  const [invitation] = await invitationsOf(tx, asker, id)
  if (invitation)
    await setContact(tx, asker, 'secret', invitation, 1, {
      addressee: `Filomena ${name}`,
      phone: '5510203040',
    })
  const parties = await partiesOf(tx, asker, id)
  const came = { id: newId(), at: days(-1), kind: 'attendance', sex: 'woman', age: null } as const
  await noteEntries(tx, asker, 'secret', { id }, parties, [
    { ...came, organisationId: app.village.organisations.domestic, name: `Petra ${name}` },
  ])
  const line = { id: null, kind: 'note', organisationId: null, addresseeId: null, dueOn: null } as const
  await saveMinutes(tx, asker, id, 0, {
    proposal: text(`propuesta ${name}`),
    items: [{ ...line, words: text(`renglón ${name}`) }],
  })
  return id
}

/** A demand with a mandate and the scan of its act. */
async function demand(tx: WriteTx, asker: Asker, name: string, originals: string[] = []): Promise<string> {
  const { domestic } = app.village.organisations
  const fields = {
    ...place,
    words: text(`Que ${name}`),
    problem: text(`problema ${name}`),
    addresseeId: null,
  }
  const id = await addDemand(
    tx,
    asker,
    { ...fields, womensCaucus: false, ownerIds: [domestic], raisedOn: today, how: 'paper', originals },
    today,
  )
  const counts = { inFavour: null, against: null, abstained: null, women: null, men: null }
  await addMandate(
    tx,
    asker,
    id,
    {
      ...{
        ...counts,
        organisationId: domestic,
        body: 'assembly',
        bodyName: `asamblea ${name}`,
        heldOn: today,
      },
      ...{ result: 'consensus', note: null, how: 'paper' },
    },
    today,
  )
  return id
}

async function act(id: string, name: string): Promise<string> {
  const file = await app.services.files.put(Readable.from([Buffer.from(`acta ${name}`)]))
  await as('lucia', async (tx, asker) => {
    const [mandate] = await mandatesOf(tx, asker, id)
    if (mandate)
      await addAct(tx, asker, id, mandate, { ...file, mediaType: 'application/pdf', name: `${name}.pdf` })
  })
  return file.sha256
}

it('what nobody rests on goes whole; what is named or cited keeps its words and loses its people; the log keeps ids', async () => {
  const ids = await as('lucia', async (tx, asker) => {
    const { domestic, ministry } = app.village.organisations
    // Nothing rests on these.
    const gone = { meeting: await meeting(tx, asker, 'efímero'), demand: await demand(tx, asker, 'efímera') }
    const platform = await addPlatform(tx, asker, {
      ...{ name: text('Red efímera'), among: 'workers', kind: 'network', convenorId: null, rules: null },
      ...{ placeId: null, workerGroupId: null, startedOn: null, endedOn: null },
    })
    await joinPlatform(tx, asker, platform, {
      organisationId: domestic,
      joinedOn: null,
      women: null,
      men: null,
    })
    // A policy dialogue was held at this one; a joint demand rests on these two.
    const named = await meeting(tx, asker, 'nombrado')
    const dialogue = { ...place, title: text('¿Qué ley?'), purpose: null }
    await addDialogue(tx, asker, { ...dialogue, meetingId: named })
    const originals = [await demand(tx, asker, 'citada'), await demand(tx, asker, 'hermana')]
    const joint = await demand(tx, asker, 'conjunta', originals)
    const lost = await demand(tx, asker, 'sin mandato')
    // A negotiation that goes on, whose point and round were mistakes.
    const negotiation = await addNegotiation(tx, asker, { ...place, title: text('Mesa viva'), purpose: null })
    await addDelegation(tx, asker, negotiation, { organisationId: domestic, constituency: 'workers' })
    await addDelegation(tx, asker, negotiation, { organisationId: ministry, constituency: 'authority' })
    const point = await addPoint(tx, asker, negotiation, {
      title: text('Punto efímero'),
      demandId: gone.demand,
    })
    const living = await addPoint(tx, asker, negotiation, { title: text('Punto vivo'), demandId: null })
    const round = await addRound(tx, asker, negotiation, {
      ...{ meetingId: gone.meeting, heldOn: today, note: text('ronda efímera') },
    })
    const agreement = await addAgreement(tx, asker, {
      ...{
        ...place,
        title: text('Convenio vivo'),
        legalNature: 'minutes',
        legalBasis: '',
        authoritative: 'es',
      },
      ...{ validFrom: null, validTo: null },
    })
    const draft = await agreementById(tx, asker, agreement)
    await addClause(tx, asker, draft, { number: '1', words: text('Cláusula efímera') })
    await addClause(tx, asker, draft, { number: '2', words: text('Cláusula viva') })
    return { ...gone, platform, named, originals, joint, lost, negotiation, point, living, round, agreement }
  })
  // Drafts and limits of her own delegation, on the point that goes and on the one that stays.
  await as('rosa', async (tx, asker) => {
    const negotiation = await negotiationById(tx, asker, ids.negotiation)
    const own = (await delegationsOf(tx, asker, ids.negotiation)).find((one) => one.own)
    if (!own) throw new Error('no seat')
    for (const [point, words] of [
      [ids.point, 'borrador efímero'],
      [ids.living, 'borrador vivo'],
    ] as const)
      await makeOffer(tx, asker, negotiation, await pointIn(tx, asker, negotiation, point), own, {
        ...{ words: text(words), answersId: null, roundId: ids.round, sentOn: null },
      })
    await saveConcessions(tx, asker, own, [
      { pointId: ids.point, wanted: 'límite efímero', least: '', note: '' },
      { pointId: ids.living, wanted: 'límite vivo', least: '', note: '' },
    ])
  })
  const scans = {
    gone: await act(ids.demand, 'efímera'),
    cited: await act(ids.originals[0] ?? '', 'citada'),
    mandate: await act(ids.lost, 'sin mandato'),
    stays: await act(ids.joint, 'conjunta'),
  }
  await as('lucia', async (tx, asker) => {
    const negotiation = await negotiationById(tx, asker, ids.negotiation)
    await removePoint(tx, asker, await pointIn(tx, asker, negotiation, ids.point))
    for (const round of await roundsOf(tx, asker, ids.negotiation)) await removeRound(tx, asker, round)
    const [mandate] = await mandatesOf(tx, asker, ids.lost)
    await removeMandate(tx, asker, ids.lost, mandate?.id ?? '')
    for (const id of [ids.demand, ids.originals[0] ?? '']) await removeDemand(tx, asker, id)
    for (const id of [ids.meeting, ids.named]) await removeMeeting(tx, asker, id)
    await removePlatform(tx, asker, ids.platform)
    const draft = await agreementById(tx, asker, ids.agreement)
    const [clause] = await clausesOf(tx, asker, ids.agreement)
    if (clause) await removeClause(tx, asker, draft, clause)
  })

  expect(await purge(29)).toEqual(nothing)
  const before = await all()
  const told = ['Foro efímero', 'Petra efímero', 'límite efímero', 'Cláusula efímera', 'asamblea citada']
  expect(told.filter((words) => !before.includes(words))).toEqual([])

  expect(await purge(31)).toEqual({
    ...{ clause: 1, point: 1, demand: 2, meeting: 2, platform: 1, round: 1, mandate: 1, file: 3 },
  })
  const after = await all()
  expect(
    after.match(/efímer|5510203040|Filomena|Petra|salón|orden |renglón|asamblea (citada|sin mandato)/g),
  ).toBe(null)
  expect(
    [
      ...['Foro nombrado', 'Que citada', 'problema citada', 'Que conjunta', 'asamblea conjunta'],
      ...['Punto vivo', 'borrador vivo', 'límite vivo', 'Cláusula viva', 'Que sin mandato'],
    ].filter((words) => !after.includes(words)),
  ).toEqual([])
  const logged = [ids.meeting, ids.demand, ids.platform, ids.point, ids.round]
  expect(logged.filter((id) => !after.includes(id))).toEqual([])
  const there = await Promise.all(Object.values(scans).map((sha256) => app.services.files.verify(sha256)))
  expect(there).toEqual([false, false, false, true])

  // Nothing comes back, and a second day changes nothing.
  await expect(as('lucia', (tx, asker) => restoreMeeting(tx, asker, ids.meeting))).rejects.toThrow('notFound')
  expect(await purge(32)).toEqual(nothing)
}, 30_000)

it('what rested on it is put away, too: then it goes with it, and not before', async () => {
  const [original, other, joint] = await as('lucia', async (tx, asker) => {
    const two = [await demand(tx, asker, 'primera'), await demand(tx, asker, 'segunda')]
    const one = await demand(tx, asker, 'de ambas', two)
    await removeDemand(tx, asker, two[0] ?? '')
    return [two[0] ?? '', two[1] ?? '', one]
  })
  expect((await purge(31)).demand).toBe(1)
  expect(await all()).toContain('Que primera')
  await as('lucia', (tx, asker) => removeDemand(tx, asker, joint))
  // The joint one may still be brought back.
  await write(app.village.db, app.village.system, (tx) =>
    sql`update kernel.record set deleted_at = now() - interval '40 days' where id = ${original}`.execute(tx),
  )
  expect((await purge(0)).demand).toBe(0)
  expect((await purge(31)).demand).toBe(2)
  const after = await all()
  expect(after.match(/Que (primera|de ambas)/)).toBe(null)
  expect(after).toContain('Que segunda')
  expect(other).not.toBe(original)
})

it('a meeting whose minutes were signed off once keeps their lines; one that a demand rests on or a report binds stays', async () => {
  const [signed, cited, bound] = await as('lucia', async (tx, asker) => [
    await meeting(tx, asker, 'firmado'),
    await meeting(tx, asker, 'citado'),
    await meeting(tx, asker, 'ligado'),
  ])
  for (const name of ['hold'] as const) await app.post(`/meetings/${signed}/step`, { step: name })
  for (const step of ['circulate', 'sign_off', 'amend'])
    expect((await app.post(`/meetings/${signed}/minutes/step`, { step })).status).toBe(303)
  await as('lucia', async (tx, asker) => {
    const record = await demand(tx, asker, 'se apoya')
    await linkRecords(tx, asker, { record, basis: cited, kind: 'supports' })
    const report = newId()
    await sql`insert into reports.report (workspace_id, id, form, title)
              values (${asker.workspaceId}, ${report}, 'other', ${JSON.stringify(text('Informe'))})`.execute(
      tx,
    )
    await sql`insert into reports.binding (workspace_id, id, report_id, spec, held, basis, record_id)
              values (${asker.workspaceId}, ${newId()}, ${report}, '{}', '{}', '1', ${bound})`.execute(tx)
    for (const id of [signed, cited, bound]) await removeMeeting(tx, asker, id)
  })
  expect((await purge(31)).meeting).toBe(3)
  const after = await all()
  expect(
    ['Foro firmado', 'renglón firmado', 'Foro citado', 'propósito citado', 'Foro ligado'].filter(
      (words) => !after.includes(words),
    ),
  ).toEqual([])
  // What was cited is what the version said, its hall among it.
  expect(after.match(/(Petra|Filomena|orden) (firmado|citado|ligado)|salón firmado/g)).toBe(null)
  expect((await purge(32)).meeting).toBe(0)
})
