/** What the writer's island is given: blocks, what bound items say in every wording, comments, words. */
import type { Language } from '../../kernel/text.ts'
import { capital, dateTime, number, period as periodWords } from '../../web/format.ts'
import type { Chip, ChipDetails, Remark, Told, WriterData } from '../../web/islands/writer/protocol.ts'
import { wordsOf as shellWords } from '../../web/words.ts'
import type { Binding, Value } from '../bound/value.ts'
import { intervalIn, valueIn, worded } from '../bound/wording.ts'
import { type Block, type Wording, wordings } from '../content/model.ts'
import type { Comment } from '../store/comments.ts'
import { islandWords, writerWords } from './writer-words.ts'

function wordedAll(value: Value): Chip['worded'] {
  const inBoth = (as: Wording) => ({ es: worded(value, as, 'es'), en: worded(value, as, 'en') })
  return Object.fromEntries(wordings.map((as) => [as, inBoth(as)])) as Record<
    Wording,
    ReturnType<typeof inBoth>
  >
}

const nameOf = (value: Value): Chip['name'] =>
  value.is === 'number' || value.is === 'gone' ? value.name : value.title

export const chipOf = ({ id, held, moved }: Binding): Chip => ({
  id,
  is: held.is,
  name: nameOf(held),
  worded: wordedAll(held),
  moved: moved ? { is: moved.is, worded: wordedAll(moved) } : null,
  ...(held.is === 'gone' ? { reason: held.reason } : moved?.is === 'gone' ? { reason: moved.reason } : {}),
})

export function remarkOf(comment: Comment, lang: Language, memberId: string | null, zone: string): Remark {
  const { id, blockId, answersId, body, by } = comment
  return {
    id,
    blockId,
    answersId,
    body,
    by,
    at: dateTime(comment.at, lang, zone),
    mine: comment.memberId === memberId,
    resolved: comment.resolvedAt !== null,
  }
}

export interface WriterSource {
  lang: Language
  memberId: string | null
  reportId: string
  at: string
  blocks: readonly Block[]
  bindings: readonly Binding[]
  comments: readonly Comment[]
  seen: string
  zone: string
}

export const writerData = (of: WriterSource): WriterData => ({
  lang: of.lang,
  member: of.memberId ?? '',
  report: of.reportId,
  at: of.at,
  blocks: of.blocks,
  chips: of.bindings.map(chipOf),
  comments: of.comments.map((one) => remarkOf(one, of.lang, of.memberId, of.zone)),
  seen: of.seen,
  words: islandWords(of.lang),
})

/** What stands behind an item, in lines. `to` makes the address of its source. */
export function detailsOf(
  { held, moved }: Binding,
  lang: Language,
  to: (path: string) => string,
): ChipDetails {
  const words = writerWords(lang).told
  const told = [
    ...toldOf(held, lang),
    ...(moved ? [{ label: words.now, value: worded(moved, 'cited', lang) }] : []),
  ].filter(({ value }) => value !== '')
  const href = held.is === 'gone' ? null : held.href
  return { told, href: href === null ? null : /^https?:/.test(href) ? href : to(href) }
}

function toldOf(value: Value, lang: Language): Told[] {
  const words = writerWords(lang).told
  const source: Told[] = value.is === 'gone' ? [] : [{ label: words.source, value: value.source[lang] }]
  switch (value.is) {
    case 'gone':
      return []
    case 'number': {
      const precision = value.precision ? shellWords(lang).figure.precisions[value.precision] : ''
      return [
        { label: words.value, value: valueIn(value, lang) },
        { label: words.interval, value: intervalIn(value, lang) ?? '' },
        {
          label: words.precision,
          value: [precision, value.cv === null ? '' : `CV ${number(value.cv, 1)} %`]
            .filter(Boolean)
            .join(' · '),
        },
        { label: words.base, value: value.base[lang] },
        { label: words.period, value: value.period === '' ? '' : capital(periodWords(value.period, lang)) },
        { label: words.cases, value: value.n === null ? '' : number(value.n, 0) },
        { label: words.definition, value: value.definition[lang] },
        { label: words.method, value: value.method?.[lang] ?? '' },
        ...source,
      ]
    }
    case 'text':
      return [
        { label: words.text, value: value.text[lang] },
        { label: words.attribution, value: value.attribution[lang] },
        ...source,
      ]
    case 'list':
      return [{ label: words.count, value: number(value.items.length, 0) }, ...source]
    default:
      return source
  }
}
