/** How records of the evidence are read in a thread: what changed in one, in words. */
import { intervalText, valueText } from '../web/components/figure.tsx'
import { number, period } from '../web/format.ts'
import type { Clock, RecordReading, Told } from '../web/server/hooks.ts'
import { tellFields } from '../web/server/tell.ts'
import type { Figure } from './figures.ts'
import { shownFigure } from './overview/shown-figure.ts'
import { wordsOf } from './words.ts'

type Snapshot = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Snapshot => value !== null && typeof value === 'object'

/** Value with its interval, precision and cases; of an older shape that names a row which is no more, nothing. */
function tellFigure(snapshot: unknown, { lang }: Clock): Told[] {
  if (!isObject(snapshot) || !isObject(snapshot.spec) || !isObject(snapshot.estimate)) return []
  const words = wordsOf(lang).reading
  try {
    const { spec, estimate } = snapshot as unknown as Pick<Figure, 'spec' | 'estimate'>
    const { cell, draw } = shownFigure({ spec, estimate, recomputed: null, id: 'snapshot' } as Figure)
    const figure = draw(cell, lang)
    const between = intervalText(figure, lang)
    return [
      { label: words.value, value: between ? `${valueText(figure)} (${between})` : valueText(figure) },
      ...(figure.cv === undefined || figure.cv === null
        ? []
        : [{ label: words.precision, value: `${number(figure.cv, 1)} %` }]),
      ...(figure.n === undefined || figure.n === null
        ? []
        : [{ label: words.cases, value: number(figure.n) }]),
    ]
  } catch {
    return []
  }
}

function tellPublished(snapshot: unknown, clock: Clock): Told[] {
  if (!isObject(snapshot)) return []
  const { lang } = clock
  const source = isObject(snapshot.source) ? snapshot.source : {}
  const written = typeof snapshot.period === 'string' ? period(snapshot.period, lang) : undefined
  return tellFields(
    {
      ...snapshot,
      period: written,
      producer: source.producer,
      sourceTitle: source.title,
      page: source.page,
      published: source.publishedOn,
    },
    clock,
    [
      { name: 'words', es: 'Dice', en: 'It says' },
      { name: 'value', es: 'Valor', en: 'Value' },
      { name: 'low', es: 'Límite inferior', en: 'Lower limit' },
      { name: 'high', es: 'Límite superior', en: 'Upper limit' },
      { name: 'level', es: 'Confianza, %', en: 'Confidence, %' },
      { name: 'se', es: 'Error estándar', en: 'Standard error' },
      { name: 'cv', es: 'Coeficiente de variación, %', en: 'Coefficient of variation, %' },
      { name: 'period', es: 'Periodo', en: 'Period' },
      { name: 'producer', es: 'Quién la publicó', en: 'Published by' },
      { name: 'sourceTitle', es: 'Publicación', en: 'Publication' },
      { name: 'page', es: 'Página', en: 'Page' },
    ],
  )
}

function tellFile(snapshot: unknown, { lang }: Clock): Told[] {
  if (!isObject(snapshot)) return []
  const words = wordsOf(lang).reading
  const files = Array.isArray(snapshot.files) ? (snapshot.files as { name?: string }[]) : []
  return [
    { label: words.delivery, value: typeof snapshot.number === 'number' ? number(snapshot.number) : '' },
    { label: words.files, value: files.map(({ name = '' }) => name).join(', ') },
    {
      label: 'SHA-256',
      value: typeof snapshot.sha256 === 'string' ? `${snapshot.sha256.slice(0, 16)}…` : '',
    },
  ]
}

export const readings: Readonly<Record<string, RecordReading>> = {
  figure: { tell: tellFigure, settle: ({ path }) => path },
  published_figure: { tell: tellPublished, edit: ({ path }) => `${path}/edit` },
  data_file: { tell: tellFile },
}
