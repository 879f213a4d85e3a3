import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { render } from '../html.ts'
import { Form } from './form.tsx'
import { fieldShape, readForm } from './form-schema.ts'

const schema = z
  .object({
    name: z.string().min(1).max(20),
    members: z.number().int().min(1).max(500_000),
    fee: z.number().min(0.5).optional(),
    email: z.email().optional(),
    since: z.iso.date().optional(),
    form: z.enum(['union', 'none']),
    channels: z.array(z.enum(['phone', 'mail'])),
    public: z.boolean(),
    code: z.string().refine((code) => code !== '0000', { error: 'taken' }),
  })
  .strict()

const words = {
  name: { label: 'Nombre', errors: { required: 'Escriba el nombre de la organización.' } },
  members: { label: 'Personas afiliadas', help: 'Las declaradas.' },
  fee: { label: 'Cuota' },
  email: { label: 'Correo' },
  since: { label: 'Fundación' },
  form: { label: 'Forma legal', options: { union: 'Sindicato', none: 'Sin registro' } },
  channels: { label: 'Canales', options: { phone: 'Teléfono', mail: 'Correo' } },
  public: { label: 'Pública' },
  code: { label: 'Clave', errors: { taken: 'Esa clave ya se usó.' } },
}

function sent(values: Record<string, string | string[]>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) data.append(name, one)
  return data
}

const good = {
  name: ' Unión de Tianguistas ',
  members: '2,140',
  form: 'union',
  channels: ['phone', 'mail'],
  public: 'true',
  code: 'K7',
}
const read = (values: Record<string, string | string[]>) => readForm(schema, sent(values), words, 'es')
const problems = (values: Record<string, string | string[]>) => {
  const result = read(values)
  return result.ok ? [] : result.errors.map(({ field, text }) => `${field}: ${text}`)
}

describe('what is refused, field by field, in words a person can act on', () => {
  test('nothing sent: what is required, in the order of the form', () => {
    expect(problems({})).toEqual([
      'name: Escriba el nombre de la organización.',
      'members: Este dato hace falta.',
      'form: Este dato hace falta.',
      'code: Este dato hace falta.',
    ])
  })
  test.each([
    [{ name: '   ' }, 'name: Escriba el nombre de la organización.'],
    [{ name: 'x'.repeat(21) }, 'name: Escriba como máximo 20 caracteres.'],
    [{ members: 'unas 400' }, 'members: Escriba un número, por ejemplo 1250 o 12.5.'],
    [{ members: '12.5' }, 'members: Escriba un número entero, sin decimales.'],
    [{ members: '0' }, 'members: El valor más bajo que se acepta es 1.'],
    [{ members: '500,001' }, 'members: El valor más alto que se acepta es 500,000.'],
    [{ fee: '0.1' }, 'fee: El valor más bajo que se acepta es 0.5.'],
    [{ email: 'rosa@' }, 'email: Escriba una dirección de correo completa, por ejemplo nombre@ejemplo.mx.'],
    [{ since: '2026-02-30' }, 'since: Escriba una fecha que exista, por ejemplo 2026-11-21.'],
    [{ form: 'sect' }, 'form: Elija una de las opciones de la lista.'],
    [{ channels: ['phone', 'pigeon'] }, 'channels: Elija una de las opciones de la lista.'],
    [{ code: '0000' }, 'code: Esa clave ya se usó.'],
  ])('%o', (change, expected) => {
    expect(problems({ ...good, ...change })).toEqual([expected])
  })
  test('what was typed is kept as it was typed', () => {
    const result = read({ ...good, members: 'unas 400' })
    expect(result.ok ? undefined : result.values).toMatchObject({
      members: 'unas 400',
      name: ' Unión de Tianguistas ',
      channels: ['phone', 'mail'],
    })
  })
})

test('a good form becomes a typed value: trimmed text, numbers with commas, a missing box is no', () => {
  const result = read({ ...good, fee: '' })
  expect(result).toEqual({
    ok: true,
    value: {
      name: 'Unión de Tianguistas',
      members: 2140,
      form: 'union',
      channels: ['phone', 'mail'],
      public: true,
      code: 'K7',
    },
  })
  const { public: _, ...without } = good
  const second = read(without)
  expect(second.ok && second.value.public).toBe(false)
})

describe('the form as shown', () => {
  const failed = read({ ...good, name: '', members: '"><script>' })
  const html = render(
    <Form
      lang="es"
      schema={schema}
      words={words}
      action="/actors/new"
      hidden={{ version: 3 }}
      values={failed.ok ? undefined : failed.values}
      errors={failed.ok ? [] : failed.errors}
      controls={{ form: { as: 'radio' } }}
    />,
  )
  test('the summary links to each field, which exists and is tied to its error', () => {
    for (const [name, label] of [
      ['name', 'Nombre'],
      ['members', 'Personas afiliadas'],
    ] as const) {
      expect(html).toContain(`<a href="#f-${name}">${label}: `)
      expect(html).toContain(`id="f-${name}"`)
      expect(html).toContain(`id="f-${name}-error"`)
      expect(html).toMatch(new RegExp(`aria-describedby="[^"]*f-${name}-error"`))
    }
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(2)
  })
  test('keeps and escapes what was typed', () => {
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(html).not.toContain('<script>')
  })
  test('label before help before error before the field', () => {
    const [label, help, error, field] = [
      'for="f-members"',
      'id="f-members-help"',
      'id="f-members-error"',
      'name="members"',
    ].map((part) => html.indexOf(part))
    expect([label, help, error, field]).toEqual([label, help, error, field].toSorted((a = 0, b = 0) => a - b))
    expect(label).toBeGreaterThan(0)
  })
  test('choices show their words; the chosen ones are chosen', () => {
    expect(html).toMatch(/type="radio"[^>]*value="union" checked/)
    expect(html).toContain('Sin registro')
    expect(html.match(/checked/g)).toHaveLength(4)
  })
  test('what is not needed says so; hidden values go along', () => {
    expect(html.match(/\(opcional\)/g)).toHaveLength(3)
    expect(html).toContain('<input type="hidden" name="version" value="3"')
  })
  test('a password is never written back', () => {
    const secret = render(
      <Form
        lang="en"
        schema={z.object({ password: z.string() })}
        words={{ password: { label: 'Password' } }}
        action="/x"
        values={{ password: 'hunter2' }}
        controls={{ password: { as: 'password' } }}
      />,
    )
    expect(secret).not.toContain('hunter2')
  })
})

test('a schema that a form cannot ask for is a developer’s error', () => {
  expect(() => fieldShape(z.map(z.string(), z.string()))).toThrow('no field for a schema of type map')
})
