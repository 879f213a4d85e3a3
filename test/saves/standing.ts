/**
 * A workspace in which every save of the dialogue can be made: one demand that may be presented, one offer that is still a draft,
 * one agreement that waits for its last signature … Made over HTTP by those who may.
 */
import { sql } from 'kysely'
import { newId } from '../../src/kernel/id.ts'
import { text } from '../../src/kernel/text.ts'
import { read, write } from '../../src/kernel/transaction.ts'
import type { Browser, TestApp } from '../app.ts'
import { withFile } from './form.ts'

export const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What stands, by name; each the id of a record or of a part of one. */
export type Standing = Record<(typeof names)[number], string>
const names = [
  ...['demand', 'otherDemand', 'demandStep', 'endorsement', 'mandate', 'endorsementNote', 'mandateNote'],
  ...[
    'proposal',
    'lodged',
    'proposalStep',
    'block',
    'policy',
    'policyTitle',
    'option',
    'demandNote',
    'proposalNote',
  ],
  ...[
    'broken',
    'brokenReason',
    'negotiation',
    'workers',
    'office',
    'guests',
    'point',
    'agreedPoint',
    'sparePoint',
    'round',
  ],
  ...['demandOffer', 'counterOffer', 'draft', 'acceptedOffer', 'bargained'],
  ...['draftAgreement', 'draftParty', 'clause', 'secondClause', 'closed', 'closedParty', 'ready'],
  ...['signed', 'signedParty', 'signedClause', 'amendment', 'readyAmendment'],
  ...['due', 'lasting', 'incident', 'letter', 'sentLetter'],
  ...[
    'meeting',
    'convoked',
    'held',
    'circulated',
    'removedMeeting',
    'heldParty',
    'invitation',
    'ownInvitation',
  ],
  ...['circulatedParty', 'attendee', 'door', 'platform', 'removedPlatform', 'platformMember'],
  ...[
    'spareDemand',
    'removedDemand',
    'removedMandate',
    'removedPoint',
    'removedRound',
    'evidence',
    'removedEvidence',
  ],
  ...['domestic', 'vendors', 'ministry', 'guest', 'facilitator', 'minuteText'],
  ...['basis', 'stale', 'staleSource', 'staleMark', 'link', 'settling'],
] as const

/** The words that only their owners find, each told apart from all others. */
export const hidden = {
  limit: 'Cederíamos hasta sesenta lugares ñandú',
  draft: 'Noventa lugares con credencial quetzal',
  reason: 'La asamblea del barrio lo quiere así',
} as const

const idIn = (location: string | null): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? ''

const addOrganisation = ({ db, system }: TestApp['village'], name: string): Promise<string> =>
  write(db, system, async (tx, { workspaceId }) => {
    const id = newId()
    await tx
      .insertInto('kernel.organisation')
      .values({ workspace_id: workspaceId, id, name: JSON.stringify(text(name)) })
      .execute()
    return id
  })

/** Sends a form that must be taken; the address to which it leads. */
export async function send(
  browser: Browser,
  path: string,
  form: Record<string, string> | FormData = {},
): Promise<string> {
  const { status, location, html } = await browser.post(path, form)
  if (status !== 303) {
    const said = /<main[\s\S]*<\/main>/
      .exec(html)?.[0]
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
    throw new Error(`${path}: ${status} ${said?.slice(0, 600)}`)
  }
  return location ?? ''
}
const make = async (browser: Browser, path: string, form: Record<string, string>): Promise<string> =>
  idIn(await send(browser, path, form))

export const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
export const seenIn = (html: string): string => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''

export async function everythingStands(app: TestApp): Promise<Standing> {
  const { village } = app
  const [team, leader, official] = [app, app.as('leader'), app.as('official')]
  const { domestic, vendors, ministry } = village.organisations
  /** The id of the first row, oldest first, for which `where` holds. */
  const id = (table: string, where: ReturnType<typeof sql>): Promise<string> =>
    read(village.db, village.system, async (tx) => {
      const { rows } = await sql<{
        id: string
      }>`select id from ${sql.table(table)} where ${where} order by id`.execute(tx)
      if (!rows[0]) throw new Error(`no row of ${table}`)
      return rows[0].id
    })
  /** A text as the forms carry it that write over it. */
  const json = (table: string, column: string, of: string): Promise<string> =>
    read(village.db, village.system, async (tx) => {
      const { rows } = await sql<{ text: unknown }>`
        select ${sql.ref(column)} as text from ${sql.table(table)} where id = ${of}`.execute(tx)
      return JSON.stringify(rows[0]?.text)
    })
  const of = (column: string, value: string) => sql`${sql.ref(column)} = ${value}`
  const at: Partial<Standing> = { domestic, vendors, ministry, facilitator: village.members.vera }
  at.guest = await addOrganisation(village, 'Universidad del Ejemplo')

  const raise = (words: string) =>
    make(leader, '/demands/new', { words, raisedOn: day(-40), addressee: ministry })
  at.demand = await raise('Que el descanso dominical se pague')
  at.otherDemand = await raise('Que haya contrato escrito')
  for (const one of [at.demand, at.otherDemand])
    await send(leader, `/demands/${one}/endorse`, {
      act: 'assembly',
      actedOn: day(-30),
      women: '40',
      men: '2',
      note: 'El acta está en la oficina',
    })
  await send(leader, `/demands/${at.demand}/mandate`, {
    ...{ body: 'assembly', heldOn: day(-30), result: 'majority', inFavour: '38', against: '4' },
    note: 'Se votó a mano alzada',
  })
  await send(leader, `/demands/${at.otherDemand}/step`, {
    from: 'endorsed',
    step: 'present',
    takenOn: day(-20),
    words: 'Entregada en oficialía',
  })
  at.demandStep =
    /name="step" value="([0-9a-f-]{36})"/.exec((await leader.get(`/demands/${at.otherDemand}`)).html)?.[1] ??
    ''
  at.demandNote = await json('dialogue.demand_step', 'words', at.demandStep)
  at.endorsement = await id('dialogue.demand_endorsement', of('demand_id', at.demand))
  at.mandate = await id('dialogue.demand_mandate', of('demand_id', at.demand))
  at.endorsementNote = await json('dialogue.demand_endorsement', 'note', at.endorsement)
  at.mandateNote = await json('dialogue.demand_mandate', 'note', at.mandate)

  at.spareDemand = await raise('Que se quite')
  at.removedDemand = await raise('Que se quitó')
  await send(leader, `/demands/${at.removedDemand}/remove`)
  await send(leader, `/demands/${at.demand}/mandate`, {
    body: 'other',
    heldOn: day(-29),
    result: 'unanimous',
  })
  at.removedMandate = await id('dialogue.demand_mandate', sql`demand_id = ${at.demand} and body = 'other'`)
  await send(leader, `/demands/${at.demand}/mandates/${at.removedMandate}/remove`)

  const propose = (title: string, demand: string) =>
    make(team, '/agenda/new', {
      ...{ title, summary: 'Reglas con recibo', level: 'borough', route: 'executive', authority: ministry },
      ...{ draftedOn: day(-40), demand },
    })
  at.proposal = await propose('Reglas de la ventanilla', at.otherDemand)
  at.lodged = await propose('Reglas del descanso', at.otherDemand)
  await send(team, `/agenda/${at.lodged}/step`, {
    from: 'drafted',
    step: 'submit',
    takenOn: day(-20),
    note: 'Con acuse',
  })
  await send(team, `/agenda/${at.lodged}/blocks`, { who: 'Gestores del trámite', note: 'Pierden' })
  at.block = await id('dialogue.proposal_block', of('proposal_id', at.lodged))
  at.proposalStep =
    /name="step" value="([0-9a-f-]{36})"/.exec((await team.get(`/agenda/${at.lodged}`)).html)?.[1] ?? ''

  at.proposalNote = await json('dialogue.proposal_step', 'note', at.proposalStep)

  at.policy = await make(team, '/policy/new', { question: '¿Quién afilia?', purpose: 'Comparar' })
  at.policyTitle = await json('kernel.record', 'title', at.policy)
  await send(team, `/policy/${at.policy}/options/new`, {
    name: 'La trabajadora',
    pros: 'Uno',
    currency: 'mxn',
  })
  at.option = await id('dialogue.policy_option', of('dialogue_id', at.policy))

  await bargain(at)
  await agree(at)
  await meet(at)
  await link(at)
  const found = { ...at, minuteText: at.minuteText ?? '' }
  const lacking = names.filter((name) => !found[name])
  if (lacking.length > 0) throw new Error(`nothing stands as ${lacking.join(', ')}`)
  return found as Standing

  async function bargain(at: Partial<Standing>): Promise<void> {
    at.broken = await make(team, '/negotiations/new', { title: 'Mesa que se rompió' })
    await send(team, `/negotiations/${at.broken}/steps/break_off`, { on: day(-3), reason: 'No vinieron' })
    at.brokenReason = await json('dialogue.negotiation', 'state_reason', at.broken)
    at.negotiation = await make(team, '/negotiations/new', { title: 'Mesa del descanso' })
    const here = `/negotiations/${at.negotiation}`
    for (const [organisation, constituency] of [
      [domestic, 'workers'],
      [ministry, 'authority'],
      [vendors, 'civil_society'],
    ] as const)
      await send(team, `${here}/delegations/new`, { organisation, constituency })
    const seat = (organisation: string) =>
      id('dialogue.delegation', sql`negotiation_id = ${at.negotiation} and organisation_id = ${organisation}`)
    ;[at.workers, at.office, at.guests] = [await seat(domestic), await seat(ministry), await seat(vendors)]
    const points: string[] = []
    for (const title of ['Descanso', 'Aguinaldo', 'Uniformes', 'Quitado']) {
      await send(team, `${here}/points`, { title })
      points.push(
        await id(
          'dialogue.point',
          sql`negotiation_id = ${at.negotiation} and title->'es'->>'text' = ${title}`,
        ),
      )
    }
    ;[at.point, at.agreedPoint, at.sparePoint, at.removedPoint] = points
    await send(team, `${here}/points/${at.removedPoint}/remove`)
    await send(team, `${here}/steps/open`, { on: day(-10) })
    await send(team, `${here}/rounds/new`, { heldOn: day(-9), note: 'Se leyeron los textos' })
    at.round = await id('dialogue.negotiation_round', of('negotiation_id', at.negotiation))
    await send(team, `${here}/rounds/new`, { heldOn: day(-8), note: 'Quitada' })
    at.removedRound = await id(
      'dialogue.negotiation_round',
      sql`negotiation_id = ${at.negotiation} and id <> ${at.round}`,
    )
    await send(team, `${here}/rounds/${at.removedRound}/remove`)
    const draft = async (browser: Browser, point: string, es: string, answers?: string): Promise<string> => {
      await send(browser, `${here}/points/${point}/offers/new`, { es, ...(answers ? { answers } : {}) })
      return id('dialogue.offer', sql`point_id = ${point} and words->'es'->>'text' = ${es}`)
    }
    const offer = async (browser: Browser, point: string, es: string, answers?: string): Promise<string> => {
      const made = await draft(browser, point, es, answers)
      await send(browser, `${here}/points/${point}/offers/${made}/send`, { version: '1' })
      return made
    }
    at.demandOffer = await offer(leader, at.point ?? '', 'Descanso los domingos, con pago')
    at.counterOffer = await offer(official, at.point ?? '', 'Descanso los domingos', at.demandOffer)
    at.draft = await draft(leader, at.point ?? '', hidden.draft, at.counterOffer)
    at.acceptedOffer = await offer(official, at.agreedPoint ?? '', 'Quince días de aguinaldo')
    await send(leader, `${here}/points/${at.agreedPoint}/offers/${at.acceptedOffer}/accept`, { on: day(-1) })
    await send(leader, `${here}/mandate`, {
      seen: seenIn((await leader.get(`${here}/mandate`)).html),
      [`least-${at.point}`]: hidden.limit,
    })
    at.bargained = at.agreedPoint
  }

  async function agree(at: Partial<Standing>): Promise<void> {
    const write = async (title: string): Promise<string> => {
      const made = await make(team, '/agreements/new', { title, nature: 'minutes', authoritative: 'es' })
      for (const [organisation, constituency] of [
        [domestic, 'workers'],
        [ministry, 'authority'],
      ] as const)
        await send(team, `/agreements/${made}/parties/new`, { organisation, constituency })
      await send(team, `/agreements/${made}/clauses/new`, { number: '1', words: 'Ochenta lugares fijos.' })
      await send(team, `/agreements/${made}/clauses/new`, {
        number: '2',
        words: 'Baños limpios.',
        wordsEn: 'Clean toilets.',
      })
      return made
    }
    const party = (agreement: string, organisation: string) =>
      id('dialogue.signatory', sql`agreement_id = ${agreement} and organisation_id = ${organisation}`)
    const clause = (agreement: string, number: string) =>
      id('dialogue.clause', sql`agreement_id = ${agreement} and number = ${number}`)
    const close = async (made: string): Promise<void> => {
      await send(team, `/agreements/${made}/step`, { step: 'close' })
      const own = { authority: 'vote', authorityOn: day(-2), names: 'Rosa Hernández' }
      await send(leader, `/agreements/${made}/parties/${await party(made, domestic)}`, {
        ...own,
        seen: seenIn((await leader.get(`/agreements/${made}/parties/${await party(made, domestic)}`)).html),
        noReportBackReason: 'Estatutos, artículo 12',
      })
      const office = `/agreements/${made}/parties/${await party(made, ministry)}`
      await send(team, office, {
        ...{ authority: 'legal_powers', authorityOn: day(-2) },
        seen: seenIn((await team.get(office)).html),
      })
    }
    const sign = async (made: string): Promise<void> => {
      for (const organisation of [domestic, ministry])
        await send(team, `/agreements/${made}/parties/${await party(made, organisation)}/sign`, {
          day: day(-1),
        })
    }
    at.draftAgreement = await write('Convenio en borrador')
    at.draftParty = await party(at.draftAgreement, domestic)
    at.clause = await clause(at.draftAgreement, '1')
    at.secondClause = await clause(at.draftAgreement, '2')
    at.closed = await write('Convenio por firmar')
    at.closedParty = await party(at.closed, domestic)
    await close(at.closed)
    at.ready = await write('Convenio con sus firmas')
    await close(at.ready)
    await sign(at.ready)
    at.signed = await write('Convenio firmado')
    at.signedParty = await party(at.signed, domestic)
    at.signedClause = await clause(at.signed, '2')
    await close(at.signed)
    await sign(at.signed)
    const here = `/agreements/${at.signed}`
    await send(team, `${here}/step`, { step: 'sign' })
    for (const [browser, organisation] of [
      [leader, domestic],
      [official, ministry],
    ] as const)
      await send(browser, `${here}/parties/${await party(at.signed, organisation)}/publish`, {
        agrees: 'yes',
      })
    const amend = async (number: string): Promise<string> => {
      await send(team, `${here}/amend?clause=${await clause(at.signed ?? '', number)}`, {
        ...{ number, words: `Texto nuevo de la ${number}.`, reason: 'Creció el corredor' },
      })
      return id('dialogue.amendment', sql`clause_id = ${await clause(at.signed ?? '', number)}`)
    }
    at.amendment = await amend('1')
    at.readyAmendment = await amend('2')
    for (const [browser, organisation] of [
      [leader, domestic],
      [official, ministry],
    ] as const)
      await send(browser, `${here}/amendments/${at.readyAmendment}/answer`, {
        organisation,
        answer: 'agrees',
      })

    const promise = (words: string, more: Record<string, string>) =>
      make(team, `${here}/commitments/new`, { words, organisation: ministry, office: 'Padrones', ...more })
    at.due = await promise('Padrón de ochenta personas', { dueOn: day(-3) })
    at.lasting = await promise('No habrá desalojos', { lasts: 'true' })
    await send(leader, `/commitments/${at.due}/view`, {
      ...{ value: 'not_met', decidedBy: 'assembly', assessedOn: day(-1), reason: hidden.reason },
    })
    await send(leader, `/commitments/${at.lasting}/incidents/new`, {
      ...{ kind: 'seizure', happenedOn: day(-1), words: 'Decomiso de mercancía' },
    })
    at.incident = await id('dialogue.incident', of('commitment_id', at.lasting))
    const prove = async (name: string): Promise<string> => {
      await send(leader, `/commitments/${at.due}/evidence`, withFile({ words: name }, `${name}.pdf`))
      return id('dialogue.evidence', sql`commitment_id = ${at.due} and words->'es'->>'text' = ${name}`)
    }
    at.evidence = await prove('padron')
    at.removedEvidence = await prove('otra')
    await send(leader, `/commitments/${at.due}/evidence/${at.removedEvidence}/remove`)
    const letter = async (rung: string): Promise<string> => {
      await send(leader, `/commitments/${at.due}/letters`, { rung })
      return id('dialogue.remedy', sql`commitment_id = ${at.due} and rung = ${rung}`)
    }
    at.sentLetter = await letter('reminder')
    await send(leader, `/commitments/${at.due}/letters/${at.sentLetter}/step`, { step: 'send', day: day(-1) })
    at.letter = await letter('mediation')
  }

  async function meet(at: Partial<Standing>): Promise<void> {
    const begin = async (title: string, ahead: number): Promise<string> => {
      const made = await make(team, '/meetings/new', {
        ...{ kind: 'working_table', title, day: day(ahead), from: '10:00', until: '12:00' },
      })
      for (const organisation of ['Sindicato de trabajadoras del hogar', 'Secretaría del Trabajo'])
        await send(team, `/meetings/${made}/parties`, { organisation })
      return made
    }
    const line = (words: string) => ({
      ...{ version: '0', proposal: '', next: 'read', 'kind.0': 'commitment', 'words.0': words, 'id.0': '' },
      ...{ 'organisation.0': '', 'addressee.0': '', 'due.0': '' },
    })
    at.meeting = await begin('Mesa por convocar', 5)
    at.convoked = await begin('Mesa convocada', 6)
    await send(team, `/meetings/${at.convoked}/step`, { step: 'convoke' })
    const invited = (organisation: string) =>
      id('dialogue.invitation', sql`meeting_id = ${at.convoked} and organisation_id = ${organisation}`)
    at.invitation = await invited(ministry)
    at.ownInvitation = await invited(domestic)
    await send(team, `/meetings/${at.convoked}/attendance/doors`, { label: 'Puerta' })
    at.door = await id('dialogue.door', of('meeting_id', at.convoked))
    at.held = await begin('Mesa hecha', -3)
    await send(team, `/meetings/${at.held}/step`, { step: 'hold' })
    await send(team, `/meetings/${at.held}/minutes/edit`, line('Publicar los requisitos'))
    await send(team, `/meetings/${at.held}/attendance`, { organisation: domestic, names: 'Juana Anotada, m' })
    at.attendee = await id('dialogue.participation', of('meeting_id', at.held))
    at.heldParty = await id('dialogue.party', of('meeting_id', at.meeting))
    at.circulated = await begin('Mesa con minuta', -4)
    await send(team, `/meetings/${at.circulated}/step`, { step: 'hold' })
    await send(team, `/meetings/${at.circulated}/minutes/edit`, line('Revisar el padrón'))
    await send(team, `/meetings/${at.circulated}/minutes/step`, { step: 'circulate' })
    at.circulatedParty = await id(
      'dialogue.party',
      sql`meeting_id = ${at.circulated} and organisation_id = ${domestic}`,
    )
    const minutes = (await leader.get(`/meetings/${at.circulated}/minutes`)).html
    at.minuteText = /name="text" value="([^"]*)"/.exec(minutes)?.[1] ?? ''
    at.removedMeeting = await begin('Mesa quitada', 7)
    await send(team, `/meetings/${at.removedMeeting}/remove`)
    const gather = (name: string) => make(team, '/platforms/new', { name, among: 'officials', kind: 'forum' })
    at.platform = await gather('Foro de todas')
    await send(team, `/platforms/${at.platform}/members`, { organisation: 'Unión de comerciantes' })
    at.platformMember = await id('dialogue.platform_member', of('platform_id', at.platform))
    at.removedPlatform = await gather('Foro quitado')
    await send(team, `/platforms/${at.removedPlatform}/remove`)
  }

  /** A proposal whose demand has changed since; one mark of another is settled already. */
  async function link(at: Partial<Standing>): Promise<void> {
    at.basis = at.demand
    const changed = await make(leader, '/demands/new', { words: 'Que se registre', raisedOn: day(-9) })
    at.stale = await propose('Reglas que cambian', changed)
    const settled = await propose('Reglas revisadas', changed)
    await send(leader, `/demands/${changed}/edit`, {
      ...{
        words: 'Que se registre hoy',
        version: versionIn((await leader.get(`/demands/${changed}/edit`)).html),
      },
    })
    at.staleSource = changed
    const mark = async (record: string): Promise<string> => {
      const { html } = await team.get(`/thread/${record}`)
      return /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? ''
    }
    at.staleMark = await mark(at.stale)
    const undo = await team.post(`/thread/${settled}/confirm`, { mark: await mark(settled) })
    if (undo.status !== 303) throw new Error(`confirm: ${undo.status}`)
    at.settling = await id('kernel.settling', of('record_id', settled))
    at.link = await id('kernel.link', of('record_id', at.proposal ?? ''))
  }
}
