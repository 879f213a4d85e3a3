import { type ChildProcess, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { ids, type RunAs } from './server-user.ts'

/**
 * Runs a command under a shell that holds the reading end of a pipe. When this program dies, however it dies, the
 * system closes the writing end, the watcher in the shell wakes, and the command is asked to end (INT, PostgreSQL's
 * fast shutdown), then told (QUIT), then killed. A clean stop closes the pipe too, so both take the same way.
 * INT is repeated because a process may not have installed its handler yet, and a background one ignores it until then.
 */
const script = `
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
(
  read -r line <&3
  i=0
  while kill -0 $child 2>/dev/null; do
    if [ $i -lt 300 ]; then kill -INT $child; elif [ $i -lt 350 ]; then kill -QUIT $child; else kill -KILL $child; fi
    i=$((i + 1))
    sleep 0.1
  done
) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $child
status=$?
[ -n "$ACUERDO_SOCKET_DIR" ] && rm -rf "$ACUERDO_SOCKET_DIR"
kill $watcher 2>/dev/null
exit $status
`

/** A command that cannot outlive this program. */
export interface Guarded {
  /** Resolves when the command has ended: its exit code, null where a signal ended the guard itself. */
  readonly ended: Promise<number | null>
  /** True once it has ended. */
  hasEnded(): boolean
  /** From now on it does not keep a program running that has nothing else to do. */
  background(): void
  /** Asks it to end, as the death of this program would; resolves with `ended`. */
  stop(): Promise<number | null>
  /** The last lines it wrote, for a message when it fails. */
  lastLines(): string
}

/** Starts `command` guarded, as `user`; each line it writes goes to `log`. `socketDir` is removed when it has ended. */
export function startGuarded(
  command: readonly string[],
  user: RunAs,
  log: (line: string) => void,
  socketDir = '',
): Guarded {
  const [program = '', ...args] = [...user.prefix, 'sh', '-c', script, 'acuerdo-guard', ...command]
  const child = spawn(program, args, {
    // Its own session: Ctrl-C in a terminal reaches this program alone, which then stops the database in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', ACUERDO_SOCKET_DIR: socketDir },
    ...ids(user),
  })
  const lines: string[] = []
  const take = (line: string): void => {
    lines.push(line)
    if (lines.length > 20) lines.shift()
    log(line)
  }
  readLines(child.stdout, take)
  readLines(child.stderr, take)
  const pipe = child.stdin as Writable
  pipe.on('error', () => {})
  let over = false
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      take(error.message)
      over = true
      resolve(null)
    })
    // `exit`: the shell is gone; should the command still run, the watcher ends it now.
    child.once('exit', () => pipe.end())
    // `close`: nobody holds its output any more, so the command is gone too.
    child.once('close', (code) => {
      over = true
      resolve(code)
    })
  })
  return {
    ended,
    hasEnded: () => over,
    background: () => keepAlive(child, false),
    stop: () => {
      keepAlive(child, true)
      pipe.end()
      return ended
    },
    lastLines: () => lines.join('\n'),
  }
}

function keepAlive(child: ChildProcess, yes: boolean): void {
  for (const handle of [child, ...child.stdio] as ({ ref?: () => void; unref?: () => void } | null)[]) {
    if (yes) handle?.ref?.()
    else handle?.unref?.()
  }
}

function readLines(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) if (line.trim()) take(line)
  })
}
