/** Two people write one thing at once: whoever is later is shown both texts, and nothing is lost. Every form in which a text stands. */
import { beforeAll, describe, expect, it } from 'vitest'
import { flaws, type TestApp } from '../app.ts'
import { type Save, savesOf, typedInto } from './saves.ts'
import { day, type Standing } from './standing.ts'

/** Every form with a text is written twice at once, on what `given` made. */
export function nothingLost(given: () => { app: TestApp; at: Standing }): void {
  let app: TestApp
  let at: Standing
  let saves: Save[] = []
  beforeAll(async () => {
    ;({ app, at } = given())
    saves = await savesOf(app, at)
  })

  it('every form that carries what it was opened on says which texts stand in it', () => {
    // Sending a draft saves no text: a version that is another shows it again.
    const silent = ['/negotiations/:id/points/:point/offers/:offer/send', '/thread/:id/links']
    const versioned = saves.filter(({ form }) => 'version' in form || 'seen' in form)
    expect(versioned.filter(({ texts }) => !texts).map(({ route }) => route)).toEqual(silent)
  })

  describe('two people write', () => {
    it('one text: the later is given back both, and saves over the first with her eyes open', async () => {
      const wrong: string[] = []
      for (const save of saves.filter(({ texts }) => texts)) {
        const browser = app.as(save.by)
        const typed = (who: string) =>
          Object.fromEntries((save.texts ?? []).map((name, n) => [name, `${who} de ${n}`]))
        const opened = await typedInto(app, save)
        const first = await browser.post(save.path, { ...opened, ...typed('Lo primero') })
        const second = await browser.post(save.path, { ...opened, ...typed('Lo segundo') })
        const lost = Object.values({ ...typed('Lo primero') }).concat(Object.values(typed('Lo segundo')))
        const missing = lost.filter((words) => !second.html.includes(words))
        if (
          first.status !== 303 ||
          second.status !== 409 ||
          missing.length > 0 ||
          flaws(second.html).length > 0
        )
          wrong.push(
            `${save.route}: ${first.status}, ${second.status}, lost: ${missing.join(', ')} ${flaws(second.html)}`,
          )
        const again = await browser.post(save.path, {
          ...(await typedInto(app, save)),
          ...typed('Lo tercero'),
        })
        if (again.status !== 303) wrong.push(`${save.route}: again ${again.status}`)
      }
      expect(wrong).toEqual([])
    })

    it('in English, over words that are in Spanish: what stands is shown in the language that it has', async () => {
      for (const route of [
        '/policy/:id/edit',
        '/demands/:id/edit',
        '/agenda/:id/edit',
        '/agreements/:id/edit',
      ]) {
        const save = saves.find((one) => one.route === route)
        if (!save) throw new Error(route)
        const [main = ''] = save.texts ?? []
        const { html, status } = await app
          .as(save.by)
          .post(save.path, { ...save.form, version: '0', [main]: 'My words' }, 'en')
        const shown = [html.includes('My words'), html.includes('Lo tercero de 0')]
        expect([route, status, ...shown, flaws(html)]).toEqual([route, 409, true, true, []])
      }
    })

    /** A step is taken once; whoever comes later is told so, with what she wrote. */
    it.each([
      [
        'coordinator',
        () => `/demands/${at.otherDemand}/step`,
        { from: 'presented', step: 'answer', takenOn: day(-1) },
        'words',
      ],
      [
        'coordinator',
        () => `/agenda/${at.lodged}/step`,
        { from: 'submitted', step: 'review', takenOn: day(-1) },
        'note',
      ],
      [
        'leader',
        () => `/commitments/${at.due}/letters/${at.sentLetter}/step`,
        { step: 'answer', day: day(0) },
        'answer',
      ],
      ['coordinator', () => `/negotiations/${at.negotiation}/steps/deadlock`, { on: day(-1) }, 'reason'],
      ['coordinator', () => `/agreements/${at.signed}/step`, { step: 'terminate' }, 'reason'],
    ] as const)(
      'what %s writes with a step that somebody else took is given back',
      async (by, path, form, field) => {
        const take = (words: string) => app.as(by).post(path(), { ...form, [field]: words })
        expect((await take('Palabras primeras')).status).toBe(303)
        const late = await take('Palabras segundas')
        expect([late.status, late.html.includes('Palabras segundas')]).toEqual([409, true])
      },
    )
  })
}
