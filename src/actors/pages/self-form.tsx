/** The form in which an organisation judges its own democratic practice. */
import { z } from 'zod'
import type { Language } from '../../kernel/text.ts'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { practices } from '../rules.ts'
import { wordsOf } from '../words.ts'

const mark = z.enum(['1', '2', '3', '4'])

export const selfSchema = z.object({
  elections: mark,
  assemblies: mark,
  accounts: mark,
  women: mark,
  records: mark,
  renewal: mark,
  assessedOn: z.iso.date(),
  notes: z.string().max(2000).optional(),
})

export function selfWords(lang: Language) {
  const { practices: asked, marks, assessedOn, notes } = wordsOf(lang).self
  const field = (label: string) => ({ label, options: marks })
  return {
    elections: field(asked.elections),
    assemblies: field(asked.assemblies),
    accounts: field(asked.accounts),
    women: field(asked.women),
    records: field(asked.records),
    renewal: field(asked.renewal),
    assessedOn: { label: assessedOn },
    notes: { label: notes },
  }
}

export const SelfForm = (props: {
  lang: Language
  action: string
  cancelHref: string
  values: FormValues
  errors?: readonly FormError[]
}) => (
  <Form
    {...props}
    schema={selfSchema}
    words={selfWords(props.lang)}
    controls={{
      ...Object.fromEntries(practices.map((practice) => [practice, { as: 'radio' as const }])),
      notes: { as: 'textarea', rows: 3 },
    }}
  />
)
