/**
 * The whole story by four people, in both languages: a figure is cited, a demand is voted by an assembly, lies on a borough's
 * agenda and on the negotiating table, is offered, countered, agreed, signed, promised and rated; the donor walks back from the
 * promise to the figure, the public reads it once every party agrees. Before that: what nobody else finds, by no address.
 */
import type { APIResponse, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lang } from '../../src/web/lang.ts'
import {
  accessibilityFaults,
  enter,
  journey,
  laptop,
  openBrowser,
  type Person,
  person,
  phone,
  picture,
  sampleStands,
  shownText,
  sideways,
} from './browser.ts'
import { type Started, startProgram } from './program.ts'

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const idIn = (address: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0] ?? ''
const network = 'Red Ejemplo de Trabajadoras del Hogar'
const office = 'Secretaría Ejemplo del Trabajo'

journey('from a figure to a promise that is kept or not, by four people', () => {
  let program: Started
  let browser: Browser
  let alma: Person
  let felipa: Person
  let gonzalo: Person
  let ian: Person
  let nobody: Person

  beforeAll(async () => {
    ;[program, browser] = await Promise.all([startProgram(), openBrowser()])
    ;[alma, felipa, gonzalo, ian, nobody] = await Promise.all([
      person(browser, laptop),
      person(browser, phone),
      person(browser, laptop),
      person(browser, laptop),
      person(browser, phone),
    ])
    await enter(alma.page, program.link)
    await sampleStands(alma.page, program.url)
  })
  afterAll(async () => {
    await browser?.close()
    expect(await program?.stop()).toBe(0)
  })

  const space = (path: string, lang: Lang = 'es') => `${program.url}/${lang}/muestra${path}`
  const get = (who: Person, path: string, lang: Lang = 'es'): Promise<APIResponse> =>
    who.page.request.get(space(path, lang), { maxRedirects: 0 })
  const post = (who: Person, path: string, form: Record<string, string> = {}, lang: Lang = 'es') =>
    who.page.request.post(space(path, lang), { headers: { origin: program.url }, form, maxRedirects: 0 })
  /** A save that is no part of what is shown here: by a direct request, as the form would send it. Where it leads. */
  async function save(who: Person, path: string, form: Record<string, string> = {}, lang: Lang = 'es') {
    const answer = await post(who, path, form, lang)
    const text = answer.status() === 303 ? '' : (await answer.text()).replaceAll(/<[^>]+>|\s+/g, ' ')
    expect([path, answer.status(), text.slice(0, 3000)]).toEqual([path, 303, ''])
    return answer.headers().location ?? ''
  }
  const hidden = async (who: Person, path: string, name: string): Promise<string> =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(await (await get(who, path)).text())?.[1] ?? ''
  /** The value of a choice by its label, on the form of an address. */
  async function choice(path: string, label: string): Promise<string> {
    const html = await (await get(alma, path)).text()
    return new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>${label}`).exec(html)?.[1] ?? ''
  }
  /** Opens a page as its person does, and looks at it. */
  async function meet(who: Person, path: string, lang: Lang, name: string): Promise<Page> {
    const { page } = who
    const answer = await page.goto(space(path, lang))
    expect([path, answer?.status()]).toEqual([path, 200])
    await seen(who, `${name}-${lang}`)
    return page
  }
  async function seen({ page }: Person, name: string): Promise<void> {
    const width = page.viewportSize()?.width
    await picture(page, `story-${name}-${width}`)
    expect([name, ...(await sideways(page)), ...(await accessibilityFaults(page))]).toEqual([name])
  }
  const pressIn = (page: Page, field: string) =>
    page.locator(`main form:has([name="${field}"]) button[type=submit]`).first().click()

  /** What stands before the first click: secrets of each, and the records on which they lie. */
  const at = { negotiation: '', point: '', draft: '', commitment: '', corridor: '' }
  const foreign = { demand: '', proposal: '' }
  const limit = 'Aceptaríamos un registro en treinta días hábiles'
  const unsent = 'La Secretaría registra en cuarenta y cinco días'

  describe('refusals', () => {
    beforeAll(async () => {
      for (const [who, name] of [
        [felipa, 'Felipa Ejemplo'],
        [gonzalo, 'Gonzalo Muestra'],
        [ian, 'Ian Sample'],
      ] as const) {
        await alma.page.goto(space('/members'))
        await alma.page.getByRole('link', { name }).click()
        await alma.page.getByRole('button', { name: 'Dar un código' }).click()
        const code = await shownText(alma.page.locator('.hand-over-code'))
        await who.page.goto(`${program.url}/es/sign-in`)
        await who.page.getByRole('textbox', { name: /Código/ }).fill(code)
        await who.page.getByRole('button', { name: 'Entrar', exact: true }).click()
        await who.page.waitForURL(/\/muestra\/?$/)
      }
      const organisations = [
        [network, 'workers'],
        [office, 'authority'],
      ] as const
      at.negotiation = idIn(await save(alma, '/negotiations/new', { title: 'Registro de días' }))
      const here = `/negotiations/${at.negotiation}`
      for (const [label, constituency] of organisations)
        await save(alma, `${here}/delegations/new`, {
          organisation: await choice(`${here}/delegations/new`, label),
          constituency,
        })
      await save(alma, `${here}/points`, { title: 'Plazo del registro' })
      const html = await (await get(alma, `${here}/points`)).text()
      at.point = new RegExp(`${at.negotiation}/points/([0-9a-f-]{36})`).exec(html)?.[1] ?? ''
      await save(alma, `${here}/steps/open`, { on: day(-5) })
      await save(felipa, `${here}/mandate`, {
        seen: await hidden(felipa, `${here}/mandate`, 'seen'),
        [`least-${at.point}`]: limit,
      })
      await save(gonzalo, `${here}/points/${at.point}/offers/new`, { es: unsent })
      const table = await (await get(gonzalo, `${here}/points/${at.point}`)).text()
      at.draft = /offers\/([0-9a-f-]{36})/.exec(table)?.[1] ?? ''
      const listed = async (path: string, words: string, kind: string): Promise<string> => {
        const list = await (await get(alma, path)).text()
        return new RegExp(`/${kind}/([0-9a-f-]{36})"[^>]*>(?:\\s|<[^>]+>)*${words}`).exec(list)?.[1] ?? ''
      }
      at.commitment = await listed('/commitments', 'Abrir el módulo', 'commitments')
      at.corridor = await listed('/negotiations', 'Corredor Ejemplo', 'negotiations')
      foreign.demand = await listed('/demands', 'Que el equipo de protección', 'demands')
      await save(alma, '/agenda/new', {
        ...{ title: 'Idea todavía en casa', level: 'borough', route: 'executive', draftedOn: day(-2) },
      })
      foreign.proposal = await listed('/agenda', 'Idea todavía en casa', 'agenda')
    })

    test('it stands on what was really there', () => {
      expect(Object.entries({ ...at, ...foreign }).filter(([, id]) => id === '')).toEqual([])
    })

    test('records of others are not there, by whatever address', async () => {
      const gone = (path: string) => [path, `/thread${path.replace(/^\/[a-z]+/, '')}`]
      const table = `/negotiations/${at.corridor}`
      const draft = `/negotiations/${at.negotiation}/points/${at.point}/offers/${at.draft}`
      const closed: [Person, string[]][] = [
        [
          felipa,
          [
            ...gone(`/agenda/${foreign.proposal}`),
            ...gone(`/demands/${foreign.demand}`),
            ...gone(table),
            `${table}/table`,
            `${table}/mandate`,
            draft,
            `${draft}/send`,
          ],
        ],
        [
          gonzalo,
          [
            ...gone(`/agenda/${foreign.proposal}`),
            ...gone(`/demands/${foreign.demand}`),
            ...gone(table),
            `${table}/table`,
            `${table}/mandate`,
          ],
        ],
        [
          ian,
          [
            ...gone(`/agenda/${foreign.proposal}`),
            ...gone(`/demands/${foreign.demand}`),
            draft,
            `${draft}/send`,
            `/negotiations/${at.negotiation}/mandate`,
          ],
        ],
        [alma, [draft, `${draft}/send`, `/negotiations/${at.negotiation}/mandate`]],
      ]
      for (const [who, paths] of closed)
        for (const path of paths) expect([path, (await get(who, path)).status()]).toEqual([path, 404])
      for (const who of [felipa, gonzalo, ian])
        for (const path of ['/members', '/log', '/settings', '/demands/file/csv', '/commitments/file/csv'])
          expect([path, (await get(who, path)).status()]).toEqual([path, 403])
    })

    test('no page, table, download, search, feed or picture tells a limit, an unsent offer or who gave a view', async () => {
      const here = `/negotiations/${at.negotiation}`
      const feed = /\/calendar\/[\w-]{43}\.ics/
      const addresses = [
        ...[
          '',
          '/negotiations',
          here,
          `${here}/table?text=both`,
          `${here}/points/${at.point}`,
          `${here}/mandate`,
        ],
        ...[
          `/thread/${at.negotiation}`,
          `/thread/${at.point}`,
          `/thread/${at.draft}`,
          `/thread/${at.commitment}`,
        ],
        ...[`/thread/${at.negotiation}/picture.svg`, `/thread/${at.commitment}/picture.svg`],
        ...[`/commitments/${at.commitment}`, '/commitments', '/commitments/update', '/commitments/file/csv'],
        ...['/log', '/meetings/feed', '/waiting', '/groups/domestic', '/places/09'],
        ...[
          'registro',
          'treinta dias habiles',
          'cuarenta y cinco',
          'secretaria registra',
          'aceptariamos',
          'felipa',
          'gonzalo',
        ].map((words) => `/search?q=${encodeURIComponent(words)}`),
      ]
      const found: string[] = []
      const searched = (path: string, html: string): string =>
        path.startsWith('/search')
          ? html.replaceAll(/value="[^"]*"|<title>[^<]*|<h1>[^<]*|href="[^"]*"/g, '')
          : html
      for (const [name, who, words] of [
        ['felipa', felipa, [unsent]],
        ['gonzalo', gonzalo, [limit]],
        ['ian', ian, [unsent, limit]],
        ['alma', alma, [unsent, limit]],
        ['nobody', nobody, [unsent, limit, 'Felipa Ejemplo', 'Gonzalo Muestra']],
      ] as const)
        await Promise.all(
          addresses.map(async (path, n) => {
            // What is kept from her does not depend on the language: the pages in turn.
            const lang = n % 2 === 0 ? 'es' : 'en'
            const answer = await get(who, path, lang)
            expect([path, answer.status() < 500]).toEqual([path, true])
            const html = searched(path, await answer.text())
            const calendar = path === '/meetings/feed' ? feed.exec(html)?.[0] : undefined
            const told = html + (calendar ? await (await get(who, calendar, lang)).text() : '')
            for (const secret of words)
              if (told.includes(secret)) found.push(`${name} on ${lang} ${path}: ${secret}`)
          }),
        )
      expect(found).toEqual([])
      const given = async (who: Person) => {
        const html = await (await get(who, `/commitments/${at.commitment}`)).text()
        return [
          /(capturó|entered by|noted by) Felipa/i.test(html),
          /(capturó|entered by|noted by) Gonzalo/i.test(html),
        ]
      }
      expect(await Promise.all([felipa, gonzalo, ian, alma].map(given))).toEqual([
        [true, false],
        [false, true],
        [false, false],
        [true, true],
      ])
    })

    test('nobody acts for another, by no request sent by hand', async () => {
      const here = `/negotiations/${at.negotiation}`
      const draft = `${here}/points/${at.point}/offers/${at.draft}`
      const before = await (await get(gonzalo, `${here}/points/${at.point}`)).text()
      const limits = await (await get(felipa, `${here}/mandate`)).text()
      const actions: [Person, string, Record<string, string>][] = [
        ...[felipa, ian, alma].flatMap((who): [Person, string, Record<string, string>][] => [
          [who, `${draft}/send`, { version: '1' }],
          [who, draft, { version: '1', es: 'x' }],
          [who, `${draft}/discard`, {}],
        ]),
        ...[ian, alma, nobody].flatMap((who): [Person, string, Record<string, string>][] => [
          [who, `${here}/mandate`, { 'least-all': 'x' }],
          [who, `${here}/mandate/disclose`, { disclose: 'yes' }],
        ]),
        ...[felipa, gonzalo, ian, nobody].flatMap((who): [Person, string, Record<string, string>][] => [
          [who, `${here}/steps/conclude`, { on: day(0) }],
          [who, `/commitments/${at.commitment}/edit`, { version: '1', words: 'x' }],
          [who, '/agreements/new', { title: 'x', nature: 'minutes', authoritative: 'es' }],
          [who, `/negotiations/${at.corridor}/points`, { title: 'x' }],
          [who, `/demands/${foreign.demand}/step`, { from: 'endorsed', step: 'withdraw' }],
          [who, `/agenda/${foreign.proposal}/step`, { from: 'drafted', step: 'submit' }],
        ]),
        ...[ian, alma, nobody].map((who): [Person, string, Record<string, string>] => [
          who,
          `/commitments/${at.commitment}/view`,
          { value: 'met', decidedBy: 'leader', assessedOn: day(0) },
        ]),
      ]
      for (const [who, path, form] of actions) {
        const status = (await post(who, path, form)).status()
        expect([path, [401, 403, 404].includes(status) ? 'refused' : status]).toEqual([path, 'refused'])
      }
      const plain = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0]
      expect(plain(await (await get(gonzalo, `${here}/points/${at.point}`)).text())).toBe(plain(before))
      expect(plain(await (await get(felipa, `${here}/mandate`)).text())).toBe(plain(limits))
    })
  })

  describe.each([
    [
      'es',
      'Que cada hogar registre los días en una sola cuenta',
      'La Secretaría registra los días dentro de treinta días',
    ],
    [
      'en',
      'Que el registro de días cubra a las de planta',
      'La Secretaría registra a las de planta dentro de veinte días',
    ],
  ] as const)('the story, read in %s', (lang, words, text) => {
    const english = {
      demand: 'That days are registered in one account',
      clause: 'The Department registers days within thirty days',
    }
    const ids = {
      figure: '',
      demand: '',
      proposal: '',
      negotiation: '',
      point: '',
      agreement: '',
      clause: '',
      commitment: '',
    }
    const here = () => `/negotiations/${ids.negotiation}`

    test('a figure is cited, a demand raised on a phone and voted by an assembly, and rests on the figure', async () => {
      const { page } = alma
      await page.goto(space('/evidence/overview/informality?place=09&cite=1', lang))
      await page.locator('button.cite').first().click()
      await page.waitForURL(/evidence\/figures\/[0-9a-f-]{36}$/)
      ids.figure = idIn(page.url())
      await seen(alma, `figure-${lang}`)
      const hers = await meet(felipa, '/demands/new', lang, 'raise')
      await hers.locator('[name=words]').fill(words)
      await hers.locator('[name=problem]').fill('Con tres casas a la semana ninguna registra.')
      await hers
        .locator('[name=addressee]')
        .selectOption({ label: lang === 'es' ? office : 'Example Department of Labour' })
      await pressIn(hers, 'words')
      await hers.waitForURL(/demands\/[0-9a-f-]{36}/)
      ids.demand = idIn(hers.url())
      const path = `/demands/${ids.demand}`
      await save(felipa, `${path}/endorse`, { act: 'assembly', actedOn: day(0), women: '61', men: '2' })
      const vote = await meet(felipa, `${path}/mandate`, lang, 'mandate')
      await vote.locator('[name=result]').selectOption('majority')
      for (const [name, count] of Object.entries({ inFavour: '58', against: '3', women: '61', men: '2' }))
        await vote.locator(`[name=${name}]`).fill(count)
      await pressIn(vote, 'inFavour')
      await vote.waitForURL(space(path, lang))
      expect(await shownText(vote.getByRole('main'))).toContain('58')
      await seen(felipa, `demand-${lang}`)
      const version = await hidden(alma, `${path}/edit`, 'version')
      if (lang === 'es')
        await save(
          alma,
          `${path}/edit`,
          {
            words: english.demand,
            version,
            reason: 'Traducción',
            addressee: await choice('/demands/new', office),
          },
          'en',
        )
      await save(alma, `/thread/${ids.demand}/links`, { side: 'rests', other: ids.figure, version: '1' })
      // Before it is presented the addressee finds neither it nor what it rests on; nor does who gives money.
      for (const who of [gonzalo, ian]) expect((await get(who, path)).status()).toBe(404)
      await save(felipa, `${path}/step`, { from: 'endorsed', step: 'present', takenOn: day(0) })
      for (const who of [gonzalo, ian]) expect((await get(who, path)).status()).toBe(200)
    })

    test('it is a proposal on the borough’s agenda, which the official finds once it is lodged', async () => {
      const authority = await choice('/agenda/new', 'Alcaldía')
      const title = `Lineamientos: ${words}`
      const made = await save(alma, '/agenda/new', {
        ...{
          title,
          summary: 'Una cuenta',
          level: 'borough',
          route: 'executive',
          authority,
          draftedOn: day(0),
        },
        demand: ids.demand,
      })
      ids.proposal = idIn(made)
      const path = `/agenda/${ids.proposal}`
      await save(alma, `${path}/blocks`, { who: 'Gestores que pierden', note: 'Nadie les paga ya' })
      for (const who of [felipa, gonzalo, ian]) expect((await get(who, path)).status()).toBe(404)
      await save(alma, `${path}/step`, { from: 'drafted', step: 'submit', takenOn: day(0) })
      const page = await meet(gonzalo, path, lang, 'proposal')
      expect(await page.content()).not.toContain('Gestores que pierden')
      expect(await shownText(page.getByRole('main'))).toContain(words)
    })

    test('at the table: the official’s offer, the leader’s counter-offer from her phone, and agreed', async () => {
      ids.negotiation = idIn(await save(alma, '/negotiations/new', { title: `Mesa: ${words}` }))
      for (const [label, constituency] of [
        [network, 'workers'],
        [office, 'authority'],
      ] as const)
        await save(alma, `${here()}/delegations/new`, {
          organisation: await choice(`${here()}/delegations/new`, label),
          constituency,
        })
      await save(alma, `${here()}/points`, { title: 'Registro', demand: ids.demand })
      const list = await (await get(alma, `${here()}/points`)).text()
      ids.point = new RegExp(`${ids.negotiation}/points/([0-9a-f-]{36})`).exec(list)?.[1] ?? ''
      await save(alma, `${here()}/steps/open`, { on: day(0) })
      const point = `${here()}/points/${ids.point}`

      const offer = await meet(gonzalo, `${point}/offers/new`, lang, 'offer')
      await offer.locator('[name=es]').fill(text.replace(/dentro.*/, 'cuando puede'))
      await pressIn(offer, 'es')
      await offer.waitForURL(space(point, lang))
      const [draft = ''] = /offers\/[0-9a-f-]{36}\/send/.exec(await offer.content()) ?? []
      expect(await (await get(felipa, point)).text()).not.toContain('cuando puede')
      await meet(gonzalo, `${point}/${draft}`, lang, 'send')
      await pressIn(offer, 'version')
      await offer.waitForURL(space(point, lang))

      const hers = await meet(felipa, point, lang, 'point')
      await hers.locator('a[href*="offers/new?answers="]').first().click()
      await hers.locator('[name=es]').fill(text)
      await hers.locator('[name=en]').fill(english.clause)
      await seen(felipa, `counter-${lang}`)
      await pressIn(hers, 'es')
      await hers.waitForURL(space(point, lang))
      await hers.locator('a[href$="/send"]').first().click()
      await pressIn(hers, 'version')
      await hers.waitForURL(space(point, lang))

      const page = await meet(gonzalo, point, lang, 'answered')
      await page.locator('a[href$="/accept"]').first().click()
      await pressIn(page, 'on')
      await page.waitForURL(space(point, lang))
      await save(alma, `${here()}/steps/conclude`, { on: day(0) })
      await meet(ian, `${here()}/table?text=both`, lang, 'table')
      expect(await shownText(ian.page.getByRole('main'))).toContain(text)
    })

    test('it is reported back, signed by each party, and read by each in her own language', async () => {
      ids.agreement = idIn(
        await save(alma, `${here()}/agreement`, { nature: 'minutes', authoritative: 'es' }),
      )
      const path = `/agreements/${ids.agreement}`
      await save(alma, `${path}/step`, { step: 'close' })
      const html = await (await get(alma, path)).text()
      const [workers = '', authority = ''] = [
        ...new Set([...html.matchAll(/parties\/([0-9a-f-]{36})/g)].map(([, one]) => one ?? '')),
      ]
      ids.clause = /id="c-([0-9a-f-]{36})"/.exec(html)?.[1] ?? ''
      expect((await post(felipa, `${path}/parties/${authority}/sign`, { day: day(0) })).status()).toBe(403)
      expect((await post(felipa, `${path}/parties/${workers}/sign`, { day: day(0) })).status()).toBe(409)
      const hers = await meet(felipa, `${path}/parties/${workers}`, lang, 'party')
      await hers.locator('[name=authority]').selectOption('vote')
      await hers.locator('[name=authorityOn]').fill(day(-1))
      await hers.locator('[name=reportBack]').selectOption('accepted')
      await hers.locator('[name=reportBackOn]').fill(day(0))
      await hers.locator('[name=names]').fill('Felipa Ejemplo')
      await pressIn(hers, 'authority')
      await hers.waitForURL((url) => url.pathname.endsWith(path))
      await hers.locator(`form[action$="${workers}/sign"] button`).click()
      await hers.waitForURL((url) => url.pathname.endsWith(path))
      await save(gonzalo, `${path}/parties/${authority}`, {
        ...{ authority: 'legal_powers', authorityOn: day(-1), capacity: 'Director' },
        seen: await hidden(gonzalo, `${path}/parties/${authority}`, 'seen'),
      })
      await save(gonzalo, `${path}/parties/${authority}/sign`, { day: day(0) })
      await save(alma, `${path}/step`, { step: 'sign' })
      for (const [who, own, signed] of [
        [felipa, 'es', text],
        [gonzalo, 'es', text],
        [ian, 'en', english.clause],
        [alma, lang, lang === 'es' ? text : english.clause],
      ] as const)
        expect(await (await get(who, path, own)).text()).toContain(signed)
      await meet(gonzalo, path, lang, 'agreement')
      const donors = await meet(ian, path, lang, 'agreement-donor')
      expect(await donors.content()).not.toContain('Felipa Ejemplo')
      expect(await donors.locator('main form[method=post]').count()).toBe(0)
      await save(alma, `${path}/commitments/new`, {
        ...{
          clause: ids.clause,
          words: `Registrar: ${words}`,
          dueOn: day(0),
          organisation: await choice(`${path}/commitments/new`, office),
        },
      }).then((made) => {
        ids.commitment = idIn(made)
      })
      // Public only when every party agrees.
      const open = `/public/agreements/${ids.agreement}`
      await save(felipa, `${path}/parties/${workers}/publish`, { agrees: 'yes' })
      expect((await post(alma, `${path}/publish`, { open: 'yes' })).status()).toBe(409)
      expect((await get(nobody, open)).status()).toBe(404)
      await save(gonzalo, `${path}/parties/${authority}/publish`, { agrees: 'yes' })
      await save(alma, `${path}/publish`, { open: 'yes' })
    })

    test('the leader says on her phone that it is not met, the official that it is; who said so stays with her', async () => {
      const path = `/commitments/${ids.commitment}`
      const hers = await meet(felipa, `${path}/view`, lang, 'view')
      const value = hers.locator('[name=value]').first()
      if ((await value.getAttribute('type')) === 'radio')
        await hers.locator('[name=value][value=not_met]').check()
      else await value.selectOption('not_met')
      await hers.locator('[name=reason]').fill('Nadie ha registrado a ninguna')
      await pressIn(hers, 'reason')
      await hers.waitForURL((url) => url.pathname.endsWith(path))
      await save(gonzalo, `${path}/view`, {
        value: 'met',
        decidedBy: 'leader',
        assessedOn: day(0),
        reason: 'Ya está',
      })
      for (const [who, others] of [
        [gonzalo, 'Felipa Ejemplo'],
        [felipa, 'Gonzalo Muestra'],
        [ian, 'Felipa Ejemplo'],
        [ian, 'Gonzalo Muestra'],
      ] as const) {
        const html = await (await get(who, path, lang)).text()
        expect([
          html.includes('Nadie ha registrado'),
          html.includes('Ya está'),
          html.includes(others),
        ]).toEqual([true, true, false])
      }
      await meet(gonzalo, path, lang, 'views')
    })

    test('the donor walks from the promise back to the figure; the public reads what was signed, and no name', async () => {
      const page = await meet(ian, `/commitments/${ids.commitment}`, lang, 'commitment-donor')
      await page.locator(`aside a[href$="/thread/${ids.commitment}"]`).first().click()
      await page.waitForURL(new RegExp(`/thread/${ids.commitment}`))
      await seen(ian, `thread-${lang}`)
      for (const id of [ids.clause, ids.demand, ids.figure])
        expect([id, await page.locator(`main a[href$="/thread/${id}"]`).count()]).not.toEqual([id, 0])
      await page.goto(
        (
          (await page.locator(`main a[href$="/thread/${ids.figure}"]`).first().getAttribute('href')) ?? ''
        ).replace(/^\//, `${program.url}/`),
      )
      await page.locator(`a[href$="/evidence/figures/${ids.figure}"]`).first().click()
      await page.waitForURL(space(`/evidence/figures/${ids.figure}`, lang))
      for (const own of ['es', 'en'] as const) {
        const open = await meet(nobody, `/public/agreements/${ids.agreement}`, own, `public-${lang}`)
        const html = await open.content()
        for (const shown of [text, english.clause, `Registrar: ${words}`]) expect(html).toContain(shown)
        for (const name of ['Felipa Ejemplo', 'Gonzalo Muestra', 'Nadie ha registrado'])
          expect([name, html.includes(name)]).toEqual([name, false])
        // The vote's number, which the fingerprint of the text may hold by chance.
        expect(await shownText(open.getByRole('main'))).not.toMatch(/(?<!\S)58(?!\S)/)
      }
    })
  })

  test('no browser complained of anything but refusals, and the log has no fault', () => {
    const real = [alma, felipa, gonzalo, ian, nobody].flatMap(({ faults }) => faults)
    expect(real.filter((line) => !/status of 4\d\d/.test(line))).toEqual([])
    expect(program.log()).not.toMatch(/"level":(50|60)/)
  })
})
