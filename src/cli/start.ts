import { start as startProgram } from '../main.ts'
import { type Flags, readSettings } from '../platform/config/index.ts'
import { createLog } from '../platform/log/index.ts'
import type { CommonOptions, Frame } from './frame.ts'

export interface StartOptions extends CommonOptions {
  port?: string
  host?: string
  publicUrl?: string
  trustProxy?: boolean
  /** False: `--no-link`. */
  link?: boolean
}

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host)

/** Serves until it is asked to stop. */
export async function start(frame: Frame, options: StartOptions): Promise<void> {
  const { data, link: showLink, json: _json, workspace: _workspace, ...rest } = options
  const settings = readSettings({ ...rest, dataDir: data } satisfies Flags)
  const running = await startProgram(settings, createLog(settings.logLevel))
  const words = frame.words.start
  const link = showLink === false ? undefined : running.signInLink
  frame.answer({ url: running.url, signInLink: link, dataDir: settings.dataDir }, [
    words.ready(running.url),
    ...(link === undefined ? [] : ['', words.link, `  ${link}`, '']),
    words.end(settings.dataDir),
  ])
  if (!isLoopback(settings.host) && !running.url.startsWith('https:')) frame.note(words.plainHttp)

  const stop = (): void => {
    if (!frame.json) frame.note(words.stopping)
    running.stop()
  }
  if (frame.signal.aborted) stop()
  else frame.signal.addEventListener('abort', stop)
  if ((await running.ended) === 'failed') throw new Error('the database ended')
}
