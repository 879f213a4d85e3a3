/** Beside the form on which a record is written anew stands what changed under it, for who writes it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { text } from '../kernel/text.ts'
import { linkRecords } from '../kernel/thread.ts'
import { write } from '../kernel/transaction.ts'
import { addProposal } from './agenda/store.ts'
import { addClause } from './agreements/clauses.ts'
import { addAgreement, agreementById } from './agreements/store.ts'
import { addCommitment } from './commitments/store.ts'
import { addDemand, changeDemand, demandById } from './demands/store/demands.ts'
import { addPoint } from './negotiation/points.ts'
import { addNegotiation } from './negotiation/store.ts'
import { addDialogue, addOption } from './policy/store.ts'

const day = new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10)
const nowhere = { platformId: null, placeId: null, workerGroupId: null }

let app: TestApp
let pages: Record<string, string>
beforeAll(async () => {
  app = await testApp()
  const { domestic } = app.village.organisations
  pages = await write(app.village.db, app.village.as('lucia'), async (tx, asker) => {
    const raise = (words: string) =>
      addDemand(
        tx,
        asker,
        {
          ...nowhere,
          ...{ words: text(words), problem: null, addresseeId: null, womensCaucus: false },
          ...{ ownerIds: [domestic], raisedOn: day, how: 'paper' },
        },
        day,
      )
    const basis = await raise('Que haya descanso')
    const demand = await raise('Que se pague')
    const proposal = await addProposal(
      tx,
      asker,
      {
        ...nowhere,
        ...{ title: text('Reglas'), summary: null, route: 'executive', level: 'borough', champion: '' },
        ...{
          authorityId: null,
          organisationId: null,
          deadlineOn: null,
          deadlineBasis: null,
          deadlineStep: null,
        },
      },
      { draftedOn: day },
      day,
    )
    const dialogue = await addDialogue(tx, asker, {
      ...nowhere,
      ...{ title: text('Qué hacer'), purpose: null, meetingId: null },
    })
    const option = await addOption(tx, asker, dialogue, {
      ...{
        name: text('Una ley'),
        pros: null,
        cons: null,
        costMinor: null,
        currency: 'MXN',
        costPeriod: null,
      },
      ...{ payer: '', costNote: '', legalRoute: null, decides: '', decidesId: null },
    })
    const negotiation = await addNegotiation(tx, asker, { ...nowhere, title: text('Mesa'), purpose: null })
    const point = await addPoint(tx, asker, negotiation, { title: text('Descanso'), demandId: null })
    const agreement = await addAgreement(tx, asker, {
      ...nowhere,
      ...{ title: text('Convenio'), legalNature: 'minutes', legalBasis: '', authoritative: 'es' },
      ...{ validFrom: null, validTo: null },
    })
    const whole = await agreementById(tx, asker, agreement)
    const clause = await addClause(tx, asker, whole, { number: '1', words: text('Habrá descanso') })
    const commitment = await addCommitment(
      tx,
      asker,
      whole,
      null,
      {
        ...{
          organisationId: domestic,
          office: '',
          milestone: null,
          budget: null,
          currency: null,
          budgetSource: '',
        },
        ...{ words: text('Pagar el descanso'), dueOn: day, lasts: false, placeId: null, workerGroupId: null },
      },
      day,
    )
    for (const record of [demand, proposal, option, point, clause, commitment])
      await linkRecords(tx, asker, { record, basis, kind: 'supports' })
    const { version } = await demandById(tx, asker, basis)
    const words = { ...nowhere, words: text('Que haya descanso semanal'), problem: null, addresseeId: null }
    await changeDemand(tx, asker, basis, version, { ...words, womensCaucus: false }, 'La asamblea')
    return {
      demand: `/demands/${demand}/edit`,
      proposal: `/agenda/${proposal}/edit`,
      option: `/policy/${dialogue}/options/${option}`,
      point: `/negotiations/${negotiation}/points/${point}/edit`,
      clause: `/agreements/${agreement}/clauses/${clause}/edit`,
      commitment: `/commitments/${commitment}/edit`,
    }
  })
})
afterAll(() => app.drop())

it.each(['demand', 'proposal', 'option', 'point', 'clause', 'commitment'])('of a %s', async (kind) => {
  for (const [lang, beside] of [
    ['es', 'Lo que cambió, para reescribir'],
    ['en', 'What changed, to rewrite by'],
  ] as const) {
    const { status, html } = await app.get(pages[kind] ?? '', lang)
    expect([kind, status, flaws(html)]).toEqual([kind, 200, []])
    expect(html).toContain(beside)
    expect(html).toContain('semanal')
    expect(html).toContain('/confirm"')
  }
})

it('who may not see that a basis was revised sees nothing of it', async () => {
  const { status, html } = await app.as('leader').get(pages.demand ?? '')
  expect([status, html.includes('semanal')]).toEqual([200, false])
})
