/** The form in which a document is described. */
import type { Language } from '../../../kernel/text.ts'
import { Form } from '../../../web/components/form.tsx'
import type { FormError, FormValues } from '../../../web/components/form-schema.ts'
import type { DocumentSchema } from '../form.ts'
import { audiences, commonLanguages, documentKinds, qualities, rightsOf } from '../rules.ts'
import { libraryWords } from '../words.ts'

export interface DocumentFormProps {
  lang: Language
  action: string
  cancel: string
  hidden?: Readonly<Record<string, string | number>>
  values: FormValues
  errors?: readonly FormError[]
  schema: DocumentSchema
  groups: readonly { value: string; label: string }[]
  topics: readonly { value: string; label: string }[]
}

/** The fields with their words; a choice that only the database knows has its options in `controls`. */
export function formWords(lang: Language) {
  const words = libraryWords(lang)
  const { fields } = words.form
  return {
    ...fields,
    kind: { ...fields.kind, options: words.kinds },
    quality: { ...fields.quality, options: words.qualities },
    rights: { ...fields.rights, options: words.form.rights },
    audience: { ...fields.audience, options: words.form.audiences, help: words.form.publicHelp },
  }
}

export function DocumentForm({ lang, groups, topics, cancel, ...props }: DocumentFormProps) {
  const words = libraryWords(lang)
  const language = typeof props.values.language === 'string' ? props.values.language : 'es'
  const tags = [...new Set<string>([...commonLanguages, ...(language ? [language] : [])])]
  return (
    <Form
      lang={lang}
      words={formWords(lang)}
      submit={words.form.save}
      cancelHref={cancel}
      controls={{
        kind: {
          options: documentKinds.map((value) => ({ value, label: words.kinds[value] })),
          width: 'medium',
        },
        published: { width: 'short', placeholder: '2019-05' },
        language: {
          options: tags.map((value) => ({ value, label: words.languages[value] ?? value })),
          width: 'medium',
        },
        groups: { options: groups },
        topics: { options: topics },
        newTopic: { width: 'medium' },
        quality: {
          as: 'radio',
          options: qualities.map((value) => ({
            value,
            label: capital(words.qualities[value]),
            help: words.form.qualityHelp[value],
          })),
        },
        qualityNote: { as: 'textarea', rows: 2 },
        rights: {
          as: 'radio',
          options: rightsOf.map((value) => ({ value, label: words.form.rights[value] })),
        },
        audience: {
          as: 'radio',
          options: audiences.map((value) => ({ value, label: words.form.audiences[value] })),
        },
        url: { inputmode: 'url', placeholder: 'https://' },
        seenOn: { width: 'short' },
        summaryEs: { as: 'textarea', rows: 3 },
        summaryEn: { as: 'textarea', rows: 3 },
        note: { as: 'textarea', rows: 2 },
      }}
      {...props}
    />
  )
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase('es') + words.slice(1)
