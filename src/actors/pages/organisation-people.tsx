/** The people whom one reaches in an organisation. */
import type { Language } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Section } from '../../web/components/notice.tsx'
import { DataTable } from '../../web/components/table.tsx'
import type { Person } from '../people.ts'
import { wordsOf } from '../words.ts'
import type { OrganisationPageProps } from './organisation-props.ts'

export function People({
  lang,
  people,
  organisation,
  to,
  may,
}: OrganisationPageProps & { people: readonly Person[] }) {
  const words = wordsOf(lang)
  return (
    <Section
      title={words.one.people}
      actions={
        may.people ? (
          <ButtonLink href={to(`/actors/people/new?organisation=${organisation.id}`)}>
            {words.people.add}
          </ButtonLink>
        ) : undefined
      }
    >
      <PeopleTable lang={lang} people={people} to={to} empty={words.one.peopleNone} />
    </Section>
  )
}

/** Names with the way in which each wants to be reached. */
export const PeopleTable = (props: {
  lang: Language
  people: readonly Person[]
  to: (path: string) => string
  empty: string
  organisation?: (id: string) => string
}) => {
  const words = wordsOf(props.lang)
  const { organisation } = props
  return (
    <DataTable
      lang={props.lang}
      caption={words.one.people}
      captionHidden
      rows={props.people}
      label={{
        head: words.people.fields.name.label,
        cell: (row) => <a href={props.to(`/actors/people/${row.id}`)}>{row.name}</a>,
      }}
      columns={[
        ...(organisation
          ? [
              {
                head: words.people.organisation,
                narrowHead: '',
                cell: (row: Person) => (row.organisationId ? organisation(row.organisationId) : '–'),
              },
            ]
          : []),
        {
          head: words.people.phone,
          cell: (row) => (row.phone ? <a href={`tel:${row.phone}`}>{row.phone}</a> : '–'),
        },
        { head: words.people.channel, cell: (row) => (row.channel ? words.channels[row.channel] : '–') },
      ]}
      empty={<p class="subtle">{props.empty}</p>}
    />
  )
}
