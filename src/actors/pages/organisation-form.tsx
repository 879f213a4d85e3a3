/** The form of an organisation: its schema, its words, and what was typed ↔ what is kept. */
import { z } from 'zod'
import {
  type Language,
  languages,
  otherLanguage,
  reword,
  said,
  type Text,
  text,
  textIn,
} from '../../kernel/text.ts'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Definitions } from '../../web/components/lists.tsx'
import { Notice } from '../../web/components/notice.tsx'
import type { Option } from '../../web/components/toolbar.tsx'
import type { Finder } from '../find.ts'
import type { Organisation, OrganisationFields } from '../organisations.ts'
import { constituencies, legalForms, membershipBased } from '../rules.ts'
import { wordsOf } from '../words.ts'

/** The fields; worker groups are those that the workspace has, by their codes. */
export const organisationSchema = (groups: readonly string[]) =>
  z.object({
    name: z.string().max(300),
    nameEn: z.string().max(300).optional(),
    acronym: z.string().max(40).optional(),
    constituency: z.enum(constituencies).optional(),
    legalForm: z.enum(legalForms).optional(),
    membershipBased: z.enum(membershipBased).optional(),
    groups: z.array(z.enum([...groups])),
    place: z.string().max(200).optional(),
    places: z.string().max(2000).optional(),
    sector: z.string().max(300).optional(),
    about: z.string().max(5000).optional(),
    website: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
  })
export type OrganisationInput = z.output<ReturnType<typeof organisationSchema>>

export const organisationWords = (lang: Language) => {
  const words = wordsOf(lang)
  const { fields } = words.form
  return {
    ...fields,
    constituency: { ...fields.constituency, options: words.constituencies },
    legalForm: { ...fields.legalForm, options: words.forms },
    membershipBased: { ...fields.membershipBased, options: words.basedOnMembers },
    place: { ...fields.place, errors: fields.places.errors },
  }
}

/** What was typed as fields, or the fields that name no place of ours. */
export function fieldsFrom(
  input: OrganisationInput,
  finder: Finder,
  lang: Language,
  before?: OrganisationFields,
): { fields: OrganisationFields } | { unknown: ('place' | 'places')[] } {
  const names = (input.places ?? '')
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const placeIds = names.map(finder.place)
  const placeId = input.place ? finder.place(input.place) : null
  const unknown = [
    ...(placeId === undefined ? (['place'] as const) : []),
    ...(placeIds.includes(undefined) ? (['places'] as const) : []),
  ]
  if (unknown.length > 0) return { unknown }
  return {
    fields: {
      name: nameFrom(input, before?.name),
      acronym: input.acronym ?? null,
      constituency: input.constituency ?? null,
      legalForm: input.legalForm ?? null,
      membershipBased: input.membershipBased ?? null,
      sector: written(before?.sector ?? null, lang, input.sector),
      about: written(before?.about ?? null, lang, input.about),
      website: input.website ?? null,
      placeId: placeId ?? null,
      placeIds: [...new Set(placeIds.filter((id) => id !== undefined))],
      groupIds: input.groups.flatMap((code) => finder.group(code) ?? []),
    },
  }
}

/** A name is in both languages what the organisation says it is: a translation does not go out of date by itself. */
function nameFrom({ name, nameEn }: OrganisationInput, before?: Text): Text {
  if (before?.source === 'en' && nameEn)
    return { ...textIn('en', nameEn), es: { text: name, state: 'current' } }
  return text(name, nameEn)
}

/** A text in the language of the page; one that was in the other language alone stays beside it. */
function written(before: Text | null, lang: Language, words: string | undefined): Text | null {
  if (words === undefined) {
    const other = before?.[otherLanguage(lang)]
    return other ? textIn(otherLanguage(lang), other.text) : null
  }
  return before ? reword(before, lang, words) : textIn(lang, words)
}

export function valuesOf(of: OrganisationFields, finder: Finder, lang: Language): FormValues {
  const place = (id: string): string => {
    const found = finder.places.find((one) => one.id === id)
    return found
      ? found.kind === 'state' || found.kind === 'country'
        ? said(found.name, lang)
        : found.code
      : ''
  }
  return {
    name: of.name.es?.text ?? said(of.name, lang),
    nameEn: of.name.en?.text,
    acronym: of.acronym ?? undefined,
    constituency: of.constituency ?? undefined,
    legalForm: of.legalForm ?? undefined,
    membershipBased: of.membershipBased ?? undefined,
    groups: finder.groups.filter(({ id }) => of.groupIds.includes(id)).map(({ code }) => code),
    place: of.placeId ? place(of.placeId) : undefined,
    places: of.placeIds.map(place).join(', ') || undefined,
    sector: of.sector?.[lang]?.text,
    about: of.about?.[lang]?.text,
    website: of.website ?? undefined,
  }
}

export interface OrganisationFormProps {
  lang: Language
  action: string
  cancelHref: string
  groups: readonly Option[]
  values?: FormValues
  errors?: readonly FormError[]
  version?: number
  /** What stands now, where somebody else was quicker. */
  conflict?: Organisation
}

export function OrganisationForm({ groups, version, conflict, ...props }: OrganisationFormProps) {
  const { lang } = props
  const words = wordsOf(lang)
  return (
    <>
      {conflict && (
        <Notice title={`${words.form.conflictTitle}.`}>
          <p>{words.form.conflictText}</p>
          <Definitions
            items={[
              ...languages.map((one) => ({
                term: one === 'es' ? words.form.fields.name.label : words.form.fields.nameEn.label,
                value: conflict.name[one]?.text ?? '–',
              })),
              {
                term: words.one.constituency,
                value: conflict.constituency ? words.constituencies[conflict.constituency] : '–',
              },
              {
                term: words.one.legalForm,
                value: conflict.legalForm ? words.forms[conflict.legalForm] : '–',
              },
              {
                term: words.form.fields.about.label,
                value: conflict.about ? said(conflict.about, lang) : '–',
              },
            ]}
          />
        </Notice>
      )}
      <Form
        {...props}
        schema={organisationSchema(groups.map(({ value }) => value))}
        words={organisationWords(lang)}
        controls={{
          about: { as: 'textarea', rows: 5 },
          acronym: { width: 'short' },
          membershipBased: { as: 'radio' },
          groups: { options: groups },
        }}
        {...(version === undefined ? {} : { hidden: { version } })}
      />
    </>
  )
}
