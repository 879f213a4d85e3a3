import pg from 'pg'

/** Numbers that PostgreSQL gives its types. */
const type = { int8: 20, int8Array: 1016, date: 1082, dateArray: 1182, timestamp: 1114 }

/**
 * How values come out of the database, for every connection:
 * - `date` and `timestamp` as the text they are (pg's default is midnight of the computer's zone: a day off);
 * - `timestamptz` as Date; `numeric` as text, exact;
 * - `int8` as number, and an error where a number cannot hold it exactly (beyond ±2^53).
 */
export const values: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: never) => unknown {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
    switch (oid) {
      case type.date:
      case type.timestamp:
        return (text: string) => text
      case type.int8:
        return safeInteger
      case type.int8Array:
        return (text: string) => textArray(text).map((item) => (item === null ? null : safeInteger(item)))
      case type.dateArray:
        return textArray
      default:
        return pg.types.getTypeParser(oid, 'text')
    }
  },
}

/** `text[]`: pg's own reading of an array, its members left as text. */
const textArray = (pg.types.getTypeParser as unknown as (oid: number) => (text: string) => (string | null)[])(
  1009,
)

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number))
    throw new RangeError(`int8 ${text} is not exact as a number; select it as text`)
  return number
}
