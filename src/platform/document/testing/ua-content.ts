/** Whether all that a page draws is marked: as content of the structure tree, or as decoration (ISO 32000-1, 14.6). */
import { isDict, nameOf, type Value, valueAt } from './pdf-objects.ts'

/** Operators that put something on the page. */
const draws = new Set(['Tj', 'TJ', "'", '"', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do'])

/** `marks`: numbers of the marked content that belongs to the tree. */
export function unmarked(content: string): { faults: string[]; marks: number[] } {
  const faults = new Set<string>()
  const marks: number[] = []
  const open: ('tree' | 'decoration' | 'other')[] = []
  let given: Value[] = []
  for (let at = 0; at < content.length; ) {
    const operator = /^[\0\t\n\f\r ]*([A-Za-z'"*][A-Za-z0-9'"*]*)/.exec(content.slice(at, at + 60))
    const word = operator?.[1] ?? ''
    if (!operator || word === 'true' || word === 'false' || word === 'null') {
      const { value, end } = valueAt(content, at)
      given.push(value)
      at = end
      continue
    }
    at += operator[0].length
    if (word === 'BDC' || word === 'BMC') {
      const [tag, properties] = given.slice(word === 'BDC' ? -2 : -1)
      const mark = isDict(properties) ? properties.get('MCID') : undefined
      const kind = typeof mark === 'number' ? 'tree' : nameOf(tag) === 'Artifact' ? 'decoration' : 'other'
      if (kind === 'tree' && open.includes('decoration')) faults.add('01-003 content within decoration')
      if (kind === 'decoration' && open.includes('tree')) faults.add('01-004 decoration within content')
      if (typeof mark === 'number') marks.push(mark)
      open.push(kind)
    } else if (word === 'EMC') {
      if (open.pop() === undefined) faults.add('01 what was not begun is ended')
    } else if (draws.has(word) && !open.includes('tree') && !open.includes('decoration'))
      faults.add(`01-005 ${word} is neither content nor decoration`)
    given = []
  }
  if (open.length > 0) faults.add('01 what was begun is not ended')
  return { faults: [...faults], marks }
}
