import { describe, expect, it } from 'vitest'
import { outcomeOf } from './box.ts'

const problem = (status: number, title: string) =>
  new Response(JSON.stringify({ title, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })

describe('what an answer means for a list that was sent', () => {
  it.each([400, 403, 404, 409, 413])(
    '%i is refused, with the reason to show, and not tried again',
    async (status) => {
      expect(await outcomeOf(problem(status, 'La minuta está firme.'))).toEqual({
        state: 'refused',
        reason: 'La minuta está firme.',
      })
    },
  )
  it('a refusal that is no problem document has no reason', async () => {
    expect(await outcomeOf(new Response('<p>no</p>', { status: 404 }))).toEqual({
      state: 'refused',
      reason: '',
    })
  })
  it.each([429, 500, 503])('%i is tried again', async (status) => {
    expect(await outcomeOf(problem(status, 'x'))).toEqual({ state: 'offline' })
  })
  it('200 has arrived', async () => expect(await outcomeOf(new Response('{}'))).toEqual({ state: 'sent' }))
})
