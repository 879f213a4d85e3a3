/** Every save of the dialogue and of the thread: one row each, by whom and with what, on what `everythingStands` made. */
import type { TestApp, Visitor } from '../app.ts'
import { day, type Standing } from './standing.ts'

export interface Save {
  /** As the part registers it. */
  route: string
  by: Exclude<Visitor, 'public' | 'stranger'>
  path: string
  form: Record<string, string>
  /** Name of a file that is sent with the form. */
  file?: string
  /** Fields of the form that hold a text which stands already: two people may write them at once. */
  texts?: readonly string[]
  /** Where the form stands, if not where it is sent to. */
  page?: string
}

/** Routes without a row, each with the reason. */
export const without: Readonly<Record<string, string>> = {
  '/answer/:token': 'saves as /meetings/:id/answer does; src/dialogue/dialogue.test.ts opens the link',
  '/door/:token':
    'saves entry by entry, each known by its own id: sending again changes nothing (door.test.ts)',
}

/** A form as the page gives it: what it carries hidden (a version, the ids of lines), with what is typed in it. */
export async function typedInto(
  app: TestApp,
  save: Save,
  typed = save.form,
): Promise<Record<string, string>> {
  const { html } = await app.as(save.by).get(save.page ?? save.path)
  const forms = html.split('<form').filter((one) => one.split('>')[0]?.includes(`${save.path}"`))
  const hidden = [...(forms[0] ?? '').matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => tag)
  const part = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return { ...typed, ...Object.fromEntries(hidden.map((tag) => [part(tag, 'name'), part(tag, 'value')])) }
}

/** The table. Forms in which a text stands already are opened, for the version that they carry. */
export async function savesOf(app: TestApp, at: Standing): Promise<Save[]> {
  const saves = rowsOf(at)
  for (const save of saves) if (save.texts) save.form = await typedInto(app, save)
  return saves
}

function rowsOf(at: Standing): Save[] {
  const row = (
    route: string,
    by: Save['by'],
    ids: readonly string[],
    form: Record<string, string> = {},
    more: Pick<Save, 'file' | 'texts' | 'page'> = {},
  ): Save => {
    const left = [...ids]
    return { route, by, path: route.replaceAll(/:[a-z]+/g, () => left.shift() ?? ''), form, ...more }
  }
  const offers = '/negotiations/:id/points/:point/offers/:offer'
  const offer = (id: string, point = at.point) => [at.negotiation, point, id]
  const clause = { number: '1', words: 'Ochenta y dos lugares.', wordsEn: 'Eighty-two pitches.' }
  const party = { authority: 'vote', authorityOn: day(-2), names: 'Rosa Hernández', capacity: 'Vocera' }
  return [
    row('/demands/new', 'leader', [], { words: 'Que haya agua', problem: 'No hay', raisedOn: day(-1) }),
    row(
      '/demands/:id/edit',
      'leader',
      [at.demand],
      {
        ...{ words: 'Que el descanso se pague doble', problem: 'No se paga', reason: 'Lo pidió la asamblea' },
      },
      { texts: ['words', 'problem'] },
    ),
    row('/demands/:id/step', 'leader', [at.demand], { from: 'endorsed', step: 'present', takenOn: day(-2) }),
    row('/demands/:id/undo', 'leader', [at.otherDemand], { step: at.demandStep }),
    row('/demands/:id/owners', 'coordinator', [at.demand], {
      organisation: 'Unión de comerciantes',
      role: 'raises',
    }),
    row('/demands/:id/endorse', 'coordinator', [at.demand], {
      ...{ organisation: at.vendors, act: 'assembly', actedOn: day(-3), women: '9', men: '8', how: 'paper' },
    }),
    row('/demands/:id/endorsements/:endorsement/take-back', 'leader', [at.demand, at.endorsement]),
    row('/demands/:id/mandate', 'leader', [at.demand], {
      body: 'assembly',
      heldOn: day(-4),
      result: 'consensus',
    }),
    row('/demands/:id/mandates/:mandate/remove', 'leader', [at.demand, at.mandate]),
    row('/demands/:id/mandates/:mandate/act', 'leader', [at.demand, at.mandate], {}, { file: 'acta.pdf' }),
    row('/demands/:id/mandates/:mandate/restore', 'leader', [at.demand, at.removedMandate]),
    row('/demands/:id/steps/:step/note', 'leader', [at.otherDemand, at.demandStep], {
      words: 'Nota',
      before: at.demandNote,
    }),
    row('/demands/:id/endorsements/:endorsement/note', 'leader', [at.demand, at.endorsement], {
      words: 'Dónde está el acta',
      before: at.endorsementNote,
    }),
    row('/demands/:id/mandates/:mandate/note', 'leader', [at.demand, at.mandate], {
      words: 'Lo que se dijo',
      before: at.mandateNote,
    }),
    row('/demands/:id/publish', 'leader', [at.otherDemand], { agrees: 'yes' }),
    row('/demands/:id/remove', 'leader', [at.spareDemand]),
    row('/demands/:id/restore', 'leader', [at.removedDemand]),
    row('/demands/priority', 'coordinator', [], {
      ...{ organisation: at.domestic, [`v.${at.demand}`]: '7', [`p.${at.demand}`]: '1', on: day(-1) },
    }),

    row('/agenda/new', 'coordinator', [], {
      ...{
        title: 'Reglas nuevas',
        level: 'borough',
        route: 'executive',
        draftedOn: day(-3),
        demand: at.demand,
      },
    }),
    row(
      '/agenda/:id/edit',
      'coordinator',
      [at.proposal],
      {
        ...{ title: 'Reglas de dos ventanillas', summary: 'Dos', level: 'borough', route: 'executive' },
      },
      { texts: ['title', 'summary', 'champion', 'deadlineBasis'] },
    ),
    row(
      '/agenda/:id/step',
      'coordinator',
      [at.proposal],
      { from: 'drafted', step: 'submit', takenOn: day(-2) },
      {
        file: 'acuse.pdf',
      },
    ),
    row('/agenda/:id/steps/:step/note', 'coordinator', [at.lodged, at.proposalStep], {
      words: 'Nota',
      before: at.proposalNote,
    }),
    row('/agenda/:id/undo', 'coordinator', [at.lodged], { step: at.proposalStep }),
    row('/agenda/:id/blocks', 'coordinator', [at.proposal], { who: 'Gestores', note: 'Pierden' }),
    row('/agenda/:id/blocks/:block/remove', 'coordinator', [at.lodged, at.block]),

    row('/policy/new', 'coordinator', [], { question: '¿Quién paga?', purpose: 'Saber' }),
    row(
      '/policy/:id/edit',
      'coordinator',
      [at.policy],
      {
        ...{ question: '¿Quién afilia hoy?', purpose: 'Comparar dos' },
      },
      { texts: ['question', 'purpose'] },
    ),
    row(
      '/policy/:id/decide',
      'coordinator',
      [at.policy],
      {
        ...{
          recommended: at.option,
          reason: 'Es la que llega',
          outcome: 'Se llevará al Consejo',
          outcomeOn: day(-1),
        },
      },
      { texts: ['reason', 'outcome'] },
    ),
    row('/policy/:id/options/new', 'coordinator', [at.policy], {
      name: 'El Instituto',
      pros: 'A',
      currency: 'mxn',
    }),
    row(
      '/policy/:id/options/:option',
      'coordinator',
      [at.policy, at.option],
      {
        ...{ name: 'La trabajadora sola', pros: 'Uno\nDos', cons: 'Tres', currency: 'mxn' },
      },
      { texts: ['name', 'pros', 'cons', 'costNote', 'payer', 'legal', 'decides'] },
    ),

    row('/negotiations/:id/reason', 'coordinator', [at.broken], {
      words: 'Se levantaron de la mesa',
      before: at.brokenReason,
    }),
    row('/negotiations/new', 'coordinator', [], { title: 'Mesa del agua', purpose: 'Agua' }),
    row(
      '/negotiations/:id/edit',
      'coordinator',
      [at.negotiation],
      {
        ...{ title: 'Mesa del descanso pagado', purpose: 'Descanso' },
      },
      { texts: ['title', 'purpose'] },
    ),
    row('/negotiations/:id/steps/:step', 'coordinator', [at.negotiation, 'deadlock'], {
      on: day(-1),
      reason: 'Nadie cede',
    }),
    row('/negotiations/:id/rounds/new', 'coordinator', [at.negotiation], {
      heldOn: day(-1),
      note: 'Segunda',
    }),
    row(
      '/negotiations/:id/rounds/:round',
      'coordinator',
      [at.negotiation, at.round],
      { heldOn: day(-9), note: 'Se leyeron y se explicaron' },
      { texts: ['note'] },
    ),
    row('/negotiations/:id/rounds/:round/remove', 'coordinator', [at.negotiation, at.round]),
    row('/negotiations/:id/rounds/:round/restore', 'coordinator', [at.negotiation, at.removedRound]),
    row('/negotiations/:id/points/:point/restore', 'coordinator', [at.negotiation, at.removedPoint]),
    row('/negotiations/:id/agreement', 'coordinator', [at.negotiation], {
      nature: 'minutes',
      authoritative: 'es',
    }),
    row('/negotiations/:id/delegations/new', 'coordinator', [at.negotiation], {
      ...{ organisation: at.guest, constituency: 'academia' },
    }),
    row(
      '/negotiations/:id/delegations/:delegation',
      'leader',
      [at.negotiation, at.workers],
      {
        ...{ women: '3', men: '1', authority: 'vote', authorityOn: day(-5), authorityNote: '187 a favor' },
        ...{ reportBack: 'accepted', reportBackOn: day(-1), reportBackWomen: '40' },
      },
      { texts: ['authorityNote', 'noReportBackReason'] },
    ),
    row('/negotiations/:id/delegations/:delegation/remove', 'coordinator', [at.negotiation, at.guests]),
    row(
      '/negotiations/:id/mandate',
      'leader',
      [at.negotiation],
      {
        ...{ [`wanted-${at.point}`]: 'Todo', [`least-${at.point}`]: 'Setenta', 'note-all': 'Hasta enero' },
      },
      { texts: [`wanted-${at.point}`, `least-${at.point}`, 'note-all'] },
    ),
    row('/negotiations/:id/mandate/disclose', 'leader', [at.negotiation], { disclose: 'yes' }),
    row('/negotiations/:id/points', 'coordinator', [at.negotiation], {
      title: 'Guantes',
      demand: at.otherDemand,
    }),
    row(
      '/negotiations/:id/points/:point/edit',
      'coordinator',
      [at.negotiation, at.sparePoint],
      {
        title: 'Uniformes y guantes',
      },
      { texts: ['title'] },
    ),
    row('/negotiations/:id/points/:point/step', 'coordinator', [at.negotiation, at.sparePoint], {
      step: 'set_aside',
    }),
    row('/negotiations/:id/points/:point/move', 'coordinator', [at.negotiation, at.sparePoint], {
      direction: 'up',
    }),
    row('/negotiations/:id/points/:point/remove', 'coordinator', [at.negotiation, at.sparePoint]),
    row('/negotiations/:id/points/:point/offers/new', 'leader', [at.negotiation, at.point], {
      ...{ es: 'Ochenta lugares', en: 'Eighty pitches', answers: at.counterOffer, round: at.round },
    }),
    row(
      offers,
      'leader',
      offer(at.draft),
      {
        es: 'Noventa y dos lugares',
      },
      { texts: ['es', 'en'] },
    ),
    row(`${offers}/discard`, 'leader', offer(at.draft)),
    row(`${offers}/send`, 'leader', offer(at.draft), { version: '1' }),
    row(`${offers}/withdraw`, 'official', offer(at.counterOffer), { on: day(0) }),
    row(`${offers}/accept`, 'leader', offer(at.counterOffer), { on: day(0) }),
    row(`${offers}/take-back`, 'leader', offer(at.acceptedOffer, at.agreedPoint)),

    row('/agreements/new', 'coordinator', [], {
      title: 'Convenio nuevo',
      nature: 'minutes',
      authoritative: 'es',
    }),
    row(
      '/agreements/:id/edit',
      'coordinator',
      [at.draftAgreement],
      {
        ...{ title: 'Convenio corregido', nature: 'contract', authoritative: 'es', basis: 'Ley' },
      },
      { texts: ['title', 'basis'] },
    ),
    row('/agreements/:id/step', 'coordinator', [at.ready], { step: 'sign' }),
    row('/agreements/:id/parties/new', 'coordinator', [at.draftAgreement], {
      ...{ organisation: at.vendors, constituency: 'workers' },
    }),
    row(
      '/agreements/:id/parties/:party',
      'leader',
      [at.draftAgreement, at.draftParty],
      {
        ...party,
      },
      { texts: ['capacity', 'names', 'authorityNote', 'noReportBackReason'] },
    ),
    row('/agreements/:id/parties/:party/sign', 'leader', [at.closed, at.closedParty], { day: day(0) }),
    row('/agreements/:id/parties/:party/remove', 'coordinator', [at.draftAgreement, at.draftParty]),
    row('/agreements/:id/parties/:party/publish', 'leader', [at.signed, at.signedParty], { agrees: 'no' }),
    row('/agreements/:id/publish', 'coordinator', [at.signed], { open: 'yes' }),
    row('/agreements/:id/files', 'coordinator', [at.signed], {}, { file: 'firmado.pdf' }),
    row('/agreements/:id/clauses/new', 'coordinator', [at.draftAgreement], { ...clause, number: '3' }),
    row(
      '/agreements/:id/clauses/:clause/edit',
      'coordinator',
      [at.draftAgreement, at.clause],
      {
        ...clause,
      },
      { texts: ['words', 'wordsEn'] },
    ),
    row(
      '/agreements/:id/clauses/:clause/translate',
      'coordinator',
      [at.signed, at.signedClause],
      {
        wordsEn: 'Clean toilets every day.',
      },
      { texts: ['wordsEn'] },
    ),
    row('/agreements/:id/clauses/:clause/move', 'coordinator', [at.draftAgreement, at.clause], { by: '1' }),
    row('/agreements/:id/clauses/:clause/remove', 'coordinator', [at.draftAgreement, at.secondClause]),
    row('/agreements/:id/amend', 'coordinator', [at.signed], {
      number: '9',
      words: 'Se agrega.',
      reason: 'Faltaba',
    }),
    row('/agreements/:id/amendments/:amendment/answer', 'leader', [at.signed, at.amendment], {
      ...{ organisation: at.domestic, answer: 'agrees' },
    }),
    row('/agreements/:id/amendments/:amendment/step', 'coordinator', [at.signed, at.readyAmendment], {
      step: 'adopt',
    }),

    row('/agreements/:id/commitments/new', 'coordinator', [at.signed], {
      ...{ clause: at.signedClause, words: 'Baños cada día', organisation: at.ministry, dueOn: day(30) },
    }),
    row(
      '/commitments/:id/edit',
      'coordinator',
      [at.due],
      {
        ...{ words: 'Padrón de noventa', office: 'Vía pública', milestone: 'Publicado', dueOn: day(-3) },
      },
      { texts: ['words', 'office', 'milestone', 'budgetSource'] },
    ),
    row('/commitments/:id/view', 'official', [at.due], {
      ...{ value: 'met', decidedBy: 'leader', assessedOn: day(0), reason: 'Ya está' },
    }),
    row('/commitments/:id/incidents/new', 'leader', [at.lasting], {
      ...{ kind: 'eviction', happenedOn: day(-1), women: '3', words: 'De madrugada' },
    }),
    row('/commitments/:id/incidents/:incident/remove', 'leader', [at.lasting, at.incident]),
    row('/commitments/:id/evidence', 'leader', [at.due], { words: 'El padrón' }, { file: 'padron.pdf' }),
    row('/commitments/:id/evidence/:file/remove', 'leader', [at.due, at.evidence]),
    row('/commitments/:id/evidence/:file/restore', 'leader', [at.due, at.removedEvidence]),
    row('/commitments/:id/letters', 'leader', [at.due], { rung: 'complaint' }),
    row(
      '/commitments/:id/letters/:letter',
      'leader',
      [at.due, at.letter],
      {
        ...{ letter: 'Pedimos una mediación.', addressee: 'Mediadora' },
      },
      { texts: ['letter', 'addressee'] },
    ),
    row('/commitments/:id/letters/:letter/step', 'leader', [at.due, at.letter], {
      step: 'send',
      day: day(0),
    }),
    row('/commitments/update', 'leader', [], {
      ...{ decidedBy: 'committee', [`view-${at.due}`]: 'partly_met', [`view-${at.lasting}`]: 'in_progress' },
    }),

    row('/meetings/new', 'coordinator', [], {
      ...{ kind: 'forum', title: 'Foro', day: day(9), from: '10:00', until: '12:00', agenda: 'Uno\nDos' },
    }),
    row(
      '/meetings/:id/edit',
      'coordinator',
      [at.meeting],
      {
        ...{
          kind: 'forum',
          title: 'Mesa corregida',
          day: day(5),
          from: '10:00',
          until: '13:00',
          agenda: 'Uno\nDos',
        },
        purpose: 'Revisar',
      },
      { texts: ['title', 'purpose', 'agenda', 'venue'] },
    ),
    row('/meetings/:id/step', 'coordinator', [at.meeting], { step: 'convoke' }),
    row('/meetings/:id/remove', 'coordinator', [at.meeting]),
    row('/meetings/:id/restore', 'coordinator', [at.removedMeeting]),
    row('/meetings/:id/parties', 'coordinator', [at.meeting], { organisation: 'Unión de comerciantes' }),
    row('/meetings/:id/parties/:party/remove', 'coordinator', [at.meeting, at.heldParty]),
    row('/meetings/:id/answer', 'leader', [at.convoked], {
      ...{ invitation: at.ownInvitation, answer: 'yes', women: '2', names: 'Rosa', note: 'Vamos' },
    }),
    row('/meetings/:id/attendance', 'coordinator', [at.held], {
      organisation: at.ministry,
      names: 'Luz, m\nSol, m',
    }),
    row('/meetings/:id/attendance/remove', 'coordinator', [at.held], { id: at.attendee }),
    row('/meetings/:id/attendance/doors', 'coordinator', [at.convoked], { label: 'Otra puerta' }),
    row('/meetings/:id/attendance/doors/:door/end', 'coordinator', [at.convoked, at.door]),
    row(
      '/meetings/:id/convocation/:invitation',
      'coordinator',
      [at.convoked, at.invitation],
      { addressee: 'Ofelia', phone: '5551234567' },
      { texts: ['addressee', 'phone'], page: `/meetings/${at.convoked}/convocation` },
    ),
    row('/meetings/:id/convocation/:invitation/link', 'coordinator', [at.convoked, at.invitation]),
    row(
      '/meetings/:id/minutes/edit',
      'coordinator',
      [at.held],
      {
        ...{
          proposal: 'Lo propuesto',
          next: 'read',
          'kind.0': 'demand',
          'words.0': 'Que se publique',
        },
        ...{ 'organisation.0': at.domestic, 'addressee.0': '', 'due.0': '' },
      },
      { texts: ['proposal', 'words.0'] },
    ),
    row('/meetings/:id/minutes/position', 'leader', [at.circulated], {
      ...{ party: at.circulatedParty, step: 'agree', note: 'De acuerdo', text: at.minuteText },
    }),
    row('/meetings/:id/minutes/step', 'coordinator', [at.circulated], { step: 'sign_off' }),
    row('/meetings/:id/minutes/scan', 'coordinator', [at.circulated], {}, { file: 'firmada.pdf' }),
    row('/meetings/feed', 'leader', []),

    row('/platforms/new', 'coordinator', [], { name: 'Foro nuevo', among: 'officials', kind: 'forum' }),
    row(
      '/platforms/:id/edit',
      'coordinator',
      [at.platform],
      {
        ...{ name: 'Foro de todas y todos', among: 'officials', kind: 'forum', rules: 'Se habla por turno' },
      },
      { texts: ['name', 'rules'] },
    ),
    row('/platforms/:id/facilitator', 'coordinator', [at.platform], { member: at.facilitator }),
    row('/platforms/:id/members', 'coordinator', [at.platform], {
      organisation: 'Secretaría del Trabajo',
      women: '2',
    }),
    row('/platforms/:id/members/:member/leave', 'coordinator', [at.platform, at.platformMember]),
    row('/platforms/:id/remove', 'coordinator', [at.platform]),
    row('/platforms/:id/restore', 'coordinator', [at.removedPlatform]),

    row('/translate/:id', 'coordinator', [at.policy], {
      language: 'en',
      words: 'Who affiliates?',
      before: at.policyTitle,
    }),
    row('/thread/:id/links', 'coordinator', [at.proposal], { side: 'rests', other: at.basis, version: '1' }),
    row('/thread/links/:id/remove', 'coordinator', [at.link]),
    row('/thread/:id/confirm', 'coordinator', [at.stale], { mark: at.staleMark }),
    row('/thread/:id/drop', 'coordinator', [at.stale], { source: at.staleSource }),
    row('/thread/settled/:id/undo', 'coordinator', [at.settling]),
  ]
}
