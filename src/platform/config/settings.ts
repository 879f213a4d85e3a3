import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** A sentence in each language of the program. */
interface Bilingual {
  readonly es: string
  readonly en: string
}

/** One row of the table in docs/settings.md. */
export interface Setting<T> {
  readonly env: string
  /** Flag of the command line; null where it would show a secret to everybody on the computer. */
  readonly flag: `--${string}` | null
  /** What the flag takes, for `--help`; null for a switch. */
  readonly takes: string | null
  /** From the text that was given to the value; fails on everything else. */
  readonly schema: z.ZodType<T, string>
  readonly fallback: T
  /** The fallback in words, for the documentation. */
  readonly unless: Bilingual
  readonly about: Bilingual
  readonly allowed: Bilingual
  /** Never shown, not even when it is wrong. */
  readonly secret?: true
}

const setting = <T>(row: Setting<T>): Setting<T> => row

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(least).max(most))

const units = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const

/** `500MB`, `2 GB` → bytes. */
const size = z
  .string()
  .regex(/^\d+(\.\d+)?\s*[KMGT]B$/i)
  .transform((text) => {
    const unit = text.slice(-2).toUpperCase() as keyof typeof units
    return Math.round(Number.parseFloat(text) * units[unit])
  })

const sizes = {
  es: 'un número con KB, MB, GB o TB, por ejemplo 2GB',
  en: 'a number with KB, MB, GB or TB, for example 2GB',
}

export const logLevels = ['error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where a program of this system keeps a person's data. */
export function personalDataDir(env = process.env, platform = process.platform, home = homedir()): string {
  if (platform === 'darwin') return join(home, 'Library/Application Support/Acuerdo')
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData/Local'), 'Acuerdo')
  return join(env.XDG_DATA_HOME || join(home, '.local/share'), 'acuerdo')
}

/** Every setting of the program, once: what reads it, checks it, documents it and offers it on the command line. */
export const settings = {
  dataDir: setting({
    env: 'ACUERDO_DATA',
    flag: '--data',
    takes: 'DIR',
    schema: z.string().transform((path) => resolve(path)),
    fallback: personalDataDir(),
    unless: { es: '`~/.local/share/acuerdo`', en: '`~/.local/share/acuerdo`' },
    about: {
      es: 'Carpeta de todos los datos: la base, los archivos y los microdatos.',
      en: 'Folder of all data: the database, the files and the microdata.',
    },
    allowed: {
      es: 'una carpeta en la que usted pueda escribir; se crea si falta',
      en: 'a folder in which you may write; it is made if missing',
    },
  }),
  port: setting<number | undefined>({
    env: 'ACUERDO_PORT',
    flag: '--port',
    takes: 'N',
    schema: wholeNumber(0, 65_535),
    fallback: undefined,
    unless: { es: '4600, o el siguiente libre', en: '4600, or the next free one' },
    about: {
      es: 'Puerto en el que escucha. Uno indicado que esté ocupado se rechaza.',
      en: 'Port on which it listens. One that is given and taken is refused.',
    },
    allowed: {
      es: 'un número de 1 a 65535; 0 toma cualquiera libre',
      en: 'a number from 1 to 65535; 0 takes any free one',
    },
  }),
  host: setting({
    env: 'ACUERDO_HOST',
    flag: '--host',
    takes: 'ADDRESS',
    schema: z.string().refine((name) => isIP(name) > 0 || /^[a-z0-9.-]+$/i.test(name)),
    fallback: 'localhost',
    unless: { es: '`localhost`: solo esta computadora', en: '`localhost`: this computer only' },
    about: {
      es: 'Dirección en la que escucha. `0.0.0.0` la abre a la red: use entonces también `--public-url` con https.',
      en: 'Address on which it listens. `0.0.0.0` opens it to the network: give `--public-url` with https then, too.',
    },
    allowed: { es: 'una dirección IP o un nombre de equipo', en: 'an IP address or a host name' },
  }),
  publicUrl: setting<string | undefined>({
    env: 'ACUERDO_PUBLIC_URL',
    flag: '--public-url',
    takes: 'URL',
    schema: z
      .url({ protocol: /^https?$/ })
      .refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url))
      .transform((url) => new URL(url).origin),
    fallback: undefined,
    unless: { es: 'la de localhost y el puerto', en: 'the one of localhost and the port' },
    about: {
      es: 'Dirección con la que lo abren las personas; la usan los enlaces y las llaves de acceso.',
      en: 'Address at which people open it; links and passkeys use it.',
    },
    allowed: {
      es: 'https://nombre, sin nada después del nombre y el puerto',
      en: 'https://name, with nothing after the name and the port',
    },
  }),
  trustProxy: setting({
    env: 'ACUERDO_TRUST_PROXY',
    flag: '--trust-proxy',
    takes: null,
    schema: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no']))
      .transform((word) => ['true', '1', 'yes'].includes(word)),
    fallback: false,
    unless: { es: 'no', en: 'no' },
    about: {
      es: 'Cree lo que un servidor intermediario de confianza dice en `X-Forwarded-For` (para limitar intentos de entrada). Solo si todo pasa por él.',
      en: 'Believes what a trusted proxy says in `X-Forwarded-For` (to limit sign-in attempts). Only if everything passes through it.',
    },
    allowed: { es: 'true o false', en: 'true or false' },
  }),
  databaseUrl: setting<string | undefined>({
    env: 'DATABASE_URL',
    flag: null,
    takes: null,
    schema: z.string().regex(/^postgres(ql)?:\/\/./),
    fallback: undefined,
    unless: { es: 'el PostgreSQL incluido', en: 'the PostgreSQL that comes with it' },
    about: {
      es: 'Servidor PostgreSQL 15 o posterior que se usa en lugar del incluido.',
      en: 'PostgreSQL server, 15 or later, to use instead of the one that comes with it.',
    },
    allowed: {
      es: 'postgres://usuario:contraseña@servidor:5432/base',
      en: 'postgres://user:password@host:5432/database',
    },
    secret: true,
  }),
  secret: setting<string | undefined>({
    env: 'ACUERDO_SECRET',
    flag: null,
    takes: null,
    schema: z.string().min(32),
    fallback: undefined,
    unless: {
      es: 'uno que se crea en la carpeta de datos (`secret`)',
      en: 'one that is made in the data folder (`secret`)',
    },
    about: {
      es: 'Firma las sesiones. Indíquelo solo si varios equipos atienden los mismos datos.',
      en: 'Signs the sessions. Give it only where several computers serve the same data.',
    },
    allowed: { es: '32 caracteres o más, al azar', en: '32 characters or more, at random' },
    secret: true,
  }),
  databaseConnections: setting({
    env: 'ACUERDO_DATABASE_CONNECTIONS',
    flag: null,
    takes: null,
    schema: wholeNumber(2, 1000),
    fallback: 10,
    unless: { es: '10', en: '10' },
    about: {
      es: 'Conexiones simultáneas a la base de datos.',
      en: 'Connections to the database at the same time.',
    },
    allowed: { es: 'un número de 2 a 1000', en: 'a number from 2 to 1000' },
  }),
  microdataMemory: setting({
    env: 'ACUERDO_MICRODATA_MEMORY',
    flag: null,
    takes: null,
    schema: size,
    fallback: 2e9,
    unless: { es: '2GB', en: '2GB' },
    about: {
      es: 'Memoria que puede usar el motor de microdatos (DuckDB); lo demás va al disco.',
      en: 'Memory that the microdata engine (DuckDB) may use; the rest goes to disk.',
    },
    allowed: sizes,
  }),
  maxUpload: setting({
    env: 'ACUERDO_MAX_UPLOAD',
    flag: null,
    takes: null,
    schema: size,
    fallback: 2e9,
    unless: { es: '2GB', en: '2GB' },
    about: {
      es: 'Tamaño máximo de un archivo que se sube.',
      en: 'Largest file that may be uploaded.',
    },
    allowed: sizes,
  }),
  logLevel: setting<LogLevel>({
    env: 'ACUERDO_LOG_LEVEL',
    flag: '--log-level',
    takes: 'LEVEL',
    schema: z.enum(logLevels),
    fallback: 'info',
    unless: { es: '`info`: una línea por petición', en: '`info`: one line a request' },
    about: {
      es: 'Cuánto se anota en el registro (salida de errores).',
      en: 'How much is written to the log (standard error).',
    },
    allowed: { es: logLevels.join(', '), en: logLevels.join(', ') },
  }),
} as const

export type SettingName = keyof typeof settings

/** The values that a start runs with. Sizes in bytes; `port` and `publicUrl` are undefined where nobody gave one. */
export type Settings = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends Setting<infer T> ? T : never
}
