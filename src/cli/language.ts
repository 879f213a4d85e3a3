import { en } from './words.en.ts'
import { es, type Words } from './words.es.ts'

export type Lang = 'es' | 'en'

/** The language asked for with `--lang`, else the system's; Spanish where it says neither. */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Lang {
  const at = args.indexOf('--lang')
  const asked = at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice(7)
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^en/i.test(asked ?? system) ? 'en' : 'es'
}

export const wordsOf = (lang: Lang): Words => (lang === 'es' ? es : en)
