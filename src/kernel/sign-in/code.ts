import { randomBytes, randomInt } from 'node:crypto'

/** Signs that are not confused in print or when spelled on the phone, in Spanish or English. */
const signs = 'ACDEFHJKMPRTWXY2346789'
const length = 8

/** What looks or sounds like a sign that codes do not have. */
const meant: Readonly<Record<string, string>> = { B: '8', Z: '2', G: '6', N: 'M' }

/** A new code as it is shown and read out: `ACDE-2346`. About 35 bits. */
export function newCode(): string {
  const drawn = Array.from({ length }, () => signs.charAt(randomInt(signs.length))).join('')
  return `${drawn.slice(0, length / 2)}-${drawn.slice(length / 2)}`
}

/** What a person typed, as a code without its dash: any case, dashes, dots and spaces anywhere. Null: it cannot be a code. */
export function readCode(typed: string): string | null {
  const read = [...typed.toUpperCase().replace(/[\s.\-–—_]/g, '')].map((sign) => meant[sign] ?? sign).join('')
  return read.length === length && [...read].every((sign) => signs.includes(sign)) ? read : null
}

/** The half by which a code is found, so that wrong other halves can be counted. */
export const selectorOf = (code: string): string => code.slice(0, length / 2)

/** The part of a link that nobody can guess: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const isToken = (value: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(value)
