const colours: Record<string, string> = { error: '31', warn: '33', info: '32', debug: '36' }

/** A JSON line of the log as a person reads it: `14:05:09 info request method=GET route=/es status=200 ms=7`. */
export function pretty(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(String(time)).toTimeString().slice(0, 8)
  const mark = `\u001b[${colours[String(level)] ?? '0'}m${level}\u001b[0m`
  const pairs = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
  return `${[clock, mark, msg, ...pairs].filter(Boolean).join(' ')}\n${err ? fault(err as Fault) : ''}`
}

interface Fault {
  type?: string
  problem?: string
  message?: string
  at?: string
  cause?: Fault
}

const fault = ({ type, problem, message, at, cause }: Fault): string =>
  [`  ${type ?? problem}${message ? `: ${message}` : ''}`, at?.trimEnd()].filter(Boolean).join('\n') +
  (cause ? `\n  caused by\n${fault(cause)}` : '\n')
