/** INEGI's published rows as measures: the catalogue text, read once. */
import { indicators } from '../indicators.ts'
import { type Measure, total } from '../measure.ts'
import { catalogueText } from './catalogue-text.ts'

export interface PublishedIndicator {
  /** Headings and label from the chapter down, e.g. `['3. Población ocupada por:', '3.3 Nivel de ingresos', 'No especificado']`. */
  readonly path: readonly string[]
  readonly measure: Measure
  /** The name in our catalogue of indicators where the row is one of them. */
  readonly indicator?: string
}

/** `til1`, or `hourlyincome where {employer}`, or a condition in concepts. */
function read(definition: string): { measure: Measure; indicator?: string } {
  if (definition.startsWith('{')) return { measure: total(definition) }
  const [name = '', among] = definition.split(' where ')
  const found = indicators.get(name)
  if (!found) throw new Error(`No indicator is called ${name}`)
  const { kind, of, per = '', unit } = found
  const measure: Measure = { kind, of, per: among ? `${per} and ${among}` : per, unit }
  return among ? { measure } : { measure, indicator: name }
}

const simple = new Map(
  [...indicators.values()].filter(({ kind }) => kind === 'total').map(({ name, of }) => [of, name] as const),
)

function readCatalogue(text: string): PublishedIndicator[] {
  const path: string[] = []
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const level = (line.length - line.trimStart().length) / 2
      const [label = '', definition] = line.trim().split(' = ')
      path.splice(level, path.length, label)
      if (definition === undefined) return []
      const { measure, indicator = simple.get(definition) } = read(definition)
      return [{ path: [...path], measure, ...(indicator ? { indicator } : {}) }]
    })
}

/** In printed order. */
export const publishedIndicators: readonly PublishedIndicator[] = readCatalogue(catalogueText)

export const pathText = (path: readonly string[]): string => path.join(' > ')

const byPath = new Map(publishedIndicators.map((one) => [pathText(one.path), one]))

export const publishedIndicator = (path: readonly string[]): PublishedIndicator | undefined =>
  byPath.get(pathText(path))
