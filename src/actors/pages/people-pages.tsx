/** People: the list, one, and the form. Whoever asks has been given only those whom she may see. */
import { z } from 'zod'
import { type Language, said } from '../../kernel/text.ts'
import { Button, ButtonLink } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import { date } from '../../web/format.ts'
import type { Fact } from '../facts.ts'
import type { OrganisationName } from '../names.ts'
import type { Person, PersonFields } from '../people.ts'
import { ageGroups, channels, sexes, yesNo } from '../rules.ts'
import { wordsOf } from '../words.ts'
import { PeopleTable } from './organisation-people.tsx'

export const personSchema = z.object({
  name: z.string().max(200),
  organisation: z.string().max(300).optional(),
  sex: z.enum(sexes).optional(),
  phone: z
    .string()
    .transform((typed) => typed.replace(/[\s().-]+/g, ''))
    .refine((digits) => /^\+?\d{10,15}$/.test(digits), { error: 'phone' })
    .optional(),
  channel: z.enum(channels).optional(),
  email: z.email().max(200).optional(),
  languages: z.string().max(300).optional(),
  notes: z.string().max(2000).optional(),
  ageGroup: z.enum(ageGroups).optional(),
  indigenous: z.enum(yesNo).optional(),
  disability: z.enum(yesNo).optional(),
})
export type PersonInput = z.output<typeof personSchema>

export const personWords = (lang: Language) => {
  const words = wordsOf(lang)
  const { fields } = words.people
  return {
    ...fields,
    sex: { ...fields.sex, options: words.sexes },
    channel: { ...fields.channel, options: words.channels },
    ageGroup: { ...fields.ageGroup, options: words.ageGroups },
    indigenous: { ...fields.indigenous, options: words.yesNo },
    disability: { ...fields.disability, options: words.yesNo },
  }
}

export const personControls = {
  phone: { inputmode: 'tel', autocomplete: 'off', width: 'medium' },
  notes: { as: 'textarea', rows: 3 },
} as const

export const personFrom = (input: PersonInput, organisationId: string | null): PersonFields => ({
  name: input.name,
  organisationId,
  sex: input.sex ?? null,
  languages: (input.languages ?? '')
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter(Boolean),
  channel: input.channel ?? null,
  phone: input.phone ?? null,
  email: input.email ?? null,
  notes: input.notes ?? null,
  ageGroup: input.ageGroup ?? null,
  indigenous: input.indigenous ?? null,
  disability: input.disability ?? null,
})

export const personValues = (person: PersonFields, organisation: string | undefined): FormValues => ({
  name: person.name,
  organisation,
  sex: person.sex ?? undefined,
  phone: person.phone ?? undefined,
  channel: person.channel ?? undefined,
  email: person.email ?? undefined,
  languages: person.languages.join(', ') || undefined,
  notes: person.notes ?? undefined,
  ageGroup: person.ageGroup ?? undefined,
  indigenous: person.indigenous ?? undefined,
  disability: person.disability ?? undefined,
})

export interface PeopleProps {
  lang: Language
  people: readonly Person[]
  names: ReadonlyMap<string, OrganisationName>
  typed: string
  removed: readonly Person[]
  to: (path: string) => string
}

export function PeoplePage({ lang, people, names, typed, removed, to }: PeopleProps) {
  const words = wordsOf(lang).people
  return (
    <>
      <form class="filters" action={to('/actors/people')} aria-label={words.search}>
        <div class="filter">
          <input
            class="ds-input"
            type="search"
            name="q"
            value={typed}
            placeholder={words.search}
            aria-label={words.search}
          />
        </div>
        <Button>{wordsOf(lang).search.go}</Button>
      </form>
      <PeopleTable
        lang={lang}
        people={people}
        to={to}
        empty={typed === '' ? words.empty : words.none}
        organisation={(id) => {
          const found = names.get(id)
          return found ? said(found.name, lang) : ''
        }}
      />
      {removed.length > 0 && (
        <Disclosure summary={words.removedTitle(removed.length)} id="removed">
          <ul class="work-list">
            {removed.map((person) => (
              <li>
                <div>{person.name}</div>
                <form method="post" action={to(`/actors/people/${person.id}/restore`)}>
                  <Button>
                    {wordsOf(lang).restore}
                    <span class="vh"> {person.name}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

export interface PersonProps {
  lang: Language
  person: Person
  organisation: { name: string; href: string } | null
  posts: readonly (Fact<'post'> & { organisation: string })[]
  to: (path: string) => string
  writing: boolean
}

export function PersonPage({ lang, person, organisation, posts, to, writing }: PersonProps) {
  const words = wordsOf(lang)
  const own = words.people
  const here = `/actors/people/${person.id}`
  const digits = person.phone?.replace(/\D/g, '') ?? ''
  return (
    <>
      <Definitions
        items={[
          ...(organisation
            ? [{ term: own.organisation, value: <a href={organisation.href}>{organisation.name}</a> }]
            : []),
          ...(person.sex ? [{ term: words.one.sex, value: words.sexes[person.sex] }] : []),
          ...(person.channel ? [{ term: own.channel, value: words.channels[person.channel] }] : []),
          ...(person.phone ? [{ term: own.phone, value: person.phone }] : []),
          ...(person.email
            ? [{ term: own.email, value: <a href={`mailto:${person.email}`}>{person.email}</a> }]
            : []),
          ...(person.languages.length > 0
            ? [{ term: own.languages, value: person.languages.join(', ') }]
            : []),
          ...(person.notes ? [{ term: own.notes, value: person.notes }] : []),
          ...(person.ageGroup ? [{ term: own.ageGroup, value: words.ageGroups[person.ageGroup] }] : []),
          ...(person.indigenous ? [{ term: own.indigenous, value: words.yesNo[person.indigenous] }] : []),
          ...(person.disability ? [{ term: own.disability, value: words.yesNo[person.disability] }] : []),
        ]}
      />
      {person.phone && person.channel !== 'none' && (
        <div class="actions">
          <ButtonLink href={`tel:${person.phone}`}>{own.call}</ButtonLink>
          <ButtonLink href={`https://wa.me/${digits.length === 10 ? `52${digits}` : digits}`}>
            {own.write}
          </ButtonLink>
        </div>
      )}
      <Section title={own.posts}>
        {posts.length === 0 ? (
          <p class="subtle">{own.noPosts}</p>
        ) : (
          <ul class="work-list">
            {posts.map((post) => (
              <li>
                <div>
                  <p class="work-title">{post.title}</p>
                  <span class="kind">
                    {[
                      post.organisation,
                      post.since && words.one.since(date(post.since, lang)),
                      post.until && words.one.until(date(post.until, lang)),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {writing && (
        <>
          <Disclosure summary={own.one.title}>
            <p>{own.one.text}</p>
            <div class="actions">
              <ButtonLink href={to(`${here}/merge`)}>{own.one.merge}</ButtonLink>
              <ButtonLink href={to(`${here}/split`)}>{own.one.split}</ButtonLink>
            </div>
          </Disclosure>
          <Disclosure summary={own.remove}>
            <p>{own.removeText}</p>
            <form method="post" action={to(`${here}/remove`)}>
              <Button danger>{words.one.removeYes}</Button>
            </form>
          </Disclosure>
          <Disclosure summary={own.erase}>
            <p>{own.eraseText}</p>
            <form method="post" action={to(`${here}/erase`)}>
              <Button danger>{own.eraseYes}</Button>
            </form>
          </Disclosure>
        </>
      )}
    </>
  )
}

export const PersonForm = ({
  version,
  conflict,
  ...props
}: {
  lang: Language
  action: string
  cancelHref: string
  values?: FormValues
  errors?: readonly FormError[]
  version?: number
  conflict?: boolean
}) => (
  <>
    {conflict && <Notice>{wordsOf(props.lang).people.conflictText}</Notice>}
    <Form
      {...props}
      schema={personSchema}
      words={personWords(props.lang)}
      controls={personControls}
      {...(version === undefined ? {} : { hidden: { version } })}
    />
  </>
)
