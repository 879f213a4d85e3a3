import { Problem } from '../platform/problem.ts'
import { namesOf } from './enoe/index.ts'

/**
 * A place or group that this file cannot tell. `lacks`: lists of columns, any one of which would do; they are told without a word of
 * any language between them (`problems.ts` puts it there).
 */
export const lacking = (
  place: string,
  group: string | null,
  lacks: readonly (readonly string[])[],
): Problem => new Problem('evidence.placeLacks', { place, group: group ?? '', columns: namesOf(lacks, '|') })
