import type { Problem } from '../platform/problem.ts'
import { en as platformEn } from '../platform/words.en.ts'
import { es as platformEs } from '../platform/words.es.ts'
import type { Program } from '../program.ts'
import { type Lang, wordsOf } from './language.ts'
import type { Words } from './words.es.ts'

/** Options that every command takes, as commander gives them. */
export interface CommonOptions {
  json?: boolean
  workspace?: string
  data?: string
  logLevel?: string
}

/** What a command is given besides its own arguments. */
export interface Frame {
  readonly lang: Lang
  readonly words: Words
  readonly json: boolean
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal
  /** Writes the answer: a value as JSON where `--json` was given, else the lines for people. */
  answer(value: unknown, lines: readonly string[]): void
  /** Writes a line for people, on the error stream: it is not the answer. */
  note(line: string): void
  /** Sentence of a problem; of the parts' ones, too, once the program is open. */
  explain(problem: Problem): string
  /** Lets `explain` ask the open program. */
  attach(program: Pick<Program, 'explain'>): void
}

export function createFrame(lang: Lang, json: boolean, signal: AbortSignal): Frame {
  const words = wordsOf(lang)
  const known: Record<string, ((values: Problem['values']) => string) | undefined> = {
    ...(lang === 'es' ? platformEs : platformEn).problems,
    ...words.problems,
  }
  let program: Pick<Program, 'explain'> | undefined
  return {
    lang,
    words,
    json,
    signal,
    answer: (value, lines) =>
      process.stdout.write(`${json ? JSON.stringify(value, null, 2) : lines.join('\n')}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    explain: (problem) =>
      known[problem.code]?.(problem.values) ?? program?.explain(problem, lang) ?? problem.code,
    attach: (open) => {
      program = open
    },
  }
}
