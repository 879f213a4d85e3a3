import type { Asker, WriteTx } from '../kernel/transaction.ts'
import { write } from '../kernel/transaction.ts'
import { allWorkspaces, type Workspace } from '../kernel/workspace.ts'
import { readSettings, type Settings } from '../platform/config/index.ts'
import { createLog } from '../platform/log/index.ts'
import { Problem } from '../platform/problem.ts'
import { openProgram, type Program } from '../program.ts'
import { readRunFile } from '../run-file.ts'
import type { CommonOptions, Frame } from './frame.ts'

export const settingsOf = (options: CommonOptions): Settings =>
  readSettings({ dataDir: options.data, logLevel: options.logLevel })

/** A command's own messages are enough for a person; what goes wrong inside is told by `--log-level`. */
export const quietLog = (options: CommonOptions, settings: Settings) =>
  createLog(options.logLevel || process.env.ACUERDO_LOG_LEVEL ? settings.logLevel : 'silent')

/** The address of the running server, else the one it would have. */
export const urlOf = (settings: Settings): string =>
  settings.publicUrl ?? readRunFile(settings.dataDir)?.url ?? `http://localhost:${settings.port ?? 4600}`

/** Runs `work` on the open program: beside a running server on its database, else with one for just this command. */
export async function withProgram<T>(
  frame: Frame,
  options: CommonOptions,
  work: (program: Program, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = settingsOf(options)
  const program = await openProgram({
    settings,
    log: quietLog(options, settings),
    publicUrl: () => urlOf(settings),
    addressOf: () => 'localhost',
    whenRunning: 'use',
  })
  frame.attach(program)
  try {
    return await work(program, settings)
  } finally {
    await program.close()
  }
}

/** The workspace that a command is about: `--workspace`, else the only one beside the sample, else the sample. */
export async function workspaceFor(program: Program, slug: string | undefined): Promise<Workspace> {
  const all = await allWorkspaces(program.database.kysely)
  const known = all.map((workspace) => workspace.slug).join(', ') || '–'
  if (slug !== undefined) {
    const asked = all.find((workspace) => workspace.slug === slug)
    if (!asked) throw new Problem('cli.workspaceUnknown', { slug, known }, 404)
    return asked
  }
  const own = all.filter((workspace) => !workspace.isSample)
  const [only] = own.length > 0 ? own : all
  if (!only || own.length > 1) throw new Problem('cli.workspaceNeeded', { known }, 422)
  return only
}

/** A transaction of the command line on a workspace: the program itself, nobody's name. */
export const inWorkspace = <T>(
  program: Program,
  workspaceId: string,
  work: (tx: WriteTx, asker: Asker) => Promise<T>,
): Promise<T> => write(program.database.kysely, { workspaceId, as: 'system' }, work)
