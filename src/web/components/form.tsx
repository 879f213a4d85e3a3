import type { FC, PropsWithChildren } from 'hono/jsx'
import { classes, type Html } from '../html.ts'
import { at, type Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import {
  type FieldShape,
  type FieldWords,
  type FormError,
  type FormSchema,
  type FormValues,
  type FormWords,
  fieldShape,
} from './form-schema.ts'
import { Notice } from './notice.tsx'

/** How to ask for one field, where the schema leaves a choice. */
export interface Control {
  readonly as?: 'textarea' | 'radio' | 'select' | 'password' | 'hidden' | 'code'
  readonly rows?: number
  readonly autocomplete?: string
  /** Choices that only the database knows: value and label, instead of the schema's. */
  readonly options?: readonly { readonly value: string; readonly label: string; readonly help?: string }[]
  readonly inputmode?: 'numeric' | 'decimal' | 'text' | 'tel' | 'email' | 'url'
  readonly placeholder?: string
  readonly suffix?: string
  /** Short fields are as wide as what goes in. */
  readonly width?: 'short' | 'medium'
}

export type Controls<S extends FormSchema> = { readonly [K in keyof S['shape']]?: Control }

export interface FormFieldsProps<S extends FormSchema> {
  readonly lang: Lang
  readonly schema: S
  readonly words: FormWords<S>
  /** What was typed, or the record being changed. */
  readonly values?: FormValues
  /** What stands meanwhile, where somebody else has written: shown at each field that differs from what was typed. */
  readonly now?: FormValues
  readonly errors?: readonly FormError[]
  readonly controls?: Controls<S>
  /** Goes before the ids where two forms stand on one page. */
  readonly prefix?: string
}

const idOf = (prefix: string | undefined, name: string) => `${prefix ?? 'f'}-${name}`

/** The fields of a schema, in its order: label above, help before the field, the error with it, the value kept. */
export function FormFields<S extends FormSchema>(props: FormFieldsProps<S>) {
  return (
    <>
      {Object.entries(props.schema.shape).map(([name, type]) => {
        const words = props.words[name]
        if (!words) throw new Error(`the form has no words for its field ${name}`)
        const shape = fieldShape(type)
        const given = props.values?.[name] ?? (props.values ? undefined : initialOf(shape))
        return (
          <Field
            lang={props.lang}
            id={idOf(props.prefix, name)}
            name={name}
            shape={shape}
            words={words}
            control={props.controls?.[name] ?? {}}
            value={given}
            now={props.now && (one(props.now[name]) ?? '')}
            error={props.errors?.find((error) => error.field === name)?.text}
          />
        )
      })}
    </>
  )
}

const initialOf = (shape: FieldShape): string | readonly string[] | undefined =>
  shape.initial === undefined
    ? undefined
    : Array.isArray(shape.initial)
      ? shape.initial.map(String)
      : String(shape.initial)

interface FieldProps {
  readonly lang: Lang
  readonly id: string
  readonly name: string
  readonly shape: FieldShape
  readonly words: FieldWords
  readonly control: Control
  readonly value?: string | readonly string[]
  /** What stands; undefined: nobody else has written. */
  readonly now?: string
  readonly error?: string
}

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'object' ? value[0] : value

const Field: FC<FieldProps> = (props) => {
  const { shape, control } = props
  if (control.as === 'hidden') return <input type="hidden" name={props.name} value={one(props.value)} />
  if (shape.kind === 'boolean') return <Checkbox {...props} />
  if (shape.kind === 'choices' || (shape.kind === 'choice' && control.as === 'radio'))
    return <Choices {...props} />
  const { id, words, lang } = props
  return (
    <div class={classes('ds-field', control.width && `is-${control.width}`)}>
      <label class="ds-label" for={id}>
        {words.label} <Optional lang={lang} shape={shape} />
      </label>
      <Help id={id} text={words.help} />
      <ErrorText id={id} text={props.error} />
      <Now {...props} />
      <Input {...props} />
    </div>
  )
}

const Optional: FC<{ lang: Lang; shape: FieldShape }> = ({ lang, shape }) =>
  shape.required || shape.initial !== undefined ? null : (
    <span class="optional">({wordsOf(lang).forms.optional})</span>
  )

const Help: FC<{ id: string; text?: string }> = ({ id, text }) =>
  text ? (
    <div data-field="description" id={`${id}-help`}>
      {text}
    </div>
  ) : null

const ErrorText: FC<{ id: string; text?: string }> = ({ id, text }) =>
  text ? (
    <p class="ds-validation-message" id={`${id}-error`}>
      {text}
    </p>
  ) : null

/** What somebody else wrote meanwhile, where it is not what was typed. */
const Now: FC<FieldProps> = (props) => {
  if (!differs(props)) return null
  const words = wordsOf(props.lang).forms
  const label = optionsOf(props).find(({ value }) => value === props.now)?.label
  return (
    <div data-field="description" id={`${props.id}-now`}>
      {props.now ? (
        <>
          {words.now} <q class="as-typed">{label ?? props.now}</q>
        </>
      ) : (
        words.nowEmpty
      )}
    </div>
  )
}
const differs = ({ now, value }: FieldProps): boolean =>
  now !== undefined && now.trim() !== (one(value) ?? '').replaceAll('\r\n', '\n').trim()

const described = (props: FieldProps): string | undefined =>
  [
    props.words.help && `${props.id}-help`,
    props.error && `${props.id}-error`,
    differs(props) && `${props.id}-now`,
  ]
    .filter(Boolean)
    .join(' ') || undefined

const optionsOf = ({ control, shape, words }: FieldProps) =>
  control.options ??
  shape.options.map((value) => ({ value, label: words.options?.[value] ?? value, help: undefined }))

const Input: FC<FieldProps> = (props) => {
  const { id, name, shape, control, error, lang } = props
  const value = one(props.value)
  const common = {
    class: 'ds-input',
    id,
    name,
    required: shape.required,
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': described(props),
    autocomplete: control.autocomplete,
  }
  if (shape.kind === 'choice' || control.options) {
    return (
      <select {...common}>
        {(!shape.required || value === undefined) && (
          <option value="">{shape.required ? wordsOf(lang).forms.choose : ''}</option>
        )}
        {optionsOf(props).map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (control.as === 'textarea') {
    return (
      <textarea {...common} rows={control.rows ?? 4} maxlength={shape.maxLength}>
        {value}
      </textarea>
    )
  }
  const input = (
    <input
      {...common}
      type={control.as === 'password' ? 'password' : inputType[shape.kind]}
      value={control.as === 'password' ? undefined : value}
      maxlength={shape.maxLength}
      placeholder={control.placeholder}
      inputmode={
        control.inputmode ?? (shape.kind === 'number' ? (shape.whole ? 'numeric' : 'decimal') : undefined)
      }
      autocapitalize={control.as === 'code' ? 'characters' : undefined}
    />
  )
  if (!control.suffix) return input
  return (
    <div class="with-suffix">
      {input}
      <span>{control.suffix}</span>
    </div>
  )
}

/** Numbers are text with a numeric keyboard: `type=number` loses what it cannot read, and a wheel changes it. */
const inputType: Record<FieldShape['kind'], string> = {
  text: 'text',
  texts: 'text',
  number: 'text',
  date: 'date',
  file: 'file',
  email: 'email',
  url: 'url',
  boolean: 'checkbox',
  choice: 'text',
  choices: 'checkbox',
}

const Checkbox: FC<FieldProps> = (props) => (
  <div class="ds-field">
    <input
      class="ds-input"
      type="checkbox"
      id={props.id}
      name={props.name}
      value="true"
      checked={one(props.value) === 'true' || one(props.value) === 'on'}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={described(props)}
    />
    <label class="ds-label" for={props.id}>
      {props.words.label}
    </label>
    <Help id={props.id} text={props.words.help} />
    <ErrorText id={props.id} text={props.error} />
  </div>
)

const Choices: FC<FieldProps> = (props) => {
  const { id, name, shape, words, error, lang } = props
  const chosen = typeof props.value === 'object' ? props.value : [props.value]
  return (
    <fieldset class="ds-fieldset" id={id} tabindex={-1} aria-describedby={described(props)}>
      <legend class="ds-label">
        {words.label} {shape.kind === 'choice' && <Optional lang={lang} shape={shape} />}
      </legend>
      <Help id={id} text={words.help} />
      <ErrorText id={id} text={error} />
      {optionsOf(props).map((option, i) => (
        <div class="ds-field">
          <input
            class="ds-input"
            type={shape.kind === 'choices' ? 'checkbox' : 'radio'}
            id={`${id}-${i}`}
            name={name}
            value={option.value}
            checked={chosen.includes(option.value)}
            required={shape.kind === 'choice' && shape.required}
            aria-invalid={error ? 'true' : undefined}
          />
          <label class="ds-label" for={`${id}-${i}`}>
            {option.label}
          </label>
          {option.help && <div data-field="description">{option.help}</div>}
        </div>
      ))}
    </fieldset>
  )
}

/** What is wrong, once, before the form, each line leading to its field. Takes the focus when the page loads. */
export const ErrorSummary: FC<{
  lang: Lang
  errors: readonly FormError[]
  words: Readonly<Record<string, FieldWords>>
  prefix?: string
}> = (props) =>
  props.errors.length === 0 ? null : (
    <div
      class="ds-error-summary"
      id={`${props.prefix ?? 'f'}-errors`}
      tabindex={-1}
      role="alert"
      data-focus=""
    >
      <h2>{wordsOf(props.lang).forms.summary(props.errors.length)}</h2>
      <ul>
        {props.errors.map((error) => {
          const words = props.words[error.field]
          return (
            <li>
              {words ? (
                <a href={`#${idOf(props.prefix, error.field)}`}>{`${words.label}: ${error.text}`}</a>
              ) : (
                error.text
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )

export interface FormProps<S extends FormSchema> extends FormFieldsProps<S> {
  /** Where it is sent (POST), without the language. */
  readonly action: string
  readonly submit?: string
  /** Leads back without saving. */
  readonly cancelHref?: string
  /** Sent along unseen: the version of the record, a return address. */
  readonly hidden?: Readonly<Record<string, string | number>>
  /** More buttons beside the first. */
  readonly more?: Html
  readonly danger?: boolean
  /** For an island that stands by the form: `{'data-queue': '…'}`. */
  readonly island?: Readonly<Record<`data-${string}`, string>>
  /** Children hold a field for files. */
  readonly withFiles?: boolean
}

/** A whole form from one schema. Children stand between the fields and the buttons. */
export function Form<S extends FormSchema>(props: PropsWithChildren<FormProps<S>>) {
  const words = wordsOf(props.lang).forms
  const hasFile =
    props.withFiles || Object.values(props.schema.shape).some((type) => fieldShape(type).kind === 'file')
  return (
    <form
      class="form"
      method="post"
      action={at(props.lang, props.action)}
      enctype={hasFile ? 'multipart/form-data' : undefined}
      novalidate
      {...props.island}
    >
      {props.now && (
        <Notice kind="error" title={words.changed}>
          <p>{words.compare}</p>
        </Notice>
      )}
      <ErrorSummary lang={props.lang} errors={props.errors ?? []} words={props.words} prefix={props.prefix} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FormFields {...props} />
      {props.children}
      <div class="actions">
        <button class="ds-button" type="submit" data-color={props.danger ? 'danger' : undefined}>
          {props.submit ?? words.save}
        </button>
        {props.more}
        {props.cancelHref && (
          <a class="ds-button" data-variant="tertiary" href={at(props.lang, props.cancelHref)}>
            {words.cancel}
          </a>
        )}
      </div>
    </form>
  )
}
