import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { createLog, logRequest } from './index.ts'

function written(
  level: 'info' | 'error',
  work: (log: ReturnType<typeof createLog>) => void,
  forPeople = false,
) {
  const lines: string[] = []
  work(createLog(level, { write: (line) => lines.push(line) }, forPeople))
  return lines
}

describe('the log', () => {
  test.each([
    ['a duplicate', 'Key (email)=(rosa@correo.mx) already exists', 'rosa@correo.mx'],
    ['a wrong value', 'invalid input syntax for type integer: "Rosa Pérez"', 'Rosa'],
    ['an address', 'fetch failed for http://localhost:4600/es/search?q=Rosa', 'Rosa'],
    ['a key word', "no member 'Rosa'", 'Rosa'],
  ])('keeps the values of an error out: %s', (_, message, personal) => {
    const [line] = written('error', (log) => log.error({ err: new Error(message) }, 'fault'))
    expect(line).not.toContain(personal)
    expect(JSON.parse(line ?? '')).toMatchObject({ level: 'error', msg: 'fault', err: { type: 'Error' } })
  })

  test('keeps known keys out at every place they may stand', () => {
    const [line] = written('info', (log) => log.info({ name: 'Rosa', member: { phone: '55 1234' } }, 'x'))
    expect(line).not.toMatch(/Rosa|1234/)
  })

  test('a problem is its code, without its values', () => {
    const problem = new Problem('import.noWeight', { file: 'Rosa.csv' })
    const [line] = written('error', (log) => log.error({ err: problem }, 'refused'))
    expect(JSON.parse(line ?? '').err).toEqual({ problem: 'import.noWeight', status: 422 })
  })

  test('one JSON line a request, a failed one as an error', () => {
    const request = { method: 'GET', route: '/:lang/:workspace', ms: 7 }
    const lines = written('info', (log) => {
      logRequest(log, { ...request, status: 200 })
      logRequest(log, { ...request, status: 503 })
    }).map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { level: 'info', msg: 'request', ...request, status: 200 },
      { level: 'error', msg: 'request', ...request, status: 503 },
    ])
    expect(new Date(lines[0].time).toISOString()).toBe(lines[0].time)
  })

  test('below its level nothing is written', () =>
    expect(
      written('error', (log) => logRequest(log, { method: 'GET', route: '/', status: 200, ms: 1 })),
    ).toEqual([]))

  test('a terminal gets lines for people', () => {
    const [line] = written(
      'info',
      (log) => logRequest(log, { method: 'GET', route: '/', status: 200, ms: 7 }),
      true,
    )
    expect(line).toMatch(/^\d\d:\d\d:\d\d .*info.* request method=GET route=\/ status=200 ms=7\n$/)
  })
})
