import pino, { type Logger } from 'pino'
import type { LogLevel } from '../config/settings.ts'
import { Problem } from '../problem.ts'
import { pretty } from './pretty.ts'

export type Log = Logger

/** Keys that hold something personal or secret wherever they turn up; their value is not written. */
const never = ['name', 'email', 'phone', 'password', 'token', 'code', 'cookie', 'authorization', 'ip', 'url']

/**
 * The program's log: one JSON line an event on the error stream (standard output belongs to a command's answer), lines
 * for people where that is a terminal. Errors are written by `describe`, so that a value never comes along.
 */
export function createLog(
  level: LogLevel,
  stream: { write(line: string): void } = pino.destination({ dest: 2, sync: true }),
  forPeople = process.stderr.isTTY === true,
): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describe },
      redact: { paths: never.flatMap((key) => [key, `*.${key}`]), censor: '…' },
    },
    forPeople ? { write: (line) => stream.write(pretty(line)) } : stream,
  )
}

/** One line a request. `route` is the pattern, never the address: ids, searches and sign-in links stay out. */
export interface RequestLine {
  method: string
  route: string
  status: number
  ms: number
}

/** Writes a request's line: a fault of ours as an error, everything else as information. */
export function logRequest(log: Log, line: RequestLine): void {
  log[line.status >= 500 ? 'error' : 'info'](line, 'request')
}

/** What a developer needs of an error, without the values that PostgreSQL and others quote in their messages. */
export function describe(error: unknown): Record<string, unknown> {
  if (error instanceof Problem) return { problem: error.code, status: error.status }
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, stack = '', cause } = error
  const { code, constraint, table, column } = error as Error &
    Partial<Record<'code' | 'constraint' | 'table' | 'column', unknown>>
  return {
    type: name,
    message: withoutValues(error.message),
    // The first lines of a stack repeat the message.
    at: stack.slice(stack.indexOf('\n    at ') + 1).slice(0, 2000),
    ...(code === undefined ? {} : { errno: code }),
    ...(constraint === undefined ? {} : { constraint, table, column }),
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  }
}

/** Quoted parts (`invalid input syntax for type integer: "…"`), addresses and e-mail addresses are left out. */
const withoutValues = (message: string): string =>
  message
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|«[^»]*»/g, '"…"')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/=\([^)]*\)/g, '=(…)')
    .replaceAll(/\?[^\s]*=[^\s]*/g, '?…')
