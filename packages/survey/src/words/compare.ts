/** Changes and contrasts in words that do not overclaim: where the interval holds "no difference", the data do not tell. */
import {
  capital,
  casesWords,
  type Explanation,
  type Figure,
  methodWords,
  reasons,
  type Telling,
  told,
  wordsOf,
} from './explain.ts'
import { number, percentOf, type Writer, writerOf } from './numbers.ts'
import { precisionOf, sideOf } from './precision.ts'

/** What is read of a `Change`. */
export type ChangeFigure = Omit<Figure, 'method'> & { before: Figure; after: Figure; method: string }

/** An explanation of a difference; `direction` is null where nothing can be said. */
export type Comparison = Explanation & {
  direction: 'up' | 'down' | 'unclear' | null
  /** The same in a few words, for a cell of a table: "subió", "mayor entre las mujeres". */
  brief: string
}

/**
 * A change between two periods. Where its interval holds 0, the data do not tell whether it rose or fell.
 * @returns as `explainContrast`
 * @param before, after the periods as they are said, with their articles: "el primer trimestre de 2019"
 */
export function explainChange(
  change: ChangeFigure,
  telling: Telling & { before: string; after: string },
): Comparison {
  const { lang, label, before, after, minimumCases = 30 } = telling
  const words = wordsOf(lang)
  const { estimate, before: first, after: second } = change
  const side = sideOf(change)
  const writer = writerFor(change, telling, side)
  if (estimate === null || first.estimate === null || second.estimate === null || side === null) {
    const reason = words.noError[change.noError ?? 'noDesign']
    return {
      ...told({
        finding: words.change.cannot(label, before, after),
        limits: [capital(reason)],
        cases: casesWords(change.n, minimumCases, words),
      }),
      direction: null,
      brief: words.briefNone,
    }
  }
  const [a, b] = [writer.whole(first.estimate), writer.whole(second.estimate)]
  const kind = side === 'above' ? 'up' : side === 'below' ? 'down' : 'unclear'
  const lowPrecision = [first, second].some(({ cv }) => precisionOf(cv) === 'low')
  return {
    ...told({
      finding: capital(words.change[kind](label, before, after, writer.gap(estimate), a, b)),
      interval: changeInterval(change, kind, writer, telling),
      cases: casesWords(change.n, minimumCases, words),
      limits: [
        ...(lowPrecision ? [words.change.lowPrecision] : []),
        // Cases left out are of each period's own figure.
        ...reasons({ ...change, missing: 0, method: undefined } as Figure, null, words),
      ],
      method: methodOfChange(change.method, lang),
      confidence: words.confidence(number(100 * change.level)),
    }),
    direction: kind,
    brief: words.change.brief[kind],
  }
}

/** How the error of a change was calculated, in one clause. */
export function methodOfChange(method: string, lang: Telling['lang']): string {
  return wordsOf(lang).changeMethod[method] ?? wordsOf(lang).unknownVariance
}

function changeInterval(
  { low, high, level }: ChangeFigure,
  kind: 'up' | 'down' | 'unclear',
  writer: Writer,
  { lang }: Telling,
): string | null {
  if (low === null || high === null) return null
  const { change } = wordsOf(lang)
  const said = percentOf(level)
  if (kind === 'unclear') return change.intervalUnclear(said, writer.gap(low), writer.gap(high))
  return kind === 'up'
    ? change.intervalUp(said, writer.gapFirst(low), writer.gap(high))
    : change.intervalDown(said, writer.gapFirst(high), writer.gap(low))
}

export interface Sides {
  /** The two sides as they follow the label: "entre las mujeres", "entre los hombres"; "among women", "among men". */
  a: string
  b: string
  /** Their estimates, if they are to be said. */
  values?: readonly [number, number]
}

/**
 * A difference a − b of one sample: what `contrast` gives. Where its interval holds 0, the data do not tell which is higher.
 * @returns sentences by themselves and joined in `text`; never throws, and says why where there is no interval
 */
export function explainContrast(figure: Figure, telling: Telling & Sides): Comparison {
  const { lang, label, a, b, values } = telling
  const words = wordsOf(lang)
  const side = sideOf(figure)
  const { estimate, low, high } = figure
  if (estimate === null || side === null || low === null || high === null)
    return unsaid(figure, words.contrast.cannot(label, a, b), telling)
  const writer = writerFor(figure, telling, side)
  const subject = side === 'unclear' ? label : capital(label)
  const level = percentOf(figure.level)
  return {
    ...told({
      finding:
        words.contrast[side](subject, a, b, writer.gap(estimate)) +
        (values === undefined ? '' : words.contrast.values(writer.whole(values[0]), writer.whole(values[1]))),
      interval:
        side === 'unclear'
          ? words.contrast.intervalUnclear(level, writer.gap(low), writer.gap(high), a)
          : words.contrast.interval(
              level,
              writer.gapFirst(side === 'above' ? low : high),
              writer.gap(side === 'above' ? high : low),
            ),
      limits: reasons(figure, null, words),
      method: words.contrastMethod,
      confidence: words.confidence(number(100 * figure.level)),
    }),
    ...higherSide(side, telling),
  }
}

/**
 * A ratio a / b of one sample: what `quotient` gives. Where its interval holds 1, the data do not tell which is higher.
 * @returns as `explainContrast`
 */
export function explainQuotient(figure: Figure, telling: Telling & Sides): Comparison {
  const { lang, label, a, b, decimals = 2 } = telling
  const words = wordsOf(lang)
  const side = sideOf(figure, 1)
  const { estimate, low, high } = figure
  if (estimate === null || side === null || low === null || high === null)
    return unsaid(figure, words.contrast.cannot(label, a, b), telling)
  const times = number(estimate, decimals)
  return {
    ...told({
      finding:
        side === 'unclear'
          ? words.quotient.unclear(label, a, b, times)
          : words.quotient.told(capital(label), a, b, times),
      interval: words.quotient.interval(
        percentOf(figure.level),
        number(low, decimals),
        number(high, decimals),
      ),
      limits: reasons(figure, null, words),
      method: words.contrastMethod,
      confidence: words.confidence(number(100 * figure.level)),
    }),
    ...higherSide(side, telling),
  }
}

function unsaid(figure: Figure, finding: string, { lang }: Telling): Comparison {
  const reason = wordsOf(lang).noError[figure.noError ?? 'noDesign']
  return {
    ...told({ finding, limits: [capital(reason)], method: methodWords(figure.method, lang) }),
    direction: null,
    brief: wordsOf(lang).briefNone,
  }
}

function higherSide(
  side: 'above' | 'below' | 'unclear',
  { lang, a, b }: Telling & Sides,
): Pick<Comparison, 'direction' | 'brief'> {
  const { brief } = wordsOf(lang).contrast
  if (side === 'unclear') return { direction: 'unclear', brief: brief.unclear }
  return side === 'above'
    ? { direction: 'up', brief: brief.higher(a) }
    : { direction: 'down', brief: brief.higher(b) }
}

/** With decimals enough that neither limit of a difference is written as none. */
function writerFor(
  { estimate, low, high, unit }: Pick<Figure, 'estimate' | 'low' | 'high' | 'unit'>,
  { unit: own = unit, lang, decimals }: Telling,
  side: ReturnType<typeof sideOf>,
): Writer {
  const size = (value: number | null) => (value === null ? Infinity : Math.abs(value))
  const near = Math.min(...[low, high].map(size).filter((value) => value > 0))
  return writerOf(own, lang, decimals, side === null || near === Infinity ? (estimate ?? undefined) : near)
}
