import { z } from 'zod'
import { number } from '../format.ts'
import type { Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'

/** What a person reads about one field. Texts of `errors` go by zod's code or by the `error` of a refinement. */
export interface FieldWords {
  readonly label: string
  readonly help?: string
  /** Words for the values of a choice. */
  readonly options?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, string>>
}

export type FormSchema = z.ZodObject<z.ZodRawShape>
export type FormWords<S extends FormSchema> = { readonly [K in keyof S['shape']]: FieldWords }

/** Text as it was typed, so that nothing is lost by an error. Files cannot be kept: a browser forbids it. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** One thing to correct; an empty `field` is about the form as a whole. */
export interface FormError {
  readonly field: string
  readonly text: string
}

export type FormResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly values: FormValues; readonly errors: readonly FormError[] }

export type FieldKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'date'
  | 'file'
  | 'email'
  | 'url'
  | 'texts'

/** What the schema says about one field: how to ask for it. */
export interface FieldShape {
  readonly kind: FieldKind
  readonly required: boolean
  readonly options: readonly string[]
  readonly initial?: unknown
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
  readonly whole?: boolean
}

/** Reads a field of a zod schema; wrappers (optional, nullable, default, transforms) are looked through. */
export function fieldShape(type: z.core.$ZodType): FieldShape {
  if (type instanceof z.ZodOptional || type instanceof z.ZodNullable)
    return { ...fieldShape(type.unwrap()), required: false }
  if (type instanceof z.ZodDefault || type instanceof z.ZodPrefault) {
    return { ...fieldShape(type.unwrap()), required: false, initial: type.def.defaultValue }
  }
  if (type instanceof z.ZodPipe) return fieldShape(type.in instanceof z.ZodTransform ? type.out : type.in)
  const base = { required: true, options: [] }
  if (type instanceof z.ZodEnum) return { ...base, kind: 'choice', options: type.options.map(String) }
  if (type instanceof z.ZodBoolean) return { ...base, kind: 'boolean', required: false }
  if (type instanceof z.ZodFile) return { ...base, kind: 'file' }
  if (type instanceof z.ZodArray) {
    const inner = fieldShape(type.element)
    return inner.kind === 'choice'
      ? { ...inner, kind: 'choices', required: false }
      : { ...inner, kind: 'texts', required: false }
  }
  if (type instanceof z.ZodNumber) {
    const bound = (value: number | null) =>
      value !== null && Number.isFinite(value) && Math.abs(value) < 1e15 ? value : undefined
    return {
      ...base,
      kind: 'number',
      min: bound(type.minValue),
      max: bound(type.maxValue),
      whole: type.format === 'safeint',
    }
  }
  if (type instanceof z.ZodISODate) return { ...base, kind: 'date' }
  if (type instanceof z.ZodEmail) return { ...base, kind: 'email' }
  if (type instanceof z.ZodURL) return { ...base, kind: 'url' }
  if (type instanceof z.ZodString) return { ...base, kind: 'text', maxLength: type.maxLength ?? undefined }
  throw new Error(`a form has no field for a schema of type ${type._zod.def.type}`)
}

/**
 * A sent form, checked by its schema. Text is trimmed and an empty one counts as not given; numbers may carry commas.
 * Returns the value, or what was typed with one error per field, in the language of the page.
 */
export function readForm<S extends FormSchema>(
  schema: S,
  data: FormData,
  words: FormWords<S>,
  lang: Lang,
): FormResult<z.output<S>> {
  const raw: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(schema.shape)) raw[name] = rawValue(fieldShape(type), data, name)
  const parsed = schema.safeParse(raw)
  if (parsed.success) return { ok: true, value: parsed.data }
  const seen = new Set<string>()
  const errors = parsed.error.issues.flatMap((issue) => {
    const field = String(issue.path[0] ?? '')
    if (seen.has(field)) return []
    seen.add(field)
    return [
      {
        field,
        text: errorText(
          issue,
          field === '' ? undefined : words[field],
          raw[field],
          schema.shape[field],
          lang,
        ),
      },
    ]
  })
  const order = Object.keys(schema.shape)
  errors.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
  return { ok: false, values: typed(schema, data), errors }
}

function rawValue(shape: FieldShape, data: FormData, name: string): unknown {
  if (shape.kind === 'boolean') return data.has(name)
  if (shape.kind === 'choices' || shape.kind === 'texts') return data.getAll(name).filter((v) => v !== '')
  const sent = data.get(name)
  if (shape.kind === 'file') return sent instanceof File && sent.size > 0 ? sent : undefined
  const text = typeof sent === 'string' ? sent.replace(/\r\n/g, '\n').trim() : ''
  if (text === '') return undefined
  if (shape.kind !== 'number') return text
  const value = Number(text.replace(/[,\s\u202f]/g, ''))
  return Number.isNaN(value) ? text : value
}

/** What was typed, as text, for showing the form again. */
function typed(schema: FormSchema, data: FormData): FormValues {
  return Object.fromEntries(
    Object.keys(schema.shape).map((name) => {
      const all = data.getAll(name).filter((value) => typeof value === 'string')
      return [name, all.length > 1 ? all : all[0]]
    }),
  )
}

type Issue = z.core.$ZodIssue

function errorText(
  issue: Issue,
  words: FieldWords | undefined,
  value: unknown,
  type: z.core.$ZodType | undefined,
  lang: Lang,
): string {
  const general = wordsOf(lang).forms.errors
  const own = words?.errors
  if (value === undefined && issue.code !== 'custom')
    return own?.required ?? own?.[issue.code] ?? general.required
  const named = own?.[issue.message] ?? own?.[issue.code]
  if (named) return named
  const kind = type ? fieldShape(type).kind : 'text'
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? general.required : general.tooShort(Number(issue.minimum))
      return issue.origin === 'array'
        ? general.required
        : general.tooSmall(number(Number(issue.minimum), decimals(issue.minimum)))
    case 'too_big':
      if (issue.origin === 'string') return general.tooLong(Number(issue.maximum))
      return general.tooBig(number(Number(issue.maximum), decimals(issue.maximum)))
    case 'invalid_type':
      return kind === 'number' ? (issue.expected === 'int' ? general.whole : general.number) : general.other
    case 'invalid_format':
      return kind === 'date'
        ? general.date
        : kind === 'email'
          ? general.email
          : kind === 'url'
            ? general.url
            : general.other
    case 'invalid_value':
      return general.choice
    default:
      return general.other
  }
}

const decimals = (bound: number | bigint): number => String(bound).split('.')[1]?.length ?? 0
