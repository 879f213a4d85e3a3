/** What the page of an organisation is made of. */
import type { Language, Text } from '../../kernel/text.ts'
import type { Fact, SelfAssessment } from '../facts.ts'
import type { OrganisationName } from '../names.ts'
import type { Organisation } from '../organisations.ts'
import type { Person } from '../people.ts'

export interface OrganisationPageProps {
  lang: Language
  organisation: Organisation
  place: (id: string) => string
  groups: readonly string[]
  memberships: readonly Fact<'membership'>[]
  posts: readonly Fact<'post'>[]
  relations: readonly Fact<'relation'>[]
  names: ReadonlyMap<string, OrganisationName>
  /** Null: not for this person to see. */
  positions: readonly Fact<'position'>[] | null
  issues: ReadonlyMap<string, Text>
  people: readonly Person[] | null
  /** Null: of another organisation than the person's own. */
  self: readonly SelfAssessment[] | null
  today: string
  to: (path: string) => string
  may: { write: boolean; people: boolean; stance: boolean }
}
