import { z } from 'zod'
import { parsePeriod, periodCode } from '../../kernel/period.ts'
import { type Language, type Text, text, textIn } from '../../kernel/text.ts'
import { Problem } from '../../platform/problem.ts'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { localities, localityLabels } from '../enoe/index.ts'
import { claimByCode, groupClaims, type NewPublished, namedClaims, readPrinted } from '../published-rules.ts'
import { publishedWordsOf } from '../published-words.ts'

/** A number as printed, with its decimals. */
const printed = (least = Number.NEGATIVE_INFINITY) =>
  z
    .string()
    .max(40)
    .transform((written, context) => {
      const found = readPrinted(written)
      if (found && found.value >= least) return found
      context.addIssue({ code: 'custom', message: 'number' })
      return z.NEVER
    })

const units = ['persons', 'percent', 'hours', 'pesos', 'years'] as const

/** What a person types of one published figure. Each refusal names its field. */
export const publishedSchema = z
  .object({
    period: z
      .string()
      .max(40)
      .transform((written, context) => {
        try {
          return periodCode(parsePeriod(written))
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          context.addIssue({ code: 'custom', message: 'period' })
          return z.NEVER
        }
      }),
    place: z.string().max(20),
    locality: z.enum(localities).optional(),
    indicator: z.string().max(200).optional(),
    labelEs: z.string().max(300).optional(),
    labelEn: z.string().max(300).optional(),
    sex: z.enum(['total', 'women', 'men']).default('total'),
    value: printed(),
    unit: z.enum(units).optional(),
    cv: printed(0).optional(),
    se: printed(0).optional(),
    low: printed().optional(),
    high: printed().optional(),
    level: z.number().int().min(50).max(99).optional(),
    producer: z.string().max(200),
    title: z.string().max(500),
    page: z.string().max(100).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .optional(),
    date: z.iso.date().optional(),
  })
  .superRefine((given, context) => {
    const refuse = (field: keyof typeof given, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    const claim = given.indicator === undefined ? undefined : claimByCode(given.indicator)
    if (!claim && !given.labelEs && !given.labelEn) refuse('labelEs', 'label')
    if (!claim && !given.unit) refuse('unit', 'unit')
    if (claim && given.unit && given.unit !== claim.unit) refuse('unit', 'unitOther')
    if (given.locality && given.place !== 'MX') refuse('locality', 'locality')
    if (given.low && !given.high) refuse('high', 'both')
    if (given.high && !given.low) refuse('low', 'both')
    if (given.low && given.high) {
      if (given.value.value < given.low.value || given.value.value > given.high.value) refuse('low', 'around')
      if (given.level === undefined) refuse('level', 'level')
    }
  })

/** The figure that was typed. */
export function typedFigure(given: z.output<typeof publishedSchema>): NewPublished {
  const { producer, title, page, url, date } = given
  const claim = given.indicator === undefined ? undefined : claimByCode(given.indicator)
  return {
    period: given.period,
    place: given.place,
    indicator: claim?.code ?? null,
    path: null,
    label: labelOf(given.labelEs, given.labelEn) ?? text(claim?.label.es ?? '', claim?.label.en),
    sex: given.sex,
    locality: given.locality ?? 'all',
    unit: claim?.unit ?? given.unit ?? 'persons',
    value: given.value.value,
    decimals: given.value.decimals,
    se: given.se?.value ?? null,
    cv: given.cv?.value ?? null,
    cvDecimals: given.cv?.decimals ?? null,
    low: given.low?.value ?? null,
    high: given.high?.value ?? null,
    level: given.low ? (given.level ?? null) : null,
    source: {
      producer,
      title,
      ...(page ? { page } : {}),
      ...(url ? { url } : {}),
      ...(date ? { date } : {}),
    },
  }
}

const labelOf = (es: string | undefined, en: string | undefined): Text | undefined => {
  if (es) return text(es, en)
  return en ? textIn('en', en) : undefined
}

/** A typed figure as the form shows it again, with the decimals that were printed. */
export function formValues(figure: NewPublished): FormValues {
  const { value, decimals, cv, cvDecimals, se, low, high, level, unit, label, source } = figure
  const claim = figure.indicator === null ? undefined : claimByCode(figure.indicator)
  const own = (language: Language) => {
    const written = label[language]?.text
    return written === claim?.label[language] ? undefined : written
  }
  const plain = (number: number | null) => (number === null ? undefined : String(number))
  return {
    period: figure.period,
    place: figure.place,
    locality: figure.locality === 'all' ? undefined : figure.locality,
    indicator: claim?.code,
    labelEs: own('es'),
    labelEn: own('en'),
    sex: figure.sex,
    value: value.toFixed(decimals),
    unit: claim ? undefined : unit,
    cv: cv === null ? undefined : cvDecimals === null ? String(cv) : cv.toFixed(cvDecimals),
    se: plain(se),
    low: plain(low),
    high: plain(high),
    level: plain(level),
    ...source,
  }
}

export interface PublishedFormProps {
  lang: Language
  action: string
  hidden?: Readonly<Record<string, string | number>>
  cancel: string
  values?: FormValues
  errors?: readonly FormError[]
  places: readonly { value: string; label: string }[]
}

export function PublishedForm({ lang, places, cancel, ...props }: PublishedFormProps) {
  const words = publishedWordsOf(lang).form
  const short = { width: 'short', inputmode: 'decimal' } as const
  return (
    <Form
      lang={lang}
      schema={publishedSchema}
      words={words.fields}
      submit={words.save}
      cancelHref={cancel}
      controls={{
        period: { width: 'short' },
        place: { options: places },
        locality: { options: localities.map((size) => ({ value: size, label: localityLabels[size][lang] })) },
        indicator: {
          options: [...namedClaims, ...groupClaims].map(({ code, label }) => ({
            value: code,
            label: label[lang],
          })),
        },
        sex: { as: 'radio' },
        value: { ...short, width: 'medium' },
        cv: { ...short, suffix: '%' },
        se: short,
        low: short,
        high: short,
        level: { ...short, inputmode: 'numeric', suffix: '%' },
        producer: { width: 'medium' },
        page: { width: 'medium' },
        url: { inputmode: 'url', placeholder: 'https://' },
      }}
      {...props}
    />
  )
}
