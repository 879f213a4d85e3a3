import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError, type Help } from 'commander'
import { settings } from '../platform/config/settings.ts'
import { Problem } from '../platform/problem.ts'
import { root } from '../platform/root.ts'
import type { EstimateOptions } from './estimate.ts'
import { type CommonOptions, createFrame, type Frame } from './frame.ts'
import { type Lang, languageOf, wordsOf } from './language.ts'
import type { StudyOptions } from './study.ts'
import type { UserOptions } from './user.ts'

/** 0 done, 1 a problem, 2 the command is mistyped, 130 interrupted. */
export const exits = { done: 0, problem: 1, usage: 2, interrupted: 130 } as const

/** Runs the command line; returns the exit code. Commands are loaded when they are called, so that help comes at once. */
export async function run(args: readonly string[]): Promise<number> {
  const lang = languageOf(args)
  const stop = stopSignal()
  const json = args.includes('--json')
  const frame = createFrame(lang, json, stop.signal)
  try {
    await commands(frame, lang).parseAsync(args, { from: 'user' })
    return exits.done
  } catch (error) {
    return told(frame, error, args)
  } finally {
    stop.off()
  }
}

/** Within this time a second signal is the first one again: npm and `timeout` hand on what the terminal sends, too. */
const sameSignalMs = 2000

/** The first Ctrl-C asks politely; one more a while later ends at once, and the database with it. */
function stopSignal(): { signal: AbortSignal; off(): void } {
  const abort = new AbortController()
  let askedAt = 0
  const onSignal = (): void => {
    if (!abort.signal.aborted) {
      askedAt = Date.now()
      abort.abort()
    } else if (Date.now() - askedAt > sameSignalMs) process.exit(exits.interrupted)
  }
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of names) process.on(name, onSignal)
  // `npm start` keeps a signal that is sent to npm alone to itself: its end is the signal.
  const parent = process.ppid
  const orphaned = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent && !abort.signal.aborted) onSignal()
  }, 500).unref()
  return {
    signal: abort.signal,
    off: () => {
      clearInterval(orphaned)
      for (const name of names) process.off(name, onSignal)
    },
  }
}

function commands(frame: Frame, lang: Lang): Command {
  const { words } = frame
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version as string
  const program = dressed(new Command('acuerdo'), lang)
    .description(words.about)
    .usage(words.commandPlaceholder)
    .version(version, '-V, --version', words.version)
    .option('--lang <es|en>', words.options.lang)
    .helpCommand(`help ${words.commandPlaceholder}`, words.helpCommand)
    .addHelpText('after', `\n${words.exitCodes}\n${words.settings}`)

  const command = (name: keyof typeof words.commands, usage = ''): Command => {
    const made = dressed(program.command(name), lang)
      .description(words.commands[name].about)
      .usage([usage, words.optionsPlaceholder].filter(Boolean).join(' '))
    for (const setting of ['dataDir', 'logLevel'] as const) addSetting(made, setting, lang)
    return made.option('--json', words.options.json).option('--lang <es|en>', words.options.lang)
  }
  const ofWorkspace = (made: Command): Command => made.option('--workspace <NAME>', words.options.workspace)

  const start = command('start')
  for (const setting of ['port', 'host', 'publicUrl', 'trustProxy'] as const) addSetting(start, setting, lang)
  start.option('--no-link', words.commands.start.noLink)
  start.action(async (options) => (await import('./start.ts')).start(frame, options))

  ofWorkspace(command('import', 'FILE…'))
    .argument('<FILE...>', words.commands.import.files)
    .action(async (files: string[], options: CommonOptions) =>
      (await import('./import.ts')).importFiles(frame, options, files),
    )

  ofWorkspace(command('estimate'))
    .option('--period <2019T1>', words.commands.estimate.period)
    .option('--place <MX>', words.commands.estimate.place)
    .option('--indicator <NAME>', words.commands.estimate.indicator)
    .option('--by <sex>', words.commands.estimate.by)
    .option('--group <NAME>', words.commands.estimate.group)
    .option('--level <90|95>', words.commands.estimate.level)
    .action(async (options: EstimateOptions) => (await import('./estimate.ts')).estimate(frame, options))

  ofWorkspace(command('study'))
    .option('--place <MX>', words.commands.study.place)
    .option('--period <2019T1>', words.commands.study.period)
    .option('--against <2018T4|none>', words.commands.study.against)
    .option('--level <90|95>', words.commands.estimate.level)
    .option('--out <DIR>', words.commands.study.out)
    .action(async (_options, given: Command) =>
      // The program has --lang, too, and takes it wherever it stands.
      (await import('./study.ts')).writeStudy(frame, given.optsWithGlobals<StudyOptions>()),
    )

  command('backup', 'FILE')
    .argument('<FILE>', words.commands.backup.file)
    .action(async (file: string, options: CommonOptions) =>
      (await import('./backup.ts')).backup(frame, options, file),
    )

  command('restore', 'FILE')
    .argument('<FILE>', words.commands.restore.file)
    .action(async (file: string, options: CommonOptions) =>
      (await import('./backup.ts')).restore(frame, options, file),
    )

  ofWorkspace(command('user', '[NAME]'))
    .argument('[NAME]', words.commands.user.name)
    .option('--code', words.commands.user.code)
    .option('--add', words.commands.user.add)
    .option('--role <ROLE>', words.commands.user.role)
    .action(async (name: string | undefined, options: UserOptions) =>
      (await import('./user.ts')).user(frame, options, name),
    )
  return program
}

/** A setting of the one table as an option; its value is read and checked by `readSettings`. */
function addSetting(command: Command, name: keyof typeof settings, lang: Lang): void {
  const { flag, takes, about, unless, env } = settings[name]
  if (!flag) return
  const text = `${about[lang].replaceAll('`', '')} ${wordsOf(lang).otherwise(unless[lang].replaceAll('`', ''))} [${env}]`
  // Under the name that `CommonOptions` has: commander makes `publicUrl` of --public-url.
  command.option(takes ? `${flag} <${takes}>` : flag, text)
}

/** Commander in the person's language, throwing instead of ending the program. */
function dressed(command: Command, lang: Lang): Command {
  const words = wordsOf(lang)
  const help: Partial<Help> = {
    styleTitle: (title) => words.titles[title] ?? title,
    // Sub-commands show their own options; ours at the top are the same in all.
    subcommandTerm: (sub) => sub.name(),
  }
  return command
    .configureHelp(help)
    .helpOption('-h, --help', words.help)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError(false)
}

/** Says what went wrong, in the person's language, and returns the exit code for it. */
function told(frame: Frame, error: unknown, args: readonly string[]): number {
  if (error instanceof CommanderError) return usageTold(frame, error, args)
  if (frame.signal.aborted) {
    frame.note(frame.explain(error instanceof Problem ? error : new Problem('cli.interrupted')))
    return exits.interrupted
  }
  if (error instanceof Problem) {
    const message = frame.explain(error)
    frame.note(frame.json ? JSON.stringify({ code: error.code, message, values: error.values }) : message)
    return error.code === 'settings.invalid' ? exits.usage : exits.problem
  }
  // Only a developer can mend it: all that is known.
  frame.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return exits.problem
}

function usageTold(frame: Frame, error: CommanderError, args: readonly string[]): number {
  if (error.exitCode === 0) return exits.done
  const { usage } = frame.words
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? error.message
  const sentence = {
    'commander.unknownOption': usage.unknownOption,
    'commander.unknownCommand': usage.unknownCommand,
    'commander.missingArgument': usage.missingArgument,
    'commander.optionMissingArgument': usage.optionMissingArgument,
    'commander.missingMandatoryOptionValue': usage.missingOption,
    'commander.excessArguments': usage.excessArguments,
  }[error.code]
  // Without a command commander has already shown the help.
  if (error.code !== 'commander.help') {
    frame.note((sentence ?? usage.invalid)(what))
    const command = args.find((arg) => arg in frame.words.commands)
    frame.note(usage.hint(['acuerdo', command, '--help'].filter(Boolean).join(' ')))
  }
  return exits.usage
}
