/** Two who wrote one paragraph, each another part of it: author and translator, side by side. */
import { type BlockContent, type Language, languages, otherOf } from './protocol.ts'

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Both texts as one, where nothing was written by both: one wrote the Spanish and the other the English, or what it is (a heading, a
 * line of a list). Null: they meet, and a person decides. A translation of what the other one changed meanwhile lags behind.
 */
export function combined(base: BlockContent, mine: BlockContent, theirs: BlockContent): BlockContent | null {
  if (base.kind === 'table' || mine.kind === 'table' || theirs.kind === 'table') return null
  let meets = false
  const pick = <T>(of: (one: BlockContent) => T): T => {
    const [was, own, other] = [of(base), of(mine), of(theirs)]
    if (isSame(own, was) || isSame(own, other)) return other
    if (!isSame(other, was)) meets = true
    return own
  }
  const shape = pick(shapeOf)
  const source = pick((one) => one.source)
  const [es, en] = [pick((one) => one.es), pick((one) => one.en)]
  const outdated = pick((one) => one.outdated === true) || isCrossed(base, mine, theirs, source)
  if (meets) return null
  return { ...shape, source, ...(outdated ? { outdated: true } : {}), es, en } as BlockContent
}

/** What it is, without its words. */
function shapeOf(content: BlockContent): object {
  const { es: _, en: __, source: ___, outdated: ____, ...shape } = content
  return shape
}

/** One changed the original, the other its translation. */
function isCrossed(base: BlockContent, mine: BlockContent, theirs: BlockContent, source: Language): boolean {
  const changed = (one: BlockContent): Language[] =>
    languages.filter((lang) => !isSame(one[lang], base[lang]))
  const [own, other] = [changed(mine), changed(theirs)]
  const isOnly = (list: Language[], lang: Language): boolean => list.length === 1 && list[0] === lang
  const translation = otherOf(source)
  return (
    (isOnly(own, source) && isOnly(other, translation)) || (isOnly(own, translation) && isOnly(other, source))
  )
}
