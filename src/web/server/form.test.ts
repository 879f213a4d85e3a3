import { describe, expect, it, test } from 'vitest'
import { formOf, versionOf } from './form.ts'

const sent = (body: BodyInit | null, type?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    ...(type ? { headers: { 'content-type': type } } : {}),
  })
const typed = 'application/x-www-form-urlencoded'

describe('a form', () => {
  it.each([
    ['nothing', sent(null)],
    ['JSON', sent('{"name":"x"}', 'application/json')],
    ['plain text', sent('name=x', 'text/plain')],
    ['a form of parts that names no boundary', sent('x', 'multipart/form-data')],
    [
      'a form of parts that was cut',
      sent('--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', 'multipart/form-data; boundary=B'),
    ],
    ['a character that no database keeps', sent('name=a%00b', typed)],
    ['a name with such a character', sent('na%00me=a', typed)],
  ])('of %s is no form, and no fault of ours', async (_, request) => {
    await expect(formOf(request)).rejects.toMatchObject({ code: 'web.noForm', status: 400 })
  })

  it('is not read beyond a million bytes', async () => {
    await expect(formOf(sent(`name=${'a'.repeat(1_000_001)}`, typed))).rejects.toMatchObject({
      code: 'web.formTooLarge',
      status: 413,
    })
  })

  it('gives its fields, and leaves the request to be read again', async () => {
    const request = sent('name=Rosa+Mar%C3%ADa&name=2', typed)
    expect((await formOf(request)).getAll('name')).toEqual(['Rosa María', '2'])
    expect(await request.text()).toContain('Rosa')
  })
})

test.each(['', '3.5', '-1', '1e400', '99999999999', 'x', '0x'])('version “%s” is of no record', (written) => {
  const form = new FormData()
  form.set('version', written)
  expect(versionOf(form)).toBe(0)
  form.set('version', '7')
  expect(versionOf(form)).toBe(7)
})
