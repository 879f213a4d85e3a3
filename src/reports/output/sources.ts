/** The numbered list of what a report rests on: items of one source share one line. */
import type { Language } from '../../kernel/text.ts'
import type * as doc from '../../platform/document/model.ts'
import type { Value } from '../bound/value.ts'
import type { Side } from '../content/model.ts'

export interface Sources {
  /** The id of the item's source; null: it has none. */
  cite(value: Value): string | null
  /** The sources of all items of a stretch of text, each once, in order. */
  citesOf(side: Side, values: Readonly<Record<string, Value>>): string[]
  list(): doc.Source[]
}

export function sourcesIn(lang: Language): Sources {
  const known = new Map<string, doc.Source>()
  const cite = (value: Value): string | null => {
    if (value.is === 'gone') return null
    const text = value.source[lang]
    if (text === '') return null
    const found = known.get(text) ?? { id: `s${known.size + 1}`, text }
    known.set(text, found)
    return found.id
  }
  return {
    cite,
    citesOf: (side, values) => {
      const ids = side.flatMap((one) => {
        const value = 'bound' in one ? values[one.bound] : undefined
        const id = value ? cite(value) : null
        return id === null ? [] : [id]
      })
      return [...new Set(ids)]
    },
    list: () => [...known.values()],
  }
}
