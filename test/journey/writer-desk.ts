/** The writer on a small workspace: one report, a survey whose truth is known, and the program on a port for real browsers. */

import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { PersonName } from '../../src/kernel/fixtures/people.ts'
import { newId } from '../../src/kernel/id.ts'
import { text } from '../../src/kernel/text.ts'
import { type Asker, type WriteTx, write } from '../../src/kernel/transaction.ts'
import type { BoundNumber } from '../../src/reports/bound/value.ts'
import { type Block, type BlockContent, plainSides, type Side } from '../../src/reports/content/model.ts'
import { writerRoutes } from '../../src/reports/routes/writer.tsx'
import { addBindings, bindingsOfReport, noteSeen } from '../../src/reports/store/bindings.ts'
import { blocksOf, saveBlocks } from '../../src/reports/store/blocks.ts'
import { addReport } from '../../src/reports/store/reports.ts'
import { createApp } from '../../src/web/server/app.ts'
import type { Part } from '../../src/web/server/route.ts'
import { type TestApp, testApp } from '../app.ts'
import { accountHeader } from '../program.ts'
import { type Person, person } from './browser.ts'

const number = (value: number): BoundNumber => ({
  is: 'number',
  value,
  unit: 'percent',
  decimals: 1,
  change: false,
  low: value - 0.4,
  high: value + 0.4,
  level: 90,
  cv: 0.5,
  precision: 'high',
  n: 12_345,
  withheld: null,
  name: {
    es: 'Tasa de informalidad laboral, Ciudad de México',
    en: 'Rate of informal employment, Mexico City',
  },
  base: { es: 'Población ocupada', en: 'Employed population' },
  period: '2019T1',
  definition: {
    es: 'Personas en ocupación informal entre las ocupadas.',
    en: 'Informally employed among the employed.',
  },
  method: null,
  href: '/evidence',
  source: { es: 'INEGI, ENOE, 2019T1', en: 'INEGI, ENOE, 2019Q1' },
})

export interface Desk {
  app: TestApp
  url: string
  report: string
  binding: string
  visit(
    browser: Browser,
    who: PersonName,
    device: { width: number; height: number },
    options?: BrowserContextOptions,
  ): Promise<Person>
  address(lang?: 'es' | 'en'): string
  blocks(): Promise<Block[]>
  /** What somebody else does meanwhile. */
  meanwhile<T>(work: (tx: WriteTx, asker: Asker) => Promise<T>): Promise<T>
  /** The source of the number moves. */
  move(to: number): Promise<void>
  /** The es and the en of every block, in order. */
  text(): Promise<string[]>
  stop(): Promise<void>
}

export async function writerDesk(more: (binding: string) => BlockContent[] = () => []): Promise<Desk> {
  const app = await testApp({ survey: '2019T1' })
  const { kysely: db } = app.database.database
  const writing: Part = {
    name: 'writing',
    routes: writerRoutes({ ...app.services, db }),
    nav: [],
    problems: { es: {}, en: {} },
  }
  const has = app.parts.some(({ name }) => name === 'reports')
  const settings = { url: '' }
  const program = createApp({
    db,
    parts: has ? app.parts : [writing, ...app.parts],
    openPages: [],
    signInRequest: async () => null,
    accountOf: async (headers) => {
      const accountId = headers.get(accountHeader)
      return accountId ? { accountId, setCookie: [] } : null
    },
    home: async (_, lang) => `/${lang}/${app.village.slug}/`,
    publicUrl: () => settings.url,
    log: () => {},
    logError: (error) => console.error(error),
    healthy: async () => true,
  })
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve({ fetch: program.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
  })
  settings.url = `http://localhost:${(server.address() as AddressInfo).port}`
  const system = app.village.system
  const { report, binding } = await write(db, system, async (tx, asker) => {
    const made = await addReport(tx, asker, {
      form: 'study',
      title: text('Estudio de la Ciudad de México', 'Study of Mexico City'),
      place: '09',
      againstPlace: null,
      group: null,
      period: '2019T1',
      againstPeriod: null,
      startsOn: null,
      endsOn: null,
      level: 90,
    })
    const [bound = ''] = await addBindings(tx, asker, made, [
      {
        spec: {
          of: 'cell',
          period: '2019T1',
          place: '09',
          group: null,
          level: 90,
          table: 'informality',
          row: 'informal',
          column: 'share',
          sex: 'total',
        },
        held: number(56.9),
        basis: 'first',
      },
    ])
    const blocks = more(bound)
    const ids = blocks.map(() => newId())
    for (let at = 0; at < blocks.length; at += 400)
      await saveBlocks(tx, asker, made, {
        changes: blocks.slice(at, at + 400).map((content, n) => ({
          id: ids[at + n] ?? '',
          version: null,
          content,
          after: ids[at + n - 1] ?? null,
        })),
        seen: null,
      })
    return { report: made, binding: bound }
  })
  const inside = <T>(work: (tx: WriteTx, asker: Asker) => Promise<T>): Promise<T> => write(db, system, work)
  const blocks = () => inside((tx, asker) => blocksOf(tx, asker, report))
  return {
    app,
    url: settings.url,
    report,
    binding,
    address: (lang = 'es') => `${settings.url}/${lang}/${app.village.slug}/reports/${report}`,
    visit: (browser, who, device, options = {}) =>
      person(browser, device, {
        ...options,
        extraHTTPHeaders: { [accountHeader]: app.village.accounts[who] },
      }),
    blocks,
    meanwhile: inside,
    move: (to) =>
      inside(async (tx, asker) => {
        await bindingsOfReport(tx, asker, report)
        await noteSeen(tx, asker, report, [{ id: binding, basis: 'second', moved: number(to) }])
      }),
    text: async () => (await blocks()).map(({ es, en }) => `${words(es)} | ${words(en)}`),
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await app.drop()
    },
  }
}

const words = (side: Side): string =>
  side.map((one) => ('text' in one ? one.text : 'bound' in one ? `{${one.as}}` : '*')).join('')

/** A study as it stands when somebody begins to write: headings, prose in both languages, guidance, a list, a table. */
export const study = (binding: string): BlockContent[] => [
  {
    kind: 'heading',
    level: 1,
    source: 'es',
    ...plainSides('Panorama del trabajo informal', 'Overview of informal work'),
  },
  {
    kind: 'guidance',
    source: 'es',
    ...plainSides(
      'Diga en tres párrafos cuántas personas trabajan sin protección, en qué y desde cuándo.',
      'Say in three paragraphs how many people work without protection, in what, and since when.',
    ),
  },
  {
    kind: 'paragraph',
    source: 'es',
    es: [
      { text: 'En la Ciudad de México, ' },
      { bound: binding, as: 'interval' },
      {
        text: ' de las personas ocupadas trabaja en la informalidad. La mayoría no tiene acceso a la salud por su trabajo',
      },
      { note: [{ text: 'Se mide por la prestación que da el empleo.' }] },
      { text: '.' },
    ],
    en: [
      { text: 'In Mexico City, ' },
      { bound: binding, as: 'value' },
      { text: ' of employed people work informally. Most have no access to health care through their job.' },
    ],
  },
  {
    kind: 'paragraph',
    source: 'es',
    ...plainSides(
      'El comercio en la vía pública y el trabajo del hogar reúnen a la mayor parte de quienes trabajan por cuenta propia o sin contrato escrito.',
      '',
    ),
  },
  { kind: 'heading', level: 2, source: 'es', ...plainSides('Quiénes son', 'Who they are') },
  {
    kind: 'bullet',
    level: 0,
    source: 'es',
    ...plainSides('Personas trabajadoras del hogar', 'Domestic workers'),
  },
  { kind: 'bullet', level: 0, source: 'es', ...plainSides('Comerciantes en vía pública', 'Street vendors') },
  {
    kind: 'quote',
    source: 'es',
    outdated: true,
    ...plainSides(
      'Trabajo desde los catorce años y nunca he tenido seguro, dijo una de ellas.',
      'I have worked since I was fourteen, one of them said.',
    ),
  },
  {
    kind: 'table',
    source: 'es',
    ...plainSides('Presupuesto por rubro', 'Budget by heading'),
    rows: [
      [plainSides('Rubro', 'Heading'), plainSides('Pesos', 'Pesos')],
      [plainSides('Talleres', 'Workshops'), plainSides('120,000', '120,000')],
    ],
  },
  { kind: 'page_break', source: 'es', ...plainSides('', '') },
  { kind: 'heading', level: 1, source: 'es', ...plainSides('Método', 'Method') },
  { kind: 'paragraph', source: 'es', ...plainSides('', '') },
]
