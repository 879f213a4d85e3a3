/** A file of published figures as it was given (INEGI's CSV, plain or gzip, or XLS) → figures ready to be held against what is here. */
import { gunzipSync } from 'node:zlib'
import { Problem } from '../platform/problem.ts'
import { type PublishedFigure, readPublishedCsv, readPublishedXls } from './enoe/inegi/index.ts'
import { type NewPublished, ofInegi } from './published-rules.ts'

const publication = 'Indicadores estratégicos de ocupación y empleo'

/** Unpacked, in bytes; INEGI's largest has 8 MB. */
const largest = 100_000_000

const begins = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte)

/** Recognised by its first bytes, never by its name. Every figure in it, or a problem that says where and what. */
export async function readPublished(bytes: Uint8Array): Promise<NewPublished[]> {
  const isSpreadsheet = begins(bytes, 0xd0, 0xcf, 0x11, 0xe0) || begins(bytes, 0x50, 0x4b, 0x03, 0x04)
  const figures = isSpreadsheet ? await readPublishedXls(bytes) : readPublishedCsv(asUtf8(unpacked(bytes)))
  if (figures.length === 0) throw new Problem('evidence.publishedEmpty')
  return nationFirst(figures).map((figure) => ofInegi(checked(figure), publication))
}

/** Then the states by code; within each place as printed. This is the order in which they are listed. */
const nationFirst = (figures: readonly PublishedFigure[]): PublishedFigure[] =>
  figures.toSorted((a, b) => rank(a).localeCompare(rank(b)))
const rank = ({ place }: PublishedFigure): string => (place === 'MX' ? '' : place)

function unpacked(bytes: Uint8Array): Uint8Array {
  if (!begins(bytes, 0x1f, 0x8b)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: largest })
  } catch {
    throw new Problem('evidence.publishedCut')
  }
}

/** Excel in Spanish saves CSV as Latin-1 (CP1252): its accents are not UTF-8, and are read as what they are. */
function asUtf8(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(0)) throw new Problem('evidence.publishedKind')
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bytes
  } catch {
    return new TextEncoder().encode(new TextDecoder('windows-1252').decode(bytes))
  }
}

/** What no publication prints: an error below zero, limits the wrong way round. The database would refuse it without saying where. */
function checked(figure: PublishedFigure): PublishedFigure {
  const { row, cv, se, low, high } = figure
  const wrong = (column: string, found: number): Problem =>
    new Problem('evidence.publishedImpossible', { row, column, found })
  if (cv !== null && cv < 0) throw wrong('cv_pct', cv)
  if (se !== null && se < 0) throw wrong('se', se)
  if (low !== null && high !== null && high < low) throw wrong('ls90', high)
  return figure
}
