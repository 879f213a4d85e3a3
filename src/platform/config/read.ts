import { Problem } from '../problem.ts'
import { type Setting, type SettingName, type Settings, settings } from './settings.ts'

/** What the command line gave, by the setting's name; a switch is `true`. */
export type Flags = Partial<Record<SettingName, string | boolean | undefined>>

/**
 * The settings of this start: a flag wins over the environment, and that over the default; an empty variable is none.
 * Throws the Problem `settings.invalid` that names the setting, where it came from and what was given.
 */
export function readSettings(flags: Flags = {}, env: NodeJS.ProcessEnv = process.env): Settings {
  const names = Object.keys(settings) as SettingName[]
  return Object.fromEntries(names.map((name) => [name, readOne(name, flags[name], env)])) as Settings
}

function readOne(name: SettingName, flag: string | boolean | undefined, env: NodeJS.ProcessEnv): unknown {
  const row: Setting<unknown> = settings[name]
  const given = flag === undefined ? env[row.env]?.trim() : String(flag)
  if (given === undefined || (given === '' && flag === undefined)) return row.fallback
  const read = row.schema.safeParse(given)
  if (read.success && given !== '') return read.data
  throw new Problem('settings.invalid', {
    source: flag === undefined ? row.env : (row.flag ?? row.env),
    given: row.secret ? '***' : given,
    es: row.allowed.es,
    en: row.allowed.en,
  })
}
