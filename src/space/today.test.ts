import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp, testApp } from '../../test/app.ts'
import { cite, type FigureSpec, listFigures, noteMoved, settle } from '../evidence/figures.ts'
import { addImport, changeImport } from '../evidence/store.ts'
import { inventKinds, put } from '../kernel/fixtures/kinds.ts'
import { text as bilingual, textIn } from '../kernel/text.ts'
import { linkRecords } from '../kernel/thread.ts'
import { write } from '../kernel/transaction.ts'
import { enqueue } from '../platform/jobs/index.ts'
import { calledBy, partOfDay } from './routes/today.tsx'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await inventKinds(app.village)
})
afterAll(() => app.drop())

const text = (html: string): string =>
  html.replace(/<head>[\s\S]*<\/head>|<svg[\s\S]*?<\/svg>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const today = async (
  role: Parameters<TestApp['as']>[0] = 'coordinator',
  lang: 'es' | 'en' = 'es',
): Promise<string> => {
  const page = await app.as(role).get('/', lang)
  expect(page.status).toBe(200)
  expect(flaws(page.html)).toEqual([])
  expect(page.brotli).toBeLessThanOrEqual(15_000)
  return text(page.html)
}

const spec: FigureSpec = {
  place: 'MX',
  group: null,
  table: 'informality',
  row: 'informal',
  column: 'share',
  sex: 'total',
  level: 90,
  catalogue: 'x',
}

const movedTo = (vintageId: string) => ({
  vintageId,
  againstVintageId: null,
  estimate: { estimate: 0.48, se: 0.01, n: 400 },
})

/** A cited figure that a newer delivery moved from 50.0 to 48.0 %. */
async function movedFigure(): Promise<string> {
  const { village } = app
  const vintage = await app.addSurvey('2024T1')
  return write(village.db, village.as('lucia'), async (tx, asker) => {
    const id = await cite(tx, asker, {
      title: bilingual('Informalidad en México', 'Informality in Mexico'),
      dataFileId: vintage.dataFileId,
      vintageId: vintage.id,
      spec,
      estimate: { estimate: 0.5, se: 0.01, n: 400 },
      placeId: null,
      groupId: null,
    })
    const [figure] = await listFigures(tx, asker)
    if (figure) await noteMoved(tx, asker, figure, movedTo(vintage.id), vintage.dataFileId)
    return id
  })
}

describe('the greeting', () => {
  it.each([
    ['03:59', 'evening'],
    ['04:00', 'morning'],
    ['11:59', 'morning'],
    ['12:00', 'afternoon'],
    ['18:59', 'afternoon'],
    ['19:00', 'evening'],
  ])('at %s is that of the %s', (clock, part) => expect(partOfDay(clock)).toBe(part))

  it.each([
    ['Lucía Méndez', 'Lucía'],
    ['  Rosa  ', 'Rosa'],
    ['Ma. Elena Ruiz', 'Ma. Elena Ruiz'],
    ['Jo Price', 'Jo Price'],
    ['', ''],
  ])('calls %s by %s', (name, called) => expect(calledBy(name)).toBe(called))

  it('has the person’s name, the day in words, and the organisation that she acts for', async () => {
    expect(await today('leader')).toMatch(
      /Buen[oa]s \S+, Rosa [A-Z][a-záé]+ \d+ de [a-z]+ de 20\d\d · Sindicato de trabajadoras del hogar/,
    )
    expect(await today('donor', 'en')).toMatch(/Good \w+, Dan [A-Z][a-z]+ \d+ [A-Z][a-z]+ 20\d\d/)
  })
})

describe('with nothing waiting', () => {
  it('offers the first steps that the role can take', async () => {
    const coordinator = await today('coordinator')
    expect(coordinator).toContain('Nada espera por usted')
    expect(coordinator).toContain('Traer una encuesta del INEGI')
    // Others are here already, so nobody need be invited; there is no survey, so there is no overview.
    expect(coordinator).not.toMatch(/Invitar a alguien|Ver el panorama/)
    for (const role of ['leader', 'official', 'donor', 'adviser', 'facilitator'] as const) {
      const page = await today(role)
      expect(page, role).toContain('Buscar su lugar')
      expect(page, role).not.toMatch(/Traer|Invitar/)
    }
    expect(await today('assistant')).not.toContain('Invitar')
  })

  it('the first of the short address leads here', async () => {
    const { status, location } = await app.get('')
    expect([status, location]).toEqual([303, '/es/prueba/'])
  })
})

describe('what waits', () => {
  it('a figure that moved: what changed, both values, and one action; then what rests on it', async () => {
    const id = await movedFigure()
    const { village } = app
    const plea = await put(village, village.as('rosa'), 'plea', 'Padrón único', {
      title: bilingual('Padrón único', 'One register'),
      organisationId: village.organisations.domestic,
      endorsed: true,
    })
    const note = await put(village, village.as('lucia'), 'sighting', 'x', {
      title: bilingual('Nota del estudio', 'Note of the study'),
    })
    await write(village.db, village.system, async (tx, asker) => {
      await linkRecords(tx, asker, { record: plea.id, basis: id, kind: 'supports' })
      await linkRecords(tx, asker, { record: note.id, basis: id, kind: 'supports' })
      const [figure] = await listFigures(tx, asker)
      if (figure) await noteMoved(tx, asker, figure, movedTo(figure.vintageId), figure.dataFileId)
    })
    const { html } = await app.get('/')
    const page = text(html)
    expect(page).toContain('3 cosas esperan que usted las atienda.')
    expect(page).toMatch(
      /desactualizado Cifra citada Informalidad en México Llegó una entrega nueva de ENOE 2024T1, el \d+ \w+ 20\d\d\. .*Citada: 50\.0 % \(48\.4–51\.6\)\. Con la entrega nueva: 48\.0 % \(46\.4–49\.6\)\. Revisar Ver qué cambió/,
    )
    expect(page).toMatch(/Nota del estudio .* Sigue en pie : Nota del estudio Ver qué cambió/)
    expect(html).toContain(`href="/es/prueba/evidence/figures/${id}"`)
    expect(await today('researcher', 'en')).toContain('A new delivery of ENOE 2024T1 arrived on')

    // What others endorsed is only marked for the team, and waits for whoever may write it.
    expect(page).toMatch(/cambió su fundamento Registro Padrón único/)
    expect(await today('leader')).not.toMatch(/Padrón único|Informalidad en México/)
    expect(await today('researcher')).not.toContain('Padrón único')
    for (const role of ['donor', 'official', 'adviser'] as const)
      expect(await today(role)).toContain('Nada espera por usted')

    await write(village.db, village.as('lucia'), (tx, asker) => settle(tx, asker, id, 'keep'))
    expect(await today()).not.toContain('Informalidad en México Llegó')
  })

  it('imports under way and failed, with the reason; not those that ended well or were canceled', async () => {
    const { village, services } = app
    const states = ['queued', 'running', 'failed', 'canceled', 'done'] as const
    await write(village.db, village.as('lucia'), async (tx, asker) => {
      for (const state of states) {
        const id = await addImport(
          tx,
          asker,
          [{ name: `${state}.zip`, sha256: '0'.repeat(64), bytes: 1 }],
          false,
        )
        const jobId = await enqueue(tx, asker, services.importJob, { importId: id })
        await changeImport(tx, asker, id, {
          jobId,
          ...(state === 'done' ? { outcome: 'added' as const } : {}),
        })
        if (state === 'queued') continue
        await tx
          .updateTable('platform.job')
          .set({
            state,
            percent: 40,
            worker: state === 'running' ? 1 : null,
            ended_at: state === 'running' ? null : new Date(),
            ...(state === 'failed'
              ? { problem_code: 'files.diskFull', problem_values: JSON.stringify({ path: '/datos' }) }
              : {}),
          })
          .where('id', '=', jobId)
          .execute()
      }
    })
    const page = await today('assistant')
    expect(page).toMatch(/en espera queued\.zip/)
    expect(page).toMatch(/en curso, 40 % running\.zip/)
    expect(page).toMatch(/no se terminó failed\.zip No queda espacio en el disco .* Ver el motivo/)
    expect(page).not.toMatch(/canceled\.zip|done\.zip/)
    for (const role of ['leader', 'donor', 'adviser'] as const)
      expect(await today(role)).not.toContain('.zip')
    // The same file brought in well since: the failure is history.
    await write(village.db, village.as('lucia'), async (tx, asker) => {
      const id = await addImport(tx, asker, [{ name: 'failed.zip', sha256: '0'.repeat(64), bytes: 1 }], false)
      await changeImport(tx, asker, id, { outcome: 'added' })
    })
    expect(await today('assistant')).not.toContain('failed.zip')
  })

  it('texts that miss a translation, or whose translation is out of date, for whoever may write them', async () => {
    const { village } = app
    await put(village, village.as('lucia'), 'sighting', 'x', { title: textIn('en', 'Only in English') })
    await put(village, village.as('lucia'), 'sighting', 'x', {
      title: { source: 'es', es: { text: 'Cambió' }, en: { text: 'Old', state: 'outdated' } },
    })
    const page = await today()
    expect(page).toMatch(/falta en español Only in English Traducir/)
    expect(page).toMatch(/el inglés quedó atrás Cambió Traducir/)
    expect(await today('donor')).not.toContain('Only in English')
  })
})

it('invites somebody when the coordinator is alone', async () => {
  const alone = await testApp({ survey: '2024T1' })
  await write(alone.village.db, alone.village.system, (tx) =>
    tx
      .updateTable('kernel.member')
      .set({ deleted_at: new Date() })
      .where('role', '<>', 'coordinator')
      .execute(),
  )
  const page = text((await alone.get('/')).html)
  expect(page).toContain('Invitar a alguien del equipo')
  expect(page).toContain('Ver el panorama estadístico')
  expect(page).not.toContain('Traer una encuesta')
  await alone.drop()
})
