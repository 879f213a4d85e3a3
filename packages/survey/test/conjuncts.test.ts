import { describe, expect, it } from 'vitest'
import { conjuncts } from '../src/conjuncts.ts'

describe('a condition is split at its outermost ANDs', () => {
  it.each([
    ['a = 1', ['a = 1']],
    ['a = 1 and b = 2 AND c', ['a = 1', 'b = 2', 'c']],
    ['(a = 1 and (b = 2 and c in (1, 2)))', ['a = 1', 'b = 2', 'c in (1, 2)']],
    ['(a) and (a)', ['a']],
    ['a between 1 and 3 and b', ['a between 1 and 3', 'b']],
    ['a = 1 or b = 2 and c = 3', ['a = 1 or b = 2 and c = 3']],
    ['(a or b) and c', ['a or b', 'c']],
    ["a = ' and ' and b", ["a = ' and '", 'b']],
    ['"x and y" = 1 and b', ['"x and y" = 1', 'b']],
    ['case when a and b then c end and d', ['case when a and b then c end', 'd']],
    ['not a and b', ['not a', 'b']],
    ['a is not null and band = 2', ['a is not null', 'band = 2']],
  ])('%s', (sql, parts) => {
    expect(conjuncts(sql)).toEqual(parts)
  })
})
